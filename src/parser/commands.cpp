// Files in which commands stand, beside JSON (batchai.md 10.8, 11.7).
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include "parser/classify.hpp"
#include "parser/parse.hpp"
#include "parser/shell/call_tree.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 2> storage_variables = {"AZURE_BATCHAI_STORAGE_ACCOUNT",
                                                               "AZURE_BATCHAI_STORAGE_KEY"};

bool is_notebook(const Document& document) {
    return !document.nodes.empty() && classify(document).shape == Shape::notebook;
}

// `folder` and `name` joined; `.` and `..` are taken out.
std::string joined(std::string_view folder, std::string_view name) {
    std::vector<std::string_view> segments = split(folder, '/');
    for (const std::string_view segment : split(name, '/')) {
        if (segment == ".." && !segments.empty())
            segments.pop_back();
        else
            segments.push_back(segment);
    }
    std::string out;
    for (const std::string_view segment : segments)
        if (!segment.empty() && segment != ".") out.append(out.empty() ? "" : "/").append(segment);
    return out;
}

std::string_view parent(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

/// The texts of files that a script reads by `source`, made once.
class Sourced {
    using Texts = std::map<std::string, std::shared_ptr<const ShellText>>;

  public:
    Sourced(const ParsedInput& script, const FindInput& find) : script_(script), find_(find) {}

    const ShellText* operator()(std::string_view path) {
        const ParsedInput* file = find_file(path);
        if (file == nullptr || file == &script_ || file->document.text.empty()
            || !file->document.nodes.empty())
            return nullptr;
        auto& text = (*texts_)[file->document.path];
        if (!text) text = std::make_shared<const ShellText>(find_shell_text(file->document));
        return text.get();
    }

    [[nodiscard]] std::vector<std::string> paths() const {
        std::vector<std::string> out;
        for (const auto& [path, text] : *texts_)
            out.push_back(path);
        return out;
    }

  private:
    // Beside the script, or in a folder above: scripts are started from the root of their repository as well.
    const ParsedInput* find_file(std::string_view path) {
        for (std::string_view folder = parent(script_.document.path);; folder = parent(folder)) {
            if (const ParsedInput* file = find_(joined(folder, path))) return file;
            if (folder.empty()) return nullptr;
        }
    }

    const ParsedInput& script_;
    const FindInput& find_;
    // Copies of this object share what they have read.
    std::shared_ptr<Texts> texts_ = std::make_shared<Texts>();
};

void report(ParsedInput& input, std::string_view code, std::string message, Place place) {
    input.notes.diagnostics.push_back(
        {.code = code, .message = std::move(message), .place = std::move(place)});
}

void tell_of_rest(ParsedInput& list, const CallTree& tree, bool complete) {
    if (!complete)
        report(list, "B2A1204", "the file gives so many commands that the last ones were left out",
               Place{tree.document.path, 0, 0, 0});
    for (const Place& problem : tree.problems)
        report(list, "B2A1204", "the shell text from here on is broken", problem);
    if (tree.not_commands.empty()) return;
    const std::size_t count = tree.not_commands.size();
    report(list, "B2A1213",
           count == 1
               ? std::string("a command that makes something is only spoken of here")
               : std::to_string(count) + " commands that make something are only spoken of, from here on",
           tree.not_commands.front());
}

// A value that nobody knows may stand where JSON wants a number: `{"nodeCount": <NODES>}` is read as a text.
void quote_placeholders(MadeDocument& made) {
    TextBuilder builder(made.text);
    std::size_t done = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < made.text.size(); ++at) {
        const char c = made.text[at];
        if (c == '\\' && in_string) {
            ++at;
        } else if (c == '"') {
            in_string = !in_string;
        } else if (c == '<' && !in_string) {
            const std::size_t end = made.text.find_first_of("<>\n\"", at + 1);
            if (end == std::string::npos || made.text[end] != '>') continue;
            builder.copy(done, at);
            builder.insert("\"", at);
            builder.copy(at, end + 1);
            builder.insert("\"", end);
            done = end + 1;
            at = end;
        }
    }
    if (done == 0) return;
    builder.copy(done, made.text.size());
    made.origin = std::make_shared<const Origin>(
        Origin{made.origin->file, compose(builder.take_segments(), builder.size(), *made.origin),
               made.origin->parts});
    made.text = builder.take_text();
}

