"""Runs the program with a pseudo-terminal in place of one or both of its output streams."""

import fcntl
import os
import pty
import selectors
import struct
import subprocess
import termios
import tty

JOB = """{"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "python train.py %s"},
 "containerSettings": {"imageSourceRegistry": {"image": "contoso/train:1"}}}}"""


def write_jobs(folder, count):
    for number in range(count):
        path = folder / f"job{number:05}" / "job.json"
        path.parent.mkdir(parents=True)
        path.write_text(JOB % number)
    return folder


def open_terminal(columns):
    """The two ends of a terminal that passes bytes on as they are."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    return ours, theirs


def environment(variables):
    kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.endswith("SAN_OPTIONS")}
    return {**kept, "LC_ALL": "C", "TERM": "xterm", **variables}


class Run:
    """A process whose streams named in `terminals` ("stdout", "stderr") are terminals and whose others are pipes."""

    def __init__(self, command, terminals=("stderr",), columns=80, variables=None, cwd=None):
        ends = {name: open_terminal(columns) if name in terminals else os.pipe() for name in ("stdout", "stderr")}
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=ends["stdout"][1], stderr=ends["stderr"][1],
            env=environment(variables or {}), cwd=cwd,
        )
        self.ours = {name: ours for name, (ours, _) in ends.items()}
        for _, theirs in ends.values():
            os.close(theirs)

    def finish(self):
        """Exit code, stdout and stderr."""
        got = {name: b"" for name in self.ours}
        with selectors.DefaultSelector() as selector:
            for name, end in self.ours.items():
                selector.register(end, selectors.EVENT_READ, name)
            while selector.get_map():
                for key, _ in selector.select():
                    try:
                        piece = os.read(key.fd, 65536)
                    except OSError:  # a terminal whose other end is closed
                        piece = b""
                    got[key.data] += piece
                    if not piece:
                        selector.unregister(key.fd)
                        os.close(key.fd)
        return self.process.wait(), got["stdout"].decode(), got["stderr"].decode()


def run(*arguments, **keywords):
    return Run(*arguments, **keywords).finish()


class Problems:
    def __init__(self):
        self.count = 0
        self.checks = 0

    def expect(self, what, condition, shown=""):
        self.checks += 1
        if not condition:
            self.count += 1
            print(f"{what}: {shown!r}"[:1500])

    def result(self):
        print(f"{self.checks} checks, {self.count} problems")
        return 1 if self.count or not self.checks else 0
