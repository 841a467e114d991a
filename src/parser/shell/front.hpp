/// \file
/// What the readers of shell text share: text that knows where it stood, rewritten step by step, and the
/// blocks that come out in the end. Not here: the kinds of files (markdown.cpp, notebook.cpp, ...).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/shell/shell_text.hpp"

namespace batchai2aml::front {

/// Text that was taken out of a file, and where its bytes stood there.
struct MappedText {
    std::string text;
    std::vector<Segment> segments;
};

/// The file as it is.
[[nodiscard]] MappedText whole_text(std::string_view file);

/// Makes a new text of pieces of a mapped one and what is put between them.
class Rewriter {
  public:
    /// \pre both outlive the rewriter
    Rewriter(std::string_view file, const MappedText& source) : out_(file), source_(source) {}

    /// Bytes [begin, end) of the source.
    void copy(std::size_t begin, std::size_t end);
    /// Text that counts as standing at byte `at` of the source.
    void insert(std::string_view text, std::size_t at);
    [[nodiscard]] std::size_t size() const { return out_.size(); }
    [[nodiscard]] MappedText take();

  private:
    TextBuilder out_;
    const MappedText& source_;
};

/// Puts blocks one after the other.
class BlockCollector {
  public:
    explicit BlockCollector(std::string shape) { out_.shape = std::move(shape); }

    /// Adds a block, which then ends with a line end; nothing when it holds nothing but white space.
    void add(const MappedText& block, const std::string& label);
    /// Adds a file that stands after the blocks so far.
    void add_file(EmbeddedFile::Kind kind, std::string name, MappedText text, const std::string& label);
    [[nodiscard]] std::vector<EmbeddedFile>& files() { return out_.files; }
    [[nodiscard]] ShellText take() { return std::move(out_); }

  private:
    ShellText out_;
};

/// One line of a text.
struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< without its line end
    std::size_t next = 0; ///< where the next one begins
};
[[nodiscard]] Line line_at(std::string_view text, std::size_t begin);

/// At most `length` bytes from `at` on; empty past the end.
[[nodiscard]] inline std::string_view cut(std::string_view text, std::size_t at,
                                          std::size_t length = std::string_view::npos) {
    return at < text.size() ? text.substr(at, length) : std::string_view{};
}

/// ASCII letters, digits and `_`, whatever the locale.
[[nodiscard]] bool is_letter(char c);
[[nodiscard]] bool is_digit(char c);
[[nodiscard]] bool is_name_char(char c);
[[nodiscard]] bool is_blank(char c);
/// Length of the variable name that `text` starts with; 0: none.
[[nodiscard]] std::size_t name_length(std::string_view text);
/// `text` as a name that bash takes: what may not stand in one becomes `_`.
[[nodiscard]] std::string bash_name(std::string_view text);
/// The first byte at or after `at` that is no blank.
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t at);
/// True when `az` stands in `text` as a word.
[[nodiscard]] bool calls_az(std::string_view text);
/// True when `text` starts with the word `az`, `az.cmd` or `az.exe`.
[[nodiscard]] bool starts_with_az(std::string_view text);
/// A command whose output nobody knows: `$(unknown WHAT)`, with `what` made short and harmless.
[[nodiscard]] std::string unknown(std::string_view what);
/// Puts a backslash before what double quotes of bash would not take literally.
void insert_quoted(Rewriter& out, std::string_view text, std::size_t at);
/// Copies [begin, end) so that it stands literally between double quotes.
void copy_quoted(Rewriter& out, std::string_view text, std::size_t begin, std::size_t end);

/// Copies everything but carriage returns at line ends.
[[nodiscard]] MappedText plain_line_ends(std::string_view file, MappedText text);
/// Makes lines that call az readable for bash: quotes placeholders such as `<group name>`, replaces
/// typographic characters, leaves out lines of dots (az_lines.cpp).
[[nodiscard]] MappedText mend_az_lines(std::string_view file, MappedText text);

/// Rewrites a script (powershell.cpp, cmd_script.cpp).
[[nodiscard]] MappedText from_powershell(std::string_view file, const MappedText& script);
[[nodiscard]] MappedText from_cmd(std::string_view file, const MappedText& script);

/// Adds the blocks of a markdown text. With a `label` all have that one, else each its number.
void read_markdown(std::string_view file, const MappedText& text, const std::string& label,
                   BlockCollector& out);
[[nodiscard]] ShellText read_notebook(const Document& file);
[[nodiscard]] ShellText read_makefile(std::string_view file);

} // namespace batchai2aml::front
