#!/usr/bin/env python3
"""Converts folders, and checks that `diff` then reports nothing; deletes, edits and adds files by hand, and checks that it
reports exactly that. For each format of the output.

Usage: check_diff.py PROGRAM [FOLDER]      each folder of FOLDER and all of it at once; of BATCHAI2AML_CORPUS when not given
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

FORMATS = ("yaml", "arm", "runconfig")
STATES = ("new", "changed", "edited", "deleted", "orphaned", "unchanged", "unknown")
SKIPPED = 77
NOTHING_READ = 66
# What a person may do to a file, as bytes before and after.
EDITS = (
    lambda data: data + b"# mine\n",
    lambda data: data.replace(b"\n", b"\r\n", 1) if b"\n" in data else data + b"\r\n",
    lambda data: data[: len(data) // 2],
    lambda data: b"",
    lambda data: b"\xff\xfe\x00" + data,
    lambda data: data.replace(b"e", b"E"),
)


class Folder:
    """An output folder, and the inputs that it is made from."""

    def __init__(self, program, source, out, output_format):
        self.program, self.source, self.out = program, source, out
        self.flags = ["-o", out, "--no-config", "--to", output_format, "--fail-on", "never"]

    def run(self, command, *flags):
        return subprocess.run([self.program, command, self.source, *self.flags, *flags], capture_output=True)

    def convert(self, *flags):
        return self.run("convert", "-q", *flags).returncode

    def check(self):
        return self.convert("--check")

    def states(self):
        """Files by state, without the unchanged ones; and the exit code."""
        ended = self.run("diff", "--report", "json", "--detailed-exitcode")
        if ended.returncode not in (0, 2):
            raise SystemExit(f"diff of {self.source}: exit code {ended.returncode}: {ended.stderr.decode()}")
        told = json.loads(ended.stdout)
        found = {state: set() for state in STATES}
        for file in told["files"]:
            found[file["state"]].add(file["file"])
        found["unknown"] = set(told["unknown"])
        counts = {state: len(files) for state, files in found.items()}
        if counts != told["summary"]:
            raise SystemExit(f"diff of {self.source}: {told['summary']} is not {counts}")
        del found["unchanged"]
        return {state: files for state, files in found.items() if files}, ended.returncode

    def files(self):
        return sorted(path.relative_to(self.out).as_posix() for path in self.out.rglob("*") if path.is_file())

    def content(self):
        return {name: (self.out / name).read_bytes() for name in self.files()}


def change_by_hand(folder, rng):
    """Does something to some files; what it was, by state."""
    names = [name for name in folder.files() if name != "migration.json"]
    done = {"edited": set(), "deleted": set(), "unknown": set()}
    for name in rng.sample(names, min(len(names), 12)):
        path = folder.out / name
        if rng.random() < 0.4:
            path.unlink()
            done["deleted"].add(name)
            continue
        before = path.read_bytes()
        path.write_bytes(rng.choice(EDITS)(before))
        if path.read_bytes() != before:
            done["edited"].add(name)
    for name in ("notes.txt", "jobs/mine/job.yml", "strange \x1b[31m name\n.yml"):
        path = folder.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine\n")
        done["unknown"].add(name)
    return {state: files for state, files in done.items() if files}


def problems_with(folder, rng):
    """What is wrong; nothing when there is nothing to convert."""
    code = folder.convert()
    if code == NOTHING_READ:
        return None
    if code != 0:
        return [f"convert: exit code {code}"]
    problems = []

    def expect(what, seen, wanted):
        if seen != wanted:
            problems.append(f"{what}: {seen}, and should be {wanted}")

    expect("after convert", folder.states(), ({}, 0))
    expect("check after convert", folder.check(), 0)
    made = folder.content()
    done = change_by_hand(folder, rng)
    edited = folder.content()
    differences = 2 if done.keys() - {"unknown"} else 0
    expect("after changes by hand", folder.states(), (done, differences))
    expect("check after changes by hand", folder.check(), differences)
    for report in ("text", "markdown"):
        ended = folder.run("diff", "--report", report, "-v")
        expect(f"diff as {report}", ended.returncode, 0)
        if any(control in ended.stdout for control in (b"\x1b", b"\r", b"\x00")):
            problems.append(f"diff as {report} has a control character")
    expect("diff and check changed files", folder.content(), edited)

    expect("convert --force", folder.convert("--force"), 0)
    unknown = {name: b"mine\n" for name in done["unknown"]}
    kept = {**made, "answers.yml": folder.content().get("answers.yml")} if "answers.yml" in made else made
    expect("files after convert --force", folder.content().keys(), {**kept, **unknown}.keys())
    expect("after convert --force", folder.states(), ({"unknown": done["unknown"]}, 0))
    return problems


def main(program, top=None):
    top = top or os.environ.get("BATCHAI2AML_CORPUS")
    if not top:
        print("BATCHAI2AML_CORPUS is not set")
        return 1 if os.environ.get("BATCHAI2AML_REQUIRE_ALL") == "1" else SKIPPED
    top = pathlib.Path(top).resolve()
    program = pathlib.Path(program).resolve()
    sources = [path for path in sorted(top.iterdir()) if path.is_dir()] + [top]
    failed = checked = 0
    with tempfile.TemporaryDirectory(prefix="batchai2aml-diff-") as scratch:
        for number, (source, output_format) in enumerate((s, f) for s in sources for f in FORMATS):
            folder = Folder(program, source, pathlib.Path(scratch) / str(number), output_format)
            problems = problems_with(folder, random.Random(number))
            checked += problems is not None
            failed += bool(problems)
            for problem in problems or []:
                print(f"{source.name} --to {output_format}: {problem}")
    if checked < len(FORMATS):
        print(f"only {checked} folders were checked")
        return 1
    print(f"{checked} folders, {failed} with problems")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
