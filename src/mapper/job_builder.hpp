/// \file
/// What the parts of the job mapper share: the job that is being made, its account, and its findings.
/// Internal to src/mapper.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/options.hpp"
#include "catalog/rules.hpp"
#include "mapper/mapper.hpp"
#include "model/azureml.hpp"
#include "model/ledger.hpp"
#include "model/project.hpp"

namespace batchai2aml {

/// What a text of the job is for.
enum class TextRole : std::uint8_t { command, arguments, script, config, interpreter, preparation, variable };

struct JobText {
    const Field<std::string>* field;
    TextRole role;
};

class JobBuilder {
  public:
    JobBuilder(const Project& all, const LinkedJob& which, const Options& settings);

    const Project& project;
    const LinkedJob& linked;
    const Job& source;
    const Options& options;
    MappedJob out;
    std::vector<JobText> texts; ///< all that a shell reads, in the order of the source

    [[nodiscard]] CommandJob& job() { return out.job; }
    [[nodiscard]] const CommandJob& job() const { return out.job; }
    /// True when a text names the variable (any prefix).
    [[nodiscard]] bool uses(std::string_view variable) const;

    /// Accounts for an optional value; nothing when it is absent.
    template <class T>
    void record(const std::optional<Field<T>>& field, const Rule& rule, std::string path = {}) {
        if (field) record(field->leaf, rule, std::move(path));
    }
    void record(LeafId leaf, const Rule& rule, std::string path = {});
    void record_default(const Rule& rule, std::string path);

    /// Errors mark the job as one that needs work. The result is valid until the next report.
    Diagnostic& report(std::string_view code, LeafId at, std::string message, std::string remedy = {});
    /// Points at a part of a text.
    Diagnostic& report_in_text(std::string_view code, LeafId at, std::size_t offset, std::size_t length,
                               std::string message);
    /// One line at the top of the file.
    void needs_work(std::string line);

    /// nodeCount of the source, at least 1; `job().instance_count` may differ when GPUs were counted anew.
    [[nodiscard]] std::int64_t source_nodes() const;
    /// The cluster that the job runs on; null when it is not known.
    [[nodiscard]] const LinkedCluster* cluster() const;

    /// `azureml://datastores/<n>/paths/<prefix>/<folder>/` of a mount; marks its storage as used.
    [[nodiscard]] std::string uri(const Mount& mount, std::string_view folder);
    /// A key that no other input or output of the job has (azureml.md 2.1).
    [[nodiscard]] std::string unique_key(std::string_view wanted) const;

    /// Puts the statement into the part of the command where its kind belongs; within a part the order of the
    /// calls counts. An export is one of the service's.
    void add(Statement statement);
    /// A variable of the job itself: set after those of the service, which it may name or replace.
    void add_user_variable(Export variable) { part(Part::user_variables).emplace_back(std::move(variable)); }
    /// All statements of one kind so far; to be looked at and changed before finish().
    [[nodiscard]] std::vector<Statement>& service_variables() { return part(Part::service_variables); }
    [[nodiscard]] std::vector<Statement>& user_variables() { return part(Part::user_variables); }
    /// Null when the job runs otherwise.
    [[nodiscard]] RunOnFirstNode* first_node();
    /// Joins the parts to the command. The last step.
    void finish();

  private:
    /// In the order of the command. Exports come first, for they change nothing but the shell.
    enum class Part : std::uint8_t {
        service_variables,
        folders,
        steps,
        user_variables,
        preparation,
        program
    };
    [[nodiscard]] std::vector<Statement>& part(Part which) { return parts_[static_cast<std::size_t>(which)]; }
    void collect_texts();

    std::array<std::vector<Statement>, 6> parts_;
};

/// Text for messages: at most 60 characters, in double quotes.
[[nodiscard]] std::string quoted(std::string_view text);

// The parts, in the order in which map_job calls them.
void map_cluster_reference(JobBuilder& builder);
void map_container(JobBuilder& builder);
/// Whether the image runs on the GPUs of a size that was not the cluster's own (vm-sizes.md 7).
void check_cuda(JobBuilder& builder);
/// What became of the nodes of a job whose cluster counts them anew.
void report_nodes(JobBuilder& builder);
void map_limits(JobBuilder& builder);
void map_temporary_folders(
    JobBuilder& builder);                  ///< exports for scratch folders, which directories may lie in
void map_directories(JobBuilder& builder); ///< input and output directories: inputs, outputs and exports
void map_mount_roots(
    JobBuilder& builder); ///< paths below the mount roots: inputs, outputs, links and exports
void map_service_variables(JobBuilder& builder); ///< exports for all other variables of Batch AI
void map_preparation(JobBuilder& builder);
/// Asks for what stands in the place of a value. After all that sets the image.
void report_placeholders(JobBuilder& builder);
void map_toolkit(JobBuilder& builder); ///< command, distribution, launcher
/// Environment variables and secrets. After the toolkit: its distribution sets variables of its own.
void map_environment(JobBuilder& builder);
/// Names of the first layout beside those of the later ones: all of them for a document of that layout, whose
/// program may read any, else those that a text names. After all that exports.
void export_old_names(JobBuilder& builder);
/// True when variables have their names of the first layout as well.
[[nodiscard]] bool uses_old_names(const JobBuilder& builder);

/// Accounts for the mounts that `mounts` declares at `level`, and reports what is wrong with them.
void account_mounts(const Project& project, const std::vector<Mount>& mounts, MountLevel level, Notes& notes);

} // namespace batchai2aml
