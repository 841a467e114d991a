#include "emitter/migration_runconfig.hpp"

#include <algorithm>
#include <set>

#include "emitter/migration_parts.hpp"
#include "support/markdown.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

using page::argument;

constexpr std::string_view python = "sdk-v1/bin/python";

std::string install_block() {
    return markdown::code_block("bash", "python3 -m venv sdk-v1\nsdk-v1/bin/pip install azureml-core\n");
}

std::string workspace_text(const PageNames& names) {
    if (!names.subscription.empty() && !names.resource_group.empty() && !names.workspace.empty()) return {};
    return "\nThe scripts look for `runconfig/config.json`, which says where the workspace is:\n\n"
           + markdown::code_block(
               "bash", "printf '{\"subscription_id\": \"%s\", \"resource_group\": \"%s\", "
                       "\"workspace_name\": \"%s\"}\\n' \\\n"
                       "  \"$(az account show --query id --output tsv)\" \"$RESOURCE_GROUP\" \"$WORKSPACE\" "
                       ">runconfig/config.json\n");
}

/// Nothing else may become part of the name of a variable.
bool is_account(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
}

// Keys travel in the environment, not in arguments.
std::string resources_block(const Migration& migration) {
    std::set<std::string> accounts;
    std::size_t left_out = 0;
    for (const Datastore& datastore : migration.datastores) {
        if (!datastore.header.needs_work.empty()) continue;
        if (is_account(datastore.account.text))
            accounts.insert(datastore.account.text);
        else
            ++left_out;
    }
    std::string commands;
    std::string forget;
    for (const std::string& account : accounts) {
        const std::string variable = "ACCOUNT_KEY_" + upper(account);
        commands.append(variable).append("=\"$(az storage account keys list --account-name ").append(account);
        commands += " \\\n  --resource-group \"$STORAGE_GROUP\" --query \"[0].value\" --output tsv)\"\n";
        commands.append("export ").append(variable) += "\n";
        forget.append("unset ").append(variable) += "\n";
    }
    std::string out = markdown::code_block("bash", commands + std::string(python)
                                                       + " runconfig/create_resources.py\n" + forget);
    if (left_out != 0)
        out += "\nThe script leaves out " + page::count(left_out, "datastore")
               + " whose account has a name that Azure does not allow.\n";
    return out;
}

} // namespace

std::string runconfig_setup_section(const Migration& migration, const PageNames& names) {
    if (!names.has(OutputFormat::runconfig)) return {};
    std::string out =
        "\nRun configurations are of SDK v1, whose support ended on 2026-06-30. Its library needs a "
        "Python that it knows, 3.8 to\n3.11:\n\n"
        + install_block() + workspace_text(names);
    // The other formats make them as well.
    if (names.has(OutputFormat::yaml) || names.has(OutputFormat::arm)) return out;
    return out + "\nComputes and datastores, where they are not there yet:\n\n" + resources_block(migration);
}

std::string runconfig_jobs_section(const Migration& migration, const PageNames& names) {
    if (!names.has(OutputFormat::runconfig)) return {};
    std::string submits;
    std::size_t submitted = 0;
    for (const CommandJob& job : migration.jobs) {
        if (!job.header.needs_work.empty()) continue;
        submits += std::string(python) + " runconfig/submit.py " + argument(job.name) + "\n";
        ++submitted;
    }
    std::string out;
    if (submitted != 0) out += "\nEach as often as it is to run:\n\n" + markdown::code_block("bash", submits);
    if (submitted < migration.jobs.size())
        out += "\nJobs that need work are left out here; the first lines of their files say what it is.\n";
    return out;
}

} // namespace batchai2aml
