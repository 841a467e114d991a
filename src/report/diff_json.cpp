#include "report/diff.hpp"
#include "report/json_text.hpp"

namespace batchai2aml {

namespace {

void write_counts(const FolderDiff& diff, JsonText& json) {
    json.section("summary").open('{');
    for (std::size_t i = 0; i < diff_state_count; ++i) {
        const auto state = static_cast<DiffState>(i);
        json.key(to_string(state)).number(diff.count(state));
    }
    json.key("unknown").number(diff.unknown.size()).close('}');
}

void write_fields(const std::vector<FieldChange>& fields, JsonText& json) {
    json.key("fields").open('[');
    std::string_view separator;
    for (const FieldChange& field : fields) {
        json.raw(separator).open('{').key("path").text(field.path);
        if (field.before) json.key("before").text(*field.before);
        if (field.after) json.key("after").text(*field.after);
        json.close('}');
        separator = ",";
    }
    json.close(']');
}

void write_hunk(const DiffHunk& hunk, JsonText& json) {
    json.open('{').key("old_begin").number(hunk.old_begin).key("old_lines").number(hunk.old_lines);
    json.key("new_begin").number(hunk.new_begin).key("new_lines").number(hunk.new_lines);
    json.key("lines").open('[');
    std::string_view separator;
    for (const DiffLine& line : hunk.lines) {
        const char sign = line.kind == DiffLine::Kind::both    ? ' '
                          : line.kind == DiffLine::Kind::added ? '+'
                                                               : '-';
        json.raw(separator).text(sign + line.text);
        separator = ",";
        if (!line.ends) json.raw(separator).text("\\");
    }
    json.close(']').close('}');
}

void write_file(const FileDiff& file, JsonText& json) {
    json.element().open('{').key("file").text(file.file).key("state").text(to_string(file.state));
    json.key("convert").text(to_string(file.action));
    if (!file.remark.empty()) json.key("remark").text(file.remark);
    if (!file.fields.empty()) write_fields(file.fields, json);
    if (!file.hunks.empty()) {
        json.key("hunks").open('[');
        std::string_view separator;
        for (const DiffHunk& hunk : file.hunks) {
            json.raw(separator);
            write_hunk(hunk, json);
            separator = ",";
        }
        json.close(']');
    }
    json.close('}');
}

} // namespace

void write_diff_json(const FolderDiff& diff, const Sink& sink) {
    JsonText json(sink);
    json.open('{').key("schema").text(diff_json_schema);
    write_counts(diff, json);
    json.section("files").open('[');
    for (const FileDiff& file : diff.files)
        write_file(file, json);
    json.raw("\n").close(']').section("unknown").open('[');
    for (const std::string& file : diff.unknown)
        json.element().text(file);
    json.raw("\n").close(']').close('}').raw("\n");
    json.flush();
}

} // namespace batchai2aml
