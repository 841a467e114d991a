/// \file
/// Secrets that are known because a member held nothing else, and where they stand in other texts. Not here:
/// which members those are, secrets that are known by their looks only (secrets.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

struct SecretSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
};

class KnownSecrets {
  public:
    /// Texts that are too short would blacken words, and texts of more than 4 KiB are no secrets: neither is
    /// taken.
    void add(std::string_view secret);
    /// Must be called after the last `add` and before the first `find`.
    void prepare();
    /// Appends where secrets stand in `text`; of several that begin at one place the longest. Its time grows
    /// with the text and hardly with the number of secrets.
    void find(std::string_view text, std::vector<SecretSpan>& spans) const;

  private:
    std::vector<std::string> sorted_;
    std::vector<std::size_t>
        shorter_;                   ///< for each secret the longest other one that it starts with; or `none`
    std::array<bool, 256> first_{}; ///< bytes that some secret begins with
};

} // namespace batchai2aml
