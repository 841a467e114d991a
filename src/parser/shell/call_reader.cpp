// One node for each command and each of its options.
#include "parser/shell/call_reader.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "parser/shell/az_options.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

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
        std::map<std::string_view, NodeId> last;
        for (NodeId id = document_.nodes[last_call_].first_child; id != no_node;
             id = document_.nodes[id].next_sibling) {
            const auto [entry, is_first] = last.try_emplace(document_.nodes[id].key, id);
            if (!is_first) document_.nodes[entry->second].duplicate = true;
            entry->second = id;
        }
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

// Numbers stand there without quotes, as in JSON.
NodeKind kind_of(std::string_view option, std::string_view value) {
    const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
    return digits && is_count_option(option) ? NodeKind::integer : NodeKind::string;
}

bool has_word(const ShellCall& call, std::string_view word) {
    return std::any_of(call.words.begin(), call.words.end(),
                       [&](const ShellWord& other) { return other.text == word; });
}

// az --debug batchai …: options of the tool itself stand before the command as well.
void drop_leading_options(ShellCall& call) {
    const std::size_t most = call.words.size();
    std::size_t end = 1;
    while (end < most && call.words[end].text.starts_with('-')) {
        const std::string& option = call.words[end].text;
        const bool has_value =
            option == "-o" || option == "--output" || option == "--subscription" || option == "--query";
        end += has_value ? 2 : 1;
    }
    end = std::min(end, most);
    if (end > 1)
        call.words.erase(call.words.begin() + 1, call.words.begin() + static_cast<std::ptrdiff_t>(end));
}

// `-c` of `job create` named the file until workspaces came (batchai.md 11.2).
ShortC meaning_of_c(const ShellCall& call) {
    constexpr std::array<std::string_view, 3> newer_letters = {"-w", "-e", "-f"};
    constexpr std::array<std::string_view, 3> newer = {"--workspace", "--experiment", "--config-file"};
    const auto starts = [](std::string_view word, std::span<const std::string_view> with) {
        return std::any_of(with.begin(), with.end(), [&](auto start) { return word.starts_with(start); });
    };
    bool is_newer = false;
    for (std::size_t i = 0; i < call.words.size(); ++i) {
        const std::string_view word = call.words[i].text;
        const bool is_long = word.starts_with("--");
        if (!is_long && word.starts_with("-c")) {
            const bool glued = word.size() > 2;
            const std::string value = glued                       ? std::string(word)
                                      : i + 1 < call.words.size() ? call.words[i + 1].text
                                                                  : std::string{};
            if (lower(value).ends_with(".json")) return ShortC::file;
        }
        is_newer = is_newer || (is_long ? starts(word, newer) : starts(word, newer_letters));
    }
    return is_newer ? ShortC::cluster : ShortC::file;
}

class CallReader {
  public:
    explicit CallReader(CallTree& tree) : tree_(tree), builder_(tree.document) {}

    void run(std::vector<ShellCall> calls, const std::vector<MadeFile>& files,
             std::vector<std::size_t>& kept_before) {
        std::size_t files_before = 0;
        for (std::size_t i = 0; i < calls.size(); ++i) {
            ShellCall& call = calls[i];
            kept_before.push_back(tree_.calls.size());
            while (files_before < files.size() && files[files_before].calls_before <= i)
                note_file(files[files_before++]);
            if (!seen_.insert(print_of(call)).second) continue;
            drop_leading_options(call);
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
    void note_file(const MadeFile& file) {
        made_[file.name] =
            std::to_string(std::hash<std::string>{}(file.copy_of.empty() ? file.text : file.copy_of));
    }

    // A menu that calls itself gives the same command again and again. It is another one when the file that
    // it names has changed.
    [[nodiscard]] std::string print_of(const ShellCall& call) const {
        std::string out = std::to_string(call.begin);
        for (const ShellWord& word : call.words) {
            out += '\0' + word.text;
            if (const auto made = made_.find(word.text); made != made_.end()) out += '\0' + made->second;
        }
        for (const auto& [name, value] : call.environment)
            out += '\0' + value.text;
        return out;
    }

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
                // The name of the account stands nowhere; it may be filled in.
                const bool names_account = option.option->name == "--use-auto-storage";
                builder_.add_member(names_account ? NodeKind::string : NodeKind::boolean, option.option->name,
                                    names_account ? "<auto storage account>" : "true", word.begin, word.end);
            } else if (option.value_offset > 0) {
                builder_.add_member(kind_of(option.option->name, option.value), option.option->name,
                                    std::string(option.value), begin_of_value(word, option), word.end);
            } else {
                add_next_words(call, found, option.option->name, i);
            }
        }
    }

    // The value of the option at `i`: the next word, unless that is an option itself (an empty variable stood
    // between them).
    void add_next_words(const ShellCall& call, const FoundCommand& found, std::string_view name,
                        std::size_t& i) {
        const ShellWord& option = call.words[i];
        const auto starts_option = [&](std::size_t at) {
            return call.words[at].text.starts_with('-')
                   && find_az_option(*found.command, call.words[at].text, ShortC::cluster).option != nullptr;
        };
        if (i + 1 == call.words.size() || starts_option(i + 1)) {
            builder_.add_member(NodeKind::null, name, "null", option.begin, option.end);
            return;
        }
        const ShellWord& value = call.words[++i];
        std::string text = value.text;
        std::uint32_t end = value.end;
        // Ids are broken over lines, which a shell reads as several words.
        while (text.starts_with("/subscriptions/") && i + 1 < call.words.size()
               && call.words[i + 1].text.find('/') != std::string::npos
               && !call.words[i + 1].text.starts_with('-')) {
            text += call.words[++i].text;
            end = call.words[i].end;
        }
        const NodeKind kind = kind_of(name, text);
        builder_.add_member(kind, name, std::move(text), value.begin, end);
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
    std::set<std::string> seen_;
    std::map<std::string, std::string> made_; ///< hash of what the files hold that were made so far
};

} // namespace

std::vector<std::size_t> read_calls_of(CallTree& tree, std::vector<ShellCall> calls,
                                       const std::vector<MadeFile>& files) {
    std::vector<std::size_t> kept_before;
    CallReader(tree).run(std::move(calls), files, kept_before);
    return kept_before;
}

} // namespace batchai2aml
