// Paths below the mount roots that texts name directly (design.md 7, rows 7 and 11): each mount that is used
// becomes an input or output, and a folder of symbolic links stands for the root.
#include <algorithm>
#include <array>
#include <map>

#include "mapper/job_builder.hpp"
#include "mapper/path_token.hpp"
#include "mapper/paths.hpp"
#include "mapper/variables.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 2> roots = {"AZ_BATCHAI_MOUNT_ROOT", "AZ_BATCHAI_JOB_MOUNT_ROOT"};
// Node-local, so that the links of one node do not meet those of another.
constexpr std::array<std::string_view, 2> link_folders = {"/.batchai/cluster_mounts", "/.batchai/job_mounts"};

std::string_view root_of(MountLevel level) {
    return roots[static_cast<std::size_t>(level)];
}

/// One folder below a mount, and how it is used.
struct FolderUse {
    std::string folder; ///< inside the mount
    PathUse use = PathUse::write;
    bool stated = false; ///< by a setting; else derived from the text
    LeafId leaf;
    std::size_t offset = 0;
    std::size_t length = 0;
};

struct MountUse {
    ResolvedPath path;
    std::vector<FolderUse> folders;
};

using MountUses = std::map<std::pair<MountLevel, std::string>, MountUse>;

bool has_program_suffix(std::string_view path) {
    constexpr std::array<std::string_view, 13> suffixes = {".py",    ".sh",       ".r",   ".pl", ".lua",
                                                           ".cntk",  ".prototxt", ".ndl", ".bs", ".rb",
                                                           ".ipynb", ".jar",      ".so"};
    const std::string name = lower(path);
    return std::any_of(suffixes.begin(), suffixes.end(),
                       [&](std::string_view suffix) { return name.ends_with(suffix); });
}

// True where a shell expects a program: at the start of a command, or after an interpreter.
bool in_program_place(std::string_view text, std::size_t at, TextRole role) {
    if (role == TextRole::variable) return false;
    while (at > 0 && (text[at - 1] == '"' || text[at - 1] == '{' || text[at - 1] == '$'))
        --at;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        --at;
    if (at == 0) return role != TextRole::arguments;
    constexpr std::string_view starters = ";|&(\n";
    if (starters.find(text[at - 1]) != std::string_view::npos) return true;
    std::size_t begin = at;
    while (begin > 0 && !ends_word(text[begin - 1]))
        --begin;
    const std::string word = last_of(text.substr(begin, at - begin));
    constexpr std::array<std::string_view, 9> interpreters = {
        "bash", "sh", "source", ".", "python", "python2", "python3", "Rscript", "perl"};
    return std::find(interpreters.begin(), interpreters.end(), word) != interpreters.end();
}

// The setting whose path is the longest start of `full` ("mount/folder").
std::optional<PathUse> stated_use(const Options& options, std::string_view full) {
    std::optional<PathUse> best;
    std::size_t length = 0;
    for (const auto& [path, use] : options.paths) {
        const std::string clean = normalise_path(path);
        const bool inside =
            full.starts_with(clean) && (full.size() == clean.size() || full[clean.size()] == '/');
        if (inside && (!best || clean.size() > length)) {
            best = use;
            length = clean.size();
        }
    }
    return best;
}

void add_use(JobBuilder& builder, MountUses& uses, MountLevel level, const JobText& text,
             const VariableUse& variable) {
    const PathToken token = path_token(builder, level, text, variable);
    const ResolvedPath path = resolve_below_root(builder, level, token.path);
    if (path.place == PathPlace::outside) {
        builder.report_in_text("B2A0508", text.field->leaf, variable.begin, token.end - variable.begin,
                               "this path leaves the mount root");
        return;
    }
    const std::string full = path.mount.path + (path.folder.empty() ? "" : "/" + path.folder);
    FolderUse use;
    const bool program = has_program_suffix(path.folder) || text.role == TextRole::config
                         || in_program_place(text.field->value, variable.begin, text.role);
    use.use = program ? PathUse::read : PathUse::write;
    if (const auto stated = stated_use(builder.options, full)) {
        use.use = *stated;
        use.stated = true;
    }
    const bool file = looks_like_file(path.folder) || (program && !token.path.ends_with('/'));
    use.folder = file ? parent_of(path.folder) : path.folder;
    use.leaf = text.field->leaf;
    use.offset = variable.begin;
    use.length = token.end - variable.begin;
    MountUse& entry = uses[{level, path.mount.path}];
    entry.path = path;
    entry.folders.push_back(std::move(use));
}

