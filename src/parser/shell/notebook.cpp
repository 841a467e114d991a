#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "model/json_string.hpp"
#include "parser/shell/front.hpp"
#include "parser/shell/ipython.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

/// Appends what a string of JSON says.
void append_string(TextBuilder& out, const Document& file, NodeId id) {
    const Node& node = file.nodes[id];
    if (node.kind != NodeKind::string || node.end > file.text.size() || node.end < node.begin + 2) return;
    const std::string_view text = file.text;
    const std::string_view decoded = node.text;
    std::size_t from = node.begin + 1;
    std::size_t at = from;
    std::size_t done = 0;
    const std::size_t end = node.end - 1;
    while (at < end) {
        const std::size_t escape = std::min(text.find('\\', at), end);
        done += escape - at;
        at = escape;
        if (at == end) break;
        const StringUnit unit = first_string_unit(cut(text, at, end - at));
        out.copy(from, at);
        if (done < decoded.size()) out.insert(decoded.substr(done, unit.decoded), at);
        done += unit.decoded;
        at += unit.source;
        from = at;
    }
    out.copy(from, std::min(at, end));
}

/// The text of a cell: a string, or a list of strings.
MappedText cell_text(const Document& file, NodeId source) {
    TextBuilder out(file.text);
    if (source != no_node && file.nodes[source].kind == NodeKind::array) {
        for (NodeId at = file.nodes[source].first_child; at != no_node; at = file.nodes[at].next_sibling)
            append_string(out, file, at);
    } else if (source != no_node) {
        append_string(out, file, source);
    }
    MappedText text;
    text.segments = out.take_segments();
    text.text = out.take_text();
    return plain_line_ends(file.text, std::move(text));
}

/// What the kernel of a notebook reads: "bash", "powershell", "python", ...; empty when the notebook does not
/// say.
std::string kernel_language(const Document& file) {
    const NodeId metadata = file.member(0, "metadata");
    if (metadata == no_node) return "";
    for (const auto& [holder, member] :
         {std::pair{"language_info", "name"}, {"kernelspec", "language"}, {"kernelspec", "name"}}) {
        const NodeId node = file.member(metadata, holder);
        const NodeId name = node == no_node ? no_node : file.member(node, member);
        if (name != no_node && !file.nodes[name].text.empty()) return lower(file.nodes[name].text);
    }
    return "";
}

class NotebookReader {
  public:
    explicit NotebookReader(const Document& file)
        : file_(file), out_("notebook"), cells_(file.text, out_), language_(kernel_language(file)) {}

    ShellText run();

  private:
    void take_cells(NodeId holder);
    void take_cell(NodeId cell);
    void take_code(const MappedText& cell, const std::string& label);

    const Document& file_;
    BlockCollector out_;
    CellReader cells_;
    std::string language_;
    std::size_t count_ = 0;
};

ShellText NotebookReader::run() {
    take_cells(0);
    const NodeId sheets = file_.member(0, "worksheets");
    if (sheets != no_node) {
        for (NodeId sheet = file_.nodes[sheets].first_child; sheet != no_node;
             sheet = file_.nodes[sheet].next_sibling)
            take_cells(sheet);
    }
    return out_.take();
}

void NotebookReader::take_cells(NodeId holder) {
    const NodeId cells = file_.member(holder, "cells");
    if (cells == no_node) return;
    for (NodeId cell = file_.nodes[cells].first_child; cell != no_node; cell = file_.nodes[cell].next_sibling)
        take_cell(cell);
}

void NotebookReader::take_cell(NodeId cell) {
    const std::string label = "cell " + std::to_string(++count_);
    const NodeId type = file_.member(cell, "cell_type");
    const NodeId source = file_.member(cell, "source");
    if (type == no_node) return;
    const std::string& kind = file_.nodes[type].text;
    if (kind == "code") {
        const NodeId input = file_.member(cell, "input");
        take_code(cell_text(file_, source != no_node ? source : input), label);
    } else if (kind == "markdown") {
        read_markdown(file_.text, cell_text(file_, source), label, out_);
    }
}

void NotebookReader::take_code(const MappedText& cell, const std::string& label) {
    if (language_ == "bash" || language_ == "sh" || language_ == "shellscript") {
        out_.add(mend_az_lines(file_.text, cell), label);
    } else if (language_.find("powershell") != std::string::npos || language_ == "pwsh") {
        out_.add(mend_az_lines(file_.text, from_powershell(file_.text, cell)), label);
    } else {
        cells_.read(cell, label);
    }
}

} // namespace

ShellText read_notebook(const Document& file) {
    return NotebookReader(file).run();
}

} // namespace batchai2aml::front
