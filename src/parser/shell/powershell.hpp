/// \file
/// Reads PowerShell for the commands of az, the variables that they need and the files that are written. The
/// structure around them (`if`, loops, functions) is left out. Not here: running anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "parser/shell/front.hpp"

namespace batchai2aml::front {

class PowershellReader {
  public:
    PowershellReader(std::string_view file, const MappedText& script)
        : text_(script.text), out_(file, script) {}

    /// The script for bash.
    MappedText run();

  private:
    struct HereString {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t after = 0;
        bool expands = false; ///< `@"…"@`
    };
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    struct Variable {
        std::string_view name;
        std::size_t length = 0;
        bool environment = false;
    };
    enum class Place : std::uint8_t { quotes, here_document };

    void skip_space();
    void skip_statement();
    void skip_string();
    void skip_option(std::string_view name);
    [[nodiscard]] std::string_view word_at(std::size_t at) const;
    [[nodiscard]] static bool ends_statement(char c);
    [[nodiscard]] bool ends_line(std::size_t at) const;
    [[nodiscard]] std::size_t string_end(std::size_t at);
    [[nodiscard]] bool is_here_string(std::size_t at) const;
    [[nodiscard]] HereString here_string(std::size_t at) const;
    [[nodiscard]] Span word_span(std::size_t at);
    [[nodiscard]] Span written_file(std::size_t at) const;
    [[nodiscard]] Variable variable_at(std::size_t at) const;
    [[nodiscard]] std::size_t members_end(std::size_t at) const;
    [[nodiscard]] std::size_t splatting(std::size_t at) const;
    std::string name_of(std::string_view name);

    void take_statement();
    void take_here_file();
    void take_variable_statement();
    void take_assignment(const Variable& variable, std::size_t equals, bool adds);
    void take_piped_variable(const Variable& variable);
    void take_download();
    void take_call(std::string_view closing);
    void take_arguments(std::string_view closing);
    void take_word(std::size_t limit);
    void take_quoted();
    void take_placeholder(std::size_t limit);

    bool is_value();
    bool skip_term();
    void take_value();
    void take_term();
    void take_string_content(std::size_t at, std::size_t end);
    void take_expanded(std::size_t begin, std::size_t end, Place place);
    std::size_t take_variable(std::size_t at, bool members);
    std::size_t take_expression(std::size_t at, std::size_t open);

    std::string_view text_;
    Rewriter out_;
    std::size_t at_ = 0;
    bool no_single_ = false; ///< no more of these quotes
    bool no_double_ = false;
    std::map<std::string, std::string> names_; ///< spelling of each variable, by its name in lower case
};

} // namespace batchai2aml::front
