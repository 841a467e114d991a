"""The tests that could catch a mutant, which mutants each of them reaches, and runs of them. Internal to mutate.py."""

import concurrent.futures
import dataclasses
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

from build import environment, worker_program

QUICK = 0.5  # seconds; slower tests come last
# A run hangs that computes for longer than this many seconds and this many times as long as without a mutant. What
# counts is time of the processor, so that other programs on the machine do not matter.
SPARE, SLOWER = 10, 10
WAITING = 8  # times as long may pass altogether
LONGEST_ARGUMENT = 100_000  # the system allows 128 KiB


@dataclasses.dataclass
class Check:
    program: str  # "test_mapper"; "cases" for a case
    name: str
    seconds: float = 0.0
    reached: frozenset = frozenset()


def run(command, settings, limit):
    """Exit code and output; None as exit code when it took too long."""
    limited = ["sh", "-c", 'ulimit -t "$1"; shift; exec "$@"', "sh", str(int(limit)), *map(os.fspath, command)]
    process = subprocess.Popen(limited, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env=environment(**settings), start_new_session=True)
    try:
        output, _ = process.communicate(timeout=limit * WAITING)
        late = process.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        return None if late else process.returncode, output.decode(errors="replace")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, ""


class Bench:
    """Runs tests of one build."""

    def __init__(self, folder, binary, components, jobs):
        self.folder = folder
        self.cases = folder / "source" / "tests" / "cases"
        self.program = binary / "batchai2aml"
        self.tests = {name: binary / "tests" / name for name in [f"test_{one}" for one in components] + ["test_convert"]}
        self.jobs = jobs

    def names(self):
        """All tests: (program, name)."""
        for program, path in self.tests.items():
            suite = ""
            listed = subprocess.run([path, "--gtest_list_tests"], capture_output=True, text=True, check=True)
            for line in listed.stdout.splitlines():
                word = line.split("#")[0].strip()
                if not line.startswith(" "):
                    suite = word if word.endswith(".") else ""
                elif suite and "DISABLED_" not in suite + word:
                    yield program, suite + word
        for command in sorted(self.cases.glob("*/command")):
            yield "cases", command.parent.name

    def command(self, program, names, settings, place):
        if program == "cases":
            wrapper = worker_program(self.folder / place, self.program, settings)
            return [sys.executable, self.cases / "run_case.py", wrapper, *names]
        return [self.tests[program], "--gtest_brief=1", "--gtest_fail_fast", "--gtest_filter=" + ":".join(names)]

    def trace(self, number, program, name):
        """Runs one test without a mutant and sees what it reaches."""
        place = f"runs/trace-{number}"
        (self.folder / place).mkdir(parents=True, exist_ok=True)
        file = self.folder / place / "reached"
        file.unlink(missing_ok=True)
        settings = {"B2A_MUTANT_TRACE": file}
        start = time.monotonic()
        code, output = run(self.command(program, [name], settings, place), settings, 300)
        check = Check(program, name, time.monotonic() - start)
        if code != 0:
            raise RuntimeError(f"{program}: {name} fails without a mutant\n{output[-4000:]}")
        if file.is_file():
            check.reached = frozenset(int(line) for line in file.read_text().split())
        return check

    def trace_all(self):
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            jobs = [pool.submit(self.trace, number, *test) for number, test in enumerate(self.names())]
            return [job.result() for job in jobs]


class Hunter:
    """Looks for a test that catches a mutant."""

    def __init__(self, bench, checks):
        self.bench = bench
        self.checks = checks

    def stages(self, mutant):
        """Lists of tests that reach the mutant, the most promising and cheapest first."""
        own = "test_" + pathlib.PurePath(mutant.file).parts[1]
        reaching = [check for check in self.checks if mutant.number in check.reached]
        order = [own, "test_convert", "cases"] + [name for name in self.bench.tests if name not in (own, "test_convert")]
        for quick in (True, False):
            for program in order:
                found = [c for c in reaching if c.program == program and (c.seconds < QUICK or program == "cases") == quick]
                if found:
                    yield program, found

    def hunt(self, mutant, place):
        """What caught the mutant: "test_mapper: failed Suite.Name"; empty when nothing did."""
        settings = {"B2A_MUTANT": mutant.number}
        for program, found in self.stages(mutant):
            limit = SPARE + SLOWER * sum(check.seconds for check in found)
            for names in chunks([check.name for check in found]):
                code, output = run(self.bench.command(program, names, settings, place), settings, limit)
                if code is None:
                    return f"{program}: took too long"
                if code < 0:
                    return f"{program}: ended by signal {-code}"
                if code > 0:
                    return f"{program}: failed {first_failure(output)}"
        return ""


def chunks(names):
    """Lists of names that fit into one argument."""
    chunk, length = [], 0
    for name in names:
        if length + len(name) + 1 > LONGEST_ARGUMENT:
            yield chunk
            chunk, length = [], 0
        chunk.append(name)
        length += len(name) + 1
    if chunk:
        yield chunk


def first_failure(output):
    found = re.search(r"^\[  FAILED  \] ([\w/]+\.[\w/]+)|^case (\S+):", output, re.MULTILINE)
    return (found[1] or found[2]) if found else ""
