// Commands together with files, clusters, accounts and values from elsewhere (batchai.md 11.3, 11.4).
#include "support/scripts.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Commands, TakeThePlaceOfWhatTheirFileSays) {
    const Conversion out = convert_files(
        {{"run.sh", "az batchai cluster create -n nc6 -f cluster.json -s Standard_D8s_v3 --min 0 --max 7"},
         {"cluster.json", R"({"properties": {"vmSize": "Standard_D4s_v3", "vmPriority": "dedicated",
            "scaleSettings": {"manual": {"targetNodeCount": 3}}}})"}});
    const std::string compute = file(out, "compute/nc6.yml");
    EXPECT_THAT(compute, HasSubstr("size: Standard_D8s_v3"));
    EXPECT_THAT(compute, HasSubstr("max_instances: 7"));
    EXPECT_THAT(names(out, "compute"), ElementsAre("nc6")) << "the file is no cluster of its own";
    const auto size = records_at(out, "/properties/vmSize");
    ASSERT_EQ(size.size(), 1U);
    EXPECT_EQ(size[0].rule, "call.overridden");
    EXPECT_EQ(size[0].outcome, Outcome::ignored);
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, OfLaterScalesChangeTheCluster) {
    const Conversion out =
        convert_files({{"run.sh", create_cluster
                                      + "-t 2\n"
                                        "az batchai cluster auto-scale -n nc6 --min 1 --max 9\n"
                                        "az batchai cluster resize -n nc6 -t 0\n"
                                        "az batchai cluster resize -n other -t 4\n"}});
    EXPECT_THAT(file(out, "compute/nc6.yml"), HasSubstr("min_instances: 1\nmax_instances: 9"));
    EXPECT_THAT(messages(out, "B2A1209"), UnorderedElementsAre(HasSubstr("is the one that this command sets"),
                                                               HasSubstr("are stopped")));
    EXPECT_THAT(messages(out, "B2A1214"), ElementsAre(HasSubstr("no command makes the cluster \"other\"")));
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, PutTheirStorageAccountIntoTheFile) {
    const std::string mounts =
        R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "ls"},
      "containerSettings": {"imageSourceRegistry": {"image": "python:3.11"}},
      "stdOutErrPathPrefix": "$AZ_BATCHAI_JOB_MOUNT_ROOT/logs",
      "mountVolumes": {"azureFileShares": [{"relativeMountPath": "logs",
        "azureFileUrl": "https://<AZURE_BATCHAI_STORAGE_ACCOUNT>.file.core.windows.net/logs"}],
        "azureBlobFileSystems": [{"accountName": "<AZURE_BATCHAI_STORAGE_ACCOUNT>", "containerName": "data",
          "credentials": {"accountKey": "<AZURE_BATCHAI_STORAGE_KEY>"}, "relativeMountPath": "data"}]}}})";
    for (const std::string script :
         {"az batchai job create -n a -c nc6 -w w -f job.json --storage-account-name first\n",
          "export AZURE_BATCHAI_STORAGE_ACCOUNT=first\naz batchai job create -n a -c nc6 -w w -f job.json\n",
          "AZURE_BATCHAI_STORAGE_ACCOUNT=first az batchai job create -n a -c nc6 -w w -f job.json\n",
          "az storage share create -n logs --account-name first\n"
          "az storage container create -n data --account-name first\n"
          "az batchai job create -n a -c nc6 -w w -f job.json\n"}) {
        const Conversion out = convert_script(script, mounts);
        EXPECT_THAT(names(out, "datastore"), ElementsAre("first_data", "first_logs")) << script;
    }
    const Conversion open = convert_script("az batchai job create -n a -c nc6 -w w -f job.json\n", mounts);
    EXPECT_THAT(questions(open), Contains("storage-account"));
}

