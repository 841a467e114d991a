#include "report/sarif.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/version.hpp"
#include "report/finding_groups.hpp"
#include "report/json_text.hpp"
#include "report/sarif_rules.hpp"
#include "report/summary.hpp"
#include "report/wrap.hpp"
#include "support/sha256.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// What code scanning shows, or takes.
constexpr std::size_t shown_results = 5'000;
constexpr std::size_t related_locations = 100;
constexpr std::size_t linked_locations = 5;
/// For the notifications at the end, which come after the count of bytes.
constexpr std::size_t room_for_end = 4'096;

std::string link_text(std::string_view text) {
    return replace_all(replace_all(text, "[", "\\["), "]", "\\]");
}

/// `text` without what viewers make a link of: "[text](1)", "[text](https://...)".
std::string without_links(const std::string& text) {
    return text.find("](") == std::string::npos ? text : link_text(text);
}

void write_text(std::string_view key, std::string_view text, JsonText& json) {
    json.key(key).open('{').key("text").text(text).close('}');
}

void write_region(const Place& place, JsonText& json) {
    const std::uint32_t column = std::max<std::uint32_t>(1, place.column);
    json.key("region").open('{').key("startLine").number(std::max<std::uint32_t>(1, place.line));
    if (place.line != 0) {
        json.key("startColumn").number(column).key("endLine").number(place.line);
        json.key("endColumn").number(place.end_column > column ? place.end_column : column + 1);
    }
    json.close('}');
}

void write_physical_location(std::string_view path, const Place& place, JsonText& json) {
    json.key("physicalLocation").open('{').key("artifactLocation").open('{');
    json.key("uri").text(uri_of(path)).close('}');
    write_region(place, json);
    json.close('}');
}

/// Writes results, and remembers what they need of each other.
class Results {
  public:
    Results(const Report& report, const ReportPaths& paths) : report_(report), paths_(paths) {}

    /// The text of one result.
    [[nodiscard]] std::string_view text(const Finding& finding) {
        text_.clear();
        write(finding);
        json_.flush();
        return text_;
    }

  private:
    void write(const Finding& finding) {
        json_.open('{').key("ruleId").text(finding.code);
        if (const auto index = sarif_rule_index(finding.code)) json_.key("ruleIndex").number(*index);
        json_.key("level").text(sarif_level(finding.level));
        write_text("message", message(finding), json_);
        json_.key("locations").open('[').open('{');
        write_physical_location(path_of(finding), finding.place, json_);
        json_.close('}').close(']');
        if (!finding.related.empty()) write_related(finding);
        json_.key("partialFingerprints").open('{');
        json_.key("batchai2aml/v1").text(fingerprint(finding)).close('}');
        write_properties(finding);
        json_.close('}');
    }

    [[nodiscard]] std::string path_of(const Finding& finding) const {
        std::string path = paths_.of(finding);
        if (path.empty() && !report_.inputs.empty()) path = paths_.input(report_.inputs.front().file);
        return path.empty() ? "batchai2aml" : path;
    }

    /// The finding, what to do, and links to related places.
    [[nodiscard]] std::string message(const Finding& finding) const {
        std::string text = without_links(sentence(finding.message));
        if (!finding.remedy.empty()) text += " To fix: " + without_links(sentence(finding.remedy));
        const std::size_t linked = std::min(linked_locations, finding.related.size());
        for (std::size_t i = 0; i < linked; ++i) {
            const Place& place = finding.related[i];
            text += i == 0 ? " See [" : ", [";
            text +=
                link_text(place_text(paths_.input(place.file), place)) + "](" + std::to_string(i + 1) + ')';
        }
        if (linked < finding.related.size())
            text += " and " + std::to_string(finding.related.size() - linked) + " more";
        return linked == 0 ? text : text + '.';
    }

    void write_related(const Finding& finding) {
        json_.key("relatedLocations").open('[');
        std::uint64_t id = 0;
        for (const Place& place :
             std::span(finding.related).first(std::min(related_locations, finding.related.size()))) {
            if (id != 0) json_.raw(",");
            json_.open('{').key("id").number(++id);
            write_physical_location(paths_.input(place.file), place, json_);
            write_text("message", place_text(paths_.input(place.file), place), json_);
            json_.close('}');
        }
        json_.close(']');
    }

