/// \file
/// JSON for Azure Resource Manager as a tree whose texts may hold names of parameters and ids of resources,
/// so that one tree is spelled both as the body of a request and as part of a deployment template. Not for:
/// reading JSON, other JSON (src/report has its own).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace batchai2aml::arm {

/// A value that is known when something is sent: `{name}` in a request, `parameters('name')` in a template.
struct Parameter {
    std::string name;
};

/// A text with parameters in it.
struct Text {
    std::vector<std::variant<std::string, Parameter>> parts;

    Text() = default;
    Text(std::string text) : parts{std::move(text)} {} // NOLINT(google-explicit-constructor): a text is one
};

/// The id of a resource of the workspace.
struct ResourceId {
    std::string type;        ///< below the workspace: "computes", "environments/versions"
    std::vector<Text> names; ///< as many as `type` has parts
};

/// An expression of the template language, without its brackets. Only for templates.
struct Expression {
    std::string text;
};

struct Value;
using Object = std::vector<std::pair<std::string, Value>>; ///< in the order of the file, keys unique
using Array = std::vector<Value>;

/// One value. `comment` says what a person has to know of it: JSON has no comments, so it is told elsewhere
/// (`comments`).
struct Value {
    std::variant<std::string, std::int64_t, bool, Object, Array, Text, ResourceId, Expression> content;
    std::string comment{};

    Value(std::string text, std::string note = {}) // NOLINT(google-explicit-constructor): members are many
        : content(std::move(text)), comment(std::move(note)) {}
    Value(const char* text) : content(std::string(text)) {}          // NOLINT(google-explicit-constructor)
    Value(std::int64_t number) : content(number) {}                  // NOLINT(google-explicit-constructor)
    Value(bool truth) : content(truth) {}                            // NOLINT(google-explicit-constructor)
    Value(Object members) : content(std::move(members)) {}           // NOLINT(google-explicit-constructor)
    Value(Array elements) : content(std::move(elements)) {}          // NOLINT(google-explicit-constructor)
    Value(Text text) : content(std::move(text)) {}                   // NOLINT(google-explicit-constructor)
    Value(ResourceId id) : content(std::move(id)) {}                 // NOLINT(google-explicit-constructor)
    Value(Expression expression) : content(std::move(expression)) {} // NOLINT(google-explicit-constructor)
};

/// How requests spell what is known already: values of parameters by name.
using Known = std::map<std::string, std::string, std::less<>>;

/// The document as it is sent, with `{name}` for each parameter that is not known, two blanks for each level
/// and a final line end. \pre no Expression in it
[[nodiscard]] std::string spell_request(const Value& value, const Known& known);

/// The document as a template, in which literal texts that look like expressions are masked.
[[nodiscard]] std::string spell_template(const Value& value);

/// `id` in a request: "/subscriptions/…".
[[nodiscard]] std::string spell_id(const ResourceId& id, const Known& known);

/// `text` as an expression without brackets: "concat('a', parameters('b'))".
[[nodiscard]] std::string expression(const Text& text);
/// "resourceId('Microsoft.MachineLearningServices/workspaces/…', …)"
[[nodiscard]] std::string expression(const ResourceId& id);

/// JSON pointers, each after `prefix`, of all texts below `value` that hold parameters which are not known.
[[nodiscard]] std::vector<std::string> placeholders(const Value& value, const Known& known,
                                                    const std::string& prefix);

/// JSON pointers, each after `prefix`, of all values below `value` with a comment, and the comments.
[[nodiscard]] Object comments(const Value& value, const std::string& prefix);

/// `key` as a step of a JSON pointer, with its slash.
[[nodiscard]] std::string pointer_step(std::string_view key);

} // namespace batchai2aml::arm
