#include "emitter/arm_resources.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "emitter/arm_bodies.hpp"
#include "emitter/arm_parameters.hpp"
#include "emitter/build_context.hpp"
#include "emitter/registries.hpp"
#include "support/sha256.hpp"
#include "support/text.hpp"

namespace batchai2aml::arm {

namespace {

constexpr std::size_t version_digits = 12;
/// What has other files has another version: versions cannot be changed (azureml.md 3.2).
std::string version_of(const std::vector<std::pair<std::string, std::string>>& files) {
    std::string all;
    for (const auto& [path, text] : files)
        all.append(path).append(1, '\n').append(std::to_string(text.size())).append(1, '\n').append(text);
    return sha256_hex(all).substr(0, version_digits);
}

std::string request_file(std::string_view kind, const std::string& name) {
    return "arm/requests/" + std::string(kind) + '/' + name + ".json";
}

/// Makes the list, kind by kind.
class Maker {
  public:
    explicit Maker(const Migration& migration) : migration_(migration) {
        for (const Compute& compute : migration.computes)
            computes_.insert(compute.name);
        for (const Datastore& datastore : migration.datastores)
            datastores_.insert(datastore.name);
    }

    Resources make() && {
        name_requests();
        if (migration_.workspace) add_workspace(*migration_.workspace);
        for (const Compute& compute : migration_.computes)
            add({"computes", {compute.name}}, compute.file, compute.header, compute_body(compute));
        for (const Datastore& datastore : migration_.datastores)
            add_datastore(datastore);
        for (const Environment& environment : migration_.environments)
            add_environment(environment);
        add_images();
        const std::vector<RegistryLogin> registries = registry_logins(migration_);
        for (const SecretParameter& secret : secret_parameters(migration_, registries))
            out_.secrets.push_back({secret.name, secret.help, secret.is_secret});
        for (const RegistryLogin& login : registries)
            if (azure_registry_name(login.host).empty()) add_connection(login);
        for (const CommandJob& job : migration_.jobs)
            add_job(job);
        return std::move(out_);
    }

  private:
    /// Known first: what a resource still needs names the files of others.
    void name_requests() {
        if (migration_.workspace)
            out_.requests[migration_.workspace->file] =
                request_file("workspaces", migration_.workspace->name);
        for (const Compute& compute : migration_.computes)
            out_.requests[compute.file] = request_file("computes", compute.name);
        for (const Datastore& datastore : migration_.datastores)
            out_.requests[datastore.file] = request_file("datastores", datastore.name);
        for (const Environment& environment : migration_.environments)
            out_.requests[environment.file] = request_file("environments", environment.name);
        for (const CommandJob& job : migration_.jobs)
            out_.requests[job.file] = request_file("jobs", job.name);
    }

    Resource& add(ResourceId id, const std::string& yaml_file, const Header& header, Object body) {
        Resource resource{std::move(id), out_.requests[yaml_file], header.source, {}, std::move(body), {}};
        for (const std::string& task : header.needs_work)
            resource.needs_work.push_back(in_terms_of_requests(task));
        return out_.list.emplace_back(std::move(resource));
    }

    /// A task may begin with the YAML file that has to be seen to first.
    [[nodiscard]] std::string in_terms_of_requests(const std::string& task) const {
        const std::size_t end = task.find(' ');
        const auto file = out_.requests.find(task.substr(0, end));
        if (end == std::string::npos || file == out_.requests.end()) return task;
        return file->second + task.substr(end);
    }

    void add_workspace(const MlWorkspace& workspace) {
        add({"", {workspace.name}}, workspace.file, workspace.header, workspace_body(workspace));
    }

    void add_datastore(const Datastore& datastore) {
        std::string key;
        if (datastore.kind == DatastoreKind::azure_file) {
            key = account_key_parameter(datastore);
        }
        add({"datastores", {datastore.name}}, datastore.file, datastore.header,
            datastore_body(datastore, key));
    }

    /// The files go beside the requests; they are known to the service by where they are uploaded to.
    std::string add_uploads(const std::string& folder,
                            const std::vector<std::pair<std::string, std::string>>& files,
                            const std::vector<std::string>& executables) {
        for (const auto& [path, text] : files) {
            const bool executable = std::ranges::find(executables, path) != executables.end();
            std::string file(uploads_folder);
            file.append(1, '/').append(folder).append(1, '/').append(path);
            out_.uploads.push_back({std::move(file), text, executable});
        }
        return folder;
    }

    void add_environment(const Environment& environment) {
        const std::vector<std::pair<std::string, std::string>> files{{"Dockerfile", dockerfile(environment)},
                                                                     {"setup.sh", setup_script(environment)},
                                                                     {"sudo", std::string(sudo_stand_in())}};
        const std::string version = version_of(files);
        const std::string folder =
            add_uploads("environments/" + environment.name + '/' + version, files, {"setup.sh", "sudo"});
        const ResourceId id{"environments/versions", {environment.name, version}};
        built_.emplace(environment.name, std::make_pair(id, out_.requests[environment.file]));
        add(id, environment.file, environment.header, build_body(folder + '/'));
    }

