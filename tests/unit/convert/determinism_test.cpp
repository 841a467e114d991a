// The same inputs and options give the same bytes, whatever the order of the inputs, the number of threads,
// the locale.
#include <algorithm>
#include <clocale>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/conversion.hpp"
#include "support/members.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;

// Jobs and clusters of all kinds, some of them twice under other paths, one broken, one foreign.
std::vector<InputFile> inputs() {
    std::vector<InputFile> out;
    for (const auto& groups : {job_members(), cluster_members()})
        for (const MemberGroup& group : groups)
            for (const std::string_view folder : {"first", "second", "First"}) {
                const std::string name = std::string(group.kind) + std::to_string(out.size() % 7);
                out.push_back({std::string(folder) + "/" + std::to_string(out.size()) + "/" + name + ".json",
                               std::string(folder), std::string(group.base)});
            }
    out.push_back({"broken.json", "", "{\"nodeCount\": "});
    out.push_back({"notes.md", "", "az batchai job create"});
    out.push_back({"Ärger/ı.json", "Ärger", std::string(job_members().front().base)});
    // The same path twice, as two INPUT arguments can lead to it.
    out.push_back({"same.json", "a", std::string(job_members().front().base)});
    out.push_back({"same.json", "b", std::string(job_members().front().base)});
    out.push_back({"same.json", "a", std::string(job_members().back().base)});
    return out;
}

struct Bytes {
    std::vector<std::pair<std::string, std::string>> files;
    std::string json;
    std::string text;
    std::string colored;

    friend bool operator==(const Bytes&, const Bytes&) = default;
};

Bytes bytes_of(std::vector<InputFile> files, unsigned threads) {
    Options options;
    options.threads = threads;
    const Conversion conversion = convert(std::move(files), options);
    Bytes out;
    for (const OutputFile& file : conversion.files)
        out.files.emplace_back(file.path + (file.executable ? " (executable)" : ""), file.bytes);
    out.json = render_json(conversion);
    out.text = render_text(conversion, 100, Color::no);
    out.colored = render_text(conversion, 80, Color::yes);
    return out;
}

void expect_same(const Bytes& a, const Bytes& b) {
    EXPECT_EQ(a.files, b.files);
    EXPECT_EQ(a.json, b.json);
    EXPECT_EQ(a.text, b.text);
    EXPECT_EQ(a.colored, b.colored);
}

TEST(Determinism, TheSampleIsWorthComparing) {
    const Bytes bytes = bytes_of(inputs(), 1);
    EXPECT_GT(bytes.files.size(), 60U);
    EXPECT_GT(bytes.json.size(), 10000U);
}

TEST(Determinism, TwoRunsGiveTheSameBytes) {
    expect_same(bytes_of(inputs(), 1), bytes_of(inputs(), 1));
}

TEST(Determinism, TheNumberOfThreadsDoesNotMatter) {
    const Bytes one = bytes_of(inputs(), 1);
    for (const unsigned threads : {0U, 2U, 3U, 8U, 64U}) {
        SCOPED_TRACE(threads);
        expect_same(one, bytes_of(inputs(), threads));
    }
}

TEST(Determinism, TheOrderOfTheInputsDoesNotMatter) {
    const Bytes sorted = bytes_of(inputs(), 1);
    std::vector<InputFile> files = inputs();
    std::reverse(files.begin(), files.end());
    expect_same(sorted, bytes_of(files, 1));
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
        SCOPED_TRACE(seed);
        std::shuffle(files.begin(), files.end(), std::mt19937(seed));
        expect_same(sorted, bytes_of(files, seed));
    }
}

class InLocale {
  public:
    explicit InLocale(const char* name)
        : before_(std::setlocale(LC_ALL, nullptr)), set_(std::setlocale(LC_ALL, name) != nullptr) {}
    InLocale(const InLocale&) = delete;
    InLocale& operator=(const InLocale&) = delete;
    ~InLocale() { std::setlocale(LC_ALL, before_.c_str()); }
    [[nodiscard]] bool set() const { return set_; }

  private:
    std::string before_;
    bool set_;
};

// Decimal commas, Turkish letters, other orders of the alphabet. C.UTF-8 is part of every installation.
TEST(Determinism, TheLocaleDoesNotMatter) {
    const Bytes plain = bytes_of(inputs(), 1);
    int tried = 0;
    for (const char* name :
         {"C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "fr_FR.UTF-8", "en_US.UTF-8", "sv_SE.UTF-8"}) {
        const InLocale locale(name);
        if (!locale.set()) continue;
        SCOPED_TRACE(name);
        ++tried;
        expect_same(plain, bytes_of(inputs(), 2));
    }
    EXPECT_GT(tried, 0);
}

} // namespace
} // namespace batchai2aml
