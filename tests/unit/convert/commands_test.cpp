// Commands of `az batchai` in files, from their text to what is written (batchai.md 11; docs/az-batchai.md).
#include "support/scripts.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

TEST(Commands, GiveAJobItsNameClusterExperimentAndMounts) {
    const Conversion out = convert_script(
        create_cluster + "-t 2\naz batchai job create -w w -g g -e exp -n train-1 -c nc6 -f job.json\n");
    EXPECT_THAT(names(out, "job"), ElementsAre("train-1"));
    EXPECT_THAT(names(out, "compute"), ElementsAre("nc6"));
    const std::string job = file(out, "jobs/train-1/job.yml");
    EXPECT_THAT(job, HasSubstr("experiment_name: exp\n"));
    EXPECT_THAT(job, HasSubstr("compute: azureml:nc6\n"));
    EXPECT_THAT(job, HasSubstr("azureml://datastores/store_share/"));
    EXPECT_THAT(job, HasSubstr("from job.json, by run.sh line 2\n"));
    EXPECT_THAT(questions(out), IsEmpty());
}

TEST(Commands, OfTheFirstGenerationsNameTheFileByMinusC) {
    const Conversion out = convert_script(
        "az batchai cluster create -l eastus -g g -n nc6 -s Standard_D4s_v3 --min 1 --max 1 -u ana -k "
        "key --container-name data --container-mount-path afs --storage-account-name store\n"
        "az batchai job create -g g -n old -r nc6 -c job.json\n");
    EXPECT_THAT(names(out, "job"), ElementsAre("old"));
    EXPECT_THAT(file(out, "jobs/old/job.yml"), HasSubstr("azureml://datastores/store_data/"));
    EXPECT_THAT(file(out, "compute/nc6.yml"), HasSubstr("min_instances: 0\nmax_instances: 2"))
        << "equal bounds meant a fixed number";
}

// batchai.md 11.5

TEST(Commands, SetTheScaleAsTheToolDid) {
    const auto scale = [](const std::string& options) {
        const Conversion out = convert_files({{"run.sh", create_cluster + options}});
        EXPECT_THAT(unaccounted(out), IsEmpty()) << options;
        const std::string compute = file(out, "compute/nc6.yml");
        return compute.substr(compute.find("min_instances"), 33);
    };
    EXPECT_THAT(scale("-t 3"), HasSubstr("min_instances: 0\nmax_instances: 3"));
    EXPECT_THAT(scale("--min 2 --max 2"), HasSubstr("min_instances: 0\nmax_instances: 2"));
    EXPECT_THAT(scale("-t 2 --min 2 --max 2"), HasSubstr("min_instances: 2\nmax_instances: 2"));
    EXPECT_THAT(scale("--min 1 --max 5"), HasSubstr("min_instances: 1\nmax_instances: 5"));
    EXPECT_THAT(scale("-t 4 --min 0 --max 5"), HasSubstr("min_instances: 0\nmax_instances: 5"));
    EXPECT_THAT(scale("-t 4 --min 0 --max 0"), HasSubstr("min_instances: 0\nmax_instances: 4"));
}

TEST(Commands, ThatTheToolRefusedAreTold) {
    const Conversion out = convert_files({{"run.sh", create_cluster + "--max 4 --gpus 2 stray"}});
    EXPECT_THAT(messages(out, "B2A1205"),
                UnorderedElementsAre(HasSubstr("--max without --min"), HasSubstr("\"--gpus\""),
                                     HasSubstr("a word"), HasSubstr("a word")));
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, NeverGiveAwayTheKeysInThem) {
    const Conversion out =
        convert_script(create_cluster
                       + "-t 1 --storage-account-key hushHushKey123== -u ana -p Passw0rdOfAna\n"
                         "az batchai job create -n a -c nc6 -w w -f job.json --storage-account-key "
                         "otherHushKey456==\n");
    for (const auto& [what, text] : everything_of(out))
        for (const std::string secret : {"hushHushKey123", "Passw0rdOfAna", "otherHushKey456"})
            EXPECT_THAT(text, Not(HasSubstr(secret))) << what;
    EXPECT_THAT(messages(out, "B2A0901").size(), 3U);
}

