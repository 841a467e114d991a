/// \file
/// Which lines of one text became which of another. Not here: how a difference is shown (src/report).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace batchai2aml {

/// Elements [old_begin, old_end) of the old sequence became [new_begin, new_end) of the new one; one of the
/// two may be empty.
struct Edit {
    std::size_t old_begin = 0;
    std::size_t old_end = 0;
    std::size_t new_begin = 0;
    std::size_t new_end = 0;

    friend bool operator==(const Edit&, const Edit&) = default;
};

/// The edits that turn `old_ids` into `new_ids`, in order, with equal elements between any two of them. They
/// are as few as can be while some 500 elements differ, or fewer where the sequences have more than 500,000;
/// beyond that they are good ones, and the time grows with the length of the sequences alone (Myers 1986, in
/// linear space, with a limit to the work).
[[nodiscard]] std::vector<Edit> diff_sequences(std::span<const std::uint32_t> old_ids,
                                               std::span<const std::uint32_t> new_ids);

/// The same for the lines of two texts, as `split_lines` has them.
[[nodiscard]] std::vector<Edit> diff_lines(std::string_view old_text, std::string_view new_text);

/// The lines of a text with their line ends; the last one may have none. An empty text has no lines.
[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);

} // namespace batchai2aml
