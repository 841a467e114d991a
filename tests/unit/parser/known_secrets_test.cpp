#include "parser/known_secrets.hpp"

#include <chrono>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> found(const std::vector<std::string>& secrets, std::string_view text) {
    KnownSecrets known;
    for (const std::string& secret : secrets)
        known.add(secret);
    known.prepare();
    std::vector<SecretSpan> spans;
    known.find(text, spans);
    std::vector<std::string> out;
    for (const SecretSpan& span : spans)
        out.push_back(std::to_string(span.begin) + " "
                      + std::string(text.substr(span.begin, span.end - span.begin)));
    return out;
}

TEST(KnownSecrets, AreFoundWhereverTheyStand) {
    EXPECT_THAT(found({"geheim-1", "secret"}, "secret, x=geheim-1;geheim-2 secret"),
                ElementsAre("0 secret", "10 geheim-1", "28 secret"));
    EXPECT_THAT(found({"geheim-1"}, "geheim"), IsEmpty());
    EXPECT_THAT(found({}, "geheim-1"), IsEmpty());
    EXPECT_THAT(found({"\xff\xfe\xff\xfe\xff\xfe"}, "x\xff\xfe\xff\xfe\xff\xfe"), testing::SizeIs(1))
        << "any bytes";
}

TEST(KnownSecrets, ThatBeginWithEachOtherAreTheLongestOne) {
    const std::vector<std::string> secrets = {"secret", "secret-of", "secret-of-all", "secret-on"};
    EXPECT_THAT(found(secrets, "secret-of-alp secret-of-all secret-om secret-on"),
                ElementsAre("0 secret-of", "14 secret-of-all", "28 secret", "38 secret-on"));
}

TEST(KnownSecrets, OfUselessLengthAreNotTaken) {
    const std::string huge(5000, 'x');
    EXPECT_THAT(found({"short", huge, std::string(4096, 'y')}, "short " + huge), IsEmpty());
    EXPECT_THAT(found({std::string(4096, 'y')}, std::string(4096, 'y')), testing::SizeIs(1));
}

// Against a search for each of them.
TEST(KnownSecrets, AreTheSameAsThoseOfAPlainSearch) {
    std::mt19937 random(7);
    const auto word = [&](std::size_t length) {
        std::string out;
        while (out.size() < length)
            out += static_cast<char>('a' + random() % 2);
        return out;
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> secrets;
        for (std::size_t i = random() % 12; i > 0; --i)
            secrets.push_back(word(6 + random() % 5));
        const std::string text = word(random() % 60);
        std::vector<std::string> expected;
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::string best;
            for (const std::string& secret : secrets)
                if (text.compare(at, secret.size(), secret) == 0 && secret.size() > best.size())
                    best = secret;
            if (!best.empty()) expected.push_back(std::to_string(at) + " " + best);
        }
        EXPECT_EQ(found(secrets, text), expected) << text;
    }
}

TEST(KnownSecrets, MayBeMany) {
    std::vector<std::string> secrets;
    std::string text;
    for (int i = 0; i < 100'000; ++i) {
        secrets.push_back("key-" + std::to_string(1'000'000 + i * 7));
        text += "key-" + std::to_string(1'000'000 + i) + " ";
    }
    const auto start = std::chrono::steady_clock::now();
    EXPECT_THAT(found(secrets, text), testing::SizeIs(14'286));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

} // namespace
} // namespace batchai2aml
