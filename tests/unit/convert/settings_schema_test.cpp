// docs/settings.schema.json, which editors use, is made from the table of settings. With B2A_UPDATE_DOCS=1 in
// the environment it is written instead (scripts/update-docs). tests/conformance checks files by it.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "batchai2aml/options.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

const std::string schema_file = std::string(B2A_SOURCE_DIR) + "/docs/settings.schema.json";

// A value may be missing: that is a question which nobody has answered yet.
std::string value_schema(const SettingInfo& info) {
    std::string help(info.help);
    help += info.path == "findings.*" ? "; null changes nothing" : "; null stands for no answer yet";
    std::string out = R"({"description": )" + json_quote(help) + ", ";
    if (info.words.empty()) {
        out += R"("type": ["string", "null"], "pattern": )" + json_quote(info.pattern);
    } else {
        out += R"("enum": [)";
        // YAML 1.1 reads `off` as false; the program takes it as it is written.
        for (const std::string_view word : info.words)
            out += json_quote(word) + ", " + (word == "off" ? "false, " : "");
        out += "null]";
    }
    return out + "}";
}

std::string schema() {
    std::map<std::string, std::string> single;
    std::map<std::string, std::pair<std::string, std::string>> groups; // named keys, schema of all others
    for (const SettingInfo& info : settings()) {
        const std::string path(info.path);
        const std::size_t dot = path.find('.');
        if (dot == std::string::npos) {
            single[path] = value_schema(info);
        } else if (path.ends_with('*')) {
            groups[path.substr(0, dot)].second = value_schema(info);
        } else {
            groups[path.substr(0, dot)].first += (groups[path.substr(0, dot)].first.empty() ? "" : ", ")
                                                 + json_quote(path.substr(dot + 1)) + ": "
                                                 + value_schema(info);
        }
    }
    std::string out =
        "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
        "  \"title\": \"Settings of batchai2aml: batchai2aml.yml and answers.yml\",\n"
        "  \"type\": [\"object\", \"null\"],\n  \"additionalProperties\": false,\n  \"properties\": {";
    std::string separator = "\n";
    for (const auto& [name, value] : single) {
        out += separator + "    " + json_quote(name) + ": " + value;
        separator = ",\n";
    }
    for (const auto& [name, group] : groups) {
        out += separator + "    " + json_quote(name) + ": {\"type\": [\"object\", \"null\"], ";
        if (!group.first.empty()) out += "\"properties\": {" + group.first + "}, ";
        if (name == "findings") out += R"("propertyNames": {"pattern": "^[Bb]2[Aa][0-9]{4}$"}, )";
        out += "\"additionalProperties\": " + group.second + "}";
    }
    return out + "\n  }\n}\n";
}

TEST(SettingsSchema, IsWhatTheTableSays) {
    if (const char* update = std::getenv("B2A_UPDATE_DOCS"); update != nullptr) {
        std::ofstream(schema_file, std::ios::binary) << schema();
        return;
    }
    std::ifstream file(schema_file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(text, schema()) << "run scripts/update-docs";
}

} // namespace
} // namespace batchai2aml
