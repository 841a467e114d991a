/// \file
/// What `--verbose` shows: steps and numbers, never the content of an input.
#pragma once

#include <iosfwd>
#include <memory>
#include <string_view>

namespace batchai2aml::cli {

class Log {
  public:
    /// Writes lines to `stream` when `verbose`; keeps silent otherwise.
    Log(std::ostream& stream, bool verbose);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    void debug(std::string_view message);
    void debug(std::string_view what, std::size_t count);

  private:
    struct Logger;
    std::unique_ptr<Logger> logger_;
};

} // namespace batchai2aml::cli
