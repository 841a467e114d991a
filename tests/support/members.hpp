/// \file
/// All members that jobs, clusters, file servers and workspaces of Batch AI had, in the four layouts
/// (batchai.md 2 to 6) and in what `az` printed, each with a sample value and with what has to become of it.
/// Written for the tests and independent of the tables in src/.
#pragma once

#include <span>
#include <string_view>

#include "batchai2aml/report.hpp"

namespace batchai2aml::testing {

/// One member.
struct Member {
    std::string_view path;  ///< "properties.inputDirectories[].id"; `[]`: the first element
    std::string_view value; ///< JSON
    std::string_view
        layouts;     ///< digits of the layouts V0 to V3 that have it; "a": only output of `az` has it
    Outcome outcome; ///< the worst outcome of its leaves in the document of its group
};

/// Members that are tested as part of one document.
struct MemberGroup {
    std::string_view kind; ///< "job", "cluster", "file server" or "workspace"
    std::string_view base; ///< a valid document, to which the member is added (or whose member it replaces)
    std::span<const Member> members;
};

[[nodiscard]] std::span<const MemberGroup> job_members();
[[nodiscard]] std::span<const MemberGroup> cluster_members();
[[nodiscard]] std::span<const MemberGroup> file_server_members();
[[nodiscard]] std::span<const MemberGroup> workspace_members();

} // namespace batchai2aml::testing
