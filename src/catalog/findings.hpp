/// \file
/// The list of all findings: the one source of `explain`, of the pages in docs/findings and of their tests.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// A kind of finding. Codes are grouped by hundreds: 01 reading, 02 validity, 03 cluster, 04 storage, 05 job,
/// 06 toolkit, 07 image, 08 size, 09 secret, 10 workspace, 11 naming, 12 code inputs. They never change their
/// meaning.
struct FindingCode {
    std::string_view code;    ///< "B2A0101"
    Level level;              ///< unless the user sets another one
    std::string_view title;   ///< a few words
    std::string_view meaning; ///< what happened and why it matters
    std::string_view remedy;  ///< what to do; names the flag or setting where there is one
};

/// Sorted by code.
[[nodiscard]] std::span<const FindingCode> finding_codes();
/// Nothing when there is no such code.
[[nodiscard]] const FindingCode* find_finding_code(std::string_view code);
/// The page of a code, as markdown.
[[nodiscard]] std::string finding_page(const FindingCode& code);

} // namespace batchai2aml
