// Members that exclude, hide or resemble each other (batchai.md 9, 10.2), and where parts of resources stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using test::value_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Parsed job_with(const std::string& members) {
    return Parsed(R"({"properties": {"nodeCount": 1, )" + members + "}}");
}

constexpr const char* reference =
    R"({"sourceVault": {"id": "/v"}, "secretUrl": "https://v.vault.azure.net/secrets/s"})";

TEST(Secrets, InClearTextBesideAReferenceAreTold) {
    const Parsed variable =
        job_with(R"("secrets": [{"name": "A", "value": "geheim-1", "valueSecretReference": )"
                 + std::string(reference) + "}]");
    EXPECT_THAT(variable.messages("B2A0211"),
                ElementsAre("only one of value and valueSecretReference may be given"));
    const Parsed key = job_with(R"("mountVolumes": {"azureBlobFileSystems": [{"accountName": "a",
        "containerName": "c", "relativeMountPath": "r", "credentials": {"accountKey": "geheim-1",
        "accountKeySecretReference": )"
                                + std::string(reference) + "}}]}");
    EXPECT_THAT(key.messages("B2A0211"),
                ElementsAre("only one of accountKey and accountKeySecretReference may be given"));
}

TEST(Secrets, ThatAreEmptyAreAbsent) {
    const Parsed parsed(R"({"properties": {"vmSize": "S", "userAccountSettings": {"adminUserName": "u",
        "adminUserPassword": ""}}})");
    EXPECT_FALSE(parsed.cluster().user_account->admin_user_password);
    EXPECT_THAT(parsed.rules_at("/properties/userAccountSettings/adminUserPassword"),
                ElementsAre("read.empty_text"));
}

TEST(Variables, WithTheNameOfASecretAreHidden) {
    const Parsed parsed = job_with(R"("environmentVariables": [{"name": "AUTH_TYPE", "value": "kerberos"}])");
    EXPECT_THAT(value_of(parsed.job().environment_variables[0].value), HasSubstr("$BATCHAI2AML_SECRET_"))
        << "although it does not look like a secret by itself";
    EXPECT_THAT(parsed.rules_at("/properties/environmentVariables/0/value"), ElementsAre("secret.redacted"));
}

TEST(Variables, WithTheNameOfASecretButNoneAreKept) {
    for (const char* value : {"<your key>", "$STORAGE_KEY", "a${KEY}b", "yes"}) {
        const Parsed parsed = job_with(R"("environmentVariables": [{"name": "API_KEY", "value": ")"
                                       + std::string(value) + "\"}]");
        EXPECT_EQ(value_of(parsed.job().environment_variables[0].value), value);
        EXPECT_THAT(parsed.rules_at("/properties/environmentVariables/0/value"), IsEmpty());
    }
}

TEST(Tags, GivenTwiceAreOne) {
    const Parsed parsed(R"({"tags": {"a": "1", "a": "2"}, "properties": {"nodeCount": 1}})");
    ASSERT_THAT(parsed.job().tags, SizeIs(1));
    EXPECT_EQ(parsed.job().tags[0].value.value, "2");
}

TEST(Tags, ThatAreNullAreAbsent) {
    const Parsed parsed(R"({"tags": {"a": null}, "properties": {"nodeCount": 1}})");
    EXPECT_THAT(parsed.job().tags, IsEmpty());
    EXPECT_THAT(parsed.rules_at("/tags/a"), ElementsAre("read.null"));
}

TEST(Names, OfOtherToolkitsAreNotSuggested) {
    const Parsed parsed =
        job_with(R"("horovodSettings": {"pythonScriptFilePath": "a.py", "workerCuont": 3})");
    EXPECT_THAT(parsed.messages("B2A0207"), ElementsAre(Not(HasSubstr("did you mean"))));
}

TEST(Accounts, PrintedByAzHaveItsMembers) {
    const Parsed parsed(R"({"vmSize": "S", "nodeSetup": {}, "userAccountSettings": {"adminUserName": "u",
        "additionalProperties": {}, "resourceGroup": "g"}})");
    EXPECT_THAT(parsed.rules_at("/userAccountSettings/resourceGroup"), ElementsAre("read.service"));
    EXPECT_THAT(parsed.codes(), IsEmpty());
}

TEST(Parts, KnowWhereTheyStand) {
    const Parsed cluster(
        R"({"properties": {"vmSize": "S", "nodeSetup": {"setupTask": {"commandLine": "x"}}}})");
    EXPECT_EQ(cluster.pointer(cluster.cluster().setup_task->origin), "/properties/nodeSetup/setupTask");
    const Parsed job = job_with(R"("containerSettings": {"imageSourceRegistry": {"image": "i"}})");
    EXPECT_EQ(job.pointer(job.job().container->origin), "/properties/containerSettings");
}

TEST(LenientReading, TakesTheNearestSpelling) {
    const std::string other = R"("customToolkitSettings": {"commandLine": "x"})";
    for (const char* members : {R"("nodeCuont": 7, "NodeCount": 4)", R"("NodeCount": 4, "nodeCuont": 7)"}) {
        const Parsed parsed(R"({"properties": {)" + std::string(members) + ", " + other + "}}", "job.json",
                            IgnoredMembers::read);
        EXPECT_EQ(value_of(parsed.job().node_count), 4) << members;
    }
}

TEST(LenientReading, TakesAMemberOnceAndTheLastOfItsName) {
    const Parsed parsed(R"({"properties": {"NodeCount": 4, "NodeCount": 5,
        "customToolkitSettings": {"commandLine": "x"}}})",
                        "job.json", IgnoredMembers::read);
    EXPECT_EQ(value_of(parsed.job().node_count), 5);
    EXPECT_THAT(parsed.codes(), ElementsAre("B2A0105", "B2A0213"));
}

TEST(LenientReading, AccountsForEmptyProperties) {
    const Parsed parsed(
        R"({"properties": null, "nodeCount": 4, "customToolkitSettings": {"commandLine": "x"}})", "job.json",
        IgnoredMembers::read);
    EXPECT_THAT(parsed.rules_at("/properties"), ElementsAre("read.null"));
    EXPECT_THAT(parsed.codes(), IsEmpty());
}

} // namespace
} // namespace batchai2aml
