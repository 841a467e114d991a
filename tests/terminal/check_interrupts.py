#!/usr/bin/env python3
"""Interrupts the program at many moments, and checks that it leaves whole files only, says what it did, and that the same
command then completes its work.

Usage: check_interrupts.py PROGRAM
"""

import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from terminal import Problems, environment, write_jobs

JOBS = 600
INTERRUPTED = 130
SAID = re.compile(rb"batchai2aml: interrupted: (?:nothing was written; run the same command again"
                  rb"|(\d+) of (\d+) files written; run the same command again to finish)\n")


def content_of(folder):
    """Bytes of all files; the hidden ones as well."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Checker:
    def __init__(self, program, folder):
        self.program, self.folder = pathlib.Path(program).resolve(), folder
        self.problems = Problems()
        self.partial = 0  # runs that were interrupted while they wrote
        write_jobs(folder / "in", JOBS)
        self.begin = time.monotonic()
        self.convert("old", "--compute", "old").wait()
        self.old = content_of(folder / "old")
        self.begin = time.monotonic()
        self.convert("new", "--compute", "new").wait()
        self.duration = time.monotonic() - self.begin
        self.new = content_of(folder / "new")

    def convert(self, out, *flags):
        command = [self.program, "convert", "in", "-o", out, "--no-config", "-q", *flags]
        return subprocess.Popen(command, cwd=self.folder, env=environment({}), stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def interrupt(self, out, when):
        """Starts a run into the folder `out` and interrupts it as soon as `when` returns."""
        before = content_of(self.folder / out)
        running = self.convert(out, "--compute", "new")
        when(running)
        if running.poll() is None:
            running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
        self.check(out, before, running.returncode, err)
        again = self.convert(out, "--compute", "new")
        _, err = again.communicate(timeout=60)
        self.problems.expect("a later run completes", again.returncode == 0, (again.returncode, err))
        self.problems.expect("a later run makes what one run makes", content_of(self.folder / out) == self.new)

    def check(self, out, before, code, err):
        after = content_of(self.folder / out)
        # Before the program has begun, the signal ends it.
        good = code in (0, INTERRUPTED) or (code == -signal.SIGINT and after == before)
        self.problems.expect("exit code", good, (code, err))
        torn = [name for name, data in after.items() if data not in (before.get(name), self.new.get(name))]
        self.problems.expect("only whole files, and no temporary ones", not torn, torn[:5])
        if code != INTERRUPTED:
            return
        said = SAID.fullmatch(err)
        self.problems.expect("it says what was done", said is not None, err)
        if said is None:
            return
        written = sum(before.get(name) != data for name, data in after.items())
        told, wanted = int(said[1] or 0), int(said[2] or 0)
        self.problems.expect("it counts what was written", told == written, (err, written))
        changes = sum(before.get(name) != data for name, data in self.new.items())
        self.problems.expect("it counts what is to be written", wanted in (0, changes), (err, changes))
        whole = after.get("migration.json") in (before.get("migration.json"), self.new["migration.json"])
        self.problems.expect("the record is one that is true", whole)
        self.partial += 0 < told < wanted

    def check_moments(self):
        steps = 8
        for step in range(steps + 1):
            delay = self.duration * step / steps
            self.interrupt(f"fresh{step}", lambda running, delay=delay: time.sleep(delay))
        for number in range(3):
            out = f"changed{number}"
            shutil.copytree(self.folder / "old", self.folder / out)
            self.interrupt(out, lambda running, out=out: self.wait_for_change(running, out))
        self.problems.expect("some runs were interrupted while they wrote", self.partial > 0)

    def wait_for_change(self, running, out):
        names = [name for name in self.old if name.endswith("job.yml")][::40]
        while running.poll() is None:
            if any((self.folder / out / name).read_bytes() != self.old[name] for name in names):
                return

    def check_waiting_for_input(self):
        running = subprocess.Popen([self.program, "convert", "-", "-o", "stdin", "--no-config"], cwd=self.folder,
                                   env=environment({}), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        try:
            code = running.wait(timeout=10)
        except subprocess.TimeoutExpired:
            running.kill()
            code = None
        _, err = running.communicate()
        self.problems.expect("it does not wait on for standard input", code == INTERRUPTED and SAID.fullmatch(err), (code, err))
        self.problems.expect("nothing was written then", not (self.folder / "stdin").exists())

    def check_second(self):
        """Nobody reads the report, so that the first one cannot end the run."""
        command = [self.program, "convert", "in", "-o", "second", "--no-config", "-q", "--report", "json=-"]
        running = subprocess.Popen(command, cwd=self.folder, env=environment({}), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        record = self.folder / "second" / "migration.json"
        while running.poll() is None and not record.exists():
            time.sleep(0.01)
        time.sleep(0.5)
        running.send_signal(signal.SIGINT)
        time.sleep(0.5)
        self.problems.expect("the first one waits for the report", running.poll() is None, running.returncode)
        running.send_signal(signal.SIGINT)
        try:
            code = running.wait(timeout=10)
        except subprocess.TimeoutExpired:
            running.kill()
            code = None
        running.stdout.close()
        self.problems.expect("the second one ends at once", code == -signal.SIGINT, code)

    def check_key(self):
        """Ctrl-C in a terminal."""
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            command = [str(self.program), "convert", "in", "-o", "key", "--no-config", "-q", "--compute", "new"]
            os.execve(command[0], command, environment({}))
        while not (self.folder / "key").exists():
            time.sleep(0.001)
        os.write(terminal, b"\x03")
        err = b""
        while True:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            err += piece
        _, status = os.waitpid(process, 0)
        os.close(terminal)
        self.check("key", {}, os.waitstatus_to_exitcode(status), err.replace(b"^C", b"").replace(b"\r\n", b"\n"))


def main(program):
    with tempfile.TemporaryDirectory(prefix="batchai2aml-interrupts-") as folder:
        checker = Checker(program, pathlib.Path(folder).resolve())
        checker.check_moments()
        checker.check_waiting_for_input()
        checker.check_second()
        checker.check_key()
        return checker.problems.result()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
