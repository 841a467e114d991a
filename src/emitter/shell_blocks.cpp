#include "emitter/shell_blocks.hpp"

#include <cctype>
#include <string_view>

#include "emitter/shell.hpp"

namespace batchai2aml::shell {
namespace {

/// True when a shell would find no command in `text`: `( )` without one is a syntax error.
bool has_no_command(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const std::size_t first = line.find_first_not_of(" \t");
        if (first != std::string_view::npos && line[first] != '#') return false;
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return true;
}

/// `text` in a subshell, on lines of its own, so that neither a comment nor a backslash at its end reaches
/// further.
std::string subshell(std::string_view text, std::string_view before = {}) {
    std::string out = "  (\n";
    out += before;
    if (has_no_command(text)) out += ":\n";
    return out.append(neutralize_expressions(text)).append("\n  )\n");
}

/// The program ran as one process that knew of no others: with what Azure ML tells the processes of a job it
/// would wait for them.
std::string of_program(const std::vector<Export>& variables) {
    std::string out = "unset RANK WORLD_SIZE LOCAL_RANK NODE_RANK MASTER_ADDR MASTER_PORT\n";
    for (const Export& variable : variables)
        out += spell(Command{{variable}}) + "\n";
    return out;
}

} // namespace

std::string link_function() {
    return "# b2a_link TARGET PATH makes a link, also when several processes of the node do so at once.\n"
           "b2a_link() {\n"
           "  mkdir -p \"$(dirname \"$2\")\" || exit 1\n"
           "  [ -L \"$2\" ] || { [ ! -e \"$2\" ] && ln -sn \"$1\" \"$2\"; } || [ -L \"$2\" ] || {\n"
           "    echo \"batchai2aml: cannot make the link $2\" >&2\n"
           "    exit 1\n"
           "  }\n"
           "}";
}

// A process that was killed leaves no exit code. It may stay a zombie for as long as its parent, which
// started all processes of the node, waits for another one of them.
std::string wait_function() {
    return "# b2a_wait FOLDER WHAT SECONDS waits until the process FOLDER/runner has left its exit code.\n"
           "b2a_wait() {\n"
           "  b2a_waited=0\n"
           "  until [ -f \"$1/status\" ]; do\n"
           "    b2a_runner=$(readlink \"$1/runner\") || {\n"
           "      echo \"batchai2aml: cannot make the link $1/runner\" >&2\n"
           "      exit 1\n"
           "    }\n"
           "    if ! kill -0 \"$b2a_runner\" 2>/dev/null || grep -qs '^State:.Z' "
           "\"/proc/$b2a_runner/status\"; then\n"
           "      [ ! -f \"$1/status\" ] || break\n"
           "      echo \"batchai2aml: the process that ran $2 was killed\" >&2\n"
           "      exit 1\n"
           "    elif [ \"$b2a_waited\" -ge \"$3\" ]; then\n"
           "      echo \"batchai2aml: $2 did not end within $3 seconds\" >&2\n"
           "      exit 1\n"
           "    fi\n"
           "    sleep 1\n"
           "    b2a_waited=$((b2a_waited + 1))\n"
           "  done\n"
           "  read -r b2a_status <\"$1/status\"\n"
           "}";
}

std::string prepare(const Prepare& prepare, std::size_t index) {
    const std::string folder = ".batchai2aml_prep" + (index == 0 ? std::string() : std::to_string(index + 1));
    std::string out =
        "# " + prepare.what + ": one process of each node runs it, the others wait for its end.\n";
    out[2] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[2])));
    out += "mkdir -p " + folder + " || exit 1\n";
    // Only one process can make the link, and no other one sees it without the process id.
    out += "if ln -s \"$$\" " + folder + "/runner 2>/dev/null; then\n";
    out += subshell(prepare.text.text);
    out += "  echo \"$?\" >" + folder + "/ended && mv " + folder + "/ended " + folder
           + "/status || exit 1\nfi\n";
    out += "b2a_wait " + folder + " " + single_quote(prepare.what) + " "
           + std::to_string(prepare.wait_seconds) + "\n";
    out += "[ \"$b2a_status\" = 0 ] || exit \"$b2a_status\"";
    return out;
}

std::string run_on_first_node(const RunOnFirstNode& run) {
    std::string out = "# The program runs on the first node; the other nodes wait for its end.\n";
    out += "b2a_done=" + quote(Word{{run.done, Literal{"/batchai2aml_status"}}}) + "\n";
    out += "if [ \"${NODE_RANK:-${AZUREML_CR_NODE_RANK:-0}}\" = 0 ]; then\n";
    out += subshell(run.text.text, of_program(run.variables));
    out += "  b2a_status=$?\n  echo \"$b2a_status\" >\"$b2a_done\"\n  exit \"$b2a_status\"\nfi\n";
    // `read` fails as long as the line has no end: what is half written is not taken.
    const std::string seconds = std::to_string(run.wait_seconds);
    out += "b2a_waited=0\nuntil { read -r b2a_status <\"$b2a_done\"; } 2>/dev/null; do\n";
    out += "  if [ \"$b2a_waited\" -ge " + seconds + " ]; then\n";
    out += "    echo \"batchai2aml: the first node did not end within " + seconds
           + " seconds\" >&2\n    exit 1\n  fi\n";
    out += "  sleep 10\n  b2a_waited=$((b2a_waited + 10))\ndone\n";
    out += "exit \"$b2a_status\"";
    return out;
}

} // namespace batchai2aml::shell
