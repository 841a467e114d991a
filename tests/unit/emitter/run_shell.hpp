/// \file
/// Runs spelled commands as Azure ML does: expressions replaced by folders, then a shell. For tests only.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <sys/wait.h>

#include "emitter/shell.hpp"

namespace batchai2aml::test {

struct Ran {
    int status = -1;
    std::string output; ///< standard output and error
};

/// A folder of its own with the sub-folders `wd`, `inputs` and `outputs`. The parameter is the shell.
class ShellTest : public testing::TestWithParam<const char*> {
  protected:
    ShellTest() {
        std::string pattern = testing::TempDir() + "b2a_shell_XXXXXX";
        root_ = ::mkdtemp(pattern.data());
        for (const char* folder : {"wd", "inputs", "outputs", "bin"})
            std::filesystem::create_directory(root_ / folder);
    }
    ~ShellTest() override { std::filesystem::remove_all(root_); }

    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return root_ / name; }
    [[nodiscard]] std::string input(const std::string& key) const { return root_ / "inputs" / key; }
    [[nodiscard]] std::string output(const std::string& key) const { return root_ / "outputs" / key; }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(root_ / name) << text;
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ostringstream out;
        out << std::ifstream(root_ / name).rdbuf();
        return out.str();
    }
    /// A program that the commands find first.
    void install(const std::string& name, const std::string& script) const {
        write("bin/" + name, "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(path("bin/" + name), std::filesystem::perms::owner_all);
    }

    [[nodiscard]] std::string expanded(const std::string& text) const {
        const std::regex expression(R"(\$\{\{(inputs|outputs)\.([A-Za-z0-9_]+)\}\})");
        return std::regex_replace(text, expression, root_.string() + "/$1/$2");
    }

    /// Runs `text` in `wd`. `setup` is shell text that runs before, in the same shell.
    [[nodiscard]] Ran run_text(const std::string& text, const std::string& setup = "") {
        const std::string script = "script" + std::to_string(scripts_++);
        write(script, expanded(text));
        return start("'" + path(script).string() + "'", setup);
    }
    [[nodiscard]] Ran run(const Command& command, const std::string& setup = "") {
        return run_text(spell(command), setup);
    }
    /// `count` processes at once. The output is that of all of them, the status the number of failed ones.
    [[nodiscard]] Ran run_at_once(const Command& command, int count) {
        write("script", expanded(spell(command)));
        std::string driver = "pids=\n";
        for (int i = 0; i < count; ++i) {
            driver += "PROCESS=" + std::to_string(i) + " " + GetParam() + " ../script & pids=\"$pids $!\"\n";
        }
        write("driver",
              driver + "failed=0\nfor p in $pids; do wait $p || failed=$((failed+1)); done\nexit $failed\n");
        return start("'" + path("driver").string() + "'", "");
    }

  private:
    [[nodiscard]] Ran start(const std::string& script, const std::string& setup) const {
        const std::string line = "cd '" + path("wd").string() + "'; PATH='" + path("bin").string()
                                 + "':$PATH; " + setup + (setup.empty() ? "" : "; ") + GetParam() + " "
                                 + script + " 2>&1";
        FILE* pipe = ::popen(line.c_str(), "r");
        Ran ran;
        std::array<char, 4096> buffer{};
        while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
            ran.output.append(buffer.data(), got);
        }
        ran.status = WEXITSTATUS(::pclose(pipe));
        return ran;
    }

    std::filesystem::path root_;
    int scripts_ = 0;
};

} // namespace batchai2aml::test
