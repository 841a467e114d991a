#include "report/states.hpp"

#include <algorithm>
#include <set>

namespace batchai2aml {

std::string_view to_string(State state) {
    switch (state) {
    case State::converted:
        return "converted";
    case State::with_findings:
        return "findings";
    case State::needs_work:
        return "needs work";
    case State::failed:
        return "failed";
    }
    return {};
}

States states_of(const Report& report) {
    std::set<std::string_view> subjects;
    std::set<std::string_view> files; // of findings that name no resource
    std::set<std::string_view> errors;
    for (const Finding& finding : report.findings) {
        if (finding.level == Level::note) continue;
        if (!finding.subject.empty())
            subjects.insert(finding.subject);
        else if (!finding.place.file.empty())
            files.insert(finding.place.file);
        if (finding.level == Level::error) errors.insert(finding.place.file);
    }
    States out;
    const auto add = [&](State state) { ++out.counts[static_cast<std::size_t>(state)]; };
    for (const ResourceSummary& resource : report.resources) {
        State state = State::converted;
        if (resource.readiness == Readiness::needs_work)
            state = State::needs_work;
        else if (subjects.contains(resource.file) || files.contains(resource.source.file))
            state = State::with_findings;
        out.resources.push_back(state);
        add(state);
    }
    for (const InputSummary& input : report.inputs) {
        if (input.read || !errors.contains(input.file)) continue;
        out.failed_inputs.push_back(&input);
        add(State::failed);
    }
    return out;
}

} // namespace batchai2aml
