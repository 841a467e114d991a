"""What commands exist and which options they take: from azure-cli itself, and from the tables beside this file."""

import dataclasses
import json
import pathlib
import re
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
# Where the value of a required option may come from, set by `az configure --defaults`.
DEFAULTS = {"--resource-group": "group", "--workspace-name": "workspace", "--location": "location"}


@dataclasses.dataclass(frozen=True)
class Option:
    names: tuple  # none: a positional argument, or one that is on its way out
    values: str = "1"  # "1": one, "?": none, "1?": at most one, "*": any number
    required: bool = False
    default: str | None = None
    choices: tuple = ()
    deprecated: tuple = ()


def option_of(cell, required):
    names, mark = re.fullmatch(r"(\S+?)([?*]?)", cell).groups()
    names = tuple(names.split("|"))
    return Option(names, mark or "1", required, DEFAULTS.get(names[0]))


def from_file(name):
    """Command -> its options."""
    table = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        command, required, other = line.split("\t")
        cells = [(cell, True) for cell in required.split()] + [(cell, False) for cell in other.split()]
        table[command] = [option_of(cell, needed) for cell, needed in cells if cell != "-"]
    return table


def interpreters():
    """Pythons that may have azure-cli: the one that runs `az`, and where packages put theirs."""
    program = shutil.which("az")
    if program:
        first_line = pathlib.Path(program).read_bytes().split(b"\n", 1)[0].decode(errors="replace")
        if "python" in first_line:
            yield first_line.removeprefix("#!").strip().split()
    yield ["/opt/az/bin/python3"]
    yield ["/usr/bin/python3"]


# Older ones lack commands that the page needs.
HAS_AZURE_CLI = "import azure.cli.core as c; raise SystemExit(tuple(map(int, c.__version__.split('.')[:2])) < (2, 40))"


def azure_cli():
    """The command line of a Python that has azure-cli; None when there is none."""
    for command in interpreters():
        if shutil.which(command[0]):
            found = subprocess.run([*command, "-c", HAS_AZURE_CLI], capture_output=True)
            if found.returncode == 0:
                return command
    return None


class CoreTable:
    """What azure-cli says of the commands whose words are given."""

    def __init__(self, interpreter, commands, queries):
        wanted = json.dumps({"commands": sorted(commands), "queries": sorted(queries)})
        ended = subprocess.run(
            [*interpreter, HERE / "core_table.py"], input=wanted, capture_output=True, text=True, timeout=300
        )
        if ended.returncode != 0:
            raise SystemExit(f"azure-cli cannot be asked for its commands: {ended.stderr[-2000:]}")
        found = json.loads(ended.stdout)
        self.version = found["version"]
        self.names = set(found["names"])
        self.bad_queries = found["queries"]
        self.commands = {
            name: [Option(**{key: tuple(value) if isinstance(value, list) else value for key, value in option.items()})
                   for option in options]
            for name, options in found["commands"].items() if options is not None
        }  # fmt: skip
