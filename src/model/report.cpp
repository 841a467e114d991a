#include "batchai2aml/report.hpp"

namespace batchai2aml {

std::string_view to_string(Level level) {
    switch (level) {
    case Level::note:
        return "note";
    case Level::manual:
        return "manual";
    case Level::warning:
        return "warning";
    case Level::error:
        return "error";
    }
    return "";
}

std::string_view to_string(Outcome outcome) {
    switch (outcome) {
    case Outcome::mapped:
        return "mapped";
    case Outcome::transformed:
        return "transformed";
    case Outcome::added:
        return "added";
    case Outcome::service:
        return "service";
    case Outcome::ignored:
        return "ignored";
    case Outcome::dropped:
        return "dropped";
    case Outcome::approximated:
        return "approximated";
    case Outcome::manual:
        return "manual";
    case Outcome::unaccounted:
        return "unaccounted";
    }
    return "";
}

std::string_view to_string(Readiness readiness) {
    return readiness == Readiness::ready ? "ready" : "needs_work";
}

std::string_view to_string(OutputFormat format) {
    switch (format) {
    case OutputFormat::yaml:
        return "yaml";
    case OutputFormat::runconfig:
        return "runconfig";
    case OutputFormat::arm:
        return "arm";
    }
    return "";
}

} // namespace batchai2aml
