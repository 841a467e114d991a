// The pipeline: documents, resources, project, mapping, files and report (design.md section 3).
#include "batchai2aml/convert.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "convert/account.hpp"
#include "convert/differences.hpp"
#include "convert/emit.hpp"
#include "convert/excerpts.hpp"
#include "convert/inputs.hpp"
#include "convert/inventory.hpp"
#include "convert/progress.hpp"
#include "convert/questions.hpp"
#include "emitter/answers.hpp"
#include "emitter/migration_page.hpp"
#include "mapper/mapper.hpp"
#include "project/link.hpp"
#include "support/parallel.hpp"

namespace batchai2aml {

namespace {

class Pipeline {
  public:
    explicit Pipeline(const Options& options) : options_(options) {}

    Conversion run(std::vector<InputFile> inputs) {
        InputsRead read = read_inputs(std::move(inputs), options_, out_.report);
        inputs_ = std::move(read.inputs);
        joined_ = std::move(read.joined);
        notes_ = std::move(read.notes);
        secrets_ = std::move(read.secrets);
        link_and_map();
        mark_dependent_jobs();
        go_on();
        emit();
        go_on();
        account();
        go_on();
        point_into_formats(formats_, out_.report);
        collect_files();
        add_choices(options_, out_.report.questions);
        const std::string answers = emit_answers(out_.report.questions, options_.earlier_answers);
        if (!answers.empty()) out_.files.push_back({std::string(answers_file), answers, false, true});
        out_.files.push_back({"MIGRATION.md", migration_page(), false});
        std::sort(out_.files.begin(), out_.files.end(),
                  [](const OutputFile& a, const OutputFile& b) { return a.path < b.path; });
        return std::move(out_);
    }

  private:
    void go_on() const { PhaseProgress(options_, Progress::Phase::finishing, 0).before_item(); }
    void link_and_map();
    void map_shared(const Project& project);
    void map_storages(const Project& project, const std::set<std::size_t>& used);
    void mark_dependent_jobs();
    void emit();
    void report_runconfigs();
    void report_sizes();
    void collect_files();
    [[nodiscard]] std::string migration_page() const;
    void summarise();
    void account();

