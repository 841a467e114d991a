/// \file
/// Reads the members of one JSON object the way Batch AI's tools did (batchai.md 10.2), and accounts for
/// each: members that nobody asks for end as `ignored`. Secrets never come out. Not here: which members there
/// are (read_cluster.cpp, read_job.cpp, read_mounts.cpp).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/rules.hpp"
#include "model/batchai.hpp"
#include "model/document.hpp"
#include "parser/member_names.hpp"
#include "parser/read_context.hpp"

namespace batchai2aml {

enum class EmptyText : std::uint8_t { absent, kept };

/// One object. Ask for each member that is known, then call `finish`.
class ObjectReader {
  public:
    /// `what` names the object in messages: "the cluster", "scaleSettings.manual".
    ObjectReader(ReadContext& context, NodeId object, std::string_view what);

    /// A name, path or word: one line without control characters, which are reported and left out. Absent
    /// when the member is missing, null, empty, or of a type that Batch AI refused (which is reported).
    [[nodiscard]] Text text(std::string_view name, EmptyText empty = EmptyText::absent);
    /// The same for what a shell or a person reads: all characters but NUL, which no command can hold.
    [[nodiscard]] Text free_text(std::string_view name, EmptyText empty = EmptyText::absent);
    /// The same for a text that is not written again.
    [[nodiscard]] Text read_only_text(std::string_view name);
    /// Digits in a text, fractions and booleans count as numbers, as they did for Batch AI's tools.
    /// The same for a member at hand, whose name may be anything; for objects that are not ended by `finish`.
    [[nodiscard]] Text free_text_at(NodeId member);
    [[nodiscard]] Count count(std::string_view name);
    [[nodiscard]] Flag flag(std::string_view name);
    /// The member holds a secret: only its presence comes out.
    [[nodiscard]] SecretText secret(std::string_view name);
    [[nodiscard]] std::optional<ObjectReader> object(std::string_view name);
    /// Calls `visit(ObjectReader&)` for each object of the list `name`.
    template <class F>
    void each_object(std::string_view name, F visit) {
        for (const NodeId element : elements(name)) {
            if (!is_object(element)) continue;
            ObjectReader reader(*context_, element, name);
            visit(reader);
            reader.finish();
        }
    }
    /// Elements of the list `name`; null members and members of another type are dealt with.
    [[nodiscard]] std::vector<NodeId> elements(std::string_view name);
    /// Gives a record to each text of the list `name`; other elements are refused.
    void all_texts(std::string_view name, const Rule& rule);
    /// Gives one record to everything below each of these members.
    void all(std::span<const std::string_view> names, const Rule& rule);
    /// Accounts for members that another kind of object has and this one ignored.
    void foreign(std::span<const std::string_view> names);
    /// Accounts for all members that nobody asked for.
    void finish();
    /// What is missing here is looked for in `object` as well; lenient reading only.
    void fall_back_to(NodeId object) { fallback_ = object; }
    /// Counts what `other` took as taken here, too.
    void adopt(const ObjectReader& other);
    [[nodiscard]] bool is_taken(NodeId member) const;

    [[nodiscard]] NodeId node() const { return object_; }
    [[nodiscard]] LeafId leaf() const { return context_->leaf(object_); }
    [[nodiscard]] ReadContext& context() const { return *context_; }
    [[nodiscard]] bool has(std::string_view name) const;

  private:
    [[nodiscard]] NodeId take(std::string_view name);
    [[nodiscard]] NodeId find_meant(NodeId object, std::string_view name);
    [[nodiscard]] bool is_object(NodeId node);
    [[nodiscard]] Text read_text(NodeId id, EmptyText empty, bool (*is_refused)(char),
                                 TextUse use = TextUse::written);
    [[nodiscard]] std::string without(NodeId id, bool (*is_refused)(char));
    void refuse(NodeId node, std::string_view expected);
    bool ask_for_placeholders(NodeId id);
    [[nodiscard]] std::string_view meant_name(NodeId member) const;
    void report_left_over(NodeId member);

    ReadContext* context_;
    NodeId object_;
    NodeId fallback_ = no_node;
    std::string_view what_;
    std::vector<std::string_view> asked_;
    std::vector<NodeId> taken_;
};

} // namespace batchai2aml
