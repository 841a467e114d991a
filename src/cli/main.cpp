#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "cli/run.hpp"

namespace {

volatile std::sig_atomic_t interrupted = 0;

/// The first SIGINT lets the program end in order, a second one ends it at once.
void handle_interrupts() {
    struct sigaction action {};
    action.sa_handler = [](int) { interrupted = 1; };
    action.sa_flags = SA_RESETHAND;
    sigaction(SIGINT, &action, nullptr);
}

unsigned terminal_columns() {
    struct winsize size {};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

} // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    handle_interrupts();
    const batchai2aml::cli::Environment environment{
        batchai2aml::machine_files(),
        std::cin,
        std::cout,
        std::cerr,
        [](const char* name) {
            const char* value = std::getenv(name);
            return std::string(value == nullptr ? "" : value);
        },
        [] { return interrupted != 0; },
        batchai2aml::convert,
        isatty(STDOUT_FILENO) != 0,
        isatty(STDERR_FILENO) != 0,
        terminal_columns(),
    };
    return batchai2aml::cli::run(argc, argv, environment);
}
