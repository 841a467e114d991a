/// \file
/// Texts that stand for a value to be filled in (batchai.md 9).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

/// True for `<…>`, `[[…]]`, `__NAME__`, `FILL-IN-HERE`, `ENTER_…`, `...`, `REDACTED`, `$NAME` and empty
/// texts.
[[nodiscard]] bool is_placeholder(std::string_view text);

/// The placeholders inside a text, each once, at most a hundred: `<your-registry>`, `[[name]]`, `__NAME__`,
/// `FILL-IN-HERE`, `ENTER_NAME`. Redirections of a shell (`<in.txt >out`), comparisons and names of Python
/// (`__main__`) are none.
[[nodiscard]] std::vector<std::string> find_placeholders(std::string_view text);

/// The placeholder that `az batchai` itself replaced (batchai.md 11.4).
inline constexpr std::string_view account_placeholder = "<AZURE_BATCHAI_STORAGE_ACCOUNT>";

} // namespace batchai2aml
