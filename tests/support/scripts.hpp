/// \file
/// Conversions of scripts for tests, and what came of them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"

namespace batchai2aml::testing {

inline const std::string job_json = R"({"properties": {"nodeCount": 2,
  "customToolkitSettings": {"commandLine": "python $AZ_BATCHAI_MOUNT_ROOT/afs/train.py"},
  "stdOutErrPathPrefix": "$AZ_BATCHAI_MOUNT_ROOT/afs",
  "containerSettings": {"imageSourceRegistry": {"image": "python:3.11"}}}})";

inline const std::string create_cluster =
    "az batchai cluster create -g g -w w -n nc6 -s Standard_D4s_v3 --afs-name share "
    "--storage-account-name store ";

[[nodiscard]] inline Conversion convert_files(std::vector<std::pair<std::string, std::string>> files,
                                              const Options& options = plain_options()) {
    std::vector<InputFile> inputs;
    for (auto& [path, bytes] : files)
        inputs.push_back({path, "", bytes});
    return convert(std::move(inputs), options);
}

/// Everything is accounted for, whatever was asserted besides.
[[nodiscard]] inline Conversion convert_script(const std::string& script, const std::string& job = job_json) {
    Conversion out = convert_files({{"run.sh", script}, {"job.json", job}});
    EXPECT_THAT(unaccounted(out), ::testing::IsEmpty());
    EXPECT_FALSE(out.internal_error);
    return out;
}

[[nodiscard]] inline std::string file(const Conversion& conversion, const std::string& path) {
    for (const OutputFile& one : conversion.files)
        if (one.path == path) return one.bytes;
    std::string all = "no file " + path + " among:";
    for (const OutputFile& one : conversion.files)
        all += " " + one.path;
    return all;
}

[[nodiscard]] inline std::vector<std::string> names(const Conversion& conversion, std::string_view kind) {
    std::vector<std::string> out;
    for (const ResourceSummary& resource : conversion.report.resources)
        if (resource.kind == kind) out.push_back(resource.name);
    return out;
}

[[nodiscard]] inline std::vector<std::string> messages(const Conversion& conversion, std::string_view code) {
    std::vector<std::string> out;
    for (const Finding& finding : conversion.report.findings)
        if (finding.code == code) out.push_back(finding.message);
    return out;
}

[[nodiscard]] inline std::vector<std::string> questions(const Conversion& conversion) {
    std::vector<std::string> out;
    for (const Question& question : conversion.report.questions)
        if (question.need == Need::answer) out.push_back(question.setting);
    return out;
}

} // namespace batchai2aml::testing
