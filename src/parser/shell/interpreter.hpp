/// \file
/// Follows commands: variables, branches, loops, functions, redirections. Split over run_*.cpp, expand_*.cpp
/// and builtin_*.cpp. Not here: how text becomes commands (syntax.hpp).
#pragma once

#include <functional>
#include <set>
#include <span>

#include "parser/shell/arithmetic.hpp"
#include "parser/shell/run.hpp"
#include "parser/shell/state.hpp"

namespace batchai2aml::bash {

/// A word of a command after all expansions.
struct Field {
    Text text;
    bool wildcard = false; ///< holds `*` or the like that no quote guards
    bool split = false;    ///< an unquoted value stands in it
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// Where output goes, and what it was.
struct Output {
    Text text;
    bool known = true;
    std::string copy_of; ///< the output is what this file holds
    bool changed = false;
    bool certain = true;
};

/// What `${X}` stands for before it is split.
struct Values {
    std::vector<Text> items;
    bool list = false;  ///< `$@`, `${a[@]}`: each item is a word of its own
    bool star = false;  ///< `$*`
    bool unset = false; ///< nothing sets it, or it is known not to be set
};

enum class Flow : std::uint8_t { next, leaves_loop, next_round, returns, exits };

class FieldBuilder;

class Interpreter {
  public:
    Interpreter(const ShellText& text, const ShellOptions& options);
    [[nodiscard]] ShellRun run();

  private:
    // run_statements.cpp, run_branches.cpp, run_loops.cpp
    void run_block(const Block& block);
    void run_statement(const Statement& statement);
    void run_kind(const Statement& statement);
    void run_list(const Statement& statement);
    void run_pipeline(const Statement& statement);
    void run_subshell(const Block& block);
    void run_condition(const Statement& statement);
    void run_branch(const Statement& statement);
    void run_for(const Statement& statement);
    void run_count(const Statement& statement);
    void run_while(const Statement& statement);
    bool run_round(const Block& body);
    void run_test(const Statement& statement);
    void run_arithmetic(const Statement& statement);
    void run_uncertain(std::span<const std::function<void()>> branches, bool all);
    void run_text(std::string_view text, std::uint32_t begin, std::uint32_t end);
    void run_uncalled();
    void report(const Unit& unit);

    // run_commands.cpp
    void run_simple(const Statement& statement);
    void run_words(const Statement& statement, std::vector<Field> words,
                   const std::vector<const Assignment*>& assignments);
    void run_program(const Statement& statement, std::vector<Field> words,
                     const std::vector<std::pair<std::string, Variable>>& own);
    void call_function(const Function& function, std::vector<Text> arguments);
    void keep_call(const Statement& statement, std::vector<Field>& words,
                   const std::vector<std::pair<std::string, Variable>>& own);
    // run_prefix.cpp
    bool run_prefix(std::vector<Field>& words, std::vector<std::pair<std::string, Variable>>& own);
    void redirected(const Statement& statement, const std::function<void()>& body);
    void emit_file(const Text& name, const Output& output, bool append, const Statement& statement);

    // builtin_*.cpp; false when `words[0]` is none
    bool run_builtin(const Statement& statement, std::vector<Field>& words);
    bool run_flow_builtin(const std::vector<Field>& words);
    bool run_variable_builtin(const std::vector<Field>& words);
    bool run_output_builtin(const Statement& statement, const std::vector<Field>& words);
    bool run_file_builtin(const Statement& statement, const std::vector<Field>& words);
    void run_echo(const std::vector<Field>& words);
    void run_printf(const std::vector<Field>& words);
    void run_cat(const std::vector<Field>& words);
    void run_filter(const std::vector<Field>& words, const Statement& statement);
    void run_fetch(const std::vector<Field>& words, const Statement& statement);
    void run_cd(const std::vector<Field>& words);
    void run_declaration(const std::vector<Field>& words);
    void assign_declared(const Assignment& assignment, const Field& word);
    void declare(const std::string& name, bool local, const std::string& options, bool bare);
    void run_set(const std::vector<Field>& words);
    void run_read(const std::vector<Field>& words);
    void run_source(const std::vector<Field>& words, std::uint32_t begin, std::uint32_t end);
    std::optional<bool> test(std::span<const Field> words, bool shell_patterns, std::span<const Word> source);
    std::optional<bool> test_binary(const Field& left, std::string_view op, const Field& right,
                                    const Word* source);
    void write(const Text& text);
    void write_unknown();

