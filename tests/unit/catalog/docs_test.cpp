// The tables of the catalog against the pages made from them and against the sources that use them.
// With B2A_UPDATE_DOCS=1 in the environment the pages are written instead (scripts/update-docs).
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/findings.hpp"
#include "catalog/rules.hpp"

namespace batchai2aml {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using ::testing::Not;

const fs::path top = B2A_SOURCE_DIR;

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The folder docs/findings, opened by the codes' first two digits.
std::string group_title(std::string_view code) {
    static const std::map<std::string_view, std::string> titles = {
        {"01", "Reading"}, {"02", "Validity"},   {"03", "Clusters"}, {"04", "Storage"},
        {"05", "Jobs"},    {"06", "Toolkits"},   {"07", "Images"},   {"08", "VM sizes"},
        {"09", "Secrets"}, {"10", "Workspaces"}, {"11", "Names"},    {"12", "Code"},
    };
    return titles.at(code.substr(3, 2));
}

std::string findings_index() {
    std::string page =
        "# Findings\n\n"
        "Each message of the program has a code. A code never changes its meaning. "
        "`batchai2aml explain CODE` prints the same pages.\n\n"
        "| level | meaning |\n|---|---|\n"
        "| error | cannot work without a change |\n"
        "| warning | works, but differs from what Batch AI did |\n"
        "| manual | a task for a person |\n"
        "| note | worth knowing |\n\n"
        "`--set findings.CODE=LEVEL` changes a level; `off` silences a finding that is no error.\n";
    std::string last;
    for (const FindingCode& code : finding_codes()) {
        if (const std::string title = group_title(code.code); title != last) {
            page += "\n## " + title + "\n\n| code | level | about |\n|---|---|---|\n";
            last = title;
        }
        const std::string name(code.code);
        page += "| [" + name + "](" + name + ".md) | " + std::string(to_string(code.level)) + " | "
                + std::string(code.title) + " |\n";
    }
    return page;
}

/// Path from the top -> text, for all pages that are made and not written by hand.
std::map<std::string, std::string> made_pages() {
    std::map<std::string, std::string> pages;
    pages["docs/mapping.md"] = mapping_page();
    pages["docs/findings/README.md"] = findings_index();
    for (const FindingCode& code : finding_codes())
        pages["docs/findings/" + std::string(code.code) + ".md"] = finding_page(code);
    return pages;
}

std::set<std::string> pages_of_no_code() {
    std::set<std::string> left;
    const auto pages = made_pages();
    if (!fs::is_directory(top / "docs/findings")) return left;
    for (const auto& entry : fs::directory_iterator(top / "docs/findings")) {
        const std::string name = "docs/findings/" + entry.path().filename().string();
        if (!pages.contains(name)) left.insert(name);
    }
    return left;
}

/// The C++ files of src/ except the two tables themselves, joined.
std::string sources_that_use_the_tables() {
    std::string text;
    const std::set<std::string> tables = {"findings.cpp", "rules.hpp", "rules.cpp"};
    for (const auto& entry : fs::recursive_directory_iterator(top / "src")) {
        const bool source = entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp";
        if (source && !tables.contains(entry.path().filename().string())) text += read_file(entry.path());
    }
    return text;
}

std::set<std::string> matches(const std::string& text, const std::string& pattern) {
    std::set<std::string> found;
    const std::regex expression(pattern);
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
        found.insert(at->size() > 1 ? (*at)[1].str() : at->str());
    return found;
}

std::set<std::string> minus(const std::set<std::string>& all, const std::set<std::string>& some) {
    std::set<std::string> left;
    std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::inserter(left, left.end()));
    return left;
}

std::set<std::string> all_codes() {
    std::set<std::string> codes;
    for (const FindingCode& code : finding_codes())
        codes.emplace(code.code);
    return codes;
}

