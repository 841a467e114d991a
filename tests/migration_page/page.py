"""One MIGRATION.md: its commands, and whether bash, shellcheck and a checker.Session take them."""

import re
import shutil
import subprocess

from shell_commands import ShellError, commands_of

# SC2034: a variable may be there for a person to use in a later block. SC1003, SC2016, SC2088: names from the inputs, which the
# page puts into single quotes, may hold anything.
LEFT_OUT = "SC1003,SC2016,SC2034,SC2088"


def blocks_of(text):
    """(first line, commands) of each block of bash."""
    blocks, start, fence, lines = [], 0, "", []
    for number, line in enumerate(text.split("\n"), 1):
        if not fence and re.fullmatch(r"\s*(`{3,})bash\s*", line):
            fence, start, lines = line.strip()[: -len("bash")].strip(), number + 1, []
        elif fence and line.strip() == fence:
            blocks.append((start, "\n".join(lines) + "\n"))
            fence = ""
        elif fence:
            lines.append(line)
    return blocks


def session_of(blocks):
    """All blocks as one script, each line where it stands in the page."""
    script = []
    for start, text in blocks:
        script += [""] * (start - 1 - len(script)) + text.rstrip("\n").split("\n")
    return "\n".join(script) + "\n"


def ended(command, script):
    """What a program says of the script; nothing when it is content."""
    run = subprocess.run(command, input=script, capture_output=True, text=True, timeout=120)
    return [] if run.returncode == 0 else [(run.stdout + run.stderr).strip()]


def script_problems(blocks):
    problems = []
    for start, text in [*blocks, (0, session_of(blocks))]:
        problems += [f"block at line {start}: {problem}" for problem in ended(["bash", "-n"], text)]
    if shutil.which("shellcheck"):
        problems += ended(["shellcheck", "-s", "bash", "-f", "gcc", "-e", LEFT_OUT, "-"], session_of(blocks))
    return problems


def command_list(blocks):
    """The commands of the page and what is wrong with its shell code."""
    try:
        return commands_of(session_of(blocks)), []
    except ShellError as error:
        return [], [str(error)]


def missing_files(page, commands):
    """Files that a command reads and that do not stand beside the page."""
    problems = []
    for command in commands:
        words = command.program()
        if not words or words[0].text != "az" or len(words) < 2 or words[1].text != "ml":
            continue
        for option, value in zip(words, words[1:]):
            if option.text in ("-f", "--file") and not value.dynamic and not (page.parent / value.text).is_file():
                problems.append(f"line {command.line}: there is no file {value.text}")
    return problems


def command_problems(commands, session):
    problems = []
    for command in commands:
        problems += [f"line {command.line}: {problem}" for problem in session.problems_with(command)]
    return problems
