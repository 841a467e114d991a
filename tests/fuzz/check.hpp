/// \file
/// What the fuzzers share: the end of a run in which something that must always hold does not. Not here: what
/// must hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "support/text.hpp"

namespace batchai2aml::fuzz {

/// Says what failed and aborts, so that libFuzzer keeps the input.
inline void check(bool holds, std::string_view what, std::string_view detail = {}) {
    if (holds) return;
    const std::string text = std::string(what) + ": " + printable(shorten(detail, 2000));
    std::fprintf(stderr, "\nINVARIANT BROKEN: %s\n", text.c_str());
    std::abort();
}

[[nodiscard]] inline std::string text_of(const std::uint8_t* data, std::size_t size) {
    return size == 0 ? std::string() : std::string(reinterpret_cast<const char*>(data), size);
}

/// Control characters that no file and no report may hold.
[[nodiscard]] inline bool has_control(std::string_view text) {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return true;
    return false;
}

} // namespace batchai2aml::fuzz
