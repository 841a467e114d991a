#include "report/junit_cases.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace batchai2aml {

namespace {

/// Suite and case.
using Address = std::pair<std::size_t, std::size_t>;

/// A resource in the input that defines it.
struct Definition {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    Address address;
};

class Builder {
  public:
    explicit Builder(const Report& report) {
        for (const ResourceSummary& resource : report.resources)
            add_resource(resource);
        for (auto& [file, definitions] : defined_)
            std::ranges::stable_sort(definitions, {},
                                     [](const Definition& d) { return std::tie(d.line, d.column); });
        for (const InputSummary& input : report.inputs)
            if (!defined_.contains(input.file)) add_input(input);
        for (const Finding& finding : report.findings)
            add_finding(finding);
    }

    std::vector<JunitSuite> finish() && { return std::move(suites_); }

  private:
    Address add_case(std::string_view suite, JunitCase added) {
        const auto [at, is_new] = suite_of_.try_emplace(suite, suites_.size());
        if (is_new) suites_.push_back({suite, {}});
        auto& cases = suites_[at->second].cases;
        cases.push_back(std::move(added));
        return {at->second, cases.size() - 1};
    }

    void add_resource(const ResourceSummary& resource) {
        const Address address = add_case(resource.kind, {resource.name, {}, {}});
        written_.try_emplace(resource.file, address);
        defined_[resource.source.file].push_back({resource.source.line, resource.source.column, address});
    }

    void add_input(const InputSummary& input) {
        inputs_.try_emplace(
            input.file, add_case("input", {input.file, input.read ? std::string_view() : input.shape, {}}));
    }

    void add_finding(const Finding& finding) {
        const Address address = address_of(finding);
        suites_[address.first].cases[address.second].findings.push_back(&finding);
    }

    Address address_of(const Finding& finding) {
        if (const auto at = written_.find(finding.subject); !finding.subject.empty() && at != written_.end())
            return at->second;
        if (const auto at = defined_.find(finding.place.file); at != defined_.end())
            return nearest(at->second, finding.place);
        if (const auto at = inputs_.find(finding.place.file); at != inputs_.end()) return at->second;
        if (!has_run_) run_ = add_case("run", {"batchai2aml", {}, {}});
        has_run_ = true;
        return run_;
    }

    /// Of the resources of a file the one that begins last before `place`; the first one when all come after
    /// it.
    static Address nearest(const std::vector<Definition>& definitions, const Place& place) {
        const auto next =
            std::ranges::upper_bound(definitions, std::tie(place.line, place.column), {},
                                     [](const Definition& d) { return std::tie(d.line, d.column); });
        return next == definitions.begin() ? next->address : std::prev(next)->address;
    }

    std::vector<JunitSuite> suites_;
    std::map<std::string_view, std::size_t> suite_of_;
    std::map<std::string_view, Address> written_;                 ///< by file of the output
    std::map<std::string_view, std::vector<Definition>> defined_; ///< by input
    std::map<std::string_view, Address> inputs_;                  ///< those without a resource
    Address run_;
    bool has_run_ = false;
};

} // namespace

std::vector<JunitSuite> junit_suites(const Report& report) {
    return Builder(report).finish();
}

} // namespace batchai2aml
