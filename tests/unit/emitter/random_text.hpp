/// \file
/// Random texts that are likely to hurt: made of fragments with a meaning in YAML, markdown or a shell.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace batchai2aml::test {

class RandomText {
  public:
    RandomText(unsigned seed, std::vector<std::string> fragments)
        : engine_(seed), fragments_(std::move(fragments)) {}

    /// At most `longest` fragments.
    std::string next(std::size_t longest) {
        std::string out;
        for (std::size_t left = engine_() % (longest + 1); left > 0; --left) {
            out += fragments_[engine_() % fragments_.size()];
        }
        return out;
    }

  private:
    std::mt19937 engine_;
    std::vector<std::string> fragments_;
};

inline std::vector<std::string> yaml_fragments() {
    return {" ",
            "  ",
            "\n",
            "\t",
            "\r",
            "#",
            ":",
            "-",
            "a",
            "0",
            "1",
            "9",
            "_",
            ".",
            "e",
            "x",
            "+",
            ",",
            "[",
            "]",
            "{",
            "}",
            "&",
            "*",
            "!",
            "|",
            ">",
            "'",
            "\"",
            "%",
            "@",
            "`",
            "?",
            "=",
            "<<",
            "~",
            "\\",
            "on",
            "No",
            "NULL",
            ".inf",
            "---",
            "...",
            "12:30",
            "2018-06-15",
            "é",
            "中",
            "😀",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\u200B",
            "\u202E",
            "\xff",
            "\xc3",
            "\xed\xa0\x80",
            std::string(1, '\0'),
            "\x1b[31m",
            "\x7f",
            "word",
            "${{name}}"};
}

} // namespace batchai2aml::test
