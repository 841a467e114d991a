#include "cli/messages.hpp"

#include <ostream>

#include "parser/secrets.hpp"
#include "support/workflow_commands.hpp"

namespace batchai2aml::cli {

void print_error(std::string_view message, const Environment& environment) {
    environment.err << "batchai2aml: error: " << without_commands(without_secrets(message)) << '\n';
}

ExitCode fail(const Failure& failure, const Environment& environment) {
    print_error(failure.message, environment);
    return failure.code;
}

bool flush_output(const Environment& environment) {
    environment.out.flush();
    if (environment.out.good()) return true;
    print_error("standard output cannot be written; check where it goes", environment);
    return false;
}

} // namespace batchai2aml::cli
