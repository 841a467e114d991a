#include "cli/man_page.hpp"

#include <string_view>

#include "batchai2aml/version.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

/// Text for roff: a minus stays one, and no line begins with a request.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
            out += std::string("\\&") + c;
        else
            out += c;
    }
    return out;
}

std::string option_entry(const OptionText& option) {
    std::string out = ".TP\n";
    std::string_view separator;
    for (const std::string& name : option.names) {
        out.append(separator) += "\\fB" + roff(name) + "\\fR";
        separator = ", ";
    }
    if (!option.value.empty()) out += " \\fI" + roff(option.value) + "\\fR";
    return out + "\n" + roff(option.help) + "\n";
}

std::string command_section(const CommandText& command) {
    std::string out = ".SS " + roff(command.name) + "\n" + roff(command.help) + ".\n";
    if (!command.argument.empty()) {
        out += ".TP\n\\fI" + roff(command.argument) + "\\fR\n" + roff(command.argument_help) + "\n";
    }
    for (const OptionText& option : command.options)
        out += option_entry(option);
    if (!command.footer.empty()) out += ".PP\n.nf\n" + roff(command.footer) + "\n.fi\n";
    return out;
}

} // namespace

std::string man_page(std::span<const CommandText> commands) {
    std::string out =
        ".TH BATCHAI2AML 1 \"\" \"batchai2aml " + std::string(version)
        + "\" \"User Commands\"\n"
          ".SH NAME\nbatchai2aml \\- convert what is left of Azure Batch AI to Azure Machine Learning\n"
          ".SH SYNOPSIS\n";
    for (const CommandText& command : commands)
        out += ".B batchai2aml " + roff(command.name) + "\n[\\fIOPTION\\fR]..."
               + (command.argument.empty() ? "" : " \\fI" + roff(command.argument) + "\\fR") + "\n.br\n";
    out += ".SH DESCRIPTION\n"
           "Reads cluster, file server and job files of Azure Batch AI, commands of\n"
           ".BR \"az batchai\" ,\n"
           "and writes files, requests or run configurations of Azure Machine Learning. It opens no "
           "connection, asks\n"
           "nothing, and reports what became of each value.\n"
           ".SH COMMANDS\n";
    for (const CommandText& command : commands)
        out += command_section(command);
    return out
           + ".SH ENVIRONMENT\n"
             ".TP\n.B NO_COLOR, CLICOLOR_FORCE, TERM\nwhether reports are coloured when \\fB\\-\\-color\\fR "
             "does not say it\n"
             ".TP\n.B COLUMNS\nwidth of text reports where the terminal does not tell\n"
             ".TP\n.B GITHUB_ACTIONS, TF_BUILD\nadd annotations of GitHub or Azure Pipelines to the report\n"
             ".SH SEE ALSO\n.BR az (1)\n";
}

} // namespace batchai2aml::cli
