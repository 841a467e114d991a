/// \file
/// Runs a Python script in a folder of its own and gives what it printed. For tests only.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace batchai2aml::test {

struct Printed {
    int status = -1;
    std::string text; ///< standard output and error
};

/// True when `python` starts and prints.
[[nodiscard]] inline bool has_program(const std::string& python) {
    return ::system((python + " -c 'pass' >/dev/null 2>&1").c_str()) == 0;
}

/// Runs `script` with `python`; `environment` is shell text such as "A='1'".
[[nodiscard]] inline Printed run_python(const std::string& python, const std::string& script,
                                        const std::string& environment) {
    std::string folder = testing::TempDir() + "b2a_python_XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) return {};
    std::ofstream(folder + "/launch.py") << script;
    const std::string line = "cd '" + folder + "' && env " + environment + " " + python + " launch.py 2>&1";
    FILE* pipe = ::popen(line.c_str(), "r");
    Printed out;
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        out.text.append(buffer.data(), got);
    out.status = WEXITSTATUS(::pclose(pipe));
    std::filesystem::remove_all(folder);
    return out;
}

} // namespace batchai2aml::test
