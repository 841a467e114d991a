// The size of a cluster (design.md 7, row 4; vm-sizes.md 6).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/sized.hpp"
#include "catalog/vm_sizes.hpp"

namespace batchai2aml {
namespace {

using Bench = test::SizedBench;
using test::cuda10;
using test::cuda12;
using test::cuda8;
using test::cuda9;
using test::Told;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct Chosen {
    const char* size;
    const char* image;
    std::int64_t nodes;
    const char* written;
};
class ChosenSizes : public testing::TestWithParam<Chosen> {};

TEST_P(ChosenSizes, AreChosenByGpusRdmaMemoryAndCuda) {
    Bench bench(GetParam().size, GetParam().image, GetParam().nodes);
    EXPECT_EQ(bench.size(), GetParam().written);
}
INSTANTIATE_TEST_SUITE_P(
    SizeChoice, ChosenSizes,
    testing::Values(Chosen{"Standard_NC6", cuda12, 1, "Standard_NC8as_T4_v3"},
                    Chosen{"nc6", cuda12, 1, "Standard_NC8as_T4_v3"},
                    Chosen{"Standard_NC6_Promo", cuda9, 1, "Standard_NC8as_T4_v3"},
                    Chosen{"Standard_NC6", cuda8, 1, "Standard_NC8as_T4_v3"}, // nothing fits
                    Chosen{"Standard_NC12", cuda12, 1, "Standard_NC48ads_A100_v4"},
                    Chosen{"Standard_NC12", cuda9, 1, "Standard_NC16as_T4_v3"}, // one GPU, but it runs
                    Chosen{"Standard_NC24r", cuda12, 1, "Standard_NC64as_T4_v3"},
                    Chosen{"Standard_NC24r", cuda12, 2, "Standard_ND40rs_v2"}, // RDMA
                    Chosen{"Standard_NC24", cuda12, 2, "Standard_NC64as_T4_v3"},
                    Chosen{"Standard_NC24s_v2", cuda12, 1, "Standard_NC96ads_A100_v4"},
                    Chosen{"Standard_NC24s_v2", cuda9, 1, "Standard_NC64as_T4_v3"},
                    Chosen{"Standard_NC24rs_v3", cuda10, 1, "Standard_NC64as_T4_v3"},
                    Chosen{"Standard_NC24rs_v3", cuda10, 2, "Standard_ND40rs_v2"},
                    Chosen{"Standard_ND24rs", cuda9, 2, "Standard_ND40rs_v2"},
                    Chosen{"Standard_ND24rs", cuda12, 2, "Standard_ND96amsr_A100_v4"},
                    Chosen{"Standard_ND6s", cuda10, 1, "Standard_NC8as_T4_v3"},
                    Chosen{"Standard_D1", cuda8, 1, "Standard_D2ds_v4"},
                    Chosen{"Standard_H16r", cuda8, 2, "Standard_HB120-16rs_v3"},
                    Chosen{"Standard_H16r", cuda8, 1, "Standard_E16a_v4"},
                    Chosen{"Standard_D2_v2", cuda8, 1, "Standard_D2_v2"}, // still works
                    Chosen{"standard_m64s", cuda8, 1, "Standard_M64s"},
                    Chosen{"Standard_NV6s_v2", cuda12, 1, "Standard_NC16as_T4_v3"}));

TEST(SizeChoice, FollowsTheTableWhereTheImageIsNew) {
    for (const VmSize& old : vm_sizes()) {
        if (old.kept) continue;
        EXPECT_EQ(Bench(std::string(old.name), cuda12, 1).size(), old.replacement);
        EXPECT_EQ(Bench(std::string(old.name), cuda12, 2).size(),
                  old.replacement_rdma.empty() ? old.replacement : old.replacement_rdma)
            << old.name;
    }
}

TEST(SizeChoice, TellsWhatTakesThePlaceOfASizeUntilItIsConfirmed) {
    Bench bench("STANDARD_NC24R", cuda12);
    const MappedCompute mapped = bench.map_compute();
    const Diagnostic finding = Told(mapped.notes).finding("B2A0804");
    EXPECT_EQ(finding.message,
              "the size \"STANDARD_NC24R\" was retired on 2023-09-06; Standard_NC64as_T4_v3 takes its "
              "place, no RDMA");
    EXPECT_EQ(finding.at, bench.cluster.vm_size->leaf);
    EXPECT_THAT(finding.remedy, HasSubstr("--set sizes.Standard_NC24r=Standard_NC64as_T4_v3"));
    EXPECT_THAT(finding.remedy, HasSubstr("standardNCASv3_T4Family"));
    EXPECT_THAT(finding.question, IsEmpty()) << "it was decided";
    EXPECT_THAT(Told(mapped.notes).of(bench.cluster.vm_size),
                ElementsAre("cluster.vm_size_successor -> size"));
    EXPECT_THAT(mapped.compute.header.needs_work, IsEmpty());
    EXPECT_EQ(mapped.compute.quota_family, "standardNCASv3_T4Family");
    EXPECT_EQ(mapped.compute.vcpus, 64U);
    ASSERT_THAT(finding.answers, SizeIs(1));
    bench.set(finding.answers[0]);
    EXPECT_THAT(bench.codes(), IsEmpty());
    EXPECT_EQ(bench.size(), "Standard_NC64as_T4_v3");
}

TEST(SizeChoice, TellsWhyABetterSizeWasPassedOver) {
    Bench bench("Standard_NC24s_v2", cuda9);
    EXPECT_THAT(Told(bench.map_compute().notes).finding("B2A0804").message,
                HasSubstr("too old for the A100 of Standard_NC96ads_A100_v4"));
    EXPECT_THAT(Told(Bench("Standard_NC24s_v2", cuda12).map_compute().notes).finding("B2A0804").message,
                Not(HasSubstr("too old")));
}

TEST(SizeChoice, TellsWhatIsWrongWithTheOldSize) {
    const auto message = [](const char* size) {
        return Told(Bench(size).map_compute().notes).finding("B2A0804").message;
    };
    EXPECT_THAT(message("Standard_D1"),
                HasSubstr("is not one that Azure ML names for clusters, and will be retired on "
                          "2028-05-01; "));
    EXPECT_THAT(message("Standard_HC44rs"), HasSubstr("\" will be retired on 2027-05-31; "));
    EXPECT_THAT(message("Standard_NV6s_v2"), HasSubstr("is no longer described by Azure; "));
    EXPECT_THAT(message("Standard_M64-16ms"), HasSubstr("is not one that Azure ML names for clusters; "));
}

TEST(SizeChoice, CanBeConfirmedForNamesWithAHyphen) {
    Bench bench("Standard_M64-16ms");
    const Diagnostic finding = Told(bench.map_compute().notes).finding("B2A0804");
    ASSERT_THAT(finding.answers, SizeIs(1));
    bench.set(finding.answers[0]);
    EXPECT_THAT(bench.codes(), IsEmpty());
}

TEST(SizeChoice, KeepsRetiringSizesThatAzureMlNames) {
    Bench bench("Standard_D2_v2");
    const Diagnostic finding = Told(bench.map_compute().notes).finding("B2A0802");
    EXPECT_EQ(finding.message, "the size \"Standard_D2_v2\" will be retired on 2028-05-01");
    EXPECT_THAT(finding.remedy, HasSubstr("--set sizes.Standard_D2_v2=Standard_D2ds_v4"));
    EXPECT_EQ(bench.map_compute().compute.vcpus, 2U);
    bench.set(finding.answers.at(0));
    EXPECT_THAT(bench.codes(), IsEmpty());
    EXPECT_EQ(bench.size(), "Standard_D2ds_v4");
}

TEST(SizeChoice, LeavesAllAsItIsWhenToldSo) {
    Bench bench("STANDARD_NC24R", cuda8, 2);
    bench.options.vm_sizes = SizePolicy::keep;
    EXPECT_EQ(bench.size(), "Standard_NC24r");
    EXPECT_THAT(bench.codes(), IsEmpty());
    EXPECT_EQ(bench.map().job.instance_count, 2);
    EXPECT_THAT(Told(bench.map_compute().notes).of(bench.cluster.vm_size),
                ElementsAre("cluster.vm_size -> size"));
    bench.options.sizes["STANDARD_NC24R"] = "Standard_ND40rs_v2";
    EXPECT_EQ(bench.size(), "Standard_ND40rs_v2") << "settings count all the same";
    EXPECT_EQ(bench.map().job.instance_count, 2);
    EXPECT_THAT(bench.codes(), IsEmpty());
}

TEST(SizeChoice, TakesTheSizeOfASetting) {
    Bench bench("nc6", cuda12);
    bench.options.sizes["STANDARD_NC6"] = "standard_nc4as_t4_v3";
    EXPECT_EQ(bench.size(), "Standard_NC4as_T4_v3") << "Standard_ may be missing";
    EXPECT_THAT(bench.codes(), IsEmpty());
    bench.options.sizes["STANDARD_NC6"] = "Standard_Brand_new";
    EXPECT_EQ(bench.size(), "Standard_Brand_new");
    EXPECT_EQ(bench.map_compute().compute.vcpus, 0U);
    EXPECT_THAT(bench.codes(), IsEmpty());
}

TEST(SizeChoice, RefusesASettingThatNamesARetiredSize) {
    Bench bench("Standard_NC6", cuda12);
    bench.options.sizes["STANDARD_NC6"] = "Standard_NC6s_v2";
    const MappedCompute mapped = bench.map_compute();
    const Diagnostic finding = Told(mapped.notes).finding("B2A0801");
    EXPECT_EQ(finding.message, "the size \"Standard_NC6s_v2\" was retired on 2023-09-06");
    EXPECT_THAT(finding.question, HasSubstr("takes the place of \"Standard_NC6\"?"));
    EXPECT_THAT(mapped.compute.header.needs_work, ElementsAre(finding.message));
    EXPECT_THAT(mapped.compute.size.comment, HasSubstr("2023-09-06"));
    EXPECT_THAT(Told(mapped.notes).of(bench.cluster.vm_size), ElementsAre("cluster.vm_size_gone -> size"));
    EXPECT_EQ(finding.remedy, "Pass --set sizes.Standard_NC6=Standard_NC8as_T4_v3.");
    ASSERT_THAT(finding.answers, SizeIs(1));
    EXPECT_EQ(finding.answers[0].value, "Standard_NC8as_T4_v3");
    bench.set(finding.answers[0]);
    EXPECT_THAT(bench.codes(), IsEmpty());

    Bench own("Standard_NC8as_T4_v3");
    own.options.sizes["STANDARD_NC8AS_T4_V3"] = "Standard_NV12s_v3";
    EXPECT_EQ(Told(own.map_compute().notes).finding("B2A0801").answers.at(0).value, "") << "nothing is known";
}

TEST(SizeChoice, ReplacesTheSizeOfTheSettingForClustersWithoutOne) {
    Bench bench("", cuda12);
    bench.options.vm_size = "Standard_NC6";
    const MappedCompute mapped = bench.map_compute();
    EXPECT_EQ(mapped.compute.size.text, "Standard_NC8as_T4_v3");
    EXPECT_THAT(Told(mapped.notes).defaults(), Contains("cluster.missing_size -> size"));
    const Diagnostic finding = Told(mapped.notes).finding("B2A0804");
    EXPECT_EQ(finding.at, bench.cluster.origin);
    ASSERT_THAT(finding.answers, SizeIs(1));
    EXPECT_EQ(finding.answers[0].setting, "vm-size");
    bench.set(finding.answers[0]);
    EXPECT_THAT(bench.codes(), IsEmpty());
    bench.options.vm_size.clear();
    EXPECT_THAT(bench.codes(), IsEmpty()) << "the question is another finding";
}

TEST(SizeChoice, TellsOfUnknownSizes) {
    Bench bench("Standard_XYZ9");
    const Diagnostic finding = Told(bench.map_compute().notes).finding("B2A0803");
    ASSERT_THAT(finding.answers, SizeIs(1));
    EXPECT_EQ(finding.answers[0].value, "") << "only the user knows";
    bench.set({finding.answers[0].setting, "Standard_NC8as_T4_v3"});
    EXPECT_THAT(bench.codes(), IsEmpty());
    EXPECT_THAT(Told(Bench("my size").map_compute().notes).finding("B2A0803").answers, IsEmpty())
        << "no setting can have such a name";
}

} // namespace
} // namespace batchai2aml
