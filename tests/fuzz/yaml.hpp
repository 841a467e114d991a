/// \file
/// What a YAML file must be, as libyaml sees it. Not here: what stands in it; the unit tests look at that.
#pragma once

#include <yaml.h>

#include <set>
#include <string>
#include <string_view>

namespace batchai2aml::fuzz {

/// True when each key of each mapping occurs once and no text has a NUL.
[[nodiscard]] inline bool is_sound(yaml_document_t& document) {
    const auto text_of = [](const yaml_node_t& node) {
        return std::string_view(reinterpret_cast<const char*>(node.data.scalar.value),
                                node.data.scalar.length);
    };
    for (auto* node = document.nodes.start; node != document.nodes.top; ++node) {
        if (node->type == YAML_SCALAR_NODE && text_of(*node).find('\0') != std::string_view::npos)
            return false;
        if (node->type != YAML_MAPPING_NODE) continue;
        std::set<std::string_view> keys;
        for (auto* pair = node->data.mapping.pairs.start; pair != node->data.mapping.pairs.top; ++pair) {
            const yaml_node_t& key = *yaml_document_get_node(&document, pair->key);
            if (key.type != YAML_SCALAR_NODE || !keys.insert(text_of(key)).second) return false;
        }
    }
    return true;
}

/// What is wrong with `text`, which must be one document; empty when nothing is.
[[nodiscard]] inline std::string yaml_problem(const std::string& text) {
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::string problem;
    int documents = 0;
    for (bool more = true; more && problem.empty();) {
        yaml_document_t document;
        if (yaml_parser_load(&parser, &document) == 0) {
            problem = parser.problem;
            break;
        }
        more = yaml_document_get_root_node(&document) != nullptr;
        documents += more ? 1 : 0;
        if (more && !is_sound(document)) problem = "a key occurs twice, or a text has a NUL";
        yaml_document_delete(&document);
    }
    yaml_parser_delete(&parser);
    return problem.empty() && documents != 1 ? "not one document" : problem;
}

} // namespace batchai2aml::fuzz
