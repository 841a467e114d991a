#include "convert/account.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "catalog/findings.hpp"
#include "catalog/rules.hpp"
#include "convert/baseline.hpp"
#include "convert/questions.hpp"

namespace batchai2aml {

namespace {

// Values that say nothing: null, empty, the schema line.
bool says_nothing(const Rule& rule) {
    return rule.outcome == Outcome::service || rule.outcome == Outcome::ignored
           || &rule == &rules::resource_type
           || (rule.outcome == Outcome::dropped && rule.id.starts_with("read."));
}

bool has_effect(Outcome outcome) {
    return outcome == Outcome::mapped || outcome == Outcome::transformed || outcome == Outcome::approximated;
}

auto order_of(const Entry& entry) {
    return std::tie(entry.leaf.document, entry.leaf.node, entry.rule->id, entry.target_file,
                    entry.target_path);
}

/// Pointers of all leaves of one document, made in one walk: the parent's pointer is at hand when a node is
/// reached.
class Pointers {
  public:
    explicit Pointers(const Document& document) : paths_(document.nodes.size()) {
        if (!document.name.empty() && !paths_.empty()) paths_[0] = '/' + escaped(document.name);
        std::vector<std::uint32_t> next(document.nodes.size(), 0);
        for (NodeId id = 1; id < document.nodes.size(); ++id) {
            const Node& node = document.nodes[id];
            const bool element = document.nodes[node.parent].kind == NodeKind::array;
            paths_[id] = paths_[node.parent] + '/'
                         + (element ? std::to_string(next[node.parent]++) : escaped(node.key));
        }
    }
    [[nodiscard]] const std::string& operator[](NodeId id) const { return paths_[id]; }

  private:
    static std::string escaped(const std::string& key) {
        std::string out;
        for (const char c : key) {
            if (c == '~')
                out += "~0";
            else if (c == '/')
                out += "~1";
            else
                out += c;
        }
        return out;
    }

    std::vector<std::string> paths_;
};

Record record_of(const Entry& entry) {
    Record record;
    record.outcome = entry.rule->outcome;
    record.target_file = entry.target_file;
    record.target_path = entry.target_path;
    record.rule = entry.rule->id;
    record.reason = entry.rule->reason;
    return record;
}

/// Records of one document, from its entries [first, last).
class DocumentAccount {
  public:
    using Iterator = std::vector<Entry>::const_iterator;

    DocumentAccount(const Document& document, std::uint32_t index, Notes& notes, Report& report)
        : document_(document), pointers_(document), index_(index), notes_(notes), report_(report) {}

    // True when each leaf has an entry.
    bool run(Iterator first, Iterator last) {
        bool complete = true;
        for (NodeId id = 0; id < document_.nodes.size(); ++id) {
            Iterator end = first;
            while (end != last && end->leaf.node == id)
                ++end;
            if (document_.is_leaf(id)) {
                ++report_.leaves;
                complete = account_leaf(id, first, end) && complete;
            }
            first = end;
        }
        return complete;
    }

  private:
    bool account_leaf(NodeId id, Iterator first, Iterator last) {
        if (first == last) {
            Record record;
            record.source = document_.place(id);
            record.pointer = pointers_[id];
            record.rule = "unaccounted";
            record.reason = "no rule of this program claimed the value";
            report_.records.push_back(std::move(record));
            notes_.diagnostics.push_back(
                {.code = "B2A0199",
                 .at = {index_, id},
                 .message = "the value at " + pointers_[id] + " was forgotten: a bug of this program"});
            return false;
        }
        const Rule* worst = first->rule;
        for (; first != last; ++first) {
            Record record = record_of(*first);
            record.source = document_.place(id);
            record.pointer = pointers_[id];
            report_.records.push_back(std::move(record));
            if (first->rule->outcome > worst->outcome) worst = first->rule;
        }
        if (!says_nothing(*worst)) {
            ++report_.carried;
            if (has_effect(worst->outcome)) ++report_.effective;
        }
        return true;
    }

    const Document& document_;
    const Pointers pointers_;
    std::uint32_t index_;
    Notes& notes_;
    Report& report_;
};

/// Pointers of the values that findings are about; of each document they are made once.
class FindingPointers {
  public:
    explicit FindingPointers(const std::vector<const Document*>& documents) : documents_(documents) {}

