#include <ostream>
#include <vector>

#include "catalog/findings.hpp"
#include "cli/commands.hpp"
#include "cli/messages.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

void list_codes(std::ostream& out) {
    for (const FindingCode& code : finding_codes()) {
        const std::string_view level = to_string(code.level);
        out << code.code << "  " << level << std::string(9 - level.size(), ' ') << code.title << '\n';
    }
}

Failure unknown_code(const std::string& word) {
    std::vector<std::string_view> codes;
    for (const FindingCode& code : finding_codes())
        codes.push_back(code.code);
    const std::string near = nearest(word, codes);
    return {ExitCode::usage, "there is no finding " + printable(word)
                                 + (near.empty() ? "" : "; did you mean " + near + "?")
                                 + "\n'batchai2aml explain' lists all."};
}

const FindingCode* find_code(std::string_view word) {
    for (const FindingCode& code : finding_codes())
        if (iequals(code.code, word)) return &code;
    return nullptr;
}

} // namespace

ExitCode run_explain(const ExplainArguments& arguments, const Environment& environment) {
    if (arguments.code.empty()) {
        list_codes(environment.out);
    } else if (const FindingCode* code = find_code(arguments.code)) {
        environment.out << finding_page(*code);
    } else {
        return fail(unknown_code(arguments.code), environment);
    }
    return flush_output(environment) ? ExitCode::done : ExitCode::cannot_write;
}

} // namespace batchai2aml::cli
