#include "emitter/block_writer.hpp"

#include <algorithm>

#include "emitter/yaml_scalar.hpp"
#include "support/utf8.hpp"

namespace batchai2aml {
namespace {

constexpr std::size_t comment_width = 100;
/// YAML limits a key that is not announced by `?` to 1024 characters.
constexpr std::size_t longest_plain_key = 512;

/// Splits at every kind of line end, calls `use` with each line.
template <class Use>
void for_each_line(std::string_view text, Use use) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        const bool crlf = next.value == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        at += next.length + (crlf ? 1 : 0);
        const bool line_end = (next.value >= '\n' && next.value <= '\r') || next.value == 0x85
                              || next.value == 0x2028 || next.value == 0x2029;
        if (line_end) {
            use(line);
            line.clear();
        } else if (next.value == '\t' || utf8::is_visible(next.value)) {
            utf8::append(line, next.value == '\t' ? U' ' : next.value);
        }
    }
    use(line);
}

/// Columns, near enough: one for each character.
std::size_t columns(std::string_view text) {
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; };
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
}

std::string_view indicator(std::string_view text) {
    const std::size_t first = text.find_first_not_of('\n');
    return text[first] == ' ' || text[first] == '\t' ? "2" : "";
}

std::string_view chomping(std::string_view text) {
    if (text.back() != '\n') return "-";
    return text.size() > 1 && text[text.size() - 2] == '\n' ? "+" : "";
}

} // namespace

void BlockWriter::start_line() {
    Frame& frame = frames_.back();
    const bool first = !frame.opened;
    frame.opened = true;
    if (first && frame.kind == Kind::item_mapping) return; // the line has begun with "- "
    if (first && frame.kind != Kind::root) out_ += '\n';
    out_.append(indent(), ' ');
}

void BlockWriter::start_entry(std::string_view key) {
    start_line();
    frames_.back().filled = true;
    const std::string spelled = yaml::spell_scalar(key);
    if (spelled.size() > longest_plain_key) {
        out_ += "? " + spelled + '\n';
        out_.append(indent(), ' ');
    } else {
        out_ += spelled;
    }
    out_ += ':';
}

void BlockWriter::comment_line(std::string_view line) {
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t hang = blanks + (line.substr(blanks, 2) == "- " ? 2 : 0);
    const std::size_t room = comment_width > indent() + 2 ? comment_width - indent() - 2 : 1;
    std::string current(line.substr(0, hang));
    bool has_word = false;
    for (std::size_t at = hang; at < line.size();) {
        at = std::min(line.find_first_not_of(' ', at), line.size());
        const std::string_view word = line.substr(at, line.find(' ', at) - at);
        at += word.size();
        if (has_word && columns(current) + 1 + columns(word) > room) {
            start_line();
            out_ += "# " + current + '\n';
            current.assign(hang, ' ');
            has_word = false;
        }
        if (has_word && !word.empty()) current += ' ';
        current += word;
        has_word = has_word || !word.empty();
    }
    start_line();
    out_ += has_word ? "# " + current + '\n' : "#\n";
}

void BlockWriter::comment(std::string_view text) {
    for_each_line(text, [this](std::string_view line) { comment_line(line); });
}

void BlockWriter::blank() {
    // The line of the key above is not finished before the first entry.
    if (!frames_.back().opened && frames_.size() > 1) return;
    out_ += '\n';
}

void BlockWriter::string(std::string_view key, std::string_view value) {
    start_entry(key);
    out_ += ' ' + yaml::spell_scalar(value) + '\n';
}

void BlockWriter::quoted(std::string_view key, std::string_view value) {
    start_entry(key);
    out_ += ' ' + yaml::spell_quoted(value) + '\n';
}

void BlockWriter::literal(std::string_view key, std::string_view value) {
    if (!yaml::fits_literal_block(value)) {
        string(key, value);
        return;
    }
    start_entry(key);
    out_ += " |";
    out_ += indicator(value);
    out_ += chomping(value);
    out_ += '\n';
    std::string lines = utf8::repaired(value);
    if (lines.back() != '\n') lines += '\n';
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t line_end = lines.find('\n', at);
        if (line_end > at) out_.append(indent() + 2, ' ');
        out_.append(lines, at, line_end + 1 - at);
        at = line_end + 1;
    }
}

void BlockWriter::integer(std::string_view key, std::int64_t value) {
    start_entry(key);
    out_ += ' ' + std::to_string(value) + '\n';
}

void BlockWriter::boolean(std::string_view key, bool value) {
    start_entry(key);
    out_ += value ? " true\n" : " false\n";
}

void BlockWriter::null(std::string_view key) {
    start_entry(key);
    out_ += '\n';
}

void BlockWriter::begin_mapping(std::string_view key) {
    start_entry(key);
    frames_.push_back({Kind::mapping});
}

void BlockWriter::begin_sequence(std::string_view key) {
    start_entry(key);
    frames_.push_back({Kind::sequence});
}

void BlockWriter::item(std::string_view value) {
    start_line();
    frames_.back().filled = true;
    out_ += "- " + yaml::spell_scalar(value) + '\n';
}

void BlockWriter::begin_item_mapping() {
    start_line();
    frames_.back().filled = true;
    out_ += "- ";
    frames_.push_back({Kind::item_mapping});
}

void BlockWriter::end() {
    const Frame& frame = frames_.back();
    if (!frame.filled) {
        if (frame.opened)
            out_.append(indent(), ' ');
        else if (frame.kind != Kind::item_mapping)
            out_ += ' ';
        out_ += frame.kind == Kind::sequence ? "[]\n" : "{}\n";
    }
    frames_.pop_back();
}

std::string BlockWriter::take() && {
    return std::move(out_);
}

} // namespace batchai2aml
