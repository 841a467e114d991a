#include "cli/input_files.hpp"

#include <array>
#include <istream>
#include <memory>
#include <optional>
#include <utility>

#include "parser/screening.hpp"
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

/// What is said about a file that was not taken.
struct Refused {
    Finding finding;
    InputSummary summary;
};

/// What one file gave: one of these. There may be many, so that what is rare is kept apart.
struct ReadFile {
    std::optional<InputFile> file;
    std::unique_ptr<Refused> refused;
    std::size_t SkippedFiles::*counted = nullptr;
};

ReadFile only_counted(std::size_t SkippedFiles::*kind) {
    return {std::nullopt, nullptr, kind};
}

ReadFile not_taken(const Candidate& candidate, std::string_view shape, Finding finding) {
    return {std::nullopt,
            std::make_unique<Refused>(Refused{
                std::move(finding), {candidate.display, "not read: " + std::string(shape), "", false}})};
}

ReadFile too_large(const Candidate& candidate) {
    if (!candidate.named) return only_counted(&SkippedFiles::too_large); // most likely data
    return not_taken(candidate, "too large",
                     file_finding("B2A0103",
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
    if (!candidate.named) return only_counted(&SkippedFiles::binary);
    return not_taken(
        candidate, "binary file",
        file_finding("B2A0112", "\"" + printable(candidate.display) + "\" is a binary file and was not read",
                     candidate.display, "take the file out of the inputs"));
}

Result<std::string, FileError> bytes_of(const Candidate& candidate, const Environment& environment) {
    if (candidate.open == "-" && candidate.location.empty()) return read_stream(environment.in);
    if (candidate.named) return environment.files.read(candidate.open, largest_input);
    return environment.files.read_found(candidate.open, largest_input,
                                        [](std::string_view first) { return !is_binary(first); });
}

ReadFile read_candidate(const Candidate& candidate, const Environment& environment) {
    auto bytes = bytes_of(candidate, environment);
    if (!bytes) return bytes.error().too_large ? too_large(candidate) : unreadable(candidate, bytes.error());
    if (is_binary(bytes.value())) return binary(candidate);
    if (!candidate.named && !is_worth_reading(candidate.display, bytes.value()))
        return only_counted(&SkippedFiles::text);
    return {InputFile{candidate.display, folder_name(candidate.location), std::move(bytes).value(),
                      candidate.named},
            nullptr};
}

/// See `Inputs::locations`.
ReportPaths::Locations locations_of(const Candidates& candidates, const FileSystem& world) {
    const std::string here = world.canonical(".");
    if (here.empty()) return {};
    const std::string prefix = join_path(here, "");
    ReportPaths::Locations locations;
    const auto add = [&](const std::string& display, const std::string& location) {
        if (!location.starts_with(prefix)) return;
        std::string path = location.substr(prefix.size());
        if (path != display) locations.emplace_hint(locations.end(), display, std::move(path));
    };
    for (const Candidate& file : candidates.files)
        add(file.display, file.location);
    for (const auto& [display, location] : candidates.others)
        add(display, location);
    return locations;
}

Failure no_file(const std::vector<std::string>& arguments, const Candidates& candidates) {
    const std::string where = printable(arguments.front()) + (arguments.size() > 1 ? " and the others" : "");
    const bool ignored = !candidates.ignored_files.empty() || !candidates.ignored_folders.empty();
    return {ExitCode::no_input,
            ignored ? "all files in " + where + " are ignored by .gitignore; name them, or pass --no-ignore"
                    : "there is no file in " + where + "; name a folder that holds Batch AI files"};
}

} // namespace

Result<Inputs, Failure> read_inputs(const std::vector<std::string>& arguments,
                                    const std::string& output_folder, IgnoreFiles ignore_files,
                                    unsigned threads, const Environment& environment, const Steps& steps) {
    auto found = find_candidates(arguments, output_folder, ignore_files, environment.files, steps);
    if (!found) return found.error();
    Candidates& candidates = found.value();
    if (candidates.files.empty() && candidates.findings.empty()) return no_file(arguments, candidates);
    std::vector<ReadFile> read(candidates.files.size());
    StepCounter counter(steps, "reading", read.size());
    parallel_for(read.size(), threads, [&](std::size_t i) {
        if (!counter.go_on()) return;
        read[i] = read_candidate(candidates.files[i], environment);
        counter.done();
    });
    Inputs inputs{{}, std::move(candidates.findings), std::move(candidates.skipped), {}, {}};
    inputs.locations = locations_of(candidates, environment.files);
    inputs.counts.ignored = candidates.ignored_files.size();
    inputs.counts.ignored_folders = candidates.ignored_folders.size();
    inputs.counts.tool_folders = candidates.tool_folders.size();
    inputs.counts.special = candidates.special.size();
    for (ReadFile& one : read) {
        if (one.file) inputs.files.push_back(std::move(*one.file));
        if (one.refused) {
            inputs.findings.push_back(std::move(one.refused->finding));
            inputs.skipped.push_back(std::move(one.refused->summary));
        }
        if (one.counted != nullptr) ++(inputs.counts.*one.counted);
    }
    return inputs;
}

} // namespace batchai2aml::cli
