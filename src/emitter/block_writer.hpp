/// \file
/// Writes YAML in block style, with comments above keys and literal blocks for long texts (libyaml cannot
/// write comments). Two blanks for each level. Not for: flow style, anchors, tags, reading.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

/// One document whose root is a mapping. Keys and values may be any bytes: what comes out is one well-formed
/// YAML document that reads as the same strings (bytes that are no UTF-8 as U+FFFD).
class BlockWriter {
  public:
    /// Comment lines before what is written next, wrapped at 100 columns; each line of `text` starts a new
    /// one. A list entry (`- ...`) is continued with an indent. Invisible characters are left out.
    void comment(std::string_view text);

    /// An empty line.
    void blank();

    /// `key: value`, quoted where a reader would take the value for anything else than this string.
    void string(std::string_view key, std::string_view value);
    /// `key: "value"`, for maps whose values must be seen to be strings.
    void quoted(std::string_view key, std::string_view value);
    /// `key: |-` and the lines of `value`; quoted where a literal block cannot say it.
    void literal(std::string_view key, std::string_view value);
    void integer(std::string_view key, std::int64_t value);
    void boolean(std::string_view key, bool value);
    /// `key:`, for a person to fill in.
    void null(std::string_view key);

    /// Everything up to the matching `end` is inside.
    void begin_mapping(std::string_view key);
    void begin_sequence(std::string_view key);
    /// An entry of a sequence.
    void item(std::string_view value);
    void begin_item_mapping();
    void end();

    /// The document. \pre every `begin` has its `end`
    [[nodiscard]] std::string take() &&;

  private:
    enum class Kind : std::uint8_t { root, mapping, sequence, item_mapping };
    struct Frame {
        Kind kind;
        bool opened = false; ///< something stands in it, were it only a comment
        bool filled = false; ///< it has an entry
    };

    [[nodiscard]] std::size_t indent() const { return 2 * (frames_.size() - 1); }
    void start_line();
    void start_entry(std::string_view key);
    void comment_line(std::string_view line);

    std::string out_;
    std::vector<Frame> frames_{Frame{Kind::root}};
};

} // namespace batchai2aml
