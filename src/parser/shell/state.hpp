/// \file
/// What a shell remembers between commands. Not here: how commands change it (interpreter.hpp).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/shell/syntax.hpp"
#include "parser/shell/value.hpp"

namespace batchai2aml::bash {

struct Variable {
    bool array = false;
    bool keyed = false;   ///< `declare -A`
    bool removed = false; ///< `unset`, or declared without a value: known to be empty
    Text value;
    std::vector<std::pair<std::string, Text>> items; ///< of arrays, in order
    std::uint32_t begin = 0;                         ///< the word that set it
    std::uint32_t end = 0;

    [[nodiscard]] bool known() const;
    [[nodiscard]] bool empty() const { return array ? items.empty() : removed || value.bytes.empty(); }
    [[nodiscard]] bool disputed() const;
    void dispute(); ///< marks all of its texts
    [[nodiscard]] const Text* item(std::string_view key) const;
    void set_item(std::string_view key, Text value);
    friend bool operator==(const Variable& a, const Variable& b) {
        return a.array == b.array && a.removed == b.removed && a.value == b.value && a.items == b.items;
    }
};

struct Function {
    std::string name;
    std::shared_ptr<const Block> body;
    bool sourced = false; ///< it stands in another file
};

using Variables = std::map<std::string, Variable, std::less<>>;

struct State {
    Variables variables;
    std::map<std::string, Function, std::less<>> functions;
    std::optional<std::string> folder = ""; ///< nothing: not known
    std::optional<std::string> old_folder;
    std::vector<std::optional<std::string>> folders; ///< of `pushd`
    std::optional<std::vector<Text>> arguments;      ///< `$1`, ...; nothing: not known
    std::string function;                            ///< that is being run
};

/// One outcome for several that are possible. `all`: one of the outcomes is sure to happen.
[[nodiscard]] State merged(const State& before, const std::vector<State>& outcomes, bool all);

/// `folder` after `cd target`; both relative to the first folder.
[[nodiscard]] std::string joined_folder(std::string_view folder, std::string_view target);

} // namespace batchai2aml::bash
