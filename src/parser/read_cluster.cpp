#include <array>
#include <utility>

#include "parser/layout.hpp"
#include "parser/readers.hpp"

namespace batchai2aml {

namespace {

void read_scale_settings(ObjectReader& owner, Cluster& cluster) {
    auto scale = owner.object("scaleSettings");
    if (!scale) return;
    if (auto manual = scale->object("manual")) {
        cluster.target_node_count = manual->count("targetNodeCount");
        cluster.node_deallocation_option = manual->text("nodeDeallocationOption");
        manual->finish();
    }
    if (auto automatic = scale->object("autoScale")) {
        cluster.minimum_node_count = automatic->count("minimumNodeCount");
        cluster.maximum_node_count = automatic->count("maximumNodeCount");
        cluster.initial_node_count = automatic->count("initialNodeCount");
        automatic->finish();
    }
    scale->finish();
}

void read_image(ObjectReader& owner, Cluster& cluster) {
    auto configuration = owner.object("virtualMachineConfiguration");
    if (!configuration) return;
    if (auto image = configuration->object("imageReference")) {
        cluster.image_publisher = image->text("publisher");
        cluster.image_offer = image->text("offer");
        cluster.image_sku = image->text("sku");
        cluster.image_version = image->text("version");
        cluster.image_id = image->text("virtualMachineImageId");
        image->finish();
    }
    configuration->finish();
}

void read_node_setup(ObjectReader& owner, Cluster& cluster) {
    auto setup = owner.object("nodeSetup");
    if (!setup) return;
    if (auto task = setup->object("setupTask")) {
        SetupTask out;
        out.origin = task->leaf();
        out.command_line = task->free_text("commandLine");
        out.std_out_err_path_prefix = task->text("stdOutErrPathPrefix");
        out.run_elevated = task->flag("runElevated");
        out.environment_variables = read_environment_variables(*task);
        out.secrets = read_secret_variables(*task);
        task->all(std::array<std::string_view, 1>{"stdOutErrPathSuffix"}, rules::service_state);
        task->finish();
        cluster.setup_task = std::move(out);
    }
    cluster.mount_volumes = read_mount_volumes(*setup);
    if (auto counters = setup->object("performanceCountersSettings")) {
        if (auto insights = counters->object("appInsightsReference")) {
            cluster.app_insights_component = read_resource_id(*insights, "component");
            cluster.instrumentation_key = insights->secret("instrumentationKey");
            cluster.instrumentation_key_reference =
                read_key_vault_reference(*insights, "instrumentationKeySecretReference");
            insights->finish();
        }
        counters->finish();
    }
    setup->finish();
}

} // namespace

Cluster read_cluster(ReadContext& context, const ResourceNode& where) {
    Cluster cluster;
    read_resource(context, where, "the cluster", cluster, [&](ObjectReader& members) {
        cluster.vm_size = members.text("vmSize");
        cluster.vm_priority = members.text("vmPriority");
        read_scale_settings(members, cluster);
        read_image(members, cluster);
        read_node_setup(members, cluster);
        cluster.user_account = read_user_account(members);
        cluster.subnet_id = read_resource_id(members, "subnet");
    });
    ignore_older_members(context, cluster);
    return cluster;
}

} // namespace batchai2aml
