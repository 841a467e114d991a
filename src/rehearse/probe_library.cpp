#include "rehearse/probe_library.hpp"

// B2A_PROBE_FILE is the file that the build has made.
asm(R"(
    .section .rodata
    .balign 16
b2a_probe_begin:
    .incbin ")" B2A_PROBE_FILE R"("
b2a_probe_end:
    .byte 0
    .previous
    .global b2a_probe_begin
    .global b2a_probe_end
)");

extern "C" {
extern const char b2a_probe_begin[];
extern const char b2a_probe_end[];
}

namespace batchai2aml {

std::string_view probe_library() {
    return {b2a_probe_begin, static_cast<std::size_t>(b2a_probe_end - b2a_probe_begin)};
}

} // namespace batchai2aml
