#include "cli/rehearsal_json.hpp"

#include "cli/rehearsal_words.hpp"
#include "report/json_text.hpp"

namespace batchai2aml::cli {

namespace {

std::uint64_t count(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

std::string_view yes_or_no(bool value) {
    return value ? "true" : "false";
}

void write_texts(JsonText& json, std::string_view key, const std::vector<std::string>& texts) {
    json.key(key).open('[');
    for (const std::string& text : texts)
        json.element().text(text);
    json.close(']');
}

void write_variables(JsonText& json, std::string_view key,
                     const std::vector<std::pair<std::string, std::string>>& variables) {
    json.key(key).open('{');
    for (const auto& [name, value] : variables)
        json.key(name).text(value);
    json.close('}');
}

void write_stand_ins(JsonText& json, const Rehearsal& rehearsal) {
    json.key("datastores").open('[');
    for (const StandIn& store : rehearsal.stand_ins) {
        const EmittedDatastore& source = store.datastore;
        json.element().open('{').key("name").text(source.name).key("file").text(source.file);
        json.key("type").text(source.type).key("account").text(source.account);
        json.key("container").text(source.container).key("stands_in").text(store.folder);
        json.key("given").text(store.given).close('}');
    }
    json.close(']');
}

void write_folders(JsonText& json, const Rehearsal& rehearsal) {
    json.key("folders").open('[');
    for (const MountedFolder& folder : rehearsal.folders) {
        const EmittedFolder& source = folder.source;
        json.element().open('{').key("node").number(count(folder.node)).key("key").text(source.key);
        json.key("kind").text(source.kind == EmittedFolder::Kind::input ? "input" : "output");
        json.key("mode").text(source.mode).key("uri").text(source.uri);
        json.key("datastore").text(source.datastore).key("path").text(source.path);
        json.key("local").text(folder.local).key("behind").text(folder.behind);
        json.key("had_data").raw(yes_or_no(folder.had_data)).close('}');
    }
    json.close(']').key("node_folders").open('[');
    for (std::size_t i = 0; i < rehearsal.nodes.size(); ++i) {
        const NodeFolders& node = rehearsal.nodes[i];
        json.element().open('{').key("node").number(i).key("address").text(node.address);
        json.key("working").text(node.working).key("home").text(node.home);
        json.key("elsewhere").text(node.elsewhere).close('}');
    }
    json.close(']').key("links").open('[');
    for (const FolderLink& link : rehearsal.links)
        json.element().open('{').key("path").text(link.path).key("target").text(link.target).close('}');
    json.close(']');
}

void write_call(JsonText& json, const ProgramCall& call) {
    json.element().open('{').key("action").text(call_word(call.kind));
    json.key("folder").text(call.folder).key("program").text(call.program);
    write_texts(json, "arguments", call.arguments);
    write_variables(json, "variables", call.variables);
    json.close('}');
}

void write_process(JsonText& json, const ProcessResult& process) {
    json.element().open('{').key("name").text(process.name).key("role").text(process.role);
    json.key("node").number(count(process.node)).key("index").number(count(process.index));
    json.key("exit_code").number(count(process.exit_code));
    json.key("stopped").raw(yes_or_no(process.end != ProcessEnd::exited));
    json.key("end").text(end_word(process.end));
    write_variables(json, "given", process.given);
    json.key("commands").open('[');
    for (const ProgramCall& call : process.calls)
        write_call(json, call);
    json.close(']');
    write_texts(json, "read", process.read);
    write_texts(json, "written", process.written);
    write_texts(json, "elsewhere", process.elsewhere);
    json.key("output").text(process.output).close('}');
}

void write_changes(JsonText& json, const Rehearsal& rehearsal) {
    json.key("changed").open('[');
    for (const ChangedFile& file : rehearsal.changed) {
        json.element().open('{').key("datastore").text(file.datastore).key("path").text(file.path);
        json.key("change").text(change_word(file.change)).close('}');
    }
    json.close(']');
}

void write_rehearsal(JsonText& json, const Rehearsal& rehearsal) {
    const EmittedJob& job = rehearsal.job;
    json.element().open('{').key("name").text(job.name).key("file").text(job.file);
    json.key("programs").text(rehearsal.programs == Programs::executed ? "executed" : "probed");
    json.key("sandbox").raw(yes_or_no(rehearsal.in_sandbox));
    json.key("succeeded").raw(yes_or_no(rehearsal.succeeded()));
    json.key("distribution").text(to_string(job.distribution)).key("nodes").number(count(job.nodes));
    write_texts(json, "problems", rehearsal.problems);
    write_stand_ins(json, rehearsal);
    write_folders(json, rehearsal);
    json.key("processes").open('[');
    for (const ProcessResult& process : rehearsal.processes)
        write_process(json, process);
    json.close(']');
    write_changes(json, rehearsal);
    json.close('}');
}

} // namespace

void write_rehearsals(const std::vector<Rehearsal>& rehearsals, const Sink& sink) {
    JsonText json(sink);
    json.open('{').key("schema").text("batchai2aml/rehearsal/1").key("jobs").open('[');
    for (const Rehearsal& rehearsal : rehearsals)
        write_rehearsal(json, rehearsal);
    json.close(']').close('}').raw("\n");
    json.flush();
}

} // namespace batchai2aml::cli
