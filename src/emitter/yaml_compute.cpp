#include "emitter/yaml.hpp"
#include "emitter/yaml_file.hpp"

namespace batchai2aml {

OutputFile emit_compute(const Compute& compute) {
    BlockWriter out = yaml::begin_file(compute.header, "amlCompute");
    out.string("type", "amlcompute");
    out.string("name", compute.name);
    yaml::add_value(out, "size", compute.size);
    out.string("tier", compute.tier == Tier::dedicated ? "dedicated" : "low_priority");
    out.integer("min_instances", compute.min_instances);
    out.integer("max_instances", compute.max_instances);
    out.integer("idle_time_before_scale_down", compute.idle_seconds);
    if (compute.ssh) {
        out.boolean("ssh_public_access_enabled", true);
        out.begin_mapping("ssh_settings");
        out.string("admin_username", compute.ssh->admin_username);
        out.string("ssh_key_value", compute.ssh->key_value);
        out.end();
    }
    if (!compute.subnet.empty()) {
        out.begin_mapping("network_settings");
        out.string("subnet", compute.subnet);
        out.end();
    }
    out.begin_mapping("identity");
    out.string("type", "system_assigned");
    out.end();
    return {compute.file, std::move(out).take()};
}

} // namespace batchai2aml
