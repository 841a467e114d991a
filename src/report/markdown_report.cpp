#include "report/markdown_report.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/finding_groups.hpp"
#include "report/summary.hpp"
#include "report/wrap.hpp"
#include "support/markdown.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t shown_places = 5;
constexpr std::size_t longest_text = 600;
/// For what ends a section and the page.
constexpr std::size_t room_for_end = 600;

std::string plain(std::string_view text) {
    return markdown::escape(shorten(text, longest_text));
}

std::string link(std::string_view path, const Place& place) {
    std::string text(path);
    if (place.line != 0) text += ':' + std::to_string(place.line);
    if (!place.part.empty()) text += " (" + place.part + ')';
    // Beginning at the root of the server it would lead anywhere but to the file.
    if (path.empty() || path.starts_with('/')) return plain(text);
    const std::string line = place.line == 0 ? "" : "#L" + std::to_string(place.line);
    return '[' + plain(text) + "](" + uri_of(path) + line + ')';
}

/// One entry of a list, or row of a table.
struct Item {
    std::string text;
    std::size_t count = 1; ///< of what the section counts
};

struct Words {
    std::string_view one;
    std::string_view many;
};

/// A page that stops growing at its limit and knows what it left out.
class Page {
  public:
    explicit Page(std::size_t limit) : room_(limit - std::min(limit, room_for_end)) {}

    void add(std::string_view text) { text_ += text; }

    /// Adds `items` between `opening` and `closing` as long as there is room.
    void add_section(std::string_view opening, const std::vector<Item>& items, std::string_view closing,
                     Words words) {
        std::size_t all = 0;
        std::size_t left_out = 0;
        bool is_open = false;
        for (const Item& item : items) {
            all += item.count;
            const std::size_t size = item.text.size() + (is_open ? 0 : opening.size()) + closing.size();
            if (left_out != 0 || text_.size() + size > room_) {
                left_out += item.count;
                continue;
            }
            if (!std::exchange(is_open, true)) text_ += opening;
            text_ += item.text;
        }
        if (is_open) text_ += closing;
        if (left_out == 0) return;
        left_out_ += (left_out_.empty() ? "" : ", ") + std::to_string(left_out) + " of "
                     + counted(all, words.one, words.many);
    }

    std::string finish() && {
        if (!left_out_.empty())
            text_ += "\nLeft out, since a comment has room for so much only: " + left_out_
                     + ". The JSON report has all of them.\n";
        return std::move(text_);
    }

  private:
    std::string text_;
    std::size_t room_;
    std::string left_out_;
};

std::string heading(const Summary& summary) {
    if (summary.resources == 0) return "### batchai2aml: nothing was converted\n\n";
    const std::size_t needs_work = summary.resources - summary.ready;
    if (needs_work == 0)
        return "### batchai2aml: " + counted(summary.resources, "resource is", "resources are")
               + " ready\n\n";
    return "### batchai2aml: " + std::to_string(needs_work) + " of "
           + counted(summary.resources, "resource", "resources") + (needs_work == 1 ? " needs" : " need")
           + " work\n\n";
}

std::string counts(const Summary& summary) {
    const auto row = [](std::string_view what, const std::string& count) {
        return "| " + std::string(what) + " | " + count + " |\n";
    };
    return "| | |\n|---|---|\n"
           + row("Files read", std::to_string(summary.files_read) + " of " + std::to_string(summary.files))
           + row("Resources", std::to_string(summary.ready) + " ready, "
                                  + std::to_string(summary.resources - summary.ready) + " to work on")
           + row("Findings", counted(summary.count(Level::error), "error", "errors") + ", "
                                 + counted(summary.count(Level::warning), "warning", "warnings") + ", "
                                 + counted(summary.count(Level::manual), "manual task", "manual tasks") + ", "
                                 + counted(summary.count(Level::note), "note", "notes"))
           + row("Values with an effect", std::to_string(summary.effective) + " of "
                                              + std::to_string(summary.carried) + " ("
                                              + std::to_string(summary.coverage() / 100) + " %)");
}

std::string places(const FindingGroup& group, const ReportPaths& paths) {
    std::string text;
    std::size_t count = 0;
    for (const Finding* finding : group) {
        const std::string path = paths.of(*finding);
        if (path.empty() || ++count > shown_places) continue;
        text += (count == 1 ? "<br>In " : ", ") + link(path, finding->place);
    }
    if (count > shown_places) text += " and " + counted(count - shown_places, "other place", "other places");
    return text;
}

std::string entry(const FindingGroup& group, const ReportPaths& paths, std::string_view bullet) {
    const Finding& finding = *group.front();
    std::string text = std::string(bullet) + "**" + std::string(to_string(finding.level)) + "** "
                       + plain(finding.message) + " (" + plain(finding.code) + ')' + places(group, paths);
    if (!finding.remedy.empty()) text += "<br>To fix: " + plain(finding.remedy);
    return text + '\n';
}

std::vector<Item> entries(const std::vector<FindingGroup>& groups, Level level, const ReportPaths& paths,
                          std::string_view bullet) {
    std::vector<Item> items;
    for (const FindingGroup& group : groups)
        if (group.front()->level == level) items.push_back({entry(group, paths, bullet), group.size()});
    return items;
}

/// Those that need work first.
std::vector<Item> resource_rows(const Report& report, const ReportPaths& paths) {
    std::vector<Item> rows;
    for (const Readiness readiness : {Readiness::needs_work, Readiness::ready})
        for (const ResourceSummary& resource : report.resources) {
            if (resource.readiness != readiness) continue;
            const Place& source = resource.source;
            rows.push_back({"| " + plain(resource.kind) + " | " + plain(resource.name) + " | "
                            + (readiness == Readiness::ready ? "ready" : "**needs work**") + " | "
                            + plain(resource.detail) + " | " + link(paths.input(source.file), source)
                            + " |\n"});
        }
    return rows;
}

std::string folded(std::size_t count, Words words) {
    return "\n<details><summary>" + counted(count, words.one, words.many) + "</summary>\n\n";
}

constexpr std::string_view end_of_fold = "\n</details>\n";

} // namespace

void write_markdown(const Report& report, const ReportPaths& paths, std::size_t limit, const Sink& sink) {
    const Summary summary = summarize(report);
    const std::vector<FindingGroup> groups = group_findings(report.findings);
    Page page(limit);
    page.add(heading(summary) + counts(summary));
    if (const std::string text = suppressions_text(report); !text.empty())
        page.add("| Suppressed | " + plain(text) + " |\n");
    std::vector<Item> tasks = entries(groups, Level::error, paths, "- [ ] ");
    std::ranges::move(entries(groups, Level::manual, paths, "- [ ] "), std::back_inserter(tasks));
    page.add_section("\n#### Needs you\n\n", tasks, "", {"task", "tasks"});
    constexpr Words warnings{"warning", "warnings"};
    page.add_section(folded(summary.count(Level::warning), warnings),
                     entries(groups, Level::warning, paths, "- "), end_of_fold, warnings);
    constexpr Words resources{"resource", "resources"};
    page.add_section(folded(summary.resources, resources)
                         + "| Kind | Name | State | What it is | Source |\n|---|---|---|---|---|\n",
                     resource_rows(report, paths), end_of_fold, resources);
    constexpr Words notes{"note", "notes"};
    page.add_section(folded(summary.count(Level::note), notes), entries(groups, Level::note, paths, "- "),
                     end_of_fold, notes);
    static_cast<void>(sink(std::move(page).finish()));
}

} // namespace batchai2aml
