/// \file
/// Conversion in memory: bytes in, files and a report out. Nothing here touches the disk, the network, the
/// clock, the environment or a terminal.
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/options.hpp"
#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// One input. Give all of a migration in one call: clusters are linked to jobs, storages are merged.
struct InputFile {
    std::string
        path; ///< relative to what the user named, `/` as separator; used in messages and in the output
    std::string folder; ///< name of the folder that holds it, for naming things; may be empty
    std::string bytes;  ///< as read; any encoding that Batch AI's tools met (UTF-8, UTF-16, BOM, CRLF)
    bool named = true;  ///< by the user; false: found in a folder, so that it is counted and not listed
                        ///< when it is not Batch AI
};

/// One file to write.
struct OutputFile {
    std::string path; ///< relative to the output folder, `/` as separator, never leaves it
    std::string bytes;
    bool executable = false;
    bool merged =
        false; ///< keeps what stood there (`Options::earlier_answers`), so it may replace an edited file
};

struct Conversion {
    std::vector<OutputFile> files; ///< sorted by path; `migration.json` is not among them, see `render_json`
    Report report;
    bool internal_error = false; ///< a value had no outcome: a bug of this library, exit code 70
    bool stopped = false;        ///< `Options::progress` wanted no more: there is nothing else in this
};

/// Converts all inputs. Never throws because of an input: what is wrong with one is a finding, and all others
/// are converted. The result depends only on the arguments, not on their order, on `threads` or on the
/// locale.
[[nodiscard]] Conversion convert(std::vector<InputFile> inputs, const Options& options);

/// The machine-readable report (the text of `migration.json`) for `conversion`, with SHA-256 of each file.
[[nodiscard]] std::string render_json(const Conversion& conversion);

/// The report for a person, `width` columns wide; `color` uses ANSI sequences.
enum class Color : bool { no, yes };
[[nodiscard]] std::string render_text(const Conversion& conversion, unsigned width, Color color);

} // namespace batchai2aml
