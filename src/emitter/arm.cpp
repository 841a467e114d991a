#include "emitter/arm.hpp"

#include <iterator>
#include <memory>

#include "emitter/arm_files.hpp"
#include "emitter/arm_paths.hpp"

namespace batchai2aml {

namespace {

arm::Known known_names(const Migration& migration, const ArmNames& names) {
    arm::Known known;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) known.emplace(name, value);
    };
    add("subscription", names.subscription);
    add("resourceGroup", names.resource_group);
    add("workspace", names.workspace);
    if (const auto& workspace = migration.workspace) {
        add("workspace", workspace->name);
        add("location", workspace->location);
    }
    return known;
}

} // namespace

Emitted emit_arm(const Migration& migration, const ArmNames& names) {
    const std::string version =
        names.api_version.empty() ? std::string(default_api_version) : names.api_version;
    const arm::Known known = known_names(migration, names);
    auto resources = std::make_shared<arm::Resources>(arm::make_resources(migration));
    Emitted out;
    for (const arm::Resource& resource : resources->list)
        out.files.push_back(arm::request_file(resource, known, version));
    if (arm::can_be_deployed(*resources)) {
        out.files.push_back(arm::template_of(*resources, version));
        out.too_large = arm::too_large(*resources, out.files.back().bytes.size());
        out.files.push_back(arm::parameters_of(*resources, known));
    }
    std::move(resources->uploads.begin(), resources->uploads.end(), std::back_inserter(out.files));
    resources->uploads.clear();
    resources->list.clear();
    out.locate = [resources](std::string_view file, std::string_view path) {
        return arm::locate(*resources, file, path);
    };
    return out;
}

} // namespace batchai2aml
