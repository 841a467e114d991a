// Clusters without their scale (batchai.md 4; azureml.md 1.3, 2.10, 6.8; design.md 7, rows 3, 4, 14, 27, 31).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::Told;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// A cluster that needs nothing else.
struct Bench : Workbench {
    Bench() {
        cluster.vm_size = text("Standard_NC4as_T4_v3");
        cluster.minimum_node_count = count(0);
        cluster.maximum_node_count = count(2);
    }
};

TEST(Cluster, WithNothingUnusualHasNoFindings) {
    Bench bench;
    const MappedCompute mapped = bench.map_compute();
    EXPECT_THAT(Told(mapped.notes).codes(), IsEmpty());
    EXPECT_EQ(mapped.compute.name, "gpu");
    EXPECT_EQ(mapped.compute.file, "compute/gpu.yml");
    EXPECT_EQ(mapped.compute.header.source, "tf/job.json");
    EXPECT_THAT(mapped.compute.header.needs_work, IsEmpty());
    EXPECT_EQ(mapped.compute.idle_seconds, 300);
    EXPECT_THAT(Told(mapped.notes).defaults(),
                UnorderedElementsAre("cluster.identity -> identity", "cluster.default_tier -> tier",
                                     "cluster.idle_time -> idle_time_before_scale_down"));
}

TEST(Cluster, TellsWhatBecameOfItsIdentity) {
    Bench bench;
    bench.cluster.id =
        bench.text("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/clusters/gpu");
    bench.cluster.name = bench.text("gpu");
    bench.cluster.type = bench.text("Microsoft.BatchAI/Clusters");
    bench.cluster.location = bench.text("East US");
    bench.cluster.tags.push_back({"team", {"a", bench.leaf()}});
    const MappedCompute mapped = bench.map_compute();
    const Told told(mapped.notes);
    EXPECT_THAT(told.of(bench.cluster.id), ElementsAre("resource.id -> name"));
    EXPECT_THAT(told.files_of(bench.cluster.id->leaf), ElementsAre("compute/gpu.yml"));
    EXPECT_THAT(told.of(bench.cluster.name), ElementsAre("resource.name -> name"));
    EXPECT_THAT(told.of(bench.cluster.type), ElementsAre("resource.type"));
    EXPECT_THAT(told.files_of(bench.cluster.type->leaf), ElementsAre("")) << "what is dropped goes nowhere";
    EXPECT_THAT(told.of(bench.cluster.location), ElementsAre("resource.location"));
    EXPECT_THAT(told.of(bench.cluster.tags[0].value.leaf), ElementsAre("cluster.tags"));
    EXPECT_THAT(told.codes(), IsEmpty());
}

TEST(Cluster, TellsOfANewName) {
    Bench bench;
    bench.cluster.name = bench.text("gpu_cluster.1");
    bench.linked_cluster.source_name = "gpu_cluster.1";
    const MappedCompute mapped = bench.map_compute();
    const Diagnostic finding = Told(mapped.notes).finding("B2A1101");
    EXPECT_EQ(finding.message, "the cluster \"gpu_cluster.1\" is called \"gpu\" now");
    EXPECT_EQ(finding.at, bench.cluster.name->leaf);
    EXPECT_EQ(finding.subject, "compute/gpu.yml");
}

struct Size {
    const char* name;
    const char* wanted;
    const char* written;
    const char* rule;
    const char* code; ///< empty: none
};
class Sizes : public testing::TestWithParam<Size> {};

