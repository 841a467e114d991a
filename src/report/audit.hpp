/// \file
/// The report of `audit`: what is there, how ready it is, what has to be there in Azure ML, and all that a
/// person has to do, as one list. Not here: what became of each value (text.hpp, json.hpp).
#pragma once

#include <string>
#include <string_view>

#include "batchai2aml/report.hpp"
#include "report/text.hpp"
#include "support/files.hpp"

namespace batchai2aml {

/// Names the format of `write_audit_json`; a change that could break a reader changes the number.
inline constexpr std::string_view audit_schema = "batchai2aml/audit/1";

/// For a terminal: width, colour and detail of `style`; its closing words come last.
[[nodiscard]] std::string render_audit_text(const Report& report, const TextStyle& style);

/// As a page of markdown; text of inputs shows as it is.
[[nodiscard]] std::string render_audit_markdown(const Report& report);

void write_audit_json(const Report& report, const Sink& sink);

} // namespace batchai2aml