    /// The same for the same finding of another run, whatever else changed in its file: it is made of the
    /// code, the file as findings name it, and where in the document the value is, but not of the value.
    /// Findings for which these are the same are counted.
    std::string fingerprint(const Finding& finding) {
        const std::string& file = finding.place.file.empty() ? finding.subject : finding.place.file;
        std::string key = finding.code + '\0' + file + '\0' + finding.pointer;
        const std::size_t ordinal = ++seen_[key];
        return sha256_hex(key + '\0' + std::to_string(ordinal));
    }

    void write_properties(const Finding& finding) {
        json_.key("properties").open('{').key("level").text(to_string(finding.level));
        if (!finding.pointer.empty()) json_.key("pointer").text(printable(finding.pointer));
        if (!finding.place.part.empty()) json_.key("part").text(printable(finding.place.part));
        if (!finding.subject.empty())
            json_.key("output").text(printable(paths_.output_file(finding.subject)));
        json_.close('}');
    }

    const Report& report_;
    const ReportPaths& paths_;
    std::map<std::string, std::size_t, std::less<>> seen_; ///< key of a fingerprint -> how often
    std::string text_;
    const Sink collect_ = [this](std::string_view piece) {
        text_ += piece;
        return true;
    };
    JsonText json_{collect_};
};

/// Writes results up to the limits; how many.
std::size_t write_results(const Report& report, const ReportPaths& paths, const SarifLimits& limits,
                          JsonText& json) {
    Results results(report, paths);
    std::size_t written = 0;
    json.key("results").open('[');
    for (const Finding& finding : report.findings) {
        const std::string_view text = results.text(finding);
        if (written == limits.results || json.written() + text.size() + room_for_end > limits.bytes) break;
        json.element().raw(text);
        ++written;
    }
    json.close(']');
    return written;
}

/// What code scanning does not show, and what is not even in the file.
// Suppressed findings are not results: code scanning would show them, whatever SARIF says of suppressions.
std::vector<std::string> notifications(const Report& report, std::size_t written) {
    const std::size_t all = report.findings.size();
    std::vector<std::string> texts;
    if (const std::string text = suppressions_text(report); !text.empty())
        texts.push_back("Suppressed: " + text + '.');
    if (written < all)
        texts.push_back(
            "This file holds the worst " + counted(written, "finding", "findings") + " of "
            + std::to_string(all)
            + ": code scanning refuses files with more, or larger ones. The JSON report has all.");
    if (written > shown_results)
        texts.push_back("Code scanning shows " + std::to_string(shown_results) + " of the "
                        + std::to_string(written) + " results in this file, the worst first.");
    return texts;
}

void write_invocation(const Report& report, std::size_t written, JsonText& json) {
    const bool lost_a_value =
        std::ranges::any_of(report.findings, [](const Finding& f) { return f.code == "B2A0199"; });
    json.key("invocations").open('[').open('{');
    json.key("executionSuccessful").raw(lost_a_value ? "false" : "true");
    json.key("toolExecutionNotifications").open('[');
    for (const std::string& text : notifications(report, written)) {
        json.element().open('{').key("level").text("warning");
        write_text("message", text, json);
        json.close('}');
    }
    json.close(']').close('}').close(']');
}

} // namespace

void write_sarif(const Report& report, const ReportPaths& paths, const Sink& sink, SarifLimits limits) {
    JsonText json(sink);
    json.open('{').key("$schema").text("https://json.schemastore.org/sarif-2.1.0.json");
    json.key("version").text("2.1.0").key("runs").open('[').open('{');
    json.key("tool").open('{').key("driver").open('{');
    json.key("name").text("batchai2aml").key("semanticVersion").text(version);
    write_sarif_rules(json);
    json.close('}').close('}').key("columnKind").text("unicodeCodePoints");
    const std::size_t written = write_results(report, paths, limits, json);
    write_invocation(report, written, json);
    json.close('}').close(']').close('}').raw("\n");
    json.flush();
}

} // namespace batchai2aml
