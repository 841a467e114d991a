#include "probe/record.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe/settings.hpp"

namespace batchai2aml::probe {

namespace {

class Record {
  public:
    Record() = default;
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;
    ~Record() { std::free(bytes_); }

    void add(std::string_view field) {
        reserve(field.size() + 1);
        if (bytes_ == nullptr) return;
        std::memcpy(bytes_ + size_, field.data(), field.size());
        size_ += field.size();
        bytes_[size_++] = '\0';
    }

    void add_count(std::size_t count) {
        char text[24];
        const int size = std::snprintf(text, sizeof text, "%zu", count);
        add({text, static_cast<std::size_t>(size)});
    }

    // System calls, not functions of the C library, which are the probe's own here.
    void write() {
        if (settings().record == nullptr || bytes_ == nullptr) return;
        const std::size_t payload = size_ - header;
        for (std::size_t i = 0; i < header; ++i)
            bytes_[i] = static_cast<char>(payload >> (8 * i) & 0xff);
        const long file =
            syscall(SYS_openat, AT_FDCWD, settings().record, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        if (file >= 0) {
            // One write of a file that is open for appending is not mixed with those of other processes.
            [[maybe_unused]] const long written = syscall(SYS_write, file, bytes_, size_);
            syscall(SYS_close, file);
        }
    }

  private:
    static constexpr std::size_t header = 4;

    void reserve(std::size_t more) {
        if (size_ + more <= capacity_) return;
        capacity_ = 2 * (size_ + more);
        auto* grown = static_cast<char*>(std::realloc(bytes_, capacity_));
        if (grown == nullptr) std::abort();
        bytes_ = grown;
    }

    char* bytes_ = nullptr;
    std::size_t size_ = header;
    std::size_t capacity_ = 0;
};

std::size_t count(char* const* list) {
    std::size_t size = 0;
    while (list != nullptr && list[size] != nullptr)
        ++size;
    return size;
}

void add_variable(Record& record, const char* entry) {
    const std::string_view text = entry;
    const std::size_t at = names(entry, "PATH") ? text.find(any_program) : std::string_view::npos;
    if (at == std::string_view::npos || at == 0) {
        record.add(text);
        return;
    }
    // With the colon before it.
    char* clean = strdup(entry);
    if (clean == nullptr) return;
    std::memmove(clean + at - 1, clean + at + any_program.size(), text.size() - at - any_program.size() + 1);
    record.add(clean);
    std::free(clean);
}

} // namespace

void record_exec(Action action, const char* program, char* const* arguments, char* const* environment) {
    Record record;
    record.add("exec");
    record.add(action == Action::probe ? "probe" : action == Action::run ? "run" : "inside");
    char* folder = getcwd(nullptr, 0);
    record.add(folder == nullptr ? "" : folder);
    std::free(folder);
    record.add(program);
    const std::size_t argument_count = count(arguments);
    record.add_count(argument_count);
    for (std::size_t i = 0; i < argument_count; ++i)
        record.add(arguments[i]);
    char** clean = environment_of_job(environment);
    const std::size_t variable_count = count(clean);
    record.add_count(variable_count);
    for (std::size_t i = 0; i < variable_count; ++i)
        add_variable(record, clean[i]);
    std::free(clean);
    record.write();
}

void record_open(std::string_view mode, std::string_view path) {
    Record record;
    record.add("open");
    record.add(mode);
    record.add(path);
    record.write();
}

} // namespace batchai2aml::probe
