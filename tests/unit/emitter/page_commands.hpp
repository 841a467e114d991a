/// \file
/// The commands of a page in Markdown, as a person would run them.
#pragma once

#include <sstream>
#include <string>

namespace batchai2aml::test {

/// All blocks of bash, in their order.
inline std::string commands_of(const std::string& page) {
    std::istringstream lines(page);
    std::string out;
    std::string fence;
    for (std::string line; std::getline(lines, line);) {
        if (fence.empty() && line.ends_with("```bash")) {
            fence = line.substr(0, line.size() - 4);
        } else if (line == fence) {
            fence.clear();
        } else if (!fence.empty()) {
            out += line + "\n";
        }
    }
    return out;
}

} // namespace batchai2aml::test
