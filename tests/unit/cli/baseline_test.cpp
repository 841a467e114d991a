#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace batchai2aml {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::plain_conversion;
using testing::plain_finding;

/// A job with one warning.
class BaselineCommand : public testing::Program {
  protected:
    BaselineCommand() {
        files.files["job.json"] = "{}";
        convert = [this](const std::vector<InputFile>& inputs) {
            Conversion conversion = plain_conversion(inputs);
            conversion.report.findings = findings;
            return conversion;
        };
    }

    std::vector<Finding> findings = {plain_finding(Level::warning, "as it was", {"job.json", 3, 1, 2})};
};

TEST_F(BaselineCommand, AcceptsWhatWasWritten) {
    EXPECT_EQ(
        run({"convert", "job.json", "-o", "out", "--fail-on", "warning", "--write-baseline", "known.json"})
            .code,
        1);
    const Outcome later =
        run({"convert", "job.json", "-o", "out", "--fail-on", "warning", "--baseline", "known.json"});
    EXPECT_EQ(later.code, 0);
    EXPECT_THAT(later.err, HasSubstr("Suppressed: 1 finding by known.json.\n"));
    EXPECT_THAT(later.err, Not(HasSubstr("as it was")));
}

TEST_F(BaselineCommand, ReportsWhatIsNew) {
    EXPECT_EQ(run({"convert", "job.json", "-o", "out", "--write-baseline", "known.json"}).code, 0);
    findings.push_back(plain_finding(Level::error, "new", {"job.json", 4, 1, 2}));
    findings.back().pointer = "/other";
    const Outcome later = run({"convert", "job.json", "-o", "out", "--baseline", "known.json"});
    EXPECT_EQ(later.code, 1);
    EXPECT_THAT(later.err, HasSubstr("new"));
}

TEST_F(BaselineCommand, TheReportInTheFolderTellsAll) {
    EXPECT_EQ(run({"convert", "job.json", "-o", "out", "--write-baseline", "known.json"}).code, 0);
    const std::string all = files.files.at("out/migration.json");
    EXPECT_EQ(run({"convert", "job.json", "-o", "out", "--baseline", "known.json"}).code, 0);
    EXPECT_EQ(files.files.at("out/migration.json"), all);
    EXPECT_EQ(run({"convert", "job.json", "-o", "out", "--check", "--baseline", "known.json"}).code, 0);
}

TEST_F(BaselineCommand, HoldsForAuditAndDiff) {
    EXPECT_EQ(run({"convert", "job.json", "-o", "out", "--write-baseline", "known.json"}).code, 0);
    for (const char* command : {"audit", "diff"}) {
        std::vector<std::string> arguments = {command, "job.json", "--fail-on", "warning", "-o", "out"};
        if (std::string(command) == "audit") arguments.resize(4);
        EXPECT_EQ(run(arguments).code, 1) << command;
        arguments.insert(arguments.end(), {"--baseline", "known.json"});
        EXPECT_EQ(run(arguments).code, 0) << command;
    }
}

TEST_F(BaselineCommand, ABadFileIsWrongUsage) {
    const Outcome missing = run({"convert", "job.json", "-o", "out", "--baseline", "none.json"});
    EXPECT_EQ(missing.code, 64);
    EXPECT_THAT(missing.err, HasSubstr("--baseline none.json: "));
    EXPECT_THAT(missing.err, HasSubstr("--write-baseline none.json writes it"));
    files.files["bad.json"] = "{\n \"schema\": 1}";
    const Outcome bad = run({"convert", "job.json", "-o", "out", "--baseline", "bad.json"});
    EXPECT_EQ(bad.code, 64);
    EXPECT_THAT(bad.err, HasSubstr("--baseline bad.json: it is no baseline"));
    EXPECT_FALSE(files.files.contains("out/migration.json")) << "nothing is done before";
}

} // namespace
} // namespace batchai2aml
