#include "convert/emit.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "emitter/arm.hpp"
#include "emitter/runconfig.hpp"
#include "emitter/yaml.hpp"
#include "support/parallel.hpp"

namespace batchai2aml {

namespace {

void append(std::vector<OutputFile> from, std::vector<OutputFile>& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Jobs are most of what there is.
Emitted yaml_files(const Migration& migration, const Options& options) {
    std::vector<OutputFile> files = emit_yaml_of_shared(migration);
    std::vector<std::vector<OutputFile>> jobs(migration.jobs.size());
    parallel_for(jobs.size(), options.threads, [&](std::size_t i) { jobs[i] = emit_job(migration.jobs[i]); });
    for (std::vector<OutputFile>& of_job : jobs)
        append(std::move(of_job), files);
    return {std::move(files), {}};
}

Emitted arm_files(const Migration& migration, const Options& options) {
    return emit_arm(migration,
                    {options.subscription, options.resource_group, options.workspace, options.api_version});
}

Emitted emit_format(OutputFormat format, const Migration& migration, const Options& options) {
    switch (format) {
    case OutputFormat::yaml:
        return yaml_files(migration, options);
    case OutputFormat::arm:
        return arm_files(migration, options);
    case OutputFormat::runconfig:
        return emit_runconfigs(migration, {options.subscription, options.resource_group, options.workspace});
    }
    return {};
}

FormatTarget target_in(const EmittedAs& as, const std::string& file, const std::string& path) {
    FormatTarget target =
        as.emitted.locate ? as.emitted.locate(file, path) : FormatTarget{.file = file, .path = path};
    target.format = as.format;
    return target;
}

/// A record of something that stands in a file of some format.
void point_record(const std::vector<EmittedAs>& formats, Record& record, std::vector<FormatSummary>& sums) {
    const std::string file = std::exchange(record.target_file, {});
    const std::string path = std::exchange(record.target_path, {});
    for (std::size_t i = 0; i < formats.size(); ++i) {
        FormatTarget target = target_in(formats[i], file, path);
        ++sums[i].values;
        if (target.file.empty())
            sums[i].not_carried.push_back({record.source, record.pointer, record.rule, target.reason});
        if (i == 0) {
            record.target_file = std::move(target.file);
            record.target_path = std::move(target.path);
        } else {
            record.others.push_back(std::move(target));
        }
    }
}

/// A resource, and its tasks that begin with the name of a file.
void rename(const EmittedAs& as, std::string& file, Header& header) {
    file = target_in(as, file, {}).file;
    for (std::string& task : header.needs_work) {
        const std::size_t end = std::min(task.find(' '), task.size());
        task.replace(0, end, target_in(as, task.substr(0, end), {}).file);
    }
}

template <class Resource>
void rename_all(const EmittedAs& as, std::vector<Resource>& resources) {
    for (Resource& resource : resources)
        rename(as, resource.file, resource.header);
}

} // namespace

std::vector<EmittedAs> emit_formats(const Migration& migration, const Options& options) {
    std::vector<EmittedAs> all;
    all.reserve(options.formats.size());
    for (const OutputFormat format : options.formats)
        all.push_back({format, emit_format(format, migration, options)});
    return all;
}

Migration as_in_first(const std::vector<EmittedAs>& formats, const Migration& named_by_yaml) {
    Migration migration = named_by_yaml;
    const EmittedAs& first = formats.front();
    if (auto& workspace = migration.workspace) rename(first, workspace->file, workspace->header);
    rename_all(first, migration.computes);
    rename_all(first, migration.datastores);
    rename_all(first, migration.environments);
    rename_all(first, migration.jobs);
    return migration;
}

void point_into_formats(const std::vector<EmittedAs>& formats, Report& report) {
    for (const EmittedAs& as : formats)
        report.formats.push_back({as.format, as.emitted.files.size(), 0, {}});
    const bool same = formats.size() == 1 && !formats.front().emitted.locate;
    for (Record& record : report.records) {
        if (record.target_file.empty()) continue;
        if (same)
            ++report.formats.front().values;
        else
            point_record(formats, record, report.formats);
    }
    if (!formats.front().emitted.locate) return;
    for (ResourceSummary& resource : report.resources)
        resource.file = target_in(formats.front(), resource.file, {}).file;
    for (Finding& finding : report.findings)
        if (!finding.subject.empty()) finding.subject = target_in(formats.front(), finding.subject, {}).file;
}

} // namespace batchai2aml
