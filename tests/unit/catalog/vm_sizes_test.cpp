// The table of VM sizes.
#include "catalog/vm_sizes.hpp"

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
        if (size.state == SizeState::retired) {
            EXPECT_FALSE(size.candidates.empty()) << size.name;
        }
        EXPECT_THAT(std::string(size.retired), testing::MatchesRegex("([0-9]{4}-[0-9]{2}-[0-9]{2})?"));
    }
}

TEST(VmSizes, CandidatesCanBeCreated) {
    for (const VmSize& size : vm_sizes()) {
        std::string_view rest = size.candidates;
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            const VmSize* candidate = find_vm_size(rest.substr(0, comma));
            EXPECT_TRUE(candidate == nullptr || candidate->state != SizeState::retired)
                << size.name << ": " << rest;
            rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
        }
    }
}

} // namespace
} // namespace batchai2aml
