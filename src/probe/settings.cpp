#include "probe/settings.hpp"

#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace batchai2aml::probe {

namespace {

constexpr std::string_view preload = "LD_PRELOAD";
constexpr std::string_view prefix = "B2A_PROBE_";

Settings loaded;

char* copy_of(const char* text) {
    return text == nullptr ? nullptr : strdup(text);
}

char* joined(std::string_view first, std::string_view second, std::string_view third) {
    const std::size_t size = first.size() + second.size() + third.size();
    auto* out = static_cast<char*>(std::malloc(size + 1));
    if (out == nullptr) std::abort();
    std::memcpy(out, first.data(), first.size());
    std::memcpy(out + first.size(), second.data(), second.size());
    std::memcpy(out + first.size() + second.size(), third.data(), third.size());
    out[size] = '\0';
    return out;
}

// The probe stands first; a job may have added others.
const char* without_library(const char* entry) {
    const std::string_view value = entry + preload.size() + 1;
    const std::string_view library = loaded.library == nullptr ? "" : loaded.library;
    if (!value.starts_with(library)) return entry;
    if (value.size() <= library.size() + 1) return nullptr;
    return joined("LD_PRELOAD=", value.data() + library.size() + 1, "");
}

std::size_t count(char* const* environment) {
    std::size_t size = 0;
    while (environment != nullptr && environment[size] != nullptr)
        ++size;
    return size;
}

// What a program of a job would see of the probe disappears before its main function starts.
__attribute__((constructor)) void load() {
    loaded.record = copy_of(std::getenv(record_variable));
    loaded.root = copy_of(std::getenv(root_variable));
    loaded.shadow = copy_of(std::getenv(shadow_variable));
    loaded.read_only = copy_of(std::getenv(read_only_variable));
    loaded.status = copy_of(std::getenv(status_variable));
    loaded.python = copy_of(std::getenv(python_variable));
    loaded.execute = std::getenv(execute_variable) != nullptr;
    loaded.inside = std::getenv(inside_variable) != nullptr;
    const char* libraries = std::getenv(preload.data());
    if (libraries == nullptr) return;
    const std::string_view all = libraries;
    loaded.library = joined(all.substr(0, all.find(':')), "", "");
    // A program that runs another one without the functions of this library keeps the variables for it.
    if (loaded.execute) return;
    char** clean = environment_of_job(environ);
    std::memcpy(environ, clean, (count(clean) + 1) * sizeof(char*));
}

} // namespace

const Settings& settings() {
    return loaded;
}

bool names(const char* entry, std::string_view name) {
    const std::string_view text = entry;
    return text.starts_with(name) && text.size() > name.size() && text[name.size()] == '=';
}

char** environment_of_job(char* const* environment) {
    const std::size_t size = count(environment);
    auto** out = static_cast<char**>(std::malloc((size + 1) * sizeof(char*)));
    if (out == nullptr) std::abort();
    std::size_t used = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const char* entry = environment[i];
        if (std::string_view(entry).starts_with(prefix)) continue;
        if (names(entry, preload)) entry = without_library(entry);
        if (entry != nullptr) out[used++] = const_cast<char*>(entry);
    }
    out[used] = nullptr;
    return out;
}

char** environment_of_probe(char* const* environment, Inside inside) {
    char** clean = environment_of_job(environment);
    const std::size_t size = count(clean);
    auto** out = static_cast<char**>(std::malloc((size + 10) * sizeof(char*)));
    if (out == nullptr) std::abort();
    std::size_t used = 0;
    const char* others = nullptr;
    for (std::size_t i = 0; i < size; ++i)
        if (names(clean[i], preload))
            others = clean[i] + preload.size() + 1;
        else
            out[used++] = clean[i];
    const auto add = [&](std::string_view name, const char* value) {
        if (value != nullptr) out[used++] = joined(name, "=", value);
    };
    if (loaded.library != nullptr) {
        char* libraries =
            joined(loaded.library, others == nullptr ? "" : ":", others == nullptr ? "" : others);
        add("LD_PRELOAD", libraries);
        std::free(libraries);
    }
    add(record_variable, loaded.record);
    add(root_variable, loaded.root);
    add(shadow_variable, loaded.shadow);
    add(read_only_variable, loaded.read_only);
    add(status_variable, loaded.status);
    add(python_variable, loaded.python);
    add(execute_variable, loaded.execute ? "1" : nullptr);
    add(inside_variable, loaded.inside || inside == Inside::yes ? "1" : nullptr);
    out[used] = nullptr;
    std::free(clean); // its texts live on in `out`
    return out;
}

} // namespace batchai2aml::probe
