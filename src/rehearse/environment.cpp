#include "rehearse/environment.hpp"

#include <filesystem>
#include <map>

#include "probe/settings.hpp"
#include "rehearse/sandbox.hpp"

namespace batchai2aml {

namespace {

using Values = std::map<std::string, std::string>; // the last of several values of a name counts

// What images have; not that of this machine, so that a rehearsal is the same everywhere.
constexpr std::string_view image_path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

bool executes(const RehearsalOptions& options) {
    return options.programs == Programs::executed;
}

void add_machine(const RehearsalOptions& options, const NodeFolders& node, Values& values) {
    values["PATH"] = executes(options) ? options.search_path + ':' + options.folder + "/bin"
                                       : std::string(image_path) + ':' + std::string(probe::any_program);
    values["HOME"] = node.home;
    values["TMPDIR"] = std::filesystem::path(node.home).parent_path() / "tmp";
    values["LANG"] = "C.UTF-8";
}

// azureml.md 5.1
void add_run(const Rehearsal& rehearsal, const ProcessPlan& plan, const NodeFolders& node, Values& values) {
    values["AZUREML_RUN_ID"] = run_name;
    values["AZUREML_ROOT_RUN_ID"] = run_name;
    values["AZUREML_CR_EXECUTION_WORKING_DIR_PATH"] = node.working;
    for (const auto& [key, text] : rehearsal.job.literals)
        values["AZUREML_PARAMETER_" + key] = text;
    for (const MountedFolder& folder : rehearsal.folders) {
        if (folder.node != plan.node) continue;
        const std::string& key = folder.source.key;
        if (folder.source.kind == EmittedFolder::Kind::input) {
            values["AZURE_ML_INPUT_" + key] = folder.local;
            values["AZUREML_DATAREFERENCE_" + key] = folder.local;
        } else {
            values["AZURE_ML_OUTPUT_" + key] = folder.local;
            values[key] = folder.local;
        }
    }
}

void add_probe(const Rehearsal& rehearsal, const RehearsalOptions& options, const ProcessPlan& plan,
               Values& values) {
    std::string read_only;
    for (const MountedFolder& folder : rehearsal.folders)
        if (folder.node == plan.node && folder.source.mode == "ro_mount") read_only += folder.local + '\n';
    std::string statuses;
    for (const auto& [program, status] : options.statuses)
        statuses += program + '=' + std::to_string(status) + '\n';
    const std::string others = values.contains("LD_PRELOAD") ? ':' + values["LD_PRELOAD"] : std::string{};
    values["LD_PRELOAD"] = options.folder + "/probe.so" + others;
    values[probe::record_variable] = record_file(options, plan);
    values[probe::root_variable] = options.folder;
    values[probe::shadow_variable] = rehearsal.nodes[static_cast<std::size_t>(plan.node)].elsewhere;
    values[probe::read_only_variable] = read_only;
    values[probe::status_variable] = statuses;
    values[probe::python_variable] = find_program("python3", image_path);
    if (executes(options)) values[probe::execute_variable] = "1";
}

bool is_usable(const std::string& name) {
    return !name.empty() && name.find('=') == std::string::npos && name.find('\0') == std::string::npos;
}

} // namespace

std::vector<std::string> process_environment(const Rehearsal& rehearsal, const RehearsalOptions& options,
                                             const ProcessPlan& plan) {
    const NodeFolders& node = rehearsal.nodes[static_cast<std::size_t>(plan.node)];
    Values values;
    add_machine(options, node, values);
    add_run(rehearsal, plan, node, values);
    for (const auto& [name, value] : plan.variables)
        values[name] = value;
    for (const auto& [name, value] : rehearsal.job.variables)
        if (is_usable(name)) values[name] = value;
    add_probe(rehearsal, options, plan, values);
    std::vector<std::string> out;
    out.reserve(values.size());
    for (const auto& [name, value] : values) {
        std::string& entry = out.emplace_back(name);
        entry += '=';
        entry += value;
    }
    return out;
}

Variables job_variables(const std::vector<std::string>& environment) {
    Variables out;
    for (const std::string& entry : environment) {
        const std::size_t equals = entry.find('=');
        std::string name = entry.substr(0, equals);
        if (name != "LD_PRELOAD" && !name.starts_with("B2A_PROBE_"))
            out.emplace_back(std::move(name), entry.substr(equals + 1));
    }
    return out;
}

std::string record_file(const RehearsalOptions& options, const ProcessPlan& plan) {
    return options.folder + "/records/" + plan.name + ".record";
}

} // namespace batchai2aml
