/// \file
/// YAML read by libyaml into a tree that tests can look at. Scalars keep whether they were plain, because a
/// reader gives plain ones a type.
#pragma once

#include <yaml.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace batchai2aml::test {

struct Tree {
    std::string text; ///< of a scalar
    bool plain = false;
    std::vector<std::pair<Tree, Tree>> members;
    std::vector<Tree> items;

    [[nodiscard]] const Tree& operator[](const std::string& key) const {
        for (const auto& [name, value] : members) {
            if (name.text == key) return value;
        }
        throw std::out_of_range("no key " + key);
    }
    [[nodiscard]] std::vector<std::string> keys() const {
        std::vector<std::string> out;
        out.reserve(members.size());
        for (const auto& member : members)
            out.push_back(member.first.text);
        return out;
    }
};

inline Tree tree_of(yaml_document_t& document, int id) {
    const yaml_node_t& node = *yaml_document_get_node(&document, id);
    Tree out;
    if (node.type == YAML_SCALAR_NODE) {
        const auto& scalar = node.data.scalar;
        out.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
        out.plain = scalar.style == YAML_PLAIN_SCALAR_STYLE;
    } else if (node.type == YAML_SEQUENCE_NODE) {
        const auto& items = node.data.sequence.items;
        for (auto* item = items.start; item != items.top; ++item)
            out.items.push_back(tree_of(document, *item));
    } else {
        const auto& pairs = node.data.mapping.pairs;
        for (auto* pair = pairs.start; pair != pairs.top; ++pair) {
            out.members.emplace_back(tree_of(document, pair->key), tree_of(document, pair->value));
        }
    }
    return out;
}

/// Throws when `text` is not exactly one document.
inline Tree read_yaml(const std::string& text) {
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    yaml_document_t document;
    const bool loaded = yaml_parser_load(&parser, &document) != 0;
    const std::string problem = loaded ? "" : parser.problem;
    Tree out;
    bool single = false;
    if (loaded) {
        if (yaml_document_get_root_node(&document) != nullptr) out = tree_of(document, 1);
        yaml_document_delete(&document);
        yaml_document_t next;
        single = yaml_parser_load(&parser, &next) != 0 && yaml_document_get_root_node(&next) == nullptr;
        if (single) yaml_document_delete(&next);
    }
    yaml_parser_delete(&parser);
    if (!single) throw std::runtime_error("not one YAML document: " + problem + "\n" + text);
    return out;
}

} // namespace batchai2aml::test
