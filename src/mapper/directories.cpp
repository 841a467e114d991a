// Input and output directories (design.md 7, rows 7 to 9; batchai.md 6.1, 6.4, 8.4).
#include <set>

#include "mapper/job_builder.hpp"
#include "mapper/paths.hpp"
#include "mapper/variables.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

// Directory ids come from the input, so the name of the variable is checked before a shell sees it.
bool check_id(JobBuilder& builder, const Text& id, std::string_view prefix, std::set<std::string>& seen) {
    const std::string name = std::string(prefix) + id->value;
    if (!is_variable_name(name)) {
        builder.report("B2A0504", id->leaf,
                       quoted(id->value)
                           + " cannot be part of a variable's name; the directory was left out");
        return false;
    }
    if (!seen.insert(id->value).second) {
        builder.report("B2A0506", id->leaf,
                       "the id " + quoted(id->value) + " is used twice; the second directory was left out");
        return false;
    }
    return true;
}

// Whether a command in a path ran is not known; everything else but variables meant itself.
bool is_safe_path(const std::string& text) {
    return text.find_first_of("`\n") == std::string::npos && text.find("$(") == std::string::npos;
}

// `resolved.text` is what the directory keeps: it leads into a temporary folder or into the image.
void export_elsewhere(JobBuilder& builder, const std::string& variable, const Field<std::string>& path,
                      const ResolvedPath& resolved, const Rule& good, const Rule& bad) {
    const bool safe = is_safe_path(resolved.text);
    const bool local = resolved.place == PathPlace::local && safe;
    if (!local)
        builder.report("B2A0508", path.leaf,
                       quoted(path.value) + " is neither below a mount nor a temporary folder of the job");
    builder.record(path.leaf, local ? good : bad, "command");
    if (safe) builder.add(Export{variable, expanding_word(resolved.text)});
}

void map_input(JobBuilder& builder, const InputDirectory& directory) {
    const std::string variable = "AZ_BATCHAI_INPUT_" + directory.id->value;
    const ResolvedPath path = resolve_path(builder, directory.path->value);
    if (path.place == PathPlace::local || path.place == PathPlace::outside) {
        builder.record(directory.id, rules::input_id, "command");
        export_elsewhere(builder, variable, *directory.path, path, rules::input_path,
                         rules::input_unresolved);
        return;
    }
    const std::string key = builder.unique_key("in_" + directory.id->value);
    const bool file = looks_like_file(path.folder);
    const std::string folder = file ? parent_of(path.folder) : path.folder;
    builder.job().inputs.push_back(
        {key, builder.uri(path.mount, folder), InputMode::ro_mount, unresolved_comment(path)});
    Word value{{Input{key}}};
    if (file) value.parts.push_back(Literal{"/" + last_of(path.folder)});
    builder.add(Export{variable, std::move(value)});
    builder.record(directory.id, rules::input_id, "inputs." + key);
    const bool known = path.place == PathPlace::mount;
    builder.record(directory.path, known ? rules::input_path : rules::input_unresolved,
                   "inputs." + key + ".path");
    if (!known) report_unresolved(builder, path, directory.path->leaf, 0, 0);
}

std::string clean_suffix(const Text& suffix) {
    std::string out;
    if (!suffix) return out;
    const std::string normal = normalise_path(suffix->value);
    for (const std::string_view segment : split(normal, '/'))
        if (segment != "..") out += "/" + std::string(segment);
    return out;
}

// `createNew: false` uses the folder as it is; otherwise one folder for each run (batchai.md 8.4).
bool makes_new(const OutputDirectory& directory) {
    return !directory.create_new || directory.create_new->value;
}

void map_local_output(JobBuilder& builder, const OutputDirectory& directory, const ResolvedPath& path) {
    const std::string variable = "AZ_BATCHAI_OUTPUT_" + directory.id->value;
    builder.record(directory.id, rules::output_id, "command");
    builder.record(directory.path_suffix, rules::output_suffix, "command");
    if (path.place == PathPlace::outside) {
        // Nothing keeps what is written there; the folder only lets the program run.
        builder.report("B2A0508", directory.path_prefix->leaf,
                       quoted(directory.path_prefix->value)
                           + " is neither below a mount nor a temporary folder of the job");
        builder.record(directory.path_prefix, rules::output_unresolved, "command");
        builder.add(
            Export{variable, Word{{Variable{"PWD"}, Literal{"/.batchai/outputs/" + directory.id->value}}}});
        builder.add(MakeFolder{Word{{Variable{variable}}}});
        return;
    }
    ResolvedPath full = path;
    full.text += (makes_new(directory) ? "/outputs" : "") + clean_suffix(directory.path_suffix);
    export_elsewhere(builder, variable, *directory.path_prefix, full, rules::output_prefix,
                     rules::output_unresolved);
    if (is_safe_path(full.text)) builder.add(MakeFolder{Word{{Variable{variable}}}});
}

