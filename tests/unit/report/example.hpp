/// \file
/// A conversion made by hand, with something of everything that a report shows.
#pragma once

#include "batchai2aml/convert.hpp"

namespace batchai2aml::testing {

inline Finding finding(std::string code, Level level, std::string message, Place place,
                       std::string remedy = "") {
    Finding result;
    result.code = std::move(code);
    result.level = level;
    result.message = std::move(message);
    result.place = std::move(place);
    result.remedy = std::move(remedy);
    return result;
}

inline Record record(Place source, std::string pointer, Outcome outcome, std::string file, std::string path,
                     std::string_view rule, std::string_view reason) {
    return {std::move(source), std::move(pointer), outcome, std::move(file), std::move(path), rule, reason};
}

inline Conversion example() {
    Conversion conversion;
    conversion.files = {{"MIGRATION.md", "# Next\n", false},
                        {"compute/nc6.yml", "name: nc6\n", false},
                        {"jobs/train/job.yml", "command: x\n", false}};
    Report& report = conversion.report;
    report.inputs = {{"cluster.json", "cluster", std::string(64, 'a'), true},
                     {"run.sh", "not read: shell script", std::string(64, 'b'), false},
                     {"tf/job.json", "job", std::string(64, 'c'), true}};
    report.resources = {{"compute",
                         "nc6",
                         "compute/nc6.yml",
                         {"cluster.json", 1, 1, 2},
                         "Standard_NC6, 0 to 2 nodes",
                         Readiness::ready},
                        {"job",
                         "train",
                         "jobs/train/job.yml",
                         {"tf/job.json", 1, 1, 2},
                         "2 nodes, TensorFlow, 2 workers + 1 server, on a cluster whose name is long",
                         Readiness::needs_work}};
    const std::string image = "The job names no container image; Batch AI ran it on the image of the host.";
    report.findings = {
        finding("B2A0101", Level::error, "\"{\" is never closed.", {"bad.json", 3, 7, 8}, "correct the file"),
        finding("B2A0701", Level::error, image, {"a/job.json", 12, 5, 0}, "pass --image IMAGE"),
        finding("B2A0701", Level::error, image, {"b/job.json", 12, 5, 0}, "pass --image IMAGE"),
        finding("B2A0102", Level::warning, "A comma stands before \"}\".", {"tf/job.json", 9, 20, 21}),
        finding("B2A0106", Level::note, "Nothing here.", {"package.json", 0, 0, 0}),
        finding("B2A0106", Level::note, "Nothing here.", {"tsconfig.json", 0, 0, 0})};
    report.findings[3].related = {{"cluster.json", 2, 3, 4}};
    report.findings[3].excerpt = {"  \"commandLine\": \"python train.py\",}", 35, 1};
    report.findings[3].subject = "jobs/train/job.yml";
    report.records = {
        record({"cluster.json", 2, 3, 9}, "/vmSize", Outcome::mapped, "compute/nc6.yml", "size",
               "cluster.vm_size", "the size"),
        record({"tf/job.json", 3, 3, 9}, "/priority", Outcome::dropped, "", "", "job.priority", "no queue"),
        record({"tf/job.json", 4, 3, 9}, "/nodeCount", Outcome::mapped, "jobs/train/job.yml",
               "resources.instance_count", "job.node_count", "the nodes"),
        record({"tf/job.json", 4, 3, 9}, "/nodeCount", Outcome::transformed, "jobs/train/job.yml",
               "distribution.worker_count", "job.workers", "one for each node"),
        record({}, "", Outcome::added, "jobs/train/job.yml", "limits.timeout", "job.time_limit",
               "as before")};
    report.leaves = 3;
    report.carried = 3;
    report.effective = 2;
    return conversion;
}

} // namespace batchai2aml::testing
