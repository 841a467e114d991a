/// \file
/// Finds secrets in texts, so that none leaves the parser. Certain ones are learnt from members that hold
/// nothing else (batchai.md 9); the rest is found by pattern: key=value pairs, flags, tokens. Not here: what
/// a person is told.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "model/placeholder.hpp"
#include "parser/known_secrets.hpp"

namespace batchai2aml {

class SecretFinder {
  public:
    /// Remembers the values of all members of `document` that hold a secret by definition.
    void learn(const Document& document);
    /// Must be called after the last `learn` and before the first `find`.
    void prepare();
    /// Secrets in `text`, in order, not overlapping. Placeholders and variables are none.
    [[nodiscard]] std::vector<SecretSpan> find(std::string_view text) const;
    /// Like `find`, for text as a person wrote it: quotes, escapes and line ends may stand within a secret.
    [[nodiscard]] std::vector<SecretSpan> find_written(std::string_view text) const;

  private:
    KnownSecrets known_;
    KnownSecrets bare_; ///< without quotes, escapes and line ends
};

/// Whether the value of `node` is a secret by definition, however short.
[[nodiscard]] bool is_secret_member(const Document& document, const Node& node);

/// `text` with "(a secret)" in place of what looks like one; for texts that come from no document.
[[nodiscard]] std::string without_secrets(std::string_view text);

} // namespace batchai2aml
