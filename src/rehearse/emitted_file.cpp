#include "rehearse/emitted_file.hpp"

#include <charconv>

#include "support/text.hpp"

namespace batchai2aml::emitted {

namespace {

constexpr std::uint64_t largest_file = 16U << 20U;

} // namespace

Result<YamlNode, EmittedError> read_file(const FileSystem& files, const std::string& folder,
                                         const std::string& file) {
    auto text = files.read(join_path(folder, file), largest_file);
    if (!text) return EmittedError{printable(join_path(folder, file)) + ": " + text.error().reason};
    auto tree = read_yaml(text.value());
    if (!tree) return EmittedError{printable(join_path(folder, file)) + ':' + tree.error().message};
    if (tree.value().kind != YamlNode::Kind::mapping)
        return EmittedError{printable(join_path(folder, file)) + ": this is no resource: keys are expected"};
    return std::move(tree).value();
}

std::vector<std::pair<std::string, std::string>> texts_of(const YamlNode* mapping) {
    std::vector<std::pair<std::string, std::string>> out;
    if (mapping == nullptr) return out;
    for (const auto& [name, value] : mapping->members)
        out.emplace_back(name, value.text);
    return out;
}

std::int64_t Counts::read(const YamlNode* parent, std::string_view key, std::int64_t otherwise,
                          std::int64_t least) {
    const std::string text = parent == nullptr ? std::string{} : parent->text_of(key);
    if (text.empty()) return otherwise;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= least) return value;
    if (problem_.empty())
        problem_ = std::string(key) + ": \"" + printable(shorten(text, 30)) + "\" is no number from "
                   + std::to_string(least) + " on";
    return otherwise;
}

std::string check_size(const EmittedJob& job) {
    if (job.nodes > most_processes || job.processes_per_node > most_processes / job.nodes
        || job.workers > most_processes || job.servers > most_processes)
        return "the job has more processes than can be rehearsed (" + std::to_string(most_processes) + ")";
    if (job.distribution == DistributionKind::tensorflow && job.workers + job.servers == 0)
        return "distribution: there is neither a worker nor a parameter server";
    return {};
}

} // namespace batchai2aml::emitted
