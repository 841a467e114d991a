#include "report/junit.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "report/finding_groups.hpp"
#include "report/junit_cases.hpp"
#include "report/summary.hpp"
#include "report/wrap.hpp"
#include "report/xml_text.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t buffer_size = 65536;

/// Of a run, a suite.
struct Counts {
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t skipped = 0;
};

class Writer {
  public:
    Writer(const ReportPaths& paths, std::optional<Level> fail_on, const Sink& sink)
        : paths_(paths), fail_on_(fail_on), sink_(sink) {}

    /// `suppressed`: what is said of findings that are not there; may be empty.
    void write(const std::vector<JunitSuite>& suites, std::string_view suppressed) {
        Counts all;
        for (const JunitSuite& suite : suites) {
            const Counts counts = count(suite);
            all.tests += counts.tests;
            all.failures += counts.failures;
        }
        add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"batchai2aml\"");
        add(totals(all) + ">\n");
        for (const JunitSuite& suite : suites)
            write_suite(suite, &suite == &suites.front() ? suppressed : "");
        add("</testsuites>\n");
        flush();
    }

  private:
    [[nodiscard]] bool is_failure(const Finding& finding) const {
        return fail_on_ && finding.level >= *fail_on_;
    }
    [[nodiscard]] bool fails(const JunitCase& one) const {
        return std::ranges::any_of(one.findings, [&](const auto* finding) { return is_failure(*finding); });
    }
    [[nodiscard]] bool is_skipped(const JunitCase& one) const { return !one.not_read.empty() && !fails(one); }

    [[nodiscard]] Counts count(const JunitSuite& suite) const {
        Counts counts;
        counts.tests = suite.cases.size();
        for (const JunitCase& one : suite.cases) {
            counts.failures += fails(one) ? 1 : 0;
            counts.skipped += is_skipped(one) ? 1 : 0;
        }
        return counts;
    }

    static std::string totals(const Counts& counts) {
        return " tests=\"" + std::to_string(counts.tests) + "\" failures=\"" + std::to_string(counts.failures)
               + "\" errors=\"0\"";
    }

    void write_suite(const JunitSuite& suite, std::string_view suppressed) {
        const Counts counts = count(suite);
        const std::string name = "batchai2aml." + xml_text(printable(suite.name));
        add("<testsuite name=\"" + name + '"' + totals(counts) + " skipped=\""
            + std::to_string(counts.skipped) + "\">\n");
        for (const JunitCase& one : suite.cases)
            write_case(one, name);
        if (!suppressed.empty()) add("<system-out>Suppressed: " + xml_text(suppressed) + ".</system-out>\n");
        add("</testsuite>\n");
    }

    void write_case(const JunitCase& one, const std::string& suite) {
        add("<testcase classname=\"" + suite + "\" name=\"" + xml_text(printable(one.name)) + '"');
        if (one.findings.empty() && one.not_read.empty()) return add("/>\n");
        add(">\n");
        if (is_skipped(one)) add("<skipped message=\"" + xml_text(printable(one.not_read)) + "\"/>\n");
        if (fails(one)) write_failure(one);
        if (std::ranges::any_of(one.findings, [&](const auto* finding) { return !is_failure(*finding); }))
            write_output(one);
        add("</testcase>\n");
    }

    /// One for all, since most systems show the first one only: its message is the worst finding.
    void write_failure(const JunitCase& one) {
        const Finding& worst = *one.findings.front();
        add("<failure type=\"" + xml_text(printable(worst.code)) + "\" message=\"" + xml_text(line(worst))
            + "\">");
        for (const Finding* finding : one.findings)
            if (is_failure(*finding)) write_finding(*finding);
        add("</failure>\n");
    }

    void write_output(const JunitCase& one) {
        add("<system-out>");
        for (const Finding* finding : one.findings)
            if (!is_failure(*finding)) write_finding(*finding);
        add("</system-out>\n");
    }

    static std::string line(const Finding& finding) {
        return std::string(to_string(finding.level)) + ' ' + printable(finding.code) + ": "
               + printable(finding.message);
    }

    void write_finding(const Finding& finding) {
        add(xml_text(line(finding)) + '\n');
        if (const std::string path = paths_.of(finding); !path.empty())
            add(xml_text("  at " + place_text(path, finding.place)) + '\n');
        if (!finding.remedy.empty()) add(xml_text("  fix: " + printable(finding.remedy)) + '\n');
    }

    void add(std::string_view text) {
        buffer_ += text;
        if (buffer_.size() >= buffer_size) flush();
    }
    void flush() {
        if (!stopped_ && !buffer_.empty()) stopped_ = !sink_(buffer_);
        buffer_.clear();
    }

    const ReportPaths& paths_;
    std::optional<Level> fail_on_;
    const Sink& sink_;
    std::string buffer_;
    bool stopped_ = false;
};

} // namespace

void write_junit(const Report& report, const ReportPaths& paths, std::optional<Level> fail_on,
                 const Sink& sink) {
    Writer(paths, fail_on, sink).write(junit_suites(report), suppressions_text(report));
}

} // namespace batchai2aml
