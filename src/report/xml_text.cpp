#include "report/xml_text.hpp"

#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// Production `Char` of XML 1.0.
bool is_allowed(char32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)
           || c >= 0x10000;
}

/// Characters that mean something in XML, or that a reader would change in an attribute. The last two could
/// begin a command when the XML is printed in a workflow (support/workflow_commands.hpp).
std::string_view reference(char32_t c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    case ':':
        return "&#58;";
    case '#':
        return "&#35;";
    default:
        return "";
    }
}

} // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    char32_t last = 0;
    while (!text.empty()) {
        const CodePoint c = first_code_point(text);
        const bool doubled = (c.value == ':' || c.value == '#') && c.value == last;
        const bool is_special = doubled || (c.value != ':' && c.value != '#');
        const std::string_view name = is_special ? reference(c.value) : std::string_view();
        if (!c.valid || !is_allowed(c.value))
            append_utf8(out, 0xFFFD);
        else if (!name.empty())
            out += name;
        else
            out += text.substr(0, c.length);
        last = doubled ? 0 : c.value;
        text.remove_prefix(c.length);
    }
    return out;
}

} // namespace batchai2aml
