#include "report/audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "example.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using testing::example;
using ::testing::HasSubstr;
using ::testing::Not;

Report audited() {
    Report report = example().report;
    report.inventory.kinds = {{"job", 2}, {"cluster", 1}};
    report.inventory.vm_sizes = {{"STANDARD_NC6", 1}};
    report.inventory.quota = {{"standardNCASv3_T4Family", 16, {"Standard_NC8as_T4_v3"}}};
    report.inventory.datastores = {"acc_data: container data of acc"};
    report.inventory.registries = {{"nvcr.io", 2}};
    report.questions = {
        {Need::answer, "mounts.afs", "What was mounted at \"afs\"?", "KIND:ACCOUNT/NAME", "", {}},
        {Need::choice, "scale", "Whether clusters shrink?", "exact", "", {}}};
    report.suppressions = {{"known.json", 3}};
    return report;
}

constexpr std::string_view golden = R"(Read 2 of 3 files; 2 resources would be written.
       1  ready as they are
       0  ready, with warnings or tasks
       1  need work before they can be used
       0  inputs that failed: nothing comes out of them

What is there:
  Resources: job (2), cluster (1)
  VM sizes: STANDARD_NC6 (1)

What Azure ML needs:
  Quota: 16 cores of standardNCASv3_T4Family for Standard_NC8as_T4_v3
  Datastore acc_data: container data of acc
  Registries with an account: nvcr.io (2)

What you have to do:
  - "{" is never closed. (B2A0101)
    at bad.json:3:7
    fix: correct the file
  - The job names no container image; Batch AI ran it on the image of the host.
    (B2A0701)
    at a/job.json:12:5, b/job.json:12:5
    fix: pass --image IMAGE

What the inputs do not say:
  - What was mounted at "afs"? (mounts.afs)

Suppressed: 3 findings by known.json.
Next: convert.
)";

TEST(Audit, ShowsAllOnOneScreen) {
    EXPECT_EQ(render_audit_text(audited(), {.width = 80, .color = Color::no, .closing = "Next: convert."}),
              golden);
}

TEST(Audit, ShowsTwelveNamesOfAKindUnlessAskedForAll) {
    Report report = audited();
    report.inventory.images.clear();
    for (int i = 0; i < 30; ++i)
        report.inventory.images.push_back({"image" + std::to_string(i), 1});
    EXPECT_THAT(render_audit_text(report, {.width = 80, .color = Color::no, .closing = {}}),
                HasSubstr("image11\n    (1) and 18 more\n"));
    EXPECT_THAT(
        render_audit_text(report, {.width = 80, .color = Color::no, .closing = {}, .detail = Detail::full}),
        HasSubstr("image29 (1)\n"));
}

TEST(Audit, MarkdownShowsTextOfInputsAsItIs) {
    Report report = audited();
    report.inventory.images = {{"![x](http://evil) @you <b>", 1}};
    report.findings[0].message = "[click](http://evil)";
    report.findings[0].place.file = "a`b.json";
    const std::string page = render_audit_markdown(report);
    EXPECT_THAT(page, HasSubstr("| 16 |"));
    EXPECT_THAT(page, HasSubstr("- [ ] The job names no container image"));
    for (const std::string_view bad : {"[click](", "![x](", "<b>", " @you"})
        EXPECT_THAT(page, Not(HasSubstr(std::string(bad))));
}

TEST(Audit, JsonHoldsEverything) {
    std::string text;
    write_audit_json(audited(), [&](std::string_view piece) {
        text += piece;
        return true;
    });
    const auto json = nlohmann::json::parse(text);
    EXPECT_EQ(json.at("schema"), "batchai2aml/audit/1");
    EXPECT_EQ(json.at("states").at("needs_work"), 1);
    EXPECT_EQ(json.at("kinds").at(0).at("name"), "job");
    EXPECT_EQ(json.at("quota").at(0).at("cores"), 16);
    EXPECT_EQ(json.at("datastores").at(0), "acc_data: container data of acc");
    EXPECT_EQ(json.at("resources").size(), 2U);
    EXPECT_EQ(json.at("resources").at(1).at("state"), "needs work");
    EXPECT_EQ(json.at("tasks").size(), 2U);
    EXPECT_EQ(json.at("tasks").at(1).at("places").size(), 2U);
    EXPECT_EQ(json.at("questions").size(), 1U);
    EXPECT_EQ(json.at("suppressions").at(0).at("count"), 3);
}

TEST(Audit, OfNothingIsShort) {
    EXPECT_THAT(render_audit_text({}, {.width = 80, .color = Color::no, .closing = {}}),
                Not(HasSubstr("What Azure ML needs")));
}

} // namespace
} // namespace batchai2aml
