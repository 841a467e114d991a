#include "convert/inventory.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "emitter/quota.hpp"
#include "emitter/registries.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

class Counter {
  public:
    void add(std::string_view name) {
        if (!name.empty()) ++counts_[std::string(name)];
    }
    void add(const Text& text) {
        if (text) add(text->value);
    }
    /// The most frequent first.
    [[nodiscard]] std::vector<NamedCount> take() && {
        std::vector<NamedCount> out;
        out.reserve(counts_.size());
        for (const auto& [name, count] : counts_)
            out.push_back({name, count});
        std::ranges::stable_sort(out,
                                 [](const NamedCount& a, const NamedCount& b) { return a.count > b.count; });
        return out;
    }

  private:
    std::map<std::string, std::size_t> counts_;
};

std::string_view word_of(Toolkit toolkit) {
    switch (toolkit) {
    case Toolkit::cntk:
        return "CNTK";
    case Toolkit::tensorflow:
        return "TensorFlow";
    case Toolkit::caffe:
        return "Caffe";
    case Toolkit::caffe2:
        return "Caffe2";
    case Toolkit::chainer:
        return "Chainer";
    case Toolkit::pytorch:
        return "PyTorch";
    case Toolkit::horovod:
        return "Horovod";
    case Toolkit::custom_mpi:
        return "custom MPI";
    case Toolkit::custom:
        return "custom";
    }
    return {};
}

std::string_view word_of(Layout layout) {
    switch (layout) {
    case Layout::drafts:
        return "drafts of 2017-09-01-preview";
    case Layout::flat:
        return "2017-09-01-preview or 2018-03-01";
    case Layout::workspaces:
        return "2018-05-01";
    case Layout::any:
        return "not told";
    }
    return {};
}

/// Sizes are the same whatever their case: the first spelling stands for all.
const std::string& spelled_once(const std::string& size, std::map<std::string, std::string>& spellings) {
    return spellings.try_emplace(lower(size), size).first->second;
}

/// The two counts that every resource takes part in.
struct Common {
    Counter kinds;
    Counter versions;

    void add(std::string_view kind, const Resource& resource) {
        kinds.add(kind);
        versions.add(word_of(resource.layout));
    }
};

void count_sources(const Project& project, Inventory& out) {
    Common common;
    Counter toolkits;
    Counter sizes;
    std::map<std::string, std::string> spellings;
    Counter images;
    Counter accounts;
    for (const LinkedWorkspace& linked : project.workspaces)
        if (linked.copy_of == nowhere) common.add("workspace", *linked.workspace);
    for (const LinkedFileServer& linked : project.file_servers)
        if (linked.copy_of == nowhere) common.add("file server", *linked.server);
    for (const LinkedCluster& linked : project.clusters) {
        if (linked.copy_of != nowhere) continue;
        common.add("cluster", *linked.cluster);
        if (linked.cluster->vm_size) sizes.add(spelled_once(linked.cluster->vm_size->value, spellings));
    }
    for (const LinkedJob& linked : project.jobs) {
        if (linked.copy_of != nowhere) continue;
        common.add("job", *linked.job);
        for (const ToolkitSettings& settings : linked.job->toolkits)
            toolkits.add(word_of(settings.toolkit));
        if (linked.job->container) images.add(linked.job->container->image);
    }
    for (const Storage& storage : project.storages)
        accounts.add(storage.account);
    out.kinds = std::move(common.kinds).take();
    out.versions = std::move(common.versions).take();
    out.toolkits = std::move(toolkits).take();
    out.vm_sizes = std::move(sizes).take();
    out.images = std::move(images).take();
    out.accounts = std::move(accounts).take();
}

void list_needs(const Migration& migration, Inventory& out) {
    out.quota = quota_needs(migration);
    for (const Datastore& datastore : migration.datastores)
        out.datastores.push_back(
            datastore.name + ": "
            + (datastore.kind == DatastoreKind::azure_file ? "file share " : "container ")
            + datastore.container.text + " of " + datastore.account.text);
    std::ranges::sort(out.datastores);
    Counter registries;
    Counter secrets;
    for (const CommandJob& job : migration.jobs) {
        if (job.registry) registries.add(job.registry->host);
        for (const VaultSecret& secret : job.secrets)
            secrets.add(secret.name);
    }
    out.registries = std::move(registries).take();
    out.secrets = std::move(secrets).take();
}

} // namespace

Inventory take_inventory(const Project& project, const Migration& migration) {
    Inventory out;
    count_sources(project, out);
    list_needs(migration, out);
    return out;
}

} // namespace batchai2aml
