// Build contexts of environments (azureml.md 2.6, 6.3; design.md 7, row 14).
#include "emitter/build_context.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emitter/yaml.hpp"
#include "read_yaml.hpp"
#include "run_shell.hpp"

namespace batchai2aml {
namespace {

using testing::HasSubstr;
using testing::Not;

Environment environment(std::string setup = "pip install x") {
    Environment out;
    out.name = "gpu";
    out.file = "environments/gpu/environment.yml";
    out.header.source = "cluster.json";
    out.base_image.text = "python:3.12";
    out.setup = std::move(setup);
    return out;
}

TEST(EmitEnvironment, WritesItsContextBesideIt) {
    const std::vector<OutputFile> files = emit_environment(environment());
    ASSERT_EQ(files.size(), 4U);
    EXPECT_EQ(files[0].path, "environments/gpu/environment.yml");
    EXPECT_EQ(files[0].bytes, "# Converted by batchai2aml from cluster.json\n"
                              "$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\n"
                              "name: gpu\n"
                              "build:\n"
                              "  path: context\n"
                              "  dockerfile_path: Dockerfile\n");
    EXPECT_EQ(files[1].path, "environments/gpu/context/Dockerfile");
    EXPECT_EQ(files[2].path, "environments/gpu/context/setup.sh");
    EXPECT_EQ(files[3].path, "environments/gpu/context/sudo");
    EXPECT_EQ(files[3].bytes, sudo_stand_in());
}

TEST(EmitEnvironment, IsBuiltForJobsWithoutBeingRegistered) {
    CommandJob job;
    job.file = "jobs/one/job.yml";
    job.environment = "gpu";
    job.image = {"python:3.12", "Choose one."};
    const std::string text = emit_job(job).front().bytes;
    EXPECT_THAT(text, HasSubstr("environment:\n"
                                "  # Choose one.\n"
                                "  build:\n"
                                "    path: ../../environments/gpu/context\n"
                                "    dockerfile_path: Dockerfile\n"));
    EXPECT_THAT(text, Not(HasSubstr("image:")));
}

TEST(Dockerfile, RunsTheScriptOnTheBaseImage) {
    EXPECT_EQ(
        dockerfile(environment()),
        "# What the node set-up of Batch AI installed, for jobs that ran on the nodes without a container\n"
        "FROM python:3.12\n"
        "COPY setup.sh sudo /opt/batchai2aml/\n"
        "RUN bash /opt/batchai2aml/setup.sh\n");
}

TEST(Dockerfile, SaysWhyTheNameOfTheImageStaysAsItIs) {
    Environment one = environment();
    for (const char* image : {"python", "registry:5000/a/b", "a/b"}) {
        one.base_image.text = image;
        EXPECT_THAT(dockerfile(one), HasSubstr("DL3006\nFROM " + std::string(image) + "\n")) << image;
    }
    one.base_image.text = "a/b:latest";
    EXPECT_THAT(dockerfile(one), HasSubstr("DL3007\nFROM a/b:latest\n"));
    for (const char* image : {"registry:5000/a/b:1", "a@sha256:1", "a/b:1"}) {
        one.base_image.text = image;
        EXPECT_THAT(dockerfile(one), Not(HasSubstr("hadolint"))) << image;
    }
    one.base_image.comment = "Choose\nRUN evil";
    EXPECT_THAT(dockerfile(one), HasSubstr("# Choose RUN evil\nFROM "));
}

TEST(Dockerfile, HoldsNothingOfTheTask) {
    Environment one = environment("rm -rf evil");
    one.header.source = "evil\nRUN evil";
    one.variables.push_back({"EVIL", {{Literal{"evil"}}}});
    EXPECT_EQ(dockerfile(one), dockerfile(environment()));
}

TEST(SetupScript, EndsWithTheTextByteForByte) {
    for (const char* text : {"a\n", "a '${{x}}' \"$[[\" `b` \\\n  c\n", "cat <<'E'\n x\nE\n", "a\\"})
        EXPECT_TRUE(setup_script(environment(text)).ends_with(std::string(setup_begin) + "\n" + text));
    EXPECT_TRUE(setup_script(environment("a # b")).ends_with("\na # b\n"));
}

TEST(SetupScript, DoesNotDependOnWhereTheTaskWasRead) {
    Environment other = environment();
    other.header.source = "elsewhere.json";
    EXPECT_EQ(setup_script(other), setup_script(environment()));
}

TEST(SetupScript, AsksForPackageListsOnlyWhenTheTaskInstallsPackages) {
    EXPECT_THAT(setup_script(environment("apt install x")), HasSubstr("apt-get update"));
    EXPECT_THAT(setup_script(environment("pip install x")), Not(HasSubstr("apt")));
}

/// Runs the script in a folder of its own, with the stand-in beside it.
class RunningSetup : public test::ShellTest {
  protected:
    test::Ran run_setup(const Environment& environment, const std::string& before = "") {
        write("wd/setup.sh", setup_script(environment));
        write("wd/sudo", std::string(sudo_stand_in()));
        return run_text("bash '" + path("wd/setup.sh").string() + "'", before);
    }
};

TEST_P(RunningSetup, EndsAsTheCommandLineDid) {
    EXPECT_EQ(run_setup(environment("exit 7")).status, 7);
    EXPECT_EQ(run_setup(environment("false; true")).status, 0);
    EXPECT_EQ(run_setup(environment("true && false")).status, 1);
    EXPECT_EQ(run_setup(environment("# nothing")).status, 0);
}

TEST_P(RunningSetup, KnowsBashAndItsVariables) {
    Environment one = environment("[[ $B == x/1* ]] && echo \"$B\" && source /dev/null");
    one.variables.push_back({"A", {{Literal{"1 '2'"}}}});
    one.variables.push_back({"B", {{Literal{"x/"}, Variable{"A"}, Literal{"$(id)"}}}});
    const test::Ran ran = run_setup(one);
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.output, "x/1 '2'$(id)\n");
}

TEST_P(RunningSetup, BringsSudoWhereThereIsNone) {
    const test::Ran ran = run_setup(environment("command -v sudo && sudo -H X=1 sh -c 'echo $X'"));
    EXPECT_EQ(ran.status, 0);
    EXPECT_TRUE(ran.output.ends_with("1\n")) << ran.output;
    install("sudo", "echo own");
    EXPECT_EQ(run_setup(environment("sudo x")).output, "own\n");
}

TEST_P(RunningSetup, FetchesMissingPackageLists) {
    install("apt-get", "echo \"apt-get $*\"; exit 9");
    const test::Ran ran = run_setup(environment("apt-get install x"), "compgen() { return 1; }");
    EXPECT_TRUE(ran.output.ends_with("apt-get install x\n")) << ran.output;
    EXPECT_EQ(ran.status, 9);
}
INSTANTIATE_TEST_SUITE_P(Shells, RunningSetup, testing::Values("bash"));

} // namespace
} // namespace batchai2aml
