#include <algorithm>
#include <array>
#include <charconv>

#include "parser/shell/interpreter.hpp"
#include "parser/shell/pattern.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

// Variables that a shell always has; their values are another machine's.
constexpr std::array<std::string_view, 18> always_set = {
    "HOME", "USER", "PWD",    "HOSTNAME", "PATH",   "SHELL",    "LOGNAME", "UID",  "RANDOM",
    "PPID", "EUID", "OLDPWD", "SECONDS",  "LINENO", "HOSTTYPE", "OSTYPE",  "BASH", "BASH_SOURCE"};

bool is_always_set(std::string_view name) {
    return std::find(always_set.begin(), always_set.end(), name) != always_set.end();
}

// ASCII letters only; other bytes stay.
std::string cased(std::string_view text, std::string_view op, const std::string& pattern) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!pattern.empty() && !matches(pattern, std::string_view(out).substr(i, 1))) continue;
        const std::string changed = op[0] == '^' ? upper(out.substr(i, 1)) : lower(out.substr(i, 1));
        out[i] = changed[0];
        if (op.size() == 1) break;
    }
    return out;
}

// Code points [offset, offset + length) as `${X:offset:length}` counts them.
std::string slice(std::string_view text, std::int64_t offset, std::optional<std::int64_t> length) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < text.size(); at += first_code_point(text.substr(at)).length)
        starts.push_back(at);
    const auto count = static_cast<std::int64_t>(starts.size());
    starts.push_back(text.size());
    if (offset < 0) offset += count;
    if (offset < 0 || offset > count) return {};
    std::int64_t end = count;
    if (length) end = *length < 0 ? count + *length : std::min(count, offset + std::min(*length, count));
    if (end <= offset) return {};
    return std::string(text.substr(starts[offset], starts[end] - starts[offset]));
}

} // namespace

const Variable* Interpreter::find_variable(std::string_view name) const {
    const auto found = state_.variables.find(name);
    return found == state_.variables.end() ? nullptr : &found->second;
}

Values Interpreter::argument_values(const Part& part) {
    Values out;
    const auto& arguments = state_.arguments;
    const bool all = part.text == "@" || part.text == "*";
    if (!arguments) {
        const bool number = part.text[0] >= '0' && part.text[0] <= '9';
        const std::string name = state_.function.empty() || !number
                                     ? part.text
                                     : "argument " + part.text + " of " + state_.function;
        out.items.push_back(unknown_text(name, part.begin));
        out.unset = number;
        return out;
    }
    if (part.text == "#") {
        out.items.push_back(known_text(std::to_string(arguments->size())));
    } else if (all) {
        out.items = *arguments;
        (part.text == "@" ? out.list : out.star) = true;
        out.unset = arguments->empty();
    } else {
        std::size_t number = 0;
        std::from_chars(part.text.data(), part.text.data() + part.text.size(), number);
        out.unset = number > arguments->size();
        if (!out.unset) out.items.push_back((*arguments)[number - 1]);
    }
    return out;
}

Values Interpreter::special_values(const Part& part) {
    const char first = part.text[0];
    const bool number = first >= '1' && first <= '9';
    if (number || first == '@' || first == '*' || first == '#') return argument_values(part);
    Values out;
    if (first == '?' && status_ && !presumed_)
        out.items.push_back(known_text(std::to_string(*status_)));
    else if (first == '0' && !options_.script.empty())
        out.items.push_back(known_text(std::string(options_.script)));
    else
        out.items.push_back(unknown_text(part.text, part.begin));
    return out;
}

Values Interpreter::plain_values(const Part& part) {
    if (!is_name_start(part.text[0])) return special_values(part);
    Values out;
    const Variable* variable = find_variable(part.text);
    if (variable == nullptr) {
        out.unset = !is_always_set(part.text);
        out.items.push_back(unknown_text(part.text, part.begin));
        return out;
    }
    if (variable->removed && !variable->array) {
        out.unset = true;
        return out;
    }
    const Text subscript = part.has_subscript ? single(part.subscript) : known_text("0");
    if (part.has_subscript && (subscript.bytes == "@" || subscript.bytes == "*")) {
        if (variable->array)
            for (const auto& [key, text] : variable->items)
                out.items.push_back(text);
        else
            out.items.push_back(variable->value);
        (subscript.bytes == "@" ? out.list : out.star) = true;
        out.unset = out.items.empty();
        return out;
    }
    std::string key = subscript.bytes;
    if (!variable->keyed && subscript.known() && part.has_subscript) {
        auto number = evaluate(key, arithmetic_variables());
        if (number && *number < 0 && !variable->items.empty())
            *number += std::stol("0" + variable->items.back().first) + 1;
        key = number ? std::to_string(*number) : "";
    }
    if (!subscript.known() || key.empty()) {
        out.items.push_back(unknown_text(part.text, part.begin));
    } else if (const Text* item = variable->item(key)) {
        out.items.push_back(*item);
    } else {
        out.unset = true;
    }
    return out;
}

