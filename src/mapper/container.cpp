// The image that a job runs in (batchai.md 6.3; azureml.md 2.6, 2.14, 2.15; design.md 7, rows 15 and 20).
#include <algorithm>
#include <cctype>

#include "mapper/images.hpp"
#include "mapper/job_builder.hpp"
#include "mapper/job_image.hpp"
#include "mapper/node_setup.hpp"
#include "model/placeholder.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

void map_registry(JobBuilder& builder, const ContainerSettings& container, const std::string& image) {
    builder.record(container.server_url, rules::registry, "environment.image");
    builder.record(container.username, rules::registry_user);
    builder.record(container.password, rules::registry_password);
    builder.record(container.password_reference.vault_id, rules::registry_password);
    builder.record(container.password_reference.secret_url, rules::registry_password);
    if (!container.username && !container.password && !container.password_reference.secret_url) return;
    const LeafId at = container.username ? container.username->leaf : container.origin;
    builder.report("B2A0702", at, "the registry of " + quoted(image) + " asks for an account");
    const auto slash = image.find('/');
    RegistryLogin login;
    login.host = names_registry(image) ? image.substr(0, slash) : "docker.io";
    if (container.username && !container.username->value.empty()) login.username = container.username->value;
    if (container.password_reference.secret_url)
        login.password_url = container.password_reference.secret_url->value;
    builder.job().registry = std::move(login);
}

// "16gb" is "16g" in Azure ML; units are one letter (azureml.md 2.4).
std::string shm_size(std::string_view text) {
    std::string size = lower(trim(text));
    if (size.size() > 2 && size.ends_with('b')
        && !std::isdigit(static_cast<unsigned char>(size[size.size() - 2])))
        size.pop_back();
    if (size.empty()) return {};
    if (std::isdigit(static_cast<unsigned char>(size.back()))) size += 'b';
    const std::string_view digits = std::string_view(size).substr(0, size.size() - 1);
    const bool number =
        !digits.empty() && digits.front() != '0' && digits.size() < 16
        && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number && std::string_view("bkmg").find(size.back()) != std::string_view::npos ? size
                                                                                          : std::string{};
}

void map_shm_size(JobBuilder& builder, const Text& size) {
    if (!size) return;
    builder.job().shm_size = shm_size(size->value);
    const bool good = !builder.job().shm_size.empty();
    builder.record(size, good ? rules::shm_size : rules::shm_size_invalid, "resources.shm_size");
    if (!good) builder.report("B2A0703", size->leaf, quoted(size->value) + " is not a size such as 16g");
}

// The image of a job on nodes that a set-up task had prepared is built with that task.
bool build_with_node_setup(JobBuilder& builder) {
    if (builder.linked.cluster == nowhere) return false;
    const LinkedCluster& cluster = builder.project.clusters[builder.linked.cluster];
    if (!builds_image(*cluster.cluster, builder.options)) return false;
    builder.job().environment = cluster.name;
    return true;
}

void use_default_image(JobBuilder& builder, std::string_view code, LeafId at, std::string message) {
    const bool built = build_with_node_setup(builder);
    builder.record_default(built ? rules::image_built : rules::image_missing,
                           built ? "environment.build" : "environment.image");
    Value& image = builder.job().image;
    image.text = builder.options.default_image;
    if (is_image_name(image.text)) return;
    if (!image.text.empty())
        builder.report("B2A0705", at, quoted(image.text) + " is not the name of an image",
                       "Correct images.default.");
    image.text = base_image;
    image.comment =
        built ? "The job ran without a container. This image is built on one that holds MPI and no "
                "framework: name the one that holds what the job needs (--image IMAGE)."
              : "The job ran without a container. This image holds MPI and no framework: name the one "
                "that holds what the job needs (--image IMAGE).";
    Diagnostic& finding = builder.report(code, at, std::move(message));
    finding.answers = {{"images.default", ""}};
    finding.question = "Which image holds what the jobs without a container need?";
}

} // namespace

void map_container(JobBuilder& builder) {
    const auto& container = builder.source.container;
    if (!container) {
        use_default_image(builder, "B2A0701", builder.source.origin, "the job ran without a container");
        return;
    }
    map_shm_size(builder, container->shm_size);
    if (!container->image) {
        map_registry(builder, *container, "");
        use_default_image(builder, "B2A0704", container->origin, "containerSettings names no image");
        return;
    }
    const JobImage image = job_image(builder.source, builder.options);
    builder.job().image.text = image.written;
    builder.record(container->image, image.by_setting ? rules::image_replaced : rules::image,
                   "environment.image");
    map_registry(builder, *container, image.source);
    if (!is_image_name(builder.job().image.text) && find_placeholders(image.written).empty())
        builder
            .report("B2A0705", container->image->leaf, quoted(image.source) + " is not the name of an image")
            .answers = {{"images." + image.source, ""}};
}

} // namespace batchai2aml
