#include "catalog/size_facts.hpp"

#include <array>
#include <charconv>

namespace batchai2aml {

namespace {

constexpr double enough_memory = 0.95;

std::string count(unsigned value, const std::string& one) {
    return std::to_string(value) + " " + one + (value == 1 ? "" : "s");
}

bool has_node_memory_of(const VmSize& before, const VmSize& after) {
    return after.memory_gib >= enough_memory * before.memory_gib;
}

} // namespace

std::string gib(double amount) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), amount);
    return {buffer.data(), end.ptr};
}

std::string gpus_of(const VmSize& size) {
    return size.gpus == 0 ? std::string{} : std::to_string(size.gpus) + " x " + std::string(size.gpu);
}

std::string node_of(const VmSize& size) {
    std::string out = count(size.vcpus, "vCPU") + ", " + gib(size.memory_gib) + " GiB";
    if (size.gpus > 0)
        out += ", " + gpus_of(size) + " with " + std::to_string(size.gpu_memory_gib) + " GiB"
               + (size.gpus > 1 ? " each" : "");
    return out + (size.rdma ? ", RDMA" : "");
}

std::string state_of(const VmSize& size) {
    const std::string date = size.retired.empty() ? std::string{} : " on " + std::string(size.retired);
    switch (size.state) {
    case SizeState::retired:
        return "retired" + date;
    case SizeState::retiring:
        return "retires" + date;
    case SizeState::available:
        return "available";
    case SizeState::unknown:
        break;
    }
    return "not known, most likely gone";
}

std::vector<std::string> losses(const VmSize& before, const VmSize& after) {
    std::vector<std::string> out;
    if (after.gpus != before.gpus)
        out.push_back(count(after.gpus, "GPU") + " instead of " + std::to_string(before.gpus));
    if (before.rdma && !after.rdma) out.emplace_back("no RDMA");
    if (before.gpus > 0 && after.gpus > 0 && after.gpu_memory_gib < before.gpu_memory_gib)
        out.push_back(std::to_string(after.gpu_memory_gib) + " GiB of GPU memory instead of "
                      + std::to_string(before.gpu_memory_gib));
    if (!has_node_memory_of(before, after))
        out.push_back(gib(after.memory_gib) + " GiB of memory instead of " + gib(before.memory_gib));
    return out;
}

bool has_memory_of(const VmSize& before, const VmSize& after) {
    return after.gpu_memory_gib >= before.gpu_memory_gib && has_node_memory_of(before, after);
}

} // namespace batchai2aml
