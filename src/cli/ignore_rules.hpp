/// \file
/// What a `.gitignore` says about a path, as git reads it (gitignore(5)). Not here: which files apply to a
/// folder (walk.hpp).
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace batchai2aml::cli {

/// One pattern, cut at its slashes. The time of a match is at most the product of both lengths.
class IgnorePattern {
  public:
    /// Nothing for what can match no path: an empty text, a set without end.
    [[nodiscard]] static std::optional<IgnorePattern> parse(std::string_view line);

    /// \param path below the folder of the file that holds the pattern, without `/` at its ends
    [[nodiscard]] bool matches(std::string_view path, bool is_folder) const;
    [[nodiscard]] bool negated() const { return negated_; }

  private:
    enum class Kind : std::uint8_t { letter, any, set, star };
    struct Token {
        Kind kind = Kind::letter;
        char letter = 0;
        std::uint32_t set = 0; ///< index in `sets_`
    };
    /// What stands between two slashes.
    struct Part {
        std::vector<Token> tokens;
        bool deep = false; ///< `**`: any number of folders
    };
    using Set = std::bitset<256>;

    [[nodiscard]] bool add_parts(std::string_view pattern);
    [[nodiscard]] bool matches_one(const Token& token, char c) const;
    [[nodiscard]] bool matches_part(const Part& part, std::string_view name) const;
    [[nodiscard]] bool matches_path(std::string_view path) const;

    bool negated_ = false;
    bool only_folders_ = false;
    bool anchored_ = false; ///< the whole path, otherwise its last part
    std::vector<Part> parts_;
    std::vector<Set> sets_;
};

/// The patterns of one file.
class IgnoreRules {
  public:
    [[nodiscard]] static IgnoreRules parse(std::string_view text);

    /// True: ignored; false: an exception (`!`); nothing: no pattern matches. The last one that does counts.
    [[nodiscard]] std::optional<bool> verdict(std::string_view path, bool is_folder) const;
    [[nodiscard]] bool empty() const { return patterns_.empty(); }

  private:
    std::vector<IgnorePattern> patterns_;
};

} // namespace batchai2aml::cli
