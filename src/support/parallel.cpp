#include "support/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace batchai2aml {

namespace {

/// What the threads of one loop share.
class Loop {
  public:
    Loop(std::size_t count, std::size_t chunk, const std::function<void(std::size_t)>& body)
        : count_(count), chunk_(chunk), body_(body) {}

    void work() {
        while (true) {
            const std::size_t begin = next_.fetch_add(chunk_, std::memory_order_relaxed);
            if (begin >= count_) return;
            const std::size_t end = std::min(count_, begin + chunk_);
            for (std::size_t i = begin; i < end; ++i)
                call(i);
        }
    }

    void rethrow() const {
        if (error_) std::rethrow_exception(error_);
    }

  private:
    void call(std::size_t i) {
        try {
            body_(i);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!error_ || i < error_index_) {
                error_ = std::current_exception();
                error_index_ = i;
            }
        }
    }

    std::size_t count_;
    std::size_t chunk_;
    const std::function<void(std::size_t)>& body_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::exception_ptr error_;
    std::size_t error_index_ = 0;
};

} // namespace

void parallel_for(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& body) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t workers = std::min<std::size_t>(threads, count);
    // Small chunks keep the threads equally busy, large ones keep them out of each other's way.
    const std::size_t chunk = std::max<std::size_t>(1, count / (std::max<std::size_t>(1, workers) * 32));
    Loop loop(count, chunk, body);
    std::vector<std::jthread> others;
    try {
        for (std::size_t i = 1; i < workers; ++i)
            others.emplace_back([&loop] { loop.work(); });
    } catch (const std::system_error&) {
        // The machine gives no more threads: those that run do all of the work.
        others.shrink_to_fit();
    }
    loop.work();
    others.clear();
    loop.rethrow();
}

} // namespace batchai2aml
