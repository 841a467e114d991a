#include "cli/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

namespace batchai2aml::cli {

struct Log::Logger {
    spdlog::logger logger;
};

Log::Log(std::ostream& stream, bool verbose) {
    if (!verbose) return;
    auto sink = std::make_shared<spdlog::sinks::ostream_sink_st>(stream);
    logger_ = std::make_unique<Logger>(Logger{spdlog::logger("batchai2aml", std::move(sink))});
    logger_->logger.set_pattern("batchai2aml: debug: %v");
    logger_->logger.set_level(spdlog::level::debug);
}

Log::~Log() = default;

void Log::debug(std::string_view message) {
    if (logger_) logger_->logger.debug("{}", message);
}

void Log::debug(std::string_view what, std::size_t count) {
    if (logger_) logger_->logger.debug("{}: {}", what, count);
}

} // namespace batchai2aml::cli
