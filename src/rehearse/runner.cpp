#include "rehearse/runner.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <thread>

namespace batchai2aml {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int not_started = 127;

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> out;
    out.reserve(texts.size() + 1);
    for (const std::string& text : texts)
        out.push_back(const_cast<char*>(text.c_str()));
    out.push_back(nullptr);
    return out;
}

// Between fork and execve: only calls that are safe there.
[[noreturn]] void become(const Start& start, char* const* arguments, char* const* variables) {
    const int input = open("/dev/null", O_RDONLY);
    const int log = open(start.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const bool ready = setpgid(0, 0) == 0 && input >= 0 && log >= 0 && dup2(input, STDIN_FILENO) >= 0
                       && dup2(log, STDOUT_FILENO) >= 0 && dup2(log, STDERR_FILENO) >= 0
                       && chdir(start.folder.c_str()) == 0;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGPIPE, SIG_DFL);
    if (ready) execve(arguments[0], arguments, variables);
    _exit(not_started);
}

/// A group of processes that runs.
class Running {
  public:
    explicit Running(const Start& start) : serves_(start.serves) {
        const auto arguments = pointers(start.arguments);
        const auto variables = pointers(start.variables);
        process_ = fork();
        if (process_ == 0) become(start, arguments.data(), variables.data());
        if (process_ < 0) finish(ProcessEnd::exited, not_started);
        if (process_ > 0) setpgid(process_, process_); // also here: whoever is first
    }

    [[nodiscard]] bool done() const { return done_; }
    [[nodiscard]] bool serves() const { return serves_; }
    [[nodiscard]] bool failed() const { return done_ && ended_.exit_code != 0; }
    [[nodiscard]] const Ended& ended() const { return ended_; }

    void poll() {
        int status = 0;
        if (done_ || waitpid(process_, &status, WNOHANG) != process_) return;
        // What the process has left in the background does not outlive it.
        kill(-process_, SIGKILL);
        finish(ProcessEnd::exited, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    }

    void stop(ProcessEnd why) {
        if (done_) return;
        kill(-process_, SIGKILL);
        int status = 0;
        waitpid(process_, &status, 0);
        finish(why, 128 + SIGKILL);
    }

  private:
    void finish(ProcessEnd end, int exit_code) {
        done_ = true;
        ended_ = {end, exit_code};
    }

    pid_t process_ = -1;
    bool serves_ = false;
    bool done_ = false;
    Ended ended_;
};

/// When those that still run have to be stopped, and why.
class Deadline {
  public:
    explicit Deadline(const RunLimits& limits) : limits_(limits), end_(Clock::now() + limits.timeout) {}

    void look(const std::vector<Running>& all) {
        const auto now = Clock::now();
        const bool failed = std::any_of(all.begin(), all.end(), [](const Running& r) { return r.failed(); });
        const bool only_servers = std::all_of(all.begin(), all.end(), [](const Running& running) {
            return running.done() || running.serves();
        });
        if (failed) shorten(now + limits_.after_failure, ProcessEnd::after_failure);
        if (only_servers) shorten(now + limits_.after_workers, ProcessEnd::after_workers);
        over_ = now >= end_;
        if (limits_.interrupted && limits_.interrupted()) {
            over_ = true;
            why_ = ProcessEnd::interrupted;
        }
    }
    [[nodiscard]] bool over() const { return over_; }
    [[nodiscard]] ProcessEnd why() const { return why_; }

  private:
    void shorten(Clock::time_point end, ProcessEnd why) {
        if (end >= end_) return;
        end_ = end;
        why_ = why;
    }

    const RunLimits& limits_;
    Clock::time_point end_;
    ProcessEnd why_ = ProcessEnd::timed_out;
    bool over_ = false;
};

} // namespace

std::vector<Ended> run_processes(const std::vector<Start>& starts, const RunLimits& limits) {
    std::vector<Running> all;
    all.reserve(starts.size());
    for (const Start& start : starts)
        all.emplace_back(start);
    Deadline deadline(limits);
    auto pause = std::chrono::microseconds(500);
    while (std::any_of(all.begin(), all.end(), [](const Running& running) { return !running.done(); })) {
        for (Running& running : all)
            running.poll();
        deadline.look(all);
        if (deadline.over())
            for (Running& running : all)
                running.stop(deadline.why());
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::microseconds(20000));
    }
    std::vector<Ended> out;
    out.reserve(all.size());
    for (const Running& running : all)
        out.push_back(running.ended());
    return out;
}

} // namespace batchai2aml
