#include "cli/convert_options.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "cli/config_file.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr const char* default_config = "batchai2aml.yml";

/// Problems, each as one line.
std::vector<std::string> read_config_file(const std::string& name, const Environment& environment,
                                          Options& options) {
    const auto text = environment.files.read(name, largest_config);
    if (!text)
        return {"the settings file " + printable(name) + " cannot be read: " + text.error().reason
                + "; check --config, or pass --no-config"};
    return apply_config(text.value(), name, options);
}

std::vector<std::string> read_config_files(const ConvertArguments& arguments, const Environment& environment,
                                           Options& options) {
    std::vector<std::string> names = arguments.configs;
    if (names.empty() && !arguments.no_config && environment.files.kind(default_config) != FileKind::missing)
        names.emplace_back(default_config);
    std::vector<std::string> problems;
    for (const std::string& name : names)
        std::ranges::move(read_config_file(name, environment, options), std::back_inserter(problems));
    return problems;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines)
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

} // namespace

Result<Options, Failure> convert_options(const ConvertArguments& arguments, const Environment& environment) {
    Options options;
    options.threads = arguments.jobs;
    std::vector<std::string> problems = read_config_files(arguments, environment, options);
    for (const auto& [path, value] : arguments.settings)
        if (auto problem = options.set(path, value)) problems.push_back(*problem);
    if (options.storage_account.empty()) {
        const std::string account = environment.variable("AZURE_BATCHAI_STORAGE_ACCOUNT");
        const bool is_set = !account.empty();
        if (auto problem = is_set ? options.set("storage-account", account) : std::nullopt)
            problems.push_back("environment variable AZURE_BATCHAI_STORAGE_ACCOUNT: " + *problem);
    }
    if (!problems.empty()) return Failure{ExitCode::usage, joined(problems)};
    return options;
}

} // namespace batchai2aml::cli
