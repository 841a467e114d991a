#include "cli/command_line.hpp"

#include <algorithm>

#include "cli/command_line_app.hpp"

namespace batchai2aml::cli {

namespace {

OptionText option_text(const CLI::Option& option) {
    OptionText text;
    for (const std::string& name : option.get_lnames())
        text.names.push_back("--" + name);
    for (const std::string& name : option.get_snames())
        text.names.push_back("-" + name);
    if (option.get_type_size() != 0) text.value = option.get_type_name();
    text.help = option.get_description();
    return text;
}

CommandText command_text(const CLI::App& app) {
    CommandText text{app.get_name(), app.get_description(), {}, {}, {}, app.get_footer()};
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_positional() && option->get_lnames().empty() && option->get_snames().empty()) {
            text.argument = option->get_single_name() + (option->get_expected_max() > 1 ? "..." : "");
            text.argument_help = option->get_description();
        } else {
            text.options.push_back(option_text(*option));
        }
    }
    return text;
}

} // namespace

std::vector<CommandText> command_texts() {
    const CommandLine line;
    std::vector<CommandText> texts;
    for (const CLI::App* command : line.app.get_subcommands([](const CLI::App*) { return true; }))
        texts.push_back(command_text(*command));
    return texts;
}

} // namespace batchai2aml::cli