Values Interpreter::values_of(const Part& part) {
    if (part.op == "bad") return {{unknown_text(part.text, part.begin)}};
    Values values = plain_values(part);
    if (part.op.empty()) return values;
    return operated(part, std::move(values));
}

Values Interpreter::operated(const Part& part, Values values) {
    const bool listed = values.list || values.star;
    const Variable* variable = find_variable(part.text);
    if (part.op == "indirect") {
        const bool all_known = variable != nullptr && variable->array && listed;
        if (all_known) {
            values.items.clear();
            for (const auto& [key, text] : variable->items)
                values.items.push_back(known_text(key));
            return values;
        }
        Part inner;
        inner.begin = part.begin;
        if (values.items.size() == 1 && values.items[0].known() && is_name(values.items[0].bytes)) {
            inner.text = values.items[0].bytes;
            return plain_values(inner);
        }
        return {{unknown_text(part.text, part.begin)}};
    }
    const bool unknown = values.unset && !values.items.empty();
    if (part.op == "length" && listed) return {{known_text(std::to_string(values.items.size()))}};
    if (unknown) return values;
    if (part.op == "length" && values.items.empty()) return {{known_text("0")}};
    if (part.op == ":" && listed) return sliced(part, std::move(values));
    if (part.op == ":?" || part.op == "?") return values;
    for (Text& item : values.items) {
        const bool disputed = item.disputed;
        item = item.known() ? operated(part, item) : unknown_text(part.text, part.begin);
        item.disputed = disputed;
    }
    return values;
}

// `${a[@]:1:2}`
Values Interpreter::sliced(const Part& part, Values values) {
    const auto offset = calculated(part.operand);
    const auto length = part.second.empty() ? std::optional<std::int64_t>() : calculated(part.second);
    if (!offset || (!part.second.empty() && !length)) return {{unknown_text(part.text, part.begin)}};
    auto count = static_cast<std::int64_t>(values.items.size());
    std::int64_t begin = *offset;
    const bool arguments = part.text == "@" || part.text == "*";
    if (arguments && begin > 0)
        --begin;
    else if (arguments && begin == 0)
        return {{unknown_text(part.text, part.begin)}};
    if (begin < 0) begin += count;
    if (begin < 0 || begin >= count) begin = count;
    const std::int64_t end =
        length ? std::min(count, begin + std::max<std::int64_t>(0, std::min(*length, count))) : count;
    values.items = std::vector<Text>(values.items.begin() + begin, values.items.begin() + end);
    return values;
}

// One known value with an operator.
Text Interpreter::operated(const Part& part, const Text& text) {
    const std::string_view op = part.op;
    if (!spend(text.bytes.size())) return {};
    if (op == "length") return known_text(std::to_string(code_points(text.bytes)));
    if (op == ":") {
        const auto offset = calculated(part.operand);
        const auto length = part.second.empty() ? std::optional<std::int64_t>() : calculated(part.second);
        if (!offset || (!part.second.empty() && !length)) return unknown_text(part.text, part.begin);
        return known_text(slice(text.bytes, *offset, length), part.begin);
    }
    const auto what = pattern(part.operand);
    if (!what) return unknown_text(part.text, part.begin);
    std::optional<std::string> out;
    if (op[0] == '^' || op[0] == ',') {
        out = cased(text.bytes, op, *what);
    } else if (op[0] == '#' || op[0] == '%') {
        if (text.bytes.size() < 8192 && !spend(text.bytes.size() * 16)) return {};
        out = without(text.bytes, *what, op);
    } else if (op[0] == '/') {
        const Text with = single(part.second);
        if (with.known() && spend(text.bytes.size() * 16)) out = replaced(text.bytes, *what, with.bytes, op);
    }
    return out ? known_text(*out, part.begin) : unknown_text(part.text, part.begin);
}

} // namespace batchai2aml::bash
