#!/usr/bin/env python3
"""Compares run_shell with bash: random scripts are run by bash, with a stand-in `az` that notes how it was called, and read
by the library. Calls, their order, folders and variables, and the files that exist at each call must be the same.

Usage: compare.py READER [--count N] [--seed N] [--jobs N] [--keep FOLDER]
"""

import argparse
import multiprocessing
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import generate

DRIVER = """
while IFS= read -r number <&9; do
    (
        cd "$B2A_TOP/$number" || exit
        export B2A_ROOT="$B2A_TOP/$number" B2A_RECORD="$B2A_TOP/$number.record"
        unset B2A_TOP number
        set -uf
        . "$B2A_ROOT.sh"
    ) </dev/null >/dev/null 2>>"$B2A_TOP/$number.error"
done 9<"$B2A_TOP/numbers"
"""

# What bash says when it stops a script.
REFUSALS = ("unbound variable", "syntax error", "unexpected", "bad substitution", "substring expression < 0")


def run_bash(reader, top, scripts):
    for number, script in enumerate(scripts):
        for folder in ("sub/deep", "other"):
            (top / str(number) / folder).mkdir(parents=True)
        (top / f"{number}.sh").write_text(script)
    (top / "numbers").write_text("".join(f"{number}\n" for number in range(len(scripts))))
    (top / "bin").mkdir()
    (top / "bin" / "az").symlink_to(reader)
    environment = {"PATH": f"{top}/bin:/usr/bin:/bin", "B2A_TOP": str(top), "LC_ALL": "C.UTF-8"}
    subprocess.run(["bash", "--norc", "-c", DRIVER], env=environment, cwd=top, timeout=120,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    records = []
    for number in range(len(scripts)):
        path = top / f"{number}.record"
        record = path.read_text(errors="surrogateescape") if path.exists() else ""
        # What bash does not run to its end is no test.
        error = (top / f"{number}.error").read_text(errors="replace")
        refused = any(words in error for words in REFUSALS)
        records.append(None if refused else record)
    return records


def run_reader(reader, top, count):
    paths = "".join(f"{top}/{number}.sh\n" for number in range(count))
    output = subprocess.run([reader], input=paths.encode(), capture_output=True, timeout=600)
    parts = output.stdout.decode(errors="surrogateescape").split("script " + str(top) + "/")[1:]
    records = ["".join(part.splitlines(keepends=True)[1:]) for part in parts]
    return records + ["(the reader ended early)"] * (count - len(records))


def certain_calls(record):
    """Without the calls of which the reader says that it does not know whether they are made."""
    kept, keeps = [], True
    for line in record.split("\n")[:-1]:
        if line.startswith("call "):
            keeps = not line.endswith(" (not certain)")
        if keeps:
            kept.append(line)
    return kept


def every_call(record):
    return [line.removesuffix(" (not certain)") if line.startswith("call ") else line for line in record.split("\n")[:-1]]


def calls(lines):
    """One tuple of lines for each call."""
    out = []
    for line in lines:
        if line.startswith("call "):
            out.append([])
        if out:
            out[-1].append(line)
    return [tuple(call) for call in out]


def agrees(wanted, got):
    """A word that may be a pattern for files makes a loop uncertain, although none matches: then the calls that the
    reader is certain of must be there, in their order."""
    lines = wanted.split("\n")[:-1]
    if lines in (certain_calls(got), every_call(got)):
        return True
    rest = iter(calls(lines))
    return "(not certain)" in got and all(call in rest for call in calls(certain_calls(got)))


def compare(reader, scripts):
    """For each script the two records, when they differ."""
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder).resolve()
        expected = run_bash(reader, top, scripts)
        found = run_reader(reader, top, len(scripts))
    out = []
    for wanted, got in zip(expected, found):
        out.append(None if wanted is None or agrees(wanted, got) else (wanted, got))
    return out


def smaller(reader, pieces, join):
    """Leaves out what is not needed for the difference."""
    changed = True
    while changed and len(pieces) > 1:
        changed = False
        # Arrays and arguments that nothing sets are no error to bash, and unknown to the reader.
        tries = [pieces[:i] + pieces[i + 1:] for i in range(len(pieces)) if "=(" not in pieces[i] and "set --" not in pieces[i]]
        try:
            results = compare(reader, [join.join(one) + "\n" for one in tries])
        except (subprocess.TimeoutExpired, OSError):  # What is left may be a loop without an end.
            break
        for one, result in zip(tries, results):
            if result:
                pieces, changed = one, True
                break
    return pieces


def batch(task):
    reader, seed, count = task
    scripts = [generate.Generator(seed * 1000003 + i).script() for i in range(count)]
    results = compare(reader, ["\n".join(chunks) + "\n" for chunks in scripts])
    return [(chunks, result) for chunks, result in zip(scripts, results) if result]


def show(reader, chunks, result):
    whole = "\n".join(chunks)
    print(f"==== whole script\n{whole}\n---- bash\n{result[0]}---- reader\n{result[1]}", flush=True)
    lines = "\n".join(smaller(reader, chunks, "\n")).split("\n")
    script = "\n".join(smaller(reader, lines, "\n")) + "\n"
    wanted, got = compare(reader, [script])[0] or result
    print(f"---- script\n{script}---- bash\n{wanted}---- reader\n{got}----", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("reader")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=5, help="how many differences to show")
    arguments = parser.parse_args()
    if shutil.which("bash") is None:
        print("bash is not installed")
        return 1
    reader = os.path.abspath(arguments.reader)
    size = 100
    tasks = [(reader, arguments.seed * 1000 + i, min(size, arguments.count - i * size))
             for i in range((arguments.count + size - 1) // size)]
    failures = []
    with multiprocessing.Pool(arguments.jobs) as pool:
        for found in pool.imap(batch, tasks):
            failures += found
    for chunks, result in failures[:arguments.show]:
        show(reader, chunks, result)
    print(f"{arguments.count} scripts, {len(failures)} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
