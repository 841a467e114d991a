// The parser over any bytes: what a document is, its secrets, its resources. All that it hands out must point
// into the document.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/check.hpp"
#include "parser/classify.hpp"
#include "parser/parse.hpp"

namespace batchai2aml::fuzz {
namespace {

void check_classification(const Document& document) {
    const Classification found = classify(document);
    check(!shape_name(found.shape).empty(), "a shape without a name");
    check(found.marker < document.nodes.size(), "what decided the shape is no node");
    check(found.properties == no_node || found.properties < document.nodes.size(),
          "the properties are no node");
    for (NodeId id = 0; id < document.nodes.size(); ++id)
        check(!shape_name(classify_object(document, id)).empty(), "a kind without a name");
}

void check_secrets(const SecretFinder& secrets, std::string_view text) {
    std::size_t from = 0;
    for (const SecretSpan& span : secrets.find(text)) {
        check(from <= span.begin && span.begin < span.end && span.end <= text.size(), "extent of a secret");
        from = span.end;
    }
}

void check_notes(const ParsedInput& input) {
    const std::size_t nodes = input.document.nodes.size();
    for (const Entry& entry : input.notes.ledger.entries()) {
        check(entry.rule != nullptr, "an entry without a rule");
        check(!entry.leaf.valid() || (entry.leaf.document == 0 && entry.leaf.node < nodes), "an entry's leaf",
              entry.rule->id);
    }
    for (const Diagnostic& diagnostic : input.notes.diagnostics) {
        check(!diagnostic.message.empty(), "a finding without a message", diagnostic.code);
        check(!diagnostic.at.valid() || (diagnostic.at.document == 0 && diagnostic.at.node < nodes),
              "a finding points nowhere", diagnostic.code);
        if (diagnostic.at.valid()) {
            const Place place =
                input.document.place_in_string(diagnostic.at.node, diagnostic.offset, diagnostic.length);
            check(place.line >= 1 && place.column >= 1, "place of a finding", diagnostic.code);
        }
    }
}

void check_resources(const ParsedInput& input) {
    const auto& found = input.resources;
    const std::size_t nodes = input.document.nodes.size();
    check(!input.shape.empty(), "an input without a shape");
    check(input.read == (nodes != 0), "an input is read that has no nodes", input.shape);
    check(input.read || (found.jobs.empty() && found.clusters.empty() && found.file_servers.empty()),
          "resources of an input that is not read", input.shape);
    for (const Job& job : found.jobs)
        check(job.origin.node < nodes, "a job from nowhere");
    for (const Cluster& cluster : found.clusters)
        check(cluster.origin.node < nodes, "a cluster from nowhere");
}

void run(const std::string& bytes) {
    static_cast<void>(mentions_batchai_code(bytes));
    ParsedInput input = read_document("training/job.json", "training", bytes);
    const ParsedInput other = read_document("training/notes", "training", bytes);
    check(other.document.nodes.empty() || other.document.nodes.size() == input.document.nodes.size(),
          "the name of the file changes its nodes");
    SecretFinder secrets;
    secrets.learn(input.document);
    secrets.prepare();
    check_secrets(secrets, bytes);
    if (!input.document.nodes.empty()) check_classification(input.document);
    read_resources(input, 0, secrets);
    check_notes(input);
    check_resources(input);
}

} // namespace
} // namespace batchai2aml::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    batchai2aml::fuzz::run(batchai2aml::fuzz::text_of(data, size));
    return 0;
}
