#include "parser/parse.hpp"

#include <utility>

#include "parser/classify.hpp"
#include "parser/json/reader.hpp"
#include "parser/object_reader.hpp"
#include "parser/readers.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

void report_file(ParsedInput& input, std::string_view code, std::string message, Place place = {}) {
    place.file = input.document.path;
    input.notes.diagnostics.push_back({.code = code, .message = std::move(message), .place = std::move(place)});
}

void skip_text_file(ParsedInput& input, std::string_view bytes) {
    input.shape = "not JSON";
    if (!mentions_batchai_code(bytes)) return;
    input.shape = "not read: Batch AI code";
    report_file(input, "B2A0107", "this file calls Batch AI and is not read");
}

void report_repairs(ParsedInput& input, const std::vector<Repair>& repairs) {
    if (repairs.empty()) return;
    const Repair& first = repairs.front();
    const std::string more = repairs.size() == 1 ? "" : " (and " + std::to_string(repairs.size() - 1) + " more like it)";
    report_file(input, "B2A0102", first.message + more, input.document.place_at(first.begin, first.end));
}

// Tells what a document is that this version does not convert; its nodes are given up.
void refuse(ParsedInput& input, const Classification& found) {
    input.shape = shape_name(found.shape);
    Place place = input.document.place(found.marker);
    place.end_column = 0;
    if (found.shape == Shape::not_batchai) {
        report_file(input, mentions_batchai_code(input.document.text) ? "B2A0107" : "B2A0106",
                    "this file describes no Batch AI job or cluster", std::move(place));
    } else if (found.shape == Shape::notebook) {
        if (mentions_batchai_code(input.document.text))
            report_file(input, "B2A0107", "this notebook calls Batch AI and is not read", std::move(place));
    } else {
        report_file(input, "B2A0108", "this is a " + input.shape + "; it is not converted", std::move(place));
    }
    input.document.nodes.clear();
}

} // namespace

ParsedInput read_document(std::string path, std::string folder, std::string bytes) {
    ParsedInput input;
    const bool named_json = path.size() > 5 && iequals(std::string_view(path).substr(path.size() - 5), ".json");
    input.document.path = path;
    input.document.folder = folder;
    if (!named_json && !looks_like_json(bytes)) {
        skip_text_file(input, bytes);
        return input;
    }
    auto result = read_json(std::move(bytes));
    if (!result) {
        const ReadProblem& problem = result.error();
        input.shape = "not valid JSON";
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

void read_resources(ParsedInput& input, std::uint32_t index, const SecretFinder& secrets) {
    if (input.document.nodes.empty()) return;
    const Classification found = classify(input.document);
    if (found.shape != Shape::job && found.shape != Shape::cluster && found.shape != Shape::file_server) {
        refuse(input, found);
        return;
    }
    input.shape = shape_name(found.shape);
    input.read = true;
    ReadContext context{input.document, index, secrets, input.notes};
    const ResourceNode where{0, found.properties};
    switch (found.shape) {
    case Shape::job: input.resources.jobs.push_back(read_job(context, where)); break;
    case Shape::cluster: input.resources.clusters.push_back(read_cluster(context, where)); break;
    default:
        input.resources.file_servers.push_back(read_file_server(context, where));
        context.report("B2A0108", 0,
                       "this is a file server: Azure ML has none; its data belongs into a Blob container or a file share");
    }
}

} // namespace batchai2aml
