#include <algorithm>
#include <string>
#include <utility>

#include "parser/shell/python_strings.hpp"
#include "parser/shell/python_values.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

/// Of one value, which is written for each.
constexpr std::size_t most_targets = 16;

/// What is assigned to: a name, or a member of os.environ.
struct Target {
    std::string name;
    bool environment = false;
    std::size_t at = 0;
};

class AssignmentWriter {
  public:
    AssignmentWriter(Rewriter& out, std::string_view text, std::size_t begin, std::size_t end,
                     PythonNames& names)
        : out_(out), text_(text), at_(begin), end_(end), names_(names) {}

    void run();

  private:
    [[nodiscard]] std::vector<Target> targets();
    [[nodiscard]] Target target();
    void skip_space() { at_ = std::min(skip_blanks(text_, at_), end_); }
    [[nodiscard]] std::vector<std::size_t> commas() const;
    void write(const Target& target, std::size_t begin, std::size_t end);
    void write_value(const Target& target, const PythonParts& parts, std::size_t begin);
    void note(const Target& target, const PythonParts& parts, std::size_t begin);

    Rewriter& out_;
    std::string_view text_;
    std::size_t at_;
    std::size_t end_;
    PythonNames& names_;
};

Target AssignmentWriter::target() {
    Target target;
    target.at = at_;
    constexpr std::string_view environ = "os.environ[";
    if (cut(text_, at_, environ.size()) == environ) {
        const std::size_t begin = at_ + environ.size();
        const std::size_t close = literal_end(cut(text_, 0, end_), begin);
        if (close == 0 || close >= end_ || text_[close] != ']') return target;
        target.name = cut(text_, begin + 1, close - begin - 2);
        if (!is_name(target.name)) target.name.clear();
        target.environment = true;
        at_ = close + 1;
    } else {
        const std::size_t length = name_length(cut(text_, at_, end_ - at_));
        target.name = cut(text_, at_, length);
        at_ += length;
    }
    skip_space();
    return target;
}

/// Targets up to the `=` before the value; empty when it is no assignment.
std::vector<Target> AssignmentWriter::targets() {
    std::vector<Target> found;
    while (true) {
        skip_space();
        Target next = target();
        if (next.name.empty() || at_ >= end_) return {};
        found.push_back(std::move(next));
        if (text_[at_] == ':') { // NAME: type = value
            const std::size_t equals =
                cut(text_, at_, std::min<std::size_t>(end_ - at_, 100)).find_first_of("=\n({\"'");
            if (equals == std::string_view::npos || text_[at_ + equals] != '=') return {};
            at_ += equals;
        }
        if (text_[at_] != ',') break;
        ++at_;
    }
    if (text_[at_] != '=' || cut(text_, at_, 2) == "==") return {};
    ++at_;
    return found;
}

void AssignmentWriter::run() {
    const std::size_t begin = at_;
    if (cut(text_, at_, 4) == "for ") {
        at_ = skip_blanks(text_, at_ + 4);
        const Target loop = target();
        if (!loop.name.empty()) out_.insert(loop.name + "=" + unknown(loop.name) + "\n", begin);
        return;
    }
    while (end_ > at_ && (is_blank(text_[end_ - 1]) || text_[end_ - 1] == ';'))
        --end_;
    std::vector<Target> all = targets();
    if (all.empty()) return;
    if (all.size() > 1) {
        std::vector<std::size_t> ends = commas();
        ends.push_back(end_);
        std::size_t from = at_;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool matches = ends.size() == all.size();
            write(all[i], matches ? from : end_, matches ? ends[i] : end_);
            if (matches) from = ends[i] + 1;
        }
        return;
    }
    // A = B = value
    while (all.size() < most_targets) {
        const std::size_t value = at_;
        skip_space();
        const std::vector<Target> more = targets();
        if (more.size() != 1) {
            at_ = value;
            break;
        }
        all.push_back(more.front());
    }
    for (const Target& one : all)
        write(one, at_, end_);
}

