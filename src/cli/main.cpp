#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <streambuf>

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

/// Standard input that ends when the user interrupts the program; `std::cin` would wait on. It looks every
/// tenth of a second, since the signal may reach another thread.
class StandardInput final : public std::streambuf {
  protected:
    int_type underflow() override {
        ssize_t count = -1;
        while (count < 0) {
            if (interrupted != 0) return traits_type::eof();
            if (!is_ready()) continue;
            count = ::read(STDIN_FILENO, buffer_.data(), buffer_.size());
            if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) return traits_type::eof();
        }
        setg(buffer_.data(), buffer_.data(), buffer_.data() + count);
        return traits_type::to_int_type(*gptr());
    }

  private:
    /// Whether `read` would not wait. Also when it would fail.
    static bool is_ready() {
        fd_set files;
        FD_ZERO(&files);
        FD_SET(STDIN_FILENO, &files);
        struct timeval wait {
            0, 100'000
        };
        const int ready = ::select(STDIN_FILENO + 1, &files, nullptr, nullptr, &wait);
        return ready > 0 || (ready < 0 && errno != EINTR);
    }

    std::array<char, 16384> buffer_{};
};

unsigned terminal_columns() {
    struct winsize size {};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::chrono::milliseconds clock_time() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    handle_interrupts();
    StandardInput buffer;
    std::istream in(&buffer);
    const batchai2aml::cli::Environment environment{
        batchai2aml::machine_files(),
        in,
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
        clock_time,
    };
    return batchai2aml::cli::run(argc, argv, environment);
}
