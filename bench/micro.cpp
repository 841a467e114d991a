// Google Benchmark cases over the conversion in memory: no files, no process start.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "batchai2aml/convert.hpp"
#include "report/annotations.hpp"
#include "report/junit.hpp"
#include "report/markdown_report.hpp"
#include "report/sarif.hpp"
#include "support/files.hpp"

namespace {

constexpr std::string_view small_job = R"({
    "properties": {
        "nodeCount": 1,
        "customToolkitSettings": {"commandLine": "python $AZ_BATCHAI_JOB_MOUNT_ROOT/scripts/train.py --epochs 3"},
        "stdOutErrPathPrefix": "$AZ_BATCHAI_JOB_MOUNT_ROOT/logs",
        "containerSettings": {"imageSourceRegistry": {"image": "contoso/train:1"}}
    }
})";

constexpr std::string_view distributed_job = R"({
    "properties": {
        "nodeCount": 2,
        "tensorFlowSettings": {
            "pythonScriptFilePath": "$AZ_BATCHAI_JOB_MOUNT_ROOT/scripts/replica.py",
            "masterCommandLineArgs": "--ps_hosts=$AZ_BATCHAI_PS_HOSTS --data=$AZ_BATCHAI_INPUT_DATA",
            "workerCommandLineArgs": "--ps_hosts=$AZ_BATCHAI_PS_HOSTS --task=$AZ_BATCHAI_TASK_INDEX",
            "parameterServerCommandLineArgs": "--ps_hosts=$AZ_BATCHAI_PS_HOSTS",
            "workerCount": 2,
            "parameterServerCount": 1
        },
        "stdOutErrPathPrefix": "$AZ_BATCHAI_JOB_MOUNT_ROOT/logs",
        "inputDirectories": [{"id": "DATA", "path": "$AZ_BATCHAI_JOB_MOUNT_ROOT/data/digits"}],
        "outputDirectories": [
            {"id": "MODEL", "pathPrefix": "$AZ_BATCHAI_JOB_MOUNT_ROOT/logs", "pathSuffix": "Models"}
        ],
        "environmentVariables": [{"name": "RATE", "value": "0.1"}, {"name": "MODE", "value": "train"}],
        "mountVolumes": {
            "azureFileShares": [
                {"azureFileUrl": "https://contoso.file.core.windows.net/logs", "relativeMountPath": "logs"},
                {"azureFileUrl": "https://contoso.file.core.windows.net/scripts", "relativeMountPath": "scripts"}
            ],
            "azureBlobFileSystems": [
                {"accountName": "contoso", "containerName": "data", "relativeMountPath": "data"}
            ]
        },
        "containerSettings": {"imageSourceRegistry": {"image": "contoso/tensorflow:1.8.0-gpu"}}
    }
})";

std::vector<batchai2aml::InputFile> inputs(std::string_view text, std::size_t count) {
    std::vector<batchai2aml::InputFile> files;
    files.reserve(count);
    for (std::size_t index = 0; index < count; ++index) {
        const std::string folder = "run" + std::to_string(index);
        files.push_back({folder + "/job.json", folder, std::string(text)});
    }
    return files;
}

void convert_jobs(benchmark::State& state, std::string_view text) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto files = inputs(text, count);
    batchai2aml::Options options;
    options.threads = 1;
    for (auto _ : state) {
        benchmark::DoNotOptimize(batchai2aml::convert(files, options));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * count * text.size()));
    state.SetComplexityN(state.range(0));
}
BENCHMARK_CAPTURE(convert_jobs, small, small_job)->RangeMultiplier(10)->Range(1, 1000)->Complexity();
BENCHMARK_CAPTURE(convert_jobs, distributed, distributed_job)
    ->RangeMultiplier(10)
    ->Range(1, 1000)
    ->Complexity();

/// A value nested as deep as an attacker likes must not take more than linear time to refuse.
void refuse_deep_nesting(benchmark::State& state) {
    const auto depth = static_cast<std::size_t>(state.range(0));
    const std::string text = "{\"properties\": " + std::string(depth, '[') + std::string(depth, ']') + "}";
    for (auto _ : state) {
        benchmark::DoNotOptimize(batchai2aml::convert({{"job.json", "deep", text}}, {}));
    }
    state.SetComplexityN(state.range(0));
}
BENCHMARK(refuse_deep_nesting)->RangeMultiplier(10)->Range(1000, 1000000)->Complexity();

void render_reports(benchmark::State& state) {
    const auto conversion =
        batchai2aml::convert(inputs(distributed_job, static_cast<std::size_t>(state.range(0))), {});
    for (auto _ : state) {
        benchmark::DoNotOptimize(batchai2aml::render_json(conversion));
        benchmark::DoNotOptimize(batchai2aml::render_text(conversion, 80, batchai2aml::Color::no));
    }
    state.SetComplexityN(state.range(0));
}
BENCHMARK(render_reports)->RangeMultiplier(10)->Range(1, 1000)->Complexity();

/// Each format by itself over up to 8,000 jobs, as pieces that are given away.
void render(benchmark::State& state, void (*write)(const batchai2aml::Report&, const batchai2aml::Sink&)) {
    const auto conversion =
        batchai2aml::convert(inputs(distributed_job, static_cast<std::size_t>(state.range(0))), {});
    for (auto _ : state) {
        write(conversion.report, [](std::string_view piece) {
            benchmark::DoNotOptimize(piece.data());
            return true;
        });
    }
    state.SetComplexityN(state.range(0));
}

void sarif(const batchai2aml::Report& report, const batchai2aml::Sink& sink) {
    // Without limits: with them it stops growing.
    batchai2aml::write_sarif(report, {}, sink, {SIZE_MAX, SIZE_MAX});
}
void junit(const batchai2aml::Report& report, const batchai2aml::Sink& sink) {
    batchai2aml::write_junit(report, {}, batchai2aml::Level::error, sink);
}
void markdown(const batchai2aml::Report& report, const batchai2aml::Sink& sink) {
    batchai2aml::write_markdown(report, {}, SIZE_MAX, sink);
}
void annotations(const batchai2aml::Report& report, const batchai2aml::Sink& sink) {
    batchai2aml::write_annotations(report, {}, batchai2aml::Workflow::github, sink);
}
BENCHMARK_CAPTURE(render, sarif, sarif)->RangeMultiplier(2)->Range(1000, 8000)->Complexity();
BENCHMARK_CAPTURE(render, junit, junit)->RangeMultiplier(2)->Range(1000, 8000)->Complexity();
BENCHMARK_CAPTURE(render, markdown, markdown)->RangeMultiplier(2)->Range(1000, 8000)->Complexity();
BENCHMARK_CAPTURE(render, annotations, annotations)->RangeMultiplier(2)->Range(1000, 8000)->Complexity();

} // namespace
