#!/usr/bin/env python3
"""Checks the test itself: what it must tell apart, it does. Usage: selftest.py PROGRAM PROBE"""

import copy
import dataclasses
import json
import pathlib
import sys
import tempfile
import unittest

import canonical
import checking
import conversion
import documents
import generate
import mpirun
from probing import Call
from runs import make_data, simulate
from smaller import smaller

PROGRAM, PROBE = (pathlib.Path(word) for word in sys.argv[1:3])
CLUSTER = {
    "vmSize": "STANDARD_D4S_V5",
    "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 2}},
    "nodeSetup": {"mountVolumes": {
        "azureFileShares": [{"accountName": "contoso", "azureFileUrl": "https://contoso.file.core.windows.net/code", "relativeMountPath": "code"}],
        "azureBlobFileSystems": [{"accountName": "contoso", "containerName": "data", "relativeMountPath": "data"}],
    }},
}  # fmt: skip
JOB = {
    "nodeCount": 2,
    "stdOutErrPathPrefix": "$AZ_BATCHAI_MOUNT_ROOT/data/logs",
    "containerSettings": {"imageSourceRegistry": {"image": "python:3.7"}},
    "inputDirectories": [{"id": "CODE", "path": "$AZ_BATCHAI_MOUNT_ROOT/code/src"}],
    "outputDirectories": [{"id": "MODEL", "pathPrefix": "$AZ_BATCHAI_MOUNT_ROOT/data/runs", "pathSuffix": "model"}],
    "environmentVariables": [{"name": "EPOCHS", "value": "3"}, {"name": "TARGET", "value": "$AZ_BATCHAI_OUTPUT_MODEL/$EPOCHS"}],
    "jobPreparation": {"commandLine": "pip install -r $AZ_BATCHAI_INPUT_CODE/requirements.txt"},
}
ARGUMENTS = "--data $AZ_BATCHAI_MOUNT_ROOT/data/mnist --out $AZ_BATCHAI_OUTPUT_MODEL"
SCRIPT = {"pythonScriptFilePath": "$AZ_BATCHAI_INPUT_CODE/train.py"}
TOOLKITS = {
    "horovod": {"horovodSettings": {**SCRIPT, "commandLineArgs": ARGUMENTS, "processCount": 4}},
    "pytorch": {"pyTorchSettings": {
        **SCRIPT, "commandLineArgs": f"{ARGUMENTS} --url $AZ_BATCHAI_PYTORCH_INIT_METHOD", "communicationBackend": "gloo",
    }},
    "tensorflow": {"tensorFlowSettings": {
        **SCRIPT, "masterCommandLineArgs": f"{ARGUMENTS} --hosts $AZ_BATCHAI_WORKER_HOSTS",
        "workerCommandLineArgs": "--index $AZ_BATCHAI_TASK_INDEX", "parameterServerCommandLineArgs": "--ps",
    }},
    "custom": {"customToolkitSettings": {"commandLine": f"python $AZ_BATCHAI_INPUT_CODE/train.py {ARGUMENTS}; ends-with-3"}},
    "mpirun": {"customToolkitSettings": {
        "commandLine": f"mpirun -n 4 -ppn 2 -hosts $AZ_BATCH_HOST_LIST -env X_1 2 python $AZ_BATCHAI_INPUT_CODE/train.py {ARGUMENTS}",
    }},
    "unprepared": {"horovodSettings": SCRIPT, "jobPreparation": {"commandLine": "ends-with-3"}},
}  # fmt: skip


def spec(name):
    group = generate.GROUP + "/workspaces/ws"
    job = {**JOB, **TOOLKITS[name], "cluster": {"id": f"{group}/clusters/c{name}"}}
    return generate.Spec(
        name, 3, {"id": f"{group}/experiments/exp/jobs/{name}", "properties": job},
        {"id": f"{group}/clusters/c{name}", "properties": CLUSTER},
    )  # fmt: skip


