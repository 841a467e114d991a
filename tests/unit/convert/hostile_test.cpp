// Inputs that nobody wrote in good faith, or that broke on their way: no crash, no file outside the output
// folder, no text that does something at the place where it lands.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"
#include "support/json_edit.hpp"
#include "support/members.hpp"
#include "unit/emitter/read_yaml.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), is_control);
}

bool stays_inside(std::string_view path) {
    if (path.empty() || path.front() == '/' || path.front() == '~'
        || path.find('\\') != std::string_view::npos || path.find(':') != std::string_view::npos
        || path.find('\n') != std::string_view::npos || has_control(path))
        return false;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = path.substr(begin, end - begin);
        if (part.empty() || part == "." || part == ".." || part.size() > 255) return false;
        begin = end + 1;
    }
    return true;
}

// Commands and variables may hold control characters that their author meant (colours), but nothing can hold
// a NUL.
void expect_usable(const test::Tree& tree, const std::string& where, bool free_text) {
    EXPECT_EQ(tree.text.find('\0'), std::string::npos) << where;
    EXPECT_TRUE(free_text || !has_control(tree.text)) << where;
    for (const auto& [key, value] : tree.members) {
        expect_usable(key, where + ", a key", free_text);
        const bool free = key.text == "command" || key.text == "environment_variables" || key.text == "tags";
        expect_usable(value, where + "." + key.text, free_text || free);
    }
    for (const test::Tree& item : tree.items)
        expect_usable(item, where + "[]", free_text);
}

// What holds for everything that comes out, whatever went in.
void expect_safe(const Conversion& conversion) {
    EXPECT_FALSE(conversion.internal_error);
    std::vector<std::string> paths;
    for (const OutputFile& file : conversion.files) {
        EXPECT_TRUE(stays_inside(file.path)) << json_string(file.path);
        paths.push_back(file.path);
        if (file.path.ends_with(".yml")) {
            ASSERT_NO_THROW(expect_usable(test::read_yaml(file.bytes), file.path, false));
        }
        EXPECT_FALSE(has_control(file.bytes)) << file.path;
    }
    std::sort(paths.begin(), paths.end());
    EXPECT_EQ(std::adjacent_find(paths.begin(), paths.end()), paths.end()) << "two files at one path";
    EXPECT_FALSE(has_control(render_text(conversion, 100, Color::no)));
    // Colour sequences of our own are "\x1b[" + digits and semicolons + "m".
    const std::string colored = render_text(conversion, 100, Color::yes);
    for (std::size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b', at + 1)) {
        const std::size_t end = colored.find_first_not_of("0123456789;[", at + 1);
        EXPECT_TRUE(end != std::string::npos && colored[end] == 'm') << "a terminal sequence of the input's";
    }
    const std::string json = render_json(conversion);
    EXPECT_TRUE(std::none_of(json.begin(), json.end(), [](char c) { return c != '\x7f' && is_control(c); }));
}

std::string job_file(const Conversion& conversion) {
    for (const OutputFile& file : conversion.files)
        if (file.path.starts_with("jobs/") && file.path.ends_with(".yml")) return file.bytes;
    return "";
}

std::string simple_job(std::string_view command, std::string_view more = "") {
    return R"({"properties": {"nodeCount": 1, "containerSettings": {"imageSourceRegistry": {"image": "i:1"}}, )"
           + std::string(more) + R"("customToolkitSettings": {"commandLine": )" + json_string(command)
           + "}}}";
}

// Texts as they stand in a JSON string, escapes included.
const std::vector<std::string>& hostile_texts() {
    static const std::vector<std::string> texts = {
        R"(../../x)",
        R"(/etc/passwd)",
        R"(..)",
        R"(.)",
        R"(a/../../b)",
        R"(C:\\Windows\\x)",
        R"(\u0000)",
        R"(a\u0000b)",
        R"(\ud800)",
        R"(x\udc00y)",
        R"(\u001b[31mred\u001b[0m\u001b]0;title\u0007)",
        R"(\u009b31m\u0085\u2028\u202egnp.exe\ufeff)",
        R"(\u007f\u0008\u000b\r\n\t)",
        R"($(touch /tmp/x); `id` && rm -rf ~ | tee > x & #)",
        R"(' ; echo owned ; ')",
        R"(\" ; echo owned ; \")",
        R"(EOF\nEOF\n'EOF')",
        R"(${{inputs.x}} $[[outputs.y]] ${{ secrets.z }} {{ jinja }} <%= erb %>)",
        R"(<script>alert(1)</script><img src=x onerror=y>&amp;)",
        R"([click](javascript:alert(1)) ![x](http://x) `code` | cell | @team #1 ~~~)",
        R"(```\n# heading\n- [ ] task\n```)",
        R"(::error file=x::message\n##vso[task.setvariable]x)",
        R"(key: value\n- item\n--- \n... \n%YAML 9\n!!python/object x\n&a *a)",
        R"(%s %n {} {0} \\ \\u0041)",
        R"( \t leading and trailing \t )",
        R"(~)",
        R"(null)",
        R"(0x1F)",
        R"(1e999)",
        R"(-rf)",
        R"(CON)",
        R"(\ud83d\ude80 ünïcödé 日本語)",
        std::string(300, 'A'),
        std::string(150, '.') + "/" + std::string(150, '/'),
    };
    return texts;
}

