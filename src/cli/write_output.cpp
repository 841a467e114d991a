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

using Hashes = std::unordered_map<std::string_view, std::string_view>;

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
    std::optional<FileError> error;
};

Earlier read_earlier(const OutputFolder& folder, Overwrite overwrite) {
    WrittenFilesReader reader;
    const auto exists = scan(folder, report_file, [&](std::string_view piece) { return reader.take(piece); });
    if (!exists) return {{}, FileAction::fail, exists.error()};
    if (!exists.value()) return {};
    if (auto files = std::move(reader).result()) return {std::move(*files), FileAction::change, std::nullopt};
    return {{}, overwrite == Overwrite::yes ? FileAction::change : FileAction::keep, std::nullopt};
}

Hashes hashes_of(const WrittenFiles& files) {
    Hashes hashes;
    for (const auto* list : {&files.leftovers, &files.outputs})
        for (const WrittenFile& file : *list)
            hashes.insert_or_assign(file.file, file.sha256);
    return hashes;
}

std::string_view recorded(const Hashes& hashes, std::string_view path) {
    const auto found = hashes.find(path);
    return found == hashes.end() ? std::string_view() : found->second;
}

/// Decides about one file. `error` is set when it cannot be looked at.
FileAction decide(const OutputFile& file, const OutputFolder& folder, std::string_view earlier_hash,
                  Overwrite overwrite, std::optional<FileError>& error) {
    const auto existing = read_existing(folder, file.path);
    if (!existing) {
        error = existing.error();
        return FileAction::fail;
    }
    if (!existing.value()) return FileAction::create;
    if (*existing.value() == file.bytes) return FileAction::unchanged;
    if (overwrite == Overwrite::yes || file.merged || sha256_hex(*existing.value()) == earlier_hash)
        return FileAction::change;
    return FileAction::keep;
}

/// Files of earlier runs that nothing makes any more and that nobody has edited or removed.
std::vector<WrittenFile> find_leftovers(std::span<const OutputFile> files, const Hashes& earlier,
                                        const OutputFolder& folder) {
    Hashes gone = earlier;
    for (const OutputFile& file : files)
        gone.erase(file.path);
    std::vector<WrittenFile> leftovers;
    for (const auto& [path, hash] : gone) {
        const auto existing = read_existing(folder, path);
        if (existing && existing.value() && sha256_hex(*existing.value()) == hash)
            leftovers.push_back({std::string(path), std::string(hash)});
    }
    std::ranges::sort(leftovers, {}, &WrittenFile::file);
    return leftovers;
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
                       unsigned threads) {
    Earlier earlier = read_earlier(folder, overwrite);
    const Hashes hashes = hashes_of(earlier.files);
    OutputPlan plan;
    plan.report = earlier.report;
    if (earlier.error) plan.errors.push_back(*earlier.error);
    plan.actions.resize(files.size());
    plan.written.outputs = hash_files(files, threads);
    std::vector<std::optional<FileError>> errors(files.size());
    parallel_for(files.size(), threads, [&](std::size_t i) {
        const std::string_view earlier_hash = recorded(hashes, files[i].path);
        plan.actions[i] = decide(files[i], folder, earlier_hash, overwrite, errors[i]);
        // What is kept stays known by the text that this program wrote last: it is taken up again should the
        // edit be undone.
        if (plan.actions[i] == FileAction::keep && !earlier_hash.empty())
            plan.written.outputs[i].sha256 = earlier_hash;
    });
    for (auto& error : errors)
        if (error) plan.errors.push_back(std::move(*error));
    plan.written.leftovers = find_leftovers(files, hashes, folder);
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

std::vector<FileError> write_output(std::span<const OutputFile> files, const OutputPlan& plan,
                                    OutputFolder& folder, unsigned threads,
                                    const std::function<bool()>& interrupted) {
    std::vector<std::optional<FileError>> errors(files.size());
    parallel_for(files.size(), threads, [&](std::size_t i) {
        const OutputFile& file = files[i];
        const bool wanted = plan.actions[i] == FileAction::create || plan.actions[i] == FileAction::change;
        if (!wanted || interrupted()) return;
        errors[i] = folder.write(
            file.path, [&](const Sink& sink) { static_cast<void>(sink(file.bytes)); },
            file.executable ? FileMode::executable : FileMode::plain);
    });
    std::vector<FileError> problems;
    for (auto& error : errors)
        if (error) problems.push_back(std::move(*error));
    return problems;
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
