#include "cli/run.hpp"

#include <new>
#include <ostream>
#include <variant>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/messages.hpp"

namespace batchai2aml::cli {

namespace {

struct Runner {
    const Environment& environment;

    ExitCode operator()(const ConvertArguments& arguments) const {
        return run_convert(arguments, environment);
    }
    ExitCode operator()(const AuditArguments& arguments) const { return run_audit(arguments, environment); }
    ExitCode operator()(const DiffArguments& arguments) const { return run_diff(arguments, environment); }
    ExitCode operator()(const RehearseArguments& arguments) const {
        return run_rehearse(arguments, environment);
    }
    ExitCode operator()(const ExplainArguments& arguments) const {
        return run_explain(arguments, environment);
    }
    ExitCode operator()(const SizesArguments& arguments) const { return run_sizes(arguments, environment); }
    ExitCode operator()(const ShowText& show) const {
        environment.out << show.text;
        return flush_output(environment) ? ExitCode::done : ExitCode::cannot_write;
    }
};

ExitCode run_command(int argc, const char* const* argv, const Environment& environment) {
    const auto arguments = parse_arguments(argc, argv);
    if (!arguments) return fail(arguments.error(), environment);
    return std::visit(Runner{environment}, arguments.value());
}

} // namespace

int run(int argc, const char* const* argv, const Environment& environment) noexcept {
    try {
        return static_cast<int>(run_command(argc, argv, environment));
    } catch (const std::bad_alloc&) {
        print_error("there is not enough memory; convert fewer files at a time", environment);
    } catch (...) {
        // What the exception says is left out: it might quote an input.
        print_error("this is a bug of batchai2aml. Please report it with the command line and the output of "
                    "'batchai2aml --version'.",
                    environment);
    }
    return static_cast<int>(ExitCode::internal);
}

} // namespace batchai2aml::cli
