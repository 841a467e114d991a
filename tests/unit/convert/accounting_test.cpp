// Promise 1: nothing is dropped in silence. Each member that Batch AI had is converted in a document of its
// own, and so are members that are null, empty, of the wrong type, misspelt or written twice.
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"
#include "support/json_edit.hpp"
#include "support/members.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

// Calls `visit(group, member)` for all members of all resources.
template <class F>
void for_each_member(F visit) {
    for (const auto& groups : {job_members(), cluster_members(), file_server_members(), workspace_members()})
        for (const MemberGroup& group : groups)
            for (const Member& member : group.members)
                visit(group, member);
}

// Members that only `az` wrote stand in its own form of a document.
bool is_az_only(const Member& member) {
    return member.layouts == "a";
}

std::string document_with(const MemberGroup& group, const Member& member) {
    return with_member(group.base, member.path, member.value);
}

void expect_complete(const Conversion& conversion) {
    EXPECT_FALSE(conversion.internal_error);
    EXPECT_THAT(unaccounted(conversion), IsEmpty());
    EXPECT_FALSE(has_finding(conversion, "B2A0199"));
}

Record worst_of(const std::vector<Record>& records) {
    return *std::max_element(records.begin(), records.end(),
                             [](const Record& a, const Record& b) { return a.outcome < b.outcome; });
}

std::string describe(const MemberGroup& group, const Member& member) {
    return std::string(group.kind) + " " + std::string(member.path);
}

// The members that hold this one, the root and `properties` excepted.
std::vector<std::string> path_and_parents(std::string_view path) {
    std::vector<std::string> out;
    for (std::string at(path); !at.empty() && at != "properties"; at = parent_of(at))
        out.push_back(at.ends_with("[]") ? at.substr(0, at.size() - 2) : at);
    return out;
}

TEST(Accounting, EachMemberEndsInTheOutcomeThatItsMeaningDemands) {
    for_each_member([](const MemberGroup& group, const Member& member) {
        if (is_az_only(member)) return;
        SCOPED_TRACE(describe(group, member));
        const Conversion conversion = convert_one(document_with(group, member));
        expect_complete(conversion);
        const std::vector<Record> records = records_at(conversion, pointer_of(member.path));
        ASSERT_THAT(records, Not(IsEmpty()));
        const Record worst = worst_of(records);
        EXPECT_EQ(to_string(worst.outcome), to_string(member.outcome)) << worst.rule << ": " << worst.reason;
        EXPECT_NE(worst.reason, "");
    });
}

// The version that a document names may change what a member means, but only for members that the version
// does not have.
TEST(Accounting, EachMemberEndsInThatOutcomeInEachLayoutThatHasIt) {
    for (const auto& [layout, version] :
         {std::pair{'0', "2017-09-01-preview"}, std::pair{'1', "2017-09-01-preview"},
          std::pair{'2', "2018-03-01"}, std::pair{'3', "2018-05-01"}})
        for_each_member([&](const MemberGroup& group, const Member& member) {
            if (member.layouts.find(layout) == std::string_view::npos) return;
            SCOPED_TRACE(describe(group, member) + " in version " + version);
            const Conversion conversion = convert_one(
                with_member(document_with(group, member), "apiVersion", '"' + std::string(version) + '"'));
            expect_complete(conversion);
            const std::vector<Record> records = records_at(conversion, pointer_of(member.path));
            ASSERT_THAT(records, Not(IsEmpty()));
            EXPECT_EQ(to_string(worst_of(records).outcome), to_string(member.outcome))
                << worst_of(records).rule;
        });
}

TEST(Accounting, EachMemberThatTheLastVersionDroppedIsIgnoredThere) {
    std::set<std::string> ignored;
    for_each_member([&](const MemberGroup& group, const Member& member) {
        if (is_az_only(member) || member.layouts.find('3') != std::string_view::npos) return;
        const Conversion conversion =
            convert_one(with_member(document_with(group, member), "apiVersion", R"("2018-05-01")"));
        expect_complete(conversion);
        if (has_finding(conversion, "B2A0214")) ignored.insert(name_of(member.path));
    });
    EXPECT_THAT(ignored, ::testing::ElementsAre("createNew", "experimentName", "priority", "runElevated",
                                                "tags", "type"));
}

