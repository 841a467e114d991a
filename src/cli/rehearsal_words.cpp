#include "cli/rehearsal_words.hpp"

namespace batchai2aml::cli {

std::string_view end_word(ProcessEnd end) {
    switch (end) {
    case ProcessEnd::timed_out:
        return "timed_out";
    case ProcessEnd::after_failure:
        return "stopped_after_failure";
    case ProcessEnd::after_workers:
        return "stopped_after_workers";
    case ProcessEnd::interrupted:
        return "interrupted";
    case ProcessEnd::exited:
        break;
    }
    return "exited";
}

std::string_view call_word(CallKind kind) {
    switch (kind) {
    case CallKind::program:
        return "probe";
    case CallKind::tool:
        return "run";
    case CallKind::inside:
        break;
    }
    return "inside";
}

std::string_view change_word(ChangedFile::Change change) {
    switch (change) {
    case ChangedFile::Change::added:
        return "added";
    case ChangedFile::Change::changed:
        return "changed";
    case ChangedFile::Change::removed:
        break;
    }
    return "removed";
}

} // namespace batchai2aml::cli
