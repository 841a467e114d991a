#include "emitter/yaml.hpp"
#include "emitter/yaml_file.hpp"

namespace batchai2aml {

OutputFile emit_workspace(const MlWorkspace& workspace) {
    BlockWriter out = yaml::begin_file(workspace.header, "workspace");
    out.string("name", workspace.name);
    if (!workspace.location.empty()) out.string("location", workspace.location);
    if (!workspace.tags.empty()) {
        out.begin_mapping("tags");
        for (const auto& [name, value] : workspace.tags)
            out.quoted(name, value);
        out.end();
    }
    return {workspace.file, std::move(out).take()};
}

} // namespace batchai2aml
