// The launcher of distributed TensorFlow jobs, run with each Python that is here (azureml.md 5.3, 6.7;
// batchai.md 7.2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/run_python.hpp"
#include "mapper/toolkits.hpp"

namespace batchai2aml {
namespace {

using test::Printed;
using testing::HasSubstr;

class Launcher : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        if (!test::has_program(GetParam())) GTEST_SKIP() << GetParam() << " is not here";
    }
    /// What the role's command prints when Azure ML sets `config` as TF_CONFIG.
    [[nodiscard]] static Printed launch(const std::string& config) {
        const auto command = [](const std::string& role) {
            return "echo \"" + role
                   + " $AZ_BATCHAI_TASK_INDEX ps=$AZ_BATCHAI_PS_HOSTS wk=$AZ_BATCHAI_WORKER_HOSTS\"; "
                   + GetParam()
                   + " -c 'import json, os; c = json.loads(os.environ[\"TF_CONFIG\"]); "
                     "print(c[\"task\"][\"type\"], c[\"task\"][\"index\"], "
                     "len(c[\"cluster\"][\"ps\"]), len(c[\"cluster\"][\"worker\"]), c[\"environment\"])' | "
                     "tr -d \"',()u\"";
        };
        return test::run_python(
            GetParam(),
            tensorflow_launcher(command("master"), command("worker"), command("server"), Layout::any),
            config.empty() ? "-u TF_CONFIG" : "TF_CONFIG='" + config + "'");
    }
};

std::string config(const std::string& type, int index,
                   const std::string& cluster = R"("worker": ["w0:1", "w1:1"], "ps": ["p0:1"])") {
    return R"({"cluster": {)" + cluster + R"(}, "task": {"type": ")" + type + R"(", "index": )"
           + std::to_string(index) + R"(}, "environment": "cloud"})";
}

TEST_P(Launcher, GivesTheFirstWorkerTheMastersCommand) {
    const Printed ran = launch(config("worker", 0));
    EXPECT_THAT(ran.text, HasSubstr("master 0 ps=p0:1 wk=w0:1,w1:1\n"));
    EXPECT_THAT(ran.text, HasSubstr("master 0 1 2 clod")); // "u" is cut out of what Python 2 prints
}

TEST_P(Launcher, GivesOtherWorkersTheirCommand) {
    const Printed ran = launch(config("worker", 1));
    EXPECT_THAT(ran.text, HasSubstr("worker 1 ps=p0:1 wk=w0:1,w1:1\n"));
    EXPECT_THAT(ran.text, HasSubstr("worker 1 1 2"));
}

TEST_P(Launcher, GivesServersTheirCommand) {
    const Printed ran = launch(config("ps", 0));
    EXPECT_THAT(ran.text, HasSubstr("server 0 ps=p0:1 wk=w0:1,w1:1\n"));
    EXPECT_THAT(ran.text, HasSubstr("ps 0 1 2"));
}

TEST_P(Launcher, TakesAChiefForTheFirstWorker) {
    const std::string cluster = R"("chief": ["c0:1"], "worker": ["w0:1"], "ps": ["p0:1"])";
    EXPECT_THAT(launch(config("chief", 0, cluster)).text, HasSubstr("master 0 ps=p0:1 wk=c0:1,w0:1\n"));
    EXPECT_THAT(launch(config("worker", 0, cluster)).text, HasSubstr("worker 1 ps=p0:1 wk=c0:1,w0:1\n"));
    EXPECT_THAT(launch(config("master", 0, R"("master": ["c0:1"], "worker": ["w0:1"])")).text,
                HasSubstr("master 0 ps= wk=c0:1,w0:1\n"));
}

TEST_P(Launcher, RunsASingleWorkerWithoutServers) {
    EXPECT_THAT(launch(config("worker", 0, R"("worker": ["w0:1"])")).text,
                HasSubstr("master 0 ps= wk=w0:1\n"));
    EXPECT_THAT(launch("").text, HasSubstr("master 0 ps= wk=\n")) << "without TF_CONFIG there is one process";
}

TEST_P(Launcher, GivesTheFirstDraftsTheOlderNamesAsWell) {
    const std::string command =
        "echo \"$AZ_LEARNING_TASK_INDEX $AZ_LEARNING_PS_HOSTS $AZ_LEARNING_WORKER_HOSTS\"";
    const auto launched = [&](Layout layout) {
        return test::run_python(GetParam(), tensorflow_launcher("", command, "", layout),
                                "TF_CONFIG='" + config("worker", 1) + "'")
            .text;
    };
    EXPECT_EQ(launched(Layout::drafts), "1 p0:1 w0:1,w1:1\n");
    EXPECT_EQ(launched(Layout::flat), "  \n");
}

TEST_P(Launcher, PassesTheExitCodeOn) {
    EXPECT_EQ(test::run_python(GetParam(), tensorflow_launcher("exit 7", "", "", Layout::any),
                               "TF_CONFIG='" + config("worker", 0) + "'")
                  .status,
              7);
}

TEST_P(Launcher, KeepsHostileTexts) {
    const std::string nasty =
        "printf '%s|' \"a\\\"b\" 'c\\n\\x41' \"d\\\\e\" 'f\tg' \"\u00e4\U0001F600\u202e\" '\"\"\"' \"it's\" "
        "'#{}%s' '\x1b[0m'; echo; echo 'line\ntwo'";
    const Printed ran = test::run_python(GetParam(), tensorflow_launcher(nasty, "x", "x", Layout::any),
                                         "TF_CONFIG='" + config("worker", 0) + "'");
    EXPECT_EQ(ran.text,
              "a\"b|c\\n\\x41|d\\e|f\tg|\u00e4\U0001F600\u202e|\"\"\"|it's|#{}%s|\x1b[0m|\nline\ntwo\n");
}

TEST_P(Launcher, KeepsCarriageReturnsAndBytesThatPythonWouldChange) {
    const Printed ran =
        test::run_python(GetParam(),
                         tensorflow_launcher("printf '%s' 'a\rb\r\nc\x0c\x7f' | od -An -tx1 | tr -d ' \\n'",
                                             "", "", Layout::any),
                         "TF_CONFIG='" + config("worker", 0) + "'");
    EXPECT_EQ(ran.text, "610d620d0a630c7f");
}

INSTANTIATE_TEST_SUITE_P(Python, Launcher, testing::Values("python3", "python2"),
                         [](const auto& one) { return std::string(one.param); });

} // namespace
} // namespace batchai2aml
