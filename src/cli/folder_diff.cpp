#include "cli/folder_diff.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "cli/field_changes.hpp"
#include "cli/record_difference.hpp"
#include "cli/secret_mask.hpp"
#include "cli/unknown_files.hpp"
#include "support/parallel.hpp"

namespace batchai2aml::cli {

namespace {

/// Larger files are not compared line by line.
constexpr std::size_t largest_text = 32U << 20U;
constexpr std::string_view hidden = "(a secret)";

std::string kept(std::string_view why) {
    return std::string(why) + "convert keeps it; --force overwrites it";
}

std::string remark_on_edit(const FileHistory& history, FileAction action, const OutputFile& file) {
    std::string text;
    if (action == FileAction::keep)
        text = kept(history.state == FileState::foreign ? "no run of batchai2aml wrote it; " : "");
    else
        text = file.merged ? "convert writes it anew and keeps the answers in it" : "--force overwrites it";
    return history.made_anew ? text + "; what it is made from changed as well" : text;
}

FileDiff state_of(const OutputFile& file, const FileHistory& history, FileAction action) {
    switch (history.state) {
    case FileState::absent:
        return {file.path, DiffState::created, DiffAction::write, {}, {}, {}};
    case FileState::deleted:
        return {file.path, DiffState::deleted, DiffAction::write, "convert writes it again", {}, {}};
    case FileState::ours:
        return {file.path, DiffState::changed, DiffAction::write, {}, {}, {}};
    case FileState::edited:
    case FileState::foreign:
        return {file.path,
                DiffState::edited,
                action == FileAction::keep ? DiffAction::keep : DiffAction::write,
                remark_on_edit(history, action, file),
                {},
                {}};
    case FileState::same:
    case FileState::unreadable:
        break;
    }
    return {file.path, DiffState::unchanged, DiffAction::nothing, {}, {}, {}};
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

FileDiff state_of_report(const Conversion& conversion, const OutputPlan& plan, const OutputFolder& folder) {
    FileDiff file{std::string(report_file), DiffState::unchanged, DiffAction::nothing, {}, {}, {}};
    const bool written_before = std::ranges::any_of(
        plan.histories, [](const FileHistory& history) { return history.state == FileState::same; });
    switch (plan.report_state) {
    case FileState::absent:
        file.action = DiffAction::write;
        file.state = written_before ? DiffState::deleted : DiffState::created;
        if (written_before) file.remark = "convert writes it again";
        break;
    case FileState::foreign:
        file.state = DiffState::edited;
        file.action = plan.report == FileAction::keep ? DiffAction::keep : DiffAction::write;
        file.remark = plan.report == FileAction::keep
                          ? kept("it is not as batchai2aml writes it, so nothing in it is believed; ")
                          : "--force overwrites it";
        break;
    case FileState::ours:
        if (const auto members = changed_members(conversion, plan.written, folder); !members.empty()) {
            file.state = DiffState::changed;
            file.action = DiffAction::write;
            file.remark = "differs in: " + joined(members);
        }
        break;
    default:
        break;
    }
    return file;
}

/// The text of a file in the folder, which may hold anything, and what the conversion makes of it, which
/// holds no secret unless it takes up what stands there.
class Details {
  public:
    Details(std::string_view old_text, const OutputFile& made)
        : old_(old_text), new_(made.bytes), merged_(made.merged) {}

    void fill(FileDiff& file) {
        std::vector<FieldPair> pairs;
        if (const auto syntax = field_syntax(file.file))
            if (auto found = field_changes(*syntax, old_, new_)) pairs = std::move(*found);
        const SecretMask::Spans in_old = mask_.find(old_);
        const SecretMask::Spans in_new = merged_ ? mask_.find(new_) : SecretMask::Spans();
        mask_.learn(old_, in_old);
        mask_.learn(new_, in_new);
        for (const FieldPair& pair : pairs)
            for (const auto* field : {&pair.before, &pair.after})
                if (*field) mask_.learn_value((*field)->parent, (*field)->key, (*field)->value);
        mask_.prepare();
        for (const FieldPair& pair : pairs)
            file.fields.push_back(change(pair));
        file.hunks = make_hunks({old_, new_, mask_.apply(old_, in_old), mask_.apply(new_, in_new)});
    }

  private:
    [[nodiscard]] std::string shown(const Field& field) const {
        if (SecretMask::hides(field.parent, field.key, field.value)) return std::string(hidden);
        return mask_.apply(field.value, mask_.find(field.value));
    }

    [[nodiscard]] FieldChange change(const FieldPair& pair) const {
        FieldChange out{mask_.apply(pair.after ? pair.after->path : pair.before->path), {}, {}};
        if (pair.before) out.before = shown(*pair.before);
        if (pair.after) out.after = shown(*pair.after);
        if (out.before && out.before == out.after) out.after = "(another secret)";
        return out;
    }

    std::string_view old_;
    std::string_view new_;
    bool merged_;
    SecretMask mask_;
};

/// Nothing: it cannot be read, or is too large.
std::optional<std::string> read_text(const OutputFolder& folder, const std::string& path) {
    std::string bytes;
    const auto found = scan(folder, path, [&](std::string_view piece) {
        bytes += piece;
        return bytes.size() <= largest_text;
    });
    if (!found || !found.value() || bytes.size() > largest_text) return std::nullopt;
    return bytes;
}

void add_details_of(const OutputFile& made, const OutputFolder& folder, FileDiff& file) {
    const auto add_remark = [&](std::string_view text) {
        file.remark += (file.remark.empty() ? "" : "; ") + std::string(text);
    };
    const auto text = read_text(folder, file.file);
    if (!text || made.bytes.size() > largest_text) return add_remark("it is too large to compare its lines");
    if (text->find('\0') != std::string::npos) return add_remark("it is no text");
    Details(*text, made).fill(file);
}

} // namespace

FolderDiff compare_states(const Conversion& conversion, const OutputPlan& plan, const OutputFolder& folder) {
    FolderDiff diff;
    for (std::size_t i = 0; i < conversion.files.size(); ++i)
        diff.files.push_back(state_of(conversion.files[i], plan.histories[i], plan.actions[i]));
    for (const WrittenFile& file : plan.written.leftovers)
        diff.files.push_back({file.file,
                              DiffState::orphaned,
                              DiffAction::nothing,
                              "nothing makes it any more; delete it when it is no longer needed",
                              {},
                              {}});
    for (const std::string& file : plan.edited_leftovers)
        diff.files.push_back({file,
                              DiffState::edited,
                              DiffAction::nothing,
                              "nothing makes it any more; convert leaves it to you",
                              {},
                              {}});
    diff.files.push_back(state_of_report(conversion, plan, folder));
    std::ranges::sort(diff.files, {}, [](const FileDiff& file) { return std::tie(file.state, file.file); });
    return diff;
}

void add_details(const Conversion& conversion, const OutputFolder& folder, unsigned threads,
                 const Steps& steps, FolderDiff& diff) {
    const auto end = std::ranges::find_if(
        diff.files, [](const FileDiff& file) { return file.state > DiffState::changed; });
    const auto count = static_cast<std::size_t>(end - diff.files.begin());
    StepCounter counter(steps, "comparing lines", count);
    parallel_for(count, threads, [&](std::size_t i) {
        FileDiff& file = diff.files[i];
        if (!counter.go_on()) return;
        counter.done();
        if (file.state != DiffState::edited && file.state != DiffState::changed) return;
        const auto made = std::ranges::lower_bound(conversion.files, file.file, {}, &OutputFile::path);
        if (made != conversion.files.end() && made->path == file.file) add_details_of(*made, folder, file);
    });
}

void add_unknown(const std::string& path, const FileSystem& files, const Steps& steps, FolderDiff& diff) {
    std::unordered_set<std::string> known;
    for (const FileDiff& file : diff.files)
        known.insert(file.file);
    diff.unknown = unknown_files(path, known, files, steps);
}

std::string advice(const FolderDiff& diff) {
    std::string text;
    const auto add = [&](std::string_view sentence) {
        text.append(text.empty() ? "" : " ").append(sentence);
    };
    const auto wants = [&](DiffAction action) {
        return std::ranges::any_of(diff.files, [&](const FileDiff& f) { return f.action == action; });
    };
    if (wants(DiffAction::write)) add("Run 'batchai2aml convert' with the same arguments.");
    if (wants(DiffAction::keep)) add("Undo the edits, or convert with --force.");
    if (diff.count(DiffState::orphaned) != 0) add("Delete the orphaned files.");
    if (text.empty() && diff.any()) add("Run 'batchai2aml convert', which takes note of it.");
    return text;
}

} // namespace batchai2aml::cli
