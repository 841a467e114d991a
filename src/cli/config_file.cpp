#include "cli/config_file.hpp"

#include <yaml.h>

#include <optional>
#include <set>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

/// Groups such as `mounts` hold texts, and nothing deeper.
constexpr unsigned deepest = 2;

class Event {
  public:
    Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event() { yaml_event_delete(&event_); }

    [[nodiscard]] yaml_event_t* get() { return &event_; }
    [[nodiscard]] yaml_event_type_t type() const { return event_.type; }
    [[nodiscard]] yaml_mark_t mark() const { return event_.start_mark; }
    [[nodiscard]] std::string text() const {
        const auto& scalar = event_.data.scalar;
        return {reinterpret_cast<const char*>(scalar.value), scalar.length};
    }
    /// `key:`, `key: ~` and the like, which YAML reads as null.
    [[nodiscard]] bool is_null() const {
        if (event_.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return false;
        const std::string word = lower(text());
        return word.empty() || word == "~" || word == "null";
    }
    [[nodiscard]] bool has_anchor() const {
        return (type() == YAML_SCALAR_EVENT && event_.data.scalar.anchor != nullptr)
               || (type() == YAML_MAPPING_START_EVENT && event_.data.mapping_start.anchor != nullptr);
    }
    [[nodiscard]] bool has_tag() const {
        return (type() == YAML_SCALAR_EVENT && event_.data.scalar.tag != nullptr)
               || (type() == YAML_MAPPING_START_EVENT && event_.data.mapping_start.tag != nullptr);
    }

  private:
    yaml_event_t event_{};
};

class Reader {
  public:
    explicit Reader(std::string_view yaml) {
        yaml_parser_initialize(&parser_);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(yaml.data()),
                                     yaml.size());
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { yaml_parser_delete(&parser_); }

    Result<std::vector<ConfigEntry>, ConfigError> read() {
        read_stream();
        if (error_) return *error_;
        return std::move(entries_);
    }

  private:
    void read_stream() {
        if (!skip(YAML_STREAM_START_EVENT)) return;
        Event start;
        if (!next(start) || start.type() == YAML_STREAM_END_EVENT) return;
        Event root;
        if (!next(root)) return;
        if (root.type() == YAML_SCALAR_EVENT && root.is_null()) return;
        if (root.type() != YAML_MAPPING_START_EVENT)
            return fail(root, "settings are expected, such as 'scale: exact'");
        read_mapping("", 1);
        if (error_ || !skip(YAML_DOCUMENT_END_EVENT)) return;
        Event end;
        if (next(end) && end.type() != YAML_STREAM_END_EVENT) fail(end, "only one document is read");
    }

    void read_mapping(const std::string& prefix, unsigned depth) {
        while (!error_) {
            Event key;
            if (!next(key) || key.type() == YAML_MAPPING_END_EVENT) return;
            if (key.type() != YAML_SCALAR_EVENT) return fail(key, "a name of a setting is expected");
            const std::string path = prefix + key.text();
            if (!seen_.insert(path).second) return fail(key, "\"" + printable(path) + "\" is set twice");
            read_value(key, path, depth);
        }
    }

    void read_value(const Event& key, const std::string& path, unsigned depth) {
        Event value;
        if (!next(value)) return;
        const std::string name = "\"" + printable(path) + "\"";
        if (value.type() == YAML_MAPPING_START_EVENT) {
            if (depth >= deepest) return fail(value, name + " takes a text, not a group of settings");
            return read_mapping(path + '.', depth + 1);
        }
        if (value.type() != YAML_SCALAR_EVENT) return fail(value, name + " takes a text, not a list");
        if (value.is_null()) return; // a question that is not answered
        entries_.push_back({path, value.text(), key.mark().line + 1, key.mark().column + 1});
    }

    bool skip(yaml_event_type_t type) {
        Event event;
        return next(event) && event.type() == type;
    }

    bool next(Event& event) {
        if (yaml_parser_parse(&parser_, event.get()) == 0) {
            const std::string problem = parser_.problem == nullptr ? "no valid YAML" : parser_.problem;
            error_ = at(parser_.problem_mark, "this is no valid YAML: " + problem);
            return false;
        }
        if (event.type() == YAML_ALIAS_EVENT || event.has_anchor())
            fail(event, "anchors and aliases are not taken; write the value out");
        if (event.has_tag()) fail(event, "tags (!) are not taken");
        return !error_;
    }

    void fail(const Event& event, const std::string& message) { error_ = at(event.mark(), message); }

    static ConfigError at(const yaml_mark_t& mark, const std::string& message) {
        return {std::to_string(mark.line + 1) + ':' + std::to_string(mark.column + 1) + ": " + message};
    }

    yaml_parser_t parser_{};
    std::vector<ConfigEntry> entries_;
    std::set<std::string> seen_;
    std::optional<ConfigError> error_;
};

} // namespace

Result<std::vector<ConfigEntry>, ConfigError> read_config(std::string_view yaml) {
    return Reader(yaml).read();
}

std::vector<std::string> apply_config(std::string_view yaml, std::string_view name, Options& options) {
    const std::string prefix = printable(name) + ':';
    const auto entries = read_config(yaml);
    if (!entries) return {prefix + entries.error().message};
    std::vector<std::string> problems;
    for (const ConfigEntry& entry : entries.value()) {
        if (auto problem = options.set(entry.path, entry.value))
            problems.push_back(prefix + std::to_string(entry.line) + ':' + std::to_string(entry.column) + ": "
                               + *problem);
    }
    return problems;
}

std::optional<std::vector<std::pair<std::string, std::string>>> earlier_answers(std::string_view yaml) {
    const auto entries = read_config(yaml);
    if (!entries) return std::nullopt;
    std::vector<std::pair<std::string, std::string>> answers;
    for (const ConfigEntry& entry : entries.value()) {
        if (find_setting_info(entry.path) == nullptr) return std::nullopt;
        answers.emplace_back(entry.path, entry.value);
    }
    return answers;
}

} // namespace batchai2aml::cli
