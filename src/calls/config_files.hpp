/// \file
/// Which document a command means by the name of a file. Internal to src/calls.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calls/join.hpp"

namespace batchai2aml {

/// A document that holds what a command names.
struct FoundFile {
    std::size_t source = 0;          ///< index of the document
    bool by_name = false;            ///< the path led nowhere
    const NamedFile* made = nullptr; ///< the command that made or fetched it
};

class ConfigFiles {
  public:
    explicit ConfigFiles(const std::vector<CallSource>& sources);

    /// The file of `call`, which stands in document `source`. Only documents that hold a resource of its kind
    /// count.
    [[nodiscard]] std::optional<FoundFile> find(std::size_t source, const Call& call) const;
    /// True when a document of the path that the call names is there, whatever it holds.
    [[nodiscard]] bool is_present(std::size_t source, const Call& call) const;

  private:
    [[nodiscard]] bool fits(std::size_t source, CallKind kind) const;
    [[nodiscard]] std::optional<FoundFile> find_made(std::size_t source, const Call& call) const;
    [[nodiscard]] std::optional<FoundFile> find_path(std::size_t source, const Call& call,
                                                     std::string_view path) const;
    [[nodiscard]] std::optional<FoundFile> find_near(std::size_t source, CallKind kind,
                                                     std::string_view path) const;
    [[nodiscard]] std::optional<FoundFile> find_shown(std::size_t source, const Call& call) const;

    const std::vector<CallSource>& sources_;
    std::map<std::string, std::size_t, std::less<>> by_path_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_name_;
};

/// Folder of a path; empty for the root of the inputs.
[[nodiscard]] std::string_view folder_of(std::string_view path);

/// How many folders two paths have in common at their start.
[[nodiscard]] std::size_t common_folders(std::string_view a, std::string_view b);

} // namespace batchai2aml
