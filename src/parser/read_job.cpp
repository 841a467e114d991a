#include <array>
#include <utility>

#include "parser/layout.hpp"
#include "parser/readers.hpp"

namespace batchai2aml {

namespace {

struct ToolkitName {
    std::string_view member;
    Toolkit toolkit;
};
constexpr std::array<ToolkitName, 9> toolkit_names = {{{"cntkSettings", Toolkit::cntk},
                                                       {"tensorFlowSettings", Toolkit::tensorflow},
                                                       {"caffeSettings", Toolkit::caffe},
                                                       {"caffe2Settings", Toolkit::caffe2},
                                                       {"chainerSettings", Toolkit::chainer},
                                                       {"pyTorchSettings", Toolkit::pytorch},
                                                       {"horovodSettings", Toolkit::horovod},
                                                       {"customMpiSettings", Toolkit::custom_mpi},
                                                       {"customToolkitSettings", Toolkit::custom}}};

constexpr std::array<std::string_view, 13> toolkit_members = {
    "languageType",          "configFilePath",        "pythonScriptFilePath",
    "pythonInterpreterPath", "commandLineArgs",       "commandLine",
    "masterCommandLineArgs", "workerCommandLineArgs", "parameterServerCommandLineArgs",
    "processCount",          "workerCount",           "parameterServerCount",
    "communicationBackend"};

// Members that every toolkit with a Python script has (batchai.md 6.2).
void read_script(ObjectReader& reader, ToolkitSettings& out) {
    out.python_script_file_path = reader.free_text("pythonScriptFilePath");
    out.python_interpreter_path = reader.free_text("pythonInterpreterPath");
}

ToolkitSettings read_toolkit(ObjectReader& reader, Toolkit toolkit) {
    ToolkitSettings out;
    out.toolkit = toolkit;
    out.origin = reader.leaf();
    switch (toolkit) {
    case Toolkit::custom:
        out.command_line = reader.free_text("commandLine");
        break;
    case Toolkit::custom_mpi:
        out.command_line = reader.free_text("commandLine");
        out.process_count = reader.count("processCount");
        break;
    case Toolkit::tensorflow:
        read_script(reader, out);
        out.master_command_line_args = reader.free_text("masterCommandLineArgs");
        out.worker_command_line_args = reader.free_text("workerCommandLineArgs");
        out.parameter_server_command_line_args = reader.free_text("parameterServerCommandLineArgs");
        out.worker_count = reader.count("workerCount");
        out.parameter_server_count = reader.count("parameterServerCount");
        break;
    case Toolkit::cntk:
        out.language_type = reader.text("languageType");
        [[fallthrough]];
    case Toolkit::caffe:
        out.config_file_path = reader.free_text("configFilePath");
        [[fallthrough]];
    default:
        read_script(reader, out);
        out.command_line_args = reader.free_text("commandLineArgs");
        if (toolkit != Toolkit::caffe2) out.process_count = reader.count("processCount");
        if (toolkit == Toolkit::pytorch) out.communication_backend = reader.text("communicationBackend");
    }
    return out;
}

void read_container(ObjectReader& owner, Job& job) {
    auto settings = owner.object("containerSettings");
    if (!settings) return;
    ContainerSettings container;
    container.origin = settings->leaf();
    container.shm_size = settings->text("shmSize");
    if (auto registry = settings->object("imageSourceRegistry")) {
        container.image = registry->text("image");
        container.server_url = registry->text("serverUrl");
        if (auto credentials = registry->object("credentials")) {
            container.username = credentials->text("username");
            container.password = credentials->secret("password");
            container.password_reference = read_key_vault_reference(*credentials, "passwordSecretReference");
            report_both(credentials->context(), container.password, container.password_reference,
                        "password and passwordSecretReference");
            credentials->finish();
        }
        registry->finish();
    }
    settings->finish();
    job.container = std::move(container);
}

void read_directories(ObjectReader& owner, Job& job) {
    owner.each_object("inputDirectories", [&](ObjectReader& reader) {
        InputDirectory directory;
        directory.id = reader.text("id");
        directory.path = reader.text("path");
        job.input_directories.push_back(std::move(directory));
    });
    owner.each_object("outputDirectories", [&](ObjectReader& reader) {
        OutputDirectory directory;
        directory.id = reader.text("id");
        directory.path_prefix = reader.text("pathPrefix");
        directory.path_suffix = reader.text("pathSuffix");
        directory.type = reader.text("type");
        directory.create_new = reader.flag("createNew");
        job.output_directories.push_back(std::move(directory));
    });
}

void read_limits(ObjectReader& owner, Job& job) {
    job.scheduling_priority = owner.text("schedulingPriority");
    // A number, but one published answer of V3 spells it in words (batchai.md 6.1).
    job.priority = owner.text("priority");
    if (auto constraints = owner.object("constraints")) {
        job.max_wall_clock_time = constraints->text("maxWallClockTime");
        constraints->finish();
    }
}

} // namespace

Job read_job(ReadContext& context, const ResourceNode& where) {
    Job job;
    read_resource(context, where, "the job", job, [&](ObjectReader& members) {
        job.cluster_id = read_resource_id(members, "cluster");
        job.node_count = members.count("nodeCount");
        job.std_out_err_path_prefix = members.text("stdOutErrPathPrefix");
        job.experiment_name = members.text("experimentName");
        read_limits(members, job);
        read_container(members, job);
        if (auto preparation = members.object("jobPreparation")) {
            job.job_preparation = preparation->free_text("commandLine");
            preparation->finish();
        }
        read_directories(members, job);
        job.environment_variables = read_environment_variables(members);
        job.secrets = read_secret_variables(members);
        job.mount_volumes = read_mount_volumes(members);
        for (const ToolkitName& name : toolkit_names) {
            if (auto toolkit = members.object(name.member)) {
                job.toolkits.push_back(read_toolkit(*toolkit, name.toolkit));
                toolkit->foreign(toolkit_members);
                toolkit->finish();
            }
        }
    });
    ignore_older_members(context, job);
    return job;
}

} // namespace batchai2aml
