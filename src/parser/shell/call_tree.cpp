#include "parser/shell/call_tree.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parser/shell/az_options.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 5> makers = {"workspace create", "experiment create", "cluster create",
                                                    "file-server create", "job create"};

/// Puts nodes into a document; children are added after their parents, one parent at a time.
class TreeBuilder {
  public:
    explicit TreeBuilder(Document& document) : document_(document) {
        Node root;
        root.kind = NodeKind::array;
        root.end = static_cast<std::uint32_t>(document.text.size());
        document.nodes.push_back(std::move(root));
    }

    NodeId add_call(const ShellCall& call) {
        Node node;
        node.kind = NodeKind::object;
        node.begin = call.begin;
        node.end = call.end;
        last_member_ = no_node;
        return last_call_ = append(std::move(node), 0, last_call_);
    }

    /// A member of the call that was added last.
    void add_member(NodeKind kind, std::string_view key, std::string text, std::uint32_t begin,
                    std::uint32_t end) {
        Node node;
        node.kind = kind;
        node.key = key;
        node.text = std::move(text);
        node.begin = begin;
        node.end = end;
        last_member_ = append(std::move(node), last_call_, last_member_);
    }

    /// The last value of an option counts, as it did for the tool.
    void mark_duplicates() {
        for (NodeId id = document_.nodes[last_call_].first_child; id != no_node;
             id = document_.nodes[id].next_sibling)
            document_.nodes[id].duplicate = document_.member(last_call_, document_.nodes[id].key) != id;
    }

  private:
    NodeId append(Node node, NodeId parent, NodeId previous) {
        const auto id = static_cast<NodeId>(document_.nodes.size());
        node.parent = parent;
        document_.nodes.push_back(std::move(node));
        (previous == no_node ? document_.nodes[parent].first_child : document_.nodes[previous].next_sibling) =
            id;
        return id;
    }

    Document& document_;
    NodeId last_call_ = no_node;
    NodeId last_member_ = no_node;
};

std::vector<std::string_view> views_of(const ShellCall& call) {
    std::vector<std::string_view> out;
    out.reserve(call.words.size());
    for (const ShellWord& word : call.words)
        out.emplace_back(word.text);
    return out;
}

bool has_word(const ShellCall& call, std::string_view word) {
    return std::any_of(call.words.begin(), call.words.end(),
                       [&](const ShellWord& other) { return other.text == word; });
}

// `-c` of `job create` named the file until workspaces came (batchai.md 11.2).
ShortC meaning_of_c(const ShellCall& call) {
    for (std::size_t i = 0; i < call.words.size(); ++i) {
        const std::string_view word = call.words[i].text;
        if (word != "-c" || i + 1 == call.words.size()) continue;
        const std::string& value = call.words[i + 1].text;
        if (lower(value).ends_with(".json")) return ShortC::file;
    }
    constexpr std::array<std::string_view, 6> newer = {"-w",          "-e",           "-f",
                                                       "--workspace", "--experiment", "--config-file"};
    const bool is_newer =
        std::any_of(newer.begin(), newer.end(), [&](auto word) { return has_word(call, word); });
    return is_newer ? ShortC::cluster : ShortC::file;
}

class CallReader {
  public:
    explicit CallReader(CallTree& tree) : tree_(tree), builder_(tree.document) {}

    void run(std::vector<ShellCall> calls, std::vector<std::size_t>& kept_before) {
        for (ShellCall& call : calls) {
            kept_before.push_back(tree_.calls.size());
            const std::vector<std::string_view> words = views_of(call);
            const FoundCommand found = find_az_command(words);
            if (found.command == nullptr) continue;
            if (found.command->kind == AzCommandKind::configure) {
                read_defaults(call);
                continue;
            }
            add(call, found);
            tree_.calls.push_back(std::move(call));
        }
        kept_before.push_back(tree_.calls.size());
    }

