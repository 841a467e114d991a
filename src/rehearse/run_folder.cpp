#include "rehearse/run_folder.hpp"

#include <filesystem>
#include <fstream>

#include "rehearse/processes.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_files = 100000;
constexpr std::uintmax_t most_bytes = 4ULL << 30U; ///< where no program runs: nobody needs more

RehearsalError cannot(std::string_view what, const std::string& path, const std::string& reason) {
    return {"cannot " + std::string(what) + ' ' + printable(path) + ": " + reason};
}

/// Copies what is below a folder, without the folder of the rehearsal itself; links are left out, so that
/// nothing leads out of the copy.
class Copier {
  public:
    Copier(Programs programs, fs::path without) : programs_(programs), without_(std::move(without)) {}

    std::optional<RehearsalError> copy(const fs::path& from, const fs::path& to) {
        std::error_code error;
        fs::create_directories(to, error);
        if (error) return cannot("make", to, error.message());
        for (fs::recursive_directory_iterator it(from, error), end; !error && it != end;
             it.increment(error)) {
            std::error_code other;
            if (it->path().filename() == without_.filename() && fs::equivalent(it->path(), without_, other))
                it.disable_recursion_pending(); // the copies lie in what is copied
            else if (auto problem = copy_entry(*it, to / it->path().lexically_relative(from)))
                return problem;
        }
        if (error) return cannot("read", from, error.message());
        return std::nullopt;
    }

  private:
    std::optional<RehearsalError> copy_entry(const fs::directory_entry& entry, const fs::path& target) {
        std::error_code error;
        const auto status = entry.symlink_status(error);
        if (++count_ > most_files || bytes_ > most_bytes)
            return RehearsalError{"there are more than " + std::to_string(most_files)
                                  + " files or 4 GiB to copy; name a smaller folder"};
        if (fs::is_directory(status)) {
            fs::create_directories(target, error);
        } else if (fs::is_regular_file(status)) {
            copy_file(entry, target, error);
        }
        if (error) return cannot("copy", entry.path(), error.message());
        return std::nullopt;
    }

    void copy_file(const fs::directory_entry& entry, const fs::path& target, std::error_code& error) {
        const std::uintmax_t size = entry.file_size(error);
        if (error) return;
        if (programs_ == Programs::executed || size <= largest_copy) {
            if (programs_ == Programs::probed) bytes_ += size;
            fs::copy_file(entry.path(), target, error);
            return;
        }
        std::ofstream(target).flush();
        fs::resize_file(target, size, error);
    }

    Programs programs_;
    fs::path without_;
    std::size_t count_ = 0;
    std::uintmax_t bytes_ = 0;
};

bool has_entries(const fs::path& folder) {
    std::error_code error;
    return fs::exists(folder, error) && !fs::is_empty(folder, error);
}

/// Folders of one rehearsal.
class Maker {
  public:
    Maker(const FileSystem& files, const std::string& folder, const RehearsalOptions& options,
          Rehearsal& rehearsal)
        : files_(files),
          folder_(folder),
          options_(options),
          out_(rehearsal),
          root_(options.folder),
          copier_(options.programs, options.folder) {}

    std::optional<RehearsalError> make() {
        for (const EmittedFolder& folder : out_.job.folders)
            if (auto problem = make_stand_in(folder.datastore)) return problem;
        for (std::int64_t node = 0; node < out_.job.nodes; ++node)
            if (auto problem = make_node(node)) return problem;
        return std::nullopt;
    }

  private:
    std::optional<RehearsalError> make_stand_in(const std::string& name) {
        if (name.empty() || stand_in(name) != nullptr) return std::nullopt;
        auto datastore = read_datastore(files_, folder_, name);
        if (!datastore) return RehearsalError{datastore.error().message};
        StandIn made{std::move(datastore).value(), root_ / "datastores" / safe_name(name), {}};
        if (const auto given = options_.data.find(name); given != options_.data.end()) {
            made.given = given->second;
            if (auto problem = copier_.copy(made.given, made.folder)) return problem;
        } else if (auto problem = make_folder(made.folder)) {
            return problem;
        }
        out_.stand_ins.push_back(std::move(made));
        return std::nullopt;
    }

