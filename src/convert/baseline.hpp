/// \file
/// Findings that somebody has seen and accepted: kept out of the reports of later runs, and counted there.
/// Not here: settings that turn a code off (Options::findings).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "batchai2aml/report.hpp"
#include "support/result.hpp"

namespace batchai2aml {

/// Findings of one code about one value. It has no line, so that it survives edits elsewhere in the file, and
/// no text of the input.
struct BaselineEntry {
    std::string code;
    std::string file;      ///< as in `Place`; of findings without a place, the file that was written
    std::string pointer;   ///< JSON pointer; empty: the file as a whole
    std::size_t count = 1; ///< findings that are accepted; one more is reported

    friend bool operator==(const BaselineEntry&, const BaselineEntry&) = default;
    friend bool operator<(const BaselineEntry& a, const BaselineEntry& b) {
        return std::tie(a.code, a.file, a.pointer, a.count) < std::tie(b.code, b.file, b.pointer, b.count);
    }
};

using Baseline = std::vector<BaselineEntry>;

/// Whether a baseline may hold findings of `code`: not those about secrets, nor lost values.
[[nodiscard]] bool can_be_accepted(std::string_view code);

/// All findings of `report`, suppressed ones included, that can be accepted; sorted.
[[nodiscard]] Baseline baseline_of(const Report& report);

/// As a JSON file, one entry on each line.
[[nodiscard]] std::string emit_baseline(const Baseline& baseline);

/// Reads such a file. The error says what is wrong and where, to come after the name of the file:
/// "3:7: expected ...".
[[nodiscard]] Result<Baseline, std::string> read_baseline(std::string bytes);

/// Moves the findings of `report` that `baseline` holds to the suppressed ones, and counts them as those of
/// `file`. Entries that match nothing any more become one note.
void apply_baseline(const Baseline& baseline, const std::string& file, Report& report);

/// Counts one finding that `by` suppresses.
void count_suppressed(const std::string& by, Report& report);

} // namespace batchai2aml
