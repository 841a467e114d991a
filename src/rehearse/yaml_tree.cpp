#include "rehearse/yaml_tree.hpp"

#include <yaml.h>

#include <optional>

namespace batchai2aml {

namespace {

constexpr unsigned deepest = 64;

class Event {
  public:
    Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event() { yaml_event_delete(&event); }

    yaml_event_t event{};
};

class TreeReader {
  public:
    explicit TreeReader(std::string_view yaml) {
        yaml_parser_initialize(&parser_);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(yaml.data()),
                                     yaml.size());
    }
    TreeReader(const TreeReader&) = delete;
    TreeReader& operator=(const TreeReader&) = delete;
    ~TreeReader() { yaml_parser_delete(&parser_); }

    Result<YamlNode, YamlError> read() {
        YamlNode root;
        for (bool started = false; !started && !error_;) {
            Event next;
            if (!take(next)) break;
            started = next.event.type == YAML_DOCUMENT_START_EVENT;
            if (next.event.type == YAML_STREAM_END_EVENT) error_ = YamlError{"1:1: the file is empty"};
        }
        if (!error_) {
            Event next;
            if (take(next)) read_value(next, root, 1);
        }
        if (error_) return *error_;
        return root;
    }

  private:
    void read_value(const Event& start, YamlNode& out, unsigned depth) {
        if (depth > deepest) return fail(start, "values lie too deep in each other");
        switch (start.event.type) {
        case YAML_SCALAR_EVENT:
            if (start.event.data.scalar.anchor != nullptr) return fail(start, "anchors are not taken");
            out.text.assign(reinterpret_cast<const char*>(start.event.data.scalar.value),
                            start.event.data.scalar.length);
            return;
        case YAML_SEQUENCE_START_EVENT:
            return read_sequence(out, depth);
        case YAML_MAPPING_START_EVENT:
            return read_mapping(out, depth);
        default:
            return fail(start, "a value is expected; aliases are not taken");
        }
    }

    void read_sequence(YamlNode& out, unsigned depth) {
        out.kind = YamlNode::Kind::sequence;
        while (!error_) {
            Event item;
            if (!take(item) || item.event.type == YAML_SEQUENCE_END_EVENT) return;
            read_value(item, out.items.emplace_back(), depth + 1);
        }
    }

    void read_mapping(YamlNode& out, unsigned depth) {
        out.kind = YamlNode::Kind::mapping;
        while (!error_) {
            Event key;
            if (!take(key) || key.event.type == YAML_MAPPING_END_EVENT) return;
            if (key.event.type != YAML_SCALAR_EVENT) return fail(key, "a name is expected");
            YamlNode name;
            read_value(key, name, depth + 1);
            Event value;
            if (error_ || !take(value)) return;
            out.members.push_back({name.text, {}});
            read_value(value, out.members.back().value, depth + 1);
        }
    }

    bool take(Event& event) {
        if (yaml_parser_parse(&parser_, &event.event) != 0) return true;
        const std::string problem = parser_.problem == nullptr ? "no valid YAML" : parser_.problem;
        error_ = at(parser_.problem_mark, "this is no valid YAML: " + problem);
        return false;
    }

    void fail(const Event& event, const std::string& message) {
        error_ = at(event.event.start_mark, message);
    }

    static YamlError at(const yaml_mark_t& mark, const std::string& message) {
        return {std::to_string(mark.line + 1) + ':' + std::to_string(mark.column + 1) + ": " + message};
    }

    yaml_parser_t parser_{};
    std::optional<YamlError> error_;
};

} // namespace

const YamlNode* YamlNode::find(std::string_view name) const {
    for (const auto& [key, value] : members)
        if (key == name) return &value;
    return nullptr;
}

std::string YamlNode::text_of(std::string_view name) const {
    const YamlNode* member = find(name);
    return member == nullptr ? std::string{} : member->text;
}

Result<YamlNode, YamlError> read_yaml(std::string_view yaml) {
    return TreeReader(yaml).read();
}

} // namespace batchai2aml