void add_all_mounts(JobBuilder& builder, MountUses& uses, MountLevel level, LeafId leaf) {
    for (const Mount& mount : builder.linked.mounts) {
        if (mount.level != level || mount.path.empty() || mount.problem == MountProblem::duplicate) continue;
        MountUse& entry = uses[{level, mount.path}];
        entry.path = resolve_below_root(builder, level, mount.path);
        FolderUse use;
        use.leaf = leaf;
        if (const auto stated = stated_use(builder.options, mount.path)) {
            use.use = *stated;
            use.stated = true;
        }
        entry.folders.push_back(std::move(use));
    }
}

MountUses collect(JobBuilder& builder, std::array<bool, 2>& named) {
    MountUses uses;
    for (const JobText& text : builder.texts) {
        for (const VariableUse& variable : find_variables(text.field->value)) {
            const std::string name = modern_name(variable.name);
            for (const MountLevel level : {MountLevel::cluster, MountLevel::job}) {
                if (name != root_of(level)) continue;
                named[static_cast<std::size_t>(level)] = true;
                const std::string_view after = std::string_view(text.field->value).substr(variable.end);
                const std::string path = normalise_path(path_token(builder, level, text, variable).path);
                if (variable.expanded && after.starts_with('/') && !path.empty())
                    add_use(builder, uses, level, text, variable);
                else
                    add_all_mounts(builder, uses, level, text.field->leaf);
            }
        }
    }
    if (builder.options.mount_roots == MountRootPolicy::all) {
        for (const MountLevel level : {MountLevel::cluster, MountLevel::job}) {
            add_all_mounts(builder, uses, level, builder.source.origin);
            for (const auto& use : uses)
                if (use.first.first == level) named[static_cast<std::size_t>(level)] = true;
        }
    }
    return uses;
}

bool is_inside(std::string_view inner, std::string_view outer) {
    return outer.empty() || inner == outer || (inner.starts_with(outer) && inner[outer.size()] == '/');
}

// Folders that lie in each other become one; it is written to when one of them is.
std::vector<FolderUse> merge(std::vector<FolderUse> folders) {
    std::stable_sort(folders.begin(), folders.end(),
                     [](const FolderUse& a, const FolderUse& b) { return a.folder < b.folder; });
    std::vector<FolderUse> out;
    for (FolderUse& use : folders) {
        auto outer = std::find_if(out.begin(), out.end(),
                                  [&](const FolderUse& o) { return is_inside(use.folder, o.folder); });
        if (outer == out.end()) {
            out.push_back(std::move(use));
        } else if (use.use == PathUse::write && outer->use != PathUse::write) {
            const std::string folder = outer->folder;
            *outer = std::move(use);
            outer->folder = folder;
        }
    }
    return out;
}

void report_write(JobBuilder& builder, const MountUse& mount, const FolderUse& use, const std::string& uri) {
    const std::string full = mount.path.mount.path + (use.folder.empty() ? "" : "/" + use.folder);
    if (!use.stated) {
        Diagnostic& told =
            builder.report_in_text("B2A0404", use.leaf, use.offset, use.length,
                                   "the folder " + quoted(full) + " is mounted for reading and writing");
        told.answers = {{"paths." + full, "read"}, {"paths." + full, "write"}};
        told.remedy = "Pass --set paths." + full + "=read if the job only reads it (or =write if it writes).";
    }
    const auto& inputs = builder.job().inputs;
    const bool read_too = std::any_of(inputs.begin(), inputs.end(), [&](const JobInput& input) {
        return input.uri.starts_with(uri) || uri.starts_with(input.uri);
    });
    if (read_too) {
        Diagnostic& told = builder.report_in_text("B2A0405", use.leaf, use.offset, use.length,
                                                  "the folder " + quoted(full)
                                                      + " is an input as well as mounted for writing");
        told.answers = {{"paths." + full, "read"}};
        told.remedy = "Pass --set paths." + full + "=read if the job only reads it.";
    }
}

