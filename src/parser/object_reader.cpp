#include "parser/object_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

// Counts were 32-bit integers; sums and products of a few of them fit into 64 bits.
bool is_in_range(std::int64_t value) {
    return value >= -2147483647 && value <= 2147483647;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
    text = trim(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return is_in_range(value) ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> truncate(const std::string& text) {
    const double value = std::strtod(text.c_str(), nullptr);
    if (!std::isfinite(value) || std::abs(value) > 2147483647.0) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

} // namespace

ObjectReader::ObjectReader(ReadContext& context, NodeId object, std::string_view what)
    : context_(&context), object_(object), what_(what) {
    for (NodeId id = context.node(object).first_child; id != no_node; id = context.node(id).next_sibling) {
        if (!context.node(id).duplicate) continue;
        context.report("B2A0105", id,
                       "the member " + context.describe_name(id)
                           + " occurs again further down; the last one counts");
        context.record_all(id, rules::duplicate_member);
    }
    if (context.document.is_leaf(object)) context.notes.ledger.add(leaf(), rules::empty_member);
}

bool ObjectReader::has(std::string_view name) const {
    return context_->document.member(object_, name) != no_node;
}

// A member that Batch AI ignored and a person meant as `name`; the nearest spelling wins.
NodeId ObjectReader::find_meant(NodeId object, std::string_view name) {
    NodeId best = no_node;
    Spelling best_spelling = Spelling::other;
    for (NodeId id = context_->node(object).first_child; id != no_node;
         id = context_->node(id).next_sibling) {
        if (context_->node(id).duplicate || is_taken(id)) continue;
        const std::string& key = context_->node(id).key;
        const Spelling spelling = spelling_of(key, name);
        if (spelling == Spelling::other && (object == object_ || key != name)) continue;
        if (best != no_node && spelling >= best_spelling) continue;
        best = id;
        best_spelling = spelling;
    }
    if (best == no_node) return no_node;
    const std::string written = context_->describe_name(best);
    context_->report("B2A0213", best,
                     object == object_ ? written + " was read as \"" + std::string(name) + "\""
                                       : written + " was read although it stands beside \"properties\"");
    return best;
}

bool ObjectReader::is_taken(NodeId member) const {
    return std::find(taken_.begin(), taken_.end(), member) != taken_.end();
}

void ObjectReader::adopt(const ObjectReader& other) {
    taken_.insert(taken_.end(), other.taken_.begin(), other.taken_.end());
}

NodeId ObjectReader::take(std::string_view name) {
    asked_.push_back(name);
    NodeId member = context_->document.member(object_, name);
    if (member == no_node && context_->ignored == IgnoredMembers::read) {
        member = find_meant(object_, name);
        if (member == no_node && fallback_ != no_node) member = find_meant(fallback_, name);
    }
    if (member == no_node) return no_node;
    taken_.push_back(member);
    if (context_->node(member).kind == NodeKind::null) {
        context_->notes.ledger.add(context_->leaf(member), rules::null_member);
        return no_node;
    }
    return member;
}

void ObjectReader::refuse(NodeId node, std::string_view expected) {
    const Node& value = context_->node(node);
    const std::string name =
        value.key.empty() ? std::string("an element of the list") : context_->describe_name(node);
    const bool larger = expected.starts_with("smaller");
    context_->report("B2A0202", node,
                     name + " must be " + std::string(expected)
                         + (larger ? "" : ", not " + std::string(kind_name(value.kind)))
                         + "; it was left out");
    context_->record_all(node, rules::wrong_type);
}

std::string ObjectReader::without(NodeId id, bool (*is_refused)(char)) {
    std::string text = context_->node(id).text;
    if (std::erase_if(text, is_refused) == 0) return text;
    context_->report("B2A0212", id,
                     context_->describe_name(id) + " holds control characters; they were left out");
    context_->notes.ledger.add(context_->leaf(id), rules::control_characters);
    return text;
}

Text ObjectReader::text(std::string_view name, EmptyText empty) {
    return read_text(take(name), empty,
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

Text ObjectReader::free_text(std::string_view name, EmptyText empty) {
    return read_text(take(name), empty, [](char c) { return c == '\0'; });
}

Text ObjectReader::read_only_text(std::string_view name) {
    return read_text(
        take(name), EmptyText::absent, [](char c) { return c == '\0'; }, TextUse::read_only);
}

Text ObjectReader::free_text_at(NodeId member) {
    if (context_->node(member).kind == NodeKind::null) {
        context_->notes.ledger.add(context_->leaf(member), rules::null_member);
        return std::nullopt;
    }
    return read_text(member, EmptyText::kept, [](char c) { return c == '\0'; });
}

Text ObjectReader::read_text(NodeId id, EmptyText empty, bool (*is_refused)(char), TextUse use) {
    if (id == no_node) return std::nullopt;
    const Node& value = context_->node(id);
    switch (value.kind) {
    case NodeKind::string: {
        const std::string text = without(id, is_refused);
        if (text.empty() && empty == EmptyText::absent) {
            if (value.text.empty()) context_->notes.ledger.add(context_->leaf(id), rules::empty_text);
            return std::nullopt;
        }
        return Field<std::string>{context_->redact(id, text, use), context_->leaf(id)};
    }
    case NodeKind::integer:
    case NodeKind::number:
        return Field<std::string>{value.text, context_->leaf(id)};
    case NodeKind::boolean:
        return Field<std::string>{value.text == "true" ? "True" : "False", context_->leaf(id)};
    default:
        refuse(id, "a text");
        return std::nullopt;
    }
}

// True when placeholders stand there: a person fills them in.
bool ObjectReader::ask_for_placeholders(NodeId id) {
    const Node& value = context_->node(id);
    const std::vector<std::string> placeholders =
        value.kind == NodeKind::string ? find_placeholders(value.text) : std::vector<std::string>{};
    for (const std::string& placeholder : placeholders) {
        if (!context_->secrets.find(placeholder).empty()) continue;
        Diagnostic& told = context_->report("B2A0215", id, '"' + placeholder + "\" was never filled in");
        told.answers = {{"placeholders." + placeholder, ""}};
        told.question = "What does \"" + placeholder + "\" stand for?";
    }
    if (!placeholders.empty()) context_->notes.ledger.add(context_->leaf(id), rules::count_placeholder);
    return !placeholders.empty();
}

Count ObjectReader::count(std::string_view name) {
    const NodeId id = take(name);
    if (id == no_node) return std::nullopt;
    const Node& value = context_->node(id);
    std::optional<std::int64_t> number;
    switch (value.kind) {
    case NodeKind::integer:
        number = to_integer(value.text);
        break;
    case NodeKind::number:
        number = truncate(value.text);
        if (number)
            context_->report("B2A0203", id,
                             context_->describe_name(id) + " is a whole number: " + std::to_string(*number)
                                 + " is used");
        break;
    case NodeKind::boolean:
        number = value.text == "true" ? 1 : 0;
        break;
    case NodeKind::string:
        number = to_integer(value.text);
        if (number)
            context_->report("B2A0203", id, context_->describe_name(id) + " is a number written as text");
        break;
    default:
        break;
    }
    if (!number && ask_for_placeholders(id)) return std::nullopt;
    if (!number) {
        const bool numeric = value.kind == NodeKind::integer || value.kind == NodeKind::number;
        refuse(id, numeric ? "smaller" : "a whole number");
        return std::nullopt;
    }
    return Field<std::int64_t>{*number, context_->leaf(id)};
}

Flag ObjectReader::flag(std::string_view name) {
    const NodeId id = take(name);
    if (id == no_node) return std::nullopt;
    const Node& value = context_->node(id);
    if (value.kind == NodeKind::boolean) return Field<bool>{value.text == "true", context_->leaf(id)};
    if (value.kind == NodeKind::integer) return Field<bool>{value.text != "0", context_->leaf(id)};
    if (value.kind == NodeKind::string && (iequals(value.text, "true") || iequals(value.text, "false"))) {
        context_->report("B2A0203", id, context_->describe_name(id) + " is true or false written as text");
        return Field<bool>{iequals(value.text, "true"), context_->leaf(id)};
    }
    refuse(id, "true or false");
    return std::nullopt;
}

SecretText ObjectReader::secret(std::string_view name) {
    const NodeId id = take(name);
    if (id == no_node) return std::nullopt;
    const Node& value = context_->node(id);
    if (value.kind == NodeKind::object || value.kind == NodeKind::array) {
        refuse(id, "a text");
        return std::nullopt;
    }
    if (value.text.empty()) {
        context_->notes.ledger.add(context_->leaf(id), rules::empty_text);
        return std::nullopt;
    }
    return Field<Redacted>{{is_placeholder(value.text)}, context_->leaf(id)};
}

bool ObjectReader::is_object(NodeId node) {
    const NodeKind kind = context_->node(node).kind;
    if (kind == NodeKind::object) return true;
    if (kind == NodeKind::null)
        context_->notes.ledger.add(context_->leaf(node), rules::null_member);
    else
        refuse(node, "an object");
    return false;
}

std::optional<ObjectReader> ObjectReader::object(std::string_view name) {
    const NodeId id = take(name);
    if (id == no_node || !is_object(id)) return std::nullopt;
    return ObjectReader(*context_, id, name);
}

std::vector<NodeId> ObjectReader::elements(std::string_view name) {
    const NodeId id = take(name);
    std::vector<NodeId> out;
    if (id == no_node) return out;
    if (context_->node(id).kind != NodeKind::array) {
        refuse(id, "a list");
        return out;
    }
    for (NodeId child = context_->node(id).first_child; child != no_node;
         child = context_->node(child).next_sibling)
        out.push_back(child);
    if (out.empty()) context_->notes.ledger.add(context_->leaf(id), rules::empty_member);
    return out;
}

void ObjectReader::all_texts(std::string_view name, const Rule& rule) {
    for (const NodeId element : elements(name)) {
        const NodeKind kind = context_->node(element).kind;
        if (kind == NodeKind::object || kind == NodeKind::array)
            refuse(element, "a text");
        else
            context_->notes.ledger.add(context_->leaf(element),
                                       kind == NodeKind::null ? rules::null_member : rule);
    }
}

void ObjectReader::all(std::span<const std::string_view> names, const Rule& rule) {
    for (const std::string_view name : names) {
        const NodeId id = take(name);
        if (id != no_node) context_->record_all(id, rule);
    }
}

// The name that was meant by the one of `member`, among those that were asked for; empty: none.
std::string_view ObjectReader::meant_name(NodeId member) const {
    const std::string& key = context_->node(member).key;
    for (const Spelling wanted : {Spelling::other_case, Spelling::older_name})
        for (const std::string_view name : asked_)
            if (spelling_of(key, name) == wanted) return name;
    const std::string near = is_known_member(key) ? std::string{} : nearest(key, asked_);
    const auto found = std::find(asked_.begin(), asked_.end(), near);
    return near.empty() || found == asked_.end() ? std::string_view{} : *found;
}

void ObjectReader::report_left_over(NodeId member) {
    const std::string shown = context_->describe_name(member);
    const std::string name(meant_name(member));
    std::string remedy;
    std::vector<Answer> answers;
    if (!name.empty() && context_->document.member(object_, name) != no_node) {
        remedy = "Remove it from the source: \"" + name + "\" stands beside it.";
    } else if (!name.empty()) {
        remedy = "Write \"" + name + "\" if it was meant, or pass --lenient to read it so.";
        answers = {{"ignored-members", "read"}};
    }
    const bool same = normalised_member(context_->node(member).key) == normalised_member(name);
    const std::string message = same ? shown + " was ignored: Batch AI's name is \"" + name + "\""
                                     : shown + " in " + std::string(what_)
                                           + " was ignored: Batch AI has no such member"
                                           + (name.empty() ? "" : "; did you mean \"" + name + "\"?");
    context_->report(same ? "B2A0206" : "B2A0207", member, message, std::move(remedy)).answers =
        std::move(answers);
    context_->record_all(member, same ? rules::wrong_case : rules::unknown_member);
}

void ObjectReader::finish() {
    for (NodeId id = context_->node(object_).first_child; id != no_node;
         id = context_->node(id).next_sibling) {
        if (context_->node(id).duplicate || is_taken(id)) continue;
        const std::string& key = context_->node(id).key;
        if (key == "$schema" || key.empty()) // an unquoted here-document turns "$schema" into ""
            context_->record_all(id, rules::schema_line);
        else if (key
                 == "additionalProperties") // `az` of spring 2018 put it into every object (batchai.md 10.4)
            context_->record_all(id, rules::service_state);
        else if (key == "comment" || key == "$comment")
            context_->record_all(id, rules::comment_member);
        else
            report_left_over(id);
    }
}

void ObjectReader::foreign(std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        if (std::find(asked_.begin(), asked_.end(), name) != asked_.end() || !has(name)) continue;
        if (is_taken(context_->document.member(object_, name))) continue; // lenient reading took it as meant
        const std::vector<std::string_view> own = asked_;
        const NodeId id = take(name);
        if (id == no_node) continue;
        const auto meant = std::find_if(own.begin(), own.end(), [&](std::string_view mine) {
            return spelling_of(name, mine) == Spelling::older_name;
        });
        context_
            ->report("B2A0608", id,
                     "\"" + std::string(name) + "\" was ignored: " + std::string(what_)
                         + " has no such member"
                         + (meant == own.end() ? "" : "; did you mean \"" + std::string(*meant) + "\"?"),
                     meant == own.end() ? ""
                                        : "Write \"" + std::string(*meant)
                                              + "\" if it was meant, or pass --lenient to read it so.")
            .answers =
            meant == own.end() ? std::vector<Answer>{} : std::vector<Answer>{{"ignored-members", "read"}};
        context_->record_all(id, rules::member_of_other);
    }
}

} // namespace batchai2aml
