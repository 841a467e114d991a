#include "probe/paths.hpp"

#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "probe/settings.hpp"

namespace batchai2aml::probe {

namespace {

constexpr int most_links = 40; // as Linux

/// A path that grows at its end.
class Path {
  public:
    explicit Path(char* bytes) : bytes_(bytes) { bytes_[0] = '\0'; }

    [[nodiscard]] std::string_view text() const { return {bytes_, size_}; }
    [[nodiscard]] bool append(std::string_view segment) {
        if (size_ + segment.size() + 2 > PATH_MAX) return false;
        bytes_[size_++] = '/';
        std::memcpy(bytes_ + size_, segment.data(), segment.size());
        size_ += segment.size();
        bytes_[size_] = '\0';
        return true;
    }
    void remove_last() {
        while (size_ > 0 && bytes_[size_ - 1] != '/')
            --size_;
        if (size_ > 0) --size_;
        bytes_[size_] = '\0';
    }
    void clear() { bytes_[size_ = 0] = '\0'; }

  private:
    char* bytes_;
    std::size_t size_ = 0;
};

bool is_read_only(std::string_view path) {
    if (settings().read_only == nullptr) return false;
    std::string_view rest = settings().read_only;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::string_view folder = rest.substr(0, end);
        if (!folder.empty() && lies_in(path, folder)) return true;
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return false;
}

bool is_device(std::string_view path) {
    return lies_in(path, "/dev") || lies_in(path, "/proc");
}

// What a relative path starts with.
bool start_folder(int folder, char* out) {
    if (folder == AT_FDCWD) return getcwd(out, PATH_MAX) != nullptr;
    char name[64];
    std::snprintf(name, sizeof name, "/proc/self/fd/%d", folder);
    const ssize_t size = readlink(name, out, PATH_MAX - 1);
    if (size < 0) return false;
    out[size] = '\0';
    return true;
}

/// Follows the links of a path one by one: also those of a file that does not exist, and past folders that
/// are mounted for reading, which links lead out of again.
class Walk {
  public:
    Walk(Location& location, LastLink last) : location_(location), done_(location.path), last_(last) {}

    bool run(const char* start, const char* path) {
        const int size = std::snprintf(rest_, sizeof rest_, "%s%s%s", path[0] == '/' ? "" : start, "/", path);
        if (size < 0 || static_cast<std::size_t>(size) >= sizeof rest_) return false;
        while (rest_[0] != '\0')
            if (!step()) return false;
        return true;
    }
    [[nodiscard]] bool read_only() const { return read_only_; }

  private:
    bool step() {
        const std::size_t slashes = std::strspn(rest_, "/");
        const std::size_t size = std::strcspn(rest_ + slashes, "/");
        char segment[PATH_MAX];
        std::memcpy(segment, rest_ + slashes, size);
        segment[size] = '\0';
        std::memmove(rest_, rest_ + slashes + size, std::strlen(rest_ + slashes + size) + 1);
        const std::string_view name{segment, size};
        if (name.empty() || name == ".") return true;
        if (name == "..") {
            done_.remove_last();
            return true;
        }
        if (!done_.append(name)) return false;
        read_only_ = read_only_ || is_read_only(done_.text());
        const bool is_last = std::strspn(rest_, "/") == std::strlen(rest_);
        return is_last && last_ == LastLink::keep ? true : follow();
    }

    bool follow() {
        char target[PATH_MAX];
        const ssize_t size = readlink(location_.path, target, sizeof target - 1);
        if (size < 0 || is_device(done_.text())) return true; // no link
        if (++links_ > most_links) return false;
        target[size] = '\0';
        char whole[2 * PATH_MAX];
        const int length = std::snprintf(whole, sizeof whole, "%s/%s", target, rest_);
        if (length < 0 || static_cast<std::size_t>(length) >= sizeof rest_) return false;
        std::memcpy(rest_, whole, static_cast<std::size_t>(length) + 1);
        if (target[0] == '/')
            done_.clear();
        else
            done_.remove_last();
        return true;
    }

    Location& location_;
    Path done_;
    LastLink last_;
    char rest_[2 * PATH_MAX] = {};
    int links_ = 0;
    bool read_only_ = false;
};

} // namespace

bool lies_in(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

Location locate(int folder, const char* path, LastLink last) {
    Location out;
    char start[PATH_MAX] = "";
    if (path[0] != '/' && !start_folder(folder, start)) return out;
    Walk walk(out, last);
    if (!walk.run(start, path)) return out;
    const std::string_view real = out.path;
    if (is_device(real))
        out.place = Place::device;
    else if (walk.read_only())
        out.place = Place::read_only;
    else if (settings().root != nullptr && lies_in(real, settings().root))
        out.place = Place::inside;
    else
        out.place = Place::outside;
    return out;
}

} // namespace batchai2aml::probe
