#include "mapper/mpi_options.hpp"

#include <algorithm>
#include <array>

namespace batchai2aml {

namespace {

using enum MpiOptionKind;

// From the manuals of both families; sorted. Where they differ, by what an option does to the program.
// clang-format off
constexpr std::array<MpiOption, 217> options = {{
    {"DAPL", skip, 0}, {"H", hosts, 1}, {"IB", skip, 0}, {"MX", skip, 0}, {"N", per_node, 1}, {"OFI", skip, 0},
    {"PSM", skip, 0}, {"PSM2", skip, 0}, {"RDMA", skip, 0}, {"TMI", skip, 0}, {"V", refused, 0},
    {"allow-run-as-root", skip, 0}, {"am", skip, 1}, {"app", refused, 0}, {"aps", skip, 0}, {"bind-to", skip, 1},
    {"bind-to-board", skip, 0}, {"bind-to-core", skip, 0}, {"bind-to-none", skip, 0}, {"bind-to-socket", skip, 0},
    {"binding", skip, 1}, {"bootstrap", skip, 1}, {"bootstrap-exec", skip, 1}, {"bootstrap-exec-args", skip, 1},
    {"branch-count", skip, 1}, {"byboard", skip, 0}, {"bycore", skip, 0}, {"bynode", skip, 0}, {"byslot", skip, 0},
    {"bysocket", skip, 0}, {"c", processes, 1}, {"cartofile", skip, 1}, {"cf", skip, 1}, {"check", refused, 0},
    {"check-mpi", skip, 0}, {"check_mpi", skip, 0}, {"ckpoint-interval", skip, 1}, {"ckpointlib", skip, 1},
    {"cleanup", skip, 0}, {"configcheck", refused, 0}, {"configfile", refused, 0}, {"continuous", skip, 0},
    {"cpu-list", skip, 1}, {"cpu-set", skip, 1}, {"cpus-per-proc", skip, 1}, {"cpus-per-rank", skip, 1},
    {"d", skip, 0}, {"dac", skip, 0}, {"daemonize", skip, 0}, {"dapl", skip, 0}, {"debug", refused, 0},
    {"debug-daemons", skip, 0}, {"debug-daemons-file", skip, 0}, {"debug-devel", skip, 0}, {"debugger", refused, 0},
    {"default-hostfile", skip, 1}, {"demux", skip, 1}, {"disable-auto-cleanup", skip, 0},
    {"disable-recovery", skip, 0}, {"disable-x", skip, 0}, {"display-allocation", skip, 0},
    {"display-devel-allocation", skip, 0}, {"display-devel-map", skip, 0}, {"display-diffable-map", skip, 0},
    {"display-map", skip, 0}, {"display-topo", skip, 0}, {"do-not-launch", refused, 0}, {"do-not-resolve", skip, 0},
    {"dvm", refused, 0}, {"enable-recovery", skip, 0}, {"enable-x", skip, 0}, {"env", environment, 1},
    {"envall", skip, 0}, {"envexcl", skip, 1}, {"envlist", skip, 1}, {"envnone", skip, 0}, {"envuser", skip, 0},
    {"errfile-pattern", skip, 1}, {"f", skip, 1}, {"file", refused, 0}, {"forward-signals", skip, 1},
    {"fwd-mpirun-port", skip, 0}, {"gdb", refused, 0}, {"gdba", refused, 0}, {"genv", environment, 1},
    {"genvall", skip, 0}, {"genvexcl", skip, 1}, {"genvlist", skip, 1}, {"genvnone", skip, 0}, {"genvuser", skip, 0},
    {"get-stack-traces", skip, 0}, {"gmca", parameter, 2}, {"gpmca", skip, 2}, {"grr", per_node, 1},
    {"gtool", skip, 1}, {"gtoolfile", skip, 1}, {"h", refused, 0}, {"help", refused, 0}, {"hnp", skip, 1},
    {"host", hosts, 1}, {"hostfile", skip, 1}, {"hostlist", hosts, 1}, {"hosts", hosts, 1}, {"ib", skip, 0},
    {"idb", refused, 0}, {"iface", skip, 1}, {"ilp64", skip, 0}, {"index-argv-by-rank", skip, 0},
    {"info", refused, 0}, {"l", skip, 0}, {"launch-agent", skip, 1}, {"launcher", skip, 1},
    {"launcher-exec", skip, 1}, {"leave-session-attached", skip, 0}, {"loadbalance", skip, 0}, {"localhost", skip, 1},
    {"localonly", skip, 0}, {"localroot", skip, 0}, {"machine", skip, 1}, {"machinefile", skip, 1},
    {"map-by", mapping, 1}, {"max-restarts", skip, 1}, {"max-vm-size", skip, 1}, {"mca", parameter, 2},
    {"membind", skip, 1}, {"mps", skip, 0}, {"mx", skip, 0}, {"mxm", skip, 0}, {"n", processes, 1},
    {"noconf", skip, 0}, {"nolocal", skip, 0}, {"nooversubscribe", skip, 0}, {"noprefix", skip, 0}, {"novm", skip, 0},
    {"np", processes, 1}, {"npernode", per_node, 1}, {"npersocket", per_socket, 1}, {"nw", skip, 0}, {"ofi", skip, 0},
    {"omca", parameter, 2}, {"ompi-server", skip, 1}, {"ordered-output", skip, 0}, {"outfile-pattern", skip, 1},
    {"output-filename", skip, 1}, {"oversubscribe", skip, 0}, {"parsable", skip, 0}, {"parseable", skip, 0},
    {"path", search_path, 1}, {"perhost", per_node, 1}, {"pernode", one_per_node, 0}, {"personality", skip, 1},
    {"pmca", skip, 2}, {"pmi-aggregate", skip, 0}, {"pmi-connect", skip, 1}, {"pmi-noaggregate", skip, 0},
    {"ppn", per_node, 1}, {"ppr", mapping, 1}, {"prefix", skip, 1}, {"preload-binary", skip, 0},
    {"preload-files", skip, 1}, {"preload-files-dest-dir", skip, 1}, {"prepend-rank", skip, 0},
    {"print-all-exitcodes", skip, 0}, {"print-rank-map", skip, 0}, {"psm", skip, 0}, {"psm2", skip, 0},
    {"q", skip, 0}, {"quiet", skip, 0}, {"rank-by", skip, 1}, {"rankfile", skip, 1}, {"rdma", skip, 0},
    {"report-bindings", skip, 0}, {"report-child-jobs-separately", skip, 0}, {"report-events", skip, 1},
    {"report-pid", skip, 1}, {"report-state-on-timeout", skip, 0}, {"report-uri", skip, 1}, {"rf", skip, 1},
    {"rmk", skip, 1}, {"rr", skip, 0}, {"s", maybe, 0}, {"server-wait-time", skip, 1},
    {"set-cwd-to-session-dir", skip, 0}, {"show-progress", skip, 0}, {"silent-abort", skip, 0},
    {"slot-list", skip, 1}, {"stdin", skip, 1}, {"t", maybe, 0}, {"tag-output", skip, 0}, {"timeout", skip, 1},
    {"timestamp-output", skip, 0}, {"tmi", skip, 0}, {"tmpdir", skip, 1}, {"topolib", skip, 1}, {"trace", maybe, 0},
    {"trace-collectives", skip, 0}, {"trace-imbalance", skip, 0}, {"trace-pt2pt", skip, 0}, {"tune", maybe, 0},
    {"tv", refused, 0}, {"umask", skip, 1}, {"use-app-topology", skip, 1}, {"use-hwthread-cpus", skip, 0},
    {"use-regexp", skip, 0}, {"usize", skip, 1}, {"v", skip, 0}, {"verbose", skip, 0}, {"version", refused, 0},
    {"vv", skip, 0}, {"vvv", skip, 0}, {"wait-for-server", skip, 0}, {"wd", folder, 1}, {"wdir", folder, 1},
    {"x", exported, 1}, {"xml", skip, 0}, {"xml-file", skip, 1}, {"xterm", skip, 1},
}};
// clang-format on

static_assert(std::ranges::is_sorted(options, {}, &MpiOption::name));

} // namespace

const MpiOption* find_mpi_option(std::string_view name) {
    const auto* found = std::ranges::lower_bound(options, name, {}, &MpiOption::name);
    return found != options.end() && found->name == name ? found : nullptr;
}

bool belongs_to_option(std::string_view option, std::string_view word) {
    // Intel MPI's `-s all` says who reads standard input; Open MPI's `-s` has no argument.
    if (option == "s")
        return word == "all" || word == "none"
               || word.find_first_not_of("0123456789,-") == std::string_view::npos;
    // A library for -trace, a file of settings for -tune; a program has neither name.
    return word.starts_with("lib") || word.ends_with(".so") || word.ends_with(".dat")
           || word.ends_with(".conf");
}

} // namespace batchai2aml
