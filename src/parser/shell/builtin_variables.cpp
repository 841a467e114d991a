#include <algorithm>
#include <charconv>

#include "parser/shell/interpreter.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

bool is_declaration(std::string_view name) {
    return name == "export" || name == "readonly" || name == "local" || name == "declare"
           || name == "typeset";
}

} // namespace

bool Interpreter::run_variable_builtin(const std::vector<Field>& words) {
    const std::string& name = words[0].text.bytes;
    if (is_declaration(name)) {
        run_declaration(words);
    } else if (name == "unset") {
        for (const Field& word : std::span(words).subspan(1)) {
            const std::string& one = word.text.bytes;
            const std::size_t subscript = one.find('[');
            if (subscript != std::string::npos && is_name(std::string_view(one).substr(0, subscript))) {
                Variable& variable = state_.variables[one.substr(0, subscript)];
                const std::string key = one.substr(subscript + 1, one.size() - subscript - 2);
                std::erase_if(variable.items, [&](const auto& item) { return item.first == key; });
            } else if (is_name(one)) {
                state_.functions.erase(one);
                Variable& variable = state_.variables[one];
                variable = {};
                variable.removed = true;
            }
        }
    } else if (name == "set") {
        run_set(words);
    } else if (name == "shift") {
        std::size_t count = 1;
        if (words.size() > 1)
            count = static_cast<std::size_t>(std::max(0, std::atoi(words[1].text.bytes.c_str())));
        auto& arguments = state_.arguments;
        if (arguments && count <= arguments->size())
            arguments->erase(arguments->begin(), arguments->begin() + static_cast<std::ptrdiff_t>(count));
        else if (arguments)
            status_ = 1;
    } else if (name == "read" || name == "mapfile" || name == "readarray" || name == "getopts") {
        run_read(words);
    } else {
        return false;
    }
    return true;
}

// `export A=b`, `local x`, `declare -A m`. An assignment among the words is the number of a word of the
// statement, because it is expanded in another way.
void Interpreter::run_declaration(const std::vector<Field>& words) {
    const std::string& name = words[0].text.bytes;
    const bool local = !locals_.empty() && name != "export" && name != "readonly";
    std::string options;
    for (const Field& word : std::span(words).subspan(1)) {
        const std::string& text = word.text.bytes;
        if (text.starts_with('-') || text.starts_with('+')) {
            options += text;
            continue;
        }
        const Assignment* assignment = nullptr;
        std::string target = text;
        if (text.starts_with('=') && declaration_ != nullptr) {
            const auto index = static_cast<std::size_t>(std::atol(text.c_str() + 1));
            if (index >= declaration_->words.size()) continue;
            assignment = declaration_->words[index].assignment.get();
            if (assignment == nullptr) continue; // `export =1`
            target = assignment->name;
        }
        const std::size_t split = target.find('=');
        const std::string variable_name = target.substr(0, split);
        if (!is_name(variable_name)) continue;
        declare(variable_name, local && options.find('g') == std::string::npos, options,
                assignment == nullptr && split == std::string::npos);
        if (assignment != nullptr) assign_declared(*assignment, word);
        if (split != std::string::npos) {
            Text value;
            value.insert_part(word.text, split + 1, text.size(), word.begin);
            set_variable(variable_name, std::move(value), word.begin, word.end);
        }
    }
}

// Unlike elsewhere braces are expanded: `export A={b,c}` is `export A=b A=c`.
void Interpreter::assign_declared(const Assignment& assignment, const Field& word) {
    const auto values =
        assignment.array ? std::vector<std::vector<Part>>() : brace_expanded(assignment.value, run_.complete);
    if (values.size() < 2) {
        assign(assignment, word.begin, word.end);
        return;
    }
    for (const std::vector<Part>& value : values) {
        Assignment one = assignment;
        one.value = value;
        assign(one, word.begin, word.end);
    }
}

void Interpreter::declare(const std::string& name, bool local, const std::string& options, bool bare) {
    const Variable* old = find_variable(name);
    if (local) {
        auto& saved = locals_.back();
        const bool known =
            std::any_of(saved.begin(), saved.end(), [&](const auto& one) { return one.first == name; });
        if (!known) {
            saved.emplace_back(name, old == nullptr ? std::nullopt : std::optional(*old));
            Variable fresh;
            fresh.removed = true;
            // `local x=$x` reads the old value.
            if (bare || old == nullptr) {
                if (bare) state_.variables[name] = fresh;
            }
        }
    }
    const bool array = options.find('a') != std::string::npos || options.find('A') != std::string::npos;
    if (array && (find_variable(name) == nullptr || !find_variable(name)->array)) {
        Variable fresh;
        fresh.array = true;
        fresh.keyed = options.find('A') != std::string::npos;
        state_.variables[name] = std::move(fresh);
    } else if (bare && !local && old == nullptr && options.find_first_of("gaAi") != std::string::npos) {
        state_.variables[name].removed = true;
    }
}

void Interpreter::run_set(const std::vector<Field>& words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i].text.bytes;
        const bool option = (word.starts_with('-') || word.starts_with('+')) && word.size() > 1;
        if (option && word != "--") {
            if (word.ends_with('o')) ++i;
            continue;
        }
        std::vector<Text> arguments;
        for (std::size_t k = word == "--" ? i + 1 : i; k < words.size(); ++k)
            arguments.push_back(words[k].text);
        state_.arguments = std::move(arguments);
        return;
    }
}

// What is read is not known, but for `read -r -d '' X <<EOF`, a common way to write a long text.
void Interpreter::run_read(const std::vector<Field>& words) {
    bool whole = false;
    std::vector<std::string> names;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i].text.bytes;
        const bool option = word.starts_with('-') && word.size() > 1;
        if (option && std::string_view("dpntuNiaOsc").find(word.back()) != std::string_view::npos
            && word.back() != 's' && word.back() != 'a') {
            if (word.back() == 'd' && i + 1 < words.size() && words[i + 1].text.bytes.empty()) whole = true;
            ++i;
        } else if (!option && is_name(word)) {
            names.push_back(word);
        }
    }
    const bool known =
        whole && names.size() == 1 && input_ != nullptr && input_->known && input_->copy_of.empty();
    status_.reset();
    presumed_ = known;
    for (const std::string& name : names) {
        Text text = unknown_text(name, words[0].begin);
        if (known) {
            const std::string_view all = input_->text.bytes;
            const std::string_view inner = trim(all);
            text = {};
            const std::size_t begin = inner.empty() ? 0 : static_cast<std::size_t>(inner.data() - all.data());
            text.insert_part(input_->text, begin, begin + inner.size(), words[0].begin);
        }
        Variable variable;
        variable.value = std::move(text);
        state_.variables[name] = std::move(variable);
    }
}

} // namespace batchai2aml::bash
