#include "catalog/cuda.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace batchai2aml {

namespace {

constexpr CudaSupport table[] = {
#include "cuda.inc"
};

} // namespace

CudaVersion read_cuda_version(std::string_view text) {
    CudaVersion version;
    const char* end = text.data() + text.size();
    const auto major = std::from_chars(text.data(), end, version.major);
    if (major.ptr != end && *major.ptr == '.') std::from_chars(major.ptr + 1, end, version.minor);
    return version;
}

std::string to_string(CudaVersion version) {
    return std::to_string(version.major) + "." + std::to_string(version.minor);
}

CudaVerdict cuda_verdict(CudaVersion cuda, GpuArchitecture gpu) {
    CudaVerdict verdict = CudaVerdict::ok;
    bool first = true;
    for (const CudaSupport& row : table) {
        if (row.architecture != gpu) continue;
        // What is older than the table counts as its first line.
        if (!first && cuda < read_cuda_version(row.toolkit)) break;
        verdict = row.verdict;
        first = false;
    }
    return verdict;
}

CudaVersion lowest_cuda(GpuArchitecture gpu) {
    const auto* found = std::find_if(std::begin(table), std::end(table), [&](const CudaSupport& row) {
        return row.architecture == gpu && row.verdict == CudaVerdict::ok;
    });
    return found == std::end(table) ? CudaVersion{} : read_cuda_version(found->toolkit);
}

bool may_run(CudaVerdict verdict) {
    return verdict == CudaVerdict::ok || verdict == CudaVerdict::binary_compatible;
}

} // namespace batchai2aml
