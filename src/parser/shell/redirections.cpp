#include <algorithm>
#include <utility>

#include "parser/shell/interpreter.hpp"

namespace batchai2aml::bash {

namespace {

constexpr std::size_t max_files = 100'000;
constexpr std::size_t max_kept = std::size_t{16} << 20;

} // namespace

// Runs a command with its redirections; what it writes to a file becomes a made file.
void Interpreter::redirected(const Statement& statement, const std::function<void()>& body) {
    Output* const output = output_;
    const Output* const input = input_;
    Output made;
    Output read;
    Text target;
    bool to_file = false;
    bool append = false;
    made.certain = certain_;
    for (const Redirect& one : statement.redirects) {
        const bool in = one.kind == Redirect::Kind::read || one.kind == Redirect::Kind::document
                        || one.kind == Redirect::Kind::string;
        const bool text_of_file = std::exchange(file_text_, one.kind == Redirect::Kind::document
                                                                || one.kind == Redirect::Kind::string);
        Text text = single(one.word.parts);
        file_text_ = text_of_file;
        if (in && one.descriptor <= 0) {
            read = {};
            if (one.kind == Redirect::Kind::read)
                read.copy_of = text.bytes;
            else
                read.text = std::move(text);
            if (one.kind == Redirect::Kind::string) read.text.insert("\n", one.word.begin);
            input_ = &read;
        } else if (one.kind == Redirect::Kind::write || one.kind == Redirect::Kind::append) {
            if (one.descriptor != -1 && one.descriptor != 1 && one.descriptor != -2) continue;
            target = std::move(text);
            append = one.kind == Redirect::Kind::append;
            output_ = &made;
            to_file = true;
        } else if (one.kind == Redirect::Kind::copy && !in && (one.descriptor == -1 || one.descriptor == 1)
                   && text.bytes == "2") {
            output_ = nullptr;
            to_file = false;
        }
    }
    const auto status = status_;
    body();
    if (statement.words.empty() && statement.kind == Statement::Kind::simple) status_ = status;
    output_ = output;
    input_ = input;
    if (to_file) emit_file(target, made, append, statement);
}

void Interpreter::emit_file(const Text& name, const Output& output, bool append, const Statement& statement) {
    if (mute_ || name.bytes.empty() || name.bytes == "/dev/null" || name.bytes.starts_with("/dev/")) return;
    const std::string folder = state_.folder.value_or("");
    MadeFile file;
    file.name = name.bytes;
    file.folder = folder;
    file.calls_before = run_.calls.size();
    file.begin = statement.begin;
    file.end = statement.end;
    Text text = output.text;
    if (append) {
        const auto old = std::find_if(run_.files.rbegin(), run_.files.rend(), [&](const MadeFile& one) {
            return one.name == file.name && one.folder == folder;
        });
        if (old != run_.files.rend() && old->copy_of.empty()) {
            Text all;
            all.bytes = old->text;
            all.segments = old->segments;
            all.append(text);
            text = std::move(all);
        } else if (old != run_.files.rend()) {
            file.copy_of = old->copy_of;
            file.changed = true;
        }
    }
    if (!output.known) return;
    if (file.copy_of.empty()) {
        file.copy_of = output.copy_of;
        file.changed = output.changed;
    }
    if (file.copy_of.empty()) {
        file.text = std::move(text.bytes);
        file.segments = std::move(text.segments);
    }
    kept_ += file.text.size() + sizeof(MadeFile);
    if (kept_ > max_kept || run_.files.size() >= max_files) {
        run_.complete = false;
        stopped_ = true;
        return;
    }
    run_.files.push_back(std::move(file));
}

} // namespace batchai2aml::bash
