#include <algorithm>

#include "parser/shell/interpreter.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}

const Hole* hole_at(const Text& text, std::size_t at) {
    for (const Hole& hole : text.holes)
        if (hole.begin == at) return &hole;
    return nullptr;
}

// Names that mean something to Batch AI and to JSON: bash would put an empty text there, but who writes such
// a file means the name.
bool is_batch_name(std::string_view name) {
    return name == "schema" || name.starts_with("AZ_BATCHAI_") || name.starts_with("AZ_BATCH_")
           || name.starts_with("AZ_LEARNING_");
}

} // namespace

void FieldBuilder::literal(const Part& part) {
    open_ = true;
    if (!part.quoted && part.text.find_first_of("*?[") != std::string::npos) current_.wildcard = true;
    if (part.verbatim)
        current_.text.copy(part.text, part.begin);
    else
        current_.text.insert(part.text, part.begin);
}

void FieldBuilder::end_word() {
    if (open_) done_.push_back(std::move(current_));
    current_ = {};
    open_ = false;
}

void FieldBuilder::value(const Text& text, bool quoted, std::uint32_t at) {
    if (quoted || !splits_) {
        open_ = open_ || quoted || !text.bytes.empty();
        current_.text.insert(text, at);
        return;
    }
    // What is not known is not split.
    for (std::size_t i = 0; i < text.bytes.size();) {
        if (is_blank(text.bytes[i])) {
            end_word();
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.bytes.size() && !is_blank(text.bytes[end])) {
            const Hole* hole = hole_at(text, end);
            // nor is "<your group>", which is one word of a person
            const std::size_t words = placeholder_length(std::string_view(text.bytes).substr(end));
            end = hole != nullptr ? hole->end : end + std::max<std::size_t>(words, 1);
        }
        if (text.bytes.find_first_of("*?[", i) < end && text.known()) current_.wildcard = true;
        current_.text.insert_part(text, i, end, at);
        current_.split = open_ = true;
        i = end;
    }
}

std::vector<Field> FieldBuilder::take() {
    end_word();
    return std::move(done_);
}

std::vector<Field> Interpreter::fields(const Word& word) {
    std::vector<Field> out;
    for (const std::vector<Part>& parts : brace_expanded(word.parts, run_.complete)) {
        FieldBuilder builder(true);
        add_parts(parts, builder, false);
        for (Field& field : builder.take()) {
            field.begin = word.begin;
            field.end = word.end;
            if (!spend(field.text.bytes.size() + 1)) return out;
            out.push_back(std::move(field));
        }
    }
    return out;
}

Text Interpreter::single(const std::vector<Part>& parts) {
    FieldBuilder builder(false);
    add_parts(parts, builder, false);
    Text out;
    for (const Field& field : builder.take()) {
        if (!out.bytes.empty()) out.insert(" ", field.begin);
        out.append(field.text);
    }
    if (!spend(out.bytes.size())) out = {};
    return out;
}

// `operand`: of `${X:-…}`, where literal text is split as well.
void Interpreter::add_parts(const std::vector<Part>& parts, FieldBuilder& out, bool operand) {
    for (const Part& part : parts) {
        switch (part.kind) {
        case Part::Kind::literal:
            if (operand && !part.quoted)
                out.value(known_text(part.text), false, part.begin);
            else
                out.literal(part);
            break;
        case Part::Kind::parameter:
            add_parameter(part, out);
            break;
        case Part::Kind::substitution:
            out.value(substituted(part), part.quoted, part.begin);
            break;
        case Part::Kind::arithmetic:
            out.value(arithmetic_text(part), part.quoted, part.begin);
            break;
        case Part::Kind::process:
            static_cast<void>(substituted(part));
            out.value(unknown_text(shown_command(part.text)), true, part.begin);
            break;
        }
    }
}

