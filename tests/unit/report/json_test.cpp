#include "report/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "example.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using testing::example;
using ::testing::HasSubstr;

std::optional<WrittenFiles> read_back(std::string_view text, std::size_t piece = 4096) {
    WrittenFilesReader reader;
    while (!text.empty() && reader.take(text.substr(0, piece)))
        text.remove_prefix(std::min(piece, text.size()));
    return std::move(reader).result();
}

std::string write(const Conversion& conversion, const WrittenFiles& written) {
    std::string text;
    write_json(conversion, written, [&](std::string_view piece) {
        text += piece;
        return true;
    });
    return text;
}

TEST(JsonReport, HoldsEverything) {
    const json report = json::parse(render_json(example()));
    EXPECT_EQ(report["schema"], "batchai2aml/migration/1");
    EXPECT_EQ(report["summary"]["files_read"], 2);
    EXPECT_EQ(report["summary"]["needs_work"], 1);
    EXPECT_EQ(report["summary"]["findings"]["error"], 3);
    EXPECT_EQ(report["summary"]["values"]["coverage_basis_points"], 6666);
    EXPECT_EQ(report["inputs"].size(), 3U);
    EXPECT_EQ(report["resources"][1]["readiness"], "needs_work");
    EXPECT_EQ(report["resources"][1]["source"]["file"], "tf/job.json");
    EXPECT_EQ(report["findings"][3]["related"][0]["line"], 2);
    EXPECT_EQ(report["findings"][3]["subject"], "jobs/train/job.yml");
    EXPECT_EQ(report["findings"][0]["remedy"], "correct the file");
    EXPECT_FALSE(report["findings"][4].contains("line")) << "a finding about a file as a whole";
}

TEST(JsonReport, HoldsOneRecordForEachFate) {
    const json report = json::parse(render_json(example()));
    EXPECT_EQ(report["records"][0],
              json::parse(R"({"file": "cluster.json", "line": 2, "column": 3, "endColumn": 9,
        "pointer": "/vmSize", "outcome": "mapped", "target": {"file": "compute/nc6.yml", "path": "size"},
        "rule": "cluster.vm_size"})"));
    EXPECT_FALSE(report["records"][1].contains("target"));
    EXPECT_FALSE(report["records"][4].contains("file"));
    EXPECT_EQ(report["rules"]["job.priority"], "no queue");
}

TEST(JsonReport, CountsALeafByTheWorstOfItsRecords) {
    const json values = json::parse(render_json(example()))["summary"]["values"];
    EXPECT_EQ(values["mapped"], 1);
    EXPECT_EQ(values["transformed"], 1);
    EXPECT_EQ(values["dropped"], 1);
    EXPECT_EQ(values["added"], 1);
}

TEST(JsonReport, CountsEachAddedValue) {
    Conversion conversion = example();
    conversion.report.records.push_back(conversion.report.records.back());
    EXPECT_EQ(json::parse(render_json(conversion))["summary"]["values"]["added"], 2);
}

TEST(JsonReport, RemembersTheHashOfEachFile) {
    const json outputs = json::parse(render_json(example()))["outputs"];
    EXPECT_EQ(outputs[1]["file"], "compute/nc6.yml");
    EXPECT_EQ(outputs[1]["sha256"], "5156a18cae96cf988ea05fd3fc924eea727eaabe7aaf75c580a990dcbb3345d6");
}

TEST(JsonReport, IsValidWhateverTheTextsAre) {
    Conversion conversion = example();
    const std::string hostile = std::string("\"\\\n\x1b\0\xff\xed\xa0\x80\u2028/", 14);
    conversion.report.findings[0].message = hostile;
    conversion.report.inputs[0].file = hostile;
    conversion.report.records[0].pointer = hostile;
    conversion.files[0].path = hostile;
    const json report = json::parse(render_json(conversion));
    EXPECT_THAT(report["findings"][0]["message"].get<std::string>(), HasSubstr("\"\\\n\x1b"));
}

TEST(JsonReport, HoldsNoCommandOfAWorkflow) {
    Conversion conversion = example();
    conversion.report.findings[0].message = "##[add-mask]x ###vso[task.complete]";
    const WrittenFiles written{{{"jobs/##[x]/##vso[y]", std::string(64, '1')}}, {}};
    const std::string text = write(conversion, written);
    EXPECT_THAT(text, ::testing::Not(HasSubstr("##")));
    EXPECT_EQ(json::parse(text)["findings"][0]["message"], "##[add-mask]x ###vso[task.complete]");
    const auto read = read_back(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->outputs, written.outputs);
}

TEST(JsonReport, PutsEachRecordOnALineOfItsOwn) {
    const std::string text = render_json(example());
    for (const std::string_view line : split(text, '\n')) {
        if (line.starts_with("{\"file\"")) {
            EXPECT_TRUE(json::accept(line.substr(0, line.rfind('}') + 1))) << line;
        }
    }
}

TEST(JsonReport, StopsWhenNobodyListens) {
    Conversion conversion = example();
    conversion.report.records.resize(100000, conversion.report.records[0]);
    int pieces = 0;
    write_json(conversion, {}, [&](std::string_view) {
        ++pieces;
        return false;
    });
    EXPECT_EQ(pieces, 1);
}

TEST(WrittenFiles, AreReadBackInPiecesOfAnySize) {
    const WrittenFiles written{
        {{"jobs/ä \"x\\y\"/job.yml", std::string(64, '1')}, {"b", std::string(64, '2')}},
        {{"old.yml", std::string(64, '3')}}};
    const std::string text = write(example(), written);
    for (const std::size_t piece : {1U, 7U, 4096U, 1000000U}) {
        const auto read = read_back(text, piece);
        ASSERT_TRUE(read) << piece;
        EXPECT_EQ(read->outputs, written.outputs);
        EXPECT_EQ(read->leftovers, written.leftovers);
    }
}

TEST(WrittenFiles, NeedOnlyTheFrontOfTheReport) {
    const std::string text = write(example(), {{{"a", std::string(64, '1')}}, {}});
    EXPECT_TRUE(read_back(text.substr(0, text.find("\"inputs\""))));
}

TEST(WrittenFiles, CountAsAbsentInAReportThatWasEdited) {
    const WrittenFiles written{{{"jobs/a.yml", std::string(64, '1')}}, {}};
    const std::string good = write(example(), written);
    const auto edited = [&](std::string_view what, std::string_view with) {
        return replace_all(good, what, with);
    };
    ASSERT_TRUE(read_back(good));
    EXPECT_FALSE(read_back(""));
    EXPECT_FALSE(read_back("{}\n"));
    EXPECT_FALSE(read_back(edited("migration/1", "migration/2")));
    EXPECT_FALSE(read_back(edited("111\"}", "11\"}"))) << "63 digits";
    EXPECT_FALSE(read_back(edited("\"jobs/a.yml\"", "\"../a.yml\"")));
    EXPECT_FALSE(read_back(edited("\"jobs/a.yml\"", "\"jobs/\\u0061.yml\"")));
    EXPECT_FALSE(read_back(edited("{\"file\":\"jobs/a.yml\"", "{ \"file\": \"jobs/a.yml\"")));
    EXPECT_FALSE(read_back(edited("{\"file\":\"jobs/a.yml\"", "{\"file\":\"jobs/a.yml")));
    EXPECT_FALSE(read_back(edited("jobs/a.yml", std::string(70000, 'x')))) << "an endless line";
    EXPECT_FALSE(read_back(good.substr(0, good.find("\"leftovers\"")))) << "cut off";
}

} // namespace
} // namespace batchai2aml
