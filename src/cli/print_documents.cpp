#include "cli/print_documents.hpp"

#include <algorithm>

#include "cli/messages.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::string_view template_file = "arm/template.json";
constexpr std::string_view uploads_folder = "arm/uploads/";
constexpr std::string_view runconfig_folder = "runconfig/";

bool is_resource(const OutputFile& file, const Conversion& conversion) {
    return std::ranges::any_of(conversion.report.resources,
                               [&](const auto& resource) { return resource.file == file.path; });
}

/// Whether the file is what `-o -` prints. The resources of run configurations are JSON, which YAML holds.
bool is_printed(const OutputFile& file, const Conversion& conversion, OutputFormat format) {
    return format == OutputFormat::arm ? file.path == template_file : is_resource(file, conversion);
}

bool belongs_to_job(const OutputFile& file, OutputFormat format) {
    if (format == OutputFormat::arm) return file.path.starts_with(uploads_folder);
    if (format == OutputFormat::runconfig) return file.path.starts_with(runconfig_folder);
    return file.path.find("/code/") != std::string::npos;
}

void print_document(const OutputFile& file, OutputFormat format, const Environment& environment) {
    if (format != OutputFormat::arm) environment.out << "---\n# file: " << printable(file.path) << '\n';
    environment.out << file.bytes;
    if (!file.bytes.ends_with('\n')) environment.out << '\n';
}

} // namespace

bool print_documents(const Conversion& conversion, OutputFormat format, const Environment& environment) {
    for (const OutputFile& file : conversion.files) {
        if (is_printed(file, conversion, format))
            print_document(file, format, environment);
        else if (belongs_to_job(file, format))
            environment.err << "batchai2aml: note: " << printable(file.path)
                            << " belongs to the job but is not printed; use -o DIR to get it\n";
    }
    return flush_output(environment);
}

} // namespace batchai2aml::cli