/// The commas between the values of a tuple.
std::vector<std::size_t> AssignmentWriter::commas() const {
    std::vector<std::size_t> found;
    std::size_t depth = 0;
    for (std::size_t at = at_; at < end_; ++at) {
        const char c = text_[at];
        if (const std::size_t end = c == '"' || c == '\'' ? literal_end(cut(text_, 0, end_), at) : 0;
            end > 0) {
            at = end - 1;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            depth -= depth > 0 ? 1 : 0;
        } else if (c == ',' && depth == 0) {
            found.push_back(at);
        }
    }
    return found;
}

/// Bytes of a value: a template can name a long argument many times.
std::size_t written_size(const PythonParts& parts) {
    std::size_t size = 0;
    for (const PythonPart& part : parts)
        size += part.text.size() + (part.end - part.begin);
    return size;
}

/// End of the value [begin, end) before a comment.
std::size_t value_end(std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
        const char c = text[at];
        if (const std::size_t close = c == '"' || c == '\'' ? literal_end(cut(text, 0, end), at) : 0;
            close > 0) {
            at = close - 1;
        } else if (c == '#') {
            const bool last = cut(text, at, end - at).find('\n') == std::string_view::npos;
            return last ? at : end;
        }
    }
    return end;
}

void AssignmentWriter::write(const Target& target, std::size_t begin, std::size_t end) {
    end = value_end(text_, begin, end);
    const auto value = begin < end ? python_value(text_, begin, end, names_) : std::nullopt;
    if (value && written_size(*value) <= 4 * (end - begin) + 4096)
        return write_value(target, *value, text_.find_first_not_of(" \t", begin));
    names_.values.erase(target.name);
    names_.numbers.erase(target.name);
    out_.insert((target.environment ? "export " : "") + target.name + "=" + unknown(target.name) + "\n",
                target.at);
}

void AssignmentWriter::write_value(const Target& target, const PythonParts& parts, std::size_t begin) {
    if (target.environment) out_.insert("export ", target.at);
    out_.insert(target.name + "=\"", target.at);
    for (const PythonPart& part : parts) {
        switch (part.kind) {
        case PythonPart::Kind::source:
            copy_quoted(out_, text_, part.begin, part.end);
            break;
        case PythonPart::Kind::literal:
            insert_quoted(out_, part.text, part.begin);
            break;
        case PythonPart::Kind::name:
            out_.insert("${" + part.text + "}", part.begin);
            break;
        case PythonPart::Kind::raw:
            out_.insert(part.text, part.begin);
            break;
        }
    }
    out_.insert("\"\n", end_ - 1);
    note(target, parts, begin);
}

/// Keeps the value when it is known in full and short.
void AssignmentWriter::note(const Target& target, const PythonParts& parts, std::size_t begin) {
    constexpr std::size_t longest = 1000;
    std::string value;
    bool known = true;
    for (const PythonPart& part : parts) {
        if (part.kind == PythonPart::Kind::source) {
            value += cut(text_, part.begin, std::min(part.end - part.begin, longest + 1));
        } else if (part.kind == PythonPart::Kind::literal) {
            value += part.text;
        } else {
            const auto other = names_.values.find(part.text);
            known = known && part.kind == PythonPart::Kind::name && other != names_.values.end();
            if (known) value += other->second;
        }
        if (value.size() > longest) known = false;
        if (!known) break;
    }
    // What stands in a literal begins after its quote.
    const bool number = known && parts.size() == 1 && parts.front().kind != PythonPart::Kind::name
                        && parts.front().begin <= begin && !value.empty() && is_digit(value.back());
    names_.values.erase(target.name);
    names_.numbers.erase(target.name);
    if (known) names_.values[target.name] = value;
    if (number) names_.numbers[target.name] = true;
}

} // namespace

void take_assignments(Rewriter& out, std::string_view text, std::size_t begin, std::size_t end,
                      PythonNames& names) {
    AssignmentWriter(out, text, begin, end, names).run();
}

} // namespace batchai2aml::front
