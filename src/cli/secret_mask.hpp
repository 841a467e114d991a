/// \file
/// Shows texts of the output folder, which people may have edited, without the secrets that they may have put
/// there. Not here: secrets of inputs, which never get that far (parser/secrets.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/known_secrets.hpp"
#include "parser/secrets.hpp"

namespace batchai2aml::cli {

class SecretMask {
  public:
    using Spans = std::vector<SecretSpan>;

    SecretMask() { finder_.prepare(); }

    /// Secrets in a text that looks like YAML, JSON or shell: what the finder knows by its looks, and the
    /// values of keys that are called like secrets. It takes longer than all else here.
    [[nodiscard]] Spans find(std::string_view text) const;
    /// Remembers what `find` found in `text`.
    void learn(std::string_view text, const Spans& found);
    /// Remembers `value` when `key`, in a mapping called `parent`, takes a secret.
    void learn_value(std::string_view parent, std::string_view key, std::string_view value);
    /// Must be called after the last `learn` and before the first `apply`.
    void prepare() { known_.prepare(); }

    /// `text` with "(a secret)" in place of each secret: those in `found`, those that were learnt, and values
    /// of keys. It has as many lines as before.
    [[nodiscard]] std::string apply(std::string_view text, Spans found = {}) const;

    /// Whether the value of a key is a secret whatever it looks like.
    [[nodiscard]] static bool hides(std::string_view parent, std::string_view key, std::string_view value);

  private:
    SecretFinder finder_;
    KnownSecrets known_;
};

} // namespace batchai2aml::cli
