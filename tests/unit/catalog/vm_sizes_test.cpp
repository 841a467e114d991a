// The table of VM sizes.
#include "catalog/vm_sizes.hpp"

#include "catalog/images.hpp"
#include "catalog/size_facts.hpp"
#include "catalog/sources.hpp"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

TEST(VmSizes, AreFoundWithoutRegardToCase) {
    for (const char* name : {"STANDARD_NC6", "standard_nc6", "Standard_NC6", "NC6", "nc6"}) {
        const VmSize* size = find_vm_size(name);
        ASSERT_NE(size, nullptr) << name;
        EXPECT_EQ(size->name, "Standard_NC6");
    }
    EXPECT_EQ(find_vm_size("BASIC_A0")->name, "Basic_A0");
    for (const char* name :
         {"", "Standard_", "Standard_NC", "Standard_NC66", "Standard_NC6 ", "_Promo", "\xff"})
        EXPECT_EQ(find_vm_size(name), nullptr) << name;
}

TEST(VmSizes, OfPromotionsCountAsThePlainSize) {
    EXPECT_EQ(find_vm_size("Standard_NC6_Promo")->name, "Standard_NC6_Promo") << "it has a record of its own";
    const auto all = vm_sizes();
    const auto plain = std::find_if(all.begin(), all.end(), [&](const VmSize& size) {
        return size.match.find("PROMO") == std::string_view::npos
               && std::none_of(all.begin(), all.end(), [&](const VmSize& other) {
                      return other.match == std::string(size.match) + "_PROMO";
                  });
    });
    ASSERT_NE(plain, all.end());
    EXPECT_EQ(find_vm_size(std::string(plain->name) + "_Promo"), &*plain);
}

TEST(VmSizes, OfTheBatchAiYearsAreGone) {
    struct Known {
        const char* name;
        unsigned gpus;
        bool rdma;
    };
    // batchai.md 7.2: GPUs per node; azureml.md 1.2: none of these can be created
    for (const Known& known :
         {Known{"Standard_NC6", 1, false}, Known{"Standard_NC12", 2, false}, Known{"Standard_NC24", 4, false},
          Known{"Standard_NC24r", 4, true}, Known{"Standard_NC6s_v2", 1, false},
          Known{"Standard_ND6s", 1, false}, Known{"Standard_ND24rs", 4, true},
          Known{"Standard_NV6", 1, false}, Known{"Standard_NV24", 4, false}}) {
        const VmSize* size = find_vm_size(known.name);
        ASSERT_NE(size, nullptr) << known.name;
        EXPECT_EQ(size->state, SizeState::retired) << known.name;
        EXPECT_EQ(size->gpus, known.gpus) << known.name;
        EXPECT_EQ(size->rdma, known.rdma) << known.name;
        EXPECT_FALSE(size->retired.empty()) << known.name;
        EXPECT_FALSE(size->candidates.empty()) << known.name;
    }
}

TEST(VmSizes, AreSortedAndComplete) {
    const auto all = vm_sizes();
    ASSERT_GT(all.size(), 200U);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                               [](const VmSize& a, const VmSize& b) { return a.match < b.match; }));
    for (const VmSize& size : all) {
        EXPECT_EQ(find_vm_size(size.name), &size) << size.name;
        if (size.state == SizeState::retired && size.old) {
            EXPECT_FALSE(size.candidates.empty()) << size.name;
        }
        EXPECT_THAT(std::string(size.retired), testing::MatchesRegex("([0-9]{4}-[0-9]{2}-[0-9]{2})?"));
    }
}

TEST(VmSizes, CandidatesCanBeCreated) {
    for (const VmSize& size : vm_sizes()) {
        const auto candidates = size_candidates(size);
        EXPECT_EQ(
            candidates.size(),
            size.candidates.empty() ? 0 : std::count(size.candidates.begin(), size.candidates.end(), ',') + 1)
            << size.name << " has candidates that are not in the table";
        for (const SizeCandidate& candidate : candidates) {
            EXPECT_NE(candidate.size->state, SizeState::retired) << size.name;
            EXPECT_NE(candidate.size->amlcompute, AmlSupport::no) << size.name;
            EXPECT_NE(candidate.size, &size);
        }
    }
}

// vm-sizes.md 6
TEST(VmSizes, ReplacementsAreAmongTheCandidates) {
    for (const VmSize& size : vm_sizes()) {
        const auto is_candidate = [&](std::string_view name) {
            const auto candidates = size_candidates(size);
            return std::any_of(candidates.begin(), candidates.end(),
                               [&](const SizeCandidate& one) { return one.size->name == name; });
        };
        if (!size.kept) {
            EXPECT_FALSE(size.replacement.empty()) << size.name;
        }
        if (size.old && size.rdma) {
            EXPECT_TRUE(find_vm_size(size.replacement_rdma)->rdma) << size.name;
        }
        for (const std::string_view name : {size.replacement, size.replacement_rdma}) {
            EXPECT_TRUE(name.empty() || is_candidate(name)) << size.name << ": " << name;
        }
        if (size.state == SizeState::retired && size.old) {
            EXPECT_FALSE(size.kept) << size.name;
        }
    }
}

