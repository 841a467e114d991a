/// \file
/// Runs the command line in this process, in a world of the test's own.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../support/memory_files.hpp"
#include "cli/run.hpp"

namespace batchai2aml::testing {

/// What a run gave.
struct Outcome {
    int code = -1;
    std::string out;
    std::string err;
};

inline Finding plain_finding(Level level, std::string message, Place place = {}) {
    Finding finding;
    finding.code = "B2A0102";
    finding.level = level;
    finding.message = std::move(message);
    finding.place = std::move(place);
    return finding;
}

/// The result of a conversion that reads every file as a job and makes one document from it.
inline Conversion plain_conversion(const std::vector<InputFile>& inputs) {
    Conversion conversion;
    for (const InputFile& input : inputs) {
        const std::string file = "jobs/" + input.path + "/job.yml";
        conversion.files.push_back({file, "command: " + input.bytes + "\n", false});
        conversion.report.inputs.push_back({input.path, "job", "", true});
        conversion.report.resources.push_back(
            {"job", input.path, file, {input.path, 1, 1, 0}, "", Readiness::ready});
    }
    conversion.files.insert(conversion.files.begin(), {"MIGRATION.md", "# Next\n", false});
    return conversion;
}

class Program : public ::testing::Test {
  public:
    Outcome run_in(FileSystem& world, std::vector<std::string> arguments) {
        std::istringstream in(input);
        std::ostringstream out;
        std::ostringstream err;
        const cli::Environment environment{world,
                                           in,
                                           out,
                                           err,
                                           [this](const char* name) {
                                               return variables.contains(name) ? variables.at(name)
                                                                               : std::string();
                                           },
                                           [this] { return interrupted; },
                                           [this](std::vector<InputFile> inputs, const Options& options) {
                                               seen_inputs = inputs;
                                               seen_options = options;
                                               return convert(inputs);
                                           },
                                           out_is_terminal,
                                           err_is_terminal,
                                           terminal_columns,
                                           [this] { return now; }};
        std::vector<const char*> argv = {"batchai2aml"};
        for (const std::string& argument : arguments)
            argv.push_back(argument.c_str());
        Outcome result;
        result.code = cli::run(static_cast<int>(argv.size()), argv.data(), environment);
        result.out = out.str();
        result.err = err.str();
        return result;
    }
    Outcome run(std::vector<std::string> arguments) { return run_in(files, std::move(arguments)); }

    MemoryFiles files;
    std::string input;
    std::map<std::string, std::string, std::less<>> variables;
    bool interrupted = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    unsigned terminal_columns = 0;
    std::chrono::milliseconds now{0};
    std::function<Conversion(const std::vector<InputFile>&)> convert = plain_conversion;
    std::vector<InputFile> seen_inputs;
    Options seen_options;
};

} // namespace batchai2aml::testing
