#include "parser/shell/call_options.hpp"

#include <algorithm>
#include <array>

#include "parser/shell/call_tree.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 8> general = {"--output",  "--query", "--subscription",
                                                     "--verbose", "--debug", "--only-show-errors",
                                                     "--no-wait", "--yes"};

// "$NAME" for a variable; nothing for the words of a person.
std::string variable_of(std::string_view placeholder) {
    const std::string_view inner = placeholder.substr(1, placeholder.size() - 2);
    const bool name = placeholder.starts_with('<') && std::all_of(inner.begin(), inner.end(), [](char c) {
                          return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
                      });
    return name ? "$" + std::string(inner) : std::string{};
}

} // namespace

std::vector<std::string> unknown_parts(std::string_view value) {
    std::vector<std::string> out = find_placeholders(value);
    for (std::size_t at = value.find('<'); at != std::string_view::npos; at = value.find('<', at + 1)) {
        const std::size_t end = value.find('>', at);
        if (end == std::string_view::npos) break;
        std::string part(value.substr(at, end + 1 - at));
        if (std::find(out.begin(), out.end(), part) == out.end()) out.push_back(std::move(part));
        at = end;
    }
    return out;
}

bool CallOptions::ask(NodeId option) {
    const std::vector<std::string> placeholders = unknown_parts(context_.node(option).text);
    for (const std::string& placeholder : placeholders) {
        if (!context_.secrets.find(placeholder).empty()) continue;
        open_.push_back(placeholder);
        const std::string variable = variable_of(placeholder);
        const std::string& shown = variable.empty() ? placeholder : variable;
        Diagnostic& told = context_.report(
            "B2A1203", option,
            "the value of " + context_.node(option).key
                + (variable.empty() ? " was never filled in: " : " is known only where the command runs: ")
                + shown);
        told.answers = {{"placeholders." + placeholder, ""}};
        told.question = "What does " + shown + " stand for?";
    }
    return !placeholders.empty();
}

Text CallOptions::asked(std::string_view name) {
    if (const NodeId option = context_.document.member(call_, name); option != no_node) (void)ask(option);
    return reader_.text(name);
}

Text CallOptions::command(std::string_view name) {
    return reader_.free_text(name); // `<` may be a redirection; the mapper tells of placeholders
}

Text CallOptions::known(std::string_view name) {
    Text text = reader_.text(name);
    if (!text || unknown_parts(text->value).empty()) return text;
    record(text, rules::call_unknown_value);
    return std::nullopt;
}

Count CallOptions::count(std::string_view name) {
    const NodeId option = context_.document.member(call_, name);
    if (option == no_node || !ask(option)) return reader_.count(name);
    record(reader_.text(name), rules::call_unknown_value);
    return std::nullopt;
}

bool CallOptions::flag(std::string_view name, const Rule& rule) {
    if (!has(name)) return false;
    (void)reader_.flag(name);
    context_.notes.ledger.add(leaf(name), rule);
    return true;
}

void CallOptions::record(std::string_view name, const Rule& rule) {
    record(reader_.text(name), rule);
}

void CallOptions::record(const Text& text, const Rule& rule) {
    if (text) context_.notes.ledger.add(text->leaf, rule);
}

LeafId CallOptions::leaf(std::string_view name) const {
    return context_.leaf(context_.document.member(call_, name));
}

void CallOptions::finish() {
    record(command_member, rules::call_command);
    for (NodeId id = context_.node(call_).first_child; id != no_node; id = context_.node(id).next_sibling) {
        const Node& option = context_.node(id);
        if (option.duplicate || reader_.is_taken(id)) continue;
        const Rule* rule = &rules::call_unused_option;
        if (std::find(general.begin(), general.end(), option.key) != general.end())
            rule = &rules::call_general_option;
        if (option.key.starts_with("argument ")) {
            rule = &rules::call_unknown_option;
            const bool is_option = option.text.starts_with('-');
            const std::string name(is_option ? option.text.substr(0, option.text.find('=')) : "a word");
            context_.report("B2A1205", id,
                            (is_option && context_.secrets.find(name).empty() ? '"' + shorten(name, 60) + '"'
                                                                              : std::string("a word"))
                                + " is no option that this command had; it was left out");
        }
        context_.notes.ledger.add(context_.leaf(id), *rule);
    }
}

} // namespace batchai2aml
