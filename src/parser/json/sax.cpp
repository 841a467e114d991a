#include "parser/json/sax.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

#include <nlohmann/json.hpp>

#include "parser/json/repair.hpp"

namespace batchai2aml {

namespace {

using nlohmann::json;

/// Iterator over the text whose position the handler can see, so that it knows where a string ends.
class SharedCursor {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    explicit SharedCursor(const char*& position) : position_(&position) {}
    reference operator*() const { return **position_; }
    SharedCursor& operator++() {
        ++*position_;
        return *this;
    }
    friend bool operator==(const SharedCursor& a, const SharedCursor& b) {
        return *a.position_ == *b.position_;
    }
    friend bool operator!=(const SharedCursor& a, const SharedCursor& b) { return !(a == b); }

  private:
    const char** position_;
};

/// The interface that nlohmann's parser calls, in its names.
class Handler {
  public:
    Handler(std::string_view clean, const char* const& cursor, TreeBuilder& tree)
        : clean_(clean), cursor_(cursor), tree_(tree) {}

    bool null() { return tree_.scalar(NodeKind::null, tree_.next_token() + 4); }
    bool boolean(bool value) { return tree_.scalar(NodeKind::boolean, tree_.next_token() + (value ? 4 : 5)); }
    bool number_integer(json::number_integer_t /*value*/) { return number(); }
    bool number_unsigned(json::number_unsigned_t /*value*/) { return number(); }
    bool number_float(json::number_float_t /*value*/, const std::string& /*spelling*/) { return number(); }
    bool string(std::string& value) { return tree_.string(value, token_end()); }
    bool binary(json::binary_t& /*value*/) { return false; } // text has none
    bool start_object(std::size_t /*size*/) { return tree_.open(NodeKind::object); }
    bool key(std::string& value) { return tree_.key(value, token_end()); }
    bool end_object() { return tree_.close(); }
    bool start_array(std::size_t /*size*/) { return tree_.open(NodeKind::array); }
    bool end_array() { return tree_.close(); }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const json::exception& /*error*/) {
        return false;
    }

  private:
    [[nodiscard]] std::size_t token_end() const { return static_cast<std::size_t>(cursor_ - clean_.data()); }
    /// The lexer has read one character past a number, unless the text ended: its end is found anew.
    bool number() {
        const std::size_t begin = tree_.next_token();
        return tree_.number(begin + number_length(clean_.substr(begin)));
    }

    std::string_view clean_;
    const char* const& cursor_;
    TreeBuilder& tree_;
};

} // namespace

namespace {

enum class Extent : std::uint8_t { whole_text, one_value };

ParseEnd parse_from(std::size_t begin, std::string_view clean, TreeBuilder& tree, Extent extent) {
    const char* cursor = clean.data() + begin;
    const char* end = clean.data() + clean.size();
    Handler handler(clean, cursor, tree);
    const bool strict = extent == Extent::whole_text;
    if (json::sax_parse(SharedCursor(cursor), SharedCursor(end), &handler, json::input_format_t::json,
                        strict))
        return ParseEnd::complete;
    return tree.problem() ? ParseEnd::limit : ParseEnd::not_json;
}

} // namespace

ParseEnd parse_json(std::string_view clean, TreeBuilder& tree) {
    return parse_from(0, clean, tree, Extent::whole_text);
}

ParseEnd parse_json_sequence(std::string_view clean, TreeBuilder& tree) {
    if (!tree.open_sequence()) return ParseEnd::limit;
    while (tree.next_token() < clean.size()) {
        const char next = clean[tree.next_token()];
        if (next != '{' && next != '[') return ParseEnd::not_json;
        const ParseEnd end = parse_from(tree.next_token(), clean, tree, Extent::one_value);
        if (end != ParseEnd::complete) return end;
    }
    tree.close_sequence();
    return ParseEnd::complete;
}

} // namespace batchai2aml
