#include "parser/shell/makefile.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "parser/shell/front.hpp"
#include "parser/shell/make_text.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

/// A variable with all that makes up its value in the end.
struct MakeVariable {
    std::vector<const MakeAssignment*> parts;
    bool written = false;
};

class MakefileWriter {
  public:
    explicit MakefileWriter(std::string_view file)
        : file_(file), whole_(whole_text(file)), makefile_(parse_makefile(file)), out_("makefile") {}

    ShellText run();

  private:
    void collect();
    void find_called();
    void write_variables(Rewriter& out);
    void write_variable(Rewriter& out, std::string_view name);
    void write_function(const MakeAssignment& definition);
    void write_specific(Rewriter& out, const std::vector<const MakeAssignment*>& assignments);
    void write_rule(const MakeRule& rule);
    [[nodiscard]] std::string_view view(const MakeAssignment& assignment) const {
        return cut(file_, assignment.begin, assignment.end - assignment.begin);
    }
    [[nodiscard]] bool refers_to(const MakeAssignment& assignment, std::string_view name) const;

    std::string_view file_;
    MappedText whole_;
    Makefile makefile_;
    BlockCollector out_;
    MakeNames names_;
    std::map<std::string_view, MakeVariable> variables_;
    std::vector<std::string_view> order_;                                     ///< of the first assignments
    std::map<std::string_view, std::vector<const MakeAssignment*>> specific_; ///< by target
    std::vector<std::string_view> written_;      ///< variables, each after those that its value names
    std::size_t budget_ = std::size_t{16} << 20; ///< bytes of values that targets may change
};

bool MakefileWriter::refers_to(const MakeAssignment& assignment, std::string_view name) const {
    bool found = false;
    each_reference(view(assignment), [&](std::string_view other, bool) { found = found || other == name; });
    return found;
}

/// The last assignment wins, unless it adds to those before.
void MakefileWriter::collect() {
    for (const MakeAssignment& assignment : makefile_.assignments) {
        MakeVariable& variable = variables_[assignment.name];
        if (variable.parts.empty()) order_.push_back(assignment.name);
        if (assignment.kind == MakeAssignment::Kind::set_if_absent && !variable.parts.empty()) continue;
        const bool adds =
            assignment.kind == MakeAssignment::Kind::append || refers_to(assignment, assignment.name);
        if (!adds) variable.parts.clear();
        variable.parts.push_back(&assignment);
    }
    for (const auto& [name, variable] : variables_) {
        const std::string_view value = view(*variable.parts.back());
        const bool word = variable.parts.size() == 1 && value.size() > 1
                          && (value.front() == '"' || value.front() == '\'')
                          && value.find(value.front(), 1) == value.size() - 1;
        if (word && !variable.parts.back()->lines) names_.quoted.insert(name);
    }
    for (const MakeRule& rule : makefile_.rules) {
        for (const MakeAssignment& assignment : rule.variables)
            specific_[rule.target].push_back(&assignment);
    }
}

/// Variables that hold commands: those that are called, or are a line of a recipe.
void MakefileWriter::find_called() {
    each_reference(file_, [&](std::string_view name, bool call) {
        if (call) names_.called.insert(name);
    });
    for (const MakeRule& rule : makefile_.rules) {
        for (const auto& [begin, end] : rule.recipe) {
            std::string_view line = trim(cut(file_, begin, end - begin));
            line.remove_prefix(std::min(line.find_first_not_of("@+- \t"), line.size()));
            const bool reference = line.size() > 3 && line[0] == '$' && (line[1] == '(' || line[1] == '{');
            if (!reference || line.find_first_of(")} \t,") != line.size() - 1) continue;
            const std::string_view name = line.substr(2, line.size() - 3);
            const auto found = variables_.find(name);
            if (found != variables_.end() && found->second.parts.back()->lines) names_.called.insert(name);
        }
    }
}

void MakefileWriter::write_variable(Rewriter& out, std::string_view name) {
    for (const MakeAssignment* part : variables_[name].parts)
        MakeText(file_, out, names_, nullptr).assignment(*part);
}

