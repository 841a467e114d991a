/// \file
/// What notebooks add to Python: `!command`, `%magic`, `{expression}` in commands. Not here: cells and their
/// order (notebook.cpp), values of Python (python_values.hpp).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parser/shell/front.hpp"
#include "parser/shell/python_values.hpp"

namespace batchai2aml::front {

/// Reads the code cells of one notebook.
class CellReader {
  public:
    CellReader(std::string_view file, BlockCollector& out) : file_(file), collector_(out) {}

    void read(const MappedText& cell, const std::string& label);

  private:
    bool take_cell_magic();
    void take_written_file(std::size_t name, const Line& line);
    void take_script(std::size_t arguments, const Line& line);
    void take_line();
    bool take_capture();
    void take_magic(std::size_t begin, std::size_t end);
    void take_environment(std::size_t begin, std::size_t end);
    void take_command(std::size_t begin, std::size_t end, const std::string& target);
    void expand(std::size_t begin, std::size_t end);
    void expand_quoted(std::size_t begin, std::size_t end);
    std::size_t take_braces(std::size_t at, std::size_t end, char quote);
    [[nodiscard]] std::string expanded_name(std::string_view name) const;
    [[nodiscard]] std::size_t command_end(std::size_t begin) const;
    void flush();

    std::string_view file_;
    BlockCollector& collector_;
    PythonNames names_;
    const MappedText* cell_ = nullptr;
    std::string label_;
    std::string_view text_;
    std::optional<Rewriter> out_;
    std::size_t at_ = 0;
    unsigned unclosed_ = 0;  ///< statements so far whose brackets nothing closed
    std::size_t joined_ = 0; ///< bytes of files copied for `%%writefile -a`
};

} // namespace batchai2aml::front
