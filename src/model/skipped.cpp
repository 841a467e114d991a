#include "model/skipped.hpp"

#include <string_view>

namespace batchai2aml {

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

void append(std::string& list, std::string_view separator, const std::string& item) {
    if (!list.empty()) list += separator;
    list += item;
}

} // namespace

std::string not_batchai_text(const SkippedFiles& skipped) {
    std::string kinds;
    const std::size_t all = skipped.not_batchai();
    if (all == 0) return {};
    const auto add = [&](std::size_t count, std::string_view kind) {
        if (count == all) kinds = kind;
        if (count != 0 && count != all) append(kinds, ", ", std::to_string(count) + ' ' + std::string(kind));
    };
    add(skipped.json, "JSON");
    add(skipped.text, skipped.json == 0 ? "text" : "other text");
    add(skipped.binary, "binary");
    add(skipped.too_large, "too large");
    return counted(all, "file", "files") + " (" + kinds + ")";
}

std::string left_out_text(const SkippedFiles& skipped) {
    std::string ignored;
    if (skipped.ignored != 0) ignored = counted(skipped.ignored, "file", "files");
    if (skipped.ignored_folders != 0)
        append(ignored, " and ", counted(skipped.ignored_folders, "folder", "folders"));
    std::string out;
    if (!ignored.empty()) out = ignored + " ignored by .gitignore";
    if (skipped.tool_folders != 0)
        append(out, ", ", counted(skipped.tool_folders, "folder of a tool", "folders of tools"));
    if (skipped.special != 0)
        append(out, ", ", counted(skipped.special, "device or pipe", "devices and pipes"));
    return out;
}

} // namespace batchai2aml
