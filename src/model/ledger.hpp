/// \file
/// The account of each leaf of each document: every leaf ends with a record, or with the outcome
/// `unaccounted`, which is an error. Not here: the rules themselves (src/parser, src/mapper), the public form
/// of a record (report.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/report.hpp"
#include "model/document.hpp"

namespace batchai2aml {

/// What always becomes of one kind of value. Rules live in constexpr tables; docs/mapping.md is made from
/// these.
struct Rule {
    std::string_view id; ///< "cluster.vm_size": stable, names the rule in records
    Outcome outcome;
    std::string_view source; ///< member(s) of Batch AI: "cluster properties.vmSize"
    std::string_view target; ///< key in Azure ML: "compute.size"; empty: nowhere
    std::string_view reason; ///< one sentence for a person
};

/// One entry of the account.
struct Entry {
    LeafId leaf; ///< invalid for outcome `added`
    const Rule* rule = nullptr;
    std::string target_file;
    std::string target_path;
};

/// Entries in the order in which they were made. Stages fill books of their own; the pipeline joins them.
class Ledger {
  public:
    void add(LeafId leaf, const Rule& rule, std::string target_file = {}, std::string target_path = {});
    /// For a value of the target that has no source.
    void add_default(const Rule& rule, std::string target_file, std::string target_path);
    void append(Ledger&& other);
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  private:
    std::vector<Entry> entries_;
};

/// A finding that still points at a node.
struct Diagnostic {
    std::string_view code; ///< of the catalog
    LeafId at{};           ///< any node; invalid: `place` says where
    std::uint32_t offset = 0;
    std::uint32_t length = 0; ///< > 0: that part of the decoded string
    std::string message;
    std::string remedy{};  ///< empty: the catalog's
    std::string subject{}; ///< output file concerned
    Place place{};         ///< when `at` is invalid
    std::vector<LeafId> related{};
    std::vector<Answer> answers{}; ///< settings that remove the finding, each by itself
    std::string question{};        ///< asks for the first of `answers`; empty: nothing is asked
};

/// What a stage gives besides its values.
struct Notes {
    Ledger ledger;
    std::vector<Diagnostic> diagnostics;

    void append(Notes&& other);
};

} // namespace batchai2aml
