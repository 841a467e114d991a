#include "report/wrap.hpp"

#include "support/text.hpp"

namespace batchai2aml {

void append_wrapped(std::string& out, std::string_view first, std::string_view text, std::size_t hang,
                    std::size_t width) {
    out += first;
    std::size_t column = code_points(first);
    bool line_has_word = false;
    for (const std::string_view word : split(text, ' ')) {
        if (word.empty()) continue;
        const std::size_t length = code_points(word);
        if (line_has_word && column + 1 + length > width) {
            out += '\n';
            out.append(hang, ' ');
            column = hang;
            line_has_word = false;
        }
        if (line_has_word) {
            out += ' ';
            ++column;
        }
        out += word;
        column += length;
        line_has_word = true;
    }
    out += '\n';
}

std::string pad(std::string_view text, std::size_t width) {
    std::string padded(text);
    const std::size_t length = code_points(text);
    if (length < width) padded.append(width - length, ' ');
    return padded;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

} // namespace batchai2aml
