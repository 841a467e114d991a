/// \file
/// A makefile as a list of what it says. Not here: what becomes of it for bash (makefile.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml::front {

struct MakeAssignment {
    enum class Kind : std::uint8_t { set, set_if_absent, append, shell } kind = Kind::set;
    std::string_view name;
    std::size_t begin = 0; ///< the value
    std::size_t end = 0;
    std::size_t at = 0; ///< the name
    bool exported = false;
    bool immediate = false; ///< `:=`: references are read where it stands
    bool lines = false;     ///< the value is that of a `define`
};

struct MakeRule {
    std::string_view target;
    std::string_view prerequisite;                           ///< the first one
    std::vector<std::pair<std::size_t, std::size_t>> recipe; ///< logical lines with their tabs
    std::vector<MakeAssignment> variables;                   ///< for this target only
};

struct Makefile {
    std::vector<MakeAssignment> assignments;
    std::vector<std::pair<std::string_view, std::size_t>> exports; ///< `export NAME`
    std::vector<MakeRule> rules;
};

[[nodiscard]] Makefile parse_makefile(std::string_view text);

} // namespace batchai2aml::front
