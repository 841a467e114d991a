#include "report/sarif_rules.hpp"

#include <array>
#include <string>
#include <utility>

#include "catalog/findings.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// Words for the hundreds of the codes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> groups = {{{"01", "reading"},
                                                                                   {"02", "validity"},
                                                                                   {"03", "cluster"},
                                                                                   {"04", "storage"},
                                                                                   {"05", "job"},
                                                                                   {"06", "toolkit"},
                                                                                   {"07", "image"},
                                                                                   {"08", "size"},
                                                                                   {"09", "secret"},
                                                                                   {"10", "workspace"},
                                                                                   {"11", "naming"},
                                                                                   {"12", "code"}}};

bool is_article(std::string_view word) {
    return word == "a" || word == "an" || word == "the";
}

/// "the image may not run on the GPU" -> "ImageMayNotRunOnGpu": the form in which viewers expect a name.
std::string rule_name(std::string_view title) {
    std::string name;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty() && !is_article(word)) name += upper(word.substr(0, 1)) + word.substr(1);
        word.clear();
    };
    for (const char c : lower(title)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += c;
        else
            end_word();
    }
    end_word();
    return name;
}

std::string capitalised(std::string_view title) {
    return upper(title.substr(0, 1)) + std::string(title.substr(1)) + '.';
}

void write_text(std::string_view key, std::string_view text, JsonText& json) {
    json.key(key).open('{').key("text").text(text).close('}');
}

void write_rule(const FindingCode& rule, JsonText& json) {
    const std::string help = std::string(rule.meaning) + "\n\nWhat to do: " + std::string(rule.remedy);
    json.element().open('{').key("id").text(rule.code).key("name").text(rule_name(rule.title));
    write_text("shortDescription", capitalised(rule.title), json);
    write_text("fullDescription", rule.meaning, json);
    json.key("help").open('{').key("text").text(help);
    json.key("markdown").text(finding_page(rule)).close('}');
    json.key("defaultConfiguration").open('{').key("level").text(sarif_level(rule.level)).close('}');
    json.key("properties").open('{').key("tags").open('[').text("azure-machine-learning");
    for (const auto& [digits, word] : groups)
        if (rule.code.substr(3, 2) == digits) json.raw(",").text(word);
    if (rule.level == Level::manual) json.raw(",").text("manual");
    json.close(']').close('}').close('}');
}

} // namespace

std::string_view sarif_level(Level level) {
    switch (level) {
    case Level::error:
        return "error";
    case Level::warning:
    case Level::manual:
        return "warning";
    case Level::note:
        return "note";
    }
    return "none";
}

void write_sarif_rules(JsonText& json) {
    json.key("rules").open('[');
    for (const FindingCode& rule : finding_codes())
        write_rule(rule, json);
    json.close(']');
}

std::optional<std::size_t> sarif_rule_index(std::string_view code) {
    const FindingCode* rule = find_finding_code(code);
    if (rule == nullptr) return std::nullopt;
    return static_cast<std::size_t>(rule - finding_codes().data());
}

} // namespace batchai2aml