@dataclasses.dataclass
class Pair:
    run: object
    job: dict
    source: conversion.Source

    def differences(self, change=None, codes=None):
        job = copy.deepcopy(self.job)
        if change:
            change(job)
        codes = self.source.codes if codes is None else codes
        return checking.compare(self.run, canonical.Rehearsed(job, OUT, {}), codes, self.source.rules).differences


def make_pairs(folder):
    for name in TOOLKITS:
        spec(name).write(folder / "in" / name)
    report = conversion.convert(PROGRAM, folder / "in", OUT)
    sources, _ = conversion.sources(report, folder / "in", OUT)
    runs = {source.name: simulate(source, PROBE, generate.STATUSES) for source in sources}
    data = make_data(runs.values(), OUT, folder / "data", {})
    jobs = conversion.rehearse(PROGRAM, OUT, generate.STATUSES, data)
    return {source.name: Pair(runs[source.name], jobs[source.name], source) for source in sources}


def calls_of(job, index=0):
    """The programs that a process started; the last one is that of the toolkit."""
    return [call for call in job["processes"][index]["commands"] if call["action"] == "probe" and call["arguments"][0] != "nvidia-smi"]


def prepared(job):
    """The process that did the preparation of the first node."""
    return next(process for process in job["processes"] if any(call["arguments"][0] == "pip" for call in process["commands"]))


def without(commands, program):
    return [call for call in commands if call["arguments"][0] != program]


def set_variable(name, value):
    def change(job):
        for process in job["processes"]:
            for call in process["commands"]:
                call["variables"][name] = value

    return change


def drop_variable(name):
    def change(job):
        for process in job["processes"]:
            for call in process["commands"]:
                call["variables"].pop(name, None)

    return change


