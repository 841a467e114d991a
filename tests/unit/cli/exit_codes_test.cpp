// The order of docs/exit-codes.md: each code comes before all that stand below it. 130 has its place in
// progress_test.cpp, 2 in diff_test.cpp as well.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace batchai2aml {
namespace {

using testing::plain_conversion;

/// A run of `convert --check` in which several things can go wrong at once.
class ExitCodes : public testing::Program {
  protected:
    ExitCodes() {
        files.files["job.json"] = "{}";
        convert = [this](const std::vector<InputFile>& inputs) {
            Conversion conversion = plain_conversion(inputs);
            conversion.internal_error = lost_value;
            if (bad_finding)
                conversion.report.findings.push_back(testing::plain_finding(Level::error, "found"));
            if (!batch_ai) {
                conversion.report.inputs.front().read = false;
                conversion.report.findings.clear();
            }
            return conversion;
        };
    }

    int code(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"convert", input_name, "-o", "out", "--check"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments).code;
    }

    std::string input_name = "job.json";
    bool lost_value = false;
    bool bad_finding = false;
    bool batch_ai = true;
};

TEST_F(ExitCodes, Are0WhenTheFolderIsUpToDate) {
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    EXPECT_EQ(code(), 0);
}

TEST_F(ExitCodes, Are2ForDifferencesAlone) {
    EXPECT_EQ(code(), 2);
}

TEST_F(ExitCodes, Are1BeforeDifferences) {
    bad_finding = true;
    EXPECT_EQ(code(), 1);
    EXPECT_EQ(code({"--fail-on=never"}), 2);
}

TEST_F(ExitCodes, Are74BeforeFindings) {
    bad_finding = true;
    files.unwritable = {"report.json"};
    EXPECT_EQ(code({"--report", "json=report.json"}), 74);
    files.unreadable = {"out/MIGRATION.md"};
    files.files["out/MIGRATION.md"] = "x";
    EXPECT_EQ(code(), 74);
}

TEST_F(ExitCodes, Are66BeforeAnOutputThatCannotBeWritten) {
    batch_ai = false;
    files.unwritable = {"report.json"};
    EXPECT_EQ(code({"--report", "json=report.json"}), 66);
    input_name = "missing.json";
    EXPECT_EQ(code(), 66);
}

TEST_F(ExitCodes, Are64BeforeAMissingInput) {
    input_name = "missing.json";
    EXPECT_EQ(code({"--colour"}), 64);
    EXPECT_EQ(code({"--set", "scal=exact"}), 64);
    EXPECT_EQ(code({"--config", "missing.yml"}), 64);
}

TEST_F(ExitCodes, Are70BeforeAllThatComesAfterTheConversion) {
    lost_value = true;
    bad_finding = true;
    files.unwritable = {"report.json"};
    EXPECT_EQ(code({"--report", "json=report.json"}), 70);
    batch_ai = false;
    EXPECT_EQ(code(), 70);
    convert = [](const std::vector<InputFile>&) -> Conversion { throw std::runtime_error("x"); };
    EXPECT_EQ(code(), 70);
}

} // namespace
} // namespace batchai2aml