TEST(VmSizes, CandidatesTellWhoRecommendsThem) {
    const auto candidates = size_candidates(*find_vm_size("Standard_NC24rs_v3"));
    ASSERT_GE(candidates.size(), 2U);
    EXPECT_EQ(candidates[0].size->name, "Standard_NC96ads_A100_v4");
    EXPECT_EQ(candidates[0].origin, CandidateOrigin::rule);
    EXPECT_EQ(candidates[1].size->name, "Standard_NC64as_T4_v3");
    EXPECT_EQ(candidates[1].origin, CandidateOrigin::named_series);
    EXPECT_EQ(size_candidates(*find_vm_size("NC6")).front().origin, CandidateOrigin::named_size);
}

TEST(VmSizes, WithGpusSayWhichOnes) {
    for (const VmSize& size : vm_sizes()) {
        EXPECT_EQ(size.gpus > 0, size.architecture != GpuArchitecture::none) << size.name;
        EXPECT_EQ(size.gpus > 0, !size.gpu.empty()) << size.name;
        EXPECT_EQ(size.gpus > 0, size.gpu_memory_gib > 0) << size.name;
        EXPECT_GT(size.vcpus, 0U) << size.name;
        EXPECT_GT(size.memory_gib, 0.5) << size.name;
    }
}

TEST(VmSizes, AreDescribedInWords) {
    const VmSize& old = *find_vm_size("Standard_NC24r");
    EXPECT_EQ(node_of(old), "24 vCPUs, 224 GiB, 4 x K80 with 12 GiB each, RDMA");
    EXPECT_EQ(node_of(*find_vm_size("Standard_A0")), "1 vCPU, 0.768 GiB");
    EXPECT_EQ(state_of(old), "retired on 2023-09-06");
    EXPECT_EQ(state_of(*find_vm_size("D2_v2")), "retires on 2028-05-01");
    EXPECT_EQ(state_of(*find_vm_size("NC8as_T4_v3")), "available");
    EXPECT_EQ(state_of(*find_vm_size("NV6s_v2")), "not known, most likely gone");
    EXPECT_THAT(losses(old, *find_vm_size("NC64as_T4_v3")), testing::ElementsAre("no RDMA"));
    EXPECT_THAT(losses(old, *find_vm_size("ND40rs_v2")), testing::ElementsAre("8 GPUs instead of 4"));
    EXPECT_THAT(
        losses(*find_vm_size("ND6s"), *find_vm_size("NC4as_T4_v3")),
        testing::ElementsAre("16 GiB of GPU memory instead of 24", "28 GiB of memory instead of 112"));
    EXPECT_TRUE(has_memory_of(*find_vm_size("NC12"), *find_vm_size("NC16as_T4_v3")))
        << "110 of 112 GiB is enough";
    EXPECT_FALSE(has_memory_of(*find_vm_size("NC6"), *find_vm_size("NC4as_T4_v3")));
    EXPECT_FALSE(has_memory_of(*find_vm_size("ND6s"), *find_vm_size("NC64as_T4_v3")));
}

TEST(VmSizes, TellStateAndSupportInOneWord) {
    EXPECT_EQ(to_string(SizeState::available), "available");
    EXPECT_EQ(to_string(SizeState::retiring), "retiring");
    EXPECT_EQ(to_string(SizeState::retired), "retired");
    EXPECT_EQ(to_string(SizeState::unknown), "unknown");
    EXPECT_EQ(to_string(AmlSupport::yes), "yes");
    EXPECT_EQ(to_string(AmlSupport::no), "no");
    EXPECT_EQ(to_string(AmlSupport::unknown), "unknown");
}

TEST(Sources, AreSortedAndAllKeysAreKnown) {
    const auto all = sources();
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                               [](const FactSource& a, const FactSource& b) { return a.key < b.key; }));
    const auto count = [](std::string_view keys) {
        return keys.empty() ? 0 : static_cast<std::size_t>(std::count(keys.begin(), keys.end(), ',')) + 1;
    };
    for (const VmSize& size : vm_sizes())
        EXPECT_EQ(find_sources(size.sources).size(), count(size.sources)) << size.name;
    for (const ImageRule& rule : image_rules())
        EXPECT_EQ(find_sources(rule.sources).size(), count(rule.sources)) << rule.repository;
    for (const FactSource& source : all)
        EXPECT_TRUE(source.url.empty() || source.url.starts_with("https://")) << source.key;
    EXPECT_EQ(find_sources("nc_ret,tf_docs")[1]->title, "TensorFlow: tested build configurations");
}

} // namespace
} // namespace batchai2aml
