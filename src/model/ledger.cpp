#include "model/ledger.hpp"

#include <iterator>
#include <utility>

namespace batchai2aml {

void Ledger::add(LeafId leaf, const Rule& rule, std::string target_file, std::string target_path) {
    entries_.push_back({leaf, &rule, std::move(target_file), std::move(target_path)});
}

void Ledger::add_default(const Rule& rule, std::string target_file, std::string target_path) {
    entries_.push_back({LeafId{}, &rule, std::move(target_file), std::move(target_path)});
}

void Ledger::append(Ledger&& other) {
    entries_.insert(entries_.end(), std::make_move_iterator(other.entries_.begin()),
                    std::make_move_iterator(other.entries_.end()));
}

void Notes::append(Notes&& other) {
    ledger.append(std::move(other.ledger));
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(other.diagnostics.begin()),
                       std::make_move_iterator(other.diagnostics.end()));
}

} // namespace batchai2aml