void Interpreter::add_parameter(const Part& part, FieldBuilder& out) {
    const std::string_view op = part.op;
    const bool defaults = op == ":-" || op == "-" || op == ":=" || op == "=" || op == ":+" || op == "+";
    Values values = defaults ? plain_values(part) : values_of(part);
    if (defaults) {
        const bool colon = op[0] == ':';
        const bool empty =
            values.items.empty() || (values.items.size() == 1 && values.items[0].bytes.empty());
        const bool missing = values.unset || (colon && empty);
        const bool wants = (op.back() == '+') != missing;
        if (wants && op.back() == '=') {
            set_variable(part.text, single(part.operand), part.begin, part.begin);
            values = plain_values(part);
        } else if (wants) {
            if (part.quoted) out.open();
            add_parts(part.operand, out, !part.quoted);
            return;
        } else if (op.back() == '+') {
            values = {{Text()}};
        }
    }
    if (values.list && part.quoted) {
        for (std::size_t i = 0; i < values.items.size(); ++i) {
            if (i > 0) out.end_word();
            out.value(values.items[i], true, part.begin);
        }
        return;
    }
    if (values.star && part.quoted) {
        Text joined;
        for (std::size_t i = 0; i < values.items.size(); ++i) {
            if (i > 0) joined.insert(" ", part.begin);
            joined.insert(values.items[i], part.begin);
        }
        out.value(joined, true, part.begin);
        return;
    }
    if (file_text_ && values.unset && part.op.empty() && values.items.size() == 1
        && is_batch_name(part.text)) {
        out.value(known_text("$" + part.text, part.begin), true, part.begin);
        return;
    }
    if (values.items.empty() && part.quoted) out.value(Text(), true, part.begin);
    for (std::size_t i = 0; i < values.items.size(); ++i) {
        if (i > 0) out.value(known_text(" "), false, part.begin);
        out.value(values.items[i], part.quoted, part.begin);
    }
}

// The text of a pattern, with a backslash before what quotes guard.
std::optional<std::string> Interpreter::pattern(const std::vector<Part>& parts) {
    std::string out;
    for (const Part& part : parts) {
        const Text text = single({part});
        if (!text.known()) return {};
        for (const char c : text.bytes) {
            if (part.quoted && std::string_view("*?[]\\!^-").find(c) != std::string_view::npos) out += '\\';
            out += c;
        }
    }
    return out;
}

Text Interpreter::arithmetic_text(const Part& part) {
    const auto value = calculated(part.operand);
    if (!value) return unknown_text(shown_command(part.text), part.begin);
    Text out = known_text(std::to_string(*value), part.begin);
    out.disputed = disputed_;
    return out;
}

std::optional<std::int64_t> Interpreter::calculated(const std::vector<Part>& expression) {
    const Text text = single(expression);
    disputed_ = text.disputed;
    if (!text.known()) return {};
    return evaluate(text.bytes, arithmetic_variables());
}

ArithmeticVariables Interpreter::arithmetic_variables() {
    return {[this](std::string_view name) -> std::optional<std::string> {
                const Variable* variable = find_variable(name);
                if (variable == nullptr) return {};
                if (variable->removed) return "0";
                const Text* text = variable->item("0");
                disputed_ = disputed_ || (text != nullptr && text->disputed);
                return text != nullptr && text->known() ? std::optional(text->bytes) : std::nullopt;
            },
            [this](std::string_view name, std::int64_t value) {
                set_variable(name, known_text(std::to_string(value)));
            }};
}

// What `$(…)` prints. `own_name`: of the variable that takes all of it.
Text Interpreter::substituted(const Part& part, std::string_view own_name) {
    if (part.commands == nullptr) return {};
    const Block& block = *part.commands;
    if (block.size() == 1 && block[0].kind == Statement::Kind::simple && block[0].words.size() == 2
        && block[0].words[0].parts.size() == 1 && block[0].words[0].parts[0].text == "unknown") {
        return unknown_text(single(block[0].words[1].parts).bytes, part.begin);
    }
    Output output;
    output.certain = certain_;
    Output* const before = output_;
    output_ = &output;
    run_subshell(block);
    output_ = before;
    if (!output.known || !output.copy_of.empty() || stopped_)
        return unknown_text(own_name.empty() ? shown_command(part.text) : std::string(own_name), part.begin);
    std::size_t size = output.text.bytes.size();
    while (size > 0 && output.text.bytes[size - 1] == '\n')
        --size;
    output.text.cut(size);
    return std::move(output.text);
}

} // namespace batchai2aml::bash