TEST_P(Sizes, AreChecked) {
    Bench bench;
    bench.cluster.vm_size = bench.text(GetParam().wanted);
    const MappedCompute mapped = bench.map_compute();
    EXPECT_EQ(mapped.compute.size.text, GetParam().written);
    EXPECT_THAT(Told(mapped.notes).of(bench.cluster.vm_size),
                ElementsAre(std::string(GetParam().rule) + " -> size"));
    const std::string code = GetParam().code;
    EXPECT_EQ(Told(mapped.notes).codes(),
              code.empty() ? std::vector<std::string>{} : std::vector<std::string>{code});
}
INSTANTIATE_TEST_SUITE_P(
    Cluster, Sizes,
    testing::Values(Size{"Available", "STANDARD_NC4AS_T4_V3", "Standard_NC4as_T4_v3", "cluster.vm_size", ""},
                    Size{"Retired", "STANDARD_NC6", "Standard_NC8as_T4_v3", "cluster.vm_size_successor",
                         "B2A0804"},
                    Size{"RetiredInLowerCase", "standard_nv6", "Standard_NC8as_T4_v3",
                         "cluster.vm_size_successor", "B2A0804"},
                    Size{"RetiredPromo", "Standard_NC6_Promo", "Standard_NC8as_T4_v3",
                         "cluster.vm_size_successor", "B2A0804"},
                    Size{"Retiring", "Standard_D2_v2", "Standard_D2_v2", "cluster.vm_size", "B2A0802"},
                    Size{"Unknown", "Standard_XYZ9", "Standard_XYZ9", "cluster.vm_size", "B2A0803"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Sizes, SettingsReplaceThem) {
    Bench bench;
    bench.cluster.vm_size = bench.text("Standard_NC6");
    bench.options.sizes["STANDARD_NC6"] = "Standard_NC4as_T4_v3";
    const MappedCompute mapped = bench.map_compute();
    EXPECT_EQ(mapped.compute.size.text, "Standard_NC4as_T4_v3");
    EXPECT_THAT(Told(mapped.notes).of(bench.cluster.vm_size),
                ElementsAre("cluster.vm_size_replaced -> size"));
    EXPECT_THAT(Told(mapped.notes).codes(), IsEmpty());
    EXPECT_THAT(mapped.compute.header.needs_work, IsEmpty());
}

TEST(Sizes, SettingsKeepThem) {
    Bench bench;
    bench.options.vm_sizes = SizePolicy::keep;
    for (const char* size : {"STANDARD_NC6", "Standard_D2_v2", "Standard_XYZ9"}) {
        bench.cluster.vm_size = bench.text(size);
        const MappedCompute mapped = bench.map_compute();
        EXPECT_THAT(Told(mapped.notes).of(bench.cluster.vm_size), ElementsAre("cluster.vm_size -> size"));
        EXPECT_THAT(Told(mapped.notes).codes(), IsEmpty()) << size;
    }
}

TEST(Sizes, MissingOnesAreAskedFor) {
    Bench bench;
    bench.cluster.vm_size.reset();
    const MappedCompute mapped = bench.map_compute();
    EXPECT_THAT(Told(mapped.notes).codes(), ElementsAre("B2A0302"));
    EXPECT_THAT(Told(mapped.notes).finding("B2A0302").question, HasSubstr("Which VM size has the cluster"));
    EXPECT_THAT(Told(mapped.notes).defaults(), Contains("cluster.missing_size -> size"));
    EXPECT_FALSE(mapped.compute.size.comment.empty());
    EXPECT_THAT(mapped.compute.header.needs_work, ElementsAre(HasSubstr("--vm-size")));
    bench.options.vm_size = "Standard_NC4as_T4_v3";
    const MappedCompute answered = bench.map_compute();
    EXPECT_EQ(answered.compute.size.text, "Standard_NC4as_T4_v3");
    EXPECT_THAT(Told(answered.notes).codes(), IsEmpty());
    EXPECT_THAT(answered.compute.header.needs_work, IsEmpty());
}

TEST(Priority, LowPriorityBecomesDedicated) {
    for (const char* spelling : {"lowpriority", "lowPriority"}) {
        Bench bench;
        bench.cluster.vm_priority = bench.text(spelling);
        const MappedCompute mapped = bench.map_compute();
        EXPECT_EQ(mapped.compute.tier, Tier::dedicated);
        EXPECT_THAT(Told(mapped.notes).of(bench.cluster.vm_priority),
                    ElementsAre("cluster.low_priority_dedicated -> tier"));
        EXPECT_THAT(Told(mapped.notes).codes(), ElementsAre("B2A0304"));
    }
}

TEST(Priority, LowPriorityIsKeptOnDemand) {
    Bench bench;
    bench.options.low_priority = LowPriorityPolicy::keep;
    bench.cluster.vm_priority = bench.text("lowpriority");
    const MappedCompute mapped = bench.map_compute();
    EXPECT_EQ(mapped.compute.tier, Tier::low_priority);
    EXPECT_THAT(Told(mapped.notes).of(bench.cluster.vm_priority),
                ElementsAre("cluster.low_priority_kept -> tier"));
    bench.cluster.vm_priority = bench.text("Dedicated");
    EXPECT_EQ(bench.map_compute().compute.tier, Tier::dedicated) << "the setting touches low priority only";
}

TEST(Priority, DedicatedIsMapped) {
    Bench bench;
    bench.cluster.vm_priority = bench.text("dedicated");
    const MappedCompute mapped = bench.map_compute();
    EXPECT_THAT(Told(mapped.notes).of(bench.cluster.vm_priority), ElementsAre("cluster.dedicated -> tier"));
    EXPECT_THAT(Told(mapped.notes).codes(), IsEmpty());
    bench.cluster.vm_priority = bench.text("cheap");
    const MappedCompute wrong = bench.map_compute();
    EXPECT_THAT(Told(wrong.notes).codes(), ElementsAre("B2A0202"));
    EXPECT_EQ(wrong.compute.tier, Tier::dedicated);
}

TEST(Host, ImagesAreDropped) {
    Bench bench;
    for (Text* text : {&bench.cluster.image_publisher, &bench.cluster.image_offer, &bench.cluster.image_sku,
                       &bench.cluster.image_version})
        *text = bench.text("x");
    const MappedCompute mapped = bench.map_compute();
    for (const Text& text : {bench.cluster.image_publisher, bench.cluster.image_offer,
                             bench.cluster.image_sku, bench.cluster.image_version})
        EXPECT_THAT(Told(mapped.notes).of(text), ElementsAre("cluster.host_image"));
    EXPECT_THAT(Told(mapped.notes).codes(), IsEmpty());
}

TEST(Host, CustomImagesAreATask) {
    Bench bench;
    bench.cluster.image_id = bench.text("/images/i");
    const MappedCompute mapped = bench.map_compute();
    EXPECT_THAT(Told(mapped.notes).of(bench.cluster.image_id), ElementsAre("cluster.custom_image"));
    EXPECT_EQ(Told(mapped.notes).finding("B2A0307").at, bench.cluster.image_id->leaf);
}

TEST(Host, PerformanceCountersAreDropped) {
    Bench bench;
    bench.cluster.app_insights_component = bench.text("/ai");
    bench.cluster.instrumentation_key = bench.secret();
    bench.cluster.instrumentation_key_reference = {bench.text("/v"), bench.text("https://v/s")};
    const MappedCompute mapped = bench.map_compute();
    const Told told(mapped.notes);
    EXPECT_THAT(told.of(bench.cluster.app_insights_component), ElementsAre("cluster.app_insights"));
    EXPECT_THAT(told.of(bench.cluster.instrumentation_key), ElementsAre("cluster.app_insights_key"));
    EXPECT_THAT(told.of(bench.cluster.instrumentation_key_reference.vault_id),
                ElementsAre("cluster.app_insights"));
    EXPECT_THAT(told.of(bench.cluster.instrumentation_key_reference.secret_url),
                ElementsAre("cluster.app_insights"));
}

TEST(Subnet, IsKept) {
    Bench bench;
    const std::string id =
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/s";
    bench.cluster.subnet_id = bench.text(id);
    const MappedCompute mapped = bench.map_compute();
    EXPECT_EQ(mapped.compute.subnet, id);
    EXPECT_EQ(Told(mapped.notes).times("B2A0313"), 0U);
    EXPECT_THAT(Told(mapped.notes).of(bench.cluster.subnet_id),
                ElementsAre("cluster.subnet -> network_settings.subnet"));
}

TEST(Subnets, ThatAreNoIdsAreReportedAndWritten) {
    for (const char* id : {"default", "/subscriptions/s/virtualNetworks/n", "/net/subnets/s"}) {
        Bench bench;
        bench.cluster.subnet_id = bench.text(id);
        const auto mapped = bench.map_compute();
        EXPECT_EQ(mapped.compute.subnet, id);
        EXPECT_EQ(Told(mapped.notes).finding("B2A0313").at, bench.cluster.subnet_id->leaf) << id;
        EXPECT_THAT(mapped.compute.header.needs_work,
                    testing::Contains(testing::HasSubstr("is not the id of a subnet")));
    }
}

TEST(Mounts, OfTheClusterAreAccountedForThere) {
    Bench bench;
    const AzureBlobFileSystem blob{
        bench.text("acct"), bench.text("data"), bench.text("bfs"), bench.text("-o ro"), {}};
    bench.cluster_mount("bfs", "acct_data").source = &blob;
    bench.linked_cluster.mounts = bench.linked.mounts;
    const MappedCompute mapped = bench.map_compute();
    EXPECT_THAT(Told(mapped.notes).of(blob.container_name),
                ElementsAre("storage.container_name -> container_name"));
    EXPECT_THAT(Told(bench.map().notes).of(blob.container_name), IsEmpty()) << "not once more with each job";
}

} // namespace
} // namespace batchai2aml
