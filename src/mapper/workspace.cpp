// Workspaces (batchai.md 1.1; azureml.md 2.1, 3.4; design.md 7, row 30).
#include <algorithm>

#include "mapper/job_builder.hpp"
#include "mapper/mapper.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view workspace_file = "workspace.yml";

// "East US" and "eastus" are one region.
std::string region(std::string_view location) {
    std::string out = lower(location);
    std::erase(out, ' ');
    return out;
}

void account(const Workspace& source, bool only, Notes& notes) {
    const auto record = [&](LeafId leaf, const Rule& rule, std::string_view path) {
        const Rule& used = only ? rule : rules::workspace_other;
        notes.ledger.add(leaf, used, only ? std::string(workspace_file) : std::string{},
                         only ? std::string(path) : std::string{});
    };
    for (const Text& text : {source.id, source.name})
        if (text) record(text->leaf, rules::workspace_name, "name");
    if (source.type) notes.ledger.add(source.type->leaf, rules::resource_type);
    if (source.location) record(source.location->leaf, rules::workspace_location, "location");
    for (const Tag& tag : source.tags)
        record(tag.value.leaf, rules::workspace_tags, "tags." + tag.name);
}

MlWorkspace convert_workspace(const LinkedWorkspace& linked) {
    MlWorkspace out;
    out.name = linked.name;
    out.file = workspace_file;
    out.header.source = described_source(*linked.document, *linked.workspace);
    if (linked.workspace->location) out.location = region(linked.workspace->location->value);
    for (const Tag& tag : linked.workspace->tags)
        out.tags.emplace_back(tag.name, tag.value.value);
    return out;
}

} // namespace

MappedWorkspace map_workspaces(const Project& project) {
    MappedWorkspace out;
    const auto originals =
        std::count_if(project.workspaces.begin(), project.workspaces.end(),
                      [](const LinkedWorkspace& linked) { return linked.copy_of == nowhere; });
    for (const LinkedWorkspace& linked : project.workspaces) {
        account(*linked.workspace, originals == 1, out.notes);
        if (linked.copy_of != nowhere) continue;
        if (originals == 1) out.workspace = convert_workspace(linked);
        out.notes.diagnostics.push_back(
            {.code = "B2A1001",
             .at = linked.workspace->origin,
             .message = "the workspace " + quoted(linked.source_name)
                        + (originals == 1
                               ? " needs a workspace of Azure ML"
                               : " is one of " + std::to_string(originals) + ": jobs of one run go to one"),
             .remedy =
                 originals == 1 ? "" : "Choose one, or convert the files of each workspace by themselves.",
             .subject = originals == 1 ? std::string(workspace_file) : std::string{}});
    }
    return out;
}

} // namespace batchai2aml