/// The C++ name and the id of each constant in rules.hpp.
std::map<std::string, std::string> declared_rules() {
    std::map<std::string, std::string> rules;
    const std::string text = read_file(top / "src/catalog/rules.hpp");
    const std::regex declaration(R"rule(constexpr Rule (\w+)\{"([^"]+)")rule");
    for (std::sregex_iterator at(text.begin(), text.end(), declaration), end; at != end; ++at)
        rules[(*at)[1].str()] = (*at)[2].str();
    return rules;
}

TEST(Pages, are_what_the_tables_say) {
    const char* update = std::getenv("B2A_UPDATE_DOCS");
    if (update != nullptr && std::string_view(update) == "1") {
        fs::create_directories(top / "docs/findings");
        for (const auto& [path, text] : made_pages())
            std::ofstream(top / path, std::ios::binary) << text;
        for (const std::string& path : pages_of_no_code())
            fs::remove(top / path);
    }
    for (const auto& [path, text] : made_pages())
        EXPECT_TRUE(read_file(top / path) == text) << path << " is out of date: run scripts/update-docs";
    EXPECT_THAT(pages_of_no_code(), IsEmpty()) << "pages of codes that do not exist: run scripts/update-docs";
}

TEST(Findings, are_sorted_and_have_codes_of_their_own) {
    std::string last;
    const std::regex form("B2A[0-9]{4}");
    for (const FindingCode& code : finding_codes()) {
        EXPECT_TRUE(std::regex_match(std::string(code.code), form)) << code.code;
        EXPECT_LT(last, code.code);
        last = code.code;
    }
}

TEST(Findings, say_what_they_mean_and_what_to_do) {
    for (const FindingCode& code : finding_codes()) {
        EXPECT_THAT(code.title, Not(IsEmpty())) << code.code;
        EXPECT_TRUE(code.meaning.ends_with('.')) << code.code << ": " << code.meaning;
        EXPECT_TRUE(code.remedy.ends_with('.')) << code.code << ": " << code.remedy;
    }
}

TEST(Findings, are_found_by_their_code) {
    for (const FindingCode& code : finding_codes())
        EXPECT_EQ(find_finding_code(code.code), &code);
    EXPECT_EQ(find_finding_code("B2A0000"), nullptr);
    EXPECT_EQ(find_finding_code("B2A9999"), nullptr);
    EXPECT_EQ(find_finding_code(""), nullptr);
}

TEST(Findings, are_all_used_and_none_is_made_up) {
    const std::set<std::string> used = matches(sources_that_use_the_tables(), R"(B2A[0-9]{4})");
    EXPECT_THAT(minus(used, all_codes()), IsEmpty()) << "codes without an entry in the table";
    EXPECT_THAT(minus(all_codes(), used), IsEmpty()) << "codes that nothing reports";
}

TEST(Rules, have_ids_of_their_own_and_say_why) {
    std::set<std::string_view> ids;
    for (const Rule* rule : all_rules()) {
        EXPECT_TRUE(ids.insert(rule->id).second) << rule->id << " occurs twice";
        EXPECT_THAT(rule->reason, Not(IsEmpty())) << rule->id;
        EXPECT_TRUE(rule->outcome == Outcome::added || !rule->source.empty())
            << rule->id << " names no source";
        EXPECT_NE(rule->outcome, Outcome::unaccounted) << rule->id;
    }
}

TEST(Rules, are_all_listed) {
    std::set<std::string> listed;
    for (const Rule* rule : all_rules())
        listed.emplace(rule->id);
    std::set<std::string> declared;
    for (const auto& [name, id] : declared_rules())
        declared.insert(id);
    ASSERT_THAT(declared, Not(IsEmpty()));
    EXPECT_EQ(listed, declared) << "a constant of rules.hpp is missing in all_rules(), or the reverse";
}

TEST(Rules, are_all_used) {
    const std::set<std::string> used = matches(sources_that_use_the_tables(), R"(rules::(\w+))");
    for (const auto& [name, id] : declared_rules())
        EXPECT_TRUE(used.contains(name)) << "no code uses rules::" << name << " (" << id << ")";
}

} // namespace
} // namespace batchai2aml
