// The least that a conversion can cost: the same files are read and written, and nothing is converted.
//
//   bench_floor write INPUTS LIST DIR   reads all files below INPUTS, then writes below DIR what LIST says:
//                                       a line "SIZE PATH" for each file
//   bench_floor read FOLDER...          reads all files below each FOLDER
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

/// Bytes of the file, or -1.
std::int64_t read_file(const fs::path& path, std::vector<char>& buffer) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return -1;
    }
    std::int64_t total = 0;
    ssize_t count = 0;
    while ((count = ::read(file, buffer.data(), buffer.size())) > 0) {
        total += count;
    }
    ::close(file);
    return count < 0 ? -1 : total;
}

/// Bytes of all files below `folder`, or -1.
std::int64_t read_tree(const fs::path& folder) {
    std::vector<char> buffer(1 << 20);
    std::int64_t total = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            const std::int64_t size = read_file(entry.path(), buffer);
            if (size < 0) {
                return -1;
            }
            total += size;
        }
    }
    return total;
}

bool write_file(const fs::path& path, std::size_t size, std::string& filler) {
    if (filler.size() < size) {
        filler.resize(size, 'x');
    }
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) {
        return false;
    }
    const char* data = filler.data();
    while (size > 0) {
        const ssize_t count = ::write(file, data, size);
        if (count < 0) {
            break;
        }
        data += count;
        size -= static_cast<std::size_t>(count);
    }
    return ::close(file) == 0 && size == 0;
}

bool write_tree(const fs::path& list, const fs::path& folder) {
    std::ifstream lines(list);
    std::string line;
    std::string filler;
    fs::path made;
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        std::size_t size = 0;
        std::string name;
        fields >> size;
        std::getline(fields >> std::ws, name);
        const fs::path path = folder / name;
        if (path.parent_path() != made) {
            made = path.parent_path();
            fs::create_directories(made);
        }
        if (!write_file(path, size, filler)) {
            return false;
        }
    }
    return true;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 4 && arguments[0] == "write") {
        return read_tree(arguments[1]) >= 0 && write_tree(arguments[2], arguments[3]) ? 0 : 1;
    }
    if (arguments.size() >= 2 && arguments[0] == "read") {
        for (std::size_t index = 1; index < arguments.size(); ++index) {
            if (read_tree(arguments[index]) < 0) {
                return 1;
            }
        }
        return 0;
    }
    std::cerr << "usage: bench_floor write INPUTS LIST DIR | read FOLDER...\n";
    return 64;
}
