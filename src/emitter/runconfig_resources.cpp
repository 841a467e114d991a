#include "emitter/runconfig_resources.hpp"

#include "emitter/build_context.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// Indented JSON: a person reads it before running what it describes.
class Json {
  public:
    Json& key(std::string_view name) {
        line();
        out_ += json_quote(name) + ": ";
        return *this;
    }
    Json& item() {
        line();
        return *this;
    }
    Json& open(char bracket) {
        out_ += bracket;
        ++depth_;
        first_ = true;
        return *this;
    }
    Json& close(char bracket) {
        --depth_;
        if (!first_) out_ += '\n' + std::string(2 * depth_, ' ');
        out_ += bracket;
        first_ = false;
        return *this;
    }
    void text(std::string_view name, std::string_view value) { key(name).out_ += json_quote(value); }
    void item_text(std::string_view value) { item().out_ += json_quote(value); }
    void number(std::string_view name, std::int64_t value) { key(name).out_ += std::to_string(value); }
    [[nodiscard]] std::string take() && { return std::move(out_) + "\n"; }

  private:
    void line() {
        out_ += (first_ ? "\n" : ",\n") + std::string(2 * depth_, ' ');
        first_ = false;
    }

    std::string out_;
    std::size_t depth_ = 0;
    bool first_ = true;
};

void write_texts(Json& json, std::string_view name,
                 const std::vector<std::pair<std::string, std::string>>& texts) {
    json.key(name).open('{');
    for (const auto& [key, value] : texts)
        json.text(key, value);
    json.close('}');
}

void write_needs(Json& json, const Header& header) {
    if (header.needs_work.empty()) return;
    json.key("needs_work").open('[');
    for (const std::string& task : header.needs_work)
        json.item_text(task);
    json.close(']');
}

// /subscriptions/S/resourceGroups/G/providers/Microsoft.Network/virtualNetworks/V/subnets/N
void write_subnet(Json& json, std::string_view id) {
    const auto parts = split(id, '/');
    const auto after = [&](std::string_view word) -> std::string_view {
        for (std::size_t i = 0; i + 1 < parts.size(); ++i)
            if (iequals(parts[i], word)) return parts[i + 1];
        return {};
    };
    json.text("vnet_resourcegroup_name", after("resourceGroups"));
    json.text("vnet_name", after("virtualNetworks"));
    json.text("subnet_name", after("subnets"));
}

// Named like the parameters of AmlCompute.provisioning_configuration (azureml.md 4.3).
void write_compute(Json& json, const Compute& compute) {
    json.item().open('{');
    json.text("name", compute.name);
    write_needs(json, compute.header);
    json.key("configuration").open('{');
    json.text("vm_size", compute.size.text);
    json.text("vm_priority", compute.tier == Tier::low_priority ? "lowpriority" : "dedicated");
    json.number("min_nodes", compute.min_instances);
    json.number("max_nodes", compute.max_instances);
    json.number("idle_seconds_before_scaledown", compute.idle_seconds);
    json.text("identity_type", "SystemAssigned");
    if (compute.ssh) {
        json.text("admin_username", compute.ssh->admin_username);
        json.text("admin_user_ssh_key", compute.ssh->key_value);
        json.text("remote_login_port_public_access", "Enabled");
    }
    if (!compute.subnet.empty()) write_subnet(json, compute.subnet);
    json.close('}').close('}');
}

// Named like the parameters of Datastore.register_azure_file_share and register_azure_blob_container.
void write_datastore(Json& json, const Datastore& datastore) {
    const bool files = datastore.kind == DatastoreKind::azure_file;
    json.item().open('{');
    json.text("kind", files ? "azure_file" : "azure_blob");
    write_needs(json, datastore.header);
    json.key("registration").open('{');
    json.text("datastore_name", datastore.name);
    json.text("account_name", datastore.account.text);
    json.text(files ? "file_share_name" : "container_name", datastore.container.text);
    json.text("endpoint", datastore.endpoint);
    json.close('}').close('}');
}

void write_job(Json& json, const CommandJob& job) {
    json.item().open('{');
    json.text("name", job.name);
    write_needs(json, job.header);
    json.text("experiment", job.experiment_name);
    json.text("display_name", job.display_name);
    write_texts(json, "tags", job.tags);
    if (!job.environment.empty()) json.text("build_context", "environments/" + job.environment);
    json.close('}');
}

std::string resources(const Migration& migration) {
    Json json;
    json.open('{');
    if (const auto& workspace = migration.workspace) {
        json.key("workspace").open('{');
        json.text("name", workspace->name);
        json.text("location", workspace->location);
        write_texts(json, "tags", workspace->tags);
        json.close('}');
    }
    json.key("computes").open('[');
    for (const Compute& compute : migration.computes)
        write_compute(json, compute);
    json.close(']').key("datastores").open('[');
    for (const Datastore& datastore : migration.datastores)
        write_datastore(json, datastore);
    json.close(']').key("jobs").open('[');
    for (const CommandJob& job : migration.jobs)
        write_job(json, job);
    json.close(']').close('}');
    return std::move(json).take();
}

