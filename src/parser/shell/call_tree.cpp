#include "parser/shell/call_tree.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "parser/shell/call_reader.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 5> makers = {"workspace create", "experiment create", "cluster create",
                                                    "file-server create", "job create"};

std::shared_ptr<const Origin> origin_of(const std::shared_ptr<const Document>& file,
                                        std::vector<Segment> segments, std::vector<PartLabel> parts) {
    return std::make_shared<const Origin>(Origin{file, std::move(segments), std::move(parts)});
}

// Labels of the parts of a text that was taken out of another one: it lies in one part.
std::vector<PartLabel> part_at(const Origin& outer, std::uint32_t at) {
    const std::string& label = outer.part_of(at);
    return label.empty() ? std::vector<PartLabel>{} : std::vector<PartLabel>{{0, label}};
}

// `echo … > f` and then `echo … >> f`: only the whole is a file.
bool is_continued(const MadeFile& file, const MadeFile& next) {
    return file.copy_of.empty() && next.copy_of.empty() && file.name == next.name
           && file.folder == next.folder && file.calls_before == next.calls_before
           && next.text.size() > file.text.size() && next.text.starts_with(file.text);
}

// `made` by the place in the shell text; `kept_before[n]`: calls that matter among the first n.
void add_files(CallTree& tree, ShellText& text, std::vector<MadeFile> made,
               const std::vector<std::size_t>& kept_before) {
    const Origin& outer = *tree.document.origin;
    std::map<std::pair<std::uint32_t, std::string>, std::size_t> known; // by place and text
    for (std::size_t i = 0; i < made.size(); ++i) {
        MadeFile& file = made[i];
        if (i + 1 < made.size() && is_continued(file, made[i + 1])) continue;
        NamedFile named{.name = file.name,
                        .folder = file.folder,
                        .calls_before = kept_before[std::min(file.calls_before, kept_before.size() - 1)],
                        .copy_of = file.copy_of,
                        .changed = file.changed};
        if (!file.copy_of.empty()) {
            tree.named.push_back(std::move(named));
            continue;
        }
        // A loop or menu may write one text many times.
        const auto [entry, is_new] = known.try_emplace({file.begin, file.text}, tree.made.size());
        if (!is_new) {
            tree.made[entry->second].files.push_back(std::move(named));
            continue;
        }
        std::vector<Segment> segments = compose(file.segments, file.text.size(), outer);
        auto origin = origin_of(outer.file, std::move(segments), part_at(outer, file.begin));
        tree.made.push_back({{std::move(named)}, std::move(file.text), std::move(origin)});
    }
    for (EmbeddedFile& file : text.files) {
        const auto after = std::find_if(tree.calls.begin(), tree.calls.end(),
                                        [&](const ShellCall& call) { return call.begin >= file.at; });
        NamedFile named{.name = file.name,
                        .calls_before = static_cast<std::size_t>(after - tree.calls.begin()),
                        .shown = file.kind == EmbeddedFile::Kind::shown};
        auto origin = origin_of(outer.file, std::move(file.segments), std::move(file.parts));
        tree.made.push_back({{std::move(named)}, std::move(file.text), std::move(origin)});
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

CallTree make_call_tree(const std::shared_ptr<const Document>& file, ShellText text, ShellRun run) {
    CallTree tree;
    tree.document.path = file->path;
    tree.document.folder = file->folder;
    tree.document.text = std::move(text.text);
    tree.document.origin = origin_of(file, std::move(text.segments), std::move(text.parts));
    for (const ShellProblem& problem : run.problems)
        tree.problems.push_back(tree.document.place_at(problem.begin, problem.end));
    const std::vector<std::size_t> kept_before = read_calls_of(tree, std::move(run.calls), run.files);
    add_files(tree, text, std::move(run.files), kept_before);
    find_not_commands(tree);
    return tree;
}

} // namespace batchai2aml
