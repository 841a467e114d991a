/// \file
/// Builds documents with clusters and jobs by hand and links them. For tests only.
#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "project/link.hpp"

namespace batchai2aml::test {

[[nodiscard]] inline Text text(std::string value) {
    return Field<std::string>{std::move(value), LeafId{0, 0}};
}
[[nodiscard]] inline Count number(std::int64_t value) {
    return Field<std::int64_t>{value, LeafId{0, 0}};
}

[[nodiscard]] inline AzureFileShare share(std::string url, std::string path, std::string account = {}) {
    AzureFileShare out;
    if (!account.empty()) out.account_name = text(std::move(account));
    out.azure_file_url = text(std::move(url));
    out.relative_mount_path = text(std::move(path));
    return out;
}
[[nodiscard]] inline AzureBlobFileSystem blob(std::string account, std::string container, std::string path) {
    AzureBlobFileSystem out;
    out.account_name = text(std::move(account));
    out.container_name = text(std::move(container));
    out.relative_mount_path = text(std::move(path));
    return out;
}

/// A run of several documents, each with one resource.
class WholeRun {
  public:
    Options options;

    Job& job(std::string path, std::string folder = {}) {
        Job& out = add(std::move(path), std::move(folder)).jobs.emplace_back();
        out.origin = {0, 0};
        return out;
    }
    FileServer& file_server(std::string path) {
        FileServer& out = add(std::move(path), {}).file_servers.emplace_back();
        out.origin = {0, 0};
        return out;
    }
    Workspace& workspace(std::string path) {
        Workspace& out = add(std::move(path), {}).workspaces.emplace_back();
        out.origin = {0, 0};
        return out;
    }
    Cluster& cluster(std::string path, std::string folder = {}) {
        Cluster& out = add(std::move(path), std::move(folder)).clusters.emplace_back();
        out.origin = {0, 0};
        return out;
    }
    /// A cluster that can stand for "the only cluster".
    Cluster& complete_cluster(std::string path) {
        Cluster& out = cluster(std::move(path));
        out.vm_size = text("Standard_NC6");
        out.mount_volumes.azure_blob_file_systems.push_back(blob("acct", "data", "bfs"));
        return out;
    }
    /// Sources are sorted by path, as the pipeline does.
    [[nodiscard]] Project link() const {
        std::vector<Source> sources;
        for (const One& one : all_)
            sources.push_back({&one.document, &one.resources});
        std::sort(sources.begin(), sources.end(),
                  [](const Source& a, const Source& b) { return a.document->path < b.document->path; });
        return batchai2aml::link(sources, options);
    }

  private:
    struct One {
        Document document;
        Resources resources;
    };
    Resources& add(std::string path, std::string folder) {
        One& one = all_.emplace_back();
        one.document.path = std::move(path);
        one.document.folder = std::move(folder);
        one.document.text = "{}";
        one.document.nodes.emplace_back().kind = NodeKind::object;
        one.document.nodes[0].end = 2;
        return one.resources;
    }
    std::deque<One> all_;
};

} // namespace batchai2aml::test
