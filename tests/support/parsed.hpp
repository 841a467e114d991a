/// \file
/// Reads JSON texts as the parser does, and tells what became of each value. For tests only.
#pragma once

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "catalog/rules.hpp"
#include "parser/parse.hpp"

namespace batchai2aml::test {

/// One document after both steps of the parser.
class Parsed {
  public:
    explicit Parsed(const std::string& json, const std::string& path = "job.json",
                    IgnoredMembers ignored = IgnoredMembers::ignore) {
        input_ = read_document(path, "work", json);
        if (auto commands = read_commands(input_, [](const std::string&) { return nullptr; }))
            input_ = std::move(commands->list);
        else
            give_up_text(input_, false);
        secrets_.learn(input_.document);
        secrets_.prepare();
        read_resources(input_, 0, secrets_, ignored);
    }

    [[nodiscard]] const ParsedInput& input() const { return input_; }
    [[nodiscard]] const Job& job() const { return input_.resources.jobs.at(0); }
    [[nodiscard]] const Cluster& cluster() const { return input_.resources.clusters.at(0); }
    [[nodiscard]] const FileServer& file_server() const { return input_.resources.file_servers.at(0); }

    /// Codes of all findings, sorted.
    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> out;
        for (const Diagnostic& diagnostic : input_.notes.diagnostics)
            out.emplace_back(diagnostic.code);
        std::sort(out.begin(), out.end());
        return out;
    }
    /// Messages of the findings of one code.
    [[nodiscard]] std::vector<std::string> messages(std::string_view code) const {
        std::vector<std::string> out;
        for (const Diagnostic& diagnostic : input_.notes.diagnostics)
            if (diagnostic.code == code) out.push_back(diagnostic.message);
        return out;
    }
    /// Rules that the parser itself gave to the leaf at `pointer`, in order.
    [[nodiscard]] std::vector<std::string> rules_at(std::string_view pointer) const {
        std::vector<std::string> out;
        for (const Entry& entry : input_.notes.ledger.entries())
            if (entry.leaf.valid() && input_.document.pointer(entry.leaf.node) == pointer)
                out.emplace_back(entry.rule->id);
        return out;
    }
    [[nodiscard]] std::string pointer(LeafId leaf) const {
        return leaf.valid() ? input_.document.pointer(leaf.node) : std::string("(none)");
    }

  private:
    SecretFinder secrets_;
    ParsedInput input_;
};

/// The value of an optional field, "(absent)" when there is none.
[[nodiscard]] inline std::string value_of(const Text& text) {
    return text ? text->value : "(absent)";
}
/// The value of an optional count, -999 when there is none.
[[nodiscard]] inline std::int64_t value_of(const Count& count) {
    return count ? count->value : -999;
}

} // namespace batchai2aml::test
