#!/usr/bin/env python3
"""Checks that no file of the repository names the machine it was written on or is a copy of test data.

Usage: check_repository.py [TOP]      --self-test runs the checks over files of its own

With BATCHAI2AML_REQUIRE_ALL=1, that is in continuous integration, the folder that holds the checkout must not be
named either; elsewhere that could be a folder such as /tmp, which may well be named.
"""

import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile


def files_of(top):
    """All files that are or could be committed."""
    command = ["git", "-C", str(top), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True)
    if listed.returncode == 0:
        paths = (top / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name)
    else:  # an unpacked archive
        paths = (path for path in top.rglob("*") if path.relative_to(top).parts[0] not in ("build", "out", ".git"))
    return sorted(path for path in set(paths) if path.is_file() and not path.is_symlink())


def own_paths(top, strict):
    """Texts that only this machine knows."""
    paths = [str(top)]
    if strict and top.parent != top.parent.parent:
        paths.append(f"{top.parent}/")
    return [path.encode() for path in paths if len(path) > 1]


def digests(folders):
    found = {}
    for folder in folders:
        for path in pathlib.Path(folder).rglob("*"):
            if path.is_file() and path.stat().st_size > 0:
                found[hashlib.sha256(path.read_bytes()).digest()] = path.name
    return found


def problems_with(top, strict, data_folders):
    problems = []
    known = digests(data_folders)
    for path in files_of(top):
        content = path.read_bytes()
        name = path.relative_to(top)
        for own in own_paths(top, strict):
            if (at := content.find(own)) >= 0:
                line = content.count(b"\n", 0, at) + 1
                problems.append(f"{name}:{line}: names a folder of this machine, {own.decode()}")
                break
        copied = known.get(hashlib.sha256(content).digest())
        if copied:
            problems.append(f"{name}: is a copy of {copied} of the test data")
    return problems


def self_test():
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder).resolve() / "checkout"
        data = top.parent / "data"
        data.mkdir()
        top.mkdir()
        (data / "job.json").write_text('{"properties": {}}')
        (top / "good.txt").write_text("nothing to see, data/ and checkout/ are fine\n")
        if found := problems_with(top, True, [data]):
            failures.append(f"good files are refused: {found}")
        (top / "own.txt").write_text(f"one\ncd {top}\n")
        (top / "parent.txt").write_text(f"{top.parent}/shared\n")
        (top / "copy.json").write_text('{"properties": {}}')
        strict = "\n".join(problems_with(top, True, [data]))
        for words in ("own.txt:2: names", "parent.txt:1: names", "copy.json: is a copy of job.json"):
            if words not in strict:
                failures.append(f"no complaint {words!r} in {strict!r}")
        if "parent.txt" in "\n".join(problems_with(top, False, [])):
            failures.append("the parent folder counts although the check is not strict")
    return failures


def main():
    if sys.argv[1:] == ["--self-test"]:
        problems = self_test()
    else:
        top = pathlib.Path(sys.argv[1]) if sys.argv[1:] else pathlib.Path(__file__).resolve().parents[2]
        data = [os.environ[name] for name in ("BATCHAI2AML_CORPUS", "BATCHAI2AML_SCHEMAS") if os.environ.get(name)]
        problems = problems_with(top.resolve(), os.environ.get("BATCHAI2AML_REQUIRE_ALL") == "1", data)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
