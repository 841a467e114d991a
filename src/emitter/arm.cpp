#include "emitter/arm.hpp"

#include <string_view>

namespace batchai2aml {

Emitted emit_arm(const Migration& /*migration*/, const ArmNames& /*names*/) {
    return {{}, [](std::string_view /*file*/, std::string_view /*path*/) {
                return FormatTarget{OutputFormat::arm, {}, {}, "not written yet"};
            }};
}

} // namespace batchai2aml