// A file that a command makes is one input more, when it may be a resource.
void add_made(CommandsRead& out, MadeDocument made, const ParsedInput& input) {
    const std::string text(trim(made.text));
    if (!text.starts_with('{') && !text.starts_with('[')) return;
    quote_placeholders(made);
    ParsedInput parsed = read_document("made.json", input.document.folder, std::move(made.text));
    Document& document = parsed.document;
    document.path = input.document.path;
    document.name = made.files[0].name.empty() ? "block" : made.files[0].name;
    document.origin = std::move(made.origin);
    parsed.shown = made.files[0].shown;
    for (Diagnostic& told : parsed.notes.diagnostics) {
        // The document had no origin when it was read; its places count from its first line.
        document.index_text();
        told.place = document.place_at(document.offset_of(told.place.line, told.place.column),
                                       document.offset_of(told.place.line, told.place.end_column));
    }
    for (NamedFile& file : made.files) {
        file.document = static_cast<std::uint32_t>(out.made.size());
        out.list.resources.files.push_back(std::move(file));
    }
    out.made.push_back(std::move(parsed));
}

std::shared_ptr<const Document> text_of(const Document& document) {
    auto file = std::make_shared<Document>();
    file->path = document.path;
    file->folder = document.folder;
    file->text = document.text;
    file->index_text();
    return file;
}

ShellRun run(const ShellText& text, const Document& document, const Sourced& sourced) {
    ShellOptions options;
    options.programs = {"az"};
    options.environment = {storage_variables.begin(), storage_variables.end()};
    options.find_sourced = sourced;
    const std::string_view path = document.path;
    if (text.shape == "shell script") options.script = path.substr(path.rfind('/') + 1);
    return run_shell(text, options);
}

// A file in a language that is not read, or one that is neither shell text nor speaks of commands.
CommandsRead not_read(const ParsedInput& input) {
    CommandsRead out;
    out.list.document.path = input.document.path;
    out.list.document.folder = input.document.folder;
    out.list.named = input.named;
    out.list.shape = "not read: Batch AI code";
    report(out.list, "B2A0107", "this file calls Batch AI and is not read",
           Place{input.document.path, 0, 0, 0});
    return out;
}

void take_tree(CommandsRead& out, CallTree tree, const ParsedInput& input) {
    for (MadeDocument& made : tree.made)
        add_made(out, std::move(made), input);
    out.list.resources.files.insert(out.list.resources.files.end(), tree.named.begin(), tree.named.end());
    for (ShellCall& call : tree.calls)
        out.list.facts.push_back({std::move(call.folder), call.certain});
    out.list.has_commands = !tree.calls.empty();
    if (!out.list.has_commands) tree.document.nodes.clear();
    out.list.document = std::move(tree.document);
}

} // namespace

std::optional<CommandsRead> read_commands(const ParsedInput& input, const FindInput& find) {
    const Document& document = input.document;
    const bool is_text = document.nodes.empty() && !document.text.empty();
    if ((!is_text && !is_notebook(document)) || !mentions_batchai_code(document.text)) return std::nullopt;
    ShellText text = find_shell_text(document);
    if (text.shape == "not shell") return not_read(input);
    CommandsRead out;
    out.list.notes = input.notes;
    out.list.named = input.named;
    out.list.shape = text.shape;
    const Sourced sourced(input, find);
    ShellRun commands = run(text, document, sourced);
    out.sourced = sourced.paths();
    const bool is_shell = !text.blocks.empty();
    const bool complete = commands.complete;
    CallTree tree = make_call_tree(text_of(document), std::move(text), std::move(commands));
    if (!is_shell && tree.not_commands.empty() && tree.made.empty()) return not_read(input);
    tell_of_rest(out.list, tree, complete);
    take_tree(out, std::move(tree), input);
    return out;
}

} // namespace batchai2aml
