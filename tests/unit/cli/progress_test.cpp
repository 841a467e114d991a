#include "cli/progress_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using cli::ProgressLine;
using cli::ShowProgress;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::plain_conversion;

class ProgressOfARun : public testing::Program {
  protected:
    ProgressOfARun() {
        files.files["job.json"] = "{}";
        err_is_terminal = true;
        terminal_columns = 80;
    }

    /// Lets the conversion take so long.
    void take(std::chrono::milliseconds time) {
        convert = [this, time](const std::vector<InputFile>& inputs) {
            now += time;
            return plain_conversion(inputs);
        };
    }
    Outcome run_convert(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"convert", "job.json", "-o", "out", "--color=never"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
};

/// A line of its own, with a clock that the test turns.
class TheLine : public ::testing::Test {
  protected:
    std::string show_at(std::initializer_list<int> times, unsigned columns = 80) {
        std::ostringstream err;
        std::istringstream in;
        testing::MemoryFiles files;
        now = std::chrono::milliseconds(1000);
        const cli::Environment environment{files,
                                           in,
                                           err,
                                           err,
                                           [](const char*) { return std::string(); },
                                           [] { return false; },
                                           {},
                                           false,
                                           true,
                                           columns,
                                           [this] { return now; }};
        ProgressLine line(environment, ShowProgress::yes);
        std::size_t done = 0;
        for (const int time : times) {
            now = std::chrono::milliseconds(1000 + time);
            line.show("reading", ++done, 10000);
        }
        return err.str();
    }
    std::chrono::milliseconds now{0};
};

TEST_F(TheLine, AppearsAfterHalfASecond) {
    EXPECT_EQ(show_at({0, 100, 499}), "");
    EXPECT_EQ(show_at({499, 500}), "\rreading 2 of 10,000\x1b[K");
}

TEST_F(TheLine, IsWrittenTenTimesASecondAtMost) {
    EXPECT_EQ(show_at({500, 501, 599, 600, 650, 699, 700}),
              "\rreading 1 of 10,000\x1b[K\rreading 4 of 10,000\x1b[K\rreading 7 of 10,000\x1b[K");
}

TEST_F(TheLine, NeverFillsTheTerminal) {
    for (const unsigned columns : {2U, 10U, 19U, 20U}) {
        const std::string shown = replace_all(replace_all(show_at({500}, columns), "\r", ""), "\x1b[K", "");
        EXPECT_LT(code_points(shown), columns) << shown;
    }
}

TEST(ProgressText, CountsInThousands) {
    EXPECT_EQ(cli::progress_text("reading", 3120, 10000), "reading 3,120 of 10,000");
    EXPECT_EQ(cli::progress_text("reading", 0, 1234567), "reading 0 of 1,234,567");
    EXPECT_EQ(cli::progress_text("finding files", 999, 0), "finding files 999");
    EXPECT_EQ(cli::progress_text("finishing", 0, 0), "finishing");
}

TEST_F(ProgressOfARun, AppearsInASlowRunAndIsErasedBeforeTheReport) {
    take(std::chrono::milliseconds(700));
    const std::string err = run_convert().err;
    EXPECT_THAT(err, HasSubstr("\rcomparing 0 of 2\x1b[K"));
    EXPECT_THAT(err, HasSubstr("\r\x1b[KRead 1 of 1 file"));
    EXPECT_EQ(err.find('\r', err.find("Read 1")), std::string::npos) << "nothing comes after that";
}

TEST_F(ProgressOfARun, DoesNotAppearInAFastOne) {
    take(std::chrono::milliseconds(400));
    EXPECT_THAT(run_convert().err, Not(HasSubstr("\r")));
}

TEST_F(ProgressOfARun, IsForATerminalThatCanEraseALineAndForSomebodyWhoLooks) {
    take(std::chrono::milliseconds(700));
    EXPECT_THAT(run_convert({"-q"}).err, Not(HasSubstr("\r")));
    EXPECT_THAT(run_convert({"-v"}).err, Not(HasSubstr("\r"))) << "lines of the log would be torn";
    variables["TERM"] = "dumb";
    EXPECT_THAT(run_convert().err, Not(HasSubstr("\r")));
    variables.clear();
    err_is_terminal = false;
    out_is_terminal = true;
    EXPECT_THAT(run_convert().err, Not(HasSubstr("\r")));
}

TEST_F(ProgressOfARun, IsErasedBeforeAnError) {
    take(std::chrono::milliseconds(700));
    files.unwritable = {"out/MIGRATION.md"};
    EXPECT_THAT(run_convert({"--report", "json=r.json"}).err,
                HasSubstr("\r\x1b[Kbatchai2aml: error: cannot write"));
}

TEST_F(ProgressOfARun, TellsWhatTheLibraryTells) {
    convert = [this](const std::vector<InputFile>& inputs) {
        now += std::chrono::milliseconds(700);
        EXPECT_TRUE(seen_options.progress({Progress::Phase::converting, 3120, 10000}));
        return plain_conversion(inputs);
    };
    EXPECT_THAT(run_convert().err, HasSubstr("\rconverting 3,120 of 10,000\x1b[K"));
}

TEST_F(ProgressOfARun, AnInterruptedRunSaysThatNothingWasWritten) {
    convert = [this](const std::vector<InputFile>& inputs) {
        interrupted = true;
        EXPECT_FALSE(seen_options.progress({Progress::Phase::converting, 1, 2}));
        Conversion conversion = plain_conversion(inputs);
        conversion.stopped = true;
        return conversion;
    };
    const Outcome result = run_convert();
    EXPECT_EQ(result.code, 130);
    EXPECT_EQ(result.err, "batchai2aml: interrupted: nothing was written; run the same command again\n");
    EXPECT_TRUE(files.writes.empty());
}

TEST_F(ProgressOfARun, AnInterruptedRunSaysHowManyFilesAreWritten) {
    files.files["other.json"] = "{}";
    files.after_write = [this] { interrupted = true; };
    const Outcome result = run({"convert", "job.json", "other.json", "-o", "out", "-j1"});
    EXPECT_EQ(result.code, 130);
    EXPECT_EQ(result.err,
              "batchai2aml: interrupted: 1 of 4 files written; run the same command again to finish\n");
    EXPECT_EQ(files.writes.size(), 1U);
    EXPECT_FALSE(files.files.contains("out/migration.json")) << "it would not be true";
    interrupted = false;
    files.after_write = [] {};
    EXPECT_EQ(run({"convert", "job.json", "other.json", "-o", "out"}).code, 0);
    EXPECT_EQ(files.writes.size(), 4U);
}

TEST_F(ProgressOfARun, AnInterruptComesBeforeAllOtherCodes) {
    interrupted = true;
    EXPECT_EQ(run({"convert", "missing.json", "-o", "out"}).code, 130);
    EXPECT_EQ(run({"convert", "job.json", "-o", "out"}).code, 130);
    EXPECT_EQ(run({"diff", "job.json", "-o", "out"}).code, 130);
    interrupted = false;
    convert = [this](const std::vector<InputFile>& inputs) {
        interrupted = true;
        Conversion conversion = plain_conversion(inputs);
        conversion.internal_error = true;
        return conversion;
    };
    EXPECT_EQ(run({"convert", "job.json", "-o", "job.json"}).code, 130) << "before 70 and 74";
}

} // namespace
} // namespace batchai2aml
