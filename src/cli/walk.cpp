#include "cli/walk.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/ignore_rules.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::uint64_t largest_ignore_file = 1U << 20U;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// What tools keep for themselves.
constexpr std::array<std::string_view, 6> tool_folders = {
    ".git", ".hg", ".svn", "node_modules", "__pycache__", ".ipynb_checkpoints"};

/// Below `folder`, or the same.
bool is_within(std::string_view path, std::string_view folder) {
    return path.starts_with(folder)
           && (path.size() == folder.size() || folder.ends_with('/') || path[folder.size()] == '/');
}

std::string below(const std::string& folder, const std::string& path) {
    return path.empty() ? folder : join_path(folder, path);
}

bool has(const std::vector<FolderEntry>& entries, std::string_view name, FileKind kind) {
    const auto found = std::ranges::lower_bound(entries, name, {}, &FolderEntry::name);
    return found != entries.end() && found->name == name && found->kind == kind;
}

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// A Python environment: a copy of programs that somebody else wrote.
bool is_environment(std::string_view folder, const std::vector<FolderEntry>& entries) {
    const std::string_view name = file_name(folder);
    return (name == "venv" || name == ".venv") && has(entries, "pyvenv.cfg", FileKind::regular);
}

class Walk {
  public:
    Walk(const WalkedFolder& folder, std::string output, IgnoreFiles ignore_files, const FileSystem& files,
         const Steps& steps, Candidates& found)
        : folder_(folder),
          output_(std::move(output)),
          ignore_files_(ignore_files),
          files_(files),
          steps_(steps),
          found_(found) {}

    void run() {
        pending_.push_back({"", nowhere});
        while (!pending_.empty() && (!steps_ || steps_("finding files", found_.files.size(), 0))) {
            const Pending next = std::move(pending_.back());
            pending_.pop_back();
            visit(next);
        }
    }

  private:
    /// A folder to be visited.
    struct Pending {
        std::string path;  ///< below the named folder; empty: that itself
        std::size_t scope; ///< in `scopes_`; `nowhere`: no rules
    };
    /// The rules of a folder, and those above it, which count less.
    struct Scope {
        IgnoreRules rules;
        std::size_t base = 0; ///< length of what stands before a path that the rules are asked about
        std::size_t above = nowhere;
    };

    void visit(const Pending& folder) {
        const std::string location = below(folder_.root, folder.path);
        if (!output_.empty() && location == output_) return;
        const auto listed = files_.list(below(folder_.open, folder.path));
        if (!listed) {
            const std::string name = folder.path.empty() ? folder_.open : folder.path;
            found_.findings.push_back(file_finding("B2A0109",
                                                   "The folder \"" + printable(name)
                                                       + "\" cannot be listed: " + listed.error().reason,
                                                   name, "check that you may read it"));
            found_.others.emplace_back(name, location);
            return;
        }
        const auto& entries = listed.value();
        if (is_environment(folder.path, entries)) {
            found_.tool_folders.push_back(location);
            return;
        }
        const std::size_t scope = scope_of(folder, entries);
        for (const FolderEntry& entry : entries)
            take(entry, join_path(folder.path, entry.name), scope);
    }

    void take(const FolderEntry& entry, std::string path, std::size_t scope) {
        const bool is_folder = entry.kind == FileKind::folder;
        std::string location = join_path(folder_.root, path);
        if (is_folder && is_tool_folder(entry.name)) {
            found_.tool_folders.push_back(std::move(location));
        } else if (is_ignored(path, is_folder, scope)) {
            (is_folder ? found_.ignored_folders : found_.ignored_files).push_back(std::move(location));
        } else if (is_folder) {
            pending_.push_back({std::move(path), scope});
        } else if (entry.kind == FileKind::regular) {
            found_.files.push_back(
                {join_path(folder_.open, path), location, std::move(location), std::move(path), false});
        } else if (entry.kind == FileKind::link) {
            check_link(join_path(folder_.open, path), path);
        } else if (entry.kind == FileKind::other) {
            found_.special.push_back(std::move(location));
        }
    }

    [[nodiscard]] bool is_ignored(const std::string& path, bool is_folder, std::size_t scope) const {
        for (; scope != nowhere; scope = scopes_[scope].above) {
            const std::string_view below = std::string_view(path).substr(scopes_[scope].base);
            if (const auto verdict = scopes_[scope].rules.verdict(below, is_folder)) return *verdict;
        }
        return false;
    }

    /// The rules for what a folder holds.
    std::size_t scope_of(const Pending& folder, const std::vector<FolderEntry>& entries) {
        std::size_t scope = folder.scope;
        if (ignore_files_ == IgnoreFiles::disobey) return scope;
        if (folder.path.empty() && has(entries, ".git", FileKind::folder))
            scope = add_rules(".git/info/exclude", 0, scope);
        if (has(entries, ".gitignore", FileKind::regular))
            scope = add_rules(join_path(folder.path, ".gitignore"),
                              folder.path.empty() ? 0 : folder.path.size() + 1, scope);
        return scope;
    }

    /// A file that cannot be read has no rules: rather too much is read than too little.
    std::size_t add_rules(const std::string& path, std::size_t base, std::size_t above) {
        const auto text = files_.read_found(join_path(folder_.open, path), largest_ignore_file,
                                            [](std::string_view) { return true; });
        if (!text) return above;
        IgnoreRules rules = IgnoreRules::parse(text.value());
        if (rules.empty()) return above;
        scopes_.push_back({std::move(rules), base, above});
        return scopes_.size() - 1;
    }

    void check_link(const std::string& path, const std::string& display) {
        const std::string target = files_.canonical(path);
        if (!target.empty() && is_within(target, folder_.root)) return; // taken where it stands
        const std::string_view why = target.empty() ? "leads nowhere" : "leads out of the folder";
        found_.findings.push_back(file_finding(
            "B2A0112",
            "The link \"" + printable(display) + "\" " + std::string(why) + " and was not followed", display,
            target.empty() ? "remove the link" : "name what it leads to as an INPUT of its own"));
        found_.skipped.push_back({display, "not read: link", "", false});
        found_.others.emplace_back(display, join_path(folder_.root, display));
    }

    const WalkedFolder& folder_;
    std::string output_;
    IgnoreFiles ignore_files_;
    const FileSystem& files_;
    const Steps& steps_;
    Candidates& found_;
    std::vector<Pending> pending_;
    std::vector<Scope> scopes_;
};

} // namespace

bool is_tool_folder(std::string_view name) {
    return std::ranges::find(tool_folders, name) != tool_folders.end();
}

void walk(const WalkedFolder& folder, const std::string& output, IgnoreFiles ignore_files,
          const FileSystem& files, const Steps& steps, Candidates& found) {
    Walk(folder, output, ignore_files, files, steps, found).run();
}

} // namespace batchai2aml::cli
