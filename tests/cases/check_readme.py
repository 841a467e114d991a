#!/usr/bin/env python3
"""Checks that the job in README.md gives the file and the report that README.md shows. Usage: check_readme.py PROGRAM"""

import pathlib
import re
import subprocess
import sys
import tempfile

README = pathlib.Path(__file__).resolve().parents[2] / "README.md"


def block(text, language):
    """The first block of code in `language`."""
    found = re.search(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    if not found:
        sys.exit(f"README.md has no block of {language}")
    return found[1]


def convert(program, work, *arguments):
    command = [program, "convert", "mnist", "-o", "azureml", "--no-config", *arguments]
    environment = {"PATH": "/usr/bin:/bin", "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
    run = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=60)
    if run.returncode != 0:
        sys.exit(f"exit code {run.returncode}: {run.stderr}")
    return run.stderr


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "mnist").mkdir()
        (work / "mnist" / "job.json").write_text(block(text, "json"), encoding="utf-8")
        report = convert(program, work)
        convert(program, work, "--compute", "gpu-cluster")
        job = (work / "azureml" / "jobs" / "mnist" / "job.yml").read_text(encoding="utf-8")
    failures = []
    if job != block(text, "yaml"):
        failures.append(f"README.md shows another job.yml than this:\n{job}")
    if not report.startswith(block(text, "text")):
        failures.append(f"README.md shows another report than this:\n{report}")
    print("\n".join(failures) or "README.md tells the truth")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
