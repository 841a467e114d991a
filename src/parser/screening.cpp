#include "parser/screening.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "parser/json/reader.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view service = "batchai";

// One of these stands in each job, cluster and file server, and in each part of one that is told by its name.
constexpr std::array<std::string_view, 22> members = {
    "nodecount",         "vmsize",          "mountvolumes",    "inputdirectories", "outputdirectories",
    "containersettings", "cntksettings",    "caffesettings",   "caffe2settings",   "tensorflowsettings",
    "chainersettings",   "scalesettings",   "pytorchsettings", "horovodsettings",  "stdouterrpathprefix",
    "custommpisettings", "nodesetup",       "datadisks",       "azurefileurl",     "customtoolkitsettings",
    "relativemountpath", "sshconfiguration"};

bool is_utf16(std::string_view bytes) {
    return bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
}

constexpr char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// By how much the search for `service` may move on, by the byte under the end of it (Horspool).
constexpr std::array<unsigned char, 256> make_steps() {
    std::array<unsigned char, 256> steps{};
    steps.fill(service.size());
    for (std::size_t i = 0; i + 1 < service.size(); ++i) {
        const auto step = static_cast<unsigned char>(service.size() - 1 - i);
        const char c = service[i];
        steps[static_cast<unsigned char>(c)] = step;
        steps[static_cast<unsigned char>(c - 'a' + 'A')] = step;
    }
    return steps;
}

bool names_service(std::string_view text) {
    static constexpr std::array<unsigned char, 256> steps = make_steps();
    for (std::size_t at = 0; at + service.size() <= text.size();) {
        const std::string_view here = text.substr(at, service.size());
        if (std::equal(here.begin(), here.end(), service.begin(),
                       [](char a, char b) { return small(a) == b; }))
            return true;
        at += steps[static_cast<unsigned char>(here.back())];
    }
    return false;
}

} // namespace

bool has_json_name(std::string_view path) {
    constexpr std::string_view ending = ".json";
    return path.size() > ending.size() && iequals(path.substr(path.size() - ending.size()), ending);
}

namespace {

// A text that scripts may read for its variables.
bool may_be_sourced(std::string_view path, std::string_view bytes) {
    constexpr std::size_t largest = 65536;
    constexpr std::array<std::string_view, 7> endings = {".sh",  ".bash", ".env", ".rc",
                                                         ".cfg", ".conf", ".vars"};
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const bool fits = name.find('.', 1) == std::string_view::npos
                      || std::ranges::any_of(endings, [&](auto ending) { return name.ends_with(ending); });
    return fits && bytes.size() <= largest && bytes.find('=') != std::string_view::npos;
}

} // namespace

bool is_worth_reading(std::string_view path, std::string_view bytes) {
    return may_be_sourced(path, bytes) || has_json_name(path) || looks_like_json(bytes) || is_utf16(bytes)
           || names_service(bytes);
}

bool names_batchai_member(std::string_view bytes) {
    if (is_utf16(bytes) || names_service(bytes)) return true;
    const std::string text = lower(bytes);
    return std::ranges::any_of(members,
                               [&](std::string_view name) { return text.find(name) != std::string::npos; });
}

} // namespace batchai2aml
