/// \file
/// Builds the nodes of a Document from the events of a JSON parser, with their places. Not here: the parser
/// (sax.cpp), what is said about text that is not JSON (syntax_error.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/json/reader.hpp"

namespace batchai2aml {

/// The token before the current position, as far as what may follow depends on it.
enum class LastToken : std::uint8_t { none, opening, key, string, other_value };

/// An object or array whose end has not come yet.
struct OpenContainer {
    NodeId node = no_node;
    NodeId last_child = no_node;
};

/// Events come in the order of the text; each tells where its token ends. All return false when a limit is
/// reached.
class TreeBuilder {
  public:
    /// Fills `json.document.nodes` and `json.duplicates`. `clean` is the repaired text, as long as the
    /// document's.
    TreeBuilder(ParsedJson& json, std::string_view clean, const JsonLimits& limits);

    [[nodiscard]] bool open(NodeKind kind);
    [[nodiscard]] bool close();
    /// The array that holds the values of a sequence; it spans the whole text.
    [[nodiscard]] bool open_sequence();
    void close_sequence();
    [[nodiscard]] bool key(std::string_view decoded, std::size_t end);
    [[nodiscard]] bool string(std::string_view decoded, std::size_t end);
    /// A number; whether it is an integer is seen in its spelling.
    [[nodiscard]] bool number(std::size_t end);
    /// true, false or null
    [[nodiscard]] bool scalar(NodeKind kind, std::size_t end);

    /// Where the next token starts, white space and separators skipped.
    [[nodiscard]] std::size_t next_token() const;
    [[nodiscard]] const std::optional<ReadProblem>& problem() const { return problem_; }
    [[nodiscard]] const std::vector<OpenContainer>& open_containers() const { return open_; }
    [[nodiscard]] LastToken last_token() const { return last_; }
    /// Bytes of the last token.
    [[nodiscard]] std::size_t last_begin() const { return last_begin_; }
    [[nodiscard]] std::size_t last_end() const { return last_end_; }

  private:
    /// Appends a node that starts at `begin` to the innermost container; no_node when a limit is reached.
    NodeId append(NodeKind kind, std::size_t begin, std::size_t end);
    void advance(LastToken token, std::size_t begin, std::size_t end);
    /// `decoded`, with the line ends and tabs that the repair pass had taken out of the string [begin, end).
    [[nodiscard]] std::string original(std::string_view decoded, std::size_t begin, std::size_t end) const;
    void flag_duplicates(NodeId object);
    void refuse(std::size_t at, std::string message);

    Document& document_;
    std::vector<NodeId>& duplicates_;
    std::string_view clean_;
    const JsonLimits& limits_;
    std::vector<OpenContainer> open_;
    std::vector<NodeId> members_; ///< scratch
    std::optional<ReadProblem> problem_;
    std::string key_;
    std::size_t key_begin_ = 0;
    std::size_t key_end_ = 0;
    LastToken last_ = LastToken::none;
    std::size_t last_begin_ = 0;
    std::size_t last_end_ = 0;
};

} // namespace batchai2aml