TEST(Commands, AskForWhatOnlyTheScriptKnows) {
    const std::string script =
        "az batchai cluster create -n $CLUSTER -w w -s Standard_D4s_v3 --min 0 --max $NODES\n"
        "az batchai job create -n train-$(date +%s) -c $CLUSTER -w w -f job.json\n";
    const Conversion out = convert_script(script);
    EXPECT_THAT(questions(out), Contains("placeholders.<CLUSTER>"));
    EXPECT_THAT(questions(out), Contains("placeholders.<NODES>"));
    EXPECT_THAT(names(out, "job"), ElementsAre("train")) << "the rest of the name told runs apart";
    Options options = plain_options();
    options.placeholders = {{"<CLUSTER>", "gpu"}, {"<NODES>", "6"}};
    const Conversion filled = convert_files({{"run.sh", script}, {"job.json", job_json}}, options);
    EXPECT_THAT(file(filled, "compute/gpu.yml"), HasSubstr("max_instances: 6"));
    EXPECT_THAT(messages(filled, "B2A1203"), IsEmpty());
}

TEST(Commands, SubmitTheFileThatTheScriptWrites) {
    const Conversion out = convert_files(
        {{"run.sh", create_cluster
                        + "-t 1\nfor n in 1 2; do\ncat > job.json <<EOF\n{\"properties\": {\"nodeCount\": "
                          "$n,\n \"customToolkitSettings\": {\"commandLine\": \"ls \\$AZ_BATCHAI_MOUNT_ROOT/"
                          "afs/$n\"},\n\"containerSettings\": {\"imageSourceRegistry\": {\"image\": "
                          "\"python:3.11\"}}}}\nEOF\naz batchai job create -n job-$n -e e -w w -c nc6 -f "
                          "job.json\ndone\n"}});
    EXPECT_THAT(names(out, "job"), ElementsAre("job-1", "job-2"));
    EXPECT_THAT(file(out, "jobs/job-2/job.yml"), HasSubstr("instance_count: 2"));
    EXPECT_THAT(file(out, "jobs/job-2/job.yml"), HasSubstr("from job.json in run.sh, by line 8\n"));
    EXPECT_THAT(unaccounted(out), IsEmpty());
    const auto nodes = records_at(out, "/job.json/properties/nodeCount");
    ASSERT_FALSE(nodes.empty());
    EXPECT_EQ(nodes[0].source.file, "run.sh");
    EXPECT_EQ(nodes[0].source.line, 4U);
}

TEST(Commands, WhoseFileIsMissingAreTold) {
    const Conversion out = convert_files({{"run.sh", "az batchai job create -n a -c nc6 -w w -f job.json\n"
                                                     "az batchai job create -n b -c nc6 -w w\n"
                                                     "az batchai job create -n c -c nc6 -w w -f no.json\n"},
                                          {"no.json", R"({"properties": {"vmSize": "STANDARD_D2_V2"}})"}});
    EXPECT_THAT(messages(out, "B2A1201"),
                UnorderedElementsAre(HasSubstr("\"job.json\" is not among the inputs"),
                                     HasSubstr("names no file"), HasSubstr("\"no.json\" holds no resource")));
    EXPECT_THAT(names(out, "job"), IsEmpty());
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, OfOneNameInOneFolderMakeOneCluster) {
    const Conversion out =
        convert_files({{"a/run.sh", create_cluster + "-t 1"},
                       {"a/README.md", "```\n" + create_cluster + "--min 0 --max 9\n```\n"},
                       {"b/run.sh", create_cluster + "-t 1 -s Standard_D8s_v3"},
                       {"a/job.sh", "az batchai job create -n one -c nc6 -w w -f job.json"},
                       {"b/job.sh", "az batchai job create -n two -c nc6 -w w -f job.json"},
                       {"a/job.json", job_json},
                       {"b/job.json", job_json}});
    EXPECT_THAT(names(out, "compute"), ElementsAre("a-nc6", "b-nc6"));
    EXPECT_THAT(messages(out, "B2A0115").size(), 1U);
    EXPECT_THAT(file(out, "jobs/one/job.yml"), HasSubstr("compute: azureml:a-nc6\n"));
    EXPECT_THAT(file(out, "jobs/two/job.yml"), HasSubstr("compute: azureml:b-nc6\n"));
}