/// Each after those that its value names, whatever their order in the file: make reads values when it runs a
/// rule.
void MakefileWriter::write_variables(Rewriter& out) {
    std::vector<std::pair<std::string_view, bool>> stack;
    for (const std::string_view name : order_)
        stack.emplace_back(name, false);
    std::reverse(stack.begin(), stack.end());
    while (!stack.empty()) {
        const auto [name, ready] = stack.back();
        stack.pop_back();
        const auto found = variables_.find(name);
        if (found == variables_.end() || names_.called.contains(name)) continue;
        MakeVariable& variable = found->second;
        if (ready) write_variable(out, name);
        if (ready) written_.push_back(name);
        if (ready || variable.written) continue;
        variable.written = true;
        stack.emplace_back(name, true);
        for (const MakeAssignment* part : variable.parts) {
            each_reference(view(*part),
                           [&](std::string_view other, bool) { stack.emplace_back(other, false); });
        }
    }
    for (const auto& [name, at] : makefile_.exports) {
        if (!names_.called.contains(name)) out.insert("export " + bash_name(name) + "\n", at);
    }
}

void MakefileWriter::write_function(const MakeAssignment& definition) {
    Rewriter out(file_, whole_);
    std::string name(definition.name);
    for (char& c : name) {
        if (!is_name_char(c) && c != '-') c = '_';
    }
    out.insert(name + "() {\n", definition.at);
    MakeText text(file_, out, names_, nullptr);
    for (std::size_t at = definition.begin; at < definition.end;) {
        Line line = line_at(file_, at);
        while (line.end > at && file_[line.end - 1] == '\\' && line.next < definition.end)
            line = line_at(file_, line.next);
        text.recipe_line(at, std::min(line.end, definition.end));
        at = line.next;
    }
    out.insert("}\n", definition.end > 0 ? definition.end - 1 : 0);
    out_.add(mend_az_lines(file_, out.take()), "");
}

/// Variables of one target, and those whose values name them.
void MakefileWriter::write_specific(Rewriter& out, const std::vector<const MakeAssignment*>& assignments) {
    std::set<std::string_view> changed;
    for (const MakeAssignment* assignment : assignments) {
        MakeText(file_, out, names_, nullptr).assignment(*assignment);
        changed.insert(assignment->name);
    }
    for (const std::string_view name : written_) {
        bool affected = false;
        for (const MakeAssignment* part : variables_[name].parts) {
            const std::size_t cost = part->end - part->begin + 1;
            if (cost > budget_) return;
            budget_ -= cost;
            each_reference(view(*part), [&](std::string_view other, bool) {
                affected = affected || (!part->immediate && changed.contains(other));
            });
        }
        if (affected && changed.insert(name).second) write_variable(out, name);
    }
}

void MakefileWriter::write_rule(const MakeRule& rule) {
    if (rule.recipe.empty()) return;
    Rewriter out(file_, whole_);
    MakeText text(file_, out, names_, &rule);
    const auto variables = specific_.find(rule.target);
    const bool specific = variables != specific_.end();
    if (specific) { // in a shell of its own, so that the next target has the former values
        out.insert("(\n", rule.recipe.front().first);
        write_specific(out, variables->second);
    }
    for (const auto& [begin, end] : rule.recipe)
        text.recipe_line(begin, end);
    if (specific) out.insert(")\n", rule.recipe.back().second - 1);
    out_.add(mend_az_lines(file_, out.take()), "target " + std::string(rule.target));
}

ShellText MakefileWriter::run() {
    collect();
    find_called();
    Rewriter variables(file_, whole_);
    write_variables(variables);
    out_.add(mend_az_lines(file_, variables.take()), "");
    for (const std::string_view name : order_) {
        const MakeVariable& variable = variables_[name];
        if (names_.called.contains(name)) write_function(*variable.parts.back());
    }
    for (const MakeRule& rule : makefile_.rules)
        write_rule(rule);
    return out_.take();
}

} // namespace

ShellText read_makefile(std::string_view file) {
    return MakefileWriter(file).run();
}

} // namespace batchai2aml::front
