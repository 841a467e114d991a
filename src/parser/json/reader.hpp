/// \file
/// Bytes of a JSON file in, a Document with exact positions out. Reads what Batch AI users really have:
/// byte-order marks, UTF-16, comments, trailing commas, line ends inside strings (batchai.md 10.1, 10.4, 15).
/// Not here: which members mean what (src/parser), several JSON values in one file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "support/result.hpp"

namespace batchai2aml {

/// Why a file could not be read. Texts never quote the file, which may hold secrets, beyond structural
/// characters.
struct ReadProblem {
    std::string_view code; ///< B2A0101 not JSON, B2A0103 over a limit, B2A0104 encoding
    std::string message;
    std::string remedy;
    std::uint32_t line = 0;   ///< from 1; 0: the file as a whole
    std::uint32_t column = 0; ///< in code points, from 1
};

/// What is not JSON but was read all the same.
struct Repair {
    std::string message;
    std::uint32_t begin = 0; ///< byte offsets in Document::text
    std::uint32_t end = 0;
};

/// Guards against hostile files.
struct JsonLimits {
    std::size_t max_bytes = 64U << 20U;
    unsigned max_depth = 128; ///< open objects and arrays
    std::size_t max_nodes = 4'000'000;
};

struct ParsedJson {
    Document document;           ///< `path` and `folder` are left to the caller
    std::vector<Repair> repairs; ///< by position; comments that follow each other are one
    std::vector<NodeId>
        duplicates; ///< earlier members of a name that occurs again, by position; the last one wins
};

/// Reads one JSON value. Numbers, booleans and null keep their spelling in Node::text; a number is an integer
/// when it has neither fraction nor exponent, whatever its size. Never throws because of `bytes`.
[[nodiscard]] Result<ParsedJson, ReadProblem> read_json(std::string bytes, const JsonLimits& limits = {});

/// Whether `bytes` (UTF-8 or, with a byte-order mark, UTF-16) start with an object or array, after white
/// space and comments. A first line `#!` is a script's.
[[nodiscard]] bool looks_like_json(std::string_view bytes);

} // namespace batchai2aml
