/// \file
/// What the paths of a rehearsal mean: folders of datastores and nodes instead of folders of this machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rehearse/rehearsal.hpp"

namespace batchai2aml {

class Locations {
  public:
    explicit Locations(const Rehearsal& rehearsal);

    /// `text` with each path of the rehearsal as `<DATASTORE>/path`, `<working folder>/path` or
    /// `<home>/path`. On several nodes the working folders have numbers.
    [[nodiscard]] std::string explain(std::string_view text) const;

    /// A path that a text names, in a datastore that data was given for.
    struct Named {
        std::string shown;  ///< "<DATASTORE>/path"
        bool there = false; ///< now
    };
    [[nodiscard]] std::vector<Named> named_in(std::string_view text) const;

  private:
    enum class Holds : std::uint8_t { nothing, data };
    struct Prefix {
        std::string path;
        std::string real; ///< where it leads
        std::string shown;
        Holds holds = Holds::nothing;
    };
    [[nodiscard]] const Prefix* prefix_at(std::string_view text, std::size_t at) const;
    void add(std::string path, std::string real, std::string shown, Holds holds);

    std::vector<Prefix> prefixes_; ///< longest first
    std::string top_;              ///< what all of them start with
};

} // namespace batchai2aml
