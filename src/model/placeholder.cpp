#include "model/placeholder.hpp"

namespace batchai2aml {

bool is_placeholder(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return true;
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    if (text == "..." || text == "\u2026" || text == "FILL-IN-HERE" || text == "REDACTED") return true;
    const auto open = text.find('<');
    if (open != std::string_view::npos && text.find('>', open) != std::string_view::npos) return true;
    if (text.starts_with("[[") && text.ends_with("]]")) return true;
    if (text.size() > 4 && text.starts_with("__") && text.ends_with("__")) return true;
    return text.starts_with("ENTER_");
}

} // namespace batchai2aml
