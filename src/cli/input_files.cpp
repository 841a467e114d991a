#include "cli/input_files.hpp"

#include <array>
#include <istream>
#include <optional>
#include <utility>

#include "cli/candidates.hpp"
#include "support/parallel.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::size_t examined = 8192;

/// A zero byte near the start, in a text that does not announce itself as UTF-16.
bool is_binary(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return false;
    return bytes.substr(0, examined).find('\0') != std::string_view::npos;
}

std::string folder_name(const std::string& location) {
    const auto parts = split(location, '/');
    return parts.size() < 2 ? std::string() : std::string(parts[parts.size() - 2]);
}

Result<std::string, FileError> read_stream(std::istream& in) {
    std::string bytes;
    std::array<char, 16384> buffer{};
    while (in.read(buffer.data(), buffer.size()), in.gcount() > 0) {
        bytes.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > largest_input) return FileError{"-", "the input is too large", true};
    }
    return bytes;
}

/// What one file gave.
struct ReadFile {
    std::optional<InputFile> file;
    std::optional<Finding> finding;
    std::optional<InputSummary> skipped;
};

ReadFile not_taken(const Candidate& candidate, std::string_view shape, std::optional<Finding> finding) {
    return {std::nullopt, std::move(finding),
            InputSummary{candidate.display, "not read: " + std::string(shape), "", false}};
}

ReadFile too_large(const Candidate& candidate) {
    // In a folder it is most likely data; a file that was named was meant to be converted.
    return not_taken(candidate, "too large",
                     file_finding(candidate.named ? "B2A0103" : "B2A0112",
                                  "\"" + printable(candidate.display)
                                      + "\" is larger than 64 MiB and was not read; no Batch AI document is",
                                  candidate.display, "take the file out of the inputs"));
}

ReadFile unreadable(const Candidate& candidate, const FileError& error) {
    return not_taken(candidate, "unreadable",
                     file_finding("B2A0109",
                                  "\"" + printable(candidate.display) + "\" cannot be read: " + error.reason,
                                  candidate.display, "check that the file exists and that you may read it"));
}

ReadFile binary(const Candidate& candidate) {
    if (!candidate.named) return not_taken(candidate, "binary file", std::nullopt);
    return not_taken(
        candidate, "binary file",
        file_finding("B2A0112", "\"" + printable(candidate.display) + "\" is a binary file and was not read",
                     candidate.display, "take the file out of the inputs"));
}

ReadFile read_candidate(const Candidate& candidate, const Environment& environment) {
    auto bytes = candidate.open == "-" && candidate.location.empty()
                     ? read_stream(environment.in)
                     : environment.files.read(candidate.open, largest_input);
    if (!bytes) return bytes.error().too_large ? too_large(candidate) : unreadable(candidate, bytes.error());
    if (is_binary(bytes.value())) return binary(candidate);
    return {InputFile{candidate.display, folder_name(candidate.location), std::move(bytes).value()}, {}, {}};
}

} // namespace

Result<Inputs, Failure> read_inputs(const std::vector<std::string>& arguments,
                                    const std::string& output_folder, unsigned threads,
                                    const Environment& environment) {
    auto found = find_candidates(arguments, output_folder, environment.files);
    if (!found) return found.error();
    Candidates& candidates = found.value();
    if (candidates.files.empty() && candidates.findings.empty())
        return Failure{ExitCode::no_input, "there is no file in " + printable(arguments.front())
                                               + (arguments.size() > 1 ? " and the others" : "")
                                               + "; name a folder that holds Batch AI files"};
    std::vector<ReadFile> read(candidates.files.size());
    parallel_for(read.size(), threads, [&](std::size_t i) {
        if (!environment.interrupted()) read[i] = read_candidate(candidates.files[i], environment);
    });
    Inputs inputs{{}, std::move(candidates.findings), std::move(candidates.skipped)};
    for (ReadFile& one : read) {
        if (one.file) inputs.files.push_back(std::move(*one.file));
        if (one.finding) inputs.findings.push_back(std::move(*one.finding));
        if (one.skipped) inputs.skipped.push_back(std::move(*one.skipped));
    }
    return inputs;
}

} // namespace batchai2aml::cli
