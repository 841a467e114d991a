#include <algorithm>

#include "parser/shell/interpreter.hpp"

namespace batchai2aml {

ShellRun run_shell(const ShellText& text, const ShellOptions& options) {
    return bash::Interpreter(text, options).run();
}

namespace bash {

namespace {

constexpr std::size_t max_steps = 300'000;
constexpr int max_depth = 150;

} // namespace

Interpreter::Interpreter(const ShellText& text, const ShellOptions& options)
    : text_(text), options_(options) {
    work_ = (std::size_t{64} << 20) + 8 * text.text.size();
}

bool Interpreter::spend(std::size_t amount) {
    if (amount > work_) {
        work_ = 0;
        stopped_ = true;
        run_.complete = false;
    } else {
        work_ -= amount;
    }
    return !stopped_;
}

// Broken text matters when it could hold what is asked for.
void Interpreter::report(const Unit& unit) {
    std::size_t begin = unit.begin;
    if (unit.broken) { // all before the line was read
        const std::size_t line = text_.text.rfind('\n', unit.broken_at);
        if (line != std::string::npos && line < unit.broken_at) begin = std::max(begin, line + 1);
    }
    const std::string_view lost = std::string_view(text_.text).substr(begin, unit.end - begin);
    for (const std::string_view program : options_.programs) {
        for (std::size_t at = lost.find(program); at != std::string_view::npos;
             at = lost.find(program, at + 1)) {
            const bool starts = at == 0 || !is_name_char(lost[at - 1]);
            const std::size_t end = at + program.size();
            if (!starts || (end < lost.size() && is_name_char(lost[end]))) continue;
            std::uint32_t last = unit.end;
            while (last > begin && text_.text[last - 1] == '\n')
                --last;
            run_.problems.push_back({static_cast<std::uint32_t>(begin), last});
            return;
        }
    }
}

ShellRun Interpreter::run() {
    const Source source{text_.text};
    for (const ShellBlock& part : text_.blocks) {
        const std::size_t end = std::min<std::size_t>(part.end, text_.text.size());
        Lexer lexer(text_.text, std::min<std::size_t>(part.begin, end), end);
        flow_ = Flow::next;
        for (Unit unit; flow_ == Flow::next && !stopped_ && lexer.next(unit);) {
            if (unit.tokens.empty()) continue;
            const Parsed parsed = parse_unit(source, unit, 0);
            if (parsed.problem) report(unit);
            run_block(parsed.commands);
        }
    }
    flow_ = Flow::next;
    run_uncalled();
    return std::move(run_);
}

// Functions that nothing calls are there for a person who does.
void Interpreter::run_uncalled() {
    certain_ = false;
    const auto functions = state_.functions;
    for (const auto& [name, function] : functions) {
        if (function.sourced || called_.contains(function.body.get()) || stopped_) continue;
        const State before = state_;
        called_.insert(function.body.get());
        state_.arguments.reset();
        state_.function = name;
        run_block(*function.body);
        flow_ = Flow::next;
        state_ = before;
    }
}

void Interpreter::run_block(const Block& block) {
    for (const Statement& statement : block) {
        if (flow_ != Flow::next || stopped_) return;
        run_statement(statement);
    }
}

void Interpreter::run_statement(const Statement& statement) {
    if (++steps_ > max_steps || depth_ >= max_depth) {
        run_.complete = false;
        if (steps_ > max_steps) stopped_ = true;
        return;
    }
    ++depth_;
    if (statement.kind == Statement::Kind::simple || statement.redirects.empty())
        run_kind(statement);
    else
        redirected(statement, [&] { run_kind(statement); });
    if (statement.negated && status_) status_ = *status_ == 0 ? 1 : 0;
    if (statement.negated) presumed_ = false;
    --depth_;
}

void Interpreter::run_kind(const Statement& statement) {
    switch (statement.kind) {
    case Statement::Kind::simple:
        run_simple(statement);
        break;
    case Statement::Kind::list:
        run_list(statement);
        break;
    case Statement::Kind::pipeline:
        run_pipeline(statement);
        break;
    case Statement::Kind::condition:
        run_condition(statement);
        break;
    case Statement::Kind::loop_for:
        run_for(statement);
        break;
    case Statement::Kind::loop_count:
        run_count(statement);
        break;
    case Statement::Kind::loop_while:
        run_while(statement);
        break;
    case Statement::Kind::branch:
        run_branch(statement);
        break;
    case Statement::Kind::function:
        state_.functions[statement.name] = {statement.name, statement.blocks[0], mute_};
        status_ = 0;
        break;
    case Statement::Kind::subshell:
        run_subshell(*statement.blocks[0]);
        break;
    case Statement::Kind::group:
        run_block(*statement.blocks[0]);
        break;
    case Statement::Kind::test:
        run_test(statement);
        break;
    case Statement::Kind::arithmetic:
        run_arithmetic(statement);
        break;
    }
}

void Interpreter::run_subshell(const Block& block) {
    const State before = state_;
    if (!spend(100 + 50 * before.variables.size())) return;
    run_block(block);
    state_ = before;
    if (flow_ == Flow::exits || flow_ == Flow::returns) flow_ = Flow::next;
}

void Interpreter::run_pipeline(const Statement& statement) {
    Output* const output = output_;
    const Output* const input = input_;
    Output left;
    for (std::size_t i = 0; i < statement.blocks.size(); ++i) {
        const bool last = i + 1 == statement.blocks.size();
        Output right;
        right.certain = certain_;
        output_ = last ? output : &right;
        input_ = i == 0 ? input : &left;
        run_subshell(*statement.blocks[i]);
        left = std::move(right);
    }
    output_ = output;
    input_ = input;
}

void Interpreter::run_list(const Statement& statement) {
    run_block(*statement.blocks[0]);
    for (std::size_t i = 0; i < statement.ops.size(); ++i) {
        if (flow_ != Flow::next || stopped_) return;
        const bool wants_success = statement.ops[i] == "&&";
        const bool runs_if_presumed = presumed_ && wants_success;
        if (status_ && !presumed_ && (*status_ == 0) != wants_success) continue;
        const Block& block = *statement.blocks[i + 1];
        if ((status_ && !presumed_) || runs_if_presumed) {
            run_block(block);
            continue;
        }
        const bool presumed = presumed_;
        const std::function<void()> branch = [&] { run_block(block); };
        run_uncertain({&branch, 1}, false);
        if (presumed) presumed_ = true;
    }
}

// Runs what may be run. `all`: exactly one of the branches is.
void Interpreter::run_uncertain(std::span<const std::function<void()>> branches, bool all) {
    const State before = state_;
    const bool certain = certain_;
    certain_ = false;
    std::vector<State> outcomes;
    bool left = true;
    for (const auto& branch : branches) {
        if (!spend(100 + 50 * before.variables.size())) break;
        state_ = before;
        branch();
        // What comes after the statement is not reached from here, so what was set here does not count.
        if (flow_ == Flow::next)
            outcomes.push_back(std::move(state_));
        else if (flow_ == Flow::leaves_loop)
            maybe_left_ = true;
        left = left && flow_ != Flow::next;
        flow_ = Flow::next;
    }
    certain_ = certain;
    state_ = merged(before, outcomes, all && outcomes.size() == branches.size());
    if (all && outcomes.size() < branches.size() && !outcomes.empty())
        state_ = merged(before, outcomes, true);
    status_.reset();
    presumed_ = false;
}

} // namespace bash
} // namespace batchai2aml