constexpr std::string_view create_script = R"(#!/usr/bin/env python3
"""Makes the computes and datastores of resources.json with SDK v1 (pip install azureml-core).

Usage: create_resources.py [--workspace FOLDER]      FOLDER: where the config.json of the workspace is; this one

Nothing that exists is changed. The key of a storage account is taken from the variable ACCOUNT_KEY_<ACCOUNT>, with
the account's name in upper case; without it the datastore is left out.
"""

import argparse
import json
import os
import pathlib
import sys

from azureml.core import Datastore, Workspace
from azureml.core.compute import AmlCompute, ComputeTarget

HERE = pathlib.Path(__file__).resolve().parent


def make_compute(workspace, compute):
    if compute["name"] in workspace.compute_targets:
        print("compute %s: it is there" % compute["name"])
        return True
    configuration = AmlCompute.provisioning_configuration(**compute["configuration"])
    ComputeTarget.create(workspace, compute["name"], configuration).wait_for_completion(show_output=True)
    return True


def make_datastore(workspace, datastore):
    values = datastore["registration"]
    name, account = values["datastore_name"], values["account_name"]
    if name in workspace.datastores:
        print("datastore %s: it is there" % name)
        return True
    key = os.environ.get("ACCOUNT_KEY_" + account.upper())
    if not key:
        print("datastore %s: set ACCOUNT_KEY_%s to the key of its storage account" % (name, account.upper()))
        return False
    register = Datastore.register_azure_file_share if datastore["kind"] == "azure_file" else Datastore.register_azure_blob_container
    register(workspace=workspace, account_key=key, **values)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspace", default=str(HERE), help="folder with config.json")
    workspace = Workspace.from_config(parser.parse_args().workspace)
    resources = json.loads((HERE / "resources.json").read_text(encoding="utf-8"))
    good = True
    for make, kind in ((make_compute, "computes"), (make_datastore, "datastores")):
        for resource in resources[kind]:
            for need in resource.get("needs_work", []):
                print("needs work: %s" % need)
                good = False
            if not resource.get("needs_work"):
                good = make(workspace, resource) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
)";

constexpr std::string_view submit_script = R"(#!/usr/bin/env python3
"""Submits jobs of this folder with SDK v1 (pip install azureml-core).

Usage: submit.py [--workspace FOLDER] JOB...      FOLDER: where the config.json of the workspace is; this one
"""

import argparse
import json
import pathlib
import sys

from azureml.core import Environment, Experiment, RunConfiguration, ScriptRunConfig, Workspace

HERE = pathlib.Path(__file__).resolve().parent


def configuration_of(workspace, job):
    """The run configuration; where an image has to be built, its environment is made from the build context."""
    configuration = RunConfiguration.load(str(HERE / job["name"]), job["name"])
    if "build_context" not in job:
        return configuration
    from azureml.core.environment import DockerBuildContext

    context = DockerBuildContext.from_local_directory(workspace, str(HERE / job["build_context"]))
    built = Environment.from_docker_build_context(job["build_context"].split("/")[-1], context)
    built.python.user_managed_dependencies = True
    built.environment_variables = configuration.environment.environment_variables
    configuration.environment = built
    return configuration


def submit(workspace, job):
    source = ScriptRunConfig(source_directory=str(HERE / job["name"]), run_config=configuration_of(workspace, job))
    run = Experiment(workspace, job["experiment"]).submit(source, tags=job["tags"])
    run.display_name = job["display_name"]
    print("%s: %s" % (job["name"], run.get_portal_url()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspace", default=str(HERE), help="folder with config.json")
    parser.add_argument("jobs", nargs="+", metavar="JOB")
    arguments = parser.parse_args()
    jobs = {job["name"]: job for job in json.loads((HERE / "resources.json").read_text(encoding="utf-8"))["jobs"]}
    unknown = [name for name in arguments.jobs if name not in jobs]
    if unknown:
        parser.error("no such job: " + ", ".join(unknown))
    workspace = Workspace.from_config(arguments.workspace)
    good = True
    for name in arguments.jobs:
        for need in jobs[name].get("needs_work", []):
            print("%s needs work: %s" % (name, need))
            good = False
        if not jobs[name].get("needs_work"):
            submit(workspace, jobs[name])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
)";

} // namespace

std::vector<OutputFile> emit_runconfig_resources(const Migration& migration) {
    std::vector<OutputFile> files;
    files.push_back({std::string(runconfig_resources_file), resources(migration)});
    files.push_back({std::string(runconfig_create_file), std::string(create_script), true});
    files.push_back({std::string(runconfig_submit_file), std::string(submit_script), true});
    for (const Environment& environment : migration.environments) {
        const std::string context = "runconfig/environments/" + environment.name + "/";
        files.push_back({context + "Dockerfile", dockerfile(environment)});
        files.push_back({context + "setup.sh", setup_script(environment), true});
        files.push_back({context + "sudo", std::string(sudo_stand_in()), true});
    }
    return files;
}

} // namespace batchai2aml
