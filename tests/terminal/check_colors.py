#!/usr/bin/env python3
"""Checks the rules for colour and width in a real pseudo-terminal, for reports (standard error) and for `diff` (standard
output).

Usage: check_colors.py PROGRAM
"""

import itertools
import pathlib
import re
import sys
import tempfile

from terminal import Problems, run, write_jobs

# Variables, flag, and whether colour is expected in a terminal and in a pipe (docs/command-line.md).
RULES = (
    ({}, "", True, False),
    ({"NO_COLOR": "1"}, "", False, False),
    ({"NO_COLOR": ""}, "", True, False),
    ({"CLICOLOR_FORCE": "1"}, "", True, True),
    ({"CLICOLOR_FORCE": "0"}, "", True, False),
    ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, "", False, False),
    ({"TERM": "dumb"}, "", False, False),
    ({"TERM": "dumb", "CLICOLOR_FORCE": "1"}, "", True, True),
    ({"TERM": "dumb", "NO_COLOR": "1"}, "--color=always", True, True),
    ({}, "--color=never", False, False),
    ({"CLICOLOR_FORCE": "1"}, "--color=never", False, False),
)
WIDTHS = (({}, 80, 80), ({}, 62, 62), ({}, 30, 40), ({}, 200, 120), ({"COLUMNS": "70"}, 110, 70), ({"COLUMNS": "x"}, 66, 66))


def without_color(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def widest(text):
    return max(len(line) for line in without_color(text).splitlines())


def main(program):
    problems = Problems()
    with tempfile.TemporaryDirectory(prefix="batchai2aml-terminal-") as folder:
        folder = pathlib.Path(folder).resolve()
        write_jobs(folder / "in", 2)
        convert = [pathlib.Path(program).resolve(), "convert", "in", "-o", "out", "--no-config"]
        diff = [convert[0], "diff", *convert[2:]]
        run(convert, cwd=folder)
        job = next((folder / "out" / "jobs").glob("*/job.yml"))
        job.write_text(job.read_text().replace("display_name: ", "display_name: " + "two " * 60))
        for (variables, flag, terminal, pipe), is_terminal in itertools.product(RULES, (True, False)):
            flags = [flag] if flag else []
            for command, stream, index in (([*convert, "--dry-run"], "stderr", 2), (diff, "stdout", 1)):
                # The other stream is of the other kind: only the own one counts.
                other = "stdout" if stream == "stderr" else "stderr"
                ended = run([*command, *flags], terminals=(stream if is_terminal else other,), variables=variables, cwd=folder)
                wanted = terminal if is_terminal else pipe
                problems.expect(f"{command[1]} {variables} {flag} terminal={is_terminal}", ("\x1b[3" in ended[index]) == wanted,
                                ended[index])
        for variables, columns, width in WIDTHS:
            for command, index in (([*convert, "--dry-run"], 2), (diff, 1)):
                ended = run(command, terminals=("stdout", "stderr"), columns=columns, variables=variables, cwd=folder)
                # Paths stay whole, and so do lines that scripts read.
                prose = "\n".join(line for line in ended[index].splitlines() if not re.search("/| orphaned, |^Totals: ", line))
                seen = widest(prose)
                problems.expect(f"{command[1]} in {columns} columns {variables}: {seen} wide, not {width}",
                                width - 20 <= seen <= width, prose)
    return problems.result()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
