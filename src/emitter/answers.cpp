#include "emitter/answers.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "emitter/block_writer.hpp"
#include "support/utf8.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t shown_files = 100;

/// One line of the file: an answer, a question, or both.
struct Entry {
    const Question* question = nullptr;
    std::string value; ///< empty: not answered
};

/// Groups of settings ("mounts"), "" for those without one; each with its keys.
using Groups = std::map<std::string, std::map<std::string, Entry>>;

Entry& entry_at(Groups& groups, const std::string& path) {
    const std::size_t dot = path.find('.');
    return dot == std::string::npos ? groups[""][path] : groups[path.substr(0, dot)][path.substr(dot + 1)];
}

std::string needed_by(const Question& question) {
    std::set<std::string_view> files;
    for (const Place& place : question.places)
        files.insert(place.file);
    if (files.empty()) return {};
    if (question.need == Need::choice)
        return "Concerns " + std::to_string(files.size()) + (files.size() == 1 ? " file." : " files.");
    std::string out = "Needed by ";
    std::size_t count = 0;
    for (const std::string_view file : files) {
        if (count == shown_files) break;
        out += (count++ == 0 ? "" : ", ") + utf8::one_line(file);
    }
    if (files.size() > count) out += " and " + std::to_string(files.size() - count) + " more files";
    return out + ".";
}

void write_question(BlockWriter& out, const Question& question, bool answered) {
    out.blank();
    out.comment(utf8::one_line(question.text));
    if (const std::string files = needed_by(question); !files.empty()) out.comment(files);
    const bool guessed = question.need == Need::answer && !question.suggestion.empty();
    out.comment("Answer: " + question.form
                + (guessed && !answered ? "; what stands here is likely right" : ""));
}

void write(BlockWriter& out, const std::string& key, const Entry& entry) {
    const Question* question = entry.question;
    if (question != nullptr) write_question(out, *question, !entry.value.empty());
    if (!entry.value.empty())
        out.string(key, entry.value);
    else if (question != nullptr && question->need == Need::choice)
        out.comment(key + ":");
    else if (question != nullptr && !question->suggestion.empty())
        out.string(key, question->suggestion);
    else
        out.null(key);
}

constexpr std::string_view introduction =
    "What the inputs do not say. Put the answers in and convert again with --config and the name of this "
    "file; more settings may be added, see docs/configuration.md.\n"
    "Later runs keep all values that stand here; they write the comments anew and leave out questions that "
    "nothing asks any more.";

} // namespace

std::string emit_answers(std::span<const Question> questions,
                         std::span<const std::pair<std::string, std::string>> earlier) {
    if (earlier.empty()
        && std::ranges::none_of(questions, [](const Question& q) { return q.need == Need::answer; }))
        return {};
    Groups groups;
    for (const Question& question : questions)
        entry_at(groups, question.setting).question = &question;
    for (const auto& [path, value] : earlier)
        entry_at(groups, path).value = value;
    BlockWriter out;
    out.comment(introduction);
    for (const auto& [group, entries] : groups) {
        if (!group.empty()) {
            out.blank();
            out.begin_mapping(group);
        }
        for (const auto& [key, entry] : entries)
            write(out, key, entry);
        if (!group.empty()) out.end();
    }
    return std::move(out).take();
}

} // namespace batchai2aml
