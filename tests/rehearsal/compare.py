#!/usr/bin/env python3
"""Proves that migrated jobs do what the original ones did: runs both in simulation and compares what each process saw.

Usage: compare.py PROGRAM PROBE [--from FORMAT] [--examples FOLDER] [--corpus FOLDER] [--count N] [--seed N] [--jobs N] [--show N]
       compare.py --table        the differences that are by design
"""

import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import sys
import tempfile

import canonical
import checking
import conversion
import differences
import generated
from runs import make_data, simulate


class Tally:
    def __init__(self, options):
        self.show = options.show
        self.ignore = re.compile(options.ignore)
        self.jobs = 0
        self.processes = 0
        self.failed = []
        self.by_design = collections.Counter()

    def add(self, name, result, processes):
        self.jobs += 1
        self.processes += processes
        for row in {row.id for row, _ in result.by_design}:
            self.by_design[row] += 1
        found = self.counted(result)
        if found:
            self.failed.append(name)
            if len(self.failed) <= self.show:
                print(f"{name}:")
                show(found)

    def counted(self, result):
        return [difference for difference in result.differences if not self.ignore.fullmatch(difference.name or "-")]

    def summary(self, what):
        print(f"{what}: {self.jobs} jobs with {self.processes} processes, {len(self.failed)} differ")
        if self.by_design:
            print("   by design: " + ", ".join(f"{row} {count}" for row, count in sorted(self.by_design.items())))
        return not self.failed


def show(found):
    """Each difference once, with the processes that have it."""
    grouped = {}
    for difference in found:
        key = (difference.kind, difference.name, str(difference.expected), str(difference.actual))
        grouped.setdefault(key, []).append(difference.process)
    for (kind, name, expected, actual), processes in list(grouped.items())[:8]:
        more = f" and {len(processes) - 1} more" if len(processes) > 1 else ""
        print(f"    {processes[0]}{more}: {kind} {name}\n      Batch AI: {expected}\n      Azure ML: {actual}")
    if len(grouped) > 8:
        print(f"    and {len(grouped) - 8} more differences")


def compare_folder(options, folder, tally, least):
    """The jobs of a folder that people wrote."""
    with tempfile.TemporaryDirectory() as made:
        out = pathlib.Path(made) / "out"
        report = conversion.convert(options.program, folder, out, *conversion.FORMATS[options.source])
        sources, left_out = conversion.sources(report, folder, out)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            runs = list(pool.map(lambda source: simulate(source, options.probe), sources))
        data = make_data(runs, out, pathlib.Path(made) / "data", {})
        jobs = conversion.rehearse(options.program, out, data=data, source=options.source)
        for source, run in zip(sources, runs):
            job = jobs[source.name]
            result = checking.compare(run, canonical.Rehearsed(job, out, {}), source.codes, source.rules)
            tally.add(f"{source.name} ({source.file})", result, len(job["processes"]))
    if left_out:
        print(f"   {len(left_out)} jobs are not compared, for example {left_out[0][0]}: {left_out[0][1]}")
    if tally.jobs < least:
        print(f"only {tally.jobs} jobs were compared, {least} expected")
        return False
    return True


def compare_generated(options):
    tally = Tally(options)
    for specs in generated.batches(options.seed, options.first, options.count):
        for spec, result, processes in generated.compare_specs(options, specs):
            before = len(tally.failed)
            tally.add(f"generated job {spec.name} of seed {options.seed}", result, processes)
            if len(tally.failed) > before and len(tally.failed) <= min(options.show, options.shrink):
                spec, result = generated.shrink(options, spec, result, lambda found: not tally.ignore.fullmatch(found.name or "-"))
                print(f"  made smaller:\n{json.dumps(spec.job['properties'], indent=1, ensure_ascii=False)}")
                print(f"  mounts of the cluster: {json.dumps(spec.cluster['properties']['nodeSetup'])}")
                show(tally.counted(result))
    return tally.summary("generated")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    absolute = lambda text: pathlib.Path(text).resolve()  # noqa: E731
    parser.add_argument("program", nargs="?", type=absolute)
    parser.add_argument("probe", nargs="?", type=absolute)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--from", dest="source", choices=conversion.FORMATS, default="yaml", help="the format that is rehearsed")
    parser.add_argument("--examples", type=pathlib.Path)
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=0, help="of generated jobs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first generated job")
    parser.add_argument("--shrink", type=int, default=1, help="generated jobs that differ to make smaller")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=5, help="jobs to show differences of")
    parser.add_argument("--ignore", default="", metavar="REGEX", help="variables that are not compared")
    options = parser.parse_args()
    if options.table:
        sys.stdout.write("\n".join(differences.table()) + "\n")
        return 0
    good = True
    for what, folder, least in (("examples", options.examples, 8), ("corpus", options.corpus, 40)):
        if folder:
            tally = Tally(options)
            good = compare_folder(options, folder, tally, least) and good
            good = tally.summary(what) and good
    if options.count:
        good = compare_generated(options) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
