// Images of jobs on the GPUs of another size (vm-sizes.md 7).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/sized.hpp"

namespace batchai2aml {
namespace {

using Bench = test::SizedBench;
using test::cuda12;
using test::cuda8;
using test::cuda9;
using test::JobResult;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST(ImageCheck, IsAnErrorWhereTheImageIsTooOld) {
    Bench bench("Standard_NC6", cuda8);
    const JobResult job = bench.map();
    const Diagnostic finding = job.told().finding("B2A0805");
    EXPECT_EQ(finding.message,
              "the image \"" + std::string(cuda8)
                  + "\" was built with CUDA 8.0, and the T4 of Standard_NC8as_T4_v3 needs 10.0 or later");
    EXPECT_EQ(finding.at, bench.job.container->image->leaf);
    EXPECT_THAT(job.job.header.needs_work, ElementsAre(finding.message));
    EXPECT_THAT(finding.remedy, HasSubstr("no size of Azure ML has a GPU for this one"));
    EXPECT_THAT(finding.question, HasSubstr("Which image, built for CUDA 10.0 or later"));
    ASSERT_THAT(finding.answers, SizeIs(1));
    EXPECT_EQ(finding.answers[0].value, "");
    bench.set({finding.answers[0].setting, cuda12});
    EXPECT_THAT(bench.codes(), ElementsAre("B2A0804"));
}

TEST(ImageCheck, NamesTheSizeOnWhichTheImageRuns) {
    Bench bench("Standard_NC6", cuda9);
    bench.options.sizes["STANDARD_NC6"] = "Standard_NC24ads_A100_v4";
    const Diagnostic finding = bench.map().told().finding("B2A0805");
    EXPECT_THAT(finding.question, HasSubstr("Which VM size takes the place of Standard_NC6?"));
    ASSERT_THAT(finding.answers, SizeIs(2));
    EXPECT_EQ(finding.answers[0].setting, "sizes.Standard_NC6");
    EXPECT_THAT(finding.remedy, HasSubstr("--set sizes.Standard_NC6=" + finding.answers[0].value));
    for (const Answer& answer : finding.answers) {
        Bench again("Standard_NC6", cuda9);
        again.options.sizes["STANDARD_NC6"] = "Standard_NC24ads_A100_v4";
        again.set(answer.value.empty() ? Answer{answer.setting, cuda12} : answer);
        EXPECT_THAT(again.codes(), Not(Contains("B2A0805"))) << answer.setting;
    }
}

TEST(ImageCheck, TellsOfToolkitsThatHaveDroppedTheGpu) {
    Bench bench("Standard_NC24r", "me/new:cuda13.0", 2);
    EXPECT_EQ(bench.size(), "Standard_ND96asr_v4") << "V100 is too old for CUDA 13";
    bench.options.sizes["STANDARD_NC24R"] = "Standard_ND40rs_v2";
    EXPECT_THAT(bench.map().told().finding("B2A0805").message,
                HasSubstr("CUDA 13.0, which no longer knows the V100 of "));
}

TEST(ImageCheck, AsksForATestWhereTheImageMayRun) {
    Bench bench("Standard_NC6", cuda9);
    const JobResult job = bench.map();
    const Diagnostic finding = job.told().finding("B2A0806");
    EXPECT_THAT(finding.message, HasSubstr("may run on the T4 of Standard_NC8as_T4_v3, which asks for 10.0"));
    EXPECT_THAT(job.job.header.needs_work, IsEmpty());
    ASSERT_THAT(finding.answers, SizeIs(2));
    for (const Answer& answer : finding.answers) {
        Bench again("Standard_NC6", cuda9);
        again.set(answer);
        EXPECT_THAT(again.codes(), Not(Contains("B2A0806"))) << answer.setting;
    }
}

TEST(ImageCheck, LooksAtTheImageOfTheSettings) {
    Bench bench("Standard_NC6", "me/private");
    bench.options.images["me/private"] = cuda9;
    const Diagnostic finding = bench.map().told().finding("B2A0806");
    EXPECT_THAT(finding.message, HasSubstr(cuda9));
    EXPECT_THAT(finding.answers, SizeIs(1)) << "another size; the image is the user's own choice";

    Bench without("Standard_NC6", "");
    EXPECT_THAT(without.codes(), ElementsAre("B2A0804")) << "no image, no CUDA";
    without.options.default_image = "me/private";
    EXPECT_THAT(without.codes(), ElementsAre("B2A0804")) << "named by the user just now";
    without.options.default_image = cuda8;
    const Diagnostic unfit = without.map().told().finding("B2A0805");
    EXPECT_EQ(unfit.at, without.job.origin);
    EXPECT_EQ(unfit.answers.back().setting, "images.default");
}

TEST(ImageCheck, AsksForImagesWhoseVersionIsNotKnown) {
    Bench bench("Standard_NC6", "me/private:1");
    const Diagnostic finding = bench.map().told().finding("B2A0807");
    EXPECT_THAT(finding.message,
                HasSubstr("\"me/private:1\" is not known; the T4 of Standard_NC8as_T4_v3 needs 10.0"));
    ASSERT_THAT(finding.answers, SizeIs(1));
    bench.set(finding.answers[0]);
    EXPECT_THAT(bench.codes(), ElementsAre("B2A0804")) << "confirmed";
}

TEST(ImageCheck, SaysNothingWhereNoGpuHasChanged) {
    EXPECT_THAT(Bench("Standard_NC8as_T4_v3", cuda8).codes(), IsEmpty()) << "it has run there";
    EXPECT_THAT(Bench("Standard_D1", cuda8).codes(), ElementsAre("B2A0804")) << "no GPU";
    EXPECT_THAT(Bench("Standard_NC6", "ubuntu").codes(), ElementsAre("B2A0804")) << "no CUDA";
    Bench same("Standard_ND40rs_v2", cuda8);
    same.options.sizes["STANDARD_ND40RS_V2"] = "Standard_NC24rs_v3";
    EXPECT_THAT(same.map().told().codes(), Not(Contains("B2A0805"))) << "V100 as before";
    Bench named("", "me/private:1");
    named.options.vm_size = "Standard_NC8as_T4_v3";
    EXPECT_THAT(named.codes(), IsEmpty());
    named.job.container->image->value = cuda8;
    EXPECT_THAT(named.codes(), ElementsAre("B2A0805")) << "what is known is told";
}

} // namespace
} // namespace batchai2aml
