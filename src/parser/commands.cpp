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

std::string beside(const std::string& path, std::string_view name) {
    const std::size_t slash = path.rfind('/');
    while (name.starts_with("./"))
        name.remove_prefix(2);
    return (slash == std::string::npos ? std::string{} : path.substr(0, slash + 1)) + std::string(name);
}

/// The texts of files that a script reads by `source`, made once.
class Sourced {
  public:
    Sourced(const ParsedInput& script, const FindInput& find) : script_(script), find_(find) {}

    const ShellText* operator()(std::string_view path) {
        const ParsedInput* file = find_(beside(script_.document.path, path));
        if (file == nullptr || file == &script_ || file->document.text.empty()
            || !file->document.nodes.empty())
            return nullptr;
        auto& text = texts_[file->document.path];
        if (!text) text = std::make_shared<const ShellText>(find_shell_text(file->document));
        return text.get();
    }

  private:
    const ParsedInput& script_;
    const FindInput& find_;
    std::map<std::string, std::shared_ptr<const ShellText>> texts_;
};

void report(ParsedInput& input, std::string_view code, std::string message, Place place) {
    input.notes.diagnostics.push_back(
        {.code = code, .message = std::move(message), .place = std::move(place)});
}

void tell_of_rest(ParsedInput& list, const CallTree& tree) {
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

// A file that a command makes is one input more, when it may be a resource.
void add_made(CommandsRead& out, MadeDocument made, const ParsedInput& input) {
    const std::string text(trim(made.text));
    if (!text.starts_with('{') && !text.starts_with('[')) return;
    ParsedInput parsed = read_document("made.json", input.document.folder, std::move(made.text));
    Document& document = parsed.document;
    document.path = input.document.path;
    document.name = made.file.name.empty() ? "block" : made.file.name;
    document.origin = std::move(made.origin);
    parsed.shown = made.file.shown;
    for (Diagnostic& told : parsed.notes.diagnostics) {
        // The document had no origin when it was read; its places count from its first line.
        document.index_text();
        told.place = document.place_at(document.offset_of(told.place.line, told.place.column),
                                       document.offset_of(told.place.line, told.place.end_column));
    }
    made.file.document = static_cast<std::uint32_t>(out.made.size());
    made.file.place = document.place_at(0, static_cast<std::uint32_t>(document.text.size()));
    out.list.resources.files.push_back(std::move(made.file));
    out.made.push_back(std::move(parsed));
}

} // namespace

std::optional<CommandsRead> read_commands(const ParsedInput& input, const FindInput& find) {
    const Document& document = input.document;
    const bool is_text = document.nodes.empty() && !document.text.empty();
    if ((!is_text && !is_notebook(document)) || !mentions_batchai_code(document.text)) return std::nullopt;
    ShellText text = find_shell_text(document);
    CommandsRead out;
    out.list.notes = input.notes;
    out.list.shape = text.shape;
    auto file = std::make_shared<Document>();
    file->path = document.path;
    file->folder = document.folder;
    file->text = document.text;
    file->index_text();
    ShellOptions options;
    options.programs = {"az"};
    options.environment = {storage_variables.begin(), storage_variables.end()};
    options.find_sourced = Sourced(input, find);
    ShellRun run = run_shell(text, options);
    const bool is_shell = !text.blocks.empty();
    CallTree tree = make_call_tree(std::move(file), std::move(text), std::move(run));
    if (!is_shell && tree.not_commands.empty() && tree.made.empty()) {
        out.list.document.path = document.path;
        out.list.document.folder = document.folder;
        out.list.shape = "not read: Batch AI code";
        report(out.list, "B2A0107", "this file calls Batch AI and is not read",
               Place{document.path, 0, 0, 0});
        return out;
    }
    tell_of_rest(out.list, tree);
    for (MadeDocument& made : tree.made)
        add_made(out, std::move(made), input);
    out.list.resources.files.insert(out.list.resources.files.end(), tree.named.begin(), tree.named.end());
    for (ShellCall& call : tree.calls)
        out.list.facts.push_back({std::move(call.folder), call.certain});
    out.list.has_commands = !tree.calls.empty();
    if (!out.list.has_commands) tree.document.nodes.clear();
    out.list.document = std::move(tree.document);
    return out;
}

} // namespace batchai2aml