void report_output(JobBuilder& builder, const OutputDirectory& directory, const ResolvedPath& path) {
    if (path.place == PathPlace::unresolved) {
        report_unresolved(builder, path, directory.path_prefix->leaf, 0, 0);
        return;
    }
    const Storage& storage = builder.project.storages[path.mount.storage];
    if (storage.kind == DatastoreKind::azure_file)
        builder.report("B2A0407", directory.path_prefix->leaf,
                       "an output directory lies on the file share " + quoted(storage.container));
    if (builder.source.node_count && builder.source.node_count->value > 1)
        builder.report("B2A0502", directory.id->leaf,
                       "all nodes write to the output " + quoted(directory.id->value));
}

void map_output(JobBuilder& builder, const OutputDirectory& directory) {
    const ResolvedPath path = resolve_path(builder, directory.path_prefix->value);
    builder.record(directory.type, rules::output_type);
    builder.record(directory.create_new, rules::output_create_new, "outputs");
    if (path.place == PathPlace::local || path.place == PathPlace::outside) {
        map_local_output(builder, directory, path);
        return;
    }
    const std::string key = builder.unique_key("out_" + directory.id->value);
    std::string uri = builder.uri(path.mount, path.folder);
    if (makes_new(directory)) uri += "${{name}}/outputs/";
    const std::string suffix = clean_suffix(directory.path_suffix);
    if (!suffix.empty()) uri += suffix.substr(1) + "/";
    builder.job().outputs.push_back({key, uri, unresolved_comment(path)});
    builder.add(Export{"AZ_BATCHAI_OUTPUT_" + directory.id->value, Word{{Output{key}}}});
    builder.record(directory.id, rules::output_id, "outputs." + key);
    builder.record(directory.path_prefix,
                   path.place == PathPlace::mount ? rules::output_prefix : rules::output_unresolved,
                   "outputs." + key + ".path");
    builder.record(directory.path_suffix, rules::output_suffix, "outputs." + key + ".path");
    report_output(builder, directory, path);
}

void record_incomplete(JobBuilder& builder, std::initializer_list<Text> members, std::string_view what) {
    LeafId at = builder.source.origin;
    for (const Text& member : members) {
        builder.record(member, rules::directory_invalid);
        if (member) at = member->leaf;
    }
    builder.report("B2A0505", at, std::string(what) + "; it was left out");
}

} // namespace

void map_directories(JobBuilder& builder) {
    std::set<std::string> inputs;
    for (const InputDirectory& directory : builder.source.input_directories) {
        if (!directory.id || !directory.path)
            record_incomplete(builder, {directory.id, directory.path},
                              "an input directory lacks its id or path");
        else if (!check_id(builder, directory.id, "AZ_BATCHAI_INPUT_", inputs)) {
            builder.record(directory.id, rules::directory_invalid);
            builder.record(directory.path, rules::directory_invalid);
        } else
            map_input(builder, directory);
    }
    std::set<std::string> outputs;
    for (const OutputDirectory& directory : builder.source.output_directories) {
        const bool complete = directory.id && directory.path_prefix;
        if (complete && check_id(builder, directory.id, "AZ_BATCHAI_OUTPUT_", outputs)) {
            map_output(builder, directory);
            continue;
        }
        if (!complete)
            record_incomplete(builder, {directory.id, directory.path_prefix},
                              "an output directory lacks its id or pathPrefix");
        else
            for (const Text& member : {directory.id, directory.path_prefix})
                builder.record(member, rules::directory_invalid);
        builder.record(directory.path_suffix, rules::directory_invalid);
        builder.record(directory.type, rules::output_type);
        builder.record(directory.create_new, rules::directory_invalid);
    }
}

} // namespace batchai2aml
