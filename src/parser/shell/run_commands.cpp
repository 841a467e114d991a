#include <algorithm>
#include <array>

#include "parser/shell/interpreter.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

constexpr std::size_t max_calls = 100'000;
constexpr std::size_t max_kept = std::size_t{16} << 20;
constexpr std::size_t max_function_depth = 50;

using Own = std::vector<std::pair<std::string, Variable>>;

bool is_declaration(std::string_view word) {
    return word == "export" || word == "readonly" || word == "local" || word == "declare"
           || word == "typeset";
}

// Programs that are asked rather than told something: success is as likely as failure.
bool is_question(std::string_view name) {
    constexpr std::array<std::string_view, 12> names = {"grep", "egrep", "fgrep", "diff", "cmp",  "which",
                                                        "type", "hash",  "pgrep", "read", "test", "["};
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Makes a call of what stands behind a word of which nothing is known: `$AZ batchai …`, `$DRY az …`.
void name_unknown_program(std::vector<Field>& words, const std::vector<std::string_view>& programs) {
    const Text& first = words[0].text;
    const bool unknown =
        first.holes.size() == 1 && first.holes[0].begin == 0 && first.holes[0].end == first.bytes.size();
    if (!unknown || words.size() < 2 || !words[1].text.known()) return;
    const auto kept = [&](std::string_view name) {
        return std::find(programs.begin(), programs.end(), name) != programs.end();
    };
    if (kept(program_name(words[1].text.bytes)))
        words.erase(words.begin());
    else if (words[1].text.bytes == "batchai" && kept("az"))
        words[0].text = known_text("az", words[0].begin);
}

ShellWord to_word(const Field& field) {
    ShellWord out{field.text.bytes, field.begin, field.end, {}};
    for (const Hole& hole : field.text.holes)
        if (std::find(out.unknown.begin(), out.unknown.end(), hole.name) == out.unknown.end())
            out.unknown.push_back(hole.name);
    return out;
}

} // namespace