TEST(Commands, OfOneNameInTwoWorkspacesAreToldApartByIt) {
    const std::string other =
        "az batchai cluster create -g g -w w2 -n nc6 -s Standard_D8s_v3 -t 1 --afs-name second "
        "--storage-account-name store\n";
    const Conversion out = convert_script(
        create_cluster + "-t 1\n" + other
        + "az batchai job create -w w -e e -n first -c nc6 -f job.json\n"
          "az batchai job create -w w2 -e e -n second -c nc6 -f job.json\n"
          "az batchai job create -w w -e e -n third -f job.json -c "
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w2/clusters/nc6\n"
          "az batchai cluster resize -w w2 -n nc6 -t 7\n");
    EXPECT_THAT(file(out, "jobs/first/job.yml"), HasSubstr("store_share"));
    EXPECT_THAT(file(out, "jobs/second/job.yml"), HasSubstr("store_second"));
    EXPECT_THAT(file(out, "jobs/third/job.yml"), HasSubstr("store_second"));
    const std::vector<std::string> computes = names(out, "compute");
    ASSERT_EQ(computes.size(), 2U);
    const std::string both =
        file(out, "compute/" + computes[0] + ".yml") + file(out, "compute/" + computes[1] + ".yml");
    EXPECT_THAT(both, HasSubstr("max_instances: 7"));
    EXPECT_THAT(both, HasSubstr("max_instances: 2"));
}

TEST(Commands, OfClustersThatAreEquallyNearAreAskedFor) {
    const Conversion out =
        convert_files({{"a/run.sh", create_cluster + "-t 1"},
                       {"b/run.sh", create_cluster + "-t 1 -s Standard_D8s_v3"},
                       {"c/run.sh", "az batchai job create -n one -c nc6 -w w -e e -f job.json\n"
                                    "az batchai cluster resize -w w -n nc6 -t 9\n"},
                       {"c/job.json", job_json}});
    EXPECT_THAT(messages(out, "B2A0301"), ElementsAre(HasSubstr("several clusters are called \"nc6\"")));
    EXPECT_THAT(file(out, "jobs/one/job.yml"), HasSubstr("compute: azureml:choose-a-compute"));
    EXPECT_THAT(messages(out, "B2A1214").size(), 1U);
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, WithAccountsThatOnlyTheScriptKnowsKeepThemApart) {
    const Conversion out = convert_script(
        "az batchai job create -n one -w w -e e -c c -f job.json --afs-name data --storage-account-name $A\n"
        "az batchai job create -n two -w w -e e -c c -f job.json --afs-name data --storage-account-name "
        "$B\n");
    EXPECT_EQ(names(out, "datastore").size(), 2U);
    EXPECT_THAT(questions(out),
                ::testing::IsSupersetOf({std::string("placeholders.<A>"), std::string("placeholders.<B>")}));
}

TEST(Commands, WhoseValuesAreOpenNeedWork) {
    const std::string script = "az batchai cluster create -w w -n $CLUSTER -s $SIZE -t $NODES\n"
                               "az batchai job create -w w -e e -n one -c $CLUSTER -f $FILE\n"
                               "az batchai job create -w w -e e -n two -c $CLUSTER -f job.json\n";
    const Conversion out = convert_script(script);
    for (const ResourceSummary& resource : out.report.resources)
        EXPECT_EQ(resource.readiness, Readiness::needs_work) << resource.file;
    EXPECT_THAT(
        questions(out),
        ::testing::IsSupersetOf({std::string("placeholders.<CLUSTER>"), std::string("placeholders.<SIZE>"),
                                 std::string("placeholders.<NODES>"), std::string("placeholders.<FILE>")}));
    EXPECT_THAT(messages(out, "B2A0302"), IsEmpty()) << "the option asks for the size";
    EXPECT_THAT(messages(out, "B2A1201"), IsEmpty()) << "the option asks for the file";
    Options options = plain_options();
    options.placeholders = {
        {"<CLUSTER>", "gpu"}, {"<SIZE>", "Standard_D4s_v5"}, {"<NODES>", "3"}, {"<FILE>", "job.json"}};
    const Conversion filled = convert_files({{"run.sh", script}, {"job.json", job_json}}, options);
    EXPECT_THAT(names(filled, "job"), ElementsAre("one", "two"));
    EXPECT_THAT(messages(filled, "B2A0203"), IsEmpty());
    EXPECT_THAT(file(filled, "compute/gpu.yml"), HasSubstr("max_instances: 3"));
}

