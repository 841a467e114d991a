/// \file
/// The options of one command, read and accounted for. Internal to the shell reader.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/batchai.hpp"
#include "parser/object_reader.hpp"

namespace batchai2aml {

/// What is not known in the value of an option: placeholders, and all else in angle brackets.
[[nodiscard]] std::vector<std::string> unknown_parts(std::string_view value);

/// Ask for each option that matters, then call `finish`.
class CallOptions {
  public:
    CallOptions(ReadContext& context, NodeId call, std::string_view what)
        : context_(context), reader_(context, call, what), call_(call) {}

    [[nodiscard]] bool has(std::string_view name) const { return reader_.has(name); }
    /// The value as it is, placeholders included.
    [[nodiscard]] Text text(std::string_view name) { return reader_.text(name); }
    /// The same; what only the script knows becomes a question.
    [[nodiscard]] Text asked(std::string_view name);
    /// For commands and what else a shell reads: all characters.
    [[nodiscard]] Text command(std::string_view name);
    /// Absent as well when only the script knows it: then it is accounted for without a question.
    [[nodiscard]] Text known(std::string_view name);
    [[nodiscard]] Count count(std::string_view name);
    [[nodiscard]] SecretText secret(std::string_view name) { return reader_.secret(name); }
    /// True for an option without a value that stands there; it gets the record `rule`.
    bool flag(std::string_view name, const Rule& rule);
    /// Gives a record to an option that no resource holds.
    void record(std::string_view name, const Rule& rule);
    void record(const Text& text, const Rule& rule);
    /// Accounts for all that nobody asked for, and tells of what the tool did not have.
    void finish();

    /// The placeholders that were asked for so far.
    [[nodiscard]] const std::vector<std::string>& open() const { return open_; }
    [[nodiscard]] LeafId leaf(std::string_view name) const;
    [[nodiscard]] LeafId origin() const { return context_.leaf(call_); }
    [[nodiscard]] ReadContext& context() const { return context_; }

  private:
    bool ask(NodeId option);

    ReadContext& context_;
    ObjectReader reader_;
    NodeId call_;
    std::vector<std::string> open_;
};

} // namespace batchai2aml