class Tampered(unittest.TestCase):
    """Each change of what Azure ML's processes saw is found."""

    def expect(self, name, change, kind=None):
        found = PAIRS[name].differences(change)
        self.assertTrue(found, f"{name}: nothing was found")
        if kind:
            self.assertIn(kind, {difference.kind for difference in found})

    def test_nothing_is_found_in_what_was_not_changed(self):
        for name, pair in PAIRS.items():
            self.assertEqual(pair.differences(), [], name)

    def test_arguments(self):
        self.expect("horovod", lambda job: calls_of(job, 3)[-1]["arguments"].append("more"), "arguments")
        self.expect("tensorflow", lambda job: calls_of(job)[-1]["arguments"].pop(), "arguments")
        self.expect("custom", lambda job: calls_of(job)[-1]["arguments"].reverse() or calls_of(job)[-2]["arguments"].reverse(), "arguments")

    def test_program(self):
        self.expect("horovod", lambda job: calls_of(job)[-1]["arguments"].__setitem__(0, "python3"), "arguments")

    def test_lost_and_added_calls(self):
        self.expect("horovod", lambda job: job["processes"][1].update(commands=without(job["processes"][1]["commands"], "python")), "calls")
        self.expect("custom", lambda job: job["processes"][0].update(commands=without(job["processes"][0]["commands"], "ends-with-3")), "calls")
        self.expect("pytorch", lambda job: job["processes"][1]["commands"].append(calls_of(job, 1)[-1]), "calls")

    def test_exit_codes(self):
        for name in ("horovod", "custom", "mpirun", "unprepared", "tensorflow"):
            self.expect(name, lambda job: job["processes"][1].update(exit_code=job["processes"][1]["exit_code"] + 1), None)
        self.expect("custom", lambda job: [process.update(exit_code=0) for process in job["processes"]], "exit")
        self.expect("unprepared", lambda job: [process.update(exit_code=0) for process in job["processes"]], "exit")

    def test_processes_that_do_not_end(self):
        self.expect("horovod", lambda job: job["processes"][2].update(stopped=True), "exit")

    def test_problems(self):
        self.expect("horovod", lambda job: job["problems"].append("unknown expression"), "problem")

    def test_processes(self):
        self.expect("horovod", lambda job: job["processes"].pop(), "process")
        self.expect("mpirun", lambda job: job["processes"].pop(), "process")
        self.expect("horovod", lambda job: job["processes"].append({**job["processes"][0], "index": 4, "name": "rank_4"}), "process")
        self.expect("tensorflow", lambda job: [process.update(role="worker", index=2) for process in job["processes"] if process["role"] == "ps"])

    def test_nodes(self):
        self.expect("horovod", lambda job: job["processes"][1].update(node=1))

    def test_preparation(self):
        def lost(job):
            prepared(job)["commands"] = without(prepared(job)["commands"], "pip")

        def for_each_process(job):
            own = prepared(job)
            call = next(call for call in own["commands"] if call["arguments"][0] == "pip")
            other = next(process for process in job["processes"] if process["node"] == own["node"] and process is not own)
            other["commands"].insert(0, call)

        def after(job):
            prepared(job)["commands"].reverse()

        self.expect("horovod", lost, "preparation")
        self.expect("horovod", for_each_process, "preparation")
        self.expect("horovod", after)
        self.expect("unprepared", lambda job: job["processes"][0]["commands"].append({**calls_of(job, 1)[-1]} if calls_of(job, 1) else {
            **job["processes"][0]["commands"][0], "action": "probe", "arguments": ["python", "x"]}))  # fmt: skip

    def test_variables(self):
        for name in ("EPOCHS", "TARGET", "AZ_BATCHAI_INPUT_CODE", "AZ_BATCHAI_OUTPUT_MODEL", "AZ_BATCHAI_JOB_TEMP", "AZ_BATCHAI_MOUNT_ROOT"):
            self.expect("horovod", drop_variable(name), "variable")
            self.expect("horovod", set_variable(name, "other"), "variable")
        for name in ("AZ_BATCHAI_PS_HOSTS", "AZ_BATCHAI_TASK_INDEX", "TF_CONFIG"):
            self.expect("tensorflow", drop_variable(name), "variable")
        self.expect("tensorflow", set_variable("AZ_BATCHAI_TASK_INDEX", "0"), "variable")
        self.expect("pytorch", set_variable("AZ_BATCHAI_PYTORCH_INIT_METHOD", "tcp://x"), "variable")
        self.expect("horovod", set_variable("AZ_BATCHAI_INPUT_OTHER", "/x"), "variable")
        self.expect("horovod", set_variable("AZ_BATCH_HOST_LIST", "127.0.0.2"), "variable")

    def test_folder_of_a_command(self):
        self.expect("horovod", lambda job: calls_of(job)[-1].update(folder="/elsewhere"), "folder")

    def test_what_is_behind_a_path(self):
        def other_account(job):
            next(store for store in job["datastores"] if store["type"] == "azure_blob")["account"] = "other"

        def other_folder(job):
            for folder in job["folders"]:
                folder["path"] += "/deeper"

        def lost_link(job):
            job["links"] = []

        self.expect("horovod", other_account)
        self.expect("horovod", other_folder)
        self.expect("horovod", lost_link)

    def test_output_folder_of_a_run(self):
        def shared(job):
            for folder in job["folders"]:
                folder["path"] = folder["path"].replace("/${{name}}", "").replace(f"/{canonical.RUN_NAME}", "")

        self.expect("horovod", shared, "variable")

    def test_folders_of_the_service_are_where_they_must_be(self):
        job = PAIRS["horovod"].job
        shared = next(folder["local"] for folder in job["folders"] if folder["kind"] == "output")
        self.expect("horovod", set_variable("AZ_BATCHAI_JOB_TEMP", shared), "variable")
        self.expect("horovod", set_variable("AZ_BATCHAI_SHARED_JOB_TEMP", job["node_folders"][0]["working"] + "/x"), "variable")

    def test_a_row_of_the_table_holds_only_where_the_tool_said_so(self):
        self.assertTrue(PAIRS["custom"].differences(codes=set()), "the waiting nodes")
        self.assertTrue(PAIRS["pytorch"].differences(codes=set()), "the rendezvous")


