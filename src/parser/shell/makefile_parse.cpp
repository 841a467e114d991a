#include <algorithm>
#include <array>

#include "parser/shell/front.hpp"
#include "parser/shell/makefile.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

/// Of one makefile, against hostile ones.
constexpr std::size_t most_assignments = 1'000'000;

bool starts_with_word(std::string_view text, std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || !is_name_char(text[word.size()]));
}

class MakefileParser {
  public:
    explicit MakefileParser(std::string_view text) : text_(text) {}

    Makefile run() {
        while (at_ < text_.size())
            take_line();
        return std::move(out_);
    }

  private:
    void take_line();
    void take_define(std::size_t name, std::size_t end, std::size_t next, bool exported);
    void take_rule(std::size_t begin, std::size_t colon, std::size_t end);
    bool take_assignment(std::size_t begin, std::size_t end, bool exported,
                         std::vector<MakeAssignment>& out) const;
    [[nodiscard]] std::size_t find_operator(std::size_t begin, std::size_t end) const;
    [[nodiscard]] Line logical_line(std::size_t begin) const;

    std::string_view text_;
    std::size_t at_ = 0;
    Makefile out_;
    bool in_rule_ = false;
};

/// The line at `begin` and those that it goes on in.
Line MakefileParser::logical_line(std::size_t begin) const {
    Line line = line_at(text_, begin);
    while (line.end > line.begin && text_[line.end - 1] == '\\' && line.next < text_.size())
        line = line_at(text_, line.next);
    return {begin, line.end, line.next};
}

void MakefileParser::take_line() {
    const Line line = logical_line(at_);
    at_ = line.next;
    std::size_t begin = std::min(skip_blanks(text_, line.begin), line.end);
    if (begin == line.end) return;
    if (text_[line.begin] == '\t' && in_rule_) {
        if (!out_.rules.empty()) out_.rules.back().recipe.emplace_back(line.begin, line.end);
        return;
    }
    if (text_[begin] == '#') return;
    bool exported = false;
    for (const std::string_view prefix : {"override", "private", "export", "override"}) {
        if (!starts_with_word(cut(text_, begin, line.end - begin), prefix)
            || text_[begin + prefix.size()] == '=')
            continue;
        exported = exported || prefix == "export";
        begin = std::min(skip_blanks(text_, begin + prefix.size()), line.end);
    }
    const std::string_view content = cut(text_, begin, line.end - begin);
    constexpr std::array<std::string_view, 10> others{"ifeq",  "ifneq",   "ifdef",    "ifndef", "else",
                                                      "endif", "include", "sinclude", "vpath",  "unexport"};
    const auto is_other = [&](std::string_view word) { return starts_with_word(content, word); };
    const std::size_t found = find_operator(begin, line.end);
    const bool assigns = found < line.end && text_[found] != ':';
    if (!assigns && (std::any_of(others.begin(), others.end(), is_other) || content.starts_with("-include")))
        return;
    if (starts_with_word(content, "define"))
        return take_define(skip_blanks(text_, begin + 6), line.end, line.next, exported);
    if (take_assignment(begin, line.end, exported, out_.assignments)) return;
    if (exported && name_length(content) > 0) {
        out_.exports.emplace_back(content.substr(0, name_length(content)), begin);
    } else if (found < line.end) {
        take_rule(begin, found, line.end);
    }
}

/// The first `:` or `=` (also `?=` and the like) outside of references.
std::size_t MakefileParser::find_operator(std::size_t begin, std::size_t end) const {
    std::size_t depth = 0;
    for (std::size_t at = begin; at < end; ++at) {
        const char c = text_[at];
        if (c == '(' || c == '{') {
            ++depth;
        } else if (c == ')' || c == '}') {
            if (depth > 0) --depth;
        } else if (depth == 0 && (c == ':' || c == '=')) {
            return at;
        }
    }
    return end;
}

bool MakefileParser::take_assignment(std::size_t begin, std::size_t end, bool exported,
                                     std::vector<MakeAssignment>& out) const {
    const std::size_t found = find_operator(begin, end);
    if (found >= end || found == begin) return false;
    std::size_t equals = found;
    while (equals < end && text_[equals] == ':')
        ++equals;
    if (equals >= end || text_[equals] != '=') return false;
    MakeAssignment assignment;
    std::size_t name_end = found;
    const char before = text_[found - 1];
    if (before == '?' || before == '+' || before == '!') {
        --name_end;
        assignment.kind = before == '?'   ? MakeAssignment::Kind::set_if_absent
                          : before == '+' ? MakeAssignment::Kind::append
                                          : MakeAssignment::Kind::shell;
    }
    assignment.name = trim(cut(text_, begin, name_end - begin));
    if (assignment.name.empty() || assignment.name.find_first_of(" \t$#\"'") != std::string_view::npos)
        return false;
    assignment.begin = std::min(skip_blanks(text_, equals + 1), end);
    for (std::size_t at = assignment.begin; at < end; ++at) {
        if (text_[at] == '#' && (at == assignment.begin || is_blank(text_[at - 1]))) end = at;
    }
    while (end > assignment.begin && is_blank(text_[end - 1]))
        --end;
    assignment.end = end;
    assignment.at = begin;
    assignment.exported = exported;
    assignment.immediate = text_[found] == ':' || before == '!';
    if (out.size() < most_assignments) out.push_back(assignment);
    return true;
}

void MakefileParser::take_define(std::size_t name, std::size_t end, std::size_t next, bool exported) {
    MakeAssignment definition;
    definition.at = std::min(name, end);
    std::string_view title = trim(cut(text_, definition.at, end - definition.at));
    title = trim(title.substr(0, std::min(title.find_first_of(" \t=:"), title.size())));
    definition.name = title;
    definition.begin = next;
    definition.exported = exported;
    definition.lines = true;
    for (at_ = next; at_ < text_.size();) {
        const Line line = line_at(text_, at_);
        at_ = line.next;
        definition.end = line.begin;
        if (trim(cut(text_, line.begin, line.end - line.begin)) == "endef") break;
        definition.end = line.next;
    }
    definition.end = std::max(definition.begin, definition.end);
    if (!title.empty()) out_.assignments.push_back(definition);
}

void MakefileParser::take_rule(std::size_t begin, std::size_t colon, std::size_t end) {
    in_rule_ = true;
    const std::string_view targets = trim(cut(text_, begin, colon - begin));
    MakeRule rule;
    rule.target = targets.substr(0, std::min(targets.find_first_of(" \t"), targets.size()));
    const std::size_t after =
        std::min(skip_blanks(text_, std::min(text_.find_first_not_of(':', colon), end)), end);
    take_assignment(after, end, false, rule.variables);
    if (rule.variables.empty()) {
        const std::string_view rest = cut(text_, after, end - after);
        rule.prerequisite = rest.substr(0, std::min(rest.find_first_of(" \t|;\\"), rest.size()));
    }
    // A rule without a recipe only says what depends on what.
    if (!out_.rules.empty() && out_.rules.back().recipe.empty() && out_.rules.back().variables.empty())
        out_.rules.pop_back();
    out_.rules.push_back(std::move(rule));
}

} // namespace

Makefile parse_makefile(std::string_view text) {
    return MakefileParser(text).run();
}

} // namespace batchai2aml::front
