#!/usr/bin/env python3
"""Disables the rules of the parser, the linker and the mapper one at a time, and checks that a test notices each.

Usage: scripts/mutation [--list] [--only PATTERN] [--sample N] [--jobs N] [--folder FOLDER]

    --list           only shows what would be disabled
    --only PATTERN   mutants whose "file:line: text" matches this regular expression
    --sample N       N of the mutants; the same ones each time
    --jobs N         so many at a time (2)
    --folder FOLDER  where to build and to run (build/mutation)
    --self-test      checks the reader of C++ that finds the rules

A mutant is a statement left out (a call or an assignment) or an `if` whose condition never holds, in src/mapper,
src/parser (not src/parser/json) and src/project. All mutants are built at once, into one program that is told by an
environment variable which of them is active. For each mutant the tests that reach it are run, the cheapest first, until
one fails, crashes or hangs: unit tests of the component, those of the pipeline, the cases.

Survivors are accepted when survivors.txt names them: file, text and reason, separated by tabs; one line for each.
Exit code 1: fewer than 95 % were caught, or a survivor is not accepted. Tests that need BATCHAI2AML_CORPUS or
BATCHAI2AML_SCHEMAS take part when these are set.
"""

import argparse
import collections
import concurrent.futures
import pathlib
import queue
import random
import re
import resource
import sys
import time

from build import COMPONENTS, BuildError, build, clean, read_all
from checks import Bench, Hunter
from selftest import self_test

TOP = pathlib.Path(__file__).resolve().parents[2]
ACCEPTED = TOP / "tests" / "mutation" / "survivors.txt"
REQUIRED = 95  # per cent
MEMORY = 4 << 30  # bytes; a mutant that eats more has hung


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0], prog="scripts/mutation")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--only", metavar="PATTERN", type=re.compile)
    parser.add_argument("--sample", metavar="N", type=int)
    parser.add_argument("--jobs", metavar="N", type=int, default=2)
    parser.add_argument("--folder", metavar="FOLDER", type=pathlib.Path, default=TOP / "build" / "mutation")
    parser.add_argument("--self-test", action="store_true")
    return parser.parse_args()


def choose(mutants, options):
    chosen = [one for one in mutants if options.only is None or options.only.search(str(one))]
    if options.sample is not None and options.sample < len(chosen):
        chosen = sorted(random.Random(1).sample(chosen, options.sample), key=lambda one: one.number)
    return chosen


def show_list(mutants, schemata):
    for mutant in mutants:
        print(mutant)
    left_alone = [place for one in schemata for place in one.left_alone]
    for place in left_alone:
        print(f"left alone: {place.file}:{place.line}: {place.text} ({place.reason})")
    print(f"{len(mutants)} mutants, {len(left_alone)} places left alone")


def say(text):
    print(text, flush=True)


def hunt_all(hunter, mutants, jobs):
    """Mutant -> what caught it."""
    places = queue.Queue()
    for number in range(jobs):
        places.put(f"runs/worker-{number}")
    results = {}

    def hunt(mutant):
        place = places.get()
        try:
            return mutant, hunter.hunt(mutant, place)
        finally:
            places.put(place)

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for mutant, caught_by in pool.map(hunt, mutants):
            results[mutant] = caught_by
            if len(results) % 100 == 0:
                say(f"  {len(results)} of {len(mutants)}: {sum(not by for by in results.values())} survivors")
    return results


def read_accepted():
    """(file, text) -> reasons, one for each line."""
    accepted = collections.defaultdict(list)
    for number, line in enumerate(ACCEPTED.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        parts = line.split("\t")
        if len(parts) != 3 or not all(part.strip() for part in parts):
            raise SystemExit(f"{ACCEPTED.name}:{number}: not a file, a text and a reason, separated by tabs")
        accepted[parts[0], parts[1]].append(parts[2])
    return accepted


def report(results, reached, accepted, whole):
    """Prints the outcome; returns the exit code."""
    unexpected = 0
    survivors = [mutant for mutant, caught_by in results.items() if not caught_by]
    for mutant in survivors:
        reasons = accepted[mutant.file, mutant.text]
        reason = reasons.pop(0) if reasons else None
        unexpected += reason is None
        never = "it holds in no test" if mutant.text.startswith("if (") else "no test reaches it"
        how = reason or "NOT ACCEPTED" + ("" if mutant.number in reached else ": " + never)
        say(f"survivor: {mutant}\n          {how}")
    if whole:
        for (file, text), reasons in accepted.items():
            for _ in reasons:
                say(f"warning: {ACCEPTED.name} accepts what is no survivor any more: {file}: {text}")
    late = sum(by.endswith("took too long") for by in results.values())
    caught, total = len(results) - len(survivors), len(results)
    say(f"{late} of the caught mutants took too long, {sum('signal' in by for by in results.values())} crashed")
    say(f"{caught} of {total} mutants caught ({100 * caught / max(total, 1):.1f} %)")
    if unexpected:
        say(f"{unexpected} survivors are not in {ACCEPTED.relative_to(TOP)}")
    if 100 * caught < REQUIRED * total:
        say(f"fewer than {REQUIRED} % are caught")
    return 1 if unexpected or 100 * caught < REQUIRED * total else 0


def mutate(options, schemata, mutants):
    accepted = read_accepted()
    start = time.monotonic()
    say(f"building {len(mutants)} mutants in {options.folder} (minutes the first time)")
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    binary = build(TOP, folder, schemata, options.jobs)
    say(f"running all tests without a mutant ({time.monotonic() - start:.0f} s)")
    clean(folder / "runs")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    bench = Bench(folder, binary, COMPONENTS, options.jobs)
    checks = bench.trace_all()
    say(f"running {len(checks)} tests, where they reach a mutant ({time.monotonic() - start:.0f} s)")
    results = hunt_all(Hunter(bench, checks), mutants, options.jobs)
    with open(folder / "results.tsv", "w", encoding="utf-8") as file:
        file.writelines(f"{mutant}\t{caught_by or 'SURVIVED'}\n" for mutant, caught_by in results.items())
    reached = frozenset().union(*(check.reached for check in checks))
    code = report(results, reached, accepted, options.only is None and options.sample is None)
    say(f"{time.monotonic() - start:.0f} s; what caught each mutant: {options.folder / 'results.tsv'}")
    return code


def main():
    options = arguments()
    if options.self_test:
        problems = self_test()
        for problem in problems:
            say(problem)
        return 1 if problems else 0
    schemata = read_all(TOP)
    mutants = choose([mutant for one in schemata for mutant in one.mutants], options)
    if options.list:
        show_list(mutants, schemata)
        return 0
    if not mutants:
        raise SystemExit("no mutant matches")
    try:
        return mutate(options, schemata, mutants)
    except (BuildError, RuntimeError) as error:
        say(str(error))
        return 2


if __name__ == "__main__":
    sys.exit(main())
