#include "cli/write_output.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "cli/candidates.hpp"
#include "support/parallel.hpp"
#include "support/sha256.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

/// What an earlier run recorded about a file.
struct Recorded {
    std::string_view sha256;
    bool leftover = false; ///< nothing made it any more
};
using Record = std::unordered_map<std::string_view, Recorded>;

Result<std::optional<std::string>, FileError> read_existing(const OutputFolder& folder,
                                                            std::string_view path) {
    std::string bytes;
    const auto exists = scan(folder, path, [&](std::string_view piece) {
        bytes += piece;
        return true;
    });
    if (!exists) return exists.error();
    return exists.value() ? std::optional(std::move(bytes)) : std::nullopt;
}

/// What an earlier run recorded, and what may become of its record.
struct Earlier {
    WrittenFiles files;
    FileAction report = FileAction::create;
    FileState state = FileState::absent;
    std::optional<FileError> error;
};

Earlier read_earlier(const OutputFolder& folder, Overwrite overwrite) {
    WrittenFilesReader reader;
    const auto exists = scan(folder, report_file, [&](std::string_view piece) { return reader.take(piece); });
    if (!exists) return {{}, FileAction::fail, FileState::unreadable, exists.error()};
    if (!exists.value()) return {};
    if (auto files = std::move(reader).result())
        return {std::move(*files), FileAction::change, FileState::ours, std::nullopt};
    return {{},
            overwrite == Overwrite::yes ? FileAction::change : FileAction::keep,
            FileState::foreign,
            std::nullopt};
}

Record record_of(const WrittenFiles& files) {
    Record record;
    for (const WrittenFile& file : files.leftovers)
        record.insert_or_assign(file.file, Recorded{file.sha256, true});
    for (const WrittenFile& file : files.outputs)
        record.insert_or_assign(file.file, Recorded{file.sha256, false});
    return record;
}

Recorded recorded(const Record& record, std::string_view path) {
    const auto found = record.find(path);
    return found == record.end() ? Recorded{} : found->second;
}

/// Looks at what stands where `file` is to be. `error` is set when that is impossible.
FileState look_at(const OutputFile& file, const OutputFolder& folder, const Recorded& earlier,
                  std::optional<FileError>& error) {
    const auto existing = read_existing(folder, file.path);
    if (!existing) {
        error = existing.error();
        return FileState::unreadable;
    }
    const bool known = !earlier.sha256.empty();
    if (!existing.value()) return known && !earlier.leftover ? FileState::deleted : FileState::absent;
    if (*existing.value() == file.bytes) return FileState::same;
    if (!known) return FileState::foreign;
    return sha256_hex(*existing.value()) == earlier.sha256 ? FileState::ours : FileState::edited;
}

FileAction action_for(FileState state, const OutputFile& file, Overwrite overwrite) {
    switch (state) {
    case FileState::absent:
    case FileState::deleted:
        return FileAction::create;
    case FileState::same:
        return FileAction::unchanged;
    case FileState::ours:
        return FileAction::change;
    case FileState::edited:
    case FileState::foreign:
        return overwrite == Overwrite::yes || file.merged ? FileAction::change : FileAction::keep;
    case FileState::unreadable:
        break;
    }
    return FileAction::fail;
}

/// Files of earlier runs that nothing makes any more, by whether somebody has edited them.
void find_leftovers(std::span<const OutputFile> files, Record gone, const OutputFolder& folder,
                    OutputPlan& plan) {
    for (const OutputFile& file : files)
        gone.erase(file.path);
    for (const auto& [path, earlier] : gone) {
        const auto existing = read_existing(folder, path);
        if (!existing || !existing.value()) continue;
        if (sha256_hex(*existing.value()) == earlier.sha256)
            plan.written.leftovers.push_back({std::string(path), std::string(earlier.sha256)});
        else
            plan.edited_leftovers.emplace_back(path);
    }
    std::ranges::sort(plan.written.leftovers, {}, &WrittenFile::file);
    std::ranges::sort(plan.edited_leftovers);
}

/// Compares text that comes in pieces with a file.
class Comparison {
  public:
    explicit Comparison(FileReader& file) : file_(file) {}

    [[nodiscard]] bool take(std::string_view piece) {
        while (same_ && !piece.empty()) {
            const auto count = file_.read(std::span(buffer_).first(std::min(buffer_.size(), piece.size())));
            same_ = count && count.value() != 0
                    && piece.starts_with(std::string_view(buffer_.data(), count.value()));
            if (same_) piece.remove_prefix(count.value());
        }
        return same_;
    }

