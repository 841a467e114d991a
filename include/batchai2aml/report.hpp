/// \file
/// What a conversion tells about itself: findings for people, one record for each value of each input, and a
/// summary of each resource. Not here: how any of it is printed (src/report).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

/// How much a finding matters, least first, so that levels compare with `<`.
enum class Level : std::uint8_t {
    note,    ///< worth knowing
    manual,  ///< a task for a person
    warning, ///< works, but differs from what Batch AI did
    error,   ///< cannot work without a change
};

/// What became of one value of an input, best first: the outcome of a leaf is the worst of its records.
enum class Outcome : std::uint8_t {
    mapped,       ///< same value, new place
    transformed,  ///< new value, same effect
    added,        ///< no source: a default that the target needs
    service,      ///< read-only state that Batch AI had written (times, counters, ids)
    ignored,      ///< Batch AI itself ignored it (wrong case, unknown member, ...)
    dropped,      ///< no effect in Azure ML; the reason says why that is harmless
    approximated, ///< the effect differs; a finding says how
    manual,       ///< a person must act; a finding says what to do
    unaccounted,  ///< no rule claimed it: a bug of this program
};

/// A place in an input file. Lines and columns count from 1, columns in Unicode code points.
/// `line` 0 means the file as a whole.
struct Place {
    std::string file; ///< relative to the INPUT argument that led to it, `/` as separator
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t end_column = 0; ///< one past the last column; 0 when unknown
    std::string part{};           ///< "cell 3" of a notebook, "block 2" of a markdown file; else empty

    friend bool operator==(const Place&, const Place&) = default;
};

/// The line that a place names, fit to be shown: without secrets, and cut when it is long.
struct Excerpt {
    std::string text;         ///< empty: none is to be shown
    std::uint32_t column = 0; ///< of the place in `text`, from 1, in Unicode code points
    std::uint32_t length = 0; ///< of the place, in Unicode code points; at least 1
};

/// A setting of `Options` that removes a finding.
struct Answer {
    std::string setting; ///< path: "mounts.afs"
    std::string value;   ///< one that fits; empty when only the user can know it
};

/// One message. Codes never change their meaning; `explain` prints the page of a code.
struct Finding {
    std::string code; ///< "B2A" and four digits
    Level level = Level::note;
    std::string message; ///< quotes the user's own words; never a secret
    Place place;
    std::string pointer; ///< JSON pointer of the value concerned in its document; empty: the file as a whole
    Excerpt excerpt;     ///< of the first findings of each code, which reports show with their line
    std::vector<Place> related;
    std::string remedy;          ///< what to do about it, in words; may be empty
    std::vector<Answer> answers; ///< settings that remove the finding, each by itself; may be empty
    std::string
        subject; ///< file written for the resource concerned, relative to the output folder; may be empty
};

/// What the converted resources are written as.
enum class OutputFormat : std::uint8_t {
    yaml,      ///< files of `az ml` (CLI v2)
    runconfig, ///< run configurations of SDK v1
    arm,       ///< request bodies and a deployment template of Azure Resource Manager
};

/// Where a value is in a format besides the first of a run.
struct FormatTarget {
    OutputFormat format = OutputFormat::yaml;
    std::string file; ///< relative to the output folder; empty: this format does not carry the value
    std::string path; ///< YAML: dotted path of the key; ARM: JSON pointer; empty: the file as a whole
    std::string_view reason{}; ///< why it is not carried (static storage); else empty
};

/// What became of one leaf (scalar or empty container) of an input.
struct Record {
    Place source;        ///< empty `file` for outcome `added`
    std::string pointer; ///< JSON pointer of the leaf in its document
    Outcome outcome = Outcome::unaccounted;
    std::string target_file; ///< of the first format, relative to the output folder; empty: nowhere
    std::string target_path; ///< where it is in `target_file`, spelled as for `FormatTarget::path`
    std::string_view rule;   ///< id of the mapping rule (static storage)
    std::string_view reason; ///< why (static storage)
    std::vector<FormatTarget> others{}; ///< the same in the other formats of the run, in their order
};

/// A value that one format does not carry and another one does.
struct NotCarried {
    Place source;            ///< empty `file`: a default that the target needs
    std::string pointer;     ///< JSON pointer of the value in its document
    std::string_view rule;   ///< id of the mapping rule (static storage)
    std::string_view reason; ///< why the format does not carry it (static storage)
};

/// What one format holds of all that was converted.
struct FormatSummary {
    OutputFormat format = OutputFormat::yaml;
    std::size_t files = 0;
    std::size_t values = 0;              ///< records that have a target in some format
    std::vector<NotCarried> not_carried; ///< those of them that this one has no place for

    [[nodiscard]] std::size_t carried() const { return values - not_carried.size(); }
};