  private:
    // az configure --defaults group=x location=y
    void read_defaults(const ShellCall& call) {
        for (const ShellWord& word : call.words)
            if (word.text.starts_with("location=")) location_ = word;
    }

    void add(const ShellCall& call, const FoundCommand& found) {
        const bool asks_for_help = has_word(call, "-h") || has_word(call, "--help");
        builder_.add_call(call);
        const bool plain = asks_for_help || found.command->kind == AzCommandKind::other_batchai;
        const std::uint32_t end = plain ? call.end : call.words[found.words - 1].end;
        std::string words(found.command->words);
        if (asks_for_help) words = "batchai help";
        builder_.add_member(NodeKind::string, command_member, std::move(words), call.words[1].begin, end);
        if (plain) return;
        for (const auto& [name, value] : call.environment)
            builder_.add_member(NodeKind::string, name, value.text, value.begin, value.end);
        if (found.command->kind == AzCommandKind::workspace_create && !location_.text.empty()
            && location_.text.size() > 9)
            builder_.add_member(NodeKind::string, "--location", location_.text.substr(9), location_.begin,
                                location_.end);
        add_options(call, found);
        builder_.mark_duplicates();
    }

    void add_options(const ShellCall& call, const FoundCommand& found) {
        const ShortC short_c = meaning_of_c(call);
        for (std::size_t i = found.words; i < call.words.size(); ++i) {
            const ShellWord& word = call.words[i];
            if (word.text.empty()) continue;
            FoundOption option;
            if (word.text.starts_with('-')) option = find_az_option(*found.command, word.text, short_c);
            if (option.option == nullptr) {
                builder_.add_member(NodeKind::string, "argument " + std::to_string(i), word.text, word.begin,
                                    word.end);
                continue;
            }
            if (!option.option->takes_value) {
                builder_.add_member(NodeKind::boolean, option.option->name, "true", word.begin, word.end);
            } else if (option.value_offset > 0) {
                builder_.add_member(NodeKind::string, option.option->name, std::string(option.value),
                                    begin_of_value(word, option), word.end);
            } else if (i + 1 < call.words.size()) {
                const ShellWord& value = call.words[++i];
                builder_.add_member(NodeKind::string, option.option->name, value.text, value.begin,
                                    value.end);
            } else {
                builder_.add_member(NodeKind::null, option.option->name, "null", word.begin, word.end);
            }
        }
    }

    // The name of an option is hardly ever quoted.
    [[nodiscard]] std::uint32_t begin_of_value(const ShellWord& word, const FoundOption& option) const {
        const std::string_view source =
            std::string_view(tree_.document.text).substr(word.begin, option.value_offset);
        const bool plain = word.text.starts_with(source);
        return plain ? word.begin + static_cast<std::uint32_t>(option.value_offset) : word.begin;
    }

    CallTree& tree_;
    TreeBuilder builder_;
    ShellWord location_;
};

std::shared_ptr<const Origin> origin_of(const std::shared_ptr<const Document>& file,
                                        std::vector<Segment> segments, std::vector<PartLabel> parts) {
    return std::make_shared<const Origin>(Origin{file, std::move(segments), std::move(parts)});
}

// Labels of the parts of a text that was taken out of another one: it lies in one part.
std::vector<PartLabel> part_at(const Origin& outer, std::uint32_t at) {
    const std::string& label = outer.part_of(at);
    return label.empty() ? std::vector<PartLabel>{} : std::vector<PartLabel>{{0, label}};
}

