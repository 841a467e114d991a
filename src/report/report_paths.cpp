#include "report/report_paths.hpp"

#include "support/files.hpp"

namespace batchai2aml {

std::string_view ReportPaths::input(std::string_view file) const {
    const auto found = inputs.find(file);
    return found == inputs.end() ? file : std::string_view(found->second);
}

std::string ReportPaths::output_file(std::string_view file) const {
    return join_path(output, file);
}

std::string ReportPaths::of(const Finding& finding) const {
    if (!finding.place.file.empty()) return std::string(input(finding.place.file));
    return finding.subject.empty() ? std::string() : output_file(finding.subject);
}

std::string uri_of(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri;
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                           || std::string_view("/-._~").find(c) != std::string_view::npos;
        if (plain) {
            uri += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        uri += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
    return uri;
}

} // namespace batchai2aml
