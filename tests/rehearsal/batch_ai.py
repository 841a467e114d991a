#!/usr/bin/env python3
"""A simulator of Batch AI: runs a job as that service did, from the JSON that it was given, on this machine.

Nothing here is taken from batchai2aml or looks at what it makes. Nodes are folders, mounts are links into folders that
stand for storages, and every program is the probe.

Usage: batch_ai.py PROBE JOB.json [CLUSTER.json]    prints what each process would have seen
"""

import dataclasses
import json
import pathlib
import shutil
import sys
import tempfile

import mpirun
import toolkits
from documents import documents_in, loads, member, text
from probing import BASE_PATH, Probe
from variables import Machine

# Shell words by which a command changes what the next one finds: such commands run once for each process.
CHANGERS = (">", "mkdir", "touch", "cp ", "mv ", "rm", "ln ")


OF_THE_MACHINE = {"PATH", "HOME", "LANG", "PWD", "OLDPWD", "SHLVL", "_", "LD_PRELOAD"}


@dataclasses.dataclass
class Process:
    role: str  # "process" or "ps"
    index: int
    node: int
    exit_code: int
    calls: list
    output: str


@dataclasses.dataclass
class Run:
    machine: Machine
    toolkit: str
    preparation: list  # one Process for each node
    preparation_line: str
    processes: list
    launched: list = dataclasses.field(default_factory=list)  # processes as mpirun of the command started them
    idle: list = dataclasses.field(default_factory=list)  # the command where mpirun starts nothing and ends well
    plan: mpirun.Plan = None
    user_names: list = dataclasses.field(default_factory=list)
    variables: dict = dataclasses.field(default_factory=dict)

    @property
    def preparation_failed(self):
        return any(process.exit_code != 0 for process in self.preparation)


def simulate(job, cluster, root, probe_library, statuses=(), fill=None):
    """`root`: an empty folder, which the result lives in. `fill(symbol, folder)` puts the data of a storage there."""
    machine = Machine(root, job, cluster, {"PATH": BASE_PATH, "LANG": "C.UTF-8"}, fill)
    probe = Probe(probe_library, root, dict(statuses))
    nodes = range(machine.node_count)
    for node in nodes:
        machine.make_node(node)
    variables = [machine.variables(node) for node in nodes]
    toolkit, _ = toolkits.toolkit_of(job)
    preparation = text(member(job.properties, "jobPreparation", "commandLine"))
    run = Run(machine, toolkit, [], preparation, [], user_names=variables[0].user_names)
    run.variables = {node: variables[node].values for node in nodes}
    if preparation:
        for node in nodes:
            run.preparation.append(_start(probe, machine, "preparation", node, node, preparation, variables[node].values))
    if run.preparation_failed:
        return run
    known = {}
    for planned in toolkits.plan(job, machine):
        values = variables[planned.node].with_role(**planned.variables).values
        key = (planned.node, planned.line, tuple(sorted(planned.variables.items())))
        repeated = known.get(key)
        if repeated is None:
            repeated = _start(probe, machine, planned.role, planned.index, planned.node, planned.line, values)
            if not any(word in planned.line for word in CHANGERS):
                known[key] = repeated
        run.processes.append(dataclasses.replace(repeated, role=planned.role, index=planned.index))
    if toolkit == "customToolkitSettings":
        _perform_launcher(run, probe, variables, text(toolkits.toolkit_of(job)[1].get("commandLine")))
    run.user_names = _names_of_the_job(run)
    return run


def _names_of_the_job(run):
    """All variables that the user, a command or mpirun set."""
    names = {name for process in run.preparation + run.processes + run.launched for call in process.calls for name in call.variables}
    return sorted((names - OF_THE_MACHINE) | set(run.user_names))


def _start(probe, machine, role, index, node, line, variables):
    ended = probe.shell(line, machine.node_folder(node, "work"), variables)
    return Process(role, index, node, ended.exit_code, ended.calls, ended.output)


def _perform_launcher(run, probe, variables, line):
    """The command called mpirun: starts the ranks, then the command once more with the exit status that mpirun had."""
    calls = [call for call in run.processes[0].calls if mpirun.is_launcher(call)]
    if len(calls) != 1:
        return
    machine = run.machine
    run.plan = mpirun.perform(calls[0], machine.node_count, machine.address)
    for rank in run.plan.ranks:
        folder = rank.folder.replace(machine.node_folder(0), machine.node_folder(rank.node), 1)
        here = {name: value.replace(machine.node_folder(0), machine.node_folder(rank.node)) for name, value in rank.variables.items()}
        arguments = [word.replace(machine.node_folder(0), machine.node_folder(rank.node)) for word in rank.arguments]
        ended = probe.program(arguments, folder, here)
        run.launched.append(Process("process", rank.index, rank.node, ended.exit_code, ended.calls, ended.output))
    run.idle = list(run.processes)
    status = max((process.exit_code for process in run.launched), default=0)
    if status:
        run.processes[0] = _start(probe_with(probe, calls[0].program, status), machine, "process", 0, 0, line, variables[0].values)


def probe_with(probe, program, status):
    return Probe(probe.library, probe.root, {**probe.statuses, program: status})


def main():
    probe, *files = sys.argv[1:]
    documents = [found for name in files for found in documents_in(loads(pathlib.Path(name).read_text(encoding="utf-8-sig")))]
    job = next(document for document in documents if document.kind == "job")
    cluster = next((document for document in documents if document.kind == "cluster"), None)
    root = tempfile.mkdtemp()
    run = simulate(job, cluster, root, probe)
    for process in run.preparation + run.processes + run.launched:
        print(f"{process.role} {process.index} on node {process.node}: exit code {process.exit_code}")
        for call in process.calls:
            shown = {name: value for name, value in call.variables.items() if name.startswith("AZ_") or name in run.user_names}
            print("   ", call.action, json.dumps(call.arguments, ensure_ascii=False), "in", call.folder)
            print("       ", json.dumps(shown, ensure_ascii=False))
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
