#include "convert/differences.hpp"

#include <string>

#include "emitter/yaml.hpp"

namespace batchai2aml {

namespace {

// Text of a resource without what says where it came from.
std::string substance(const std::vector<OutputFile>& files) {
    std::string out;
    for (const OutputFile& file : files)
        out += file.path + '\n' + file.bytes;
    return out;
}
std::string substance(Compute compute, std::optional<Environment> environment) {
    compute.header = {};
    std::string out = emit_compute(compute).bytes;
    if (environment) {
        environment->header = {};
        out += substance(emit_environment(*environment));
    }
    return out;
}
std::string substance(const MappedCompute& mapped) {
    return substance(mapped.compute, mapped.environment);
}
std::string substance(CommandJob job) {
    job.header = {};
    return substance(emit_job(job));
}

} // namespace

void report_differences(const Project& project, const std::vector<MappedCompute>& computes,
                        const std::vector<MappedJob>& jobs, Notes& notes) {
    const auto report = [&](LeafId copy, LeafId original, const std::string& name) {
        notes.diagnostics.push_back(
            {.code = "B2A0115",
             .at = copy,
             .message = "\"" + name + "\" is described differently elsewhere; that description is converted",
             .related = {original}});
    };
    for (std::size_t i = 0; i < computes.size(); ++i) {
        const LinkedCluster& linked = project.clusters[i];
        if (linked.copy_of != nowhere && substance(computes[i]) != substance(computes[linked.copy_of]))
            report(linked.cluster->origin, project.clusters[linked.copy_of].cluster->origin,
                   linked.source_name);
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const LinkedJob& linked = project.jobs[i];
        if (linked.copy_of != nowhere && substance(jobs[i].job) != substance(jobs[linked.copy_of].job))
            report(linked.job->origin, project.jobs[linked.copy_of].job->origin, linked.source_name);
    }
}

} // namespace batchai2aml
