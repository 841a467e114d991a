// Commands as a document.
#include <gtest/gtest.h>

#include "parser/shell/call_tree.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

/// The tree of a text whose lines are commands, cut at blanks.
CallTree tree_of(const std::string& text, std::vector<MadeFile> files = {}) {
    auto file = std::make_shared<Document>();
    file->path = "run.sh";
    file->text = text;
    file->index_text();
    ShellText shell;
    shell.text = text;
    shell.segments = {{0, 0, false}};
    ShellRun run;
    run.files = std::move(files);
    std::uint32_t line_start = 0;
    for (const std::string_view line : split(text, '\n')) {
        ShellCall call;
        call.begin = line_start;
        call.end = line_start + static_cast<std::uint32_t>(line.size());
        std::uint32_t at = line_start;
        for (const std::string_view word : split(line, ' ')) {
            const auto end = at + static_cast<std::uint32_t>(word.size());
            call.words.push_back({std::string(word), at, end, {}});
            at = end + 1;
        }
        if (!line.empty()) run.calls.push_back(std::move(call));
        line_start += static_cast<std::uint32_t>(line.size()) + 1;
    }
    return make_call_tree(file, std::move(shell), std::move(run));
}

TEST(CallTree, HasALeafWithAPlaceForEachOption) {
    const CallTree tree =
        tree_of("echo\naz batchai cluster create -n nc6 --vm-size=NC6 -t2 --generate-ssh-keys\n");
    const Document& document = tree.document;
    ASSERT_EQ(tree.calls.size(), 1U);
    const NodeId call = document.nodes[0].first_child;
    const auto place = [&](std::string_view name) { return document.place(document.member(call, name)); };
    EXPECT_EQ(place("command"), (Place{"run.sh", 2, 4, 26}));
    EXPECT_EQ(place("--name"), (Place{"run.sh", 2, 30, 33}));
    EXPECT_EQ(place("--vm-size"), (Place{"run.sh", 2, 44, 47}));
    EXPECT_EQ(place("--target"), (Place{"run.sh", 2, 50, 51}));
    EXPECT_EQ(place("--generate-ssh-keys"), (Place{"run.sh", 2, 52, 71}));
    EXPECT_EQ(document.nodes[document.member(call, "--target")].text, "2");
    EXPECT_EQ(document.pointer(document.member(call, "--name")), "/0/--name");
}

TEST(CallTree, CountsTheLastOfEqualOptions) {
    const CallTree tree = tree_of("az batchai cluster create -n a -s x -n b");
    const NodeId call = tree.document.nodes[0].first_child;
    EXPECT_EQ(tree.document.nodes[tree.document.member(call, "--name")].text, "b");
    std::size_t duplicates = 0;
    for (const Node& node : tree.document.nodes)
        duplicates += node.duplicate ? 1 : 0;
    EXPECT_EQ(duplicates, 1U);
}

TEST(CallTree, KeepsNoWordsOfCommandsThatOnlyLook) {
    const CallTree tree = tree_of("az batchai job show -n x --query y\naz batchai cluster create -h");
    ASSERT_EQ(tree.calls.size(), 2U);
    EXPECT_EQ(tree.document.nodes.size(), 5U) << "the list, and an object and its command for each";
}

TEST(CallTree, LeavesOutCommandsOfOtherServices) {
    EXPECT_TRUE(tree_of("az group create -n x\naz login").calls.empty());
}

TEST(CallTree, KnowsWhatIsOnlySpokenOf) {
    const CallTree tree = tree_of("# az batchai job create makes a job\naz batchai job create -n x");
    ASSERT_EQ(tree.not_commands.size(), 1U);
    EXPECT_EQ(tree.not_commands[0], (Place{"run.sh", 1, 3, 13}));
}

TEST(CallTree, PutsFilesBetweenTheCommandsThatMatter) {
    MadeFile file;
    file.name = "job.json";
    file.calls_before = 2; // of which one matters
    file.text = "{}";
    file.segments = {{0, 5, false}};
    const CallTree tree = tree_of("az login\naz batchai job create -n x\naz batchai job create -n y", {file});
    ASSERT_EQ(tree.made.size(), 1U);
    EXPECT_EQ(tree.made[0].files[0].calls_before, 1U);
    EXPECT_EQ(tree.made[0].origin->source_of(1), 6U);
}

TEST(Segments, AreComposed) {
    // "abc" | "XY" put in | "def", of a file where the runs stand at 10 and 30
    const Origin outer{nullptr, {{0, 10, false}, {3, 13, true}, {5, 30, false}}, {}};
    // bytes 1 to 7, then something put in at 6
    const std::vector<Segment> inner = {{0, 1, false}, {6, 6, true}};
    const std::vector<Segment> expected = {{0, 11, false}, {2, 13, true}, {4, 30, false}, {6, 31, true}};
    EXPECT_EQ(compose(inner, 9, outer), expected);
}

} // namespace
} // namespace batchai2aml
