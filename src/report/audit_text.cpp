#include "report/audit.hpp"

#include <algorithm>
#include <span>

#include "report/audit_parts.hpp"
#include "report/states.hpp"
#include "report/summary.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t most_entries = 12;
constexpr std::size_t most_tasks = 40;
constexpr std::size_t most_places = 3;
constexpr unsigned narrowest = 40;

class TextAudit {
  public:
    TextAudit(const Report& report, const TextStyle& style) : report_(report), style_(style) {
        style_.width = std::max(style_.width, narrowest);
    }

    std::string render() {
        add_readiness();
        out_ += "\nWhat is there:\n";
        for (const AuditList& list : audit_sources(report_.inventory))
            add_list(list);
        add_needs();
        add_tasks();
        add_questions();
        add_suppressions();
        for (const std::string_view line : split(style_.closing, '\n'))
            if (!line.empty()) append_wrapped(out_, "", line, 2, style_.width);
        return std::move(out_);
    }

  private:
    [[nodiscard]] std::size_t at_most(std::size_t most, std::size_t count) const {
        return style_.detail == Detail::full ? count : std::min(most, count);
    }

    void add_readiness() {
        const Summary summary = summarize(report_);
        const States states = states_of(report_);
        append_wrapped(out_, "",
                       "Read " + std::to_string(summary.files_read) + " of "
                           + counted(summary.files, "file", "files") + "; "
                           + counted(summary.resources, "resource", "resources") + " would be written.",
                       2, style_.width);
        for (std::size_t i = 0; i < state_count; ++i) {
            const std::string count = std::to_string(states.counts[i]);
            out_ += "  " + std::string(6 - std::min<std::size_t>(6, count.size()), ' ') + count + "  "
                    + std::string(audit_meaning(static_cast<State>(i))) + '\n';
        }
    }

    void add_list(const AuditList& list) {
        if (list.entries->empty()) return;
        const std::size_t shown = at_most(most_entries, list.entries->size());
        std::string text;
        for (const NamedCount& entry : std::span(*list.entries).first(shown)) {
            text += (text.empty() ? "" : ", ") + printable(entry.name);
            text += " (" + std::to_string(entry.count) + ")";
        }
        if (shown < list.entries->size())
            text += " and " + std::to_string(list.entries->size() - shown) + " more";
        append_wrapped(out_, "  " + std::string(list.title) + ": ", text, 4, style_.width);
    }

    void add_needs() {
        const Inventory& inventory = report_.inventory;
        const std::vector<AuditList> lists = audit_needs(inventory);
        const bool any =
            std::ranges::any_of(lists, [](const AuditList& list) { return !list.entries->empty(); });
        if (!any && inventory.quota.empty() && inventory.datastores.empty()) return;
        out_ += "\nWhat Azure ML needs:\n";
        for (const QuotaNeed& need : inventory.quota) {
            std::string sizes;
            for (const std::string& size : need.sizes)
                sizes += (sizes.empty() ? "" : ", ") + printable(size);
            append_wrapped(out_, "  Quota: ",
                           std::to_string(need.cores) + " cores of " + printable(need.family) + " for "
                               + sizes,
                           4, style_.width);
        }
        const std::size_t shown = at_most(most_entries, inventory.datastores.size());
        for (const std::string& datastore : std::span(inventory.datastores).first(shown))
            append_wrapped(out_, "  Datastore ", printable(datastore), 4, style_.width);
        if (shown < inventory.datastores.size())
            append_wrapped(out_, "  ",
                           "and " + std::to_string(inventory.datastores.size() - shown) + " more datastores",
                           4, style_.width);
        for (const AuditList& list : lists)
            add_list(list);
    }

    void add_tasks() {
        const std::vector<FindingGroup> tasks = audit_tasks(report_);
        if (tasks.empty()) return;
        out_ += "\nWhat you have to do:\n";
        const std::size_t shown = at_most(most_tasks, tasks.size());
        for (const FindingGroup& task : std::span(tasks).first(shown))
            add_task(task);
        if (shown < tasks.size())
            append_wrapped(out_, "  ",
                           "and " + counted(tasks.size() - shown, "task", "tasks") + " more with --verbose",
                           4, style_.width);
    }

    void add_task(const FindingGroup& task) {
        const Finding& first = *task.front();
        append_wrapped(out_, "  - ", sentence(first.message) + " (" + printable(first.code) + ")", 4,
                       style_.width);
        std::string places;
        std::size_t count = 0;
        const std::size_t shown = at_most(most_places, task.size());
        for (const Finding* finding : task) {
            if (finding->place.file.empty() || ++count > shown) continue;
            places += (count == 1 ? "" : ", ") + place_text(finding->place.file, finding->place);
        }
        if (count > shown) places += " and " + std::to_string(count - shown) + " more";
        if (!places.empty()) append_wrapped(out_, "    at ", places, 7, style_.width);
        if (!first.remedy.empty())
            append_wrapped(out_, "    fix: ", printable(first.remedy), 9, style_.width);
    }

    void add_questions() {
        bool any = false;
        for (const Question& question : report_.questions) {
            if (question.need != Need::answer) continue;
            if (!std::exchange(any, true)) out_ += "\nWhat the inputs do not say:\n";
            append_wrapped(out_, "  - ", printable(question.text) + " (" + printable(question.setting) + ")",
                           4, style_.width);
        }
        out_ += '\n';
    }

    void add_suppressions() {
        if (const std::string text = suppressions_text(report_); !text.empty())
            append_wrapped(out_, "Suppressed: ", text + ".", 12, style_.width);
    }

    const Report& report_;
    TextStyle style_;
    std::string out_;
};

} // namespace

std::string render_audit_text(const Report& report, const TextStyle& style) {
    return TextAudit(report, style).render();
}

} // namespace batchai2aml
