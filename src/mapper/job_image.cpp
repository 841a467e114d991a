#include "mapper/job_image.hpp"

#include <string_view>

#include "model/project.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

std::string host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    return normalise_path(url);
}

bool is_docker_hub(std::string_view host) {
    return iequals(host, "docker.io") || iequals(host, "index.docker.io") || iequals(host, "hub.docker.com")
           || starts_with_i(host, "index.docker.io/") || starts_with_i(host, "registry-1.docker.io");
}

std::string full_image(const ContainerSettings& container) {
    std::string image(trim(container.image->value));
    if (!container.server_url || names_registry(image)) return image;
    const std::string host = host_of(container.server_url->value);
    return host.empty() || is_docker_hub(host) ? image : host + "/" + image;
}

} // namespace

bool names_registry(std::string_view image) {
    const auto slash = image.find('/');
    return slash != std::string_view::npos
           && image.substr(0, slash).find_first_of(".:") != std::string_view::npos;
}

JobImage job_image(const Job& job, const Options& options) {
    JobImage image;
    if (!job.container || !job.container->image) {
        image.written = options.default_image;
        image.by_setting = !image.written.empty();
        return image;
    }
    image.source = full_image(*job.container);
    const auto replaced = options.images.find(image.source);
    image.by_setting = replaced != options.images.end();
    image.written = image.by_setting ? replaced->second : image.source;
    return image;
}

} // namespace batchai2aml
