#include "cli/sizes_json.hpp"

#include "catalog/size_facts.hpp"
#include "catalog/sources.hpp"
#include "report/json_text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::string_view schema = "batchai2aml/sizes/1";

std::string_view yes_or_no(bool value) {
    return value ? "true" : "false";
}

std::string_view origin_word(CandidateOrigin origin) {
    switch (origin) {
    case CandidateOrigin::named_size:
        return "named_size";
    case CandidateOrigin::named_series:
        return "named_series";
    case CandidateOrigin::rule:
        break;
    }
    return "rule";
}

std::string_view architecture_word(GpuArchitecture architecture) {
    constexpr std::string_view words[] = {"",      "kepler", "maxwell", "pascal",
                                          "volta", "turing", "ampere",  "hopper"};
    return words[static_cast<std::size_t>(architecture)];
}

// What a node is made of.
void write_node(JsonText& json, const VmSize& size) {
    json.key("vcpus").number(size.vcpus).key("memory_gib").raw(gib(size.memory_gib));
    json.key("gpus").number(size.gpus).key("gpu").text(size.gpu);
    json.key("gpu_architecture").text(architecture_word(size.architecture));
    json.key("gpu_memory_gib").number(size.gpu_memory_gib);
    json.key("lowest_cuda").text(size.gpus == 0 ? "" : to_string(lowest_cuda(size.architecture)));
    json.key("rdma").raw(yes_or_no(size.rdma)).key("quota_family").text(size.quota_family);
    json.key("azure_ml").text(to_string(size.amlcompute));
}

void write_candidates(JsonText& json, const VmSize& size) {
    json.key("candidates").open('[');
    for (const SizeCandidate& candidate : size_candidates(size)) {
        json.element().open('{').key("size").text(candidate.size->name);
        json.key("origin").text(origin_word(candidate.origin));
        write_node(json, *candidate.size);
        json.key("losses").open('[');
        for (const std::string& loss : losses(size, *candidate.size))
            json.element().text(loss);
        json.close(']').close('}');
    }
    json.close(']');
}

void write_size(JsonText& json, const VmSize& size) {
    json.element().open('{').key("size").text(size.name).key("state").text(to_string(size.state));
    json.key("announced").text(size.announced).key("retired").text(size.retired);
    json.key("closed_to_new_subscriptions").raw(yes_or_no(size.closed));
    write_node(json, size);
    json.key("kept").raw(yes_or_no(size.kept)).key("replacement").text(size.replacement);
    json.key("replacement_rdma").text(size.replacement_rdma);
    write_candidates(json, size);
    json.key("note").text(size.note).key("sources").open('[');
    for (const FactSource* source : find_sources(size.sources)) {
        json.element().open('{').key("title").text(source->title).key("date").text(source->date);
        json.key("url").text(source->url).close('}');
    }
    json.close(']').close('}');
}

} // namespace

std::string_view origin_words(CandidateOrigin origin) {
    switch (origin) {
    case CandidateOrigin::named_size:
        return "Microsoft's guides name this size";
    case CandidateOrigin::named_series:
        return "Microsoft's guides name its series";
    case CandidateOrigin::rule:
        break;
    }
    return "nearest by number of GPUs, RDMA and memory";
}

void write_sizes_json(const VmSize* one, const Sink& sink) {
    JsonText json(sink);
    json.open('{')
        .key("schema")
        .text(schema)
        .section("as_of")
        .text(size_facts_date)
        .section("sizes")
        .open('[');
    if (one != nullptr) write_size(json, *one);
    for (const VmSize& size : vm_sizes())
        if (one == nullptr && size.old) write_size(json, size);
    json.close(']').close('}').raw("\n").flush();
}

} // namespace batchai2aml::cli
