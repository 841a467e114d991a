#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.hpp"

namespace batchai2aml {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Outcome;
using testing::plain_conversion;
using testing::plain_finding;

class AuditCommand : public testing::Program {
  protected:
    AuditCommand() {
        files.files["job.json"] = "{}";
        convert = [this](const std::vector<InputFile>& inputs) {
            Conversion conversion = plain_conversion(inputs);
            conversion.report.findings = findings;
            return conversion;
        };
    }

    std::vector<Finding> findings;
};

TEST_F(AuditCommand, PrintsToStandardOutputAndWritesNothing) {
    const Outcome result = run({"audit", "job.json"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.out, HasSubstr("Read 1 of 1 file; 1 resource would be written.\n"));
    EXPECT_THAT(result.err, IsEmpty());
    EXPECT_THAT(files.writes, IsEmpty());
}

TEST_F(AuditCommand, SendsReportsToFiles) {
    EXPECT_EQ(run({"audit", "job.json", "--report", "json=a.json", "--report", "markdown=a.md"}).code, 0);
    EXPECT_EQ(nlohmann::json::parse(files.files.at("a.json")).at("schema"), "batchai2aml/audit/1");
    EXPECT_THAT(files.files.at("a.md"), HasSubstr("# Batch AI: what is there"));
}

TEST_F(AuditCommand, EndsWithOneForAnError) {
    findings = {plain_finding(Level::error, "wrong", {"job.json", 1, 1, 2})};
    EXPECT_EQ(run({"audit", "job.json"}).code, 1);
    EXPECT_EQ(run({"audit", "job.json", "--fail-on", "never"}).code, 0);
}

TEST_F(AuditCommand, RefusesWhatCannotBeMeant) {
    EXPECT_EQ(run({"audit"}).code, 64);
    EXPECT_EQ(run({"audit", "job.json", "-o", "out"}).code, 64);
    EXPECT_THAT(run({"audit", "job.json", "--report", "sarif"}).err,
                HasSubstr("is not one of text, markdown, json"));
    EXPECT_EQ(run({"audit", "job.json", "--report", "text", "--report", "json"}).code, 64);
    EXPECT_EQ(run({"audit", "none.json"}).code, 66);
}

TEST_F(AuditCommand, AnInterruptionEndsIt) {
    interrupted = true;
    const Outcome result = run({"audit", "job.json"});
    EXPECT_EQ(result.code, 130);
    EXPECT_THAT(result.err, HasSubstr("interrupted: nothing was written"));
    EXPECT_THAT(result.out, IsEmpty());
}

TEST_F(AuditCommand, AReportThatCannotBeWrittenIsToldTo) {
    files.unwritable = {"a.json"};
    const Outcome result = run({"audit", "job.json", "--report", "json=a.json"});
    EXPECT_EQ(result.code, 74);
    EXPECT_THAT(result.err, HasSubstr("cannot write a.json"));
}

} // namespace
} // namespace batchai2aml
