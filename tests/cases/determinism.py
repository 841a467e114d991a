#!/usr/bin/env python3
"""Checks that the same inputs give the same bytes: in another order, with other threads, locale, time zone and folder.

Usage: determinism.py PROGRAM EXAMPLES
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from run_case import content_of

# Those that name no path of the machine. The second ones name files as the current folder sees them.
REPORTS = ("json", "sarif", "junit", "markdown", "github", "azdo")
LOCATED = {f"(report {name})" for name in REPORTS if name != "json"}


class Runs:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.count = 0

    def convert(self, inputs, cwd, flags=(), environment=None):
        """All bytes that one run writes, and its report."""
        self.count += 1
        out = self.folder / f"out-{self.count}"
        report = self.folder / f"report-{self.count}"
        command = [self.program, "convert", *inputs, "-o", out, "--no-config", "-q", "--to", "yaml,runconfig,arm",
                   *(f"--report={name}={report}.{name}" for name in REPORTS), *flags]
        ended = subprocess.run(command, cwd=cwd, env={**os.environ, **(environment or {})}, capture_output=True)
        if ended.returncode not in (0, 1):
            raise SystemExit(f"exit code {ended.returncode} of {command}: {ended.stderr.decode()}")
        reports = {f"(report {name})": pathlib.Path(f"{report}.{name}").read_bytes() for name in REPORTS}
        return {**content_of(out), **reports}


def unlocated(content):
    return {name: data for name, data in content.items() if name not in LOCATED}


def differing(first, other):
    return sorted(name for name in set(first) | set(other) if first.get(name) != other.get(name))


def main(program, examples):
    examples = pathlib.Path(examples).resolve()
    program = pathlib.Path(program).resolve()
    with tempfile.TemporaryDirectory(prefix="batchai2aml-determinism-") as folder:
        folder = pathlib.Path(folder).resolve()
        runs = Runs(program, folder)
        parent = examples.parent
        moved = folder / "elsewhere" / "deep" / examples.name
        shutil.copytree(examples, moved)
        parts = sorted(path.name for path in examples.iterdir() if path.is_dir())

        whole = runs.convert([examples.name], parent)
        compared = {
            "a second run": (whole, runs.convert([examples.name], parent)),
            "one thread": (whole, runs.convert([examples.name], parent, ["-j", "1"])),
            "four threads": (whole, runs.convert([examples.name], parent, ["-j", "4"])),
            "an absolute path": (whole, runs.convert([examples], parent)),
            "an absolute path from elsewhere": (unlocated(whole), unlocated(runs.convert([examples], folder))),
            "a copy elsewhere": (unlocated(whole), unlocated(runs.convert([moved], folder))),
            "a copy in a folder of the same name": (whole, runs.convert([moved], moved.parent)),
            "the current folder": (unlocated(whole), unlocated(runs.convert([f"../{examples.name}"], examples))),
            "a slash at the end": (whole, runs.convert([f"{examples.name}/"], parent)),
            "the same input twice": (whole, runs.convert([examples.name, examples.name], parent)),
            "another locale and time zone": (
                whole,
                runs.convert([examples.name], parent, environment={"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo"}),
            ),
            "the inputs in another order": (runs.convert(parts, examples), runs.convert(parts[::-1], examples)),
        }
    failed = False
    for what, (first, other) in compared.items():
        for name in differing(first, other):
            failed = True
            print(f"{what}: {name} has other bytes")
    if len(whole) < 10:
        failed = True
        print(f"only {len(whole)} files were made of {examples}: that proves little")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
