#include "cli/progress_line.hpp"

#include <algorithm>
#include <ostream>

#include "cli/terminal.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::chrono::milliseconds before_first{500};
constexpr std::chrono::milliseconds between{100};
constexpr std::string_view erase_line = "\r\x1b[K";

bool is_wanted(const Environment& environment, ShowProgress show) {
    return show == ShowProgress::yes && environment.err_is_terminal && environment.clock
           && environment.variable("TERM") != "dumb";
}

/// Never more than the terminal has: a line that wraps cannot be erased.
std::size_t line_width(const Environment& environment) {
    const unsigned width = text_width(environment);
    const unsigned terminal = environment.terminal_columns;
    return std::max(2U, terminal == 0 ? width : std::min(width, terminal));
}

std::string with_commas(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;)
        digits.insert(at -= 3, ",");
    return digits;
}

std::string_view words_for(Progress::Phase phase) {
    switch (phase) {
    case Progress::Phase::parsing:
        return "parsing";
    case Progress::Phase::following:
        return "following commands";
    case Progress::Phase::reading:
        return "understanding";
    case Progress::Phase::converting:
        return "converting";
    case Progress::Phase::finishing:
        break;
    }
    return "finishing";
}

} // namespace

std::string progress_text(std::string_view what, std::size_t done, std::size_t total) {
    std::string text(what);
    if (done != 0 || total != 0) text += ' ' + with_commas(done);
    if (total != 0) text += " of " + with_commas(total);
    return text;
}

ProgressLine::ProgressLine(const Environment& environment, ShowProgress show)
    : environment_(environment), enabled_(is_wanted(environment, show)), width_(line_width(environment)) {
    if (enabled_) next_ = (environment_.clock() + before_first).count();
}

Steps ProgressLine::steps() {
    return [this](std::string_view what, std::size_t done, std::size_t total) {
        show(what, done, total);
        return !environment_.interrupted();
    };
}

std::function<bool(const Progress&)> ProgressLine::conversion() {
    return [this](const Progress& progress) {
        show(words_for(progress.phase), progress.done, progress.total);
        return !environment_.interrupted();
    };
}

void ProgressLine::show(std::string_view what, std::size_t done, std::size_t total) {
    if (!enabled_) return;
    const Milliseconds now = environment_.clock();
    if (now.count() < next_.load(std::memory_order_relaxed)) return;
    const std::lock_guard lock(mutex_);
    if (now.count() < next_) return; // another thread was faster
    next_ = (now + between).count();
    // The last column stays free: some terminals wrap as soon as it is filled.
    environment_.err << '\r' << shorten(progress_text(what, done, total), width_ - 1) << "\x1b[K"
                     << std::flush;
    shown_ = true;
}

void ProgressLine::erase() {
    const std::lock_guard lock(mutex_);
    if (shown_) environment_.err << erase_line << std::flush;
    shown_ = false;
}

} // namespace batchai2aml::cli
