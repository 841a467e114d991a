// run_shell over any bytes as one block: it must come to an end, within its limits, and every offset must be
// one of the text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/check.hpp"
#include "parser/shell/run.hpp"

namespace batchai2aml::fuzz {
namespace {

void check_range(std::uint32_t begin, std::uint32_t end, std::size_t size, const char* what) {
    check(begin <= end && end <= size, what);
}

void check_word(const ShellWord& word, std::size_t size) {
    check_range(word.begin, word.end, size, "place of a word");
    for (const std::string& name : word.unknown)
        check(word.text.find("<" + name + ">") != std::string::npos, "an unknown name is not in its word",
              name);
}

void check_file(const MadeFile& file, const ShellRun& result, std::size_t size) {
    check(file.calls_before <= result.calls.size(), "calls before a file");
    check(file.copy_of.empty() || file.text.empty(), "a copy has a text of its own");
    check_range(file.begin, file.end, size, "place of a file");
    for (std::size_t i = 0; i < file.segments.size(); ++i) {
        const Segment& one = file.segments[i];
        check(one.at < file.text.size(), "a segment begins behind the text");
        check(i == 0 ? one.at == 0 : one.at > file.segments[i - 1].at, "segments are not sorted");
        const std::size_t end = i + 1 < file.segments.size() ? file.segments[i + 1].at : file.text.size();
        check(one.source + (one.inserted ? 0 : end - one.at) <= size, "a segment ends behind the source");
    }
    check(file.segments.empty() == file.text.empty(), "text without segments");
}

void run(const std::string& bytes) {
    ShellText text;
    text.text = bytes;
    text.segments = {{0, 0, false}};
    text.blocks = {{0, static_cast<std::uint32_t>(bytes.size())}};
    const std::vector<std::string_view> names = {"AZURE_BATCHAI_STORAGE_ACCOUNT", "A"};
    const ShellRun result = run_shell(text, {{"az", "a"}, names, {}});
    check(result.calls.size() <= 100'000, "too many calls");
    for (const ShellCall& call : result.calls) {
        check(!call.words.empty() && (call.words[0].text == "az" || call.words[0].text == "a"),
              "a program that was not asked for");
        check_range(call.begin, call.end, bytes.size(), "place of a call");
        for (const ShellWord& word : call.words)
            check_word(word, bytes.size());
        for (const auto& [name, word] : call.environment)
            check_word(word, bytes.size());
    }
    for (const MadeFile& file : result.files)
        check_file(file, result, bytes.size());
    for (const ShellProblem& problem : result.problems)
        check_range(problem.begin, problem.end, bytes.size(), "place of a problem");
}

} // namespace
} // namespace batchai2aml::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    batchai2aml::fuzz::run(batchai2aml::fuzz::text_of(data, size));
    return 0;
}
