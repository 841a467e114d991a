#!/usr/bin/env python3
"""Runs cases: the program is started as a person would, and all that it prints and writes is compared byte for byte.

Usage: run_case.py [--update] PROGRAM [CASE...]      all cases when none is named

A case is a folder beside this file:

    command         the arguments of one run, on one line; further lines are further runs in the same folder, a line
                    that starts with "!" is given to the shell instead (to edit a file between two runs), and a line
                    that starts with "#" is a comment
    inputs/         copied to the folder in which the program runs, as are all files beside `command`
    inputs.from     instead of inputs/: the path of a folder from the top of the repository; the copy has its name
    make_inputs.py  run there first: makes inputs whose bytes are awkward in a repository
    stdin           standard input of the runs; nothing when there is no such file
    expected/       exit, stdout, stderr of the first run and exit-2, stdout-2 ... of the others, without the empty ones,
                    and every file that the runs made or changed

--update writes expected/ anew. Read the difference before it is committed.
"""

import difflib
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

CASES = pathlib.Path(__file__).resolve().parent
TOP = CASES.parents[1]
# Files of a case that the program does not see.
OWN = {"command", "expected", "inputs.from", "stdin"}
TIMEOUT = 120
SHOWN_LINES = 80


def environment(home):
    """The same for everybody; what sanitizers are told is kept."""
    kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.endswith("SAN_OPTIONS")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "HOME": str(home)}


def content_of(folder):
    """Relative path -> bytes, of all files below; links count by where they lead."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"link to " + os.fsencode(os.readlink(path))
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def prepare(case, work):
    if not (case / "command").is_file():
        raise SystemExit(f"{case.name}: there is no file {case / 'command'}")
    work.mkdir()
    for item in case.iterdir():
        if item.name not in OWN:
            (shutil.copytree if item.is_dir() else shutil.copyfile)(item, work / item.name)
    if (case / "inputs.from").is_file():
        source = TOP / (case / "inputs.from").read_text().strip()
        shutil.copytree(source, work / source.name)
    maker = work / "make_inputs.py"
    if maker.is_file():
        subprocess.run([sys.executable, maker.name], cwd=work, check=True, timeout=TIMEOUT)
        maker.unlink()


def run_steps(case, program, work, home):
    """The files exit, stdout and stderr of each run."""
    stdin = case / "stdin"
    given = stdin.read_bytes() if stdin.is_file() else b""
    results = {}
    number = 0
    for line in (case / "command").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("!"):
            subprocess.run(["sh", "-c", line[1:]], cwd=work, check=True, timeout=TIMEOUT)
            continue
        number += 1
        suffix = "" if number == 1 else f"-{number}"
        ended = subprocess.run(
            [program, *shlex.split(line)], cwd=work, env=environment(home), input=given, capture_output=True, timeout=TIMEOUT
        )
        results["exit" + suffix] = b"%d\n" % ended.returncode
        for name, text in (("stdout", ended.stdout), ("stderr", ended.stderr)):
            if text:
                results[name + suffix] = text
    return results


def run(case, program):
    """What the case gives, in the form of expected/, and what is wrong beyond that."""
    with tempfile.TemporaryDirectory(prefix="batchai2aml-case-") as folder:
        top = pathlib.Path(folder).resolve()
        home = top / "home"
        home.mkdir()
        work = top / "work"
        prepare(case, work)
        before = content_of(work)
        results = run_steps(case, program, work, home)
        after = content_of(work)
        problems = [f"{name} was deleted" for name in before if name not in after]
        problems += [f"{name} was written outside of the folder" for name in content_of(top) if not name.startswith("work/")]
        results.update({name: data for name, data in after.items() if before.get(name) != data})
        return results, problems


def as_lines(data):
    """Lines to compare; bytes that are no text and line ends other than \\n are made visible."""
    text = data.decode("utf-8", "backslashreplace")
    visible = "".join(c if c in "\n\t" or c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    lines = visible.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
        lines.append("\\ no line end at the end of the file\n")
    return lines


def difference(name, expected, seen):
    if expected is None:
        return f"{name}: was not expected, and is now:\n" + "".join("+" + line for line in as_lines(seen)[:SHOWN_LINES])
    if seen is None:
        return f"{name}: is missing\n"
    lines = list(difflib.unified_diff(as_lines(expected), as_lines(seen), f"expected/{name}", f"now/{name}"))
    more = f"... {len(lines) - SHOWN_LINES} more lines\n" if len(lines) > SHOWN_LINES else ""
    return "".join(lines[:SHOWN_LINES]) + more


def compare(case, seen):
    expected = content_of(case / "expected")
    names = sorted(set(expected) | set(seen))
    return [difference(name, expected.get(name), seen.get(name)) for name in names if expected.get(name) != seen.get(name)]


def update(case, seen):
    folder = case / "expected"
    old = content_of(folder)
    if old == seen:
        return
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in seen.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    changed = sum(old.get(name) != seen.get(name) for name in set(old) | set(seen))
    print(f"{case.name}: {changed} files changed")


def main(arguments):
    updating = "--update" in arguments
    arguments = [argument for argument in arguments if argument != "--update"]
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 64
    program = str(pathlib.Path(arguments[0]).resolve())
    names = arguments[1:] or sorted(path.parent.name for path in CASES.glob("*/command"))
    failed = 0
    for name in names:
        seen, problems = run(CASES / name, program)
        if updating:
            update(CASES / name, seen)
        else:
            problems += compare(CASES / name, seen)
        for problem in problems:
            print(f"case {name}: {problem}")
        failed += bool(problems)
    if failed and not updating:
        print("If that is as it should be: tests/cases/update")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