    std::optional<RehearsalError> make_node(std::int64_t node) {
        const fs::path top = root_ / ("node" + std::to_string(node));
        const NodeFolders folders{node_address(node), top / "wd", top / "home", top / "elsewhere"};
        for (const fs::path& path : {fs::path(folders.working), fs::path(folders.home),
                                     fs::path(folders.elsewhere), top / "tmp", top / "data"})
            if (auto problem = make_folder(path)) return problem;
        if (!out_.job.code.empty()) {
            const fs::path code = (fs::path(folder_) / out_.job.file).parent_path() / out_.job.code;
            if (auto problem = copier_.copy(code, folders.working)) return problem;
        }
        for (const EmittedFolder& folder : out_.job.folders)
            if (auto problem = mount(folder, node, top / "data")) return problem;
        out_.nodes.push_back(folders);
        return std::nullopt;
    }

    std::optional<RehearsalError> mount(const EmittedFolder& folder, std::int64_t node,
                                        const fs::path& data) {
        const bool input = folder.kind == EmittedFolder::Kind::input;
        MountedFolder made;
        made.node = node;
        made.source = folder;
        made.local = data / ((input ? "INPUT_" : "") + safe_name(folder.key));
        const StandIn* store = stand_in(folder.datastore);
        fs::path behind = store == nullptr ? data / "other" / safe_name(folder.key) : fs::path(store->folder);
        const std::string path = replace_all(folder.path, "${{name}}", "rehearsal");
        for (const std::string_view part : split(path, '/'))
            if (!part.empty() && part != "." && part != "..") behind /= part;
        made.behind = behind;
        made.had_data = has_entries(behind);
        const bool is_file = folder.type == "uri_file";
        if (auto problem = make_folder(is_file ? behind.parent_path() : behind)) return problem;
        std::error_code error;
        if (folder.mode == "download" && !is_file) {
            if (auto problem = copier_.copy(behind, made.local)) return problem;
        } else {
            fs::create_symlink(behind, made.local, error);
        }
        if (error) return cannot("make", made.local, error.message());
        out_.folders.push_back(std::move(made));
        return std::nullopt;
    }

    static std::optional<RehearsalError> make_folder(const fs::path& path) {
        std::error_code error;
        fs::create_directories(path, error);
        if (error) return cannot("make", path, error.message());
        return std::nullopt;
    }

    // Names come from files that may have been edited.
    static std::string safe_name(const std::string& name) {
        return name == "." || name == ".." ? "_" : replace_all(name, "/", "_");
    }

    [[nodiscard]] const StandIn* stand_in(const std::string& name) const {
        for (const StandIn& known : out_.stand_ins)
            if (known.datastore.name == name) return &known;
        return nullptr;
    }

    const FileSystem& files_;
    const std::string& folder_;
    const RehearsalOptions& options_;
    Rehearsal& out_;
    fs::path root_;
    Copier copier_;
};

} // namespace

std::optional<RehearsalError> make_folders(const FileSystem& files, const std::string& folder,
                                           const RehearsalOptions& options, Rehearsal& rehearsal) {
    return Maker(files, folder, options, rehearsal).make();
}

std::vector<FolderLink> find_links(const std::vector<NodeFolders>& nodes) {
    std::vector<FolderLink> out;
    for (const NodeFolders& node : nodes) {
        std::error_code error;
        for (fs::recursive_directory_iterator it(node.working, error), end; !error && it != end;
             it.increment(error)) {
            std::error_code problem;
            if (it->is_symlink(problem))
                out.push_back({it->path(), fs::read_symlink(it->path(), problem).string()});
        }
    }
    return out;
}

Snapshot take_snapshot(const std::string& folder) {
    Snapshot out;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code problem;
        if (!it->is_regular_file(problem)) continue;
        const auto time = it->last_write_time(problem).time_since_epoch().count();
        out[it->path().lexically_relative(folder)] = {it->file_size(problem), time};
    }
    return out;
}

void compare_snapshots(const std::string& datastore, const Snapshot& before, const Snapshot& after,
                       std::vector<ChangedFile>& changed) {
    for (const auto& [path, now] : after) {
        const auto then = before.find(path);
        if (then == before.end())
            changed.push_back({datastore, path, ChangedFile::Change::added});
        else if (then->second != now)
            changed.push_back({datastore, path, ChangedFile::Change::changed});
    }
    for (const auto& entry : before)
        if (!after.contains(entry.first))
            changed.push_back({datastore, entry.first, ChangedFile::Change::removed});
}

} // namespace batchai2aml
