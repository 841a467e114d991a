#include "parser/parse.hpp"

#include <algorithm>
#include <utility>

#include "parser/classify.hpp"
#include "parser/json/decode.hpp"
#include "parser/json/reader.hpp"
#include "parser/object_reader.hpp"
#include "parser/readers.hpp"
#include "parser/screening.hpp"
#include "parser/shapes.hpp"
#include "parser/shell/az_options.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

void report_file(ParsedInput& input, std::string_view code, std::string message, Place place = {}) {
    place.file = input.document.path;
    input.notes.diagnostics.push_back(
        {.code = code, .message = std::move(message), .place = std::move(place)});
}

Place place_of_byte(Document& document, std::size_t at) {
    document.index_text();
    return document.place_at(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at));
}

// Puts `?` in the place of each byte that is none of UTF-8, or NUL, and answers where the first one was.
std::size_t replace_invalid(std::string& text) {
    std::size_t first = text.size();
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint code_point = first_code_point(std::string_view(text).substr(at));
        if (!code_point.valid || code_point.value == 0) {
            first = std::min(first, at);
            text[at] = '?';
        }
        at += code_point.length;
    }
    return first;
}

constexpr std::string_view text_shape = "not JSON";
constexpr std::size_t largest_sourced = std::size_t{1} << 20;

// Other files may read it (`source`), so its text is kept until all commands are known.
void keep_text(ParsedInput& input, std::string bytes) {
    input.shape = text_shape;
    const bool large = bytes.size() > largest_sourced && !mentions_batchai_code(bytes);
    if (large) return;
    auto text = decode_text(bytes);
    if (text) {
        input.document.text = std::move(text).value();
        return;
    }
    // Often a comment in another encoding; the commands are ASCII.
    input.document.text = std::move(bytes);
    const std::size_t first = replace_invalid(input.document.text);
    if (mentions_batchai_code(input.document.text))
        report_file(input, "B2A0104", "what is no UTF-8 here and further down was read as question marks",
                    place_of_byte(input.document, first));
}

/// What is not Batch AI is worth a word only when the user named it.
void leave_alone(ParsedInput& input, ParsedInput::Counted kind, std::string message, Place place = {}) {
    if (input.named)
        report_file(input, "B2A0106", std::move(message), std::move(place));
    else
        input.counted = kind;
}

void report_repairs(ParsedInput& input, const std::vector<Repair>& repairs) {
    if (repairs.empty()) return;
    const Repair& first = repairs.front();
    const std::string more =
        repairs.size() == 1 ? "" : " (and " + std::to_string(repairs.size() - 1) + " more like it)";
    report_file(input, "B2A0102", first.message + more, input.document.place_at(first.begin, first.end));
}

// Tells what a document is that this version does not convert; its nodes are given up.
void refuse(ParsedInput& input, const Classification& found) {
    input.shape = shape_name(found.shape);
    Place place = input.document.place(found.marker);
    place.end_column = 0;
    if (found.shape == Shape::not_batchai) {
        constexpr std::string_view message = "this file describes no Batch AI job or cluster";
        if (mentions_batchai_code(input.document.text))
            report_file(input, "B2A0107", std::string(message), std::move(place));
        else
            leave_alone(input, ParsedInput::Counted::json, std::string(message), std::move(place));
    } else if (found.shape == Shape::service_output) {
        report_file(input, "B2A0114", "this is an answer of the service that defines nothing",
                    std::move(place));
    } else if (found.shape == Shape::notebook) {
        if (mentions_batchai_code(input.document.text))
            report_file(input, "B2A0107", "this notebook calls Batch AI and is not read", std::move(place));
        else if (!input.named)
            input.counted = ParsedInput::Counted::json;
    } else {
        report_file(input, "B2A0108", input.shape + ": not converted", std::move(place));
        if (found.shape == Shape::fragment)
            input.notes.diagnostics.back().remedy =
                "Pass the whole resource: what the command prints without --query.";
    }
    input.document.nodes.clear();
}

bool is_converted(Shape shape) {
    switch (shape) {
    case Shape::job:
    case Shape::cluster:
    case Shape::file_server:
    case Shape::workspace:
    case Shape::experiment:
    case Shape::api_example:
    case Shape::list_page:
    case Shape::several:
    case Shape::bare_array:
        return true;
    default:
        return false;
    }
}

template <class T>
T with_request_id(ReadContext& context, const FoundResource& found, T resource) {
    if (found.id.empty()) return resource;
    if (!resource.id)
        resource.id = Field<std::string>{found.id, context.leaf(found.id_node)};
    else
        context.notes.ledger.add(context.leaf(found.id_node), rules::request_parameter);
    return resource;
}

