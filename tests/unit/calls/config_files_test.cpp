// Which document a command means by the name of a file.
#include <deque>

#include <gtest/gtest.h>

#include "calls/config_files.hpp"

namespace batchai2aml {
namespace {

/// Documents of a run; each `job` holds one.
class Files {
  public:
    Resources& add(std::string path) {
        documents_.push_back({});
        documents_.back().path = std::move(path);
        resources_.emplace_back();
        return resources_.back();
    }
    void job(std::string path) { add(std::move(path)).jobs.emplace_back(); }
    /// Text of a file inside of the document that was added last.
    std::uint32_t inside(std::string name) {
        Document document;
        document.path = documents_.back().path;
        document.name = std::move(name);
        document.origin = std::make_shared<const Origin>();
        documents_.push_back(std::move(document));
        resources_.emplace_back().jobs.emplace_back();
        return static_cast<std::uint32_t>(documents_.size() - 1);
    }
    /// "path", "path (by name)" or "nothing" for `job create -f file` in document 0.
    std::string find(std::string file, std::string folder = {}, std::size_t order = 0) {
        std::vector<CallSource> sources;
        for (std::size_t i = 0; i < documents_.size(); ++i)
            sources.push_back({&documents_[i], &resources_[i]});
        Call call;
        call.config_file = Field<std::string>{std::move(file), {}};
        call.folder = std::move(folder);
        call.order = order;
        const auto found = ConfigFiles(sources).find(0, call);
        if (!found) return "nothing";
        const Document& document = documents_[found->source];
        const std::string name =
            document.name.empty() ? document.path : document.name + std::to_string(found->source);
        return name + (found->by_name ? " (by name)" : "");
    }

  private:
    std::deque<Document> documents_;
    std::deque<Resources> resources_;
};

TEST(ConfigFiles, AreFoundBesideTheScript) {
    Files run;
    run.add("a/run.sh");
    run.job("a/job.json");
    run.job("job.json");
    EXPECT_EQ(run.find("job.json"), "a/job.json");
    EXPECT_EQ(run.find("./job.json"), "a/job.json");
    EXPECT_EQ(run.find("../job.json"), "job.json");
    EXPECT_EQ(run.find("../a/./job.json"), "a/job.json");
    EXPECT_EQ(run.find("..\\a\\job.json"), "a/job.json");
}

TEST(ConfigFiles, AreFoundInTheFolderThatTheScriptChangedTo) {
    Files run;
    run.add("scripts/run.sh");
    run.job("jobs/train.json");
    run.job("scripts/train.json");
    EXPECT_EQ(run.find("train.json", "../jobs"), "jobs/train.json");
}

TEST(ConfigFiles, AreFoundFromTheRootOfTheRepository) {
    Files run;
    run.add("project/scripts/run.sh");
    run.job("project/jobs/train.json");
    EXPECT_EQ(run.find("jobs/train.json"), "project/jobs/train.json");
}

TEST(ConfigFiles, AreFoundByTheirNameWhenThePathLeadsNowhere) {
    Files run;
    run.add("a/run.sh");
    run.job("b/jobs/train.json");
    run.job("c/other/train.json");
    EXPECT_EQ(run.find("/home/ana/jobs/train.json"), "b/jobs/train.json (by name)");
    EXPECT_EQ(run.find("train.json"), "nothing") << "two are equally near";
    EXPECT_EQ(run.find("eval.json"), "nothing");
}

TEST(ConfigFiles, OfTheNearestFolderComeFirst) {
    Files run;
    run.add("x/a/run.sh");
    run.job("x/b/train.json");
    run.job("y/b/train.json");
    EXPECT_EQ(run.find("/tmp/train.json"), "x/b/train.json (by name)");
}

TEST(ConfigFiles, HoldWhatTheCommandMakes) {
    Files run;
    run.add("run.sh");
    run.add("job.json").clusters.emplace_back();
    EXPECT_EQ(run.find("job.json"), "nothing");
}

TEST(ConfigFiles, ThatTheScriptWritesComeFirst) {
    Files run;
    Resources& script = run.add("run.sh");
    const std::uint32_t first = run.inside("job.json");
    const std::uint32_t second = run.inside("job.json");
    run.job("job.json");
    script.files.push_back({.name = "job.json", .calls_before = 0, .document = first});
    script.files.push_back({.name = "./job.json", .calls_before = 1, .document = second});
    EXPECT_EQ(run.find("job.json", "", 0), "job.json1");
    EXPECT_EQ(run.find("job.json", "", 1), "job.json2");
    EXPECT_EQ(run.find("job.json", "other", 1), "job.json") << "the script wrote it elsewhere";
}

TEST(ConfigFiles, ThatWereFetchedAreFoundByTheirAddress) {
    Files run;
    Resources& script = run.add("recipes/chainer/README.md");
    run.job("recipes/chainer/job.json");
    run.job("recipes/caffe/job.json");
    script.files.push_back(
        {.name = "job.json", .copy_of = "https://example.com/master/recipes/caffe/job.json?raw=true"});
    EXPECT_EQ(run.find("job.json"), "recipes/caffe/job.json");
}

TEST(ConfigFiles, ThatAreCopiesLeadToWhatTheyAreCopiesOf) {
    Files run;
    Resources& script = run.add("run.sh");
    run.job("template.json");
    script.files.push_back({.name = "b.json", .copy_of = "template.json"});
    script.files.push_back({.name = "c.json", .copy_of = "b.json"});
    script.files.push_back({.name = "loop.json", .copy_of = "loop.json"});
    EXPECT_EQ(run.find("c.json"), "template.json");
    EXPECT_EQ(run.find("loop.json"), "nothing");
}

TEST(ConfigFiles, MayBeShownInMarkdown) {
    Files run;
    Resources& page = run.add("README.md");
    const std::uint32_t named = run.inside("job.json");
    const std::uint32_t unnamed = run.inside("block");
    page.files.push_back({.name = "job.json", .document = named, .shown = true});
    EXPECT_EQ(run.find("path/job.json"), "job.json1");
    page.files.push_back({.document = unnamed, .shown = true});
    EXPECT_EQ(run.find("train.json"), "block2 (by name)");
    page.files.push_back({.document = unnamed, .shown = true});
    EXPECT_EQ(run.find("train.json"), "nothing") << "two blocks fit";
}

} // namespace
} // namespace batchai2aml