// Members whose text reaches an output, each name once for each kind of resource.
std::vector<std::pair<MemberGroup, Member>> text_members() {
    std::vector<std::pair<MemberGroup, Member>> out;
    std::set<std::string> seen;
    for (const auto& groups : {job_members(), cluster_members()})
        for (const MemberGroup& group : groups)
            for (const Member& member : group.members) {
                const std::string name = std::string(group.kind) + "." + name_of(member.path);
                if (member.outcome != Outcome::service && type_of(member.value) == "string"
                    && seen.insert(name).second)
                    out.emplace_back(group, member);
            }
    return out;
}

std::string with_text(const MemberGroup& group, const Member& member, const std::string& text) {
    const std::string marker = R"("@hostile@")";
    std::string document = with_member(group.base, member.path, marker);
    return document.replace(document.find(marker), marker.size(), '"' + text + '"');
}

TEST(HostileTexts, AreSafeInEachMember) {
    for (const auto& [group, member] : text_members())
        for (const std::string& text : hostile_texts()) {
            SCOPED_TRACE(std::string(member.path) + " = " + text.substr(0, 60));
            expect_safe(convert_one(with_text(group, member, text)));
        }
}

TEST(HostileTexts, AreSafeHoweverLongTheyAre) {
    for (const auto& [group, member] : text_members()) {
        SCOPED_TRACE(member.path);
        expect_safe(convert_one(with_text(group, member, std::string(20000, 'A'))));
        expect_safe(convert_one(with_text(group, member, std::string(5000, '/') + std::string(5000, '.'))));
    }
}

TEST(HostileTexts, AreSafeAsNamesOfMembersTagsAndVariables) {
    for (const std::string& text : hostile_texts()) {
        SCOPED_TRACE(text.substr(0, 60));
        const std::string name = '"' + text + '"';
        expect_safe(convert_one("{" + name + ": 1, \"tags\": {" + name + ": " + name + "}, "
                                + simple_job("x", name + ": {" + name + ": [1]}, ").substr(1)));
        expect_safe(convert_one(simple_job("x", R"("environmentVariables": [{"name": )" + name
                                                    + R"(, "value": )" + name + "}], ")));
    }
}

TEST(HostileTexts, AreSafeAsPathsOfInputs) {
    for (const std::string_view path : {"../../etc/job.json", "/etc/job.json", "..", "a\\..\\job.json",
                                        "\x1b[31m.json", "a\nb.json", "-rf.json", "$(id).json", "<b>.json",
                                        "\xff\xfe.json", "", ".json", "a//b///job.json", "CON/nul.json"}) {
        SCOPED_TRACE(json_string(std::string(path.substr(0, path.find('\xff')))));
        const std::string name(path);
        expect_safe(convert({{name, name, simple_job("python train.py")}}, plain_options()));
        expect_safe(convert({{name, name, R"({"properties": {"vmSize": "x", "scaleSettings": null}})"}},
                            plain_options()));
        expect_safe(convert({{name, name, "{"}}, plain_options()));
    }
}

// Azure ML replaces ${{...}} in the command before the shell sees it.
TEST(HostileTexts, ExpressionsOfAzureMlInACommandAreNotEvaluated) {
    for (const std::string_view command :
         {"echo ${{inputs.secret}}", "echo '${{outputs.x}}' $[[name]]", "a ${{name}}"}) {
        const Conversion conversion = convert_one(simple_job(command));
        expect_safe(conversion);
        EXPECT_THAT(test::read_yaml(job_file(conversion))["command"].text, Not(HasSubstr("${{")));
    }
}

