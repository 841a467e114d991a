/// \file
/// Text of which some stretches are not known, and that knows where it stood. Not here: variables.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace batchai2aml::bash {

/// Bytes [begin, end) of a text stand for something that is not known.
struct Hole {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string name; ///< without the `<>` around it

    friend bool operator==(const Hole&, const Hole&) = default;
};

struct Text {
    std::string bytes;
    std::vector<Hole> holes;
    std::vector<Segment> segments; ///< in `ShellText::text`
    bool disputed = false;         ///< it could as well be another one, which depends on what is not known

    [[nodiscard]] bool known() const { return holes.empty(); }
    /// Bytes that stand at `source`, as they are.
    void copy(std::string_view what, std::uint32_t source);
    /// Bytes that were made from what stands at `source`.
    void insert(std::string_view what, std::uint32_t source);
    void insert(const Text& what, std::uint32_t source) { insert_part(what, 0, what.bytes.size(), source); }
    void insert_part(const Text& what, std::size_t begin, std::size_t end, std::uint32_t source);
    /// `what` with the places that it has.
    void append(const Text& what);
    void hole(std::string_view name, std::uint32_t source);
    /// Only the first `size` bytes.
    void cut(std::size_t size);

    friend bool operator==(const Text& a, const Text& b) { return a.bytes == b.bytes && a.holes == b.holes; }
};

/// A text of which nothing is known: `<name>`.
[[nodiscard]] Text unknown_text(std::string_view name, std::uint32_t source = 0);
[[nodiscard]] Text known_text(std::string_view bytes, std::uint32_t source = 0);

/// How a command that stands in a word is shown.
[[nodiscard]] std::string shown_command(std::string_view command);

} // namespace batchai2aml::bash