    [[nodiscard]] bool same() {
        const auto rest = file_.read(std::span(buffer_).first(1));
        return same_ && rest && rest.value() == 0;
    }

  private:
    FileReader& file_;
    bool same_ = true;
    std::array<char, 65536> buffer_{};
};

} // namespace

std::size_t OutputPlan::count(FileAction action) const {
    return static_cast<std::size_t>(std::ranges::count(actions, action));
}

OutputPlan plan_output(std::span<const OutputFile> files, const OutputFolder& folder, Overwrite overwrite,
                       unsigned threads, const Steps& steps) {
    Earlier earlier = read_earlier(folder, overwrite);
    const Record record = record_of(earlier.files);
    OutputPlan plan;
    plan.report = earlier.report;
    plan.report_state = earlier.state;
    if (earlier.error) plan.errors.push_back(*earlier.error);
    plan.actions.resize(files.size());
    plan.histories.resize(files.size());
    plan.written.outputs = hash_files(files, threads);
    std::vector<std::optional<FileError>> errors(files.size());
    StepCounter counter(steps, "comparing", files.size());
    parallel_for(files.size(), threads, [&](std::size_t i) {
        if (!counter.go_on()) return;
        const Recorded before = recorded(record, files[i].path);
        std::string& sha256 = plan.written.outputs[i].sha256;
        FileHistory& history = plan.histories[i];
        history = {look_at(files[i], folder, before, errors[i]),
                   !before.sha256.empty() && before.sha256 != sha256};
        plan.actions[i] = action_for(history.state, files[i], overwrite);
        // What is kept stays known by the text that this program wrote last: it is taken up again should the
        // edit be undone.
        if (plan.actions[i] == FileAction::keep && !before.sha256.empty()) sha256 = before.sha256;
        counter.done();
    });
    for (auto& error : errors)
        if (error) plan.errors.push_back(std::move(*error));
    find_leftovers(files, record, folder, plan);
    return plan;
}

std::vector<Finding> output_findings(std::span<const OutputFile> files, const OutputPlan& plan) {
    std::vector<Finding> findings;
    const auto kept = [&](std::string_view path) {
        Finding finding = file_finding(
            "B2A0110", "\"" + printable(path) + "\" differs from what was written there; it was kept", "",
            "pass --force to overwrite it, or convert into another folder");
        finding.subject = path;
        findings.push_back(std::move(finding));
    };
    for (std::size_t i = 0; i < files.size(); ++i)
        if (plan.actions[i] == FileAction::keep) kept(files[i].path);
    if (plan.report == FileAction::keep) kept(report_file);
    for (const WrittenFile& file : plan.written.leftovers) {
        Finding finding = file_finding("B2A0111",
                                       "\"" + printable(file.file)
                                           + "\" comes from an earlier run; nothing makes it any more",
                                       "", "delete it when it is no longer needed");
        finding.subject = file.file;
        findings.push_back(std::move(finding));
    }
    return findings;
}

WriteResult write_output(std::span<const OutputFile> files, const OutputPlan& plan, OutputFolder& folder,
                         unsigned threads, const Steps& steps) {
    std::vector<std::size_t> wanted;
    for (std::size_t i = 0; i < files.size(); ++i)
        if (plan.actions[i] == FileAction::create || plan.actions[i] == FileAction::change)
            wanted.push_back(i);
    std::vector<std::optional<FileError>> errors(wanted.size());
    StepCounter counter(steps, "writing", wanted.size());
    parallel_for(wanted.size(), threads, [&](std::size_t i) {
        if (!counter.go_on()) return;
        const OutputFile& file = files[wanted[i]];
        errors[i] = folder.write(
            file.path, [&](const Sink& sink) { static_cast<void>(sink(file.bytes)); },
            file.executable ? FileMode::executable : FileMode::plain);
        if (!errors[i]) counter.done();
    });
    WriteResult result{counter.count(), {}};
    for (auto& error : errors)
        if (error) result.errors.push_back(std::move(*error));
    return result;
}

std::optional<FileError> write_report(const Conversion& conversion, const WrittenFiles& written,
                                      OutputFolder& folder) {
    auto existing = folder.open(report_file);
    if (!existing) return existing.error();
    if (existing.value()) {
        Comparison comparison(*existing.value());
        write_json(conversion, written, [&](std::string_view piece) { return comparison.take(piece); });
        if (comparison.same()) return std::nullopt;
    }
    return folder.write(
        report_file, [&](const Sink& sink) { write_json(conversion, written, sink); }, FileMode::plain);
}

} // namespace batchai2aml::cli
