/// \file
/// The CUDA version of an image, as far as its name tells: made at build time from data/images.tsv
/// (vm-sizes.md 8). Not here: whether the image still exists, or runs on some GPU (cuda.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "catalog/cuda.hpp"

namespace batchai2aml {

enum class Registry : std::uint8_t {
    any,
    hub, ///< all but NVIDIA's: public images are often copied to private registries under their own names
    ngc, ///< nvcr.io
};

/// What a CUDA version was read from, the most certain one first.
enum class CudaBasis : std::uint8_t {
    none,
    dockerfile,    ///< of the project, at the tag
    build_table,   ///< of the framework
    release_notes, ///< of the vendor
    tag,           ///< the name itself says it
    inferred,
};

/// A row of the table; data/images.tsv tells how its members are read.
struct ImageRule {
    std::string_view repository;
    Registry registry = Registry::any;
    std::string_view tag;
    std::string_view cuda;
    std::string_view cudnn;
    CudaBasis basis = CudaBasis::none;
    std::string_view sources;
};
[[nodiscard]] std::span<const ImageRule> image_rules();

struct ImageCuda {
    enum class Kind : std::uint8_t {
        unknown, ///< the name does not tell: a private image, or a tag that moves
        none,    ///< an image without CUDA
        known,
    } kind = Kind::unknown;
    CudaVersion version; ///< for `known`
    CudaBasis basis = CudaBasis::none;

    friend bool operator==(const ImageCuda&, const ImageCuda&) = default;
};

/// `reference` is what `docker pull` takes: "registry.example/folder/name:tag". Case does not matter. A rule
/// of the table decides; else a version anywhere in the name does ("cuda9.0", "cu101"), or "cpu" in the tag.
[[nodiscard]] ImageCuda find_image_cuda(std::string_view reference);

} // namespace batchai2aml
