#include "support/line_diff.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace batchai2aml {

namespace {

using Ids = std::span<const std::uint32_t>;
using Index = std::ptrdiff_t;

/// After so many edits from each end the search for the best way is given up: fewer in sequences so long
/// that the search would take long.
constexpr Index most_edits = 256;
constexpr Index fewest_edits = 16;
constexpr Index most_steps = Index{1} << 27;
constexpr Index unreached = -1;

/// A part of both sequences.
struct Box {
    Index old_begin = 0;
    Index old_end = 0;
    Index new_begin = 0;
    Index new_end = 0;

    [[nodiscard]] Index width() const { return old_end - old_begin; }
    [[nodiscard]] Index height() const { return new_end - new_begin; }
};

struct Point {
    Index x = 0; ///< elements of the old sequence that are behind it, counted from a corner of the box
    Index y = 0; ///< of the new one
};

/// How far one gets from one corner of a box with a number of edits: for each diagonal (x - y) the greatest
/// x.
class Front {
  public:
    void begin(Index width, Index height) {
        width_ = width;
        height_ = height;
        edits_ = 0;
    }

    /// One edit more. `follow` passes equal elements from a point on and returns the x behind them.
    template <class Follow>
    void advance(const Follow& follow) {
        const Index low = lowest(edits_);
        const Index high = highest(edits_);
        for (Index k = low; k <= high; k += 2)
            at(k) = edits_ == 0 ? follow(0, 0) : step(k, follow);
        ++edits_;
    }

    [[nodiscard]] Index x_on(Index diagonal) const {
        const bool inside = edits_ > 0 && diagonal >= lowest(edits_ - 1) && diagonal <= highest(edits_ - 1)
                            && (diagonal - lowest(edits_ - 1)) % 2 == 0;
        return inside ? reached_[slot(diagonal)] : unreached;
    }

    /// Diagonals of the last round.
    [[nodiscard]] Index first() const { return lowest(edits_ - 1); }
    [[nodiscard]] Index last() const { return highest(edits_ - 1); }
    [[nodiscard]] Index rounds() const { return edits_; }

    [[nodiscard]] Point furthest() const {
        Point best;
        for (Index k = first(); k <= last(); k += 2) {
            const Index x = x_on(k);
            if (x != unreached && 2 * x - k > best.x + best.y) best = {x, x - k};
        }
        return best;
    }

  private:
    template <class Follow>
    Index step(Index k, const Follow& follow) {
        const Index low = lowest(edits_ - 1);
        const Index high = highest(edits_ - 1);
        Index x = unreached;
        if (k - 1 >= low && at(k - 1) != unreached && at(k - 1) < width_) x = at(k - 1) + 1;
        if (k + 1 <= high && at(k + 1) != unreached && at(k + 1) - k <= height_) x = std::max(x, at(k + 1));
        return x == unreached ? unreached : follow(x, x - k);
    }

    // Diagonals beyond these lie outside of the box.
    [[nodiscard]] Index lowest(Index edits) const {
        return -(edits - 2 * std::max<Index>(0, edits - height_));
    }
    [[nodiscard]] Index highest(Index edits) const { return edits - 2 * std::max<Index>(0, edits - width_); }
    [[nodiscard]] static std::size_t slot(Index diagonal) {
        return static_cast<std::size_t>(diagonal + most_edits + 1);
    }
    Index& at(Index diagonal) { return reached_[slot(diagonal)]; }

    Index width_ = 0;
    Index height_ = 0;
    Index edits_ = 0;
    /// Each round writes all diagonals that it may ask about.
    std::vector<Index> reached_ = std::vector<Index>(static_cast<std::size_t>(2 * most_edits + 3), unreached);
};

class Differ {
  public:
    Differ(Ids old_ids, Ids new_ids)
        : old_(old_ids),
          new_(new_ids),
          limit_(std::clamp(most_steps / static_cast<Index>(old_ids.size() + new_ids.size() + 1),
                            fewest_edits, most_edits)) {}

    std::vector<Edit> run() {
        pending_.push_back({0, static_cast<Index>(old_.size()), 0, static_cast<Index>(new_.size())});
        while (!pending_.empty()) {
            Box box = pending_.back();
            pending_.pop_back();
            trim(box);
            if (box.width() == 0 || box.height() == 0)
                add(box);
            else
                divide(box);
        }
        return std::move(edits_);
    }

  private:
    [[nodiscard]] bool same(Index x, Index y) const {
        return old_[static_cast<std::size_t>(x)] == new_[static_cast<std::size_t>(y)];
    }