    const Options& options_;
    std::vector<ParsedInput> inputs_; ///< those that were given, then those that stand in others
    std::vector<JoinedResource> joined_;
    SecretFinder secrets_;
    Migration migration_;
    std::vector<std::vector<std::string>> datastores_of_jobs_; ///< files, in the order of migration_.jobs
    std::map<std::string, Place> origins_; ///< output file -> where its resource was defined
    std::vector<EmittedAs> formats_;
    Notes notes_;
    Conversion out_;
};

// What jobs and clusters lie in or mount.
void Pipeline::map_shared(const Project& project) {
    MappedWorkspace workspace = map_workspaces(project);
    migration_.workspace = std::move(workspace.workspace);
    notes_.append(std::move(workspace.notes));
    for (const LinkedWorkspace& linked : project.workspaces)
        if (migration_.workspace && linked.copy_of == nowhere)
            origins_[migration_.workspace->file] = linked.document->place(linked.workspace->origin.node);
    for (std::size_t i = 0; i < project.file_servers.size(); ++i) {
        Notes notes = account_file_server(project, i);
        if (project.file_servers[i].copy_of == nowhere)
            notes_.append(std::move(notes));
        else
            notes_.ledger.append(std::move(notes.ledger));
    }
}

void Pipeline::link_and_map() {
    std::vector<Source> sources;
    for (const ParsedInput& input : inputs_)
        if (input.read) sources.push_back({&input.document, &input.resources});
    for (const JoinedResource& one : joined_)
        sources.push_back({one.document, &one.resources});
    Project project = link(sources, options_);
    choose_sizes(project, options_);
    map_shared(project);

    std::vector<MappedCompute> computes(project.clusters.size());
    std::vector<MappedJob> jobs(project.jobs.size());
    PhaseProgress progress(options_, Progress::Phase::converting, computes.size() + jobs.size());
    parallel_for(computes.size(), options_.threads, [&](std::size_t i) {
        progress.before_item();
        computes[i] = map_cluster(project, i, options_);
    });
    parallel_for(jobs.size(), options_.threads, [&](std::size_t i) {
        progress.before_item();
        jobs[i] = map_job(project, i, options_);
    });

    report_differences(project, computes, jobs, notes_);
    std::set<std::size_t> used;
    for (std::size_t i = 0; i < computes.size(); ++i) {
        const LinkedCluster& linked = project.clusters[i];
        if (linked.copy_of != nowhere) {
            notes_.ledger.append(std::move(computes[i].notes.ledger));
            continue;
        }
        origins_[linked.file] = linked.document->place(linked.cluster->origin.node);
        notes_.append(std::move(computes[i].notes));
        migration_.computes.push_back(std::move(computes[i].compute));
        if (auto& environment = computes[i].environment) {
            origins_[environment->file] = linked.document->place(linked.cluster->setup_task->origin.node);
            migration_.environments.push_back(*std::move(environment));
        }
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const LinkedJob& linked = project.jobs[i];
        if (linked.copy_of != nowhere) {
            notes_.ledger.append(std::move(jobs[i].notes.ledger));
            continue;
        }
        origins_[linked.file] = linked.document->place(linked.job->origin.node);
        notes_.append(std::move(jobs[i].notes));
        std::vector<std::string> files;
        for (const std::size_t storage : jobs[i].storages)
            files.push_back(project.storages[storage].file);
        used.insert(jobs[i].storages.begin(), jobs[i].storages.end());
        datastores_of_jobs_.push_back(std::move(files));
        migration_.jobs.push_back(std::move(jobs[i].job));
    }
    map_storages(project, used);
    out_.report.inventory = take_inventory(project, migration_);
}

void Pipeline::map_storages(const Project& project, const std::set<std::size_t>& used) {
    for (std::size_t i = 0; i < project.storages.size(); ++i) {
        const Storage& storage = project.storages[i];
        if (!storage.declared && !used.contains(i)) continue;
        origins_[storage.file] = Place{storage.source, 0, 0, 0};
        migration_.datastores.push_back(map_storage(storage));
    }
}

// A job cannot run before what it names can be created.
void Pipeline::mark_dependent_jobs() {
    std::set<std::string> unready;
    for (const Compute& compute : migration_.computes)
        if (!compute.header.needs_work.empty()) unready.insert(compute.file);
    for (const Datastore& datastore : migration_.datastores)
        if (!datastore.header.needs_work.empty()) unready.insert(datastore.file);
    for (const Environment& environment : migration_.environments)
        if (!environment.header.needs_work.empty()) unready.insert(environment.file);
    for (std::size_t i = 0; i < migration_.jobs.size(); ++i) {
        CommandJob& job = migration_.jobs[i];
        std::vector<std::string> files = datastores_of_jobs_[i];
        files.push_back("compute/" + job.compute.text + ".yml");
        files.push_back("environments/" + job.environment + "/environment.yml");
        for (const std::string& file : files)
            if (unready.contains(file)) job.header.needs_work.push_back(file + " needs work first");
    }
}

// Once for all of a run, at its first job.
void Pipeline::report_runconfigs() {
    if (!options_.makes(OutputFormat::runconfig) || migration_.jobs.empty()) return;
    const CommandJob& first = migration_.jobs.front();
    const auto tell = [&](std::string_view code, std::string message) {
        notes_.diagnostics.push_back({.code = code,
                                      .message = std::move(message),
                                      .subject = first.file,
                                      .place = origins_[first.file]});
    };
    tell("B2A1003", "run configurations are of SDK v1, whose support has ended");
    const bool reads =
        std::ranges::any_of(migration_.jobs, [](const CommandJob& job) { return !job.inputs.empty(); });
    if (reads) tell("B2A0414", "inputs of run configurations are mounted for reading and writing");
}

// The requests can be sent all the same.
void Pipeline::report_sizes() {
    for (const EmittedAs& as : formats_)
        if (!as.emitted.too_large.empty())
            notes_.diagnostics.push_back({.code = "B2A1004", .message = as.emitted.too_large});
}

void Pipeline::emit() {
    const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
    std::sort(migration_.computes.begin(), migration_.computes.end(), by_name);
    std::sort(migration_.datastores.begin(), migration_.datastores.end(), by_name);
    std::sort(migration_.environments.begin(), migration_.environments.end(), by_name);
    std::sort(migration_.jobs.begin(), migration_.jobs.end(), by_name);
    formats_ = emit_formats(migration_, options_);
    report_runconfigs();
    report_sizes();
    summarise();
}

// The files move: nothing is read from them after this.
void Pipeline::collect_files() {
    for (EmittedAs& as : formats_)
        std::move(as.emitted.files.begin(), as.emitted.files.end(), std::back_inserter(out_.files));
}

// The page names the files of the first format.
std::string Pipeline::migration_page() const {
    const PageNames names{options_.workspace, options_.resource_group, options_.key_vault,
                          options_.subscription, options_.formats};
    if (!formats_.front().emitted.locate) return emit_migration_page(migration_, out_.report, names);
    return emit_migration_page(as_in_first(formats_, migration_), out_.report, names);
}

std::string count_of(std::int64_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string detail_of(const CommandJob& job) {
    std::string out = count_of(job.instance_count, "node", "nodes");
    const Distribution& distribution = job.distribution;
    switch (distribution.type) {
    case Distribution::Type::none:
        return out;
    case Distribution::Type::mpi:
        out += ", MPI";
        break;
    case Distribution::Type::pytorch:
        out += ", PyTorch";
        break;
    case Distribution::Type::tensorflow:
        return out + ", TensorFlow, " + count_of(distribution.worker_count, "worker", "workers") + " + "
               + count_of(distribution.parameter_server_count, "server", "servers");
    }
    return out + ", "
           + count_of(distribution.processes_per_instance * job.instance_count, "process", "processes");
}

Readiness readiness(const Header& header) {
    return header.needs_work.empty() ? Readiness::ready : Readiness::needs_work;
}

void Pipeline::summarise() {
    auto& resources = out_.report.resources;
    if (const auto& workspace = migration_.workspace)
        resources.push_back({"workspace", workspace->name, workspace->file, origins_[workspace->file],
                             workspace->location, readiness(workspace->header)});
    for (const Compute& compute : migration_.computes)
        resources.push_back({"compute", compute.name, compute.file, origins_[compute.file],
                             compute.size.text + ", "
                                 + (compute.min_instances == compute.max_instances
                                        ? ""
                                        : std::to_string(compute.min_instances) + " to ")
                                 + count_of(compute.max_instances, "node", "nodes"),
                             readiness(compute.header)});
    for (const Datastore& datastore : migration_.datastores)
        resources.push_back({"datastore", datastore.name, datastore.file, origins_[datastore.file],
                             (datastore.kind == DatastoreKind::azure_file ? "file share " : "container ")
                                 + datastore.container.text,
                             readiness(datastore.header)});
    for (const Environment& environment : migration_.environments)
        resources.push_back({"environment", environment.name, environment.file, origins_[environment.file],
                             "built on " + environment.base_image.text, readiness(environment.header)});
    for (const CommandJob& job : migration_.jobs)
        resources.push_back(
            {"job", job.name, job.file, origins_[job.file], detail_of(job), readiness(job.header)});
}

void Pipeline::account() {
    std::vector<const Document*> documents;
    for (const ParsedInput& input : inputs_)
        documents.push_back(input.read ? &input.document : nullptr);
    std::vector<const Document*> all;
    for (const ParsedInput& input : inputs_)
        all.push_back(&input.document);
    out_.internal_error = !make_records(documents, notes_, out_.report);
    make_findings(all, notes_.diagnostics, options_, out_.report);
    add_excerpts(inputs_, secrets_, out_.report);
}

} // namespace

Conversion convert(std::vector<InputFile> inputs, const Options& options) {
    try {
        return Pipeline(options).run(std::move(inputs));
    } catch (const ConversionStopped&) {
        Conversion stopped;
        stopped.stopped = true;
        return stopped;
    }
}

} // namespace batchai2aml
