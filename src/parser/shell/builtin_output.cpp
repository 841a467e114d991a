#include <algorithm>

#include "parser/shell/interpreter.hpp"
#include "parser/shell/word.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

// Escapes of `echo -e` and, with those of quotes, `printf`.
Text decoded(const Text& text, bool quotes) {
    if (text.bytes.find('\\') == std::string::npos) return text;
    const std::uint32_t source = text.segments.empty() ? 0 : text.segments[0].source;
    Text out;
    std::size_t at = 0;
    while (at < text.bytes.size()) {
        const std::size_t slash = std::min(text.bytes.find('\\', at), text.bytes.size());
        out.insert_part(text, at, slash, source);
        at = slash + 1;
        if (slash == text.bytes.size()) break;
        std::string one;
        const char next = at < text.bytes.size() ? text.bytes[at] : '\0';
        const bool kept =
            !quotes && (next == '\'' || next == '"' || next == '?' || (next >= '1' && next <= '7'));
        // `\0101` of echo has a digit more.
        if (!quotes && next == '0' && at + 1 < text.bytes.size() && text.bytes[at + 1] >= '0'
            && text.bytes[at + 1] <= '7')
            ++at;
        if (at >= text.bytes.size() || kept || !decode_escape(text.bytes, at, one)) one = "\\";
        out.insert(one, source);
    }
    return out;
}

std::string base_name(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos || path.size() == 1 ? path : path.substr(slash + 1));
}

std::string folder_name(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return ".";
    while (slash > 0 && path[slash - 1] == '/')
        --slash;
    return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

} // namespace

void Interpreter::write(const Text& text) {
    if (output_ == nullptr || !spend(text.bytes.size())) return;
    constexpr std::size_t largest_output = std::size_t{64} << 20;
    if (certain_ != output_->certain || !output_->copy_of.empty()
        || output_->text.bytes.size() + text.bytes.size() > largest_output) {
        output_->known = false;
        return;
    }
    output_->text.append(text);
}

void Interpreter::write_unknown() {
    if (output_ != nullptr) output_->known = false;
}

void Interpreter::run_echo(const std::vector<Field>& words) {
    bool line_end = true;
    bool escapes = false;
    std::size_t i = 1;
    for (; i < words.size(); ++i) {
        const std::string& word = words[i].text.bytes;
        if (word.size() < 2 || word[0] != '-' || word.find_first_not_of("neE", 1) != std::string::npos) break;
        for (const char c : word) {
            if (c == 'n') line_end = false;
            if (c == 'e' || c == 'E') escapes = c == 'e';
        }
    }
    Text out;
    for (const std::size_t first = i; i < words.size(); ++i) {
        if (i > first) out.insert(" ", words[i].begin);
        out.append(escapes ? decoded(words[i].text, false) : words[i].text);
    }
    if (line_end) out.insert("\n", words.back().begin);
    // `\c` ends the output.
    if (escapes && out.bytes.find("\\c") != std::string::npos)
        write_unknown();
    else
        write(out);
}

void Interpreter::run_printf(const std::vector<Field>& words) {
    std::size_t argument = 1;
    if (words.size() > argument && words[argument].text.bytes == "--") ++argument;
    if (words.size() > argument + 1 && words[argument].text.bytes == "-v") {
        set_variable(words[argument + 1].text.bytes, unknown_text(words[argument + 1].text.bytes));
        return;
    }
    if (words.size() <= argument) return;
    const Field& format = words[argument++];
    Text out;
    bool known = format.text.known();
    const std::size_t first = argument;
    do {
        const std::string& text = format.text.bytes;
        for (std::size_t at = 0; at < text.size() && known;) {
            const std::size_t next = std::min(text.find('%', at), text.size());
            Text literal;
            if (format.text.segments.size() == 1 && !format.text.segments[0].inserted)
                literal.copy(std::string_view(text).substr(at, next - at),
                             format.text.segments[0].source + static_cast<std::uint32_t>(at));
            else
                literal.insert(std::string_view(text).substr(at, next - at), format.begin);
            out.append(decoded(literal, true));
            at = next + 2;
            if (next >= text.size()) break;
            const char kind = next + 1 < text.size() ? text[next + 1] : '\0';
            if (kind == '%') {
                out.insert("%", format.begin);
                continue;
            }
            const Text value = argument < words.size() ? words[argument].text : Text();
            ++argument;
            const bool number = kind == 'd' || kind == 'i';
            if (number && value.bytes.empty())
                out.insert("0", format.begin);
            else if (kind == 's' || number)
                out.append(value);
            else if (kind == 'b')
                out.append(decoded(value, false));
            else
                known = false;
            const bool plain = value.bytes == "0"
                               || (value.bytes.find_first_not_of("0123456789") == std::string::npos
                                   && !value.bytes.starts_with('0'));
            if (number && !plain) known = false;
        }
    } while (known && argument > first && argument < words.size());
    if (known)
        write(out);
    else
        write_unknown();
}

void Interpreter::run_cat(const std::vector<Field>& words) {
    std::vector<const Field*> files;
    for (const Field& word : std::span(words).subspan(1))
        if (!word.text.bytes.starts_with('-') || word.text.bytes == "-")
            files.push_back(&word);
        else
            return write_unknown();
    const bool from_input = files.empty() || (files.size() == 1 && files[0]->text.bytes == "-");
    if (output_ == nullptr) return;
    if (from_input && input_ == nullptr) return write_unknown();
    if (from_input && !input_->known) return write_unknown();
    const std::string source = from_input ? input_->copy_of : files[0]->text.bytes;
    if (source.empty()) return write(input_->text);
    if (certain_ != output_->certain || !output_->text.bytes.empty()) return write_unknown();
    output_->changed = (from_input && input_->changed) || files.size() > 1;
    output_->copy_of = source;
}

bool Interpreter::run_output_builtin(const Statement& statement, const std::vector<Field>& words) {
    const std::string& name = words[0].text.bytes;
    const bool one = words.size() >= 2 && words[1].text.known();
    if (name == "echo") {
        run_echo(words);
    } else if (name == "printf") {
        run_printf(words);
    } else if (name == "cat") {
        run_cat(words);
    } else if (name == "basename" && one && words.size() <= 3) {
        std::string base = base_name(words[1].text.bytes);
        if (words.size() == 3 && base.size() > words[2].text.bytes.size()
            && base.ends_with(words[2].text.bytes))
            base.resize(base.size() - words[2].text.bytes.size());
        write(known_text(base + "\n", words[1].begin));
    } else if (name == "dirname" && one && words.size() == 2) {
        write(known_text(folder_name(words[1].text.bytes) + "\n", words[1].begin));
    } else {
        return run_file_builtin(statement, words);
    }
    return true;
}

} // namespace batchai2aml::bash
