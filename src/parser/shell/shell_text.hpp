/// \file
/// Shell commands as they stand in scripts, markdown, notebooks, makefiles and other files, rewritten as text
/// for bash that knows where each byte came from. Not here: what the commands do (run.hpp), which of them are
/// Batch AI's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace batchai2aml {

/// Builds a text from pieces of another one and what is put between them.
class TextBuilder {
  public:
    explicit TextBuilder(std::string_view source) : source_(source) {}

    /// Bytes [begin, end) of the source.
    void copy(std::size_t begin, std::size_t end);
    /// Text that does not stand in the source, or not as it is; it counts as standing at byte `at` of it.
    void insert(std::string_view text, std::size_t at);
    /// What follows belongs to the part `label`.
    void start_part(std::string label);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
    [[nodiscard]] std::vector<Segment> take_segments() { return std::move(segments_); }
    [[nodiscard]] std::vector<PartLabel> take_parts() { return std::move(parts_); }
    [[nodiscard]] std::string take_text() { return std::move(text_); }

  private:
    std::string_view source_;
    std::string text_;
    std::vector<Segment> segments_;
    std::vector<PartLabel> parts_;
};

/// What one shell would read in one go: a script, a fenced block, a line or cell of a notebook. Broken text
/// in one does not spoil the others; variables of one live on in those that follow.
struct ShellBlock {
    std::uint32_t begin = 0; ///< bytes of `ShellText::text`
    std::uint32_t end = 0;
};

/// The text of another file that stands inside of a file.
struct EmbeddedFile {
    enum class Kind : std::uint8_t {
        written, ///< the file is written when the block is run (`%%writefile job.json`)
        shown,   ///< a fenced block of markdown, which may or may not be the file that a command names
    } kind = Kind::written;
    std::string name;     ///< as it stands there; for `shown` the one that the text before it names, or empty
    std::uint32_t at = 0; ///< what stands before this byte of `ShellText::text` comes before it
    std::string text;
    std::vector<Segment> segments; ///< of `text`, in the file that holds it
    std::vector<PartLabel> parts;
};

/// All that shells would read of one file.
struct ShellText {
    std::string shape; ///< "shell script", "markdown", "notebook", "makefile", "PowerShell script", ...
    std::string text;  ///< for bash
    std::vector<Segment> segments;
    std::vector<PartLabel> parts;
    std::vector<ShellBlock> blocks; ///< in order, not overlapping
    std::vector<EmbeddedFile> files;
};

/// Finds the shell commands of a file, by its content and name. Everything that no shell reads (prose, other
/// languages, JSON) stays out. `file` has `nodes` when it is a notebook.
[[nodiscard]] ShellText find_shell_text(const Document& file);

} // namespace batchai2aml
