#include <algorithm>

#include "parser/shell/interpreter.hpp"
#include "parser/shell/pattern.hpp"

namespace batchai2aml::bash {

void Interpreter::run_condition(const Statement& statement) {
    const auto& blocks = statement.blocks;
    std::vector<std::function<void()>> branches;
    std::size_t i = 0;
    for (; i + 1 < blocks.size(); i += 2) {
        if (branches.empty()) {
            run_block(*blocks[i]);
            if (flow_ != Flow::next || stopped_) return;
            if (status_ && !presumed_) {
                if (*status_ != 0) continue;
                run_block(*blocks[i + 1]);
                return;
            }
            branches.emplace_back([this, &blocks, i] { run_block(*blocks[i + 1]); });
        } else {
            branches.emplace_back([this, &blocks, i] {
                run_block(*blocks[i]);
                if (flow_ == Flow::next) run_block(*blocks[i + 1]);
            });
        }
    }
    const bool has_else = i < blocks.size();
    if (branches.empty()) {
        status_ = 0;
        if (has_else) run_block(*blocks[i]);
        return;
    }
    if (has_else) branches.emplace_back([this, &blocks, i] { run_block(*blocks[i]); });
    run_uncertain(branches, has_else);
}

void Interpreter::run_branch(const Statement& statement) {
    const Text subject = single(statement.words[0].parts);
    std::vector<std::function<void()>> branches;
    bool all = false;
    bool falls = false;
    for (const CaseItem& item : statement.items) {
        bool certain = falls && branches.empty();
        bool possible = falls;
        for (const Word& word : item.patterns) {
            const auto wanted = pattern(word.parts);
            const bool takes_all = wanted && *wanted == "*";
            if (!takes_all && (!wanted || !subject.known()))
                possible = true;
            else if (takes_all
                     || (spend(wanted->size() + subject.bytes.size()) && matches(*wanted, subject.bytes)))
                certain = true;
        }
        if (certain && branches.empty()) {
            run_block(*item.body);
            falls = item.falls_through;
            if (!falls) return;
            continue;
        }
        if (possible || certain) branches.emplace_back([this, &item] { run_block(*item.body); });
        if (certain) {
            all = true;
            break;
        }
    }
    if (branches.empty())
        status_ = 0;
    else
        run_uncertain(branches, all);
}

void Interpreter::run_arithmetic(const Statement& statement) {
    presumed_ = false;
    status_.reset();
    if (statement.expressions.empty()) return;
    if (const auto value = calculated(statement.expressions[0])) status_ = *value != 0 ? 0 : 1;
}

void Interpreter::run_test(const Statement& statement) {
    std::vector<Field> words;
    for (const Word& word : statement.words) {
        Field field;
        field.text = single(word.parts);
        field.begin = word.begin;
        field.end = word.end;
        words.push_back(std::move(field));
    }
    const auto result = test(words, true, statement.words);
    presumed_ = false;
    status_ = result ? std::optional(*result ? 0 : 1) : std::nullopt;
}

} // namespace batchai2aml::bash
