/// \file
/// What the tests of the shell reader share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/shell/run.hpp"

namespace batchai2aml::shell_help {

/// A text that is one block and stands in its file as it is.
inline ShellText text_of(std::string_view script) {
    ShellText out;
    out.text = script;
    out.segments = {{0, 0, false}};
    out.blocks = {{0, static_cast<std::uint32_t>(script.size())}};
    return out;
}

inline ShellRun run(std::string_view script, std::vector<std::string_view> environment = {}) {
    return run_shell(text_of(script), {{"az"}, std::move(environment), {}});
}

/// `az|a b|c`, and `?az|…` for one that may not be run.
inline std::string line_of(const ShellCall& call) {
    std::string out = call.certain ? "" : "?";
    for (const ShellWord& word : call.words)
        out += (&word == call.words.data() ? "" : "|") + word.text;
    return out;
}

inline std::vector<std::string> calls(std::string_view script) {
    std::vector<std::string> out;
    for (const ShellCall& call : run(script).calls)
        out.push_back(line_of(call));
    return out;
}

} // namespace batchai2aml::shell_help
