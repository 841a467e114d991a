#include "parser/shell/syntax.hpp"

#include <algorithm>

#include <tree_sitter/api.h>

#include "parser/shell/simple.hpp"

extern "C" const TSLanguage* tree_sitter_bash(void);

namespace batchai2aml::bash {

namespace {

constexpr int max_tree_depth = 100;

struct ParserDeleter {
    void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct TreeDeleter {
    void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

/// Hands the parser a text piece by piece, and its end when it has come back for more pieces than any text of
/// a person needs: so hostile text costs a bounded time, which is the same on each machine.
class BoundedInput {
  public:
    explicit BoundedInput(std::string_view text)
        : text_(text), reads_(least_reads + reads_per_piece * (text.size() / piece)) {}

    /// True when the parser did not see all of the text.
    [[nodiscard]] bool is_cut() const { return reads_ == 0; }
    [[nodiscard]] TSInput input() { return {this, read, TSInputEncodingUTF8}; }

  private:
    static constexpr std::size_t piece = 64;
    static constexpr std::size_t least_reads = 1000;
    static constexpr std::size_t reads_per_piece = 30;

    static const char* read(void* self, std::uint32_t at, TSPoint /*position*/, std::uint32_t* size) {
        auto& input = *static_cast<BoundedInput*>(self);
        const bool ends = at >= input.text_.size() || input.reads_ == 0;
        if (!ends) --input.reads_;
        *size = ends ? 0 : static_cast<std::uint32_t>(std::min(piece - at % piece, input.text_.size() - at));
        return ends ? "" : input.text_.data() + at;
    }

    std::string_view text_;
    std::size_t reads_;
};

std::string_view type_of(TSNode node) {
    return ts_node_type(node);
}

/// Turns the tree of a unit's mask into statements. The mask has nothing but structure, so few kinds of nodes
/// are left.
class TreeReader {
  public:
    TreeReader(const Unit& unit, SimpleReader& simple) : unit_(unit), simple_(simple) {}

    Block block(TSNode parent, std::uint32_t first, std::uint32_t last);
    [[nodiscard]] bool failed() const { return failed_; }

  private:
    std::shared_ptr<const Block> shared(TSNode parent, std::uint32_t first, std::uint32_t last) {
        return std::make_shared<const Block>(block(parent, first, last));
    }
    std::shared_ptr<const Block> single(TSNode node);
    Statement statement(TSNode node);
    Statement compound(TSNode node, std::string_view type);
    void list(TSNode node, Statement& out);
    void pipeline(TSNode node, Statement& out);
    void redirected(TSNode node, Statement& out);
    void condition(TSNode node, Statement& out);
    void loop(TSNode node, Statement& out);
    void for_loop(TSNode node, Statement& out);
    void branch(TSNode node, Statement& out);
    CaseItem case_item(TSNode node);
    void function(TSNode node, Statement& out);
    [[nodiscard]] std::size_t begin(TSNode node) const { return unit_.begin + ts_node_start_byte(node); }
    [[nodiscard]] std::size_t end(TSNode node) const { return unit_.begin + ts_node_end_byte(node); }

    const Unit& unit_;
    SimpleReader& simple_;
    int depth_ = 0;
    bool failed_ = false;
};

// Statements among the children [first, last) of a node.
Block TreeReader::block(TSNode parent, std::uint32_t first, std::uint32_t last) {
    Block out;
    for (std::uint32_t i = first; i < last; ++i) {
        const TSNode child = ts_node_child(parent, i);
        if (ts_node_is_named(child))
            out.push_back(statement(child));
        else if (type_of(child) == "&" && !out.empty())
            out.back().background = true;
    }
    return out;
}

std::shared_ptr<const Block> TreeReader::single(TSNode node) {
    return std::make_shared<const Block>(1, statement(node));
}

Statement TreeReader::statement(TSNode node) {
    const std::string_view type = type_of(node);
    Statement out;
    if (failed_ || depth_ >= max_tree_depth) {
        failed_ = true;
        return out;
    }
    ++depth_;
    if (type == "command")
        out = simple_.statement(begin(node), end(node));
    else
        out = compound(node, type);
    if (type != "negated_command" && type != "redirected_statement" && type != "command") {
        out.begin = simple_.source().place(begin(node));
        out.end = simple_.source().place_end(end(node));
    }
    --depth_;
    return out;
}

Statement TreeReader::compound(TSNode node, std::string_view type) {
    Statement out;
    const std::uint32_t count = ts_node_child_count(node);
    if (type == "list") {
        list(node, out);
    } else if (type == "pipeline") {
        pipeline(node, out);
    } else if (type == "negated_command" && count == 2) {
        out = statement(ts_node_child(node, 1));
        out.negated = !out.negated;
    } else if (type == "redirected_statement") {
        redirected(node, out);
    } else if (type == "if_statement") {
        out.kind = Statement::Kind::condition;
        condition(node, out);
    } else if (type == "while_statement") {
        loop(node, out);
    } else if (type == "for_statement") {
        for_loop(node, out);
    } else if (type == "case_statement") {
        branch(node, out);
    } else if (type == "function_definition") {
        function(node, out);
    } else if (type == "subshell" || type == "compound_statement") {
        out.kind = type == "subshell" ? Statement::Kind::subshell : Statement::Kind::group;
        out.blocks.push_back(shared(node, 0, count));
    } else {
        failed_ = true;
    }
    return out;
}

// `a && b || c` is ((a && b) || c) in the tree, however long it is.
void TreeReader::list(TSNode node, Statement& out) {
    out.kind = Statement::Kind::list;
    std::vector<TSNode> rights;
    while (type_of(node) == "list" && ts_node_child_count(node) == 3) {
        rights.push_back(ts_node_child(node, 2));
        out.ops.emplace_back(type_of(ts_node_child(node, 1)));
        node = ts_node_child(node, 0);
    }
    if (rights.empty() || type_of(node) == "list") {
        failed_ = true;
        return;
    }
    std::reverse(out.ops.begin(), out.ops.end());
    std::reverse(rights.begin(), rights.end());
    out.blocks.push_back(single(node));
    for (const TSNode right : rights)
        out.blocks.push_back(single(right));
}

void TreeReader::pipeline(TSNode node, Statement& out) {
    out.kind = Statement::Kind::pipeline;
    const std::uint32_t count = ts_node_child_count(node);
    for (std::uint32_t i = 0; i < count; ++i) {
        const TSNode child = ts_node_child(node, i);
        if (!ts_node_is_named(child)) continue;
        Statement part = statement(child);
        // `! a | b` negates the whole.
        if (out.blocks.empty() && part.negated) {
            part.negated = false;
            out.negated = true;
        }
        out.blocks.push_back(std::make_shared<const Block>(1, std::move(part)));
    }
}

void TreeReader::redirected(TSNode node, Statement& out) {
    const std::uint32_t count = ts_node_child_count(node);
    for (std::uint32_t i = 0; i < count; ++i) {
        const TSNode child = ts_node_child(node, i);
        if (type_of(child) == "file_redirect")
            simple_.redirects(begin(child), end(child), out.redirects);
        else
            out = statement(child);
    }
}

// Also for `elif`, which holds all that follows of the statement.
void TreeReader::condition(TSNode node, Statement& out) {
    const std::uint32_t count = ts_node_child_count(node);
    std::uint32_t from = 1;
    for (std::uint32_t i = 1; i < count; ++i) {
        const TSNode child = ts_node_child(node, i);
        const std::string_view type = type_of(child);
        const bool clause = type == "elif_clause" || type == "else_clause";
        if (type != "then" && type != "fi" && !clause) continue;
        if (from <= i) out.blocks.push_back(shared(node, from, i));
        if (type == "elif_clause") condition(child, out);
        if (type == "else_clause") out.blocks.push_back(shared(child, 1, ts_node_child_count(child)));
        // Nothing but further clauses follows a clause.
        from = clause ? count : i + 1;
    }
    if (from < count && type_of(node) == "elif_clause") out.blocks.push_back(shared(node, from, count));
    if (from == count && type_of(node) == "elif_clause" && out.blocks.size() % 2 == 1)
        out.blocks.push_back(std::make_shared<const Block>());
}

void TreeReader::loop(TSNode node, Statement& out) {
    out.kind = Statement::Kind::loop_while;
    const std::uint32_t count = ts_node_child_count(node);
    out.until = type_of(ts_node_child(node, 0)) == "until";
    const TSNode body = ts_node_child(node, count - 1);
    if (type_of(body) != "do_group") {
        failed_ = true;
        return;
    }
    out.blocks.push_back(shared(node, 1, count - 1));
    out.blocks.push_back(shared(body, 0, ts_node_child_count(body)));
}

void TreeReader::for_loop(TSNode node, Statement& out) {
    out.kind = Statement::Kind::loop_for;
    const std::uint32_t count = ts_node_child_count(node);
    const TSNode body = ts_node_child(node, count - 1);
    if (count < 3 || (type_of(body) != "do_group" && type_of(body) != "compound_statement")) {
        failed_ = true;
        return;
    }
    if (!simple_.loop_head(begin(node), begin(body), out)) failed_ = true;
    out.blocks.push_back(shared(body, 0, ts_node_child_count(body)));
}

void TreeReader::branch(TSNode node, Statement& out) {
    out.kind = Statement::Kind::branch;
    const std::uint32_t count = ts_node_child_count(node);
    for (std::uint32_t i = 1; i < count; ++i) {
        const TSNode child = ts_node_child(node, i);
        if (type_of(child) == "case_item")
            out.items.push_back(case_item(child));
        else if (ts_node_is_named(child) && out.words.empty())
            simple_.words(begin(child), end(child), out.words);
    }
    if (out.words.size() != 1) failed_ = true;
}

CaseItem TreeReader::case_item(TSNode node) {
    CaseItem out;
    const std::uint32_t count = ts_node_child_count(node);
    std::uint32_t from = count;
    for (std::uint32_t i = 0; i < count; ++i) {
        const TSNode child = ts_node_child(node, i);
        if (type_of(child) == ")") {
            from = i + 1;
            break;
        }
        if (ts_node_is_named(child)) simple_.words(begin(child), end(child), out.patterns);
    }
    out.body = shared(node, from, count);
    if (count > 0) out.falls_through = simple_.text_at(begin(ts_node_child(node, count - 1))) == ";&";
    return out;
}

void TreeReader::function(TSNode node, Statement& out) {
    out.kind = Statement::Kind::function;
    const TSNode name = ts_node_child_by_field_name(node, "name", 4);
    const TSNode body = ts_node_child_by_field_name(node, "body", 4);
    if (ts_node_is_null(name) || ts_node_is_null(body)) {
        failed_ = true;
        return;
    }
    out.name = simple_.text_at(begin(name));
    out.blocks.push_back(single(body));
}

} // namespace

Parsed parse_unit(const Source& source, const Unit& unit, int depth) {
    Parsed out;
    SimpleReader simple(source, unit, depth);
    // Recovery from errors takes tree-sitter long, and only valid text gives a structure to follow.
    if (!unit.broken && !unit.open && depth < max_nesting) {
        const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
        ts_parser_set_language(parser.get(), tree_sitter_bash());
        BoundedInput input(unit.mask);
        const std::unique_ptr<TSTree, TreeDeleter> tree(
            ts_parser_parse(parser.get(), nullptr, input.input()));
        const TSNode root = tree == nullptr ? TSNode() : ts_tree_root_node(tree.get());
        const bool whole = tree != nullptr && !input.is_cut() && !ts_node_has_error(root);
        if (whole) {
            TreeReader reader(unit, simple);
            out.commands = reader.block(root, 0, ts_node_child_count(root));
            if (!reader.failed()) return out;
        }
    }
    out.problem = true;
    out.commands = simple.all();
    return out;
}

Block parse_commands(const Source& source, std::size_t begin, std::size_t end, int depth) {
    Block out;
    if (depth >= max_nesting) return out;
    Lexer lexer(source.text, begin, end);
    for (Unit unit; lexer.next(unit);) {
        Parsed parsed = parse_unit(source, unit, depth);
        std::move(parsed.commands.begin(), parsed.commands.end(), std::back_inserter(out));
    }
    return out;
}

} // namespace batchai2aml::bash
