#!/usr/bin/env python3
"""Runs the jobs of examples/rehearsal for real, in 2 x 2 processes as MPI, PyTorch and TensorFlow jobs, and checks what
they wrote. The script of the example checks its rank and the number of processes itself.

Usage: execute.py PROGRAM
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
SHARE = TOP / "examples" / "rehearsal" / "share"
JOBS = {
    "sum-mpi": {"rank_0", "rank_1", "rank_2", "rank_3"},
    "sum-pytorch": {"rank_0", "rank_1", "rank_2", "rank_3"},
    "sum-tensorflow": {"worker_0", "worker_1", "ps_0", "ps_1"},
}


def run(program, *arguments):
    # Sanitizers of the program must not ask for its libraries in programs of the job.
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=300,
                          stdin=subprocess.DEVNULL)


def problems_of(job, kept):
    if not job["succeeded"]:
        yield f"did not end as it should: {[(p['name'], p['end'], p['exit_code'], p['output']) for p in job['processes']]}"
    names = {process["name"] for process in job["processes"]}
    if names != JOBS[job["name"]]:
        yield f"has the processes {sorted(names)}"
    nodes = sorted(process["node"] for process in job["processes"])
    if nodes != [0, 0, 1, 1]:
        yield f"runs on the nodes {nodes}"
    outputs = kept / job["name"] / "datastores/contosobatchai_sums/results/rehearsal/outputs" / job["name"]
    total = outputs / "total.txt"
    if not total.is_file() or total.read_text() != "3240\n":
        yield f"wrote no right sum: {sorted(path.name for path in outputs.glob('*'))}"
    if shutil.which("bwrap") and not job["sandbox"]:
        yield "did not run in bubblewrap, which is installed"


def main():
    program = os.path.abspath(sys.argv[1])
    if shutil.which("bwrap") is None:
        if os.environ.get("BATCHAI2AML_REQUIRE_ALL") == "1":
            print("bubblewrap is not installed, and BATCHAI2AML_REQUIRE_ALL=1 forbids to leave its check out")
            return 1
        print("bubblewrap is not installed: the programs run without it")
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        kept = pathlib.Path(folder) / "kept"
        converted = run(program, "convert", str(TOP / "examples/rehearsal"), "-o", str(out), "--no-config", "--quiet")
        if converted.returncode != 0:
            print(converted.stderr)
            return 1
        before = {path: path.read_bytes() for path in SHARE.rglob("*") if path.is_file()}
        ran = run(program, "rehearse", str(out), "--data", f"contosobatchai_sums={SHARE}", "--execute", "--yes",
                  "--keep", str(kept), "--report", "json")
        if ran.returncode != 0:
            failures.append(f"exit code {ran.returncode}: {ran.stderr}")
        jobs = json.loads(ran.stdout)["jobs"]
        if {job["name"] for job in jobs} != set(JOBS):
            failures.append(f"jobs: {[job['name'] for job in jobs]}")
        for job in jobs:
            failures += [f"{job['name']} {problem}" for problem in problems_of(job, kept)]
        after = {path: path.read_bytes() for path in SHARE.rglob("*") if path.is_file()}
        if before != after:
            failures.append("the folder of --data was changed")
    print("\n".join(failures) or f"{len(JOBS)} jobs ran")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