TEST(Commands, MayWriteTheirFileInPieces) {
    const Conversion out = convert_files(
        {{"run.sh",
          "echo '{\"properties\":{\"nodeCount\":3,' > j.json\n"
          "echo '\"containerSettings\":{\"imageSourceRegistry\":{\"image\":\"python:3.11\"}},' >> j.json\n"
          "echo '\"customToolkitSettings\":{\"commandLine\":\"ls\"}}}' >> j.json\n"
          "az batchai job create -n one -w w -e e -c c -f j.json\n"}});
    EXPECT_THAT(names(out, "job"), ElementsAre("one"));
    EXPECT_THAT(messages(out, "B2A0101"), IsEmpty());
}

TEST(Commands, OfOneNameAreRenamedByFileAndName) {
    Options options = plain_options();
    options.names = {{"a/run.sh:nc6", "small"}, {"b/run.sh:nc6", "large"}};
    const Conversion out = convert_files({{"a/run.sh", create_cluster + "-t 1"},
                                          {"b/run.sh", create_cluster + "-t 1 --vm-priority lowpriority"}},
                                         options);
    EXPECT_THAT(names(out, "compute"), ElementsAre("large", "small"));
    EXPECT_THAT(messages(out, "B2A1101"), IsEmpty());
}

TEST(Commands, ThatAreEqualMakeOneClusterWhereverTheyStand) {
    const Conversion out =
        convert_files({{"a/run.sh", create_cluster + "-t 1"}, {"b/run.sh", create_cluster + "-t 1"}});
    EXPECT_THAT(names(out, "compute"), ElementsAre("nc6"));
}

TEST(Commands, AndTheExportOfWhatTheyMadeAreOne) {
    const Conversion out = convert_files(
        {{"run.sh", create_cluster + "-t 1"},
         {"export.json",
          R"({"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/clusters/nc6",
            "name": "nc6", "type": "Microsoft.BatchAI/workspaces/clusters", "properties": {"vmSize": "STANDARD_D4S_V3",
            "scaleSettings": {"manual": {"targetNodeCount": 1, "nodeDeallocationOption": "requeue"}}}})"}});
    EXPECT_THAT(names(out, "compute"), ElementsAre("nc6"));
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, OfScriptsThatReadOthersKnowTheirVariables) {
    const Conversion out = convert_files(
        {{"scripts/run.sh", "cd \"$(dirname \"$0\")/..\"\nsource scripts/settings.sh\n"
                            "az batchai job create -n $NAME -w w -e e -c nc6 -f jobs/job.json\n"},
         {"scripts/settings.sh", "NAME=known\n"},
         {"jobs/job.json", job_json}});
    EXPECT_THAT(names(out, "job"), ElementsAre("known"));
    EXPECT_THAT(messages(out, "B2A0106"), IsEmpty()) << "the settings are read";
    EXPECT_THAT(messages(out, "B2A1202"), IsEmpty()) << "the path leads there";
}

TEST(Commands, MayLeaveANumberOfTheirFileOpen) {
    const Conversion out = convert_files(
        {{"run.sh",
          "cat > job.json <<EOF\n{\"properties\": {\"nodeCount\": $NODES, \"customToolkitSettings\": "
          "{\"commandLine\": \"ls\"}, \"containerSettings\": {\"imageSourceRegistry\": {\"image\": "
          "\"python:3.11\"}}}}\nEOF\naz batchai job create -n a -w w -e e -c c -f job.json\n"}});
    EXPECT_THAT(questions(out), Contains("placeholders.<NODES>"));
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

} // namespace
} // namespace batchai2aml
