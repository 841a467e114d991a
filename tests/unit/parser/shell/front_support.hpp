/// \file
/// What the tests of find_shell_text share. Not here: the tests.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/document.hpp"
#include "parser/json/reader.hpp"
#include "parser/shell/shell_text.hpp"

namespace batchai2aml::test {

inline Document file_of(std::string path, std::string text) {
    Document file;
    file.path = std::move(path);
    file.text = std::move(text);
    file.index_text();
    return file;
}

inline ShellText shell_text(std::string path, std::string text) {
    return find_shell_text(file_of(std::move(path), std::move(text)));
}

inline Document notebook_of(std::string json) {
    Document file = std::move(read_json(std::move(json)).value().document);
    file.path = "a.ipynb";
    return file;
}

/// A notebook with one code cell, whose source is `json`.
inline Document notebook_with(const std::string& json) {
    return notebook_of(R"({"nbformat": 4, "cells": [{"cell_type": "code", "source": )" + json + "}]}");
}

/// The text of all blocks, one after the other.
inline std::string text_of(const std::string& path, const std::string& text) {
    return shell_text(path, text).text;
}

inline std::string cell_text_of(const std::string& json) {
    return find_shell_text(notebook_with(json)).text;
}

/// The place in the file where `what` stands in the text for bash.
inline Place place_of(const Document& file, const std::string& what) {
    ShellText found = find_shell_text(file);
    auto origin = std::make_shared<Origin>();
    origin->file = std::make_shared<Document>(file);
    origin->segments = std::move(found.segments);
    origin->parts = std::move(found.parts);
    Document text = file_of(file.path, found.text);
    text.origin = origin;
    const auto at = static_cast<std::uint32_t>(text.text.find(what));
    return text.place_at(at, at + static_cast<std::uint32_t>(what.size()));
}

} // namespace batchai2aml::test
