// Where credentials occur (batchai.md 9).
#include "parser/secrets.hpp"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"
#include "parser/secret_names.hpp"

namespace batchai2aml {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string storage_key = std::string(86, 'k') + "==";

std::vector<std::string> found(const std::string& text, const std::string& learnt = "{}") {
    SecretFinder finder;
    finder.learn(read_document("x.json", "", learnt).document);
    finder.prepare();
    std::vector<std::string> out;
    for (const SecretSpan& span : finder.find(text))
        out.push_back(text.substr(span.begin, span.end - span.begin));
    return out;
}

struct Case {
    const char* text;
    const char* secret;
};
class Patterns : public testing::TestWithParam<Case> {};

TEST_P(Patterns, FindTheSecretAlone) {
    SCOPED_TRACE(GetParam().text);
    EXPECT_THAT(found(GetParam().text), ElementsAre(GetParam().secret));
}

constexpr Case patterns[] = {
    {"https://a.blob.core.windows.net/c/f?sv=2017&sig=Ab%2Fcd%3D&se=1", "Ab%2Fcd%3D"},
    {"DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc+/def==;EndpointSuffix=x", "abc+/def=="},
    {"SharedAccessKey=qwertz12 ", "qwertz12"},
    {"mount -t cifs //a.file.core.windows.net/s -o username=a,password=geheim1,rw", "geheim1"},
    {"export PASSWD=geheim1; x", "geheim1"},
    {"DB_PWD=geheim1", "geheim1"},
    {"TOKEN=geheim1", "geheim1"},
    {"client_secret='a b c1'", "a b c1"},
    {"api_key=geheim1", "geheim1"},
    {"--api-key=geheim1", "geheim1"},
    {"--password geheim1 --lr 2", "geheim1"},
    {"--password=geheim1", "geheim1"},
    {"--storage-account-key \"geheim1\" x", "geheim1"},
    {"--account-key geheim1", "geheim1"},
    {"--sas-token geheim1", "geheim1"},
    {"docker login -u me -p geheim1 r.azurecr.io", "geheim1"},
    {"az login --service-principal -u app -p geheim1 --tenant t", "geheim1"},
    {"curl -H 'Authorization: Bearer abcdef.ghi' https://x", "abcdef.ghi"},
    {"curl -H \"Authorization: Basic dXNlcjpwYXNz\"", "dXNlcjpwYXNz"},
    {"git clone https://me:geheim1@github.com/a/b", "geheim1"},
    {"git clone https://geheim1@github.com/a/b", "geheim1"},
    {"wget ghp_abcdefghijklmnopqrst", "ghp_abcdefghijklmnopqrst"},
    {"jwt eyJhbGciOiJIUzI1NiIsInR5cCI6.eyJzdWIiOiIxMjM0.abcDEF-_1",
     "eyJhbGciOiJIUzI1NiIsInR5cCI6.eyJzdWIiOiIxMjM0.abcDEF-_1"},
};
INSTANTIATE_TEST_SUITE_P(Secrets, Patterns, testing::ValuesIn(patterns));

class Harmless : public testing::TestWithParam<const char*> {};

TEST_P(Harmless, TextsHoldNoSecret) {
    SCOPED_TRACE(GetParam());
    EXPECT_THAT(found(GetParam()), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(Secrets, Harmless,
                         testing::Values("", "python train.py --lr 0.1 -p 3", "cntk config=f design=7",
                                         "--password $PASSWORD", "--password=${PW} x",
                                         "password=<your password>", "AccountKey=<AZURE_BATCHAI_STORAGE_KEY>",
                                         "--token --lr 3", "--tokenizer bert", "https://github.com/a/b?x=1",
                                         "https://$USER@host/x", "password=%PASSWORD%",
                                         "mkdir -p /data/models", "eyJust a word", "ghp_short"));

TEST(Secrets, StorageKeysAreKnownByTheirShape) {
    EXPECT_THAT(found("x " + storage_key + " y"), ElementsAre(storage_key));
    EXPECT_THAT(found(std::string(86, 'k')), IsEmpty()) << "without the end of a key it is just a long word";
}

TEST(Secrets, SeveralInOneTextAreFoundInOrderWithoutOverlap) {
    EXPECT_THAT(found("--password geheim1; curl 'https://x/?sig=abc' --password geheim2"),
                ElementsAre("geheim1", "abc", "geheim2"));
    EXPECT_THAT(found("AccountKey=" + storage_key), ElementsAre(storage_key)) << "two patterns, one secret";
}

struct Learnt {
    const char* name;
    const char* json;
};
class Members : public testing::TestWithParam<Learnt> {};

TEST_P(Members, ThatAreSecretsByDefinitionAreFoundEverywhere) {
    EXPECT_THAT(found("echo geheim-1 >x", GetParam().json), ElementsAre("geheim-1"));
}
constexpr Learnt members[] = {
    {"AccountKey", R"({"credentials": {"accountKey": "geheim-1"}})"},
    {"AdminPassword", R"({"userAccountSettings": {"adminUserPassword": "geheim-1"}})"},
    {"RegistryPassword", R"({"credentials": {"username": "u", "password": "geheim-1"}})"},
    {"InstrumentationKey", R"({"instrumentationKey": "geheim-1"})"},
    {"JobSecret", R"({"properties": {"secrets": [{"name": "A", "value": "geheim-1"}]}})"},
    {"ConfigurationAad", R"({"subscription_id": "s", "aad_secret": "geheim-1"})"},
    {"ConfigurationStorage", R"({"storage_account": {"name": "a", "key": "geheim-1"}})"},
    {"ConfigurationUser", R"({"admin_user": {"name": "a", "password": "geheim-1"}})"},
    {"Sweep", R"({"params": [{"paramType": "FileParam", "storageAccountKey": "geheim-1"}]})"},
};
INSTANTIATE_TEST_SUITE_P(Secrets, Members, testing::ValuesIn(members),
                         [](const auto& one) { return one.param.name; });

TEST(Secrets, ValuesOfOtherMembersAreNotLearnt) {
    EXPECT_THAT(found("run train-it", R"({"environmentVariables": [{"name": "A", "value": "train-it"}]})"),
                IsEmpty());
    EXPECT_THAT(found("run train-it", R"({"tags": {"key": "train-it"}})"), IsEmpty())
        << "a member that is just called \"key\" is no secret";
    EXPECT_THAT(found("run <password>", R"({"password": "<password>"})"), IsEmpty());
    EXPECT_THAT(found("run on", R"({"password": "on"})"), IsEmpty()) << "too short to be looked for";
    EXPECT_THAT(found("run $STORAGE_KEY", R"({"accountKey": "$STORAGE_KEY"})"), IsEmpty())
        << "a variable is no secret";
}

TEST(Secrets, NamesOfVariablesGiveThemAway) {
    for (const char* name :
         {"API_KEY", "apikey", "MY_SECRET", "GITHUB_TOKEN", "DB_PASSWORD", "SAS", "db_pass", "AUTH"})
        EXPECT_TRUE(is_secret_name(name)) << name;
    for (const char* name : {"KEYBOARD", "MONKEY", "TOKENIZER", "KERAS_BACKEND", "", "PASSES"})
        EXPECT_FALSE(is_secret_name(name)) << name;
}

std::string repeated(std::string_view text, std::size_t size) {
    std::string out;
    while (out.size() < size)
        out += text;
    return out;
}

// Texts in which many secrets could begin inside of each other. Looked at from each beginning, a text of this
// length takes minutes; else less than a second.
TEST(Secrets, AreFoundInATimeThatGrowsWithTheText) {
    constexpr std::size_t size = 1'000'000;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_THAT(found(repeated("eyJ", size)), IsEmpty());
    EXPECT_THAT(found("curl " + repeated("-u=", size)), IsEmpty());
    const std::string known = repeated("ghp_", size);
    EXPECT_THAT(found(known), ElementsAre(known));
    const std::string address = repeated("sig=", size);
    EXPECT_THAT(found(address), ElementsAre(address.substr(4)));
    const std::string flags = repeated("-pa=", size);
    EXPECT_THAT(found("mysql " + flags), ElementsAre(flags.substr(2)));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

TEST(Secrets, WebTokensThatBeginInEachOtherAreOne) {
    const std::string token = "eyJeyJhbGciOi.eyJzdWIiOiIx.c2lnbmF0dXJl";
    EXPECT_THAT(found("x " + token + " y"), ElementsAre(token));
    EXPECT_THAT(found("eyJ." + token), ElementsAre(token)) << "three dots before the last one begins";
}

TEST(Secrets, AreNotSoughtBehindTheEndOfAText) {
    for (const char* text : {"echo", "echo ", "echo hello", "printf x", "machine h login me password ",
                             "a password \"\"", "a password '"})
        EXPECT_THAT(found(text), IsEmpty()) << text;
}

} // namespace
} // namespace batchai2aml
