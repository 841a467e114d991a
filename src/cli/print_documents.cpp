#include "cli/print_documents.hpp"

#include <algorithm>

#include "cli/messages.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::string_view template_file = "arm/template.json";
constexpr std::string_view uploads_folder = "arm/uploads/";

void print_yaml(const Conversion& conversion, const Environment& environment) {
    for (const OutputFile& file : conversion.files) {
        const bool is_resource = std::ranges::any_of(
            conversion.report.resources, [&](const auto& resource) { return resource.file == file.path; });
        if (!is_resource) continue;
        environment.out << "---\n# file: " << printable(file.path) << '\n' << file.bytes;
        if (!file.bytes.ends_with('\n')) environment.out << '\n';
    }
}

bool belongs_to_job(const OutputFile& file, OutputFormat format) {
    if (format == OutputFormat::arm) return file.path.starts_with(uploads_folder);
    return file.path.find("/code/") != std::string::npos;
}

} // namespace

bool print_documents(const Conversion& conversion, OutputFormat format, const Environment& environment) {
    if (format == OutputFormat::arm) {
        const auto file = std::ranges::find(conversion.files, template_file, &OutputFile::path);
        if (file != conversion.files.end()) environment.out << file->bytes;
    } else {
        print_yaml(conversion, environment);
    }
    for (const OutputFile& file : conversion.files)
        if (belongs_to_job(file, format))
            environment.err << "batchai2aml: note: " << printable(file.path)
                            << " belongs to the job but is not printed; use -o DIR to get it\n";
    return flush_output(environment);
}

} // namespace batchai2aml::cli
