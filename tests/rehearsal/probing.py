"""Runs a command line of a job under the probe and reads what the probe wrote down.

The probe is a library that is loaded into the shell of the command: programs are recorded and end at once, small tools
such as `mkdir` and `cat` run. What its settings and records look like is described in src/probe/settings.hpp and
record.hpp.
"""

import dataclasses
import itertools
import os
import signal
import struct
import subprocess

SHELL = "/bin/bash"
ANY_PROGRAM = "/batchai2aml-any-program"  # the last entry of PATH: every program is found there
BASE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
TIMEOUT = 20
_numbers = itertools.count()


@dataclasses.dataclass
class Call:
    """One start of a program."""

    action: str  # "probe": recorded only; "run": it ran
    folder: str
    arguments: list
    variables: dict

    @property
    def program(self):
        return os.path.basename(self.arguments[0]) if self.arguments else ""


@dataclasses.dataclass
class Ended:
    exit_code: int
    calls: list
    output: str


class Probe:
    """`root`: the folder in which commands may change files."""

    def __init__(self, library, root, statuses):
        self.library = os.path.abspath(library)
        self.root = str(root)
        self.statuses = dict(statuses)

    def shell(self, line, folder, variables, statuses=None):
        return self._run([SHELL, "-c", line], folder, variables, statuses)

    def program(self, arguments, folder, variables, statuses=None):
        """Starts a program as a launcher does, without a shell of its own."""
        return self._run([SHELL, "-c", 'exec "$@"', SHELL, *arguments], folder, variables, statuses)

    def _run(self, command, folder, variables, statuses):
        record = os.path.join(self.root, f"record{next(_numbers)}")
        environment = {**variables, **self._settings(record, {**self.statuses, **(statuses or {})})}
        environment["PATH"] = f"{environment.get('PATH', BASE_PATH)}:{ANY_PROGRAM}"
        if not os.path.isdir(folder):
            return Ended(1, [], f"there is no folder {folder}")
        # A shell in a session of its own: what it leaves running ends with it.
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            output += b"\n(stopped: it did not end)"
        calls = read_record(record)
        code = process.returncode
        return Ended(code if code >= 0 else 128 - code, calls, output.decode("utf-8", "replace"))

    def _settings(self, record, statuses):
        return {
            "LD_PRELOAD": self.library,
            "B2A_PROBE_RECORD": record,
            "B2A_PROBE_ROOT": self.root,
            "B2A_PROBE_SHADOW": os.path.join(self.root, "shadow"),
            "B2A_PROBE_STATUS": "".join(f"{name}={status}\n" for name, status in statuses.items()),
        }


def read_record(path):
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return []
    calls = []
    at = 0
    while at + 4 <= len(data):
        (size,) = struct.unpack_from("<I", data, at)
        fields = data[at + 4 : at + 4 + size].decode("utf-8", "surrogateescape").split("\0")[:-1]
        at += 4 + size
        if fields and fields[0] == "exec":
            calls.append(_call(fields))
    return calls


def _call(fields):
    _, action, folder, _program, count = fields[:5]
    end = 5 + int(count)
    variables = dict(entry.split("=", 1) for entry in fields[end + 1 :] if "=" in entry)
    return Call(action, folder, fields[5:end], variables)
