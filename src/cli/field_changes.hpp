/// \file
/// Which values differ between two YAML or two JSON texts. Not here: which lines do (support/line_diff.hpp),
/// hiding secrets (secret_mask.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/diff.hpp"

namespace batchai2aml::cli {

enum class FieldSyntax : std::uint8_t { yaml, json };

/// YAML for `.yml`, `.yaml` and `.runconfig`, JSON for `.json`; nothing for other names.
[[nodiscard]] std::optional<FieldSyntax> field_syntax(std::string_view file);

/// A value with the keys that lead to it.
struct Field {
    std::string path; ///< YAML: `inputs.in_DATA.path`, `"a.b"[0]`; JSON: a pointer (RFC 6901)
    std::string
        parent;        ///< key of the mapping that the value is in; an element of a list has that of the list
    std::string key;   ///< of the value
    std::string value; ///< JSON: as it is written; `{}` and `[]` for what is empty
};

/// A value of one text, of the other, or of both under the same path.
struct FieldPair {
    std::optional<Field> before;
    std::optional<Field> after;
};

/// The values that differ, in the order of the new text; those that are in the old one only stand at the end
/// of their mapping or list. Elements of lists are matched by what they hold, so that one more in front
/// changes nothing else; paths are those in the new text, and in the old one for what is only there. Nothing
/// when one of the texts cannot be read.
[[nodiscard]] std::optional<std::vector<FieldPair>>
field_changes(FieldSyntax syntax, std::string_view old_text, std::string_view new_text);

} // namespace batchai2aml::cli
