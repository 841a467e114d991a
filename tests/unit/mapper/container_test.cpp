// The image of a job (batchai.md 6.3, 15; azureml.md 2.4, 2.6; design.md 7, rows 15 and 20).
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

struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        job.container.emplace().origin = leaf();
    }
    ContainerSettings& container() { return *job.container; }
};

struct Case {
    const char* name;
    const char* image;
    const char* server; ///< empty: none
    const char* written;
};
class Images : public testing::TestWithParam<Case> {};

TEST_P(Images, AreFullyQualified) {
    Bench bench;
    bench.container().image = bench.text(GetParam().image);
    if (*GetParam().server != 0) bench.container().server_url = bench.text(GetParam().server);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.image.text, GetParam().written);
    EXPECT_THAT(mapped.told().of(bench.container().image), ElementsAre("job.image -> environment.image"));
    if (*GetParam().server != 0) {
        EXPECT_THAT(mapped.told().of(bench.container().server_url),
                    ElementsAre("job.registry -> environment.image"));
    }
    EXPECT_THAT(mapped.told().codes(), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(
    Container, Images,
    testing::Values(
        Case{"DockerHub", "tensorflow/tensorflow:1.8.0-gpu", "", "tensorflow/tensorflow:1.8.0-gpu"},
        Case{"Official", "python:3.6", "", "python:3.6"},
        Case{"FullName", "contoso.azurecr.io/a/b:1", "contoso.azurecr.io", "contoso.azurecr.io/a/b:1"},
        Case{"FullNameAlone", "nvcr.io/nvidia/tf:18", "", "nvcr.io/nvidia/tf:18"},
        Case{"ServerOnly", "a/b:1", "contoso.azurecr.io", "contoso.azurecr.io/a/b:1"},
        Case{"ServerWithScheme", "b:1", "https://contoso.azurecr.io/", "contoso.azurecr.io/b:1"},
        Case{"ServerWithPort", "b", "registry:5000", "registry:5000/b"},
        Case{"ImageWins", "one.azurecr.io/b", "two.azurecr.io", "one.azurecr.io/b"},
        Case{"Hub", "me/b", "index.docker.io", "me/b"},
        Case{"HubWithPath", "me/b", "https://index.docker.io/v1/", "me/b"},
        Case{"HubByName", "me/b", "docker.io", "me/b"}, Case{"Blanks", " me/b ", "", "me/b"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Images, SettingsReplaceThem) {
    Bench bench;
    bench.container().image = bench.text("b:1");
    bench.container().server_url = bench.text("c.azurecr.io");
    bench.options.images["c.azurecr.io/b:1"] = "d.azurecr.io/b:2";
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.image.text, "d.azurecr.io/b:2");
    EXPECT_THAT(mapped.told().of(bench.container().image),
                ElementsAre("job.image_replaced -> environment.image"));
}

TEST(Images, DefaultsDoNotReplaceOnesThatAreNamed) {
    Bench bench;
    bench.container().image = bench.text("b:1");
    bench.options.default_image = "other:1";
    EXPECT_EQ(bench.map().job.image.text, "b:1");
}

TEST(Images, MissingOnesAreAnError) {
    Bench bench;
    bench.job.container.reset();
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0701"));
    EXPECT_THAT(mapped.told().defaults(), Contains("job.image_missing -> environment.image"));
    EXPECT_THAT(mapped.job.image.text, HasSubstr("mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04"));
    EXPECT_FALSE(mapped.job.image.comment.empty());
    EXPECT_THAT(mapped.job.header.needs_work, ElementsAre("the job ran without a container"));
    bench.options.default_image = "mine:1";
    const JobResult answered = bench.map();
    EXPECT_EQ(answered.job.image.text, "mine:1");
    EXPECT_THAT(answered.told().codes(), IsEmpty());
    EXPECT_THAT(answered.job.header.needs_work, IsEmpty());
}

TEST(Images, MissingInContainerSettingsAreAnError) {
    Bench bench;
    bench.container().server_url = bench.text("c.azurecr.io");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0704"));
    EXPECT_THAT(mapped.told().of(bench.container().server_url), Not(IsEmpty()));
}

TEST(Registry, AccountsAreATask) {
    Bench bench;
    bench.container().image = bench.text("c.azurecr.io/b");
    bench.container().username = bench.text("$oauthtoken");
    bench.container().password = bench.secret();
    bench.container().password_reference = {bench.text("/v"), bench.text("https://v/s")};
    const JobResult mapped = bench.map();
    const auto told = mapped.told();
    EXPECT_THAT(told.of(bench.container().username), ElementsAre("job.registry_user"));
    EXPECT_THAT(told.of(bench.container().password), ElementsAre("job.registry_password"));
    EXPECT_THAT(told.of(bench.container().password_reference.vault_id), ElementsAre("job.registry_password"));
    EXPECT_THAT(told.of(bench.container().password_reference.secret_url),
                ElementsAre("job.registry_password"));
    EXPECT_THAT(told.codes(), Contains("B2A0702"));
    EXPECT_THAT(told.finding("B2A0702").message, HasSubstr("c.azurecr.io/b"));
    EXPECT_THAT(mapped.command(), Not(HasSubstr("oauthtoken")));
}

TEST(Registry, AnyPartOfAnAccountIsTold) {
    for (const int part : {0, 1, 2}) {
        Bench bench;
        bench.container().image = bench.text("c.azurecr.io/b");
        if (part == 0) bench.container().username = bench.text("u");
        if (part == 1) bench.container().password = bench.secret();
        if (part == 2) bench.container().password_reference.secret_url = bench.text("https://v/s");
        EXPECT_EQ(bench.map().told().times("B2A0702"), 1U) << part;
    }
}

struct Shm {
    const char* text;
    const char* written; ///< empty: refused
};
class SharedMemory : public testing::TestWithParam<Shm> {};

TEST_P(SharedMemory, SizesAreSpelledForAzureMl) {
    Bench bench;
    bench.container().image = bench.text("b");
    bench.container().shm_size = bench.text(GetParam().text);
    const JobResult mapped = bench.map();
    const bool good = *GetParam().written != 0;
    EXPECT_EQ(mapped.job.shm_size, GetParam().written);
    EXPECT_THAT(mapped.told().of(bench.container().shm_size),
                ElementsAre(good ? "job.shm_size -> resources.shm_size"
                                 : "job.shm_size_invalid -> resources.shm_size"));
    EXPECT_EQ(mapped.told().times("B2A0703"), good ? 0U : 1U);
}
INSTANTIATE_TEST_SUITE_P(Container, SharedMemory,
                         testing::Values(Shm{"16gb", "16g"}, Shm{"16g", "16g"}, Shm{"512m", "512m"},
                                         Shm{"64MB", "64m"}, Shm{"4GB", "4g"}, Shm{"128kb", "128k"},
                                         Shm{"1073741824", "1073741824b"}, Shm{"100b", "100b"},
                                         Shm{" 2g ", "2g"}, Shm{"0", ""}, Shm{"0g", ""}, Shm{"g", ""},
                                         Shm{"b", ""}, Shm{"big", ""}, Shm{"-1g", ""}, Shm{"16x", ""},
                                         Shm{"1 6g", ""}, Shm{"99999999999999999999g", ""},
                                         Shm{"16g; rm -rf /", ""}));

TEST(Registry, IsKeptForTheConnection) {
    Bench bench;
    bench.container().image = bench.text("library/a:1");
    bench.container().username = bench.text("me");
    EXPECT_EQ(bench.map().job.registry.value().host, "docker.io");
    EXPECT_EQ(bench.map().job.registry.value().username, "me");
    bench.container().server_url = bench.text("https://reg.example:5000");
    bench.container().username = bench.text("");
    bench.container().password_reference.secret_url = bench.text("https://v.vault.azure.net/secrets/p");
    const RegistryLogin login = bench.map().job.registry.value();
    EXPECT_EQ(login.host, "reg.example:5000");
    EXPECT_EQ(login.username, "");
    EXPECT_EQ(login.password_url, "https://v.vault.azure.net/secrets/p");
    bench.container().username.reset();
    bench.container().password_reference.secret_url.reset();
    EXPECT_FALSE(bench.map().job.registry.has_value());
}

} // namespace
} // namespace batchai2aml
