#!/usr/bin/env python3
"""Checks in a pseudo-terminal that a slow run shows how far it is, in one line that is erased, and that a fast one does not.

Usage: check_progress.py PROGRAM
"""

import os
import pathlib
import re
import sys
import tempfile
import time

from terminal import JOB, Problems, Run, run, write_jobs

ERASED = "\r\x1b[K"
SLOW = 1.0  # seconds


def slow(program, folder, flags=(), pipe="pipe.json", **keywords):
    """One of the inputs arrives late."""
    fifo = folder / pipe
    if not fifo.exists():
        os.mkfifo(fifo)
    out = folder / f"out-{time.monotonic_ns()}"
    command = [program, "convert", "in", pipe, "-o", out, "--no-config", "--color=never", *flags]
    running = Run(command, cwd=folder, **keywords)
    time.sleep(SLOW)
    fifo.write_text(JOB % "late")
    return running.finish()


def lines_of(err):
    """What the line said, one time after the other."""
    return [text for text in re.findall(r"\r([^\r\x1b\n]*)\x1b\[K", err) if text]


def main(program):
    problems = Problems()
    program = pathlib.Path(program).resolve()
    with tempfile.TemporaryDirectory(prefix="batchai2aml-terminal-") as folder:
        folder = pathlib.Path(folder).resolve()
        write_jobs(folder / "in", 20)

        code, _, err = slow(program, folder)
        shown = lines_of(err)
        problems.expect("a slow run ends as any other", code == 0, (code, err))
        problems.expect("a slow run shows a line", bool(shown), err)
        problems.expect("the line says what and how many", all(re.fullmatch(r"[a-z ]+( [\d,]+( of [\d,]+)?)?", text) for text in shown), shown)
        problems.expect("the line is erased before the report", ERASED + "Read 21 of 21 files" in err, err)
        problems.expect("nothing comes after the report", "\r" not in err[err.find("Read 21"):], err)

        code, _, err = run([program, "convert", "in", "-o", "fast", "--no-config"], cwd=folder)
        problems.expect("a fast run shows none", code == 0 and "\r" not in err, err)

        for what, keywords in {
            "with --quiet": {"flags": ["-q"]},
            "with --verbose": {"flags": ["-v"]},
            "in a dumb terminal": {"variables": {"TERM": "dumb"}},
            "in a pipe": {"terminals": ()},
            "in a pipe beside a terminal": {"terminals": ("stdout",)},
        }.items():
            code, _, err = slow(program, folder, **keywords)
            problems.expect(f"no line {what}", code == 0 and "\r" not in err and "\x1b[K" not in err, (code, err))

        code, out, err = slow(program, folder, flags=["--report", "json=-"])
        problems.expect("a report on standard output is left alone", code == 0 and out.startswith("{") and "\r" not in out, out)
        problems.expect("the line does not tear a report on standard error", not shown or "\r" not in err[err.rfind(ERASED) + 1:], err)

        for columns, variables, width in ((12, {}, 12), (80, {"COLUMNS": "40"}, 40), (50, {"COLUMNS": "100"}, 50)):
            _, _, err = slow(program, folder, columns=columns, variables=variables)
            problems.expect(f"the line fits {columns} columns {variables}", bool(lines_of(err))
                            and all(len(text) < width for text in lines_of(err)), err)
    return problems.result()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
