// One resource in each of the forms in which it occurs (batchai.md 10.2 to 10.5): the body of a request, the
// answer of the service, a list page, and what `az` printed. All convert to the same bytes, but for the line
// that names the source.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"
#include "support/resource_forms.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::IsEmpty;
using ::testing::Not;
namespace fs = std::filesystem;

struct Example {
    std::string path;
    std::string text;
};

std::vector<Example> examples() {
    std::vector<Example> out;
    const fs::path top = fs::path(B2A_SOURCE_DIR) / "examples";
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), {}};
        const std::string path = fs::relative(entry.path(), top).generic_string();
        if (path.starts_with("command-line/")) continue; // complete only with its commands
        if (!text.starts_with('[')) {
            out.push_back({path, std::move(text)});
            continue;
        }
        int number = 0;
        for (std::string& resource : resources_of_export(text))
            out.push_back(
                {fs::path(path).replace_extension().generic_string() + std::to_string(++number) + ".json",
                 std::move(resource)});
    }
    std::sort(out.begin(), out.end(), [](const Example& a, const Example& b) { return a.path < b.path; });
    return out;
}

// Files without the line that names the source.
std::map<std::string, std::string> files_of(const Conversion& conversion) {
    std::map<std::string, std::string> out;
    for (const OutputFile& file : conversion.files) {
        if (file.path == "MIGRATION.md" || file.path == "answers.yml") continue; // they name the inputs
        std::string text = file.bytes;
        for (const char* line : {"# Converted by batchai2aml from ", "# The node set-up in "})
            if (const auto at = text.find(line); at != std::string::npos)
                text.erase(at, text.find('\n', at) + 1 - at);
        out[file.path] = std::move(text);
    }
    return out;
}

std::map<std::string, std::string> converted(const std::vector<Example>& resources, ResourceForm form) {
    std::vector<InputFile> inputs;
    for (const Example& resource : resources) {
        // Only the body lacks what the address said.
        const std::string path = form == ResourceForm::put_body ? address_of(resource.text, resource.path)
                                                                : "export/" + resource.path;
        inputs.push_back({path, "", in_form(resource.text, form, resource.path)});
    }
    const Conversion conversion = convert(std::move(inputs), plain_options());
    EXPECT_FALSE(conversion.internal_error);
    EXPECT_THAT(unaccounted(conversion), IsEmpty());
    return files_of(conversion);
}

bool is_job(const Example& example) {
    return example.text.find("\"nodeCount\"") != std::string::npos;
}

// Each folder of examples is a migration of its own. A job without a name of its own is called like its
// folder, so of several jobs each is taken by itself.
std::map<std::string, std::vector<Example>> migrations() {
    std::map<std::string, std::vector<Example>> folders;
    for (const Example& example : examples())
        folders[fs::path(example.path).parent_path().generic_string()].push_back(example);
    std::map<std::string, std::vector<Example>> out;
    for (const auto& [folder, resources] : folders) {
        if (std::count_if(resources.begin(), resources.end(), is_job) < 2) {
            out[folder] = resources;
            continue;
        }
        for (const Example& job : resources) {
            if (!is_job(job)) continue;
            for (const Example& other : resources)
                if (!is_job(other) || other.path == job.path) out[job.path].push_back(other);
        }
    }
    return out;
}

TEST(RoundTrip, EachFormOfAnExampleGivesTheSameFiles) {
    const auto folders = migrations();
    ASSERT_GE(folders.size(), 6U);
    for (const auto& [folder, resources] : folders) {
        const auto body = converted(resources, ResourceForm::put_body);
        EXPECT_THAT(body, Not(IsEmpty()));
        for (const auto& [form, name] :
             {std::pair{ResourceForm::get_answer, "answer"}, std::pair{ResourceForm::list_page, "list page"},
              std::pair{ResourceForm::az_output, "az output"}, std::pair{ResourceForm::az_list, "az list"}}) {
            SCOPED_TRACE(folder + ", " + name);
            const auto other = converted(resources, form);
            for (const auto& [path, bytes] : body) {
                ASSERT_TRUE(other.contains(path)) << path;
                EXPECT_EQ(other.at(path), bytes) << path;
            }
            EXPECT_EQ(other.size(), body.size());
        }
    }
}

} // namespace
} // namespace batchai2aml
