#include "cli/secret_mask.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace batchai2aml::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string masked(const std::string& text) {
    SecretMask mask;
    const SecretMask::Spans found = mask.find(text);
    mask.learn(text, found);
    mask.prepare();
    return mask.apply(text, found);
}

TEST(SecretMask, HidesValuesOfKeysThatAreCalledLikeSecrets) {
    EXPECT_EQ(masked("account_key: abc\n"), "account_key: (a secret)\n");
    EXPECT_EQ(masked("- \"sasToken\": \"x\",\n"), "- \"sasToken\": \"(a secret)\",\n");
    EXPECT_EQ(masked("  DB_KEY: abc\n"), "  DB_KEY: (a secret)\n");
    EXPECT_EQ(masked("password: 12\n"), "password: (a secret)\n") << "numbers, too";
    EXPECT_EQ(masked("  <your-storage-account-key>: ab/cd==\n"),
              "  <your-storage-account-key>: (a secret)\n");
}

TEST(SecretMask, LeavesWhatOnlyRefersToASecret) {
    for (const std::string line :
         {"account_key: <your-key>\n", "password: ${{secrets.password}}\n", "account_key: |-\n",
          "\"accountKey\": \"[parameters('key')]\",\n", "key_vault: contoso\n", "compute: azureml:gpu\n"})
        EXPECT_EQ(masked(line), line);
}

TEST(SecretMask, HidesWhatLooksLikeASecret) {
    EXPECT_THAT(masked("command: curl 'https://x/?sig=abcdefgh1234'\n"), Not(HasSubstr("abcdefgh1234")));
    EXPECT_THAT(masked("text " + std::string(85, 'A') + "z==\n"), HasSubstr("(a secret)"));
}

TEST(SecretMask, HidesASecretWhereverItStandsOnceItIsKnown) {
    SecretMask mask;
    const std::string text = "account_key: hunter-two\n";
    mask.learn(text, mask.find(text));
    mask.learn_value("environment_variables", "DB_KEY", "swordfish");
    mask.learn_value("properties", "password", "line one\nline two\n");
    mask.prepare();
    EXPECT_EQ(mask.apply("echo hunter-two swordfish\n"), "echo (a secret) (a secret)\n");
    EXPECT_EQ(mask.apply("    line one\n    line two\n"), "    (a secret)\n    (a secret)\n");
}

TEST(SecretMask, HidesValuesInTheLinesBelowTheirKey) {
    EXPECT_EQ(masked("password: |\n  one\n\n  two\nname: x\n"),
              "password: |\n  (a secret)\n\n  (a secret)\nname: x\n");
    EXPECT_EQ(masked("- password:\n    one\n  name: x\n"), "- password:\n    (a secret)\n  (a secret)\n")
        << "rather too much than too little";
    EXPECT_EQ(masked("password:\nname: x\n"), "password:\nname: x\n");
}

TEST(SecretMask, KeepsTheNumberOfLines) {
    const std::string text =
        "a: |\n  -----BEGIN RSA PRIVATE KEY-----\n  abc\n  -----END RSA PRIVATE KEY-----\nb: 1\n";
    const std::string shown = masked(text);
    EXPECT_EQ(std::ranges::count(shown, '\n'), std::ranges::count(text, '\n'));
    EXPECT_THAT(shown, Not(HasSubstr("abc")));
    EXPECT_THAT(shown, HasSubstr("b: 1\n"));
}

} // namespace
} // namespace batchai2aml::cli
