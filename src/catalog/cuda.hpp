/// \file
/// Which CUDA versions run on which GPUs: made at build time from data/cuda.tsv (vm-sizes.md 7). Not here:
/// the CUDA version of an image (images.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace batchai2aml {

enum class GpuArchitecture : std::uint8_t { none, kepler, maxwell, pascal, volta, turing, ampere, hopper };

/// What a program that was built with some CUDA toolkit does on some GPU.
enum class CudaVerdict : std::uint8_t {
    ok,                ///< the toolkit knows the GPU
    binary_compatible, ///< code for an earlier GPU of the same generation may run: to be tested
    jit_only,          ///< at best compiled by the driver at each start: not to be used
    dropped,           ///< the toolkit no longer knows the GPU
};

struct CudaVersion {
    unsigned major = 0;
    unsigned minor = 0;

    friend bool operator==(const CudaVersion&, const CudaVersion&) = default;
    friend bool operator<(const CudaVersion& a, const CudaVersion& b) {
        return a.major != b.major ? a.major < b.major : a.minor < b.minor;
    }
};

/// A row of the table: holds from `toolkit` up to the next one of the table.
struct CudaSupport {
    std::string_view toolkit; ///< "11.8"
    GpuArchitecture architecture = GpuArchitecture::none;
    CudaVerdict verdict = CudaVerdict::ok;
};

/// "9.0" at the start of `text`; "9" is 9.0. 0.0 when no number stands there.
[[nodiscard]] CudaVersion read_cuda_version(std::string_view text);
/// "9.0"
[[nodiscard]] std::string to_string(CudaVersion version);

/// Whether an image built with `cuda` runs on a GPU. Anything runs without a GPU.
[[nodiscard]] CudaVerdict cuda_verdict(CudaVersion cuda, GpuArchitecture gpu);
/// The lowest version of the table that knows the GPU; 0.0 without a GPU.
[[nodiscard]] CudaVersion lowest_cuda(GpuArchitecture gpu);
/// True for `ok` and `binary_compatible`.
[[nodiscard]] bool may_run(CudaVerdict verdict);

} // namespace batchai2aml
