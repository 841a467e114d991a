/// \file
/// Starts processes side by side, waits for all, and stops those that do not end.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "rehearse/rehearsal.hpp"

namespace batchai2aml {

/// A process to start.
struct Start {
    std::vector<std::string> arguments; ///< the program first, as an absolute path
    std::vector<std::string> variables; ///< `NAME=VALUE`: all that it gets
    std::string folder;
    std::string log;     ///< file for what it prints
    bool serves = false; ///< a parameter server: may run on when the others have ended
};

struct Ended {
    ProcessEnd end = ProcessEnd::exited;
    int exit_code = 0;
};

struct RunLimits {
    std::chrono::seconds timeout{60};
    std::chrono::seconds after_failure{10}; ///< how long others may go on when one has failed
    std::chrono::seconds after_workers{2};  ///< how long servers may go on when the others have ended
    std::function<bool()> interrupted;
};

/// In the order of `starts`. A process that cannot be started has exit code 127.
[[nodiscard]] std::vector<Ended> run_processes(const std::vector<Start>& starts, const RunLimits& limits);

} // namespace batchai2aml