TEST(Commands, InMarkdownAndNotebooksHaveTheirPlaceInTheFile) {
    const Conversion out = convert_files(
        {{"README.md", "# Run\n\nSubmit:\n\n```bash\n$ " + create_cluster + "--gpus 1 -t 1\n```\n"},
         {"run.ipynb", R"({"cells": [
 {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["NAME = \"train\"\n"]},
 {"cell_type": "code", "metadata": {}, "outputs": [], "source": [
   "x = 1\n",
   "!az batchai job create -n {NAME} -w w -c nc6 \\\n",
   "    -f job.json --gpus \"1\"\n"]}
 ], "metadata": {}, "nbformat": 4, "nbformat_minor": 2})"},
         {"job.json", job_json}});
    EXPECT_THAT(names(out, "job"), ElementsAre("train"));
    std::vector<std::string> places;
    for (const Finding& finding : out.report.findings)
        if (finding.code == "B2A1205" && finding.message.find("--gpus") != std::string::npos)
            places.push_back(finding.place.file + ":" + std::to_string(finding.place.line) + ":"
                             + std::to_string(finding.place.column) + " " + finding.place.part);
    EXPECT_THAT(places, UnorderedElementsAre("README.md:6:111 block 1", "run.ipynb:6:21 cell 2"));
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, AreNotTakenFromProse) {
    const Conversion out =
        convert_files({{"README.md", "Then az batchai cluster create makes the cluster, and\n"
                                     "`az batchai job create` the job.\n"}});
    EXPECT_THAT(messages(out, "B2A1213"), ElementsAre(HasSubstr("2 commands")));
    EXPECT_THAT(out.report.resources, IsEmpty());
}

TEST(Commands, ThatOnlyLookAreToldWithWhatTakesTheirPlace) {
    const Conversion out = convert_files({{"run.sh", "az batchai job file stream -j a -f stdout.txt\n"
                                                     "az batchai job file stream -j b -f stdout.txt\n"
                                                     "az batchai cluster delete -n nc6 -y\n"}});
    EXPECT_THAT(messages(out, "B2A1212"),
                UnorderedElementsAre(HasSubstr("az ml job stream"), HasSubstr("az ml compute delete")));
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, MayGlueTheirOptionsTogether) {
    const Conversion out =
        convert_script(create_cluster
                       + "-t 1\naz --debug batchai job create -gg -ww -ee -nglued -cnc6 -fjob.json\n"
                         "az batchai job create -w=w -e=e -n=equal -c=nc6 -f=job.json\n"
                         "az batchai job create -w w -e e -n start --clus nc6 -f job.json\n");
    EXPECT_THAT(names(out, "job"), ElementsAre("equal", "glued", "start"));
    EXPECT_THAT(messages(out, "B2A1205"), IsEmpty());
    EXPECT_THAT(messages(out, "B2A0301"), IsEmpty());
}

TEST(Commands, WithKeysOfAnotherMachineLeaveSshClosed) {
    for (const std::string options :
         {"-u ana --generate-ssh-keys", "-u ana -k ~/.ssh/id_rsa.pub", "-u ana", "--generate-ssh-keys"}) {
        const Conversion out = convert_files({{"run.sh", create_cluster + "-t 1 " + options}});
        EXPECT_EQ(messages(out, "B2A1207").size(), 1U) << options;
        EXPECT_FALSE(has_finding(out, "B2A0308") || has_finding(out, "B2A0309")) << options;
        EXPECT_THAT(unaccounted(out), IsEmpty()) << options;
    }
    const Conversion key =
        convert_files({{"run.sh", create_cluster + "-t 1 -u ana -k 'ssh-rsa AAAA ana@x'"}});
    EXPECT_THAT(file(key, "compute/nc6.yml"), HasSubstr("ssh_key_value: ssh-rsa AAAA ana@x"));
}