TEST(Accounting, EachMemberOfAFlattenedAnswerEndsInTheSameOutcome) {
    for_each_member([](const MemberGroup& group, const Member& member) {
        if (member.path == "properties.location") return; // a member of the root in this form
        SCOPED_TRACE(describe(group, member));
        const Conversion conversion = convert_one(flattened(document_with(group, member)));
        expect_complete(conversion);
        const std::string_view below = "properties.";
        const std::string_view path =
            member.path.starts_with(below) ? member.path.substr(below.size()) : member.path;
        const std::vector<Record> records = records_at(conversion, pointer_of(path));
        ASSERT_THAT(records, Not(IsEmpty()));
        EXPECT_EQ(to_string(worst_of(records).outcome), to_string(member.outcome)) << worst_of(records).rule;
    });
}

// Against a lazy "dropped": who adds a member to this list has to say why nobody will miss it.
TEST(Accounting, WhatIsDroppedOrIgnoredIsListedWithItsReason) {
    std::set<std::string> seen;
    for_each_member([&](const MemberGroup& group, const Member& member) {
        if (is_az_only(member)) return;
        const std::vector<Record> records =
            records_at(convert_one(document_with(group, member)), pointer_of(member.path));
        for (const Record& record : records)
            if (record.outcome == Outcome::dropped || record.outcome == Outcome::ignored)
                seen.insert(describe(group, member) + "\t" + std::string(record.rule) + "\t"
                            + std::string(record.reason));
    });
    std::set<std::string> listed;
    std::ifstream file(B2A_SOURCE_DIR "/tests/data/dropped_members.txt");
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && line.front() != '#') listed.insert(line);
    for (const std::string& line : seen)
        EXPECT_TRUE(listed.contains(line)) << "dropped and not in tests/data/dropped_members.txt:\n" << line;
    for (const std::string& line : listed)
        EXPECT_TRUE(seen.contains(line)) << "in tests/data/dropped_members.txt and not dropped:\n" << line;
}

// Converts documents in which the member, or one that holds it, has been replaced by `value(old)`.
template <class F>
void replace_each(F value_for) {
    std::set<std::string> done;
    for_each_member([&](const MemberGroup& group, const Member& member) {
        const std::string document = document_with(group, member);
        for (const std::string& path : path_and_parents(member.path)) {
            for (const std::string& value : value_for(path == member.path ? type_of(member.value) : "")) {
                const std::string changed = with_member(document, path, value);
                if (!done.insert(changed).second) continue;
                SCOPED_TRACE(describe(group, member) + ": " + path + " = " + value);
                const Conversion conversion = convert_one(changed);
                expect_complete(conversion);
                EXPECT_THAT(records_at(conversion, pointer_of(path)), Not(IsEmpty()));
            }
        }
    });
}

TEST(Accounting, ANullMemberIsAccountedFor) {
    replace_each([](const std::string&) { return std::vector<std::string>{"null"}; });
}

TEST(Accounting, AnEmptyMemberIsAccountedFor) {
    replace_each([](const std::string&) {
        return std::vector<std::string>{R"("")", "{}", "[]", "[null]", "[{}]"};
    });
}

TEST(Accounting, AMemberOfTheWrongTypeIsAccountedFor) {
    replace_each([](const std::string& type) {
        std::vector<std::string> values = {R"({"a": {"b": [1, "x"]}})", R"([["deep", 1], {"c": null}])",
                                           "true", "1.5"};
        if (type != "string") values.emplace_back(R"("not a number")");
        return values;
    });
}

