#include "mapper/paths.hpp"

#include <algorithm>
#include <array>

#include "mapper/variables.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view cluster_root = "AZ_BATCHAI_MOUNT_ROOT";
constexpr std::string_view job_root = "AZ_BATCHAI_JOB_MOUNT_ROOT";
constexpr int deepest_chain = 8; // input directories and variables that name each other

// Removes `.` and `..`; nothing when `..` leads out of the root.
std::optional<std::string> without_dots(std::string_view path) {
    std::vector<std::string_view> kept;
    const std::string normal = normalise_path(path);
    for (const std::string_view segment : split(normal, '/')) {
        if (segment.empty()) continue;
        if (segment != "..") {
            kept.push_back(segment);
        } else if (kept.empty()) {
            return std::nullopt;
        } else {
            kept.pop_back();
        }
    }
    std::string out;
    for (const std::string_view segment : kept)
        out += (out.empty() ? "" : "/") + std::string(segment);
    return out;
}

// Folders of the job itself (batchai.md 8.1).
bool is_local_folder(std::string_view name) {
    constexpr std::array<std::string_view, 4> folders = {"AZ_BATCHAI_JOB_TEMP", "AZ_BATCHAI_JOB_TEMP_DIR",
                                                         "AZ_BATCHAI_SHARED_JOB_TEMP",
                                                         "AZ_BATCHAI_STDOUTERR_DIR"};
    return name.starts_with("AZ_BATCHAI_OUTPUT_")
           || std::find(folders.begin(), folders.end(), name) != folders.end();
}

ResolvedPath resolve_variable(const JobBuilder& builder, std::string_view variable, std::string_view rest,
                              int depth);

// The value of a variable of the job; of several with the name the last one counts.
const Field<std::string>* variable_value(const JobBuilder& builder, std::string_view name) {
    const auto& all = builder.source.environment_variables;
    const auto found = std::find_if(all.rbegin(), all.rend(), [&](const EnvironmentVariable& variable) {
        return variable.name && variable.name->value == name;
    });
    return found == all.rend() || !found->value ? nullptr : &*found->value;
}

ResolvedPath as_written(std::string_view text) {
    ResolvedPath out;
    out.text = text;
    return out;
}

ResolvedPath resolve_chain(const JobBuilder& builder, std::string_view text, int depth) {
    text = trim(text);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    const auto lead = leading_variable(text);
    if (!lead || depth > deepest_chain) return as_written(text);
    const std::string_view rest = text.substr(lead->end);
    if (!rest.empty() && rest.front() != '/' && rest.front() != '\\') return as_written(text);
    if (rest.find('$') != std::string_view::npos) return as_written(text);
    const auto* value = is_service_variable(lead->name) ? nullptr : variable_value(builder, lead->name);
    if (value != nullptr)
        return resolve_chain(builder, std::string(trim(value->value)) + std::string(rest), depth + 1);
    ResolvedPath out = resolve_variable(builder, lead->name, rest, depth);
    if (out.text.empty()) out.text = text;
    return out;
}

ResolvedPath resolve_variable(const JobBuilder& builder, std::string_view variable, std::string_view rest,
                              int depth) {
    const std::string name = modern_name(variable);
    if (name == cluster_root) return resolve_below_root(builder, MountLevel::cluster, rest);
    if (name == job_root) return resolve_below_root(builder, MountLevel::job, rest);
    constexpr std::string_view input = "AZ_BATCHAI_INPUT_";
    if (name.starts_with(input)) {
        for (const InputDirectory& directory : builder.source.input_directories)
            if (directory.id && directory.path
                && directory.id->value == std::string_view(name).substr(input.size()))
                return resolve_chain(builder, directory.path->value + std::string(rest), depth + 1);
        return {};
    }
    ResolvedPath out;
    out.place = is_local_folder(name) ? PathPlace::local : PathPlace::outside;
    return out;
}

std::string_view root_name(MountLevel level) {
    return level == MountLevel::cluster ? cluster_root : job_root;
}

} // namespace

ResolvedPath resolve_path(const JobBuilder& builder, std::string_view text) {
    return resolve_chain(builder, text, 0);
}

ResolvedPath resolve_below_root(const JobBuilder& builder, MountLevel level, std::string_view path) {
    ResolvedPath out;
    out.level = level;
    const auto clean = without_dots(path);
    if (!clean) return out;
    std::string rest;
    if (const Mount* mount = find_mount(builder.linked.mounts, level, *clean, rest)) {
        out.place = mount->storage == nowhere ? PathPlace::unresolved : PathPlace::mount;
        out.mount = *mount;
        out.folder = rest;
        return out;
    }
    out.place = PathPlace::unresolved;
    out.mount.level = level;
    const auto slash = clean->find('/');
    out.mount.path = clean->substr(0, slash);
    out.folder = slash == std::string::npos ? std::string{} : clean->substr(slash + 1);
    return out;
}

bool looks_like_file(std::string_view path) {
    const std::string name = last_of(path);
    const auto dot = name.rfind('.');
    return dot != std::string::npos && dot > 0 && dot + 1 < name.size();
}

std::string parent_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string{} : std::string(path.substr(0, slash));
}

std::string last_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

void report_unresolved(JobBuilder& builder, const ResolvedPath& path, LeafId at, std::size_t offset,
                       std::size_t length) {
    const std::string mount = path.mount.path;
    const std::string root = "$" + std::string(root_name(path.level));
    if (mount.empty()) {
        builder.needs_work("name a folder below " + root + " in the source");
        builder
            .report_in_text("B2A0403", at, offset, length,
                            "the directory is " + root + " itself, which is no storage")
            .remedy = "Name a folder below a mount in the source.";
        return;
    }
    const std::string what = "no input says which storage is mounted at " + root + "/" + mount;
    const auto& known = builder.out.notes.diagnostics;
    const bool told =
        std::any_of(known.begin(), known.end(), [&](const Diagnostic& d) { return d.message == what; });
    builder.needs_work("name the storage of mount " + mount + ": --mount " + mount
                       + "=azure_file:ACCOUNT/SHARE");
    if (told) return;
    Diagnostic& diagnostic = builder.report_in_text("B2A0403", at, offset, length, what);
    diagnostic.remedy = "Pass --mount " + mount
                        + "=azure_file:ACCOUNT/SHARE (or azure_blob:ACCOUNT/CONTAINER), or the file that "
                          "declares the mount.";
    diagnostic.answers = {{"mounts." + mount, ""}};
    diagnostic.question = "Which share or container was mounted at " + root + "/" + mount + "?";
}

std::string unresolved_comment(const ResolvedPath& path) {
    if (path.place != PathPlace::unresolved) return {};
    if (path.mount.path.empty()) return "The mount root itself is no storage: name a folder below a mount";
    return "The storage of mount " + printable(path.mount.path)
           + " is not known: put the name of its datastore here, or convert again with --mount "
           + printable(path.mount.path) + "=azure_file:ACCOUNT/SHARE";
}

} // namespace batchai2aml