    [[nodiscard]] const std::string& of(const LeafId& leaf) {
        auto found = made_.find(leaf.document);
        if (found == made_.end())
            found = made_.emplace(leaf.document, Pointers(*documents_[leaf.document])).first;
        return found->second[leaf.node];
    }

  private:
    const std::vector<const Document*>& documents_;
    std::map<std::uint32_t, Pointers> made_;
};

std::string remedy_of(const Diagnostic& diagnostic, const FindingCode* code) {
    if (!diagnostic.remedy.empty() || code == nullptr) return diagnostic.remedy;
    // The catalog names settings that stand for all, and explains choices; a key it does not know.
    const bool only = diagnostic.answers.size() == 1;
    const SettingInfo* info = only ? find_setting_info(diagnostic.answers.front().setting) : nullptr;
    if (info == nullptr || !info->path.ends_with('*')) return std::string(code->remedy);
    return "Pass " + spell_answer(diagnostic.answers.front()) + ".";
}

Place place_of(const Diagnostic& diagnostic, const std::vector<const Document*>& documents) {
    if (!diagnostic.at.valid()) return diagnostic.place;
    const Document& document = *documents[diagnostic.at.document];
    if (diagnostic.length > 0)
        return document.place_in_string(diagnostic.at.node, diagnostic.offset, diagnostic.length);
    return document.place(diagnostic.at.node);
}

} // namespace

bool make_records(const std::vector<const Document*>& documents, Notes& notes, Report& report) {
    std::vector<Entry> entries = notes.ledger.entries();
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return order_of(a) < order_of(b); });
    const auto same = [](const Entry& a, const Entry& b) { return order_of(a) == order_of(b); };
    entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
    const auto defaults = std::stable_partition(entries.begin(), entries.end(),
                                                [](const Entry& entry) { return entry.leaf.valid(); });
    bool complete = true;
    auto first = entries.cbegin();
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
        auto last = first;
        while (last != defaults && last->leaf.document == i)
            ++last;
        if (documents[i] != nullptr)
            complete = DocumentAccount(*documents[i], i, notes, report).run(first, last) && complete;
        first = last;
    }
    std::transform(defaults, entries.end(), std::back_inserter(report.records), record_of);
    return complete;
}

void make_findings(const std::vector<const Document*>& documents, const std::vector<Diagnostic>& diagnostics,
                   const Options& options, Report& report) {
    auto& findings = report.findings;
    QuestionList questions;
    FindingPointers pointers(documents);
    for (const Diagnostic& diagnostic : diagnostics) {
        const FindingCode* code = find_finding_code(diagnostic.code);
        questions.add(diagnostic, place_of(diagnostic, documents));
        Level level = code == nullptr ? Level::error : code->level;
        bool off = false;
        if (const auto changed = options.findings.find(diagnostic.code); changed != options.findings.end()) {
            off = !changed->second && level != Level::error;
            if (changed->second) level = *changed->second;
        }
        Finding finding;
        finding.code = diagnostic.code;
        finding.level = level;
        finding.message = diagnostic.message;
        finding.place = place_of(diagnostic, documents);
        if (diagnostic.at.valid()) finding.pointer = pointers.of(diagnostic.at);
        for (const LeafId related : diagnostic.related)
            finding.related.push_back(documents[related.document]->place(related.node));
        finding.remedy = remedy_of(diagnostic, code);
        finding.answers = diagnostic.answers;
        // A name that is empty in the source is none of a setting.
        std::erase_if(finding.answers,
                      [](const Answer& a) { return find_setting_info(a.setting) == nullptr; });
        finding.subject = diagnostic.subject;
        (off ? report.suppressed : findings).push_back(std::move(finding));
    }
    const auto order = [](const Finding& f) {
        return std::tuple<int, const std::string&, const std::string&, std::uint32_t, std::uint32_t,
                          const std::string&>(-static_cast<int>(f.level), f.code, f.place.file, f.place.line,
                                              f.place.column, f.message);
    };
    for (std::vector<Finding>* list : {&findings, &report.suppressed}) {
        std::sort(list->begin(), list->end(),
                  [&](const Finding& a, const Finding& b) { return order(a) < order(b); });
        list->erase(std::unique(list->begin(), list->end(),
                                [&](const Finding& a, const Finding& b) { return order(a) == order(b); }),
                    list->end());
    }
    for (const Finding& finding : report.suppressed)
        count_suppressed("findings." + finding.code + "=off", report);
    report.questions = std::move(questions).take();
}

} // namespace batchai2aml
