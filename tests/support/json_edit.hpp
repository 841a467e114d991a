/// \file
/// Builds JSON documents for tests out of others: one member set, renamed, doubled, or all of them flattened.
/// Paths are written as in members.hpp. Not here: reading JSON for the library (src/parser).
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml::testing {

/// `document` with `value` (JSON) at `path`; parents are made as needed.
[[nodiscard]] std::string with_member(std::string_view document, std::string_view path,
                                      std::string_view value);
/// `document` whose last name of `path` is `name` instead.
[[nodiscard]] std::string with_renamed(std::string_view document, std::string_view path,
                                       std::string_view name);
/// `document` with the member at `path` written twice; the second one has the old value, the first one is
/// `earlier`.
[[nodiscard]] std::string with_duplicate(std::string_view document, std::string_view path,
                                         std::string_view earlier);
/// What the service answered, as `az` printed it: members of `properties` at the root.
[[nodiscard]] std::string flattened(std::string_view document);
/// `text` as a JSON string, quotes included; bytes above 127 must be UTF-8.
[[nodiscard]] std::string json_string(std::string_view text);

/// "object", "array", "string", "number", "boolean" or "null".
[[nodiscard]] std::string type_of(std::string_view value);
/// JSON pointer of `path`.
[[nodiscard]] std::string pointer_of(std::string_view path);
/// Last name of `path`, without `[]`.
[[nodiscard]] std::string name_of(std::string_view path);
/// "nodeCount" as "NodeCount", "nodecount" and "node_count"; never `name` itself.
[[nodiscard]] std::vector<std::string> misspellings(const std::string& name);
/// The path of what holds `path`; empty for the root.
[[nodiscard]] std::string parent_of(std::string_view path);

/// Paths of all scalar members in the editor schema `text`. References that start with `#` are followed;
/// others are followed when `definitions` (another schema, may be empty) has a definition of that name.
[[nodiscard]] std::set<std::string> members_of_schema(std::string_view text, std::string_view definitions);

} // namespace batchai2aml::testing
