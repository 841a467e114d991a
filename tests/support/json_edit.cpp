#include "support/json_edit.hpp"

#include <algorithm>
#include <cctype>

#include <nlohmann/json.hpp>

namespace batchai2aml::testing {

namespace {

using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;

// A name that stands for another one until the document has become text.
constexpr std::string_view stand_in = "@earlier@";

class SchemaWalk {
  public:
    SchemaWalk(const Json& schema, const Json& definitions) : schema_(schema), definitions_(definitions) {}

    [[nodiscard]] std::set<std::string> run() {
        walk(schema_, schema_, "", 0);
        return std::move(paths_);
    }

  private:
    // Schemas of Batch AI refer to themselves nowhere: the depth ends what a mistake would make endless.
    void walk(const Json& node, const Json& root, const std::string& path, int depth) {
        if (!node.is_object() || depth > 40) return;
        if (node.contains("$ref")) follow(node["$ref"].get<std::string>(), root, path, depth);
        for (const std::string_view combination : {"allOf", "anyOf", "oneOf"})
            if (node.contains(combination))
                for (const Json& part : node[combination])
                    walk(part, root, path, depth + 1);
        if (node.contains("items")) walk(node["items"], root, path + "[]", depth + 1);
        if (!node.contains("properties")) return;
        for (const auto& [name, member] : node["properties"].items()) {
            // Some schemas hold "required" or "description" here by mistake: a list, a text.
            if (!member.is_object()) continue;
            const std::string inner = path.empty() ? name : path + "." + name;
            walk(member, root, inner, depth + 1);
            if (!holds_members(inner)) paths_.insert(inner);
        }
    }

    void follow(const std::string& reference, const Json& root, const std::string& path, int depth) {
        if (reference.starts_with("#/")) {
            walk(root.at(Pointer(reference.substr(1))), root, path, depth + 1);
            return;
        }
        const std::string name = reference.substr(reference.rfind('/') + 1);
        if (reference.find("BatchAI") == std::string::npos || !definitions_.contains("definitions")) return;
        // One schema spells a name in another case than the definition has it.
        for (const auto& [key, definition] : definitions_["definitions"].items())
            if (key.size() == name.size()
                && std::equal(key.begin(), key.end(), name.begin(),
                              [](char a, char b) { return std::tolower(a) == std::tolower(b); }))
                walk(definition, definitions_, path, depth + 1);
    }

    [[nodiscard]] bool holds_members(const std::string& path) const {
        return std::any_of(paths_.begin(), paths_.end(), [&](const std::string& other) {
            return other.starts_with(path + ".") || other.starts_with(path + "[");
        });
    }

    const Json& schema_;
    const Json& definitions_;
    std::set<std::string> paths_;
};

} // namespace

std::string with_member(std::string_view document, std::string_view path, std::string_view value) {
    Json json = Json::parse(document);
    json[Pointer(pointer_of(path))] = Json::parse(value);
    return json.dump(2);
}

std::string with_renamed(std::string_view document, std::string_view path, std::string_view name) {
    Json json = Json::parse(document);
    Json& parent = json[Pointer(pointer_of(parent_of(path)))];
    parent[std::string(name)] = parent[name_of(path)];
    parent.erase(name_of(path));
    return json.dump(2);
}

std::string with_duplicate(std::string_view document, std::string_view path, std::string_view earlier) {
    Json json = Json::parse(document);
    Json& parent = json[Pointer(pointer_of(parent_of(path)))];
    Json doubled = Json::object();
    doubled[std::string(stand_in)] = Json::parse(earlier);
    for (const auto& [name, value] : parent.items())
        doubled[name] = value;
    parent = doubled;
    std::string text = json.dump(2);
    return text.replace(text.find(stand_in), stand_in.size(), name_of(path));
}

std::string flattened(std::string_view document) {
    const Json json = Json::parse(document);
    Json out = Json::object();
    for (const auto& [name, value] : json.items())
        if (name != "properties") out[name] = value;
    if (json.contains("properties"))
        for (const auto& [name, value] : json["properties"].items())
            out[name] = value;
    return out.dump(2);
}

std::string json_string(std::string_view text) {
    return Json(std::string(text)).dump();
}

std::string type_of(std::string_view value) {
    return Json::parse(value).type_name();
}

std::string pointer_of(std::string_view path) {
    std::string out = path.empty() ? "" : "/";
    for (const char c : path) {
        if (c == '.')
            out += '/';
        else if (c == '[')
            out += "/0";
        else if (c != ']')
            out += c;
    }
    return out;
}

std::string name_of(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    const std::string_view name = dot == std::string_view::npos ? path : path.substr(dot + 1);
    return std::string(name.substr(0, name.find('[')));
}

std::vector<std::string> misspellings(const std::string& name) {
    std::string capitalised = name;
    capitalised[0] = static_cast<char>(std::toupper(name[0]));
    std::string lower;
    std::string snake;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') snake += '_';
        snake += static_cast<char>(std::tolower(c));
        lower += static_cast<char>(std::tolower(c));
    }
    std::set<std::string> out = {capitalised, lower, snake};
    out.erase(name);
    return {out.begin(), out.end()};
}

std::string parent_of(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string_view::npos ? "" : std::string(path.substr(0, dot));
}

std::set<std::string> members_of_schema(std::string_view text, std::string_view definitions) {
    const Json schema = Json::parse(text);
    const Json other = definitions.empty() ? Json::object() : Json::parse(definitions);
    return SchemaWalk(schema, other).run();
}

} // namespace batchai2aml::testing