void Interpreter::run_simple(const Statement& statement) {
    std::size_t first = 0;
    std::vector<const Assignment*> assignments;
    while (first < statement.words.size() && statement.words[first].assignment != nullptr)
        assignments.push_back(statement.words[first++].assignment.get());
    // A substitution that is all of a command gives it its status.
    status_ = 0;
    presumed_ = false;
    if (first == statement.words.size()) {
        redirected(statement, [&] {
            for (std::size_t i = 0; i < first; ++i)
                assign(*assignments[i], statement.words[i].begin, statement.words[i].end);
        });
        return;
    }
    std::vector<Field> words;
    bool declares = false;
    const bool text_of_file = file_text_;
    const auto is_output = [](const Redirect& one) {
        return one.kind == Redirect::Kind::write || one.kind == Redirect::Kind::append;
    };
    if (std::any_of(statement.redirects.begin(), statement.redirects.end(), is_output)) file_text_ = true;
    for (std::size_t i = first; i < statement.words.size(); ++i) {
        const Word& word = statement.words[i];
        if (declares && word.assignment != nullptr) {
            Field field;
            field.begin = word.begin;
            field.end = word.end;
            field.text.insert("=" + std::to_string(i), word.begin); // run_declaration looks it up
            words.push_back(std::move(field));
            continue;
        }
        if (words.size() <= 1 && word.parts.size() == 1 && is_declaration(word.parts[0].text))
            declares = true;
        for (Field& field : fields(word))
            words.push_back(std::move(field));
        if (words.size() > 200'000) run_.complete = false;
        if (stopped_ || words.size() > 200'000) break;
    }
    file_text_ = text_of_file;
    if (stopped_) return;
    status_ = 0;
    presumed_ = false;
    run_words(statement, std::move(words), assignments);
}

void Interpreter::run_words(const Statement& statement, std::vector<Field> words,
                            const std::vector<const Assignment*>& assignments) {
    const Variables before = assignments.empty() ? Variables() : state_.variables;
    for (std::size_t i = 0; i < assignments.size(); ++i)
        assign(*assignments[i], statement.words[i].begin, statement.words[i].end);
    if (words.empty()) {
        redirected(statement, [] {});
        return;
    }
    Own own;
    for (const Assignment* one : assignments)
        if (const Variable* variable = find_variable(one->name)) own.emplace_back(one->name, *variable);
    if (!assignments.empty()) {
        // They hold for this command only; a function sees them as well.
        const bool function = state_.functions.contains(words[0].text.bytes);
        if (!function) state_.variables = before;
    }
    redirected(statement, [&] {
        declaration_ = &statement;
        run_program(statement, std::move(words), own);
    });
    for (const auto& [name, variable] : own) {
        const auto old = before.find(name);
        if (old == before.end())
            state_.variables.erase(name);
        else
            state_.variables[name] = old->second;
    }
}

void Interpreter::run_program(const Statement& statement, std::vector<Field> words, const Own& own) {
    Own all = own;
    const bool exec = words[0].text.bytes == "exec";
    bool plain = true;
    while (run_prefix(words, all))
        plain = false;
    if (take_xargs(words)) {
        const bool certain = std::exchange(certain_, false);
        run_program(statement, std::move(words), all);
        certain_ = certain;
        return;
    }
    name_unknown_program(words, options_.programs);
    const std::string& name = words[0].text.bytes;
    const auto function = state_.functions.find(name);
    if (plain && function != state_.functions.end()) {
        std::vector<Text> arguments;
        for (std::size_t i = 1; i < words.size(); ++i)
            arguments.push_back(std::move(words[i].text));
        const Function called = function->second;
        call_function(called, std::move(arguments));
        return;
    }
    const std::string program = program_name(name);
    if (std::find(options_.programs.begin(), options_.programs.end(), program) != options_.programs.end()) {
        words[0].text = known_text(program, words[0].begin);
        keep_call(statement, words, all);
    } else if (run_builtin(statement, words)) {
        return;
    }
    write_unknown();
    status_.reset();
    presumed_ = !is_question(program) && !(program == "command");
    if (exec && !plain && certain_) flow_ = Flow::exits;
}

void Interpreter::keep_call(const Statement& statement, std::vector<Field>& words, const Own& own) {
    if (mute_) return;
    if (run_.calls.size() >= max_calls || kept_ > max_kept) {
        run_.complete = false;
        stopped_ = true;
        return;
    }
    ShellCall call;
    call.begin = statement.begin;
    call.end = statement.end;
    call.certain = certain_;
    call.folder = state_.folder.value_or("");
    for (const Field& word : words) {
        kept_ += word.text.bytes.size() + sizeof(ShellWord);
        if (word.text.disputed) call.certain = false;
        call.words.push_back(to_word(word));
    }
    for (const std::string_view name : options_.environment) {
        const Variable* variable = find_variable(name);
        for (const auto& [own_name, value] : own)
            if (own_name == name) variable = &value;
        if (variable == nullptr || variable->removed) continue;
        const Text* text = variable->item("0");
        if (text == nullptr) continue;
        Field field{*text, false, false, variable->begin, variable->end};
        kept_ += text->bytes.size();
        call.environment.emplace_back(name, to_word(field));
    }
    run_.calls.push_back(std::move(call));
}

void Interpreter::call_function(const Function& function, std::vector<Text> arguments) {
    called_.insert(function.body.get());
    if (locals_.size() >= max_function_depth) {
        run_.complete = false;
        return;
    }
    auto before = std::exchange(state_.arguments, std::move(arguments));
    const std::string name = std::exchange(state_.function, function.name);
    const bool mute = mute_;
    locals_.emplace_back();
    const std::shared_ptr<const Block> body = function.body;
    run_block(*body);
    if (flow_ != Flow::exits) flow_ = Flow::next;
    for (auto& [variable, old] : locals_.back()) {
        if (old)
            state_.variables[variable] = std::move(*old);
        else
            state_.variables.erase(variable);
    }
    locals_.pop_back();
    mute_ = mute;
    state_.function = name;
    state_.arguments = std::move(before);
}

} // namespace batchai2aml::bash
