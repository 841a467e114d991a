#include "parser/screening.hpp"

#include <gtest/gtest.h>

#include <string>

#include "parser/parse.hpp"

namespace batchai2aml {
namespace {

using Counted = ParsedInput::Counted;

TEST(Screening, KeepsJsonAndTextsThatNameTheService) {
    EXPECT_TRUE(is_worth_reading("a.json", ""));
    EXPECT_TRUE(is_worth_reading("a.JSON", "x"));
    EXPECT_TRUE(is_worth_reading("a.txt", " // c\n {}"));
    EXPECT_TRUE(is_worth_reading("a.sh", "az batchai job create"));
    EXPECT_TRUE(is_worth_reading("a.py", "Microsoft.BatchAI"));
    EXPECT_TRUE(is_worth_reading("a.py", std::string(1000, 'b') + "batchai"));
    EXPECT_TRUE(is_worth_reading("a", std::string("\xff\xfe"
                                                  "a\0",
                                                  4)))
        << "UTF-16";
    EXPECT_FALSE(is_worth_reading("a.py", "import batch, ai"));
    EXPECT_FALSE(is_worth_reading("a.py", "batcha"));
    EXPECT_FALSE(is_worth_reading("a.py", ""));
    EXPECT_TRUE(is_worth_reading("settings.sh", "GROUP=contoso")) << "a script may read it";
    EXPECT_TRUE(is_worth_reading("conf/settings", "GROUP=contoso"));
    EXPECT_FALSE(is_worth_reading("settings.sh", "echo hello")) << "no variable in it";
    EXPECT_FALSE(is_worth_reading("settings.py", "GROUP=contoso"));
}

TEST(Screening, FindsTheServiceAtEachPlace) {
    for (std::size_t at = 0; at < 30; ++at) {
        std::string text(40, 'a');
        text.replace(at, 7, "BATCHai");
        EXPECT_TRUE(is_worth_reading("x", text)) << at;
    }
}

Counted counted(std::string bytes, std::string path = "x.json", bool named = false) {
    ParsedInput input = read_document(std::move(path), "", std::move(bytes), named);
    SecretFinder secrets;
    secrets.prepare();
    if (auto commands = read_commands(input, [](const std::string&) { return nullptr; }))
        input = std::move(commands->list);
    else
        give_up_text(input, false);
    read_resources(input, 0, secrets);
    return input.counted;
}

TEST(Screening, CountsWhatWasNotNamedAndIsNotBatchAi) {
    EXPECT_EQ(counted(R"({"name": "left-pad"})"), Counted::json);
    EXPECT_EQ(counted(R"({"name": "left-pad"})", "x.json", true), Counted::no);
    EXPECT_EQ(counted(R"({"nbformat": 4, "cells": []})"), Counted::json);
    EXPECT_EQ(counted("hello", "x.txt"), Counted::text);
    EXPECT_EQ(counted("[tool.black]\nline-length = 1", "x.toml"), Counted::text);
    EXPECT_EQ(counted("{'a': 1}"), Counted::text);
    EXPECT_EQ(counted("{'nodeCount': 1}"), Counted::no) << "it was meant as a job";
    EXPECT_EQ(counted(R"({"properties": {"nodeCount": 1}})"), Counted::no);
    EXPECT_EQ(counted("az batchai job create", "run.sh"), Counted::no);
}

} // namespace
} // namespace batchai2aml
