#include "support/file_handle.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace batchai2aml {

namespace {

bool write_chunk(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

} // namespace

FileHandle::~FileHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool FileHandle::close() {
    return ::close(std::exchange(descriptor_, -1)) == 0;
}

std::optional<std::size_t> read_some(const FileHandle& file, std::span<char> buffer) {
    while (true) {
        const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) return std::nullopt;
    }
}

bool write_all(const FileHandle& file, const Source& source) {
    int error = 0;
    source([&](std::string_view bytes) {
        if (error == 0 && !write_chunk(file.get(), bytes)) error = errno;
        return error == 0;
    });
    errno = error;
    return error == 0;
}

FileError last_error(std::string path) {
    return {std::move(path), std::generic_category().message(errno)};
}

} // namespace batchai2aml
