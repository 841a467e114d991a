// What belongs to the job as a whole (batchai.md 6.1; design.md 7, rows 13, 18, 21 to 24, 26, 31).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        linked.cluster_source = ClusterSource::setting;
        options.default_image = "i";
    }
};

TEST(Job, WithNothingUnusualHasNoFindings) {
    const JobResult mapped = Bench().map();
    EXPECT_THAT(mapped.told().codes(), IsEmpty());
    EXPECT_THAT(mapped.job.header.needs_work, IsEmpty());
    EXPECT_EQ(mapped.job.name, "job1");
    EXPECT_EQ(mapped.job.file, "jobs/job1/job.yml");
    EXPECT_EQ(mapped.job.header.source, "tf/job.json");
    EXPECT_EQ(mapped.job.display_name, "job1");
    EXPECT_EQ(mapped.job.experiment_name, "exp");
    EXPECT_EQ(mapped.job.timeout_seconds, 604800) << "Batch AI's own limit (batchai.md 6.1)";
    for (const char* added : {"job.display_name -> display_name", "job.experiment_default -> experiment_name",
                              "job.time_limit_default -> limits.timeout", "job.cluster_setting -> compute",
                              "job.image_missing -> environment.image"})
        EXPECT_THAT(mapped.told().defaults(), Contains(added));
}

TEST(Job, TellsWhatBecameOfItsIdentity) {
    Bench bench;
    bench.job.id = bench.text("/jobs/j");
    bench.job.name = bench.text("j");
    bench.job.type = bench.text("t");
    bench.job.location = bench.text("eastus");
    bench.job.experiment_name = bench.text("my exp");
    bench.job.tags.push_back({"team", {"red", bench.leaf()}});
    const JobResult mapped = bench.map();
    const auto told = mapped.told();
    EXPECT_THAT(told.of(bench.job.id), ElementsAre("resource.id -> display_name"));
    EXPECT_THAT(told.of(bench.job.name), ElementsAre("resource.name -> display_name"));
    EXPECT_THAT(told.of(bench.job.type), ElementsAre("resource.type"));
    EXPECT_THAT(told.of(bench.job.location), ElementsAre("resource.location"));
    EXPECT_THAT(told.of(bench.job.experiment_name), ElementsAre("job.experiment -> experiment_name"));
    EXPECT_THAT(told.of(bench.job.tags[0].value.leaf), ElementsAre("job.tags -> tags.team"));
    EXPECT_THAT(mapped.job.tags, Contains(Pair("team", "red")));
    EXPECT_THAT(told.defaults(), Not(Contains("job.display_name -> display_name")));
    EXPECT_THAT(told.defaults(), Not(Contains("job.experiment_default -> experiment_name")));
    EXPECT_THAT(told.files_of(bench.job.id->leaf), ElementsAre("jobs/job1/job.yml"));
}

TEST(Nodes, AreCounted) {
    Bench bench;
    bench.job.node_count = bench.count(3);
    bench.job.toolkits[0].toolkit = Toolkit::custom_mpi;
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.instance_count, 3);
    EXPECT_THAT(mapped.told().of(bench.job.node_count),
                ElementsAre("job.node_count -> resources.instance_count"));
}

TEST(Nodes, MustBeAtLeastOne) {
    for (const std::int64_t nodes : {0, -1}) {
        Bench bench;
        bench.job.node_count = bench.count(nodes);
        const JobResult mapped = bench.map();
        EXPECT_EQ(mapped.job.instance_count, 1);
        EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0204"));
    }
}

TEST(Nodes, AreRequired) {
    Bench bench;
    bench.job.node_count.reset();
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.instance_count, 1);
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0201"));
    EXPECT_THAT(mapped.told().defaults(), Contains("job.node_count_missing -> resources.instance_count"));
}

struct Limit {
    const char* text;
    std::int64_t seconds;
    bool good;
};
class Limits : public testing::TestWithParam<Limit> {};

TEST_P(Limits, BecomeTimeouts) {
    Bench bench;
    bench.job.max_wall_clock_time = bench.text(GetParam().text);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.timeout_seconds, GetParam().seconds);
    EXPECT_THAT(mapped.told().of(bench.job.max_wall_clock_time),
                ElementsAre(GetParam().good ? "job.time_limit -> limits.timeout"
                                            : "job.time_limit_invalid -> limits.timeout"));
    EXPECT_EQ(mapped.told().codes(),
              GetParam().good ? std::vector<std::string>{} : std::vector<std::string>{"B2A0503"});
    EXPECT_THAT(mapped.told().defaults(), Not(Contains("job.time_limit_default -> limits.timeout")));
}
INSTANTIATE_TEST_SUITE_P(Job, Limits,
                         testing::Values(Limit{"PT90S", 90, true}, Limit{"1.00:00:00", 86400, true},
                                         Limit{"1 day, 0:00:01", 86401, true}, Limit{"PT0S", 604800, false},
                                         Limit{"soon", 604800, false}));

