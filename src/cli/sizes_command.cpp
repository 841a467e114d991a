#include <ostream>
#include <vector>

#include "catalog/size_facts.hpp"
#include "catalog/sources.hpp"
#include "catalog/vm_sizes.hpp"
#include "cli/commands.hpp"
#include "cli/messages.hpp"
#include "cli/sizes_json.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::size_t width = 80;
constexpr std::size_t indent = 15; // of what stands behind a title

void list_sizes(std::ostream& out) {
    const auto row = [&](std::string_view size, std::string_view state, std::string_view date,
                         std::string_view gpus, std::string_view replacement) {
        out << pad(size, 22) << pad(state, 11) << pad(date, 12) << pad(gpus, 10) << replacement << '\n';
    };
    row("SIZE", "STATE", "DATE", "GPUS", "REPLACEMENT");
    for (const VmSize& size : vm_sizes()) {
        if (!size.old) continue;
        const std::string replacement(size.replacement);
        row(size.name, to_string(size.state), size.retired.empty() ? "-" : size.retired,
            size.gpus == 0 ? "-" : gpus_of(size),
            replacement.empty() ? "-"
            : size.kept         ? "(" + replacement + ")"
                                : replacement);
    }
    out << "\nState of " << size_facts_date << ". In parentheses: the size is kept as long as it exists.\n"
        << "'batchai2aml sizes SIZE' tells more.\n";
}

class Details {
  public:
    explicit Details(const VmSize& size) : size_(size) {}

    std::string text() {
        out_ = std::string(size_.name) + "\n\n";
        line("State",
             state_of(size_)
                 + (size_.announced.empty() ? "" : ", announced on " + std::string(size_.announced)));
        if (size_.closed) line("", "new subscriptions cannot use it, and nobody gets more quota");
        line("Azure ML", size_.amlcompute == AmlSupport::unknown
                             ? "not named for clusters: check it with 'az ml compute list-sizes'"
                         : size_.amlcompute == AmlSupport::yes ? "named for clusters"
                                                               : "not to be had");
        machine(size_);
        if (!size_.note.empty()) line("Note", size_.note);
        if (size_.kept && size_.old) line("Conversion", "kept as it is");
        replacement(size_.kept ? "Successor" : "Replacement", size_.replacement);
        if (size_.replacement_rdma != size_.replacement) replacement("With RDMA", size_.replacement_rdma);
        candidates();
        sources();
        return std::move(out_);
    }

  private:
    void line(std::string_view title, std::string_view text) {
        append_wrapped(out_, pad(title, indent), text, indent, width);
    }
    void machine(const VmSize& size) {
        line("Node", node_of(size));
        if (size.gpus > 0 && !size.old)
            line("Images", "CUDA " + to_string(lowest_cuda(size.architecture)) + " or later");
        if (!size.quota_family.empty()) line("Quota family", size.quota_family);
    }
    void replacement(std::string_view title, std::string_view name) {
        if (name.empty()) return;
        out_ += '\n';
        const bool rdma = name == size_.replacement_rdma && name != size_.replacement;
        line(title, std::string(name) + (rdma ? ", for jobs of several nodes" : ""));
        for (const SizeCandidate& candidate : size_candidates(size_)) {
            if (candidate.size->name != name) continue;
            line("Why", reason(candidate));
            machine(*candidate.size);
            if (!candidate.size->note.empty()) line("Note", candidate.size->note);
        }
    }
    [[nodiscard]] std::string reason(const SizeCandidate& candidate) const {
        std::string out(origin_words(candidate.origin));
        const std::vector<std::string> worse = losses(size_, *candidate.size);
        for (const std::string& loss : worse)
            out += "; " + loss;
        return worse.empty() ? out + "; no less than before" : out;
    }
    void candidates() {
        std::string others;
        for (const SizeCandidate& candidate : size_candidates(size_))
            if (candidate.size->name != size_.replacement && candidate.size->name != size_.replacement_rdma)
                others += (others.empty() ? "" : ", ") + std::string(candidate.size->name);
        if (others.empty()) return;
        out_ += '\n';
        line("Others", others);
    }
    void sources() {
        out_ += "\nSources\n";
        for (const FactSource* source : find_sources(size_.sources)) {
            const std::string date = source->date.empty() ? "" : " (" + std::string(source->date) + ")";
            append_wrapped(out_, "  ", std::string(source->title) + date, 2, width);
            if (!source->url.empty()) out_ += "    " + std::string(source->url) + "\n";
        }
    }

    const VmSize& size_;
    std::string out_;
};

Failure unknown_size(const std::string& word) {
    std::vector<std::string_view> names;
    for (const VmSize& size : vm_sizes()) {
        names.push_back(size.name);
        names.push_back(size.name.substr(size.name.find('_') + 1));
    }
    const std::string near = nearest(word, names);
    return {ExitCode::usage, "nothing is known about a size " + printable(shorten(word, 60))
                                 + (near.empty() ? "" : "; did you mean " + near + "?")
                                 + "\n'batchai2aml sizes' lists all."};
}

} // namespace

ExitCode run_sizes(const SizesArguments& arguments, const Environment& environment) {
    const VmSize* one = arguments.size.empty() ? nullptr : find_vm_size(arguments.size);
    if (!arguments.size.empty() && one == nullptr) return fail(unknown_size(arguments.size), environment);
    if (arguments.format == ReportFormat::json)
        write_sizes_json(one,
                         [&](std::string_view piece) { return static_cast<bool>(environment.out << piece); });
    else if (one != nullptr)
        environment.out << Details(*one).text();
    else
        list_sizes(environment.out);
    return flush_output(environment) ? ExitCode::done : ExitCode::cannot_write;
}

} // namespace batchai2aml::cli
