#include "cli/field_changes.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <unordered_map>
#include <utility>

#include "parser/json/reader.hpp"
#include "rehearse/yaml_tree.hpp"
#include "support/line_diff.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

using Kind = YamlNode::Kind;

/// The same tree for both syntaxes. Strings keep their quotes, so that "1" is not 1.
YamlNode tree_of(const Document& document, NodeId id) {
    const Node& node = document.nodes[id];
    YamlNode out;
    if (node.kind == NodeKind::object) {
        out.kind = Kind::mapping;
        for (NodeId child = node.first_child; child != no_node; child = document.nodes[child].next_sibling)
            out.members.push_back({document.nodes[child].key, tree_of(document, child)});
    } else if (node.kind == NodeKind::array) {
        out.kind = Kind::sequence;
        for (NodeId child = node.first_child; child != no_node; child = document.nodes[child].next_sibling)
            out.items.push_back(tree_of(document, child));
    } else {
        out.text = node.kind == NodeKind::string ? json_quote(node.text) : node.text;
    }
    return out;
}

std::optional<YamlNode> read_tree(FieldSyntax syntax, std::string_view text) {
    if (syntax == FieldSyntax::yaml) {
        auto tree = read_yaml(text);
        if (!tree) return std::nullopt;
        return std::move(tree).value();
    }
    const auto json = read_json(std::string(text));
    if (!json) return std::nullopt;
    return tree_of(json.value().document, 0);
}

std::size_t combined(std::size_t hash, std::size_t with) {
    constexpr std::size_t factor = 1099511628211ULL;
    return (hash ^ with) * factor;
}

std::size_t hash_of(const YamlNode& node) {
    const std::hash<std::string_view> of_text;
    std::size_t hash = static_cast<std::size_t>(node.kind) + 1;
    hash = combined(hash, of_text(node.text));
    for (const YamlNode& item : node.items)
        hash = combined(hash, hash_of(item));
    for (const auto& [key, value] : node.members)
        hash = combined(combined(hash, of_text(key)), hash_of(value));
    return hash;
}

/// Where a value is.
struct Way {
    std::string path;
    std::string parent;
    std::string key;
};

class Comparison {
  public:
    explicit Comparison(FieldSyntax syntax) : syntax_(syntax) {}

    void compare(const Way& way, const YamlNode& before, const YamlNode& after) {
        if (before.kind != after.kind || is_leaf(before) || is_leaf(after)) {
            compare_leaves(way, before, after);
        } else if (before.kind == Kind::mapping) {
            compare_members(way, before, after);
        } else {
            compare_items(way, before.items, after.items);
        }
    }

    std::vector<FieldPair> result() && { return std::move(pairs_); }

  private:
    static bool is_leaf(const YamlNode& node) { return node.items.empty() && node.members.empty(); }

    static std::string text_of(const YamlNode& leaf) {
        if (leaf.kind == Kind::scalar) return leaf.text;
        return leaf.kind == Kind::mapping ? "{}" : "[]";
    }

    /// One of the two has no parts.
    void compare_leaves(const Way& way, const YamlNode& before, const YamlNode& after) {
        if (!is_leaf(before) || !is_leaf(after)) {
            add_all(way, before, &FieldPair::before);
            add_all(way, after, &FieldPair::after);
        } else if (text_of(before) != text_of(after) || before.kind != after.kind) {
            pairs_.push_back({field(way, before), field(way, after)});
        }
    }

    void compare_members(const Way& way, const YamlNode& before, const YamlNode& after) {
        std::unordered_map<std::string_view, const YamlNode*> old_members;
        for (const auto& [key, value] : before.members)
            old_members.try_emplace(key, &value);
        for (const auto& [key, value] : after.members) {
            const auto found = old_members.find(key);
            if (found == old_members.end()) {
                add_all(below(way, key), value, &FieldPair::after);
            } else if (found->second != nullptr) {
                compare(below(way, key), *std::exchange(found->second, nullptr), value);
            }
        }
        for (const auto& [key, value] : before.members)
            if (old_members.at(key) == &value) add_all(below(way, key), value, &FieldPair::before);
    }

    void compare_items(const Way& way, std::span<const YamlNode> before, std::span<const YamlNode> after) {
        std::unordered_map<std::size_t, std::uint32_t> known;
        const auto ids_of = [&](std::span<const YamlNode> items) {
            std::vector<std::uint32_t> ids;
            for (const YamlNode& item : items)
                ids.push_back(
                    known.try_emplace(hash_of(item), static_cast<std::uint32_t>(known.size())).first->second);
            return ids;
        };
        const std::vector<std::uint32_t> old_ids = ids_of(before);
        for (const Edit& edit : diff_sequences(old_ids, ids_of(after))) {
            std::size_t i = edit.old_begin;
            std::size_t j = edit.new_begin;
            for (; i < edit.old_end && j < edit.new_end; ++i, ++j)
                compare(below(way, j), before[i], after[j]);
            for (; j < edit.new_end; ++j)
                add_all(below(way, j), after[j], &FieldPair::after);
            for (; i < edit.old_end; ++i)
                add_all(below(way, i), before[i], &FieldPair::before);
        }
    }

    /// All values of a part that only one of the texts has.
    void add_all(const Way& way, const YamlNode& node, std::optional<Field> FieldPair::*side) {
        if (is_leaf(node)) {
            (pairs_.emplace_back().*side) = field(way, node);
            return;
        }
        for (const auto& [key, value] : node.members)
            add_all(below(way, key), value, side);
        for (std::size_t i = 0; i < node.items.size(); ++i)
            add_all(below(way, i), node.items[i], side);
    }

    static Field field(const Way& way, const YamlNode& leaf) {
        return {way.path, way.parent, way.key, text_of(leaf)};
    }

    [[nodiscard]] Way below(const Way& way, std::string_view key) const {
        if (syntax_ == FieldSyntax::json)
            return {way.path + '/' + replace_all(replace_all(key, "~", "~0"), "/", "~1"), way.key,
                    std::string(key)};
        const bool plain = !key.empty() && key.find_first_of(".[]\" :\n\t") == std::string_view::npos;
        return {way.path + (way.path.empty() ? "" : ".") + (plain ? std::string(key) : json_quote(key)),
                way.key, std::string(key)};
    }

    [[nodiscard]] Way below(const Way& way, std::size_t index) const {
        const std::string number = std::to_string(index);
        return {way.path + (syntax_ == FieldSyntax::json ? '/' + number : '[' + number + ']'), way.key,
                way.key};
    }

    FieldSyntax syntax_;
    std::vector<FieldPair> pairs_;
};

} // namespace

std::optional<FieldSyntax> field_syntax(std::string_view file) {
    if (file.ends_with(".yml") || file.ends_with(".yaml") || file.ends_with(".runconfig"))
        return FieldSyntax::yaml;
    return file.ends_with(".json") ? std::optional(FieldSyntax::json) : std::nullopt;
}

std::optional<std::vector<FieldPair>> field_changes(FieldSyntax syntax, std::string_view old_text,
                                                    std::string_view new_text) {
    const auto before = read_tree(syntax, old_text);
    const auto after = read_tree(syntax, new_text);
    if (!before || !after) return std::nullopt;
    Comparison comparison(syntax);
    comparison.compare({}, *before, *after);
    return std::move(comparison).result();
}

} // namespace batchai2aml::cli
