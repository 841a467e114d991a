#include <algorithm>

#include "parser/shell/interpreter.hpp"

namespace batchai2aml::bash {

namespace {

constexpr int max_rounds = 1000;

} // namespace

// One round of a loop; false when the loop ends with it.
bool Interpreter::run_round(const Block& body) {
    run_block(body);
    if (flow_ == Flow::next_round) flow_ = Flow::next;
    if (flow_ == Flow::leaves_loop) {
        flow_ = Flow::next;
        return false;
    }
    return flow_ == Flow::next && !stopped_;
}

void Interpreter::run_for(const Statement& statement) {
    const Block& body = *statement.blocks[0];
    std::vector<Field> items;
    if (statement.has_list) {
        for (const Word& word : statement.words)
            for (Field& field : fields(word))
                items.push_back(std::move(field));
    } else if (state_.arguments) {
        for (const Text& text : *state_.arguments)
            items.push_back({text});
    } else {
        items.push_back({unknown_text("@"), false, true});
    }
    for (Field& item : items) {
        const bool list = item.text.holes.size() == 1 && item.text.holes[0].end == item.text.bytes.size()
                          && item.text.holes[0].begin == 0 && item.split;
        if (!list && !item.wildcard) {
            set_variable(statement.name, std::move(item.text), item.begin, item.end);
            if (!run_round(body)) return;
            continue;
        }
        // Any number of words.
        const std::function<void()> round = [&] {
            set_variable(statement.name, unknown_text(statement.name, item.begin), item.begin, item.end);
            static_cast<void>(run_round(body));
        };
        run_uncertain({&round, 1}, true);
    }
}

void Interpreter::run_count(const Statement& statement) {
    const Block& body = *statement.blocks[0];
    static_cast<void>(calculated(statement.expressions[0]));
    for (int i = 0;; ++i) {
        const auto goes_on = calculated(statement.expressions[1]);
        if (!goes_on) {
            const std::function<void()> round = [&] { static_cast<void>(run_round(body)); };
            run_uncertain({&round, 1}, false);
            return;
        }
        // An empty condition holds.
        if (*goes_on == 0 && !statement.expressions[1].empty()) return;
        if (i == max_rounds) {
            run_.complete = false;
            return;
        }
        if (!run_round(body)) return;
        if (statement.expressions[1].empty()) return;
        static_cast<void>(calculated(statement.expressions[2]));
    }
}

void Interpreter::run_while(const Statement& statement) {
    const Block& body = *statement.blocks[1];
    maybe_left_ = false;
    for (int i = 0;; ++i) {
        run_block(*statement.blocks[0]);
        if (flow_ != Flow::next || stopped_) return;
        if (!status_ || presumed_) {
            if (i > 0) return; // what more rounds would do is what the first one did
            const std::function<void()> round = [&] { static_cast<void>(run_round(body)); };
            run_uncertain({&round, 1}, false);
            return;
        }
        if ((*status_ == 0) == statement.until) break;
        if (i == max_rounds) {
            run_.complete = false;
            break;
        }
        const Variables before = state_.variables;
        if (!spend(100 + 50 * before.size()) || !run_round(body)) return;
        // Without a change it would go on without end, or wait for something.
        if (maybe_left_ || before == state_.variables) break;
    }
    maybe_left_ = false;
    status_ = 0;
    presumed_ = false;
}

} // namespace batchai2aml::bash
