#include "mapper/job_builder.hpp"

#include <algorithm>
#include <iterator>

#include "catalog/findings.hpp"
#include "mapper/export_order.hpp"
#include "mapper/live_secrets.hpp"
#include "mapper/variables.hpp"
#include "support/text.hpp"

namespace batchai2aml {

JobBuilder::JobBuilder(const Project& all, const LinkedJob& which, const Options& settings)
    : project(all), linked(which), source(*which.job), options(settings) {
    job().name = linked.name;
    job().file = linked.file;
    job().header.source = described_source(*linked.document, source);
    collect_texts();
}

void JobBuilder::collect_texts() {
    const auto add_text = [&](const Text& text, TextRole role) {
        if (text) texts.push_back({&*text, role});
    };
    for (const ToolkitSettings& toolkit : source.toolkits) {
        add_text(toolkit.python_interpreter_path, TextRole::interpreter);
        add_text(toolkit.python_script_file_path, TextRole::script);
        add_text(toolkit.config_file_path, TextRole::config);
        add_text(toolkit.command_line, TextRole::command);
        add_text(toolkit.command_line_args, TextRole::arguments);
        add_text(toolkit.master_command_line_args, TextRole::arguments);
        add_text(toolkit.worker_command_line_args, TextRole::arguments);
        add_text(toolkit.parameter_server_command_line_args, TextRole::arguments);
        break; // only the first toolkit is converted
    }
    add_text(source.job_preparation, TextRole::preparation);
    for (const EnvironmentVariable& variable : source.environment_variables)
        add_text(variable.value, TextRole::variable);
}

bool JobBuilder::uses(std::string_view variable) const {
    return std::any_of(texts.begin(), texts.end(), [&](const JobText& text) {
        const auto found = find_variables(text.field->value);
        return std::any_of(found.begin(), found.end(),
                           [&](const VariableUse& use) { return modern_name(use.name) == variable; });
    });
}

void JobBuilder::add(Statement statement) {
    struct PartOf {
        Part operator()(const Export& /*unused*/) const { return Part::service_variables; }
        Part operator()(const MakeFolder& /*unused*/) const { return Part::folders; }
        Part operator()(const Link& /*unused*/) const { return Part::steps; }
        Part operator()(const Step& /*unused*/) const { return Part::steps; }
        Part operator()(const Prepare& /*unused*/) const { return Part::preparation; }
        Part operator()(const Run& /*unused*/) const { return Part::program; }
        Part operator()(const RunOnFirstNode& /*unused*/) const { return Part::program; }
    };
    part(std::visit(PartOf{}, statement)).push_back(std::move(statement));
}

RunOnFirstNode* JobBuilder::first_node() {
    for (Statement& statement : part(Part::program))
        if (auto* run = std::get_if<RunOnFirstNode>(&statement)) return run;
    return nullptr;
}

void JobBuilder::finish() {
    order_exports(service_variables());
    order_exports(user_variables());
    for (std::vector<Statement>& statements : parts_) {
        std::ranges::for_each(statements, make_secrets_live);
        std::move(statements.begin(), statements.end(), std::back_inserter(job().command.statements));
    }
}

void JobBuilder::record(LeafId leaf, const Rule& rule, std::string path) {
    out.notes.ledger.add(leaf, rule, rule.target.empty() ? std::string{} : linked.file, std::move(path));
}

void JobBuilder::record_default(const Rule& rule, std::string path) {
    out.notes.ledger.add_default(rule, linked.file, std::move(path));
}

Diagnostic& JobBuilder::report(std::string_view code, LeafId at, std::string message, std::string remedy) {
    Diagnostic& diagnostic = report_in_text(code, at, 0, 0, std::move(message));
    diagnostic.remedy = std::move(remedy);
    return diagnostic;
}

Diagnostic& JobBuilder::report_in_text(std::string_view code, LeafId at, std::size_t offset,
                                       std::size_t length, std::string message) {
    const FindingCode* known = find_finding_code(code);
    if (known != nullptr && known->level == Level::error) needs_work(message);
    out.notes.diagnostics.push_back({.code = code,
                                     .at = at,
                                     .offset = static_cast<std::uint32_t>(offset),
                                     .length = static_cast<std::uint32_t>(length),
                                     .message = std::move(message),
                                     .subject = linked.file});
    return out.notes.diagnostics.back();
}

void JobBuilder::needs_work(std::string line) {
    auto& lines = job().header.needs_work;
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
}

std::int64_t JobBuilder::source_nodes() const {
    return source.node_count ? std::max<std::int64_t>(source.node_count->value, 1) : 1;
}

const LinkedCluster* JobBuilder::cluster() const {
    return linked.cluster == nowhere ? nullptr : &project.clusters[linked.cluster];
}

std::string JobBuilder::uri(const Mount& mount, std::string_view folder) {
    std::string name;
    if (mount.storage == nowhere) {
        name = "unresolved_";
        for (const char c : mount.path)
            name += is_variable_name(std::string(1, c)) || (c >= '0' && c <= '9') ? c : '_';
        name = mount.path.empty() ? "unresolved_root" : lower(name);
    } else {
        name = project.storages[mount.storage].name;
        auto& used = out.storages;
        if (std::find(used.begin(), used.end(), mount.storage) == used.end()) used.push_back(mount.storage);
    }
    const std::string path = normalise_path(mount.prefix + "/" + std::string(folder));
    return "azureml://datastores/" + name + "/paths/" + (path.empty() ? "" : path + "/");
}

std::string JobBuilder::unique_key(std::string_view wanted) const {
    std::string base;
    for (const char c : wanted)
        base += is_variable_name(std::string(1, c)) || (c >= '0' && c <= '9') ? c : '_';
    const auto taken = [&](const std::string& key) {
        const auto& job = out.job;
        return std::any_of(job.inputs.begin(), job.inputs.end(),
                           [&](const JobInput& i) { return iequals(i.key, key); })
               || std::any_of(job.outputs.begin(), job.outputs.end(),
                              [&](const JobOutput& o) { return iequals(o.key, key); });
    };
    std::string key = base;
    for (int n = 2; taken(key); ++n)
        key = base + "_" + std::to_string(n);
    return key;
}

std::string quoted(std::string_view text) {
    return '"' + shorten(text, 60) + '"';
}

} // namespace batchai2aml
