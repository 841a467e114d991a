#include "emitter/migration_page.hpp"

#include <algorithm>
#include <set>

#include "emitter/migration_arm.hpp"
#include "emitter/migration_findings.hpp"
#include "emitter/migration_parts.hpp"
#include "emitter/migration_runconfig.hpp"
#include "emitter/migration_secrets.hpp"
#include "emitter/migration_storage.hpp"
#include "emitter/quota.hpp"
#include "model/skipped.hpp"
#include "support/markdown.hpp"

namespace batchai2aml {
namespace {

using page::Action;
using page::argument;
using page::count;

/// What nobody has to look for on this page.
std::string skipped_text(const SkippedFiles& skipped) {
    std::string out;
    if (const std::string text = not_batchai_text(skipped); !text.empty())
        out += "\nNot Batch AI: " + text + ".\n";
    if (const std::string text = left_out_text(skipped); !text.empty()) out += "\nLeft out: " + text + ".\n";
    return out;
}

std::string introduction(const Migration& migration) {
    return "# Migration to Azure Machine Learning\n\nConverted from Batch AI: "
           + count(migration.computes.size(), "compute") + ", "
           + count(migration.datastores.size(), "datastore") + ", " + count(migration.jobs.size(), "job")
           + ".\n\nWork through this page from top to bottom. Run the commands in one bash session, in the "
             "folder of this page, after\n`az login`.\n";
}

std::string questions_text(const Report& report) {
    std::string out;
    for (const Question& question : report.questions) {
        if (question.need != Need::answer) continue;
        std::set<std::string_view> files;
        for (const Place& place : question.places)
            files.insert(place.file);
        out += "- [ ] " + markdown::escape(question.text) + " (" + markdown::code(question.setting) + ", "
               + count(files.size(), "file") + ")\n";
    }
    if (out.empty()) return out;
    return "\n## Questions\n\nAnswer these in `answers.yml` and convert again with `--config` and that file: "
           "what "
           "depends on them is marked below.\n\n"
           + out;
}

/// The arguments of `az ml workspace create`.
std::string new_workspace(const Migration& migration, const std::string& workspace, const PageNames& names) {
    // A file of another name than the setting says would create another workspace.
    const bool own = migration.workspace && workspace == migration.workspace->name;
    if (own && names.has(OutputFormat::yaml)) return "-f " + argument(migration.workspace->file);
    const std::string location = own ? migration.workspace->location : "";
    return "--name \"$WORKSPACE\"" + (location.empty() ? "" : " --location " + argument(location));
}

std::string workspace_section(const Migration& migration, const PageNames& names) {
    const std::string own = migration.workspace ? migration.workspace->name : "my-workspace";
    const std::string workspace = names.workspace.empty() ? own : names.workspace;
    const std::string group = names.resource_group.empty() ? "my-resource-group" : names.resource_group;
    const bool given = !names.workspace.empty() && !names.resource_group.empty();
    return std::string(given ? ""
                             : "\nFill in the two names, or give them by `--resource-group` and "
                               "`--workspace` and convert again.\n")
           + "\n"
           + markdown::code_block(
               "bash", "RESOURCE_GROUP=" + (given ? argument(group) : "\"" + group + "\"")
                           + "\nWORKSPACE=" + (given ? argument(workspace) : "\"" + workspace + "\"") + "\n"
                           + (names.subscription.empty()
                                  ? ""
                                  : "az account set --subscription " + argument(names.subscription) + "\n")
                           + "# Where the storage accounts are, if not in the group of the workspace:\n"
                             "export STORAGE_GROUP=\"$RESOURCE_GROUP\"\n"
                             "az extension add --name ml --upgrade\n"
                             "az configure --defaults group=\"$RESOURCE_GROUP\" workspace=\"$WORKSPACE\"\n"
                             "az ml workspace show --name \"$WORKSPACE\" --output table\n")
           + "\nOnly when there is no workspace yet:\n\n"
           + markdown::code_block("bash", "az ml workspace create "
                                              + new_workspace(migration, workspace, names) + "\n");
}

std::string quota_section(const Migration& migration) {
    const std::vector<QuotaNeed> needs = quota_needs(migration);
    if (needs.empty()) return {};
    std::string out = "\nAzure ML counts cores by families of sizes, apart from the quota for virtual "
                      "machines; families with "
                      "GPUs start at\nnone. All computes at their largest need:\n\n"
                      "| family | cores | sizes |\n|---|---|---|\n";
    for (const QuotaNeed& need : needs) {
        std::string sizes;
        for (const std::string& size : need.sizes)
            sizes += (sizes.empty() ? "" : ", ") + markdown::escape(size);
        out += "| " + markdown::escape(need.family) + " | " + std::to_string(need.cores) + " | " + sizes
               + " |\n";
    }
    return out
           + "\nAsk for what is missing before the computes are created (portal of Azure: Quotas, Machine "
             "learning).\n\n"
           + markdown::code_block("bash", "az ml compute list-usage --output table --query \\\n"
                                          "  \"[].{family: name.localized_value || name.localizedValue, "
                                          "used: current_value || currentValue, "
                                          "limit: limit}\"\n");
}

std::string environments_text(const Migration& migration) {
    std::vector<Action> actions;
    for (const Environment& environment : migration.environments)
        actions.push_back({&environment.file, &environment.header,
                           "az ml environment create -f " + argument(environment.file) + "\n"});
    if (actions.empty()) return {};
    return "\nThese images hold what node set-up installed. The first job builds its image by itself; to "
           "see before whether it can\nbe built:\n"
           + page::actions_text(actions);
}

std::string pulled_images_text(const Migration& migration) {
    std::set<std::string_view> images;
    for (const CommandJob& job : migration.jobs)
        if (!job.image.text.empty() && job.image.comment.empty()) images.insert(job.image.text);
    if (images.empty()) return {};
    std::string commands;
    for (const std::string_view image : images)
        commands += "docker manifest inspect " + argument(image) + " >/dev/null && echo "
                    + argument("there: " + std::string(image)) + "\n";
    return "\nThis program opens no connection: whether these images can still be pulled was not checked. "
           "Docker asks their\nregistries:\n\n"
           + markdown::code_block("bash", commands);
}

/// Names of VM sizes are letters, digits, `_` and `-`; nothing else may get into a query.
bool is_plain(std::string_view size) {
    return std::ranges::all_of(size, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
               || c == '-';
    });
}

std::string sizes_text(const Migration& migration) {
    std::set<std::string> sizes;
    for (const Compute& compute : migration.computes)
        if (compute.size.comment.empty() && is_plain(compute.size.text)) sizes.insert(compute.size.text);
    std::string query;
    for (const std::string& size : sizes)
        query += (query.empty() ? "" : " || ") + ("name=='" + size + "'");
    if (query.empty()) return {};
    return "\nNot every region has every size. This prints those of the sizes below that yours has:\n\n"
           + markdown::code_block("bash", "az ml compute list-sizes --output table --query \\\n  \"[?" + query
                                              + "].{size: name}\"\n");
}

std::string computes_section(const Migration& migration, const PageNames& names) {
    if (migration.computes.empty()) return {};
    if (!names.has(OutputFormat::yaml)) return sizes_text(migration);
    std::vector<Action> actions;
    for (const Compute& compute : migration.computes)
        actions.push_back(
            {&compute.file, &compute.header, "az ml compute create -f " + argument(compute.file) + "\n"});
    return "\nEach gets an identity of its own, by which jobs reach storage, registries and key vaults.\n"
           + sizes_text(migration) + page::actions_text(actions);
}

std::string jobs_section(const Migration& migration) {
    std::vector<Action> actions;
    for (const CommandJob& job : migration.jobs)
        actions.push_back({&job.file, &job.header, "az ml job create -f " + argument(job.file) + "\n"});
    return page::actions_text(actions);
}

} // namespace

