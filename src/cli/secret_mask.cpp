#include "cli/secret_mask.hpp"

#include <algorithm>
#include <vector>

#include "model/placeholder.hpp"
#include "parser/secret_names.hpp"
#include "support/line_diff.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::string_view shown = "(a secret)";

std::string_view trim_any(std::string_view text, std::string_view what) {
    const std::size_t begin = text.find_first_not_of(what);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(what) + 1 - begin);
}

/// `|`, `>-` and the like: the value stands in the lines below.
bool is_block(std::string_view value) {
    return !value.empty() && value.size() <= 3 && (value.front() == '|' || value.front() == '>');
}

/// Refers to a secret and holds none: a placeholder, a variable, an expression; or starts a block of YAML.
bool is_reference(std::string_view value) {
    if (value.empty() || is_placeholder(value)) return true;
    const bool in_brackets =
        (value.front() == '[' && value.back() == ']') || (value.front() == '{' && value.back() == '}');
    return in_brackets || is_block(value) || value == "{" || value == "[" || value.starts_with("${{");
}

/// A line such as `- "key": "value",`.
struct Line {
    std::size_t indent = 0;
    std::string_view key;   ///< empty: it has none
    std::string_view value; ///< without quotes
};

Line read_line(std::string_view line) {
    Line out;
    out.indent = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return out;
    out.key = trim_any(line.substr(0, colon), " \t-\"'<>{");
    out.value = trim_any(line.substr(colon + 1), " \t\r\n\"',}");
    return out;
}

/// Values of keys that take a secret, also those in the lines below: as a block of YAML, or because the line
/// was broken.
class LineReader {
  public:
    explicit LineReader(std::vector<SecretSpan>& spans) : spans_(spans) {}

    void read(std::string_view text) {
        std::size_t at = 0;
        for (const std::string_view line : split_lines(text)) {
            read_line_at(at, line);
            at += line.size();
        }
    }

  private:
    void read_line_at(std::size_t at, std::string_view line) {
        const std::string_view content = trim(line);
        const Line parts = read_line(line);
        if (below_secret_ && !content.empty()) below_secret_ = parts.indent > secret_indent_;
        if (below_secret_) return add(at, line, content);
        const bool goes_on = parts.value.empty() || is_block(parts.value);
        if (goes_on && is_secret_flag(parts.key)) {
            below_secret_ = true;
            secret_indent_ = parts.indent;
        } else if (SecretMask::hides({}, parts.key, parts.value)) {
            add(at, line, parts.value);
        }
    }

    void add(std::size_t at, std::string_view line, std::string_view secret) {
        if (secret.empty()) return;
        const std::size_t begin = at + static_cast<std::size_t>(secret.data() - line.data());
        spans_.push_back({begin, begin + secret.size()});
    }

    std::vector<SecretSpan>& spans_;
    bool below_secret_ = false;
    std::size_t secret_indent_ = 0;
};

} // namespace

bool SecretMask::hides(std::string_view parent, std::string_view key, std::string_view value) {
    if (is_reference(trim_any(value, "\"'"))) return false;
    const std::string_view name = trim_any(key, "<>\"'");
    const bool is_variable = std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_secret_flag(name) || (is_variable && is_secret_name(name))) return true;
    const std::string above = lower(parent);
    if (above == "environment_variables" || above == "environmentvariables" || above == "placeholders")
        return is_secret_name(replace_all(name, " ", "_"));
    return (above == "secrets" || above == "credentials" || above == "storage_account")
           && iequals(name, "key");
}

SecretMask::Spans SecretMask::find(std::string_view text) const {
    Spans spans = finder_.find(text);
    // Templates are full of them: "accountKey": "[parameters('key')]".
    std::erase_if(spans, [&](const SecretSpan& span) {
        return is_reference(text.substr(span.begin, span.end - span.begin));
    });
    LineReader(spans).read(text);
    return spans;
}

void SecretMask::learn(std::string_view text, const Spans& found) {
    for (const SecretSpan& span : found)
        known_.add(text.substr(span.begin, span.end - span.begin));
}

void SecretMask::learn_value(std::string_view parent, std::string_view key, std::string_view value) {
    if (!hides(parent, key, value)) return;
    known_.add(trim_any(value, "\"'"));
    // In a block each line stands by itself.
    for (const std::string_view line : split_lines(value))
        known_.add(trim(line));
}

std::string SecretMask::apply(std::string_view text, Spans found) const {
    known_.find(text, found);
    LineReader(found).read(text);
    std::ranges::sort(found, {}, &SecretSpan::begin);
    std::string out;
    std::size_t done = 0;
    for (const SecretSpan& span : found) {
        if (span.end <= done) continue;
        const std::size_t begin = std::max(span.begin, done);
        out.append(text.substr(done, begin - done));
        if (span.begin >= done) out.append(shown);
        const std::string_view hidden = text.substr(begin, span.end - begin);
        out.append(static_cast<std::size_t>(std::ranges::count(hidden, '\n')), '\n');
        done = span.end;
    }
    return out.append(text.substr(done));
}

} // namespace batchai2aml::cli