// Each number that is written as one is a count of nodes, processes or seconds.
void expect_counts_in_range(const test::Tree& tree) {
    for (const auto& [key, value] : tree.members) {
        expect_counts_in_range(value);
        if (!value.plain || value.text.find_first_of("0123456789") == std::string::npos) continue;
        if (value.text.find_first_not_of("-+.e0123456789") != std::string::npos) continue;
        EXPECT_EQ(value.text.find_first_not_of("0123456789"), std::string::npos)
            << key.text << ": " << value.text;
        if (key.text == "instance_count" || key.text == "process_count_per_instance"
            || key.text == "worker_count" || key.text == "max_instances") {
            EXPECT_NE(value.text, "0") << key.text;
        }
    }
}

TEST(HostileNumbers, AreReportedAndKeptInRange) {
    for (const std::string_view number :
         {"0", "-1", "-9223372036854775809", "1000000000", "2147483648", "9223372036854775807",
          "9223372036854775808", "1e400", "-1e400", "1e18", "0.5", "NaN", "Infinity",
          "1.0000000000000000000000000000000000001", "00", "\"-5\"", "\"99999999999999999999\"", "true",
          "\"\""}) {
        for (const auto& groups : {job_members(), cluster_members()})
            for (const MemberGroup& group : groups)
                for (const Member& member : group.members) {
                    if (type_of(member.value) != "number") continue;
                    SCOPED_TRACE(std::string(member.path) + " = " + std::string(number));
                    std::string document = with_member(group.base, member.path, R"("@")");
                    const Conversion conversion =
                        convert_one(document.replace(document.find("\"@\""), 3, number));
                    expect_safe(conversion);
                    for (const OutputFile& file : conversion.files)
                        if (file.path.ends_with(".yml")) expect_counts_in_range(test::read_yaml(file.bytes));
                }
    }
}

TEST(HostileNumbers, ADurationThatOverflowsIsNoDuration) {
    for (const std::string_view duration :
         {"P99999999999999999999D", "PT-1S", "P", "PT", "-P1D", "99999999999.00:00:00", "PT1e9S", "P1Y",
          "9223372036854775807 days, 0:00:00", "::", "1:2:3:4"}) {
        SCOPED_TRACE(duration);
        const Conversion conversion = convert_one(
            with_member(simple_job("x"), "properties.constraints.maxWallClockTime", json_string(duration)));
        expect_safe(conversion);
        EXPECT_THAT(job_file(conversion), HasSubstr("timeout: "));
        EXPECT_THAT(job_file(conversion), Not(HasSubstr("timeout: -")));
        EXPECT_THAT(job_file(conversion), Not(HasSubstr("timeout: 0\n")));
    }
}

TEST(HostileShapes, AnyRootIsSurvived) {
    for (const std::string_view text : {"",
                                        " ",
                                        "\n",
                                        "null",
                                        "true",
                                        "1",
                                        "\"text\"",
                                        "[]",
                                        "{}",
                                        "[[]]",
                                        "[1, 2]",
                                        "[{}]",
                                        R"([{"properties": {}}])",
                                        R"({"properties": null})",
                                        R"({"properties": 1})",
                                        R"({"properties": []})",
                                        R"({"properties": {}})",
                                        R"({"type": "Microsoft.BatchAI/jobs"})",
                                        R"({"type": "Microsoft.BatchAI/clusters", "properties": [1]})",
                                        R"({"id": "/Microsoft.BatchAI/clusters/"})",
                                        R"({"id": "/Microsoft.BatchAI/jobs/", "name": ""})",
                                        R"({"type": ["Microsoft.BatchAI/jobs"], "nodeCount": {}})",
                                        R"({"": {"": {"": ""}}, "nodeCount": 1})",
                                        "\xef\xbb\xbf{}",
                                        "\xff\xfe{\0}\0",
                                        "\xff",
                                        "{",
                                        "}",
                                        "[",
                                        "\"",
                                        "{\"a\"",
                                        "{\"a\":",
                                        "{,}",
                                        "// only a comment",
                                        "\x1b[2J",
                                        "\xc3\x28",
                                        "{\"nodeCount\": \"\xc3\x28\"}",
                                        "{\"nodeCount\": 1}\x1a"}) {
        SCOPED_TRACE(text.size());
        const Conversion conversion = convert_one(std::string(text));
        expect_safe(conversion);
        EXPECT_THAT(unaccounted(conversion), IsEmpty());
    }
    expect_safe(convert_one(std::string("{\"nodeCount\": \0 1}", 18)));
    expect_safe(convert({}, plain_options()));
}

