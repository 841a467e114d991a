/// \file
/// What the renderers of reports need, and texts that try to be more than text.
#pragma once

#include <string>
#include <vector>

#include "example.hpp"
#include "report/report_paths.hpp"
#include "support/files.hpp"

namespace batchai2aml::testing {

/// All that `write`, which takes a sink, gives.
template <class Write>
std::string rendered(const Write& write) {
    std::string text;
    write(Sink([&](std::string_view piece) {
        text += piece;
        return true;
    }));
    return text;
}

/// The inputs of `example()` below a folder of the repository.
inline ReportPaths example_paths() {
    return {{{"cluster.json", "old jobs/cluster.json"}, {"tf/job.json", "old jobs/tf/job.json"}}, "azureml"};
}

/// Markup, commands, control characters and bytes that are no text.
inline const std::vector<std::string>& hostile_texts() {
    using namespace std::string_literals;
    static const std::vector<std::string> texts = {
        "::error::x",
        "a\n::set-output name=x::y",
        "##[add-mask]x",
        "##vso[task.setvariable variable=a]b",
        "%0A::error::x %25 %0D %3A %2C %3B %5D %AZP25",
        "[click](https://evil.example) ![i](https://evil.example/i.png)",
        "<script>alert(1)</script> </failure> ]]> --> &amp;",
        "@everyone #1 GH-2 o/r#3 !4 `code` | cell |",
        "https://evil.example www.evil.example",
        "\"quoted\" 'and' \\escaped\\ {0} {x}",
        "nul\0 esc\x1b[2J bell\a \xff\xed\xa0\x80 \xef\xbf\xbf"s,
        "\u202egpj.exe \u2028 \u0085 \u200b",
    };
    return texts;
}

/// `example()` with `text` wherever a text of an input can be.
inline Report hostile_report(const std::string& text) {
    Report report = example().report;
    for (Finding& finding : report.findings) {
        finding.message = text;
        finding.remedy = text;
        finding.pointer = "/" + text;
    }
    report.findings.front().place.file = text;
    report.findings.front().place.part = text;
    report.findings.front().related = {{text, 1, 2, 3}};
    report.inputs.front().file = text;
    report.inputs.front().shape = text;
    report.resources.front().name = text;
    report.resources.front().detail = text;
    report.resources.front().file = text;
    report.resources.front().source.file = text;
    return report;
}

} // namespace batchai2aml::testing
