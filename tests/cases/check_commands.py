#!/usr/bin/env python3
"""Checks that the command of every job.yml that a case expects is text that a POSIX shell can read.

Usage: check_commands.py [FOLDER]      FOLDER: tests/cases when not given
"""

import pathlib
import re
import shutil
import subprocess
import sys


def command_of(path):
    """The text of the literal block `command: |-`; None when the command is written in another way."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for start, line in enumerate(lines):
        if re.fullmatch(r"command: \|-?\d?-?", line):
            block = []
            for text in lines[start + 1 :]:
                if text and not text.startswith("  "):
                    break
                block.append(text[2:])
            return "\n".join(block) + "\n"
    return None


def main():
    folder = pathlib.Path(sys.argv[1]) if sys.argv[1:] else pathlib.Path(__file__).resolve().parent
    shell = shutil.which("dash") or "sh"
    checked = 0
    failed = 0
    for path in sorted(folder.rglob("job.yml")):
        command = command_of(path)
        if command is None:
            continue
        checked += 1
        # What Azure ML puts in before the shell sees the text.
        text = re.sub(r"\$\{\{[^}]*\}\}", "/mnt/data", command)
        ended = subprocess.run([shell, "-n"], input=text, capture_output=True, text=True)
        if ended.returncode != 0:
            failed += 1
            print(f"{path.relative_to(folder)}: {ended.stderr.strip()}")
    if checked == 0:
        print(f"no job.yml with a command below {folder}")
    return 1 if failed or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
