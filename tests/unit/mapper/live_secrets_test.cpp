// Variables that stand for secrets in commands have to be expanded by the shell, whatever quotes they stand
// in.
#include "mapper/live_secrets.hpp"

#include <gmock/gmock.h>

#include "../../support/mapped.hpp"
#include "../emitter/run_shell.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Case {
    const char* text; ///< @ is the place of the secret
    const char* live; ///< with X for the name
};
constexpr Case cases[] = {
    {"p --key=@", "p --key=${X}"},
    {"p --key=@x", "p --key=${X}x"},
    {"p \"a@b\"", "p \"a${X}b\""},
    {"p 'a@b' '@'", "p 'a'\"${X}\"'b' ''\"${X}\"''"},
    {"p \"it's @\" 'c'", "p \"it's ${X}\" 'c'"},
    {"p \"$(p '@' \"@\")\" '@'", "p \"$(p ''\"${X}\"'' \"${X}\")\" ''\"${X}\"''"},
    {"p '\\'@'\\'", "p '\\'${X}'\\'"},
    {"p \\'@\\'", "p \\'${X}\\'"},
    {"# don't\np @", "# don't\np ${X}"},
    {"p a#'@'", "p a#''\"${X}\"''"},
    {"p \\@", "p ${X}"},
    {"p \"\\@\"", "p \"\\\\${X}\""},
    {"sh -c 'echo \"<@>\"'", "sh -c 'echo \"<'\"${X}\"'>\"'"},
    {"sh -c \"echo '<@>'\"", "sh -c \"echo '<${X}>'\""},
};

std::string with(const std::string& text, const std::string& place) {
    return replace_all(text, "@", place);
}

class LiveSecrets : public test::ShellTest {};
INSTANTIATE_TEST_SUITE_P(Shells, LiveSecrets, testing::Values("sh", "bash"),
                         [](const auto& shell) { return shell.param; });

TEST_P(LiveSecrets, GiveTheWordsThatTheSecretGave) {
    const std::string secret = "Pa+ss/w0rd==";
    install("p", "printf '<%s>' \"$@\"");
    for (const Case& one : cases) {
        SCOPED_TRACE(one.text);
        const std::string live = with_live_secrets(with(one.text, "${BATCHAI2AML_SECRET_1}"));
        EXPECT_EQ(live, replace_all(one.live, "X", "BATCHAI2AML_SECRET_1"));
        EXPECT_EQ(run_text(live, "export BATCHAI2AML_SECRET_1='" + secret + "'").output,
                  run_text(with(one.text, secret)).output);
    }
}

TEST_P(LiveSecrets, MayStandInDollarQuotesOfBash) {
    if (GetParam() != std::string("bash")) return;
    const std::string live = with_live_secrets("echo $'a\\'$BATCHAI2AML_SECRET_2\\tb'");
    EXPECT_EQ(run_text(live, "export BATCHAI2AML_SECRET_2=s").output, "a's\tb\n");
}

TEST(LiveSecretsOfJobs, ReachAllThatAShellReads) {
    const std::string quoted = "'$BATCHAI2AML_SECRET_1'";
    const std::string live = "''\"${BATCHAI2AML_SECRET_1}\"''";
    test::Workbench bench;
    bench.run("p " + quoted);
    bench.job.job_preparation = bench.text("q " + quoted);
    EXPECT_THAT(bench.map().command(), testing::AllOf(HasSubstr("p " + live), HasSubstr("q " + live)));
    bench.job.node_count = bench.count(2);
    EXPECT_THAT(bench.map().command(), HasSubstr("p " + live)) << "on the first node";
    bench.job.toolkits.front().command_line =
        bench.text("pip install " + quoted + "; mpirun -n 2 p " + quoted);
    EXPECT_THAT(bench.map().command(),
                testing::AllOf(HasSubstr("p " + live), HasSubstr("pip install " + live)));
    bench.job.toolkits.clear();
    ToolkitSettings& tf = bench.toolkit(Toolkit::tensorflow);
    tf.python_script_file_path = bench.text("a.py '");
    tf.master_command_line_args = bench.text("$BATCHAI2AML_SECRET_3'");
    const std::string launcher = bench.map().job.code.at(0).text;
    EXPECT_THAT(launcher, HasSubstr(R"(a.py ' '\"${BATCHAI2AML_SECRET_3}\"'')"));
    bench.output("OUT", "$AZ_BATCHAI_JOB_TEMP/$BATCHAI2AML_SECRET_4.x/y");
    EXPECT_THAT(bench.map().command(), Not(HasSubstr("$BATCHAI2AML_SECRET_4")));
}

} // namespace
} // namespace batchai2aml