// `made` by the place in the shell text; `kept_before[n]`: calls that matter among the first n.
void add_files(CallTree& tree, ShellText& text, std::vector<MadeFile> made,
               const std::vector<std::size_t>& kept_before) {
    const Origin& outer = *tree.document.origin;
    for (MadeFile& file : made) {
        NamedFile named{.name = file.name,
                        .folder = file.folder,
                        .calls_before = kept_before[std::min(file.calls_before, kept_before.size() - 1)],
                        .copy_of = file.copy_of,
                        .changed = file.changed,
                        .place = tree.document.place_at(file.begin, file.end)};
        if (!file.copy_of.empty()) {
            tree.named.push_back(std::move(named));
            continue;
        }
        std::vector<Segment> segments = compose(file.segments, file.text.size(), outer);
        auto origin = origin_of(outer.file, std::move(segments), part_at(outer, file.begin));
        tree.made.push_back({std::move(named), std::move(file.text), std::move(origin)});
    }
    for (EmbeddedFile& file : text.files) {
        const auto after = std::find_if(tree.calls.begin(), tree.calls.end(),
                                        [&](const ShellCall& call) { return call.begin >= file.at; });
        NamedFile named{.name = file.name,
                        .calls_before = static_cast<std::size_t>(after - tree.calls.begin()),
                        .shown = file.kind == EmbeddedFile::Kind::shown};
        auto origin = origin_of(outer.file, std::move(file.segments), std::move(file.parts));
        tree.made.push_back({std::move(named), std::move(file.text), std::move(origin)});
    }
}

// Places where a command that makes something is named outside of what was read: in prose, comments, help
// pages, and in what no shell understands.
void find_not_commands(CallTree& tree) {
    const Document& file = *tree.document.origin->file;
    std::vector<std::uint32_t> read;
    for (const ShellCall& call : tree.calls)
        if (call.words.size() > 1) read.push_back(tree.document.origin->source_of(call.words[1].begin));
    std::sort(read.begin(), read.end());
    constexpr std::string_view tool = "batchai ";
    for (std::size_t at = file.text.find(tool); at != std::string::npos; at = file.text.find(tool, at + 1)) {
        const std::string_view before = std::string_view(file.text).substr(0, at);
        if (!before.ends_with("az ")) continue;
        const std::string_view rest = std::string_view(file.text).substr(at + tool.size(), 30);
        const bool makes =
            std::any_of(makers.begin(), makers.end(), [&](auto words) { return rest.starts_with(words); });
        if (makes && !std::binary_search(read.begin(), read.end(), static_cast<std::uint32_t>(at)))
            tree.not_commands.push_back(file.place_at(static_cast<std::uint32_t>(at - 3),
                                                      static_cast<std::uint32_t>(at + tool.size() - 1)));
    }
}

} // namespace

std::vector<Segment> compose(const std::vector<Segment>& inner, std::size_t inner_size, const Origin& outer) {
    std::vector<Segment> out;
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const Segment& segment = inner[i];
        const auto end = static_cast<std::uint32_t>(i + 1 < inner.size() ? inner[i + 1].at : inner_size);
        if (segment.inserted) {
            out.push_back({segment.at, outer.source_of(segment.source), true});
            continue;
        }
        // The run may span several segments of the text around it.
        auto next = std::upper_bound(outer.segments.begin(), outer.segments.end(), segment.source,
                                     [](std::uint32_t at, const Segment& other) { return at < other.at; });
        for (std::uint32_t at = segment.at; at < end;) {
            const std::uint32_t source = segment.source + (at - segment.at);
            const bool inserted = next != outer.segments.begin() && std::prev(next)->inserted;
            out.push_back({at, outer.source_of(source), inserted});
            if (next == outer.segments.end()) break;
            at = segment.at + (next->at - segment.source);
            ++next;
        }
    }
    return out;
}

CallTree make_call_tree(std::shared_ptr<const Document> file, ShellText text, ShellRun run) {
    CallTree tree;
    tree.document.path = file->path;
    tree.document.folder = file->folder;
    tree.document.text = std::move(text.text);
    tree.document.origin = origin_of(file, std::move(text.segments), std::move(text.parts));
    for (const ShellProblem& problem : run.problems)
        tree.problems.push_back(tree.document.place_at(problem.begin, problem.end));
    std::vector<std::size_t> kept_before;
    CallReader(tree).run(std::move(run.calls), kept_before);
    add_files(tree, text, std::move(run.files), kept_before);
    find_not_commands(tree);
    return tree;
}

} // namespace batchai2aml
