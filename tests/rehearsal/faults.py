#!/usr/bin/env python3
"""Breaks the mapper in one place at a time and checks that the comparison notices each fault.

Usage: faults.py PROGRAM PROBE SOURCE BUILD [--only NAME] [--all]     SOURCE, BUILD: of the project

Of a program with a fault only the object of that file is compiled anew, without optimisation; nothing below SOURCE or
BUILD is changed. Jobs are rehearsed by PROGRAM itself: the faults are those of the conversion.
"""

import argparse
import concurrent.futures
import dataclasses
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import canonical
import checking
import conversion
import generate
from runs import make_data, simulate

SEED = 1
CHUNK = 20  # jobs that are compared at once
MOST = 300  # jobs that are compared until one notices the fault


@dataclasses.dataclass(frozen=True)
class Fault:
    name: str
    file: str  # below src
    old: str  # stands there exactly once
    new: str


FAULTS = (
    Fault("all inputs are the first one", "mapper/directories.cpp", "Word value{{Input{key}}};",
          "Word value{{Input{builder.job().inputs.front().key}}};"),
    Fault("the name of a file input is lost", "mapper/directories.cpp", 'if (file) value.parts.push_back(Literal{"/" + last_of(path.folder)});',
          "(void)file;"),
    Fault("output suffix is lost", "mapper/directories.cpp", 'if (!suffix.empty()) uri += suffix.substr(1) + "/";', "(void)suffix;"),
    Fault("createNew is ignored", "mapper/directories.cpp", "return !directory.create_new || directory.create_new->value;",
          "return directory.id.has_value();"),
    Fault("runs share their output folder", "mapper/directories.cpp", 'uri += "${{name}}/outputs/";', 'uri += "outputs/";'),
    Fault("preparation is lost", "mapper/job.cpp", "builder.add(Prepare{RawShell{preparation->value}, builder.job().timeout_seconds});",
          'builder.add(Prepare{RawShell{"true"}, builder.job().timeout_seconds});'),
    Fault("each process prepares", "emitter/shell_blocks.cpp", 'out += "if ln -s \\"$$\\" " + folder + "/runner 2>/dev/null; then\\n";',
          'out += "ln -s \\"$$\\" " + folder + "/runner 2>/dev/null; if true; then\\n";'),
    Fault("the exit code of the preparation is swallowed", "emitter/shell_blocks.cpp", 'out += "[ \\"$b2a_status\\" = 0 ] || exit \\"$b2a_status\\"";',
          'out += ":";'),
    Fault("the exit code on the first node is swallowed", "emitter/shell_blocks.cpp",
          'out += "  b2a_status=$?\\n  echo \\"$b2a_status\\" >\\"$b2a_done\\"\\n  exit \\"$b2a_status\\"\\nfi\\n";',
          'out += "  b2a_status=0\\n  echo \\"$b2a_status\\" >\\"$b2a_done\\"\\n  exit \\"$b2a_status\\"\\nfi\\n";'),
    Fault("a command for the first node runs on all", "emitter/shell_blocks.cpp",
          'out += "if [ \\"${NODE_RANK:-${AZUREML_CR_NODE_RANK:-0}}\\" = 0 ]; then\\n";', 'out += "if true; then\\n";'),
    Fault("sourceDirectory is lost", "project/mounts.cpp", 'normalise_path(mount.prefix + "/" + value_of(server.source_directory))',
          "normalise_path(mount.prefix)"),
    Fault("mount levels are mixed up", "mapper/paths.cpp", "if (name == job_root) return resolve_below_root(builder, MountLevel::job, rest);",
          "if (name == job_root) return resolve_below_root(builder, MountLevel::cluster, rest);"),
    Fault("the roots are swapped", "mapper/mount_roots.cpp", "return roots[static_cast<std::size_t>(level)];",
          "return roots[1 - static_cast<std::size_t>(level)];"),
    Fault("too many processes", "mapper/toolkits.cpp", "std::max<std::int64_t>(total->value / nodes, 1);", "std::max<std::int64_t>(total->value, 1);"),
    Fault("the default number of processes is one", "mapper/toolkits.cpp", "if (each * builder.job().instance_count > 1) set_mpi(builder, each);",
          "if (each > 1) set_mpi(builder, each);"),
    Fault("the rank within the node is the index", "mapper/toolkits.cpp", '"${RANK:-0}"', '"${LOCAL_RANK:-0}"'),
    Fault("the interpreter is lost", "mapper/toolkits.cpp", '{toolkit.python_interpreter_path ? toolkit.python_interpreter_path->value : "python"}',
          '{"python"}'),
    Fault("the first worker is no master", "mapper/launcher.cpp", 'elif kind in ("chief", "master") or index == 0:', 'elif kind in ("chief", "master"):'),
    Fault("servers get the arguments of workers", "mapper/launcher.cpp", 'out += "    \\"ps\\": " + python_literal(server) + ",\\n";',
          'out += "    \\"ps\\": " + python_literal(worker) + ",\\n";'),
    Fault("the hosts are swapped", "mapper/launcher.cpp", 'os.environ[prefix + "PS_HOSTS"] = ",".join(servers)',
          'os.environ[prefix + "PS_HOSTS"] = ",".join(workers)'),
    Fault("the environment of mpirun is lost", "mapper/custom.cpp", "RawShell{launch.process()}",
          "RawShell{launch.opening + launch.before + launch.program + launch.closing}"),
    Fault("variables set before mpirun are lost", "mapper/custom.cpp", "RawShell{launch.process()}",
          "RawShell{launch.opening + launch.assignments + launch.program + launch.closing}"),
    Fault("commands before mpirun are lost", "mapper/custom.cpp", "if (!launch.once.empty())\n        builder.add(",
          'if (launch.once == "never")\n        builder.add('),
    Fault("variables are set in reverse", "mapper/export_order.cpp", "exports = std::move(out);",
          "exports.assign(std::make_move_iterator(out.rbegin()), std::make_move_iterator(out.rend()));"),
    Fault("nested variables are not expanded", "mapper/environment.cpp", "    return is_live(value) || holds_expression(value) ||",
          "    return holds_expression(value) ||"),
    Fault("backslashes are not kept", "emitter/shell.cpp", "if (c == '\\\\' || c == '\"' ||", "if (c == '\"' ||"),
    Fault("old names are lost", "mapper/service_variables.cpp", "if (every || named.contains(old)) all", "if (!every && named.empty()) all"),
    Fault("nodes see other hosts", "mapper/service_variables.cpp", '"${AZ_BATCH_HOST_LIST:-127.0.0.1}"', '"127.0.0.1"'),
)  # fmt: skip