TEST(HostileShapes, EachMemberAsAnObjectOrAListOfEverything) {
    for (const std::string_view kind : {"job", "cluster"})
        for (const std::string_view value :
             {R"({"a": {"b": []}})", R"([{"a": [null]}, [], 1, "x", null])", R"({"id": {"id": {}}})"}) {
            std::string members = kind == "job" ? R"("toolType": null)" : R"("nodeStateCounts": null)";
            std::set<std::string> names;
            for (const MemberGroup& group : kind == "job" ? job_members() : cluster_members())
                for (const Member& member : group.members) {
                    const std::string_view path = member.path;
                    if (!path.starts_with("properties.")) continue;
                    const std::string_view rest = path.substr(11);
                    names.emplace(rest.substr(0, rest.find_first_of(".[")));
                }
            for (const std::string& name : names)
                members += ", \"" + name + "\": " + std::string(value);
            const Conversion nested = convert_one(R"({"properties": {)" + members + "}}");
            expect_safe(nested);
            EXPECT_THAT(unaccounted(nested), IsEmpty());
            expect_safe(convert_one("{" + members + "}"));
        }
}

TEST(HostileShapes, DeepNestingIsReportedNotFollowed) {
    for (const std::size_t depth : {100U, 200U, 100000U}) {
        const std::string lists = std::string(depth, '[') + std::string(depth, ']');
        expect_safe(convert_one(simple_job("x", "\"extra\": " + lists + ", ")));
        std::string objects;
        for (std::size_t i = 0; i < depth; ++i)
            objects += "{\"a\":";
        expect_safe(
            convert_one(simple_job("x", "\"extra\": " + objects + "1" + std::string(depth, '}') + ", ")));
        expect_safe(convert_one(std::string(depth, '[')));
    }
    EXPECT_TRUE(has_finding(convert_one(std::string(100000, '[')), "B2A0103"));
}

TEST(HostileShapes, ManyMembersAreAllAccountedFor) {
    std::string members;
    for (int i = 0; i < 20000; ++i)
        members += "\"member" + std::to_string(i) + "\": " + std::to_string(i) + ", ";
    const Conversion conversion = convert_one(simple_job("x", members));
    EXPECT_FALSE(conversion.internal_error);
    EXPECT_THAT(unaccounted(conversion), IsEmpty());
    EXPECT_GT(conversion.report.leaves, 20000U);
}

TEST(HostileShapes, ManyElementsAreAllAccountedFor) {
    std::string variables;
    for (int i = 0; i < 5000; ++i)
        variables += (i == 0 ? "" : ", ") + ("{\"name\": \"V" + std::to_string(i) + "\", \"value\": \"1\"}");
    const Conversion conversion =
        convert_one(simple_job("x", "\"environmentVariables\": [" + variables + "], "));
    EXPECT_FALSE(conversion.internal_error);
    EXPECT_THAT(job_file(conversion), HasSubstr("V4999"));
}

TEST(HostileNames, ThatCollideGetFilesOfTheirOwn) {
    const std::string cluster =
        R"({"properties": {"vmSize": "Standard_NC6s_v3", "scaleSettings": {"manual": {"targetNodeCount": 1}}}, "name": )";
    std::vector<InputFile> files;
    for (const std::string_view name :
         {"GPU", "gpu", "g.pu", "g-pu", "g_pu", "gpu", "gp u", "-gpu-", "ｇｐｕ", "", "gpu1", "gpu-1"}) {
        const std::string number = std::to_string(files.size());
        files.push_back({"c" + number + "/cluster.json", "c", cluster + json_string(name) + "}"});
        files.push_back({"j" + number + "/job.json", "j",
                         R"({"name": )" + json_string(name) + ", " + simple_job("echo " + number).substr(1)});
    }
    const Conversion conversion = convert(files, plain_options());
    expect_safe(conversion);
    std::size_t jobs = 0;
    std::size_t computes = 0;
    for (const OutputFile& file : conversion.files) {
        jobs += file.path.starts_with("jobs/") && file.path.ends_with(".yml") ? 1 : 0;
        computes += file.path.starts_with("compute/") ? 1 : 0;
    }
    EXPECT_EQ(jobs, 12U);
    EXPECT_EQ(computes, 12U);
}

} // namespace
} // namespace batchai2aml