/// Whether a converted resource can be submitted as it is.
enum class Readiness : std::uint8_t { ready, needs_work };

/// One line of the summary.
struct ResourceSummary {
    std::string kind; ///< "workspace", "compute", "datastore", "environment" or "job"
    std::string name;
    std::string file;   ///< written file, relative to the output folder
    Place source;       ///< where it was defined first
    std::string detail; ///< a few words: "2 nodes, TensorFlow, 2 workers + 1 server"
    Readiness readiness = Readiness::ready;
};

/// What kind of input a file turned out to be.
struct InputSummary {
    std::string file;
    std::string shape; ///< "job", "cluster", "REST list page", "not read: shell script", ...
    std::string sha256;
    bool read = false; ///< its values were converted or accounted for
};

/// What was found in folders and is not listed among the inputs.
struct SkippedFiles {
    std::size_t json = 0; ///< not Batch AI, like the next three
    std::size_t text = 0;
    std::size_t binary = 0;
    std::size_t too_large = 0;
    std::size_t ignored = 0; ///< named by a `.gitignore`, like the next
    std::size_t ignored_folders = 0;
    std::size_t tool_folders = 0; ///< `.git`, `node_modules` and the like
    std::size_t special = 0;      ///< devices, pipes, sockets

    [[nodiscard]] std::size_t not_batchai() const { return json + text + binary + too_large; }
};

/// Whether a question has to be answered.
enum class Need : std::uint8_t {
    answer, ///< something is missing or has to be confirmed
    choice, ///< an answer would change what was chosen
};

/// What the inputs do not say and a setting can. Asked once, however many inputs need it.
struct Question {
    Need need = Need::answer;
    std::string setting;       ///< path of the setting that answers it: "mounts.afs"
    std::string text;          ///< one sentence for a person
    std::string form;          ///< what may be answered: "NAME"
    std::string suggestion;    ///< a value that is likely right; may be empty
    std::vector<Place> places; ///< where it came up, sorted; empty for choices that concern no input
};

/// A name in the inputs, and how many resources have it.
struct NamedCount {
    std::string name;
    std::size_t count = 0;
};

/// Cores of one family of VM sizes that all computes together may take.
struct QuotaNeed {
    std::string family; ///< as Azure's quota names it, or a few words
    std::int64_t cores = 0;
    std::vector<std::string> sizes; ///< sorted
};

/// What is there, and what has to be there in Azure ML. Copies of a resource count once; all lists are
/// sorted, counts by number and name.
struct Inventory {
    std::vector<NamedCount> kinds;       ///< of Batch AI's resources: "cluster", "job", ...
    std::vector<NamedCount> versions;    ///< of Batch AI's API, as far as the documents tell
    std::vector<NamedCount> toolkits;    ///< "horovod", ...
    std::vector<NamedCount> vm_sizes;    ///< as the clusters name them
    std::vector<NamedCount> images;      ///< as the jobs name them
    std::vector<NamedCount> accounts;    ///< of storage; also placeholders
    std::vector<QuotaNeed> quota;        ///< sorted by family
    std::vector<std::string> datastores; ///< "name: account/container"
    std::vector<NamedCount> registries;  ///< that ask for an account: hosts, and how many jobs need them
    std::vector<NamedCount> secrets;     ///< names in the key vault, and how many jobs need them
};

/// Something that keeps findings out of the reports.
struct Suppression {
    std::string by;        ///< file of a baseline, or setting: "findings.B2A0102=off"
    std::size_t count = 0; ///< of findings
};

/// Everything a conversion tells.
struct Report {
    std::vector<InputSummary> inputs;
    SkippedFiles skipped;
    std::vector<ResourceSummary> resources;
    std::vector<Question> questions; ///< open ones, sorted by setting
    std::vector<Finding> findings;   ///< sorted by level (worst first), code and place
    std::vector<Finding> suppressed; ///< those that `suppressions` keep out of `findings`
    std::vector<Suppression> suppressions;
    std::vector<Record> records;        ///< sorted by input and position
    std::vector<FormatSummary> formats; ///< of the run, the first one first
    Inventory inventory;
    std::uint64_t leaves = 0;    ///< leaves of all documents that were read
    std::uint64_t carried = 0;   ///< leaves that carried meaning (neither `service` nor `ignored`)
    std::uint64_t effective = 0; ///< of these, leaves that have an effect in what was written
};

/// Spelling used in reports: "error", "needs_work", ...
[[nodiscard]] std::string_view to_string(Level level);
[[nodiscard]] std::string_view to_string(Outcome outcome);
[[nodiscard]] std::string_view to_string(Readiness readiness);
[[nodiscard]] std::string_view to_string(OutputFormat format);

} // namespace batchai2aml
