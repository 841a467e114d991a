/// \file
/// What a caller may decide about a conversion. The same settings are reachable as `--set path=value` and as
/// keys of `batchai2aml.yml`; docs/configuration.md lists them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

enum class ScalePolicy : std::uint8_t { to_zero, exact };
enum class LowPriorityPolicy : std::uint8_t { dedicated, keep };
enum class SizePolicy : std::uint8_t { check, keep };
enum class MountRootPolicy : std::uint8_t { used, all };
enum class IgnoredMembers : std::uint8_t { ignore, read };
enum class NodeSetupPolicy : std::uint8_t { build, done };
enum class PathUse : std::uint8_t { read, write, download };

/// A storage container that a mount of an unknown cluster stands for: `azure_file:ACCOUNT/SHARE` or
/// `azure_blob:ACCOUNT/CONTAINER`.
struct MountSetting {
    enum class Kind : std::uint8_t { azure_file, azure_blob } kind = Kind::azure_file;
    std::string account;
    std::string container; ///< share or container
};

/// azureml.md 3.1, design decision 34
inline constexpr std::string_view default_api_version = "2026-05-01";

/// What a conversion is at, for somebody who waits.
struct Progress {
    enum class Phase : std::uint8_t {
        parsing,    ///< inputs, like the next two
        following,  ///< the commands in scripts
        reading,    ///< resources
        converting, ///< jobs and clusters
        finishing,  ///< writes texts and accounts for values; `total` is 0
    } phase = Phase::parsing;
    std::size_t done = 0;
    std::size_t total = 0;
};

/// Settings of one run. Keys of the maps are the user's own words.
struct Options {
    using Texts = std::map<std::string, std::string, std::less<>>;

    std::string compute; ///< compute of jobs whose cluster is not known
    Texts computes;      ///< by name of a cluster that is not among the inputs, or by folder or file of jobs
    std::string experiment;      ///< experiment of jobs that name none
    Texts experiments;           ///< by folder or file: in place of `experiment`
    std::string storage_account; ///< stands in for `<AZURE_BATCHAI_STORAGE_ACCOUNT>`
    Texts storage_accounts;      ///< by folder or file: in place of `storage_account`
    std::string workspace;       ///< of Azure ML; may be empty, like the next two
    std::string resource_group;
    std::string subscription;  ///< id; like the two above used by requests and commands
    std::string api_version;   ///< of Azure Resource Manager's requests; empty: `default_api_version`
    std::string key_vault;     ///< takes the secrets of jobs
    std::string default_image; ///< image of jobs that ran without a container
    std::string vm_size;       ///< size of clusters that name none
    std::map<std::string, MountSetting, std::less<>>
        mounts; ///< by `relativeMountPath`, also after the folder that it is for: "train/afs"
    std::map<std::string, MountSetting, std::less<>>
        file_servers; ///< by name: where their data was copied to
    Texts sizes;      ///< VM size, or name of a cluster without one -> VM size; keys upper case
    Texts images;
    Texts placeholders;                                ///< `<text>` -> value
    Texts names;                                       ///< source id, name or file -> name in Azure ML
    std::map<std::string, PathUse, std::less<>> paths; ///< `mount/folder` -> use
    std::map<std::string, std::optional<Level>, std::less<>>
        findings;                                          ///< code -> level; none: off (never an error)
    std::vector<OutputFormat> formats{OutputFormat::yaml}; ///< sorted, each once, at least one
    ScalePolicy scale = ScalePolicy::to_zero;
    LowPriorityPolicy low_priority = LowPriorityPolicy::dedicated;
    SizePolicy vm_sizes = SizePolicy::check;
    MountRootPolicy mount_roots = MountRootPolicy::used;
    IgnoredMembers ignored_members =
        IgnoredMembers::ignore; ///< whether what Batch AI ignored is read as meant
    NodeSetupPolicy node_setup =
        NodeSetupPolicy::build; ///< whether images are built with the set-up task, or hold its work already
    /// What the `answers.yml` says that is to be replaced: paths and values. It is kept in the new one.
    std::vector<std::pair<std::string, std::string>> earlier_answers;
    SkippedFiles skipped; ///< what the caller left out of the inputs: the reports tell it
    unsigned threads = 0; ///< 0: one per processor
    /// Called before each item, by several threads at once; false: stop, see `Conversion::stopped`. May be
    /// empty.
    std::function<bool(const Progress&)> progress;

    [[nodiscard]] bool makes(OutputFormat format) const {
        return std::find(formats.begin(), formats.end(), format) != formats.end();
    }
    /// Sets the setting at `path` ("mounts.afs", "scale", ...). Returns what is wrong, in the user's words
    /// and with the nearest known path; nothing when it was taken.
    [[nodiscard]] std::optional<std::string> set(std::string_view path, std::string_view value);
};

/// All setting paths, `*` for a free key, in the order of the documentation.
struct SettingInfo {
    std::string_view path;
    std::string_view value; ///< what may stand there, in words
    std::string_view help;
    std::string_view flag;    ///< of the command line; for `*` it takes KEY=VALUE; may be empty
    std::string_view pattern; ///< regular expression of all values; empty when there are `words`
    std::span<const std::string_view> words{}; ///< all values, where they are few
    bool is_list = false;                      ///< a value may be several, joined by commas
};
[[nodiscard]] const std::vector<SettingInfo>& settings();

/// The setting that `path` belongs to; null when there is none.
[[nodiscard]] const SettingInfo* find_setting_info(std::string_view path);

} // namespace batchai2aml
