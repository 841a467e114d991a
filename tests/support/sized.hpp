/// \file
/// A job on a cluster whose size matters. For tests only.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "mapped.hpp"

namespace batchai2aml::test {

inline constexpr const char* cuda8 = "microsoft/cntk:2.1-gpu-python3.5-cuda8.0-cudnn6.0";
inline constexpr const char* cuda9 = "tensorflow/tensorflow:1.8.0-gpu";
inline constexpr const char* cuda10 = "tensorflow/tensorflow:1.13.1-gpu";
inline constexpr const char* cuda12 = "me/new:cuda12.1";

/// One cluster with one job that is ready but for its size.
struct SizedBench : Workbench {
    explicit SizedBench(std::string size, std::string image = cuda12, std::int64_t nodes = 1) {
        if (!size.empty()) cluster.vm_size = text(std::move(size));
        cluster.minimum_node_count = count(0);
        cluster.maximum_node_count = count(4);
        run("python a.py", nodes);
        if (!image.empty()) job.container.emplace().image = text(std::move(image));
        linked.cluster = 0;
        linked.compute = "gpu";
        linked.cluster_source = ClusterSource::named;
        linked_cluster.largest_job = nodes;
    }
    [[nodiscard]] std::string size() { return map_compute().compute.size.text; }
    /// Findings about sizes, of cluster and job.
    [[nodiscard]] std::vector<std::string> codes() {
        std::vector<std::string> out;
        for (const auto& all : {Told(map_compute().notes).codes(), map().told().codes()})
            for (const std::string& code : all)
                if (code.starts_with("B2A08")) out.push_back(code);
        return out;
    }
    void set(const Answer& answer) { EXPECT_EQ(options.set(answer.setting, answer.value), std::nullopt); }
};

} // namespace batchai2aml::test
