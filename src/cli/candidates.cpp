#include "cli/candidates.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "catalog/findings.hpp"
#include "cli/glob.hpp"
#include "cli/walk.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

std::string_view parent(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// Sorts `paths` and leaves out repeated ones and those in `taken`, which is sorted.
void remove_taken(std::vector<std::string>& paths, const std::vector<std::string>& taken) {
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    if (taken.empty()) return;
    std::erase_if(paths, [&](const std::string& path) { return std::ranges::binary_search(taken, path); });
}

class Finder {
  public:
    Finder(const std::string& output_folder, IgnoreFiles ignore_files, const FileSystem& files,
           const Steps& steps)
        : output_(output_folder.empty() ? "" : files.canonical(output_folder)),
          ignore_files_(ignore_files),
          files_(files),
          steps_(steps) {}

    std::optional<Failure> add_argument(const std::string& argument) {
        if (argument == "-") {
            found_.files.push_back({"-", "-", "", "stdin.json", true});
            return std::nullopt;
        }
        if (files_.kind(argument) != FileKind::missing) {
            add_existing(argument);
            return std::nullopt;
        }
        const auto matching =
            is_pattern(argument) ? expand_pattern(argument, files_) : std::vector<std::string>();
        for (const std::string& path : matching)
            add_existing(path);
        if (!matching.empty()) return std::nullopt;
        return Failure{ExitCode::no_input,
                       is_pattern(argument) ? "no file matches " + printable(argument) + "; check the pattern"
                                            : "there is no " + printable(argument) + "; check the path"};
    }

    Candidates finish() && {
        remove_repeated();
        count_once();
        make_displays_unique();
        std::ranges::sort(found_.files, {}, &Candidate::display);
        return std::move(found_);
    }

  private:
    void add_existing(const std::string& path) {
        if (files_.kind(path) == FileKind::folder) {
            const WalkedFolder folder{path, files_.canonical(path)};
            walk(folder, output_, ignore_files_, files_, steps_, found_);
            walked_.push_back(folder.root);
            return;
        }
        const std::string_view above = parent(path);
        const std::string folder =
            files_.canonical(above.empty() ? (path.starts_with('/') ? "/" : ".") : std::string(above));
        const std::string real = files_.canonical(path);
        // What stands behind /dev/fd/3 has no path of its own.
        found_.files.push_back({path, real.empty() ? path : real, join_path(folder, file_name(path)),
                                std::string(file_name(path)), true});
    }

    /// Of several ways to a file the one with the longest path says most about it.
    void remove_repeated() {
        std::ranges::sort(found_.files, [](const Candidate& a, const Candidate& b) {
            if (a.identity != b.identity) return a.identity < b.identity;
            if (a.display.size() != b.display.size()) return a.display.size() > b.display.size();
            return std::tie(a.display, a.location) < std::tie(b.display, b.location);
        });
        std::vector<Candidate> once;
        for (Candidate& file : found_.files) {
            if (once.empty() || once.back().identity != file.identity) {
                once.push_back(std::move(file));
            } else {
                once.back().named = once.back().named || file.named;
            }
        }
        found_.files = std::move(once);
    }

    /// What one argument leaves alone another one may take.
    void count_once() {
        std::vector<std::string> taken;
        if (!found_.ignored_files.empty()) // they are sorted by it
            for (const Candidate& file : found_.files)
                taken.push_back(file.identity);
        remove_taken(found_.ignored_files, taken);
        std::ranges::sort(walked_);
        for (auto* folders : {&found_.ignored_folders, &found_.tool_folders})
            remove_taken(*folders, walked_);
        remove_taken(found_.special, {});
    }

    /// `display` with one more folder of `location` in front. False when there is none.
    static bool lengthen(Candidate& file) {
        if (file.location.size() <= file.display.size() + 1) return false;
        const std::string_view rest =
            std::string_view(file.location).substr(0, file.location.size() - file.display.size());
        const std::string_view above = parent(rest);
        file.display = file.location.substr(above.rfind('/') + 1);
        return true;
    }

    void make_displays_unique() {
        for (bool changed = true; changed;) {
            changed = false;
            std::map<std::string, std::vector<Candidate*>> groups;
            for (Candidate& file : found_.files)
                groups[file.display].push_back(&file);
            for (auto& [display, group] : groups) {
                if (group.size() == 1) continue;
                for (Candidate* file : group)
                    changed = lengthen(*file) || changed;
            }
        }
    }

    std::string output_;
    IgnoreFiles ignore_files_;
    const FileSystem& files_;
    const Steps& steps_;
    Candidates found_;
    std::vector<std::string> walked_;
};

} // namespace

Finding file_finding(std::string_view code, std::string message, std::string file, std::string remedy) {
    Finding finding;
    finding.code = code;
    if (const FindingCode* known = find_finding_code(code)) finding.level = known->level;
    finding.message = std::move(message);
    finding.place.file = std::move(file);
    finding.remedy = std::move(remedy);
    return finding;
}

Result<Candidates, Failure> find_candidates(const std::vector<std::string>& arguments,
                                            const std::string& output_folder, IgnoreFiles ignore_files,
                                            const FileSystem& files, const Steps& steps) {
    Finder finder(output_folder, ignore_files, files, steps);
    for (const std::string& argument : arguments)
        if (auto failure = finder.add_argument(argument)) return *failure;
    return std::move(finder).finish();
}

} // namespace batchai2aml::cli
