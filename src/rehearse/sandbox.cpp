#include "rehearse/sandbox.hpp"

#include <unistd.h>

#include "rehearse/rehearsal.hpp"
#include "rehearse/runner.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

std::vector<std::string> arguments_for(const std::string& program, const std::string& folder,
                                       Network network) {
    // Processes of a node watch each other, so they share their numbers.
    std::vector<std::string> out = {
        program, "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--proc",
        "/proc", "--tmpfs",           "/tmp"};
    if (network == Network::none) out.emplace_back("--unshare-net");
    if (!folder.empty()) out.insert(out.end(), {"--bind", folder, folder});
    return out;
}

// Without user namespaces, as in many containers, it is there and cannot be used.
bool works(const std::string& program, Network network) {
    Start start;
    start.arguments = arguments_for(program, {}, network);
    start.arguments.insert(start.arguments.end(), {"--", "/bin/true"});
    start.folder = "/";
    start.log = "/dev/null";
    const auto ended = run_processes({start}, {});
    return ended.front().end == ProcessEnd::exited && ended.front().exit_code == 0;
}

} // namespace

std::string find_program(std::string_view name, std::string_view search_path) {
    for (const std::string_view folder : split(search_path, ':')) {
        if (!folder.starts_with('/')) continue;
        std::string path = std::string(folder) + '/' + std::string(name);
        if (access(path.c_str(), X_OK) == 0) return path;
    }
    return {};
}

std::vector<std::string> sandbox_arguments(const std::string& folder, std::string_view search_path,
                                           Network network) {
    const std::string program = find_program("bwrap", search_path);
    if (program.empty() || !works(program, network)) return {};
    return arguments_for(program, folder, network);
}

void add_sandbox(const std::vector<std::string>& sandbox, std::vector<std::string>& command,
                 std::vector<std::string>& variables) {
    if (sandbox.empty()) return;
    constexpr std::string_view preload = "LD_PRELOAD=";
    std::vector<std::string> out = sandbox;
    std::erase_if(variables, [&](const std::string& variable) {
        if (!variable.starts_with(preload)) return false;
        out.insert(out.end(), {"--setenv", "LD_PRELOAD", variable.substr(preload.size())});
        return true;
    });
    out.emplace_back("--");
    out.insert(out.end(), command.begin(), command.end());
    command = std::move(out);
}

bool has_sandbox(const std::string& search_path) {
    return !sandbox_arguments({}, search_path, Network::of_machine).empty();
}

} // namespace batchai2aml