class Launchers(unittest.TestCase):
    def ranks(self, line, nodes=2):
        call = Call("probe", "/wd", line.split(), {"A": "1", "B": "2"})
        plan = mpirun.perform(call, nodes, lambda node: f"10.0.0.{node}")
        return [(rank.node, rank.arguments, {name: value for name, value in rank.variables.items() if name not in call.variables}) for rank in plan.ranks]

    def test_open_mpi(self):
        ranks = self.ranks("mpirun -np 4 --hostfile /h -mca btl ^openib -x C=3 -x A --allow-run-as-root -npernode 2 python x.py -n 5")
        self.assertEqual([rank[0] for rank in ranks], [0, 0, 1, 1])
        self.assertEqual(ranks[0][1], ["python", "x.py", "-n", "5"])
        self.assertEqual(ranks[3][2], {"C": "3", "OMPI_MCA_btl": "^openib"})

    def test_intel_mpi(self):
        ranks = self.ranks("mpirun -n 2 -ppn 1 -hosts 10.0.0.1,10.0.0.0 -env X 1 -env Y=2 -genv Z 3 -genvall ./a")
        self.assertEqual([rank[0] for rank in ranks], [1, 0])
        self.assertEqual(ranks[0][1:], (["./a"], {"X": "1", "Y": "2", "Z": "3"}))

    def test_programs_of_several_kinds(self):
        ranks = self.ranks("mpiexec -n 1 ./master : -n 2 -env W 1 ./worker")
        self.assertEqual([rank[1] for rank in ranks], [["./master"], ["./worker"], ["./worker"]])
        self.assertEqual([rank[2] for rank in ranks], [{}, {"W": "1"}, {"W": "1"}])

    def test_without_a_number(self):
        self.assertEqual(len(self.ranks("mpirun --hostfile /h python x", nodes=3)), 3)
        self.assertEqual(len(self.ranks("mpirun --map-by ppr:2:node python x", nodes=3)), 6)


class Forms(unittest.TestCase):
    def test_documents(self):
        job = {"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "x"}}}
        for value in (job, [job], {"value": [job]}, job["properties"], {"parameters": {"parameters": job}, "responses": {}}):
            self.assertEqual([document.kind for document in documents.documents_in(value)], ["job"])

    def test_comments_and_commas(self):
        self.assertEqual(documents.loads('{"a": "http://x", // no\n "b": [1, 2,],}'), {"a": "http://x", "b": [1, 2]})

    def test_paths(self):
        places = canonical.Places()
        places.add("/run/mnt", "<blob:a/b>")
        places.add("/run/mnt/deep", "<files:c/d>")
        for path, symbol in (
            ("/run/mnt", "<blob:a/b>"), ("/run//mnt/./x/", "<blob:a/b>/x"), ("--x=/run/mnt/deep/y", "--x=<files:c/d>/y"),
            ("/run/mnt2", "/run/mnt2"), ("/run/mnt/x/../y", "<blob:a/b>/y"), ("/run/mnt/../y", "<outside of <blob:a/b>>/../y"),
        ):  # fmt: skip
            self.assertEqual(places.rewrite(path), symbol)

    def test_generated_jobs_depend_on_the_seed_only(self):
        one, two = (json.dumps(generate.generate(7, 11).job) for _ in range(2))
        self.assertEqual(one, two)
        self.assertNotEqual(one, json.dumps(generate.generate(8, 11).job))

    def test_smaller_jobs_are_smaller(self):
        spec = generate.generate(1, 1)
        for less in smaller(spec):
            self.assertLess(len(json.dumps([less.job, less.cluster])), len(json.dumps([spec.job, spec.cluster])) + 1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        OUT = pathlib.Path(folder) / "out"
        PAIRS = make_pairs(pathlib.Path(folder))
        unittest.main(argv=sys.argv[:1])