class Builder:
    """Makes programs with one fault each."""

    def __init__(self, source, build, folder):
        self.source, self.build, self.folder = source, build, folder
        run = subprocess.run(["ninja", "-C", str(build), "-t", "commands", "batchai2aml"], capture_output=True, text=True, check=True)
        self.commands = run.stdout.splitlines()
        self.link = shlex.split(self.commands[-1].removeprefix(": && ").removesuffix(" && :"))

    def make(self, fault):
        path = self.source / "src" / fault.file
        text = path.read_text(encoding="utf-8")
        if text.count(fault.old) != 1:
            raise SystemExit(f"{fault.name}: the text to change stands {text.count(fault.old)} times in {fault.file}")
        name = re.sub(r"\W+", "_", fault.name)
        changed = self.folder / f"{name}_{path.name}"
        changed.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
        obj, program = self.folder / f"{name}.o", self.folder / name
        self._run(self._compile_command(path, changed, obj))
        # What the object defines is not taken from the library then.
        link = list(self.link)
        link[link.index("-o") + 1] = str(program)
        link.insert(link.index("-o"), str(obj))
        self._run(link)
        return program

    def _compile_command(self, path, changed, obj):
        words = next(words for words in map(shlex.split, self.commands) if words[-2:] == ["-c", str(path)])
        words[words.index("-o") + 1] = str(obj)
        words[words.index(str(path))] = str(changed)
        words[words.index("-MF") + 1] = f"{obj}.d"
        words = [word for word in words if not re.fullmatch(r"-O\d|-Werror", word)]
        return [*words, "-O0", f"-I{path.parent}"]

    def _run(self, command):
        run = subprocess.run(["nice", *command], cwd=self.build, capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"{shlex.join(command)}\n{run.stderr[-3000:]}")


