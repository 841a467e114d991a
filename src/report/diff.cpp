#include "report/diff.hpp"

#include <algorithm>

#include "support/line_diff.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t context = 3;

/// Lines of one text, as they are shown.
class ShownLines {
  public:
    ShownLines(std::string_view text, std::string_view shown) : lines_(split_lines(shown)) {
        const auto count = static_cast<std::size_t>(std::ranges::count(text, '\n'));
        size_ = count + (text.empty() || text.ends_with('\n') ? 0 : 1);
        lines_.resize(size_);
    }

    [[nodiscard]] DiffLine line(std::size_t at, DiffLine::Kind kind) const {
        std::string_view text = lines_[at];
        const bool ends = text.ends_with('\n');
        if (ends) text.remove_suffix(1);
        return {kind, std::string(text), ends};
    }
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    std::vector<std::string_view> lines_;
    std::size_t size_ = 0;
};

class HunkMaker {
  public:
    explicit HunkMaker(const DiffTexts& texts)
        : edits_(diff_lines(texts.old_text, texts.new_text)),
          old_(texts.old_text, texts.old_shown),
          new_(texts.new_text, texts.new_shown) {}

    std::vector<DiffHunk> make() {
        std::vector<DiffHunk> hunks;
        for (std::size_t first = 0; first < edits_.size();) {
            std::size_t last = first;
            while (last + 1 < edits_.size()
                   && edits_[last + 1].old_begin - edits_[last].old_end <= 2 * context)
                ++last;
            hunks.push_back(hunk(first, last));
            first = last + 1;
        }
        return hunks;
    }

  private:
    [[nodiscard]] DiffHunk hunk(std::size_t first, std::size_t last) const {
        const std::size_t before = std::min(context, edits_[first].old_begin);
        const std::size_t after = std::min(context, old_.size() - edits_[last].old_end);
        const std::size_t old_begin = edits_[first].old_begin - before;
        const std::size_t new_begin = edits_[first].new_begin - before;
        DiffHunk out;
        out.old_lines = edits_[last].old_end + after - old_begin;
        out.new_lines = edits_[last].new_end + after - new_begin;
        // A side without lines is named by the line before it, as patch does.
        out.old_begin = old_begin + (out.old_lines == 0 ? 0 : 1);
        out.new_begin = new_begin + (out.new_lines == 0 ? 0 : 1);
        std::size_t at = old_begin;
        for (std::size_t i = first; i <= last; ++i) {
            add(old_, at, edits_[i].old_begin, DiffLine::Kind::both, out);
            add(old_, edits_[i].old_begin, edits_[i].old_end, DiffLine::Kind::removed, out);
            add(new_, edits_[i].new_begin, edits_[i].new_end, DiffLine::Kind::added, out);
            at = edits_[i].old_end;
        }
        add(old_, at, at + after, DiffLine::Kind::both, out);
        return out;
    }

    static void add(const ShownLines& lines, std::size_t begin, std::size_t end, DiffLine::Kind kind,
                    DiffHunk& out) {
        for (std::size_t i = begin; i < end; ++i)
            out.lines.push_back(lines.line(i, kind));
    }

    std::vector<Edit> edits_;
    ShownLines old_;
    ShownLines new_;
};

} // namespace

std::string_view to_string(DiffState state) {
    constexpr std::array<std::string_view, diff_state_count> words = {"edited",  "orphaned", "deleted",
                                                                      "changed", "new",      "unchanged"};
    return words[static_cast<std::size_t>(state)];
}

std::string_view to_string(DiffAction action) {
    constexpr std::array<std::string_view, 3> words = {"write", "keep", "nothing"};
    return words[static_cast<std::size_t>(action)];
}

std::size_t FolderDiff::count(DiffState state) const {
    return static_cast<std::size_t>(std::ranges::count(files, state, &FileDiff::state));
}

bool FolderDiff::any() const {
    return std::ranges::any_of(files,
                               [](const FileDiff& file) { return file.state != DiffState::unchanged; });
}

std::string diff_totals(const FolderDiff& diff) {
    constexpr std::array<DiffState, diff_state_count> order = {DiffState::created,  DiffState::changed,
                                                               DiffState::edited,   DiffState::deleted,
                                                               DiffState::orphaned, DiffState::unchanged};
    std::string out;
    for (const DiffState state : order)
        out += (out.empty() ? "" : ", ") + std::to_string(diff.count(state)) + ' '
               + std::string(to_string(state));
    return out + '.';
}

std::vector<DiffHunk> make_hunks(const DiffTexts& texts) {
    return HunkMaker(texts).make();
}

} // namespace batchai2aml
