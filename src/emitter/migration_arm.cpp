#include "emitter/migration_arm.hpp"

#include <algorithm>
#include <vector>

#include "emitter/arm_parameters.hpp"
#include "emitter/migration_parts.hpp"
#include "emitter/migration_storage.hpp"
#include "emitter/registries.hpp"
#include "support/markdown.hpp"

namespace batchai2aml {
namespace {

using page::argument;

constexpr std::string_view upload_commands =
    R"sh(# The container in which the workspace keeps files of its own:
account="$(az ml datastore show --name workspaceblobstore --query account_name --output tsv)"
container="$(az ml datastore show --name workspaceblobstore --query container_name --output tsv)"
endpoint="$(az ml datastore show --name workspaceblobstore --query endpoint --output tsv)"
az storage blob upload-batch --auth-mode login --account-name "$account" --destination "$container" \
  --destination-path batchai2aml --source arm/uploads --overwrite --output none
UPLOADS="https://$account.blob.$endpoint/$container/batchai2aml"
)sh";

constexpr std::string_view parameter_function =
    R"sh(# Prints the parameter $1 of the template; its value is read from standard input.
secret_parameter() {
  IFS= read -r secret
  if [ -z "$secret" ]; then
    echo "no value for $1" >&2
    return 1
  fi
  masked="$(printf '%s' "$secret" | sed 's/[\\"]/\\&/g')"
  unset secret
  printf '"%s": {"value": "%s"}' "$1" "$masked"
}
)sh";

constexpr std::string_view deploy_head =
    R"sh(# Deploys the template. The secrets pass through a file that only you can read.
deploy_template() (
  umask 077
  folder="$(mktemp -d)" || exit 1
  trap 'rm -rf "$folder"' EXIT
  {
    printf '{"parameters": {' &&
)sh";

constexpr std::string_view deploy_tail = R"sh(      printf '}}\n'
  } >"$folder/secrets.json" &&
    az deployment group create --name batchai2aml --resource-group "$RESOURCE_GROUP" \
      --template-file arm/template.json \
      --parameters @arm/parameters.json "@$folder/secrets.json" workspace="$WORKSPACE")sh";

constexpr std::string_view deploy_without_secrets =
    R"sh(# Deploys the template.
deploy_template() {
  az deployment group create --name batchai2aml --resource-group "$RESOURCE_GROUP" \
    --template-file arm/template.json \
    --parameters @arm/parameters.json workspace="$WORKSPACE")sh";

bool has_uploads(const Migration& migration) {
    const auto has_code = [](const CommandJob& job) { return !job.code.empty(); };
    return !migration.environments.empty() || std::ranges::any_of(migration.jobs, has_code);
}

bool has_ready_job(const Migration& migration) {
    return std::ranges::any_of(migration.jobs, [](const auto& job) { return job.header.needs_work.empty(); });
}

bool is_asked_for(const arm::SecretParameter& secret) {
    return secret.host != nullptr && secret.url.empty();
}

/// Prints the secret, or asks for it.
std::string source_of(const arm::SecretParameter& secret) {
    if (!secret.url.empty())
        return "az keyvault secret show --id " + argument(secret.url) + " --query value --output tsv";
    // The template does not deploy the datastore before its account is known.
    if (secret.store != nullptr && !secret.store->account_known) return "printf 'not known yet\\n'";
    if (secret.store != nullptr) return account_key_command(*secret.store);
    return "ask_secret " + argument(secret.help);
}

std::string deploy_function(const Migration& migration, Connections made) {
    const std::vector<RegistryLogin> registries = registry_logins(migration);
    const std::vector<arm::SecretParameter> secrets = arm::secret_parameters(migration, registries);
    // The parameters that calls add, where there are any.
    const bool more = has_uploads(migration) || has_ready_job(migration);
    const std::string end = std::string(more ? " \"$@\"" : "") + " --output table\n";
    if (secrets.empty()) return std::string(deploy_without_secrets) + end + "}\n";
    const bool asks = made == Connections::by_template && std::ranges::any_of(secrets, is_asked_for);
    std::string out = (asks ? std::string(ask_secret_function()) : "") + std::string(parameter_function)
                      + std::string(deploy_head);
    for (const arm::SecretParameter& secret : secrets)
        out += std::string(&secret == &secrets.front() ? "" : "      printf ', ' &&\n") + "      "
               + source_of(secret) + " |\n      secret_parameter " + argument(secret.name) + " &&\n";
    return out + std::string(deploy_tail) + end + ")\n";
}

/// What the template has and does not deploy.
template <class Resource>
void add_unready(std::string& out, std::string_view kind, const std::vector<Resource>& resources) {
    for (const Resource& resource : resources) {
        if (resource.header.needs_work.empty()) continue;
        out += "- [ ] the " + std::string(kind) + " " + markdown::code(resource.name) + ":";
        const char* separator = " ";
        for (const std::string& task : resource.header.needs_work) {
            out += separator + markdown::escape(task);
            separator = "; ";
        }
        out += "\n";
    }
}

std::string unready_text(const Migration& migration) {
    std::string list;
    add_unready(list, "compute", migration.computes);
    add_unready(list, "datastore", migration.datastores);
    add_unready(list, "environment", migration.environments);
    add_unready(list, "job", migration.jobs);
    if (list.empty()) return {};
    return "\nThe template leaves these out (`\"condition\": false`) until something is done:\n\n" + list;
}

std::string call(const Migration& migration, std::string_view more) {
    return "\n"
           + markdown::code_block(
               "bash", "deploy_template" + std::string(has_uploads(migration) ? " uploads=\"$UPLOADS\"" : "")
                           + std::string(more) + "\n");
}

} // namespace

std::string uploads_section(const Migration& migration) {
    if (!has_uploads(migration)) return {};
    return "\nThe service reads the files of jobs and images that are built from storage. You need the role "
           "Storage Blob Data\nContributor on the storage account of the workspace.\n\n"
           + markdown::code_block("bash", upload_commands);
}

std::string deployment_section(const Migration& migration, Connections made) {
    if (migration.computes.empty() && migration.datastores.empty() && migration.environments.empty()
        && migration.jobs.empty())
        return {};
    return "\n`arm/template.json` makes everything but the jobs, and can be deployed again after a "
           "change.\n\n"
           + markdown::code_block("bash", deploy_function(migration, made)) + call(migration, "")
           + unready_text(migration);
}

std::string deployed_jobs_section(const Migration& migration) {
    if (!has_ready_job(migration)) return {};
    return "\nEach deployment with `submitJobs=true` submits all jobs of the template anew, under names that "
           "end "
           "in the time.\n"
           + call(migration, " submitJobs=true");
}

std::string deployment_instead_section(const Migration& migration) {
    const std::string deployment = deployment_section(migration, Connections::by_command);
    if (deployment.empty()) return {};
    return "\nThe folder `arm` holds the same resources for Azure Resource Manager. This is another way to "
           "create them, not a further\nstep.\n"
           + uploads_section(migration) + deployment + deployed_jobs_section(migration);
}

} // namespace batchai2aml
