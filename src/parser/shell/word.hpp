/// \file
/// What is inside of a word: quotes and everything that begins with `$`. Not here: their values (expand.hpp).
#pragma once

#include "parser/shell/syntax.hpp"

namespace batchai2aml::bash {

/// Reads words of one source. \pre offsets are those of the source's text
class WordReader {
  public:
    WordReader(const Source& source, int depth) : source_(source), depth_(depth) {}

    [[nodiscard]] Word word(std::size_t begin, std::size_t end);
    [[nodiscard]] Word document(std::size_t begin, std::size_t end, bool quoted, bool strips_tabs);
    /// As between double quotes: the inside of `$((…))`.
    [[nodiscard]] std::vector<Part> expression(std::size_t begin, std::size_t end);

  private:
    /// How backslashes and quotes count.
    enum class Mode : std::uint8_t { word, quoted, document };

    void read(std::size_t at, std::size_t end, Mode mode, bool quoted, std::vector<Part>& out);
    std::size_t read_escape(std::size_t at, std::size_t end, Mode mode, bool quoted, std::vector<Part>& out);
    std::size_t read_special(std::size_t at, std::size_t end, Mode mode, bool quoted, std::vector<Part>& out);
    std::size_t read_single(std::size_t at, std::size_t end, std::vector<Part>& out);
    std::size_t read_ansi(std::size_t at, std::size_t end, std::vector<Part>& out);
    std::size_t read_double(std::size_t at, std::size_t end, std::vector<Part>& out);
    std::size_t read_backquoted(std::size_t at, std::size_t end, bool quoted, std::vector<Part>& out);
    std::size_t read_dollar(std::size_t at, std::size_t end, Mode mode, bool quoted, std::vector<Part>& out);
    std::size_t read_braced(std::size_t at, std::size_t end, Mode mode, bool quoted, std::vector<Part>& out);
    bool read_name(std::size_t& at, std::size_t end, Part& part);
    void read_operation(std::size_t at, std::size_t end, Mode mode, Part& part);
    void read_replacement(std::size_t at, std::size_t end, Mode mode, Part& part);
    std::shared_ptr<const Assignment> assignment(std::size_t begin, std::size_t end);
    void read_elements(std::size_t at, std::size_t end, Assignment& out);
    void literal(std::size_t begin, std::size_t end, bool quoted, std::vector<Part>& out);
    void inserted(std::string text, std::size_t at, bool quoted, std::vector<Part>& out);
    [[nodiscard]] Lexer lexer(std::size_t end) const { return {source_.text, 0, end}; }

    const Source& source_;
    int depth_;
};

/// Decodes the escape whose letter is at `at`, which moves behind it. False when it is none.
bool decode_escape(std::string_view text, std::size_t& at, std::string& out);
/// `text` with the escapes of `$'…'`.
[[nodiscard]] std::string decode_ansi(std::string_view text);

} // namespace batchai2aml::bash