void bind(JobBuilder& builder, const MountUse& mount, const FolderUse& use, bool only) {
    const ResolvedPath& path = mount.path;
    const std::string key = builder.unique_key("mount_" + path.mount.path + (only ? "" : "_" + use.folder));
    const std::string uri = builder.uri(path.mount, use.folder);
    Word target;
    if (use.use == PathUse::write) {
        report_write(builder, mount, use, uri);
        builder.job().outputs.push_back({key, uri, unresolved_comment(path)});
        target.parts.push_back(Output{key});
    } else {
        const InputMode mode = use.use == PathUse::download ? InputMode::download : InputMode::ro_mount;
        builder.job().inputs.push_back({key, uri, mode, unresolved_comment(path)});
        target.parts.push_back(Input{key});
    }
    const std::string below = "/" + path.mount.path + (use.folder.empty() ? "" : "/" + use.folder);
    builder.add(Link{std::move(target), Word{{Variable{std::string(root_of(path.level))}, Literal{below}}}});
    if (path.place == PathPlace::unresolved)
        report_unresolved(builder, path, use.leaf, use.offset, use.length);
}

// A link cannot be made inside the folder of another mount: it would be written into that storage.
bool lies_in_other_mount(const MountUses& uses, MountLevel level, const std::string& mount) {
    return std::any_of(uses.begin(), uses.end(), [&](const auto& entry) {
        const std::string& other = entry.first.second;
        return entry.first.first == level && other != mount && is_inside(mount, other);
    });
}

void note_unused(JobBuilder& builder, const MountUses& uses) {
    std::string names;
    for (const Mount& mount : builder.linked.mounts) {
        const bool own = mount.level == MountLevel::job && !mount.by_setting;
        const bool used =
            uses.contains({mount.level, mount.path})
            || std::find(builder.out.storages.begin(), builder.out.storages.end(), mount.storage)
                   != builder.out.storages.end();
        if (own && !used && !mount.path.empty()) names += (names.empty() ? "" : ", ") + mount.path;
    }
    if (!names.empty())
        builder
            .report("B2A0408", builder.source.origin,
                    "nothing in the job names its mount " + shorten(names, 80))
            .answers = {{"mount-roots", "all"}};
}

// Programs read these by themselves. Jobs had mounts of their own from the second version on
// (batchai.md 8.1).
bool had_root(const JobBuilder& builder, MountLevel level) {
    return level == MountLevel::cluster || builder.source.layout != Layout::drafts;
}

} // namespace

void map_mount_roots(JobBuilder& builder) {
    std::array<bool, 2> named{};
    const MountUses uses = collect(builder, named);
    for (const MountLevel level : {MountLevel::cluster, MountLevel::job}) {
        if (!named[static_cast<std::size_t>(level)] && !had_root(builder, level)) continue;
        Word folder{{Variable{"PWD"}, Literal{std::string(link_folders[static_cast<std::size_t>(level)])}}};
        builder.add(Export{std::string(root_of(level)), folder});
        builder.add(MakeFolder{Word{{Variable{std::string(root_of(level))}}}});
    }
    for (const auto& [where, mount] : uses) {
        if (lies_in_other_mount(uses, where.first, where.second)) {
            builder.report("B2A0413", mount.folders.front().leaf,
                           "the mount " + quoted(where.second)
                               + " lies inside another mount and cannot be linked there");
            continue;
        }
        const std::vector<FolderUse> folders = merge(mount.folders);
        for (const FolderUse& use : folders)
            bind(builder, mount, use, folders.size() == 1);
    }
    note_unused(builder, uses);
}

} // namespace batchai2aml
