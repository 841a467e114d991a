// From the ledger to the report (design.md 5 and 6).
#include "convert/account.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/rules.hpp"
#include "parser/parse.hpp"

namespace batchai2aml {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// {"a/b": 1, "l": [2, {}], "t": "text"}; leaves are 1, 3, 4, 5
struct Account {
    Document document =
        read_document("x.json", "", "{\"a/b\": 1,\n \"l\": [2, {}], \"t~\": \"text\"}").document;
    Notes notes;
    Report report;

    bool run() { return make_records({&document}, notes, report); }
    void add(NodeId node, const Rule& rule, std::string path = {}) {
        notes.ledger.add({0, node}, rule, path.empty() ? "" : "f.yml", path);
    }
    void add_all(const Rule& rule) {
        for (const NodeId node : {1U, 3U, 4U, 5U})
            add(node, rule);
    }
};

TEST(Records, NameTheLeafAndWhatBecameOfIt) {
    Account account;
    account.add_all(rules::schema_line);
    account.add(5, rules::node_count, "size");
    EXPECT_TRUE(account.run());
    const auto& records = account.report.records;
    ASSERT_THAT(records, SizeIs(5));
    EXPECT_EQ(records[0].pointer, "/a~1b");
    EXPECT_EQ(records[0].source, (Place{"x.json", 1, 9, 10}));
    EXPECT_EQ(records[1].pointer, "/l/0");
    EXPECT_EQ(records[1].source.line, 2U);
    EXPECT_EQ(records[2].pointer, "/l/1");
    EXPECT_EQ(records[3].pointer, "/t~0");
    EXPECT_EQ(records[3].rule, "job.node_count");
    EXPECT_EQ(records[3].outcome, Outcome::mapped);
    EXPECT_EQ(records[3].target_file, "f.yml");
    EXPECT_EQ(records[3].target_path, "size");
    EXPECT_EQ(records[4].rule, "read.schema");
    EXPECT_EQ(records[4].reason, rules::schema_line.reason);
}

TEST(Records, OfForgottenLeavesAreUnaccounted) {
    Account account;
    account.add(1, rules::node_count, "a");
    account.add(3, rules::node_count, "b");
    account.add(5, rules::node_count, "c");
    EXPECT_FALSE(account.run());
    ASSERT_THAT(account.report.records, SizeIs(4));
    EXPECT_EQ(account.report.records[2].outcome, Outcome::unaccounted);
    EXPECT_EQ(account.report.records[2].pointer, "/l/1");
    ASSERT_THAT(account.notes.diagnostics, SizeIs(1));
    EXPECT_EQ(account.notes.diagnostics[0].code, "B2A0199");
    EXPECT_EQ(account.notes.diagnostics[0].at, (LeafId{0, 4}));
}

TEST(Records, OfEqualEntriesAreOne) {
    Account account;
    account.add_all(rules::schema_line);
    account.add_all(rules::schema_line);
    EXPECT_TRUE(account.run());
    EXPECT_THAT(account.report.records, SizeIs(4));
}

TEST(Records, OfDefaultsComeLast) {
    Account account;
    account.add_all(rules::schema_line);
    account.notes.ledger.add_default(rules::idle_time, "c.yml", "idle");
    EXPECT_TRUE(account.run());
    EXPECT_EQ(account.report.records.back().rule, "cluster.idle_time");
    EXPECT_EQ(account.report.records.back().source.file, "");
    EXPECT_EQ(account.report.leaves, 4U) << "what has no source is no leaf";
}

TEST(Records, SkipDocumentsThatWereNotRead) {
    Account account;
    account.add_all(rules::schema_line);
    Notes notes;
    for (const NodeId node : {1U, 3U, 4U, 5U})
        notes.ledger.add({1, node}, rules::schema_line);
    EXPECT_TRUE(make_records({nullptr, &account.document}, notes, account.report));
    EXPECT_EQ(account.report.leaves, 4U);
}

struct Kind {
    const Rule* rule;
    unsigned carried, effective;
};
class Coverage : public testing::TestWithParam<Kind> {};

TEST_P(Coverage, CountsLeavesThatSaidSomething) {
    Account account;
    account.add_all(*GetParam().rule);
    EXPECT_TRUE(account.run());
    EXPECT_EQ(account.report.leaves, 4U);
    EXPECT_EQ(account.report.carried, GetParam().carried);
    EXPECT_EQ(account.report.effective, GetParam().effective);
}
INSTANTIATE_TEST_SUITE_P(Account, Coverage,
                         testing::Values(Kind{&rules::node_count, 4, 4}, Kind{&rules::time_limit, 4, 4},
                                         Kind{&rules::manual_scale, 4, 4}, Kind{&rules::log_prefix, 4, 0},
                                         Kind{&rules::setup_task, 4, 0}, Kind{&rules::service_state, 0, 0},
                                         Kind{&rules::unknown_member, 0, 0}, Kind{&rules::null_member, 0, 0},
                                         Kind{&rules::empty_text, 0, 0}));

TEST(Coverage, TakesTheWorstRecordOfALeaf) {
    Account account;
    account.add_all(rules::node_count);
    account.add(1, rules::redacted);
    EXPECT_TRUE(account.run());
    EXPECT_EQ(account.report.carried, 4U);
    EXPECT_EQ(account.report.effective, 3U);
}

Diagnostic diagnostic(std::string_view code, std::string message, NodeId node = 1) {
    return {.code = code, .at = {0, node}, .message = std::move(message)};
}

std::vector<std::string> codes_of(const Report& report) {
    std::vector<std::string> out;
    for (const Finding& finding : report.findings)
        out.push_back(finding.code + " " + std::string(to_string(finding.level)));
    return out;
}

TEST(Findings, AreSortedByLevelCodeAndPlace) {
    Account account;
    make_findings({&account.document},
                  {diagnostic("B2A0507", "n"), diagnostic("B2A0404", "later", 5),
                   diagnostic("B2A0404", "first", 1), diagnostic("B2A0503", "e"), diagnostic("B2A0301", "m"),
                   diagnostic("B2A0404", "first", 1)},
                  {}, account.report);
    EXPECT_THAT(codes_of(account.report), ElementsAre("B2A0503 error", "B2A0404 warning", "B2A0404 warning",
                                                      "B2A0301 manual", "B2A0507 note"));
    EXPECT_EQ(account.report.findings[1].message, "first");
    EXPECT_EQ(account.report.findings[2].message, "later");
}

TEST(Findings, PointAtPartsOfTexts) {
    Account account;
    Diagnostic finding = diagnostic("B2A0404", "x", 5);
    finding.offset = 1;
    finding.length = 2;
    finding.related = {{0, 1}};
    finding.subject = "jobs/j/job.yml";
    make_findings({&account.document}, {finding}, {}, account.report);
    const Finding& out = account.report.findings.at(0);
    EXPECT_EQ(out.place.end_column - out.place.column, 2U);
    EXPECT_EQ(out.place.line, 2U);
    ASSERT_THAT(out.related, SizeIs(1));
    EXPECT_EQ(out.related[0].line, 1U);
    EXPECT_EQ(out.subject, "jobs/j/job.yml");
}

TEST(Findings, HaveTheCatalogsRemedyUnlessTheyBringOne) {
    Account account;
    Diagnostic own = diagnostic("B2A0404", "own");
    own.remedy = "Do this.";
    make_findings({&account.document}, {own, diagnostic("B2A0503", "e")}, {}, account.report);
    EXPECT_EQ(account.report.findings[1].remedy, "Do this.");
    EXPECT_EQ(account.report.findings[0].remedy, "Correct the value in the source.");
}

TEST(Findings, WithoutALeafHaveTheirOwnPlace) {
    Account account;
    Diagnostic finding{.code = "B2A0101", .message = "x"};
    finding.place = {"y.json", 3, 4, 0};
    make_findings({&account.document}, {finding}, {}, account.report);
    EXPECT_EQ(account.report.findings.at(0).place, (Place{"y.json", 3, 4, 0}));
}

TEST(Findings, GetTheLevelThatSettingsGiveThem) {
    Account account;
    Options options;
    options.findings["B2A0404"] = Level::error;
    options.findings["B2A0507"] = std::nullopt;
    options.findings["B2A0503"] = std::nullopt;
    make_findings({&account.document},
                  {diagnostic("B2A0404", "x"), diagnostic("B2A0507", "y"), diagnostic("B2A0503", "z")},
                  options, account.report);
    EXPECT_THAT(codes_of(account.report), ElementsAre("B2A0404 error", "B2A0503 error"))
        << "errors cannot be switched off";
}

TEST(Findings, OfNoRunAreNone) {
    Report report;
    make_findings({}, {}, {}, report);
    EXPECT_THAT(report.findings, IsEmpty());
}

} // namespace
} // namespace batchai2aml