// What Batch AI's tools refused has to be said; numbers and booleans counted as text for them
// (batchai.md 10.2).
TEST(Accounting, AMemberThatBatchAiRefusedIsReported) {
    for_each_member([](const MemberGroup& group, const Member& member) {
        if (type_of(member.value) != "string" && type_of(member.value) != "number") return;
        if (member.outcome == Outcome::service || member.path == "$schema"
            || member.outcome == Outcome::ignored || is_az_only(member))
            return;
        SCOPED_TRACE(describe(group, member));
        const Conversion conversion =
            convert_one(with_member(group.base, member.path, R"({"unexpected": "object"})"));
        expect_complete(conversion);
        EXPECT_TRUE(has_finding(conversion, "B2A0202"));
        const std::vector<Record> records = records_at(conversion, pointer_of(member.path));
        ASSERT_THAT(records, Not(IsEmpty()));
        EXPECT_EQ(to_string(worst_of(records).outcome), "manual");
    });
}

// Batch AI's tools read names exactly, so a misspelt member had no effect; nobody was told then, so this
// program does.
TEST(Accounting, AMisspeltMemberIsIgnoredAndReported) {
    std::set<std::string> done;
    for_each_member([&](const MemberGroup& group, const Member& member) {
        if (member.outcome == Outcome::ignored || member.path == "$schema" || is_az_only(member)) return;
        const std::string document = document_with(group, member);
        std::vector<std::string> paths = path_and_parents(member.path);
        // What the service wrote is taken as a whole, whatever the names inside.
        if (member.outcome == Outcome::service) paths = {paths.back()};
        for (const std::string& path : paths) {
            const std::string name = name_of(path);
            for (const std::string& wrong : misspellings(name)) {
                const std::string changed = with_renamed(document, path, wrong);
                if (!done.insert(changed).second) continue;
                SCOPED_TRACE(describe(group, member) + ": " + wrong + " in place of " + path);
                const Conversion conversion = convert_one(changed);
                expect_complete(conversion);
                EXPECT_TRUE(has_finding(conversion, "B2A0206"));
                const std::string parent = parent_of(path);
                const auto records = records_at(conversion, pointer_of(parent) + "/" + wrong);
                ASSERT_THAT(records, Not(IsEmpty()));
                EXPECT_EQ(to_string(worst_of(records).outcome), "ignored") << worst_of(records).rule;
            }
        }
    });
}

TEST(Accounting, TheLastOfTwoMembersWinsAndTheFirstIsReported) {
    for_each_member([](const MemberGroup& group, const Member& member) {
        const std::string document = document_with(group, member);
        for (const std::string_view earlier : {R"("first")", R"({"x": [1, 2]})", "null"}) {
            SCOPED_TRACE(describe(group, member) + ", first " + std::string(earlier));
            const Conversion conversion = convert_one(with_duplicate(document, member.path, earlier));
            expect_complete(conversion);
            // Read-only members are taken as a whole, whatever is inside.
            if (member.outcome == Outcome::service || is_az_only(member)) continue;
            EXPECT_TRUE(has_finding(conversion, "B2A0105"));
            const auto records = records_at(conversion, pointer_of(member.path));
            ASSERT_THAT(records, Not(IsEmpty()));
            EXPECT_EQ(to_string(worst_of(records).outcome),
                      to_string(std::max(member.outcome, Outcome::ignored)));
        }
    });
}

TEST(Accounting, MembersBesidePropertiesAreIgnoredAndReported) {
    for_each_member([](const MemberGroup& group, const Member& member) {
        if (!member.path.starts_with("properties.") || member.path == "properties.location") return;
        if (group.kind == "workspace") return; // has no properties to stand beside
        const std::string at =
            path_and_parents(member.path).back().substr(std::string_view("properties.").size());
        if (at.find('.') != std::string::npos) return;
        SCOPED_TRACE(describe(group, member));
        const Conversion conversion = convert_one(with_member(group.base, at, R"({"a": 1, "b": ["x"]})"));
        expect_complete(conversion);
        EXPECT_TRUE(has_finding(conversion, "B2A0210"));
    });
}

} // namespace
} // namespace batchai2aml