TEST(Commands, MakeWorkspacesFileServersAndAutomaticStorage) {
    const Conversion out = convert_files(
        {{"run.sh",
          "az configure --defaults location=westus2 group=g\n"
          "az batchai workspace create -n w\n"
          "az batchai experiment create -w w -n e\n"
          "az batchai file-server create -w w -n nfs -s Standard_DS4_v2 --disk-count 2 --disk-size 250 "
          "--storage-sku Premium_LRS -u ana -p {password}\n"
          "az batchai cluster create -w w -n nc6 -s Standard_D4s_v3 -t 1 --nfs nfs --use-auto-storage "
          "--generate-ssh-keys\n"}});
    EXPECT_THAT(file(out, "workspace.yml"), HasSubstr("location: westus2"));
    EXPECT_THAT(messages(out, "B2A0406"), Contains(HasSubstr("2 x 250 GB")));
    EXPECT_THAT(questions(out),
                UnorderedElementsAre("file-servers.nfs", "placeholders.<auto storage account>"));
    EXPECT_THAT(messages(out, "B2A1207").size(), 1U);
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, AreReadOnceHoweverOftenAMenuReturnsToThem) {
    const Conversion out =
        convert_script("menu() {\n  read choice\n  az batchai job create -n a -w w -e e -c c -f "
                       "job.json\n  menu\n}\nmenu\n");
    EXPECT_THAT(names(out, "job"), ElementsAre("a"));
}

TEST(Commands, InScriptsThatBeginLikeJsonAreRead) {
    const Conversion out = convert_script("[ -n \"$DEBUG\" ] && set -x\n" + create_cluster + "-t 1\n");
    EXPECT_THAT(names(out, "compute"), ElementsAre("nc6"));
    EXPECT_THAT(messages(out, "B2A0101"), IsEmpty());
}

TEST(Commands, InOtherEncodingsAreRead) {
    const Conversion out = convert_script("# f\xFCr alle\n" + create_cluster + "-t 1\n");
    EXPECT_THAT(names(out, "compute"), ElementsAre("nc6"));
    EXPECT_THAT(messages(out, "B2A0104"), ElementsAre(HasSubstr("question marks")));
}

TEST(Commands, WithoutTheValueOfAnOptionKeepTheOthers) {
    const Conversion out =
        convert_files({{"run.sh", "GROUP=\naz batchai cluster create -g $GROUP -n nc6 -w w -s "
                                  "Standard_D4s_v3 -t 1\n"}});
    EXPECT_THAT(names(out, "compute"), ElementsAre("nc6"));
    EXPECT_THAT(messages(out, "B2A1205"), IsEmpty());
    EXPECT_THAT(unaccounted(out), IsEmpty());
}

TEST(Commands, MayBreakAnIdOverLines) {
    const Conversion out = convert_script(
        create_cluster
        + "-t 1\naz batchai job create -n a -w w -e e -f job.json -c \"/subscriptions/s/\"\\\n"
          "    \"resourceGroups/g\"\\\n    \"/providers/Microsoft.BatchAI/workspaces/w/clusters/nc6\"\n");
    EXPECT_THAT(file(out, "jobs/a/job.yml"), HasSubstr("compute: azureml:nc6\n"));
}

TEST(Commands, InLanguagesThatAreNotReadAreStillTold) {
    const Conversion out =
        convert_files({{"run.R", "system(\"az batchai job create -n a -c b -f job.json\")\n"}});
    EXPECT_TRUE(has_finding(out, "B2A0107") || has_finding(out, "B2A1213"));
}

} // namespace
} // namespace batchai2aml
