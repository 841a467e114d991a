#include <algorithm>

#include "parser/shell/interpreter.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

// `job.json` of an address `…/job.json?raw=true`.
std::string name_of_address(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    const std::size_t slash = address.rfind('/');
    return std::string(slash == std::string_view::npos ? address : address.substr(slash + 1));
}

bool is_address(std::string_view word) {
    return word.find("://") != std::string_view::npos;
}

} // namespace

// `wget -O f URL`, `curl -o f URL`, and what is written to the output.
void Interpreter::run_fetch(const std::vector<Field>& words, const Statement& statement) {
    const bool wget = words[0].text.bytes == "wget";
    const Field* address = nullptr;
    const Field* target = nullptr;
    bool by_name = wget;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i].text.bytes;
        const bool has_next = i + 1 < words.size();
        const bool letters = word.size() > 1 && word[0] == '-' && word[1] != '-';
        const bool names_target = (letters && word.back() == (wget ? 'O' : 'o'))
                                  || word == (wget ? "--output-document" : "--output");
        if (names_target && has_next) {
            target = &words[++i];
        } else if (!wget && (word == "--remote-name" || (letters && word.find('O') != std::string::npos))) {
            by_name = true;
        } else if (word[0] != '-'
                   && (address == nullptr || (is_address(word) && !is_address(address->text.bytes)))) {
            address = &words[i];
        }
    }
    if (address == nullptr) return write_unknown();
    Output fetched;
    fetched.copy_of = address->text.bytes;
    if (target != nullptr && target->text.bytes != "-")
        return emit_file(target->text, fetched, false, statement);
    if (by_name && target == nullptr)
        return emit_file(known_text(name_of_address(address->text.bytes)), fetched, false, statement);
    if (output_ != nullptr) {
        output_->copy_of = address->text.bytes;
        output_->known = output_->text.bytes.empty() && certain_ == output_->certain;
    }
}

// `sed`, `envsubst`, `jq`: what they print is the file that they read, changed.
void Interpreter::run_filter(const std::vector<Field>& words, const Statement& statement) {
    const std::string& name = words[0].text.bytes;
    std::vector<const Field*> operands;
    bool in_place = false;
    bool script_given = name == "envsubst";
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i].text.bytes;
        if (name == "sed" && (word.starts_with("-i") || word == "--in-place")) in_place = true;
        if (name == "sed" && (word == "-e" || word == "-f") && i + 1 < words.size()) {
            script_given = true;
            ++i;
        } else if (name == "jq" && (word == "--arg" || word == "--argjson" || word == "--slurpfile")) {
            i += 2;
        } else if (!word.starts_with('-')) {
            operands.push_back(&words[i]);
        }
    }
    // The program of BSD's `sed -i ''` is the second operand.
    if (in_place && !operands.empty() && operands[0]->text.bytes.empty()) operands.erase(operands.begin());
    if (!script_given && !operands.empty()) operands.erase(operands.begin());
    if (name == "envsubst") operands.clear();
    Output out;
    out.changed = true;
    if (in_place) {
        for (const Field* file : operands) {
            out.copy_of = file->text.bytes;
            emit_file(file->text, out, false, statement);
        }
        return;
    }
    if (output_ == nullptr) return;
    std::string source;
    if (!operands.empty())
        source = operands[0]->text.bytes;
    else if (input_ != nullptr && input_->known)
        source = input_->copy_of;
    if (source.empty() || !output_->text.bytes.empty() || certain_ != output_->certain)
        return write_unknown();
    output_->copy_of = source;
    output_->changed = true;
}

bool Interpreter::run_file_builtin(const Statement& statement, const std::vector<Field>& words) {
    const std::string& name = words[0].text.bytes;
    if (name == "wget" || name == "curl") {
        run_fetch(words, statement);
    } else if (name == "sed" || name == "envsubst" || name == "jq") {
        run_filter(words, statement);
    } else if (name == "tee") {
        if (input_ == nullptr || !input_->known) return false;
        const bool append = words.size() > 1 && words[1].text.bytes == "-a";
        for (const Field& word : std::span(words).subspan(1))
            if (!word.text.bytes.starts_with('-')) emit_file(word.text, *input_, append, statement);
        if (output_ != nullptr && input_->copy_of.empty())
            write(input_->text);
        else
            write_unknown();
    } else if (name == "cp" || name == "mv") {
        std::vector<const Field*> operands;
        for (const Field& word : std::span(words).subspan(1))
            if (!word.text.bytes.starts_with('-')) operands.push_back(&word);
        if (operands.size() != 2) return false;
        Text target = operands[1]->text;
        const std::string& from = operands[0]->text.bytes;
        if (target.bytes == "." || target.bytes.ends_with('/')) {
            if (target.bytes == ".") target = {};
            target.insert(name_of_address(from), operands[1]->begin);
        }
        Output copied;
        copied.copy_of = from;
        emit_file(target, copied, false, statement);
    } else {
        return false;
    }
    // That they succeed is not certain, but what scripts count on.
    status_.reset();
    presumed_ = true;
    return true;
}

} // namespace batchai2aml::bash
