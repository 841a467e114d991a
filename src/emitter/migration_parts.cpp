#include "emitter/migration_parts.hpp"

#include <set>

#include "emitter/shell.hpp"
#include "support/markdown.hpp"
#include "support/utf8.hpp"

namespace batchai2aml::page {

std::string argument(std::string_view text) {
    return quote(utf8::one_line(text));
}

std::string count(std::size_t number, std::string_view what) {
    return std::to_string(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

std::string actions_text(const std::vector<Action>& actions) {
    std::string ready;
    std::string out;
    for (const Action& action : actions) {
        if (action.header->needs_work.empty()) {
            ready += action.command;
            continue;
        }
        out += "\n" + markdown::code(*action.file) + " needs work first:\n\n";
        for (const std::string& task : action.header->needs_work)
            out += "- [ ] " + markdown::escape(task) + "\n";
        out += "\n" + markdown::code_block("bash", action.command);
    }
    return ready.empty() ? out : "\n" + markdown::code_block("bash", ready) + out;
}

std::vector<std::string> compute_names(const Migration& migration) {
    std::set<std::string> names;
    for (const Compute& compute : migration.computes)
        names.insert(compute.name);
    // A comment marks what stands for a name.
    for (const CommandJob& job : migration.jobs)
        if (job.compute.comment.empty() && !job.compute.text.empty()) names.insert(job.compute.text);
    return {names.begin(), names.end()};
}

std::string loop(std::string_view name, const std::vector<std::string>& values, std::string_view body) {
    if (values.size() == 1) {
        const std::string value = argument(values.front());
        const bool plain = value == values.front();
        return std::string(name) + (plain ? "=\"" + value + "\"" : "=" + value) + "\n" + std::string(body);
    }
    std::string out = "for " + std::string(name) + " in";
    for (const std::string& value : values)
        out += " \\\n  " + argument(value);
    out += "; do\n";
    while (!body.empty()) {
        const std::size_t end = body.find('\n');
        out.append("  ").append(body.substr(0, end)) += "\n";
        body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
    }
    return out + "done\n";
}

std::string for_each_compute(const Migration& migration, std::string_view body) {
    const std::vector<std::string> names = compute_names(migration);
    if (names.empty()) return {};
    return loop("compute", names,
                "principal=\"$(az ml compute show --name \"$compute\" --query identity.principal_id --output "
                "tsv)\"\n"
                    + std::string(body));
}

} // namespace batchai2aml::page
