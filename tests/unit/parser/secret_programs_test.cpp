// Secrets that are told by the program that takes them, by a name and a colon, or by their looks
// (batchai.md 9).
#include "parser/secret_programs.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/secrets.hpp"

namespace batchai2aml {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> found(const std::string& text) {
    SecretFinder finder;
    finder.prepare();
    std::vector<std::string> out;
    for (const SecretSpan& span : finder.find(text))
        out.push_back(text.substr(span.begin, span.end - span.begin));
    return out;
}

TEST(ProgramSecrets, AreFoundInWhatIsPipedToALogin) {
    for (const char* text :
         {"echo geheim-1 | docker login -u user --password-stdin r.io",
          "cd x; echo -n 'geheim-1' | sudo docker login -u user --password-stdin r.io",
          "printf %s \"geheim-1\" | docker login -u user --password-stdin r.io && docker pull r.io/i",
          "docker login -u user --password-stdin r.io <<< geheim-1"})
        EXPECT_THAT(found(text), ElementsAre("geheim-1")) << text;
    for (const char* text :
         {"echo $P | docker login --password-stdin", "echo a; docker login --password-stdin <key",
          "echo hello | tee log | docker login --password-stdin", "cat key | docker login --password-stdin"})
        EXPECT_THAT(found(text), IsEmpty()) << text;
}

TEST(ProgramSecrets, AreFoundInHeadersAndMembers) {
    for (const char* text :
         {"curl -H 'PRIVATE-TOKEN: geheim-1' https://host", "curl -H \"x-api-key:geheim-1\" https://host",
          "curl -H 'Ocp-Apim-Subscription-Key: geheim-1' x", "curl -H 'x-functions-key: geheim-1' x",
          "curl -d '{\"user\": \"u\", \"password\": \"geheim-1\"}' https://host",
          R"(curl -d "{\"password\": \"geheim-1\"}" https://host)"})
        EXPECT_THAT(found(text), ElementsAre("geheim-1")) << text;
    for (const char* text : {"curl -H 'Content-Type: text' x", "curl -H 'x-api-key: $KEY' x",
                             "echo key: value", "echo token://x", "echo api-key: 17", "run --password:"})
        EXPECT_THAT(found(text), IsEmpty()) << text;
}

TEST(ProgramSecrets, AreFoundInAccounts) {
    for (const char* text :
         {"curl --user user:geheim-1 https://host", "curl --user='user:geheim-1' https://h",
          "curl -uuser:geheim-1 x", "curl --proxy-user user:geheim-1 x",
          "smbclient //host/share -U user%geheim-1 -c ls",
          "mount -t cifs //host/share /mnt -o username=user%geheim-1,vers=3.0",
          "mount -t cifs //host/share /mnt -o user=user,pass=geheim-1",
          R"(printf "machine host login u password geheim-1\n" > ~/.netrc)"})
        EXPECT_THAT(found(text), ElementsAre("geheim-1")) << text;
    for (const char* text : {"wget -U 'Mozilla/5.0' https://host/x", "date +%Y%m%d && mount -t cifs //h/s /m",
                             "run --bypass=x", "wget --user=me https://host/x", "train --user me:you"})
        EXPECT_THAT(found(text), IsEmpty()) << text;
}

TEST(ProgramSecrets, AreFoundByTheirLooks) {
    const std::string key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----";
    EXPECT_THAT(found("echo '" + key + "' > key"), ElementsAre(key));
    EXPECT_THAT(found("cat > key <<E\n-----BEGIN PRIVATE KEY-----\nMIIE"),
                ElementsAre("-----BEGIN PRIVATE KEY-----\nMIIE"));
    EXPECT_THAT(found("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----"), IsEmpty());
    const std::string storage_key = std::string(80, 'k') + "Ab1+/c";
    EXPECT_THAT(found("mounts." + storage_key), ElementsAre(storage_key));
}

TEST(TextsWithoutSecrets, SayThatThereWasOne) {
    EXPECT_EQ(without_secrets("compute=password=geheim-1, scale"), "compute=password=(a secret), scale");
    EXPECT_EQ(without_secrets("nothing here"), "nothing here");
}

} // namespace
} // namespace batchai2aml
