/// \file
/// The functions of the C library that the probe stands before.
#pragma once

#include <dlfcn.h>

namespace batchai2aml::probe {

/// The next function of that name after the probe's own.
template <class Function>
[[nodiscard]] Function* real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

} // namespace batchai2aml::probe

/// For functions that take the place of one of the C library.
#define B2A_INTERPOSED extern "C" __attribute__((visibility("default")))