class Jobs:
    """Some generated jobs and what they did in Batch AI, which is the same for all faults."""

    def __init__(self, options, first):
        self.options = options
        self.specs = [generate.generate(SEED, i) for i in range(first, first + CHUNK)]
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            self.runs = list(pool.map(self._simulate, self.specs))
        self.before = {name for name, _ in self.differing(options.program)}

    def _simulate(self, spec):
        job, cluster = spec.documents()
        source = conversion.Source(spec.name, "", job, cluster, set(), set())
        return simulate(source, self.options.probe, generate.STATUSES, generate.fill)

    def caught(self, program):
        return [(name, what) for name, what in self.differing(program) if name not in self.before]

    def differing(self, program):
        """Jobs that differ when `program` converts them: (name, the first difference)."""
        with tempfile.TemporaryDirectory(prefix="faults") as made:
            made = pathlib.Path(made)
            for spec in self.specs:
                spec.write(made / "in" / spec.name)
            out = made / "out"
            try:
                report = conversion.convert(program, made / "in", out, *generate.SETTINGS)
                data = make_data(self.runs, out, made / "data", generate.COPIES, generate.fill)
                jobs = conversion.rehearse(self.options.program, out, generate.STATUSES, data)
            except conversion.ToolFailed as failed:
                return [("all", str(failed))]
            found, _ = conversion.sources(report, made / "in", out)
            sources = {source.file.split("/")[0]: source for source in found}
            results = [self._first(sources.get(spec.name), run, jobs, out) for spec, run in zip(self.specs, self.runs)]
            return [(spec.name, first) for spec, first in zip(self.specs, results) if first]

    @staticmethod
    def _first(source, run, jobs, out):
        if source is None or source.name not in jobs:
            return "no job was written"
        rehearsed = canonical.Rehearsed(jobs[source.name], out, generate.COPIES)
        differences = checking.compare(run, rehearsed, source.codes, source.rules).differences
        return f"{differences[0].process}: {differences[0].kind} {differences[0].name}" if differences else ""


def find(program, chunks, options):
    """The jobs of the first chunk that notice the fault."""
    for number in range(MOST // CHUNK):
        if number == len(chunks):
            chunks.append(Jobs(options, number * CHUNK))
        if caught := chunks[number].caught(program):
            return caught
    return []


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("program", "probe", "source", "build"):
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    missed = []
    chunks = []
    with tempfile.TemporaryDirectory(prefix="faults") as folder:
        builder = Builder(options.source.resolve(), options.build.resolve(), pathlib.Path(folder))
        for fault in FAULTS:
            if options.only not in fault.name:
                continue
            caught = find(builder.make(fault), chunks, options)
            if not caught:
                missed.append(fault.name)
            seen = f"{len(caught)} of {CHUNK} jobs, first {caught[0][0]}, {caught[0][1]}" if caught else "NOT CAUGHT"
            print(f"{fault.name:<48} {seen}", flush=True)
    before = [name for chunk in chunks for name in chunk.before]
    if before:
        print(f"without a fault these jobs differ already: {', '.join(sorted(before))}")
    print(f"{len(missed)} faults are not caught" + (f": {', '.join(missed)}" if missed else ""))
    return 1 if missed or before else 0


if __name__ == "__main__":
    sys.exit(main())
