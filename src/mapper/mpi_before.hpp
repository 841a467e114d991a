/// \file
/// The commands that stand before mpirun: they ran once, in the shell that started mpirun (batchai.md 7.2).
/// Internal to src/mapper.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace batchai2aml {

struct CommandsBefore {
    std::string once; ///< what must not run in each process; its exit code says whether mpirun was reached
    std::string each; ///< what each process needs, with its last separator
};

/// `text`: whole commands and the separator behind the last of them. Commands that only change the state of
/// the shell or print stay for each process; when there are others, the text as a whole runs once, and only
/// what changes the shell is repeated. Nothing when the text is too complex to tell: loops, functions,
/// here-documents and the like.
[[nodiscard]] std::optional<CommandsBefore> split_before(std::string_view text);

/// The value that `text` gives to a variable, where a plain text is assigned to it; the last one counts.
[[nodiscard]] std::optional<std::string> assigned_before(std::string_view text, std::string_view variable);

} // namespace batchai2aml