    // expand_words.cpp, expand_parameters.cpp
    std::vector<Field> fields(const Word& word);
    Text single(const std::vector<Part>& parts);
    std::optional<std::string> pattern(const std::vector<Part>& parts);
    void add_parts(const std::vector<Part>& parts, FieldBuilder& out, bool operand);
    void add_parameter(const Part& part, FieldBuilder& out);
    Values values_of(const Part& part);
    Values plain_values(const Part& part);
    Values special_values(const Part& part);
    Values argument_values(const Part& part);
    Values operated(const Part& part, Values values);
    Values sliced(const Part& part, Values values);
    Text operated(const Part& part, const Text& text);
    Text substituted(const Part& part, std::string_view own_name = {});
    std::optional<std::int64_t> calculated(const std::vector<Part>& expression);
    Text arithmetic_text(const Part& part);
    void assign(const Assignment& assignment, std::uint32_t begin, std::uint32_t end);
    Variable& assign_item(const Assignment& assignment, Variable& variable, Text value);
    Text assigned_value(const Assignment& assignment);
    void assign_elements(const Assignment& assignment, Variable& variable);
    void set_variable(std::string_view name, Text value, std::uint32_t begin = 0, std::uint32_t end = 0);
    [[nodiscard]] const Variable* find_variable(std::string_view name) const;
    [[nodiscard]] ArithmeticVariables arithmetic_variables();

    // Limits.
    [[nodiscard]] bool spend(std::size_t amount);
    void bound(Text& text, std::string_view name);

    const ShellText& text_;
    const ShellOptions& options_;
    ShellRun run_;
    State state_;
    std::vector<std::vector<std::pair<std::string, std::optional<Variable>>>> locals_; ///< to be put back
    std::set<const Block*> called_;
    std::set<std::string> sourcing_;
    std::optional<int> status_ = 0;
    bool presumed_ = false; ///< the status is not known, but scripts count on success
    bool certain_ = true;
    bool maybe_left_ = false; ///< a loop may have ended
    bool file_text_ = false;  ///< what is expanded goes into a file
    bool mute_ = false;       ///< commands of a sourced file
    bool disputed_ = false;   ///< what was calculated last used a disputed value
    Flow flow_ = Flow::next;
    int depth_ = 0;
    Output* output_ = nullptr;
    const Output* input_ = nullptr;
    const Statement* declaration_ = nullptr; ///< whose words run_declaration looks up
    std::size_t steps_ = 0;
    std::size_t kept_ = 0; ///< bytes of calls and files
    std::size_t work_ = 0;
    bool stopped_ = false;
};

/// Collects the words that a word becomes.
class FieldBuilder {
  public:
    /// `splits`: unquoted values become several words.
    explicit FieldBuilder(bool splits) : splits_(splits) {}

    void literal(const Part& part);
    void value(const Text& text, bool quoted, std::uint32_t at);
    /// What the next piece belongs to is a word even when it is empty.
    void open() { open_ = true; }
    void end_word();
    std::vector<Field> take();

  private:
    bool splits_;
    bool open_ = false;
    Field current_;
    std::vector<Field> done_;
};

/// A program without its folder and ending: `az` of `C:\bin\az.cmd`.
[[nodiscard]] std::string program_name(std::string_view word);
/// Takes `xargs` and its options away and puts what is not known where its arguments go (run_prefix.cpp);
/// false when `words` is no such command.
[[nodiscard]] bool take_xargs(std::vector<Field>& words);

/// Words that braces stand for: `{a,b}`, `{1..3}`. `all` becomes false when some were left out.
[[nodiscard]] std::vector<std::vector<Part>> brace_expanded(const std::vector<Part>& parts, bool& all);

} // namespace batchai2aml::bash