struct Reference {
    const char* name;
    ClusterSource source;
    bool has_id;
    const char* compute;
    const char* record; ///< of the id, or an added one
    std::vector<std::string> codes;
};
class References : public testing::TestWithParam<Reference> {};

TEST_P(References, ToTheCluster) {
    Bench bench;
    bench.linked.cluster_source = GetParam().source;
    bench.linked.compute = GetParam().compute;
    if (GetParam().has_id) bench.job.cluster_id = bench.text("/clusters/c");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().codes(), GetParam().codes);
    EXPECT_THAT(GetParam().has_id ? mapped.told().of(bench.job.cluster_id) : mapped.told().defaults(),
                Contains(GetParam().record));
    if (*GetParam().compute != 0) {
        EXPECT_EQ(mapped.job.compute.text, GetParam().compute);
        EXPECT_EQ(mapped.job.compute.comment, "");
    } else {
        EXPECT_THAT(mapped.job.compute.comment, HasSubstr("--compute NAME"));
        EXPECT_THAT(mapped.job.header.needs_work, ElementsAre(HasSubstr("--compute NAME")));
    }
}
INSTANTIATE_TEST_SUITE_P(
    Job, References,
    testing::Values(
        Reference{"Named", ClusterSource::named, true, "gpu", "job.cluster -> compute", {}},
        Reference{"NamedAndAbsent",
                  ClusterSource::named_but_absent,
                  true,
                  "c",
                  "job.cluster_unknown -> compute",
                  {"B2A0301"}},
        Reference{"Setting", ClusterSource::setting, false, "gpu", "job.cluster_setting -> compute", {}},
        Reference{"SettingForANamedOne", ClusterSource::setting, true, "gpu", "job.cluster -> compute", {}},
        Reference{"OnlyOne", ClusterSource::only_one, false, "gpu", "job.cluster_only -> compute", {}},
        Reference{
            "Unknown", ClusterSource::unknown, false, "", "job.cluster_missing -> compute", {"B2A0301"}}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Logs, GoToAzureMl) {
    Bench bench;
    bench.job.std_out_err_path_prefix = bench.text("$AZ_BATCHAI_MOUNT_ROOT/nowhere");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().of(bench.job.std_out_err_path_prefix), ElementsAre("job.log_prefix"));
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0507")) << "its mount does not matter";
}

TEST(Priority, IsDropped) {
    for (const char* value : {"normal", "0", "Normal"}) {
        Bench bench;
        bench.job.priority = bench.text(value);
        EXPECT_THAT(bench.map().told().codes(), IsEmpty()) << value;
        EXPECT_THAT(bench.map().told().of(bench.job.priority), ElementsAre("job.priority"));
    }
    Bench bench;
    bench.job.scheduling_priority = bench.text("high");
    EXPECT_THAT(bench.map().told().of(bench.job.scheduling_priority), ElementsAre("job.priority"));
    EXPECT_THAT(bench.map().told().codes(), ElementsAre("B2A0509"));
    bench.job.priority = bench.text("-5");
    EXPECT_EQ(bench.map().told().times("B2A0509"), 2U);
}

TEST(Preparation, RunsBeforeTheCommandAndAfterTheVariables) {
    Bench bench;
    bench.cluster_mount("afs", "share");
    bench.input("A", "$AZ_BATCHAI_MOUNT_ROOT/afs/a");
    bench.variable("LIVE", "$HOME/x");
    bench.job.job_preparation = bench.text("pip install -r $AZ_BATCHAI_INPUT_A/r.txt");
    bench.job.max_wall_clock_time = bench.text("PT1H");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().of(bench.job.job_preparation), ElementsAre("job.preparation -> command"));
    const auto* prepare = mapped.statement<Prepare>();
    ASSERT_NE(prepare, nullptr);
    EXPECT_EQ(prepare->text.text, "pip install -r $AZ_BATCHAI_INPUT_A/r.txt");
    EXPECT_EQ(prepare->wait_seconds, 3600);
    const std::string command = mapped.command();
    EXPECT_LT(command.find("export AZ_BATCHAI_INPUT_A="), command.find("pip install"));
    EXPECT_LT(command.find("export LIVE="), command.find("pip install"));
    EXPECT_LT(command.find("pip install"), command.find("python a.py"));
}

} // namespace
} // namespace batchai2aml
