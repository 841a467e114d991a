#include <algorithm>
#include <utility>

#include "report/json.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// Longer than any line with a path that an operating system takes.
constexpr std::size_t longest_line = 65536;

bool is_sha256(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// A JSON string as `JsonText` writes it, which escapes only what it must. Paths hold no control characters,
/// so any other escape than these three is not ours.
std::optional<std::string> take_string(std::string_view& text) {
    if (!take_prefix(text, "\"")) return std::nullopt;
    std::string decoded;
    while (!text.empty() && text.front() != '"') {
        if (take_prefix(text, "\\u0023")) {
            decoded += '#';
            continue;
        }
        if (take_prefix(text, "\\") && !text.starts_with('"') && !text.starts_with('\\')) return std::nullopt;
        decoded += text.front();
        text.remove_prefix(1);
    }
    if (!take_prefix(text, "\"")) return std::nullopt;
    return decoded;
}

std::optional<WrittenFile> written_file(std::string_view text) {
    if (!take_prefix(text, "{\"file\":")) return std::nullopt;
    auto file = take_string(text);
    if (!file || !take_prefix(text, ",\"sha256\":")) return std::nullopt;
    auto sha256 = take_string(text);
    if (!sha256 || !is_sha256(*sha256) || (text != "}" && text != "},")) return std::nullopt;
    return WrittenFile{std::move(*file), std::move(*sha256)};
}

} // namespace

bool WrittenFilesReader::take(std::string_view piece) {
    while (!piece.empty() && state_ != State::done && state_ != State::failed) {
        const std::size_t end = piece.find('\n');
        rest_ += piece.substr(0, end);
        if (rest_.size() > longest_line) state_ = State::failed;
        if (end == std::string_view::npos) break;
        piece.remove_prefix(end + 1);
        if (state_ != State::failed) state_ = line(rest_);
        rest_.clear();
    }
    return state_ != State::done && state_ != State::failed;
}

WrittenFilesReader::State WrittenFilesReader::line(std::string_view text) {
    switch (state_) {
    case State::schema:
        return text == "{\"schema\":" + json_quote(json_schema) + "," ? State::head : State::failed;
    case State::head:
        return text == "\"outputs\":[" ? State::outputs : State::head;
    case State::outputs:
        return entry(text, files_.outputs, State::leftovers);
    case State::leftovers:
        if (text == "\"leftovers\":[") return State::leftovers;
        return entry(text, files_.leftovers, State::done);
    case State::done:
    case State::failed:
        break;
    }
    return state_;
}

WrittenFilesReader::State WrittenFilesReader::entry(std::string_view text, std::vector<WrittenFile>& list,
                                                    State after) {
    if (text == "],") return after;
    auto file = written_file(text);
    if (!file || !safe_components(file->file)) return State::failed;
    list.push_back(std::move(*file));
    return state_;
}

std::optional<WrittenFiles> WrittenFilesReader::result() && {
    if (state_ != State::done) return std::nullopt;
    return std::move(files_);
}

} // namespace batchai2aml
