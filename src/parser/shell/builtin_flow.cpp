#include <algorithm>

#include "parser/shell/interpreter.hpp"

namespace batchai2aml::bash {

namespace {

// `..` of names that are not known leads nowhere that is.
bool leads_somewhere(const Text& text) {
    return text.known() && !text.bytes.starts_with('~')
           && text.bytes.find_first_of("*?[") == std::string::npos;
}

// The text with what is not known in it as a command that says so.
std::string readable(const Text& text) {
    std::string out;
    std::size_t at = 0;
    for (const Hole& hole : text.holes) {
        if (hole.begin < at) continue;
        out.append(text.bytes, at, hole.begin - at);
        out += "$(unknown '";
        for (const char c : hole.name)
            out += c == '\'' ? '_' : c;
        out += "')";
        at = hole.end;
    }
    return out.append(text.bytes, at);
}

} // namespace

bool Interpreter::run_builtin(const Statement& statement, std::vector<Field>& words) {
    const std::string name = words[0].text.bytes;
    status_ = 0;
    presumed_ = false;
    if (run_flow_builtin(words) || run_variable_builtin(words)) return true;
    if (name == "eval" || name == "bash" || name == "sh") {
        std::size_t first = 1;
        if (name != "eval") {
            while (first < words.size() && words[first].text.bytes.starts_with('-')
                   && !words[first].text.bytes.ends_with('c'))
                ++first;
            if (first >= words.size() || !words[first].text.bytes.starts_with('-')) return false;
            ++first;
        }
        if (first >= words.size()) return true;
        Text text;
        for (std::size_t i = first; i < words.size(); ++i) {
            if (i > first) text.insert(" ", words[i].begin);
            text.append(words[i].text);
            if (name != "eval") break;
        }
        if (name == "eval") {
            run_text(readable(text), words[0].begin, words.back().end);
            return true;
        }
        const State before = state_;
        std::vector<Text> arguments;
        for (std::size_t i = first + 2; i < words.size(); ++i)
            arguments.push_back(words[i].text);
        state_.arguments = std::move(arguments);
        run_text(readable(text), words[0].begin, words.back().end);
        state_ = before;
        if (flow_ == Flow::exits) flow_ = Flow::next;
        return true;
    }
    if (name == "source" || name == ".") {
        run_source(words, words[0].begin, words.back().end);
        return true;
    }
    return run_output_builtin(statement, words);
}

// Text that is made while running stands where the command stands that runs it.
void Interpreter::run_text(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    if (++depth_ > 20 || !spend(text.size() * 4)) {
        --depth_;
        run_.complete = false;
        return;
    }
    const Source source{text, true, begin, end};
    const Block commands = parse_commands(source, 0, text.size(), depth_);
    run_block(commands);
    --depth_;
}

void Interpreter::run_source(const std::vector<Field>& words, std::uint32_t begin, std::uint32_t end) {
    status_.reset();
    presumed_ = true;
    if (words.size() < 2 || !options_.find_sourced || !words[1].text.known()) return;
    const std::string path = state_.folder.value_or("").empty() || words[1].text.bytes.starts_with('/')
                                 ? words[1].text.bytes
                                 : joined_folder(*state_.folder, words[1].text.bytes);
    const ShellText* text = options_.find_sourced(path);
    if (text == nullptr) {
        // What it sets is not known: least of all what was emptied before.
        std::erase_if(state_.variables, [](const auto& variable) {
            return !variable.second.array && !variable.second.removed && variable.second.value.bytes.empty();
        });
        return;
    }
    if (sourcing_.contains(path) || sourcing_.size() > 20) return;
    sourcing_.insert(path);
    const bool mute = mute_;
    mute_ = true;
    const Source source{text->text, true, begin, end};
    for (const ShellBlock& part : text->blocks) {
        if (!spend(part.end - part.begin)) break;
        Lexer lexer(text->text, part.begin, part.end);
        for (Unit unit; flow_ == Flow::next && lexer.next(unit);)
            if (!unit.tokens.empty()) run_block(parse_unit(source, unit, 0).commands);
    }
    if (flow_ == Flow::returns || flow_ == Flow::exits) flow_ = Flow::next;
    mute_ = mute;
    sourcing_.erase(path);
}

bool Interpreter::run_flow_builtin(const std::vector<Field>& words) {
    const std::string& name = words[0].text.bytes;
    if (name == "true" || name == ":") return true;
    if (name == "false") {
        status_ = 1;
    } else if (name == "exit" || name == "return") {
        flow_ = name == "exit" ? Flow::exits : Flow::returns;
        if (name == "return" && locals_.empty() && !mute_) flow_ = Flow::exits;
        if (words.size() > 1 && words[1].text.known()) status_ = std::atoi(words[1].text.bytes.c_str()) & 255;
    } else if (name == "break" || name == "continue") {
        flow_ = name == "break" ? Flow::leaves_loop : Flow::next_round;
    } else if (name == "cd" || name == "pushd" || name == "popd") {
        run_cd(words);
    } else if (name == "trap" || name == "wait" || name == "sleep" || name == "shopt" || name == "umask"
               || name == "alias" || name == "ulimit") {
        return true;
    } else if (name == "test" || name == "[") {
        std::span<const Field> operands = std::span(words).subspan(1);
        if (name == "[" && !operands.empty()) operands = operands.first(operands.size() - 1);
        const auto result = test(operands, false, {});
        status_ = result ? std::optional(*result ? 0 : 1) : std::nullopt;
    } else if (name == "let") {
        status_.reset();
        for (const Field& word : std::span(words).subspan(1)) {
            if (!word.text.known()) continue;
            if (const auto value = evaluate(word.text.bytes, arithmetic_variables()))
                status_ = *value != 0 ? 0 : 1;
        }
    } else {
        return false;
    }
    return true;
}

void Interpreter::run_cd(const std::vector<Field>& words) {
    const bool push = words[0].text.bytes == "pushd";
    if (words[0].text.bytes == "popd") {
        if (state_.folders.empty()) return;
        state_.folder = state_.folders.back();
        state_.folders.pop_back();
        return;
    }
    std::size_t target = 1;
    while (target < words.size() && words[target].text.bytes.starts_with('-')
           && words[target].text.bytes != "-")
        ++target;
    const std::optional<std::string> before = state_.folder;
    if (push && state_.folders.size() < 1000) state_.folders.push_back(before);
    const bool goes_back = target < words.size() && words[target].text.bytes == "-";
    if (goes_back) {
        state_.folder = state_.old_folder;
    } else if (target >= words.size() || !leads_somewhere(words[target].text)) {
        state_.folder.reset();
    } else if (words[target].text.bytes.starts_with('/')) {
        state_.folder = joined_folder("", words[target].text.bytes);
    } else if (state_.folder) {
        state_.folder = joined_folder(*state_.folder, words[target].text.bytes);
    }
    state_.old_folder = before;
    status_.reset();
    presumed_ = true;
}

} // namespace batchai2aml::bash
