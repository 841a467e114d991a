#include "emitter/arm_value.hpp"

#include <functional>

#include "support/text.hpp"
#include "support/utf8.hpp"

namespace batchai2aml::arm {

namespace {

constexpr std::string_view provider = "Microsoft.MachineLearningServices/workspaces";

std::string spell_parameter(const std::string& name, const Known& known) {
    const auto found = known.find(name);
    return found == known.end() ? "{" + name + "}" : found->second;
}

std::string spell_text(const Text& text, const Known& known) {
    std::string out;
    for (const auto& part : text.parts) {
        if (const auto* parameter = std::get_if<Parameter>(&part))
            out += spell_parameter(parameter->name, known);
        else
            out += std::get<std::string>(part);
    }
    return out;
}

/// A literal of the template language.
std::string literal(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out + '\'';
}

/// What begins and ends with a bracket would be evaluated; all else is taken as it is.
std::string masked(const std::string& text) {
    const bool looks_like_expression = text.size() > 1 && text.front() == '[' && text.back() == ']';
    return looks_like_expression ? '[' + text : text;
}

/// Spells the tree; the two forms differ in their texts alone.
class Writer {
  public:
    explicit Writer(const Known* known) : known_(known) {}

    void write(const Value& value, std::size_t indent) {
        std::visit([&](const auto& content) { put(content, indent); }, value.content);
    }
    [[nodiscard]] std::string take() && { return std::move(out_) + '\n'; }

  private:
    void put(const std::string& text, std::size_t /*indent*/) {
        out_ += json_quote(known_ == nullptr ? masked(text) : text);
    }
    void put(std::int64_t number, std::size_t /*indent*/) { out_ += std::to_string(number); }
    void put(bool truth, std::size_t /*indent*/) { out_ += truth ? "true" : "false"; }
    void put(const Text& text, std::size_t /*indent*/) {
        out_ += json_quote(known_ == nullptr ? '[' + expression(text) + ']' : spell_text(text, *known_));
    }
    void put(const ResourceId& id, std::size_t /*indent*/) {
        out_ += json_quote(known_ == nullptr ? '[' + expression(id) + ']' : spell_id(id, *known_));
    }
    void put(const Expression& one, std::size_t /*indent*/) { out_ += json_quote('[' + one.text + ']'); }

    void put(const Object& members, std::size_t indent) {
        const char* separator = "\n";
        out_ += '{';
        for (const auto& [key, value] : members) {
            out_ += separator + std::string(indent + 2, ' ') + json_quote(key) + ": ";
            write(value, indent + 2);
            separator = ",\n";
        }
        out_ += members.empty() ? "}" : "\n" + std::string(indent, ' ') + "}";
    }
    void put(const Array& elements, std::size_t indent) {
        const char* separator = "\n";
        out_ += '[';
        for (const Value& value : elements) {
            out_ += separator + std::string(indent + 2, ' ');
            write(value, indent + 2);
            separator = ",\n";
        }
        out_ += elements.empty() ? "]" : "\n" + std::string(indent, ' ') + "]";
    }

    const Known* known_; ///< null: a template
    std::string out_;
};

/// Calls `visit` with each value and its pointer, parents first.
void walk(const Value& value, const std::string& pointer,
          const std::function<void(const Value&, const std::string&)>& visit) {
    visit(value, pointer);
    if (const auto* members = std::get_if<Object>(&value.content)) {
        for (const auto& [key, member] : *members)
            walk(member, pointer + pointer_step(key), visit);
    } else if (const auto* elements = std::get_if<Array>(&value.content)) {
        for (std::size_t i = 0; i < elements->size(); ++i)
            walk((*elements)[i], pointer + '/' + std::to_string(i), visit);
    }
}

Text workspace_id() {
    Text text;
    text.parts = {std::string("/subscriptions/"),
                  Parameter{"subscription"},
                  std::string("/resourceGroups/"),
                  Parameter{"resourceGroup"},
                  "/providers/" + std::string(provider) + "/",
                  Parameter{"workspace"}};
    return text;
}

bool has_unknown(const Text& text, const Known& known) {
    for (const auto& part : text.parts) {
        const auto* parameter = std::get_if<Parameter>(&part);
        if (parameter != nullptr && !known.contains(parameter->name)) return true;
    }
    return false;
}

bool has_unknown(const Value& value, const Known& known) {
    if (const auto* text = std::get_if<Text>(&value.content)) return has_unknown(*text, known);
    const auto* id = std::get_if<ResourceId>(&value.content);
    if (id == nullptr) return false;
    bool unknown = has_unknown(workspace_id(), known);
    for (const Text& name : id->names)
        unknown = unknown || has_unknown(name, known);
    return unknown;
}

} // namespace

std::string spell_request(const Value& value, const Known& known) {
    Writer writer(&known);
    writer.write(value, 0);
    return std::move(writer).take();
}

std::string spell_template(const Value& value) {
    Writer writer(nullptr);
    writer.write(value, 0);
    return std::move(writer).take();
}

std::string spell_id(const ResourceId& id, const Known& known) {
    std::string out = spell_text(workspace_id(), known);
    const auto types = split(id.type, '/');
    for (std::size_t i = 0; i < types.size(); ++i)
        out += '/' + std::string(types[i]) + '/' + spell_text(id.names[i], known);
    return out;
}

std::string expression(const Text& text) {
    std::string out;
    for (const auto& part : text.parts) {
        if (!out.empty()) out += ", ";
        if (const auto* parameter = std::get_if<Parameter>(&part))
            out += "parameters(" + literal(parameter->name) + ")";
        else
            out += literal(std::get<std::string>(part));
    }
    return text.parts.size() == 1 ? out : "concat(" + out + ")";
}

std::string expression(const ResourceId& id) {
    std::string out =
        "resourceId(" + literal(std::string(provider) + '/' + id.type) + ", parameters('workspace')";
    for (const Text& name : id.names)
        out += ", " + expression(name);
    return out + ")";
}

std::vector<std::string> placeholders(const Value& value, const Known& known, const std::string& prefix) {
    std::vector<std::string> out;
    walk(value, prefix, [&](const Value& one, const std::string& pointer) {
        if (has_unknown(one, known)) out.push_back(pointer);
    });
    return out;
}

Object comments(const Value& value, const std::string& prefix) {
    Object out;
    walk(value, prefix, [&](const Value& one, const std::string& pointer) {
        if (!one.comment.empty()) out.emplace_back(pointer, one.comment);
    });
    return out;
}

std::string pointer_step(std::string_view key) {
    std::string out = "/";
    for (const char c : key) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

} // namespace batchai2aml::arm
