#include "parser/json/string_error.hpp"

#include <cstdint>

#include "model/json_string.hpp"

namespace batchai2aml {

namespace {

constexpr StringFault bad_escape = {
    false, 0, "a backslash in a text must be followed by one of \" \\ / b f n r t u",
    "write two backslashes (\\\\) for a backslash, as in Windows paths and regular expressions"};
constexpr StringFault bad_digits = {false, 0, "\\u in a text must be followed by four hexadecimal digits",
                                    "write two backslashes (\\\\) for a backslash"};
constexpr StringFault half_pair = {
    false, 0, "a \\u escape in a text is half of a surrogate pair, which is no character",
    "write the character itself, or both escapes"};
constexpr StringFault control = {false, 0, "a control character inside a text",
                                 "remove it, or write it as a \\u escape"};

/// Checks the escape that `source` starts with; `end` becomes its length when there is no fault.
const StringFault* escape_fault(std::string_view source, std::size_t& end) {
    constexpr std::string_view simple = "\"\\/bfnrtu";
    if (source.size() < 2 || simple.find(source[1]) == std::string_view::npos) return &bad_escape;
    end = 2;
    if (source[1] != 'u') return nullptr;
    const std::int32_t code = json_hex4(source.substr(2));
    if (code < 0) return &bad_digits;
    end = 6;
    if (code < 0xD800 || code > 0xDFFF) return nullptr;
    const std::string_view second = source.substr(6);
    const std::int32_t low = second.starts_with("\\u") ? json_hex4(second.substr(2)) : -1;
    end = 12;
    return code <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF ? nullptr : &half_pair;
}

} // namespace

StringFault find_string_fault(std::string_view source) {
    const auto at_offset = [](StringFault fault, std::size_t offset) {
        fault.offset = offset;
        return fault;
    };
    for (std::size_t at = 1; at < source.size() && source[at] != '"';) {
        const char c = source[at];
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t')
            return at_offset(control, at);
        if (c != '\\') {
            ++at;
            continue;
        }
        std::size_t length = 0;
        const StringFault* fault = escape_fault(source.substr(at), length);
        if (fault != nullptr) return at_offset(*fault, at);
        at += length;
    }
    return {};
}

} // namespace batchai2aml
