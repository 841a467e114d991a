#!/usr/bin/env python3
"""Compares which files of a folder are read with what `git check-ignore` says, over generated trees and patterns.

Usage: check_ignore.py PROGRAM [TREES [SEED]]

Skipped (exit code 77) without git, unless BATCHAI2AML_REQUIRE_ALL=1. A difference names the tree's seed.
"""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

TREES = 200
SEED = 20261126
NAMES = ["a", "b", "ab", "abc", "a.b", ".x", "b-c", "a b", "a ", "x[1]", "#a", "!a", "Ab", "1", "\\", "ü", "a]b", "**"]
PIECES = ["a", "b", "c", "ab", ".", "-", "1", "*", "*", "?", "[ab]", "[!a]", "[^b]", "[a-c]", "[[:alpha:]]", "[[:digit:]x]",
          "[]a]", "[!]a]", "[a\\]b]", "[a-]", "[", "\\", "\\a", "\\*", "\\ ", "\\#", " ", "#", "!", "ü", "[[:foo:]]", "[a", "[a/]"]
# Cannot be read as JSON and has a word of Batch AI, so that it is an input of the report with any name.
CONTENT = '{"nodeCount" '


def make_part(rng):
    kind = rng.random()
    if kind < 0.15:
        return "**"
    if kind < 0.45:
        return rng.choice(NAMES[:9])
    # Not "a**b": git reads that like "a*b" or not, by what stands before it.
    part = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 4)))
    while "**" in part:
        part = part.replace("**", "*")
    return part


def make_line(rng):
    if rng.random() < 0.05:
        return rng.choice(["", "# a", "#a", "!", "/", "//", "\\", "   ", "a//b", "/**", "**/", "*", "!*", "!*/", "*/"])
    line = "/".join(make_part(rng) for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 4])))
    line = rng.choice(["", "", "", "!", "!"]) + rng.choice(["", "", "/"]) + line + rng.choice(["", "", "/"])
    return line + rng.choice(["", "", "", "", " ", "  ", "\r", "\t"])


def make_rules(rng):
    text = "\n".join(make_line(rng) for _ in range(rng.randint(1, 6)))
    return rng.choice(["", "", "", "\ufeff"]) + text + rng.choice(["", "\n"])


def make_tree(rng, top):
    """Files that git and the program are asked about."""
    files = []

    def fill(folder, depth):
        folder.mkdir()
        if rng.random() < (0.9 if depth == 0 else 0.3):
            (folder / ".gitignore").write_text(make_rules(rng), newline="")
        for name in rng.sample(NAMES, rng.randint(2, 7)):
            if depth < 4 and rng.random() < 0.45:
                fill(folder / name, depth + 1)
            else:
                (folder / name).write_text(CONTENT)
                files.append((folder / name).relative_to(top).as_posix())

    fill(top, 0)
    return files


def git(top, *arguments, given=b""):
    environment = {"PATH": os.environ["PATH"], "HOME": str(top.parent), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    return subprocess.run(["git", "-C", str(top), *arguments], input=given, capture_output=True, env=environment)


def left_by_git(top, files):
    given = b"".join(os.fsencode(name) + b"\0" for name in files)
    answer = git(top, "-c", "core.ignoreCase=false", "check-ignore", "-z", "--no-index", "--stdin", given=given)
    if answer.returncode not in (0, 1):
        raise SystemExit(f"git check-ignore: {answer.stderr.decode()}")
    ignored = {os.fsdecode(name) for name in answer.stdout.split(b"\0")}
    return {name for name in files if name not in ignored}


def read_by_program(program, top, *flags):
    report = top.parent / "report.json"
    command = [program, "convert", str(top), "--dry-run", "-j1", "--no-config", "-q", f"--report=json={report}", *flags]
    report.unlink(missing_ok=True)
    ended = subprocess.run(command, capture_output=True, timeout=60)
    if not report.exists():
        if ended.returncode == 66:
            return set()  # all are ignored
        raise SystemExit(f"exit code {ended.returncode}: {ended.stderr.decode()}")
    return {entry["file"] for entry in json.loads(report.read_text())["inputs"]}


def check_tree(program, seed):
    rng = random.Random(seed)
    problems = []
    with tempfile.TemporaryDirectory(prefix="batchai2aml-walk-") as folder:
        top = pathlib.Path(folder).resolve() / "tree"
        files = make_tree(rng, top)
        git(top, "init", "--quiet", "--template=")
        if rng.random() < 0.3:
            (top / ".git" / "info").mkdir(exist_ok=True)
            (top / ".git" / "info" / "exclude").write_text(make_rules(rng), newline="")
        expected, seen = left_by_git(top, files), read_by_program(program, top)
        for name in sorted(expected ^ seen):
            problems.append(f"seed {seed}: {name!r} is {'ignored' if name in expected else 'read'}, unlike git says")
        if seed % 10 == 0 and (all_files := read_by_program(program, top, "--no-ignore")) != set(files):
            problems.append(f"seed {seed}: --no-ignore reads {len(all_files)} of {len(files)} files")
        if problems:
            rules = {str(path.relative_to(top)): path.read_text(newline="") for path in sorted(top.rglob(".gitignore"))}
            problems.append(f"  rules: {rules}")
        return problems, len(expected), len(files)


def main(arguments):
    if shutil.which("git") is None:
        print("there is no git")
        return 1 if os.environ.get("BATCHAI2AML_REQUIRE_ALL") == "1" else 77
    program = str(pathlib.Path(arguments[0]).resolve())
    trees = int(arguments[1]) if len(arguments) > 1 else TREES
    first = int(arguments[2]) if len(arguments) > 2 else SEED
    read = total = failed = 0
    for seed in range(first, first + trees):
        problems, expected, files = check_tree(program, seed)
        read += expected
        total += files
        failed += bool(problems)
        for problem in problems:
            print(problem)
    print(f"{trees} trees, {total} files, {total - read} of them ignored")
    if not total // 10 < read < total * 9 // 10:
        print("the patterns ignore nearly all or nearly nothing: the test tests little")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
