/// \file
/// The machine-readable report, `migration.json`, and the part of it that a later run reads back: what was
/// written. docs/report-json.md describes the format.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "support/files.hpp"

namespace batchai2aml {

/// Names the format; a change that could break a reader changes the number.
inline constexpr std::string_view json_schema = "batchai2aml/migration/1";

/// A file below the output folder, as this program wrote it.
struct WrittenFile {
    std::string file;
    std::string sha256;

    friend bool operator==(const WrittenFile&, const WrittenFile&) = default;
};

/// What `migration.json` remembers for the next run.
struct WrittenFiles {
    std::vector<WrittenFile> outputs;   ///< made by the run
    std::vector<WrittenFile> leftovers; ///< made by a run before it and still there
};

/// `files` with their hashes, in their order.
[[nodiscard]] std::vector<WrittenFile> hash_files(std::span<const OutputFile> files, unsigned threads);

/// Gives the text of the report to `sink`, piece by piece, so that it is never in memory as a whole.
void write_json(const Conversion& conversion, const WrittenFiles& written, const Sink& sink);

/// Reads back what `write_json` wrote about files. It takes lines, one file in each; nothing when the text is
/// not exactly of the form that `write_json` gives it, so that a report edited by hand counts as absent. Give
/// pieces to `take` until it returns false.
class WrittenFilesReader {
  public:
    [[nodiscard]] bool take(std::string_view piece);
    /// After the last piece.
    [[nodiscard]] std::optional<WrittenFiles> result() &&;

  private:
    enum class State : unsigned char { schema, head, outputs, leftovers, done, failed };
    [[nodiscard]] State line(std::string_view text);
    [[nodiscard]] State entry(std::string_view text, std::vector<WrittenFile>& list, State after);

    State state_ = State::schema;
    std::string rest_; ///< start of a line whose end has not come yet
    WrittenFiles files_;
};

} // namespace batchai2aml
