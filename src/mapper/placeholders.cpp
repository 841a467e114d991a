// Placeholders that nobody filled in (design.md 7, row 25; batchai.md 9). Those in mounts are the storage's.
#include "mapper/job_builder.hpp"
#include "model/placeholder.hpp"

namespace batchai2aml {

namespace {

void report_in(JobBuilder& builder, const Text& text) {
    if (!text) return;
    for (const std::string& placeholder : find_placeholders(text->value)) {
        builder.needs_work("fill in " + placeholder + ": --placeholder");
        Diagnostic& told =
            builder.report("B2A0215", text->leaf, quoted(placeholder) + " was never filled in");
        told.answers = {{"placeholders." + placeholder, ""}};
        told.question = "What does " + quoted(placeholder) + " stand for?";
    }
}

} // namespace

void report_placeholders(JobBuilder& builder) {
    const Job& source = builder.source;
    for (const JobText& text : builder.texts)
        report_in(builder, *text.field);
    for (const InputDirectory& directory : source.input_directories)
        report_in(builder, directory.path);
    for (const OutputDirectory& directory : source.output_directories) {
        report_in(builder, directory.path_prefix);
        report_in(builder, directory.path_suffix);
    }
    if (!source.container) return;
    report_in(builder, source.container->image);
    report_in(builder, source.container->server_url);
    Value& image = builder.job().image;
    if (image.comment.empty() && !find_placeholders(image.text).empty())
        image.comment = "A placeholder: put the name of the image here, or convert again with --placeholder";
}

} // namespace batchai2aml
