// The search for shell text over any bytes. The first byte chooses the kind of file. All that comes out must
// be in order, and point into the file.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/check.hpp"
#include "parser/json/reader.hpp"
#include "parser/shell/shell_text.hpp"

namespace batchai2aml::fuzz {
namespace {

constexpr std::array<std::string_view, 8> names{"a.sh",  "a.md",  "Makefile", "a.ps1",
                                                "a.bat", "notes", "a.ipynb",  "cell.ipynb"};

void check_segments(const std::vector<Segment>& segments, std::string_view text, std::string_view file) {
    check(text.empty() || (!segments.empty() && segments.front().at == 0), "text from nowhere");
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Segment& segment = segments[i];
        const std::size_t end = i + 1 < segments.size() ? segments[i + 1].at : text.size();
        check(segment.at < end, "segments out of order");
        check(segment.source < file.size(), "a segment past the end of the file");
        if (segment.inserted) continue;
        const std::size_t length = end - segment.at;
        check(file.substr(segment.source, length) == text.substr(segment.at, length), "a copy that differs");
    }
}

void check_parts(const std::vector<PartLabel>& parts, std::size_t size) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        check(parts[i].at <= size, "a part past the end");
        check(i == 0 || parts[i - 1].at < parts[i].at, "parts out of order");
    }
}

void check_text(const ShellText& found, std::string_view file) {
    check(!found.shape.empty(), "a file without a shape");
    check_segments(found.segments, found.text, file);
    check_parts(found.parts, found.text.size());
    std::size_t from = 0;
    for (const ShellBlock& block : found.blocks) {
        check(from <= block.begin && block.begin < block.end && block.end <= found.text.size(),
              "extent of a block");
        check(found.text[block.end - 1] == '\n', "a block without a line end");
        from = block.end;
    }
    for (const EmbeddedFile& embedded : found.files) {
        check(embedded.at <= found.text.size(), "place of a file");
        check_segments(embedded.segments, embedded.text, file);
        check_parts(embedded.parts, embedded.text.size());
    }
}

/// A notebook with one cell for each piece of `text` between NULs, in turn of code and of markdown.
std::string notebook_of(std::string_view text) {
    std::string json = R"({"nbformat": 4, "cells": [)";
    bool code = true;
    for (const std::string_view cell : split(text, '\0')) {
        if (json.back() != '[') json += ", ";
        json += code ? R"({"cell_type": "code", "source": [)" : R"({"cell_type": "markdown", "source": [)";
        json += json_quote(cell) + "]}";
        code = !code;
    }
    return json + "]}";
}

void run(std::string bytes) {
    if (bytes.empty()) return;
    Document file;
    file.path = names.at(static_cast<unsigned char>(bytes.front()) % names.size());
    file.text = bytes.substr(1);
    if (file.path.ends_with(".ipynb")) {
        auto read = read_json(file.path == "cell.ipynb" ? notebook_of(file.text) : file.text);
        if (!read.ok()) return;
        read.value().document.path = file.path;
        file = std::move(read.value().document);
    }
    check_text(find_shell_text(file), file.text);
}

} // namespace
} // namespace batchai2aml::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    batchai2aml::fuzz::run(batchai2aml::fuzz::text_of(data, size));
    return 0;
}
