// Two programs for compare.py that print calls of `az` in the same form. Started as `az` it adds its own call
// to the file $B2A_RECORD: arguments, folder, some variables, and all files below the folder $B2A_ROOT.
// Started as anything else it reads paths of scripts from standard input, one a line, and prints what
// run_shell sees.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

#include "parser/shell/run.hpp"

namespace {

constexpr const char* variables[] = {"AZURE_BATCHAI_STORAGE_ACCOUNT", "AZURE_BATCHAI_STORAGE_KEY"};

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\\')
            out += "\\\\";
        else
            out += c;
    }
    return out;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

int record_call(int count, char** arguments) {
    const std::filesystem::path root = std::getenv("B2A_ROOT");
    const std::string folder = std::filesystem::current_path().lexically_relative(root).string();
    std::string out = "call " + (folder == "." ? std::string() : escaped(folder)) + "\n";
    for (int i = 1; i < count; ++i)
        out += "arg " + escaped(arguments[i]) + "\n";
    for (const char* const name : variables)
        if (const char* const value = std::getenv(name))
            out += std::string("env ") + name + "=" + escaped(value) + "\n";
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
        if (entry.is_regular_file())
            files[entry.path().lexically_relative(root).string()] = content_of(entry.path());
    for (const auto& [name, content] : files)
        out += "file " + escaped(name) + " " + escaped(content) + "\n";
    std::ofstream(std::getenv("B2A_RECORD"), std::ios::app | std::ios::binary) << out;
    return 0;
}

std::string path_in(std::string_view folder, std::string_view name) {
    const std::filesystem::path path = std::filesystem::path(folder) / name;
    return path.lexically_normal().string();
}

void print_calls(const std::string& script) {
    using namespace batchai2aml;
    ShellText text;
    text.text = script;
    text.blocks = {{0, static_cast<std::uint32_t>(script.size())}};
    text.segments = {{0, 0, false}};
    ShellOptions options;
    options.programs = {"az"};
    options.environment.assign(std::begin(variables), std::end(variables));
    const ShellRun run = run_shell(text, options);
    std::map<std::string, std::string> files;
    std::size_t next_file = 0;
    for (std::size_t i = 0; i < run.calls.size(); ++i) {
        const ShellCall& call = run.calls[i];
        for (; next_file < run.files.size() && run.files[next_file].calls_before <= i; ++next_file) {
            const MadeFile& file = run.files[next_file];
            const auto from = files.find(path_in(file.folder, file.copy_of));
            if (!file.copy_of.empty() && from == files.end()) continue;
            const std::string content = file.copy_of.empty() ? file.text : from->second;
            files[path_in(file.folder, file.name)] = content;
        }
        std::cout << "call " << escaped(call.folder) << (call.certain ? "" : " (not certain)") << "\n";
        for (const ShellWord& word : std::vector(call.words.begin() + 1, call.words.end()))
            std::cout << "arg " << escaped(word.text) << "\n";
        for (const auto& [name, word] : call.environment)
            std::cout << "env " << name << "=" << escaped(word.text) << "\n";
        for (const auto& [name, content] : files)
            std::cout << "file " << escaped(name) << " " << escaped(content) << "\n";
    }
    for (const ShellProblem& problem : run.problems)
        std::cout << "problem " << problem.begin << " " << problem.end << "\n";
}

} // namespace

int main(int count, char** arguments) {
    if (std::filesystem::path(arguments[0]).filename() == "az") return record_call(count, arguments);
    for (std::string path; std::getline(std::cin, path);) {
        std::cout << "script " << path << "\n";
        print_calls(content_of(path));
    }
    return 0;
}
