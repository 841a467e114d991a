#include <cstdlib>

#include "parser/shell/interpreter.hpp"

namespace batchai2aml::bash {

void Interpreter::bound(Text& text, std::string_view name) {
    constexpr std::size_t largest_value = 1 << 20;
    if (text.bytes.size() > largest_value && !name.empty()) text = unknown_text(name);
}

void Interpreter::set_variable(std::string_view name, Text value, std::uint32_t begin, std::uint32_t end) {
    bound(value, name);
    Variable& variable = state_.variables[std::string(name)];
    if (variable.array && !variable.keyed) {
        variable.set_item("0", std::move(value));
    } else {
        variable = {};
        variable.value = std::move(value);
    }
    variable.begin = begin;
    variable.end = end;
}

Text Interpreter::assigned_value(const Assignment& assignment) {
    // `X=$(…)` and `X="$(…)"` are known by the name X.
    const Part* only = nullptr;
    for (const Part& part : assignment.value)
        if (part.kind != Part::Kind::literal || !part.text.empty()) {
            if (only != nullptr) return single(assignment.value);
            only = &part;
        }
    if (only != nullptr && only->kind == Part::Kind::substitution) return substituted(*only, assignment.name);
    return single(assignment.value);
}

void Interpreter::assign_elements(const Assignment& assignment, Variable& variable) {
    long next = variable.items.empty() ? 0 : std::atol(variable.items.back().first.c_str()) + 1;
    for (const Word& element : assignment.elements) {
        if (element.assignment != nullptr && element.assignment->has_subscript
            && element.assignment->name.empty()) {
            const std::string key = single(element.assignment->subscript).bytes;
            variable.set_item(key, single(element.assignment->value));
            next = std::atol(key.c_str()) + 1;
            continue;
        }
        for (Field& field : fields(element)) {
            variable.set_item(std::to_string(next++), std::move(field.text));
            if (variable.items.size() > 100'000) {
                run_.complete = false;
                return;
            }
        }
    }
}

void Interpreter::assign(const Assignment& assignment, std::uint32_t begin, std::uint32_t end) {
    if (assignment.array) {
        const Variable* old = find_variable(assignment.name);
        Variable variable;
        if (old != nullptr && assignment.appends) variable = *old;
        if (old != nullptr) variable.keyed = old->keyed;
        if (!variable.array && !variable.value.bytes.empty()) variable.set_item("0", Text(variable.value));
        variable.array = true;
        variable.removed = false;
        variable.begin = begin;
        variable.end = end;
        assign_elements(assignment, variable);
        state_.variables[assignment.name] = std::move(variable);
        return;
    }
    Text value = assigned_value(assignment);
    if (assignment.has_subscript) {
        const Text subscript = single(assignment.subscript);
        Variable& variable = state_.variables[assignment.name];
        std::string key = subscript.bytes;
        if (!variable.keyed) {
            const auto number = evaluate(key, arithmetic_variables());
            key = number ? std::to_string(*number) : "0";
        }
        if (assignment.appends)
            if (const Text* old = variable.item(key)) {
                Text joined = *old;
                joined.append(value);
                value = std::move(joined);
            }
        bound(value, assignment.name);
        variable.set_item(key, std::move(value));
        return;
    }
    if (assignment.appends) {
        Part part;
        part.text = assignment.name;
        const Values old = plain_values(part);
        Text joined;
        for (const Text& item : old.items)
            joined.append(item);
        joined.append(value);
        value = std::move(joined);
    }
    set_variable(assignment.name, std::move(value), begin, end);
}

} // namespace batchai2aml::bash