    void trim(Box& box) const {
        while (box.width() > 0 && box.height() > 0 && same(box.old_begin, box.new_begin)) {
            ++box.old_begin;
            ++box.new_begin;
        }
        while (box.width() > 0 && box.height() > 0 && same(box.old_end - 1, box.new_end - 1)) {
            --box.old_end;
            --box.new_end;
        }
    }

    void add(const Box& box) {
        if (box.width() == 0 && box.height() == 0) return;
        const Edit edit{static_cast<std::size_t>(box.old_begin), static_cast<std::size_t>(box.old_end),
                        static_cast<std::size_t>(box.new_begin), static_cast<std::size_t>(box.new_end)};
        // Boxes come from front to back, so that what touches belongs together.
        if (!edits_.empty() && edits_.back().old_end == edit.old_begin
            && edits_.back().new_end == edit.new_begin) {
            edits_.back().old_end = edit.old_end;
            edits_.back().new_end = edit.new_end;
            return;
        }
        edits_.push_back(edit);
    }

    void divide(const Box& box) {
        const Point middle = middle_of(box);
        const Index x = box.old_begin + middle.x;
        const Index y = box.new_begin + middle.y;
        pending_.push_back({x, box.old_end, y, box.new_end});
        pending_.push_back({box.old_begin, x, box.new_begin, y});
    }

    /// A point on a shortest way through the box, neither its begin nor its end; on a good way when the
    /// shortest one is long. \pre the first elements differ, and so do the last ones
    Point middle_of(const Box& box) {
        const Index difference = box.width() - box.height();
        const bool odd = difference % 2 != 0;
        forward_.begin(box.width(), box.height());
        backward_.begin(box.width(), box.height());
        while (forward_.rounds() <= limit_) {
            forward_.advance([&](Index x, Index y) { return follow_forward(box, x, y); });
            if (odd)
                if (const auto met = meeting(forward_, backward_, box)) return *met;
            backward_.advance([&](Index x, Index y) { return follow_backward(box, x, y); });
            if (!odd)
                if (const auto met = meeting(backward_, forward_, box))
                    return {box.width() - met->x, box.height() - met->y};
        }
        const Point ahead = forward_.furthest();
        const Point behind = backward_.furthest();
        if (ahead.x + ahead.y >= behind.x + behind.y) return ahead;
        return {box.width() - behind.x, box.height() - behind.y};
    }

    [[nodiscard]] Index follow_forward(const Box& box, Index x, Index y) const {
        while (x < box.width() && y < box.height() && same(box.old_begin + x, box.new_begin + y)) {
            ++x;
            ++y;
        }
        return x;
    }
    [[nodiscard]] Index follow_backward(const Box& box, Index x, Index y) const {
        while (x < box.width() && y < box.height() && same(box.old_end - 1 - x, box.new_end - 1 - y)) {
            ++x;
            ++y;
        }
        return x;
    }

    /// Where the last round of `moved` met what comes from the other corner, seen from its own.
    [[nodiscard]] static std::optional<Point> meeting(const Front& moved, const Front& other,
                                                      const Box& box) {
        const Index difference = box.width() - box.height();
        for (Index k = moved.first(); k <= moved.last(); k += 2) {
            const Index x = moved.x_on(k);
            const Index opposite = other.x_on(difference - k);
            if (x != unreached && opposite != unreached && x + opposite >= box.width())
                return Point{x, x - k};
        }
        return std::nullopt;
    }

    Ids old_;
    Ids new_;
    Index limit_;
    Front forward_;
    Front backward_;
    std::vector<Box> pending_; ///< the next one last
    std::vector<Edit> edits_;
};

} // namespace

std::vector<Edit> diff_sequences(Ids old_ids, Ids new_ids) {
    return Differ(old_ids, new_ids).run();
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

std::vector<Edit> diff_lines(std::string_view old_text, std::string_view new_text) {
    std::unordered_map<std::string_view, std::uint32_t> known;
    const auto ids_of = [&](std::string_view text) {
        std::vector<std::uint32_t> ids;
        for (const std::string_view line : split_lines(text))
            ids.push_back(known.try_emplace(line, static_cast<std::uint32_t>(known.size())).first->second);
        return ids;
    };
    const std::vector<std::uint32_t> old_ids = ids_of(old_text);
    return diff_sequences(old_ids, ids_of(new_text));
}

} // namespace batchai2aml