    /// Jobs name environments by their ids: each image becomes one.
    void add_images() {
        std::map<std::string, const CommandJob*> users;
        for (const CommandJob& job : migration_.jobs)
            if (job.environment.empty()) users.emplace(job.image.text, &job);
        std::vector<std::string> names;
        names.reserve(users.size());
        for (const auto& [image, job] : users)
            names.push_back(image);
        std::vector<std::string> taken;
        taken.reserve(migration_.environments.size());
        for (const Environment& environment : migration_.environments)
            taken.push_back(environment.name);
        for (const auto& [image, name] : environment_names(names, taken)) {
            const ResourceId id{"environments/versions", {name, version_of({{"image", image}})}};
            const Value value(image, users[image]->image.comment);
            Resource resource{id, request_file("environments", name), {}, {}, image_body(value), {}};
            if (!value.comment.empty()) resource.needs_work.push_back(value.comment);
            images_.emplace(image, std::make_pair(id, resource.file));
            out_.list.push_back(std::move(resource));
        }
    }

    void add_connection(const RegistryLogin& login) {
        const std::string name = connection_name(login.host);
        const ResourceId id{"connections", {name}};
        connections_.emplace(login.host, id);
        Resource resource{id, request_file("connections", name), {}, {}, {}, {}};
        resource.body =
            connection_body(login, username_parameter(login.host), password_parameter(login.host));
        out_.list.push_back(std::move(resource));
    }

    ResourceId add_code(const CommandJob& job, JobFiles& parts) {
        std::vector<std::pair<std::string, std::string>> files;
        std::vector<std::string> executables;
        for (const CodeFile& file : job.code) {
            files.emplace_back(file.path, file.text);
            if (file.executable) executables.push_back(file.path);
        }
        const std::string version = version_of(files);
        const std::string folder = add_uploads("code/" + job.name + '/' + version, files, executables);
        parts.code = std::string(uploads_folder) + '/' + folder + '/';
        ResourceId id{"codes/versions", {job.name, version}};
        out_.list.push_back(
            {id, request_file("codes", job.name), job.header.source, {}, code_body(folder), {}});
        return id;
    }

    void add_job(const CommandJob& job) {
        JobFiles parts{out_.requests[job.file], {}, {}};
        const auto& [environment, file] =
            job.environment.empty() ? images_.at(job.image.text) : built_.at(job.environment);
        parts.environment = file;
        JobIds ids{environment, {}};
        if (!job.code.empty()) ids.code = add_code(job, parts);
        Text name;
        name.parts = {job.name + '-', Parameter{"jobSuffix"}};
        Resource& resource = add({"jobs", {name}}, job.file, job.header, job_body(job, ids));
        resource.is_run = true;
        add_dependencies(job, ids, resource);
        out_.jobs.emplace(job.file, std::move(parts));
    }

    /// What has to be there before: only resources of this migration.
    void add_dependencies(const CommandJob& job, const JobIds& ids, Resource& resource) {
        if (computes_.contains(job.compute.text))
            resource.depends_on.push_back({"computes", {job.compute.text}});
        std::set<std::string> stores;
        for (const JobInput& input : job.inputs)
            stores.insert(datastore_of(input.uri));
        for (const JobOutput& output : job.outputs)
            stores.insert(datastore_of(output.uri));
        for (const std::string& store : stores)
            if (datastores_.contains(store)) resource.depends_on.push_back({"datastores", {store}});
        resource.depends_on.push_back(ids.environment);
        if (!ids.code.type.empty()) resource.depends_on.push_back(ids.code);
        const auto connection = job.registry ? connections_.find(job.registry->host) : connections_.end();
        if (connection != connections_.end()) resource.depends_on.push_back(connection->second);
    }

    static std::string datastore_of(std::string_view uri) {
        constexpr std::string_view scheme = "azureml://datastores/";
        if (!uri.starts_with(scheme)) return {};
        uri.remove_prefix(scheme.size());
        return std::string(uri.substr(0, uri.find('/')));
    }

    const Migration& migration_;
    std::set<std::string> computes_;
    std::set<std::string> datastores_;
    Resources out_;
    std::map<std::string, std::pair<ResourceId, std::string>> built_;  ///< environment -> id and request
    std::map<std::string, std::pair<ResourceId, std::string>> images_; ///< image -> the same
    std::map<std::string, ResourceId> connections_;                    ///< by host
};

} // namespace

Resources make_resources(const Migration& migration) {
    return Maker(migration).make();
}

std::string iso_duration(std::int64_t seconds) {
    constexpr std::int64_t day = 86400;
    constexpr std::int64_t hour = 3600;
    std::string out = "P";
    if (seconds >= day || seconds == 0) out += std::to_string(seconds / day) + 'D';
    seconds %= day;
    if (seconds == 0) return out;
    out += 'T';
    if (seconds >= hour) out += std::to_string(seconds / hour) + 'H';
    if (seconds % hour >= 60) out += std::to_string(seconds % hour / 60) + 'M';
    if (seconds % 60 != 0) out += std::to_string(seconds % 60) + 'S';
    return out;
}

std::map<std::string, std::string> environment_names(const std::vector<std::string>& images,
                                                     const std::vector<std::string>& taken) {
    std::map<std::string, std::size_t> uses;
    for (const std::string& name : taken)
        ++uses[lower(name)];
    for (const std::string& image : images)
        ++uses[lower(plain(image, '-'))];
    std::map<std::string, std::string> names;
    for (const std::string& image : images) {
        std::string name = plain(image, '-');
        if (name.empty() || uses[lower(name)] > 1)
            name += (name.empty() ? "image-" : "-h") + sha256_hex(image).substr(0, 6);
        names.emplace(image, std::move(name));
    }
    return names;
}

} // namespace batchai2aml::arm