std::string emit_migration_page(const Migration& migration, const Report& report, const PageNames& names) {
    const bool yaml = names.has(OutputFormat::yaml);
    const bool arm = names.has(OutputFormat::arm);
    const auto if_yaml = [&](std::string text) { return yaml ? std::move(text) : std::string(); };
    const auto if_arm = [&](std::string text) { return arm && !yaml ? std::move(text) : std::string(); };
    const Connections connections = arm && !yaml ? Connections::by_template : Connections::by_command;
    const std::pair<std::string_view, std::string> sections[] = {
        {"Workspace", workspace_section(migration, names)},
        {"Quota", quota_section(migration)},
        {"Datastores on Blob storage", if_yaml(blob_section(migration))},
        {"Datastores on Azure Files", if_yaml(share_section(migration))},
        {"Your access to storage", own_access_section(migration)},
        {"Data to copy", copy_section(migration)},
        {"Images", if_yaml(environments_text(migration)) + pulled_images_text(migration)},
        {"Computes", computes_section(migration, names)},
        {"Files to upload", if_arm(uploads_section(migration))},
        {"Deployment", if_arm(deployment_section(migration, connections))},
        {"SDK v1", runconfig_setup_section(migration, names)},
        {"Access of the computes to Blob storage", yaml || arm ? compute_access_section(migration) : ""},
        {"Registries", registry_section(migration, connections)},
        {"Secrets", vault_section(migration, names.key_vault)},
        {"Jobs", if_yaml(jobs_section(migration)) + if_arm(deployed_jobs_section(migration))},
        {"Jobs by SDK v1", runconfig_jobs_section(migration, names)},
        {"In place of all this: one deployment", arm && yaml ? deployment_instead_section(migration) : ""},
    };
    std::string out = introduction(migration) + skipped_text(report.skipped) + questions_text(report);
    int number = 0;
    for (const auto& [heading, text] : sections) {
        if (text.empty()) continue;
        out += "\n## " + std::to_string(++number) + ". ";
        out.append(heading) += "\n" + text;
    }
    return out + finding_sections(report.findings);
}

} // namespace batchai2aml
