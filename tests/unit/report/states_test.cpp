#include "report/states.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

ResourceSummary resource(std::string file, std::string source, Readiness readiness = Readiness::ready) {
    ResourceSummary out;
    out.kind = "job";
    out.file = std::move(file);
    out.source.file = std::move(source);
    out.readiness = readiness;
    return out;
}

Finding finding(Level level, std::string file, std::string subject = "") {
    Finding out;
    out.level = level;
    out.place.file = std::move(file);
    out.subject = std::move(subject);
    return out;
}

TEST(States, AFindingConcernsTheResourceThatItNames) {
    Report report;
    report.resources = {resource("jobs/a/job.yml", "all.json"), resource("jobs/b/job.yml", "all.json")};
    report.findings = {finding(Level::warning, "all.json", "jobs/b/job.yml")};
    EXPECT_THAT(states_of(report).resources, ElementsAre(State::converted, State::with_findings));
}

TEST(States, AFindingThatNamesNoneConcernsAllOfItsFile) {
    Report report;
    report.resources = {resource("jobs/a/job.yml", "all.json"), resource("jobs/b/job.yml", "b.json")};
    report.findings = {finding(Level::manual, "all.json"), finding(Level::warning, "")};
    EXPECT_THAT(states_of(report).resources, ElementsAre(State::with_findings, State::converted));
}

TEST(States, NotesChangeNothing) {
    Report report;
    report.resources = {resource("jobs/a/job.yml", "a.json")};
    report.findings = {finding(Level::note, "a.json"), finding(Level::note, "a.json", "jobs/a/job.yml")};
    EXPECT_THAT(states_of(report).resources, ElementsAre(State::converted));
}

TEST(States, WhatNeedsWorkDoesSoWithoutFindings) {
    Report report;
    report.resources = {resource("jobs/a/job.yml", "a.json", Readiness::needs_work)};
    const States states = states_of(report);
    EXPECT_THAT(states.resources, ElementsAre(State::needs_work));
    EXPECT_EQ(states.count(State::needs_work), 1U);
}

TEST(States, AnInputWithAnErrorOfWhichNothingWasReadFailed) {
    Report report;
    report.inputs = {{"bad.json", "not JSON", "", false},
                     {"note.txt", "not read: text", "", false},
                     {"good.json", "job", "", true}};
    report.findings = {finding(Level::error, "bad.json"), finding(Level::error, "good.json")};
    const States states = states_of(report);
    ASSERT_THAT(states.failed_inputs, SizeIs(1));
    EXPECT_EQ(states.failed_inputs.front()->file, "bad.json");
    EXPECT_EQ(states.count(State::failed), 1U);
}

} // namespace
} // namespace batchai2aml
