// The first half of the pipeline (design.md section 3).
#include "convert/inputs.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "convert/progress.hpp"
#include "support/parallel.hpp"
#include "support/sha256.hpp"

namespace batchai2aml {

namespace {

class InputReader {
  public:
    InputReader(const Options& options, Report& report) : options_(options), report_(report) {}

    InputsRead read(std::vector<InputFile> inputs);

  private:
    void list_input(ParsedInput& input, InputSummary summary);
    void read_all_commands();
    void join();

    const Options& options_;
    Report& report_;
    InputsRead out_;
};

InputsRead InputReader::read(std::vector<InputFile> inputs) {
    std::sort(inputs.begin(), inputs.end(), [](const InputFile& a, const InputFile& b) {
        return std::tie(a.path, a.folder, a.bytes) < std::tie(b.path, b.folder, b.bytes);
    });
    out_.inputs.resize(inputs.size());
    std::vector<InputSummary> summaries(inputs.size());
    PhaseProgress progress(options_, Progress::Phase::parsing, inputs.size());
    parallel_for(inputs.size(), options_.threads, [&](std::size_t i) {
        progress.before_item();
        InputFile& input = inputs[i];
        summaries[i] = {input.path, {}, sha256_hex(input.bytes), false};
        out_.inputs[i] = read_document(std::move(input.path), std::move(input.folder), std::move(input.bytes),
                                       input.named);
    });
    read_all_commands();
    for (ParsedInput& input : out_.inputs)
        fill_in_placeholders(input.document, options_.placeholders);
    SecretFinder& secrets = out_.secrets;
    for (const ParsedInput& input : out_.inputs)
        secrets.learn(input.document);
    secrets.prepare();
    PhaseProgress reading(options_, Progress::Phase::reading, out_.inputs.size());
    parallel_for(out_.inputs.size(), options_.threads, [&](std::size_t i) {
        reading.before_item();
        read_resources(out_.inputs[i], static_cast<std::uint32_t>(i), secrets, options_.ignored_members);
    });
    join();
    report_.skipped = options_.skipped;
    for (std::size_t i = 0; i < summaries.size(); ++i)
        list_input(out_.inputs[i], std::move(summaries[i]));
    for (ParsedInput& input : out_.inputs)
        out_.notes.append(std::move(input.notes));
    return std::move(out_);
}

// What was found in a folder and is not Batch AI is counted and not listed.
void InputReader::list_input(ParsedInput& input, InputSummary summary) {
    summary.shape = input.shape;
    summary.read = input.read;
    if (input.counted == ParsedInput::Counted::no) {
        report_.inputs.push_back(std::move(summary));
        return;
    }
    ++(input.counted == ParsedInput::Counted::json ? report_.skipped.json : report_.skipped.text);
    input.document = {};
    input.notes = {}; // a comma too many in a file that is not listed
}

// Files whose text stands in others become inputs behind those that were given.
void InputReader::read_all_commands() {
    std::map<std::string, std::size_t, std::less<>> by_path;
    for (std::size_t i = 0; i < out_.inputs.size(); ++i)
        by_path.emplace(out_.inputs[i].document.path, i);
    const FindInput find = [&](const std::string& path) -> const ParsedInput* {
        const auto found = by_path.find(path);
        return found == by_path.end() ? nullptr : &out_.inputs[found->second];
    };
    std::vector<std::optional<CommandsRead>> read(out_.inputs.size());
    PhaseProgress progress(options_, Progress::Phase::following, out_.inputs.size());
    parallel_for(out_.inputs.size(), options_.threads, [&](std::size_t i) {
        progress.before_item();
        read[i] = read_commands(out_.inputs[i], find);
    });
    std::set<std::string, std::less<>> sourced;
    for (const auto& one : read)
        if (one) sourced.insert(one->sourced.begin(), one->sourced.end());
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (!read[i]) {
            give_up_text(out_.inputs[i], sourced.contains(out_.inputs[i].document.path));
            continue;
        }
        const auto first = static_cast<std::uint32_t>(out_.inputs.size());
        out_.inputs[i] = std::move(read[i]->list);
        for (NamedFile& file : out_.inputs[i].resources.files)
            if (file.document != UINT32_MAX) file.document += first;
        std::move(read[i]->made.begin(), read[i]->made.end(), std::back_inserter(out_.inputs));
    }
}

// Puts what commands make together with the files that they name.
void InputReader::join() {
    std::vector<CallSource> sources;
    for (ParsedInput& input : out_.inputs)
        sources.push_back({&input.document, &input.resources, input.shown, false});
    out_.joined = join_calls(sources, out_.notes);
    for (std::size_t i = 0; i < out_.inputs.size(); ++i) {
        ParsedInput& input = out_.inputs[i];
        if (!input.shown || sources[i].used) continue;
        const bool is_resource = !input.resources.jobs.empty() || !input.resources.clusters.empty()
                                 || !input.resources.file_servers.empty();
        input.notes = {};
        if (is_resource)
            out_.notes.diagnostics.push_back(
                {.code = "B2A1206",
                 .message = "a resource is shown here, and no command names its file",
                 .place = input.document.place(0)});
        input.resources = {};
        input.read = false;
    }
}

} // namespace

InputsRead read_inputs(std::vector<InputFile> inputs, const Options& options, Report& report) {
    return InputReader(options, report).read(std::move(inputs));
}

} // namespace batchai2aml