void read_resource(ReadContext& context, Resources& out, const FoundResource& found) {
    const auto label_parameter = [&] {
        if (found.id_node != no_node)
            context.notes.ledger.add(context.leaf(found.id_node), rules::request_parameter);
    };
    switch (found.kind) {
    case Shape::job:
        out.jobs.push_back(with_request_id(context, found, read_job(context, found.where)));
        break;
    case Shape::cluster:
        out.clusters.push_back(with_request_id(context, found, read_cluster(context, found.where)));
        break;
    case Shape::file_server:
        out.file_servers.push_back(with_request_id(context, found, read_file_server(context, found.where)));
        break;
    case Shape::workspace:
        out.workspaces.push_back(with_request_id(context, found, read_workspace(context, found.where)));
        break;
    default:
        label_parameter();
        context.record_all(found.where.root, rules::experiment_resource);
    }
}

} // namespace

ParsedInput read_document(std::string path, std::string folder, std::string bytes, bool named) {
    ParsedInput input;
    input.named = named;
    input.document.path = path;
    input.document.folder = folder;
    if (!has_json_name(path) && !looks_like_json(bytes)) {
        keep_text(input, std::move(bytes));
        return input;
    }
    const bool names_batchai = named || names_batchai_member(bytes);
    // A script may begin with `[ -n "$X" ]` or `{`.
    std::string script = !has_json_name(path) && mentions_batchai_code(bytes) ? bytes : std::string{};
    auto result = read_json(std::move(bytes));
    if (!result && !script.empty()) {
        keep_text(input, std::move(script));
        return input;
    }
    if (!result) {
        const ReadProblem& problem = result.error();
        if (!named && !names_batchai) {
            input.shape = "not JSON";
            input.counted = ParsedInput::Counted::text;
            return input;
        }
        input.shape = problem.code == "B2A0103"   ? "too large or too deeply nested"
                      : problem.code == "B2A0104" ? "unreadable text encoding"
                                                  : "not valid JSON";
        Place place;
        place.line = problem.line;
        place.column = problem.column;
        report_file(input, problem.code, problem.message, place);
        input.notes.diagnostics.back().remedy = problem.remedy;
        return input;
    }
    ParsedJson json = std::move(result).value();
    input.document = std::move(json.document);
    input.document.path = std::move(path);
    input.document.folder = std::move(folder);
    report_repairs(input, json.repairs);
    return input;
}

void give_up_text(ParsedInput& input, bool is_sourced) {
    if (input.shape != text_shape) return;
    input.document.text = {};
    if (is_sourced) {
        input.shape = "shell text that a script reads";
        input.read = true;
    } else {
        leave_alone(input, ParsedInput::Counted::text, "this file is no JSON and calls no Batch AI");
    }
}

namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

void fill_in_placeholders(Document& document, const Options::Texts& placeholders) {
    if (placeholders.empty()) return;
    for (Node& node : document.nodes) {
        if (node.kind != NodeKind::string) continue;
        for (const auto& [placeholder, value] : placeholders) {
            std::string bracketed = "<";
            bracketed.append(placeholder) += '>';
            if (!placeholder.starts_with('<')) node.text = replace_all(node.text, bracketed, value);
            node.text = replace_all(node.text, placeholder, value);
        }
        if (is_count_option(node.key) && is_digits(node.text)) node.kind = NodeKind::integer;
    }
}

void read_resources(ParsedInput& input, std::uint32_t index, const SecretFinder& secrets,
                    IgnoredMembers ignored) {
    if (input.document.nodes.empty()) return;
    if (input.has_commands) {
        ReadContext context{input.document, index, secrets, input.notes, ignored};
        read_calls(context, input.facts, input.resources);
        input.read = true;
        return;
    }
    const Classification found = classify(input.document);
    input.shape = shape_name(found.shape);
    if (!is_converted(found.shape)) {
        refuse(input, found);
        return;
    }
    ReadContext context{input.document, index, secrets, input.notes, ignored};
    const std::vector<FoundResource> resources = find_resources(context, found);
    if (resources.empty() && is_part_of_resource(input.document)) {
        refuse(input, {Shape::fragment, no_node, 0});
        return;
    }
    if (resources.empty() && lower(input.document.text).find("batchai") == std::string::npos) {
        refuse(input, {Shape::not_batchai, no_node, 0});
        return;
    }
    if (resources.empty()) {
        report_file(input, "B2A0114", "this " + input.shape + " defines no resource",
                    input.document.place(0));
        input.notes.diagnostics.back().place.end_column = 0;
        input.document.nodes.clear();
        return;
    }
    input.read = true;
    for (const FoundResource& resource : resources)
        read_resource(context, input.resources, resource);
    // Names of members end in the pointers of records.
    for (Node& node : input.document.nodes)
        if (!secrets.find(node.key).empty()) node.key = "(redacted)";
}

} // namespace batchai2aml
