"""Compares what the processes of a job saw in Batch AI (simulated) and in Azure ML (rehearsed)."""

import dataclasses
import re

import canonical
import mpirun
from differences import BY_DESIGN


@dataclasses.dataclass(frozen=True)
class Difference:
    kind: str  # problem, process, node, exit, calls, arguments, folder, variable
    process: str
    name: str  # of the variable
    expected: object
    actual: object


@dataclasses.dataclass
class Result:
    differences: list
    by_design: list  # (row, difference)


@dataclasses.dataclass
class Context:
    """What a row of the table may look at."""

    codes: set
    rules: set
    run: object
    job: dict


def compare(run, rehearsed, codes, rules):
    """`codes`, `rules`: what the tool reported for this job."""
    comparison = Comparison(run, rehearsed, Context(set(codes), set(rules), run, rehearsed.job))
    comparison.compare()
    return comparison.result()


class Comparison:
    def __init__(self, run, rehearsed, context):
        self.run = run
        self.rehearsed = rehearsed
        self.context = context
        self.places = canonical.places_of_run(run)
        self.found = []

    def note(self, kind, process, expected, actual, name=""):
        self.found.append(Difference(kind, process, name, expected, actual))

    def result(self):
        result = Result([], [])
        for difference in dict.fromkeys(self.found):
            row = next((row for row in BY_DESIGN if row.explains(difference, self.context)), None)
            if row:
                result.by_design.append((row, difference))
            else:
                result.differences.append(difference)
        return result

    def compare(self):
        for problem in self.rehearsed.job["problems"]:
            self.note("problem", "", "", problem)
        if self.rehearsed.job["distribution"] == "none" and self.rehearsed.job["nodes"] > 1:
            self.note("problem", "", "", "what several nodes without a distribution do is not established")
        processes = {}
        for process in self.rehearsed.job["processes"]:
            if process["stopped"]:
                self.note("exit", process["name"], "ends", "does not end: " + process["output"][-300:])
            key = ("ps" if process["role"] == "ps" else "process", process["index"])
            processes[key] = (process, self.rehearsed.seen(process, self.run.user_names))
        self._take_preparation(processes)
        if self.run.preparation_failed:
            self._compare_failed(processes)
            return
        for expected in self._expected(processes):
            actual = processes.pop((expected.role, expected.index), None)
            name = f"{expected.role} {expected.index}"
            if actual is None:
                self.note("process", name, "runs", "does not exist")
            else:
                self._compare_process(name, expected, *actual)
        for process, calls in processes.values():
            self.note("process", process["name"], "does not exist", (process["exit_code"], tuple(str(call.arguments) for call in calls)))

    def _expected(self, processes):
        kept = any(call.arguments[:1] and call.arguments[0] in mpirun.LAUNCHERS for _, calls in processes.values() for call in calls)
        if not self.run.launched:
            return self.run.processes
        if kept:
            return self.run.idle
        self._take_before(processes)
        return self.run.launched

    def _before(self):
        calls = self.expected_calls(self.run.idle[0]) if self.run.launched else []
        return [call for call in calls if call.arguments[0].rsplit("/", 1)[-1] not in mpirun.LAUNCHERS]

    def _take_before(self, processes):
        """What stood before mpirun ran once, on the first node: takes it off the processes that did it."""
        before = self._before()
        if not before:
            return
        did = []
        for key, (process, calls) in processes.items():
            if [call.joined for call in calls[: len(before)]] == [call.joined for call in before]:
                did.append(process["node"])
                self._compare_calls("before mpirun", before, calls[: len(before)])
                processes[key] = (process, calls[len(before) :])
        if did != [0]:
            where = sorted(did) if 0 in did else "not on the first node"
            self.note("before", "before mpirun", "once on the first node", f"on the nodes {where}")

    def expected_calls(self, process):
        places = self.places[process.node]
        return [
            canonical.seen_call(places, call.arguments, call.folder, call.variables, self.run.user_names)
            for call in process.calls
            if call.action == "probe"
        ]

    def _take_preparation(self, processes):
        """One process of each node did the preparation of it: compares it and takes it off."""
        background = re.search(r"(?<![&>])&(?![&>\d])", self.run.preparation_line)
        for preparation in self.run.preparation:
            expected = self.expected_calls(preparation)
            if not expected:
                continue
            here = [key for key, (process, _) in processes.items() if process["node"] == preparation.node]
            did = {key: _split_off(expected, processes[key][1], anywhere=bool(background)) for key in here}
            did = {key: parts for key, parts in did.items() if parts}
            if [call.joined for call in self._before()[: len(expected)]] == [call.joined for call in expected]:
                did = dict(list(did.items())[:1])  # another process may do the same before mpirun
            name = f"preparation of node {preparation.node}"
            if not here:
                self.note("preparation", name, "once", "no process on that node")
            elif len(did) != 1:
                shown = [[call.arguments for call in processes[key][1][: len(expected)]] for key in here]
                self.note("preparation", name, f"once: {[call.arguments for call in expected]}", f"{len(did)} times; {shown}")
            for key, (its, rest) in did.items():
                self._compare_calls(name, expected, its)
                processes[key] = (processes[key][0], rest)

    def _compare_failed(self, processes):
        """Nothing runs after a failed preparation, and every process says so."""
        codes = {preparation.node: preparation.exit_code for preparation in self.run.preparation}
        failed = next(code for code in codes.values() if code != 0)
        for process, calls in processes.values():
            if calls:
                self.note("calls", process["name"], "nothing after the failed preparation", str([call.arguments for call in calls]))
            if process["exit_code"] != (codes.get(process["node"]) or failed):
                self.note("exit", process["name"], failed, process["exit_code"])

    def _compare_process(self, name, expected, process, calls):
        if process["node"] != expected.node:
            self.note("node", name, expected.node, process["node"])
        if process["exit_code"] != expected.exit_code:
            self.note("exit", name, expected.exit_code, process["exit_code"])
        self._compare_calls(name, self.expected_calls(expected), calls)

    def _compare_calls(self, name, expected, actual):
        if len(expected) != len(actual):
            self.note("calls", name, str([call.arguments for call in expected]), str([call.arguments for call in actual]))
            return
        if [call.arguments for call in expected] != [call.arguments for call in actual]:
            # Commands of a pipe or in the background have no order.
            order = sorted(range(len(actual)), key=lambda i: actual[i].arguments)
            wanted = sorted(range(len(expected)), key=lambda i: expected[i].arguments)
            if [actual[i].arguments for i in order] == [expected[i].arguments for i in wanted]:
                expected, actual = [expected[i] for i in wanted], [actual[i] for i in order]
        for wanted, got in zip(expected, actual):
            if wanted.arguments != got.arguments:
                self.note("words" if wanted.joined == got.joined else "arguments", name, str(wanted.arguments), str(got.arguments))
            if wanted.folder != got.folder:
                self.note("folder", name, wanted.folder, got.folder)
            for variable in sorted({*wanted.variables, *got.variables}):
                before, after = wanted.variables.get(variable), got.variables.get(variable)
                if before != after:
                    self.note("variable", name, before, after, variable)


def _split_off(expected, calls, anywhere):
    """(calls that are those expected, the rest), or None. Those of a pipe have no order; those in the background may come
    late."""
    wanted = [call.joined for call in expected]
    its, rest = [], []
    for call in calls:
        if call.joined in wanted and (anywhere or not rest):
            wanted.remove(call.joined)
            its.append(call)
        else:
            rest.append(call)
    return None if wanted else (its, rest)
