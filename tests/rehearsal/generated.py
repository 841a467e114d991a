"""Compares generated jobs, many in one run of the tool, and makes those that differ smaller."""

import concurrent.futures
import dataclasses
import pathlib
import tempfile

import canonical
import checking
import conversion
import generate
from runs import make_data, simulate
from smaller import smaller

BATCH = 100


def batches(seed, first, count):
    for start in range(first, first + count, BATCH):
        yield [generate.generate(seed, i) for i in range(start, min(start + BATCH, first + count))]


def compare_specs(options, specs):
    """[(spec, result or None, processes)] in the order of `specs`, whose names differ."""
    with tempfile.TemporaryDirectory(prefix="rehearsal") as made:
        made = pathlib.Path(made)
        for spec in specs:
            spec.write(made / "in" / spec.name)
        out = made / "out"
        report = conversion.convert(options.program, made / "in", out, *generate.SETTINGS, *conversion.FORMATS[options.source])
        found, _ = conversion.sources(report, made / "in", out)
        by_name = {source.file.split("/")[0]: source for source in found}
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            sources = [_exact(by_name.get(spec.name), spec) for spec in specs]
            runs = list(pool.map(lambda source: simulate(source, options.probe, generate.STATUSES, generate.fill) if source else None, sources))
        data = make_data([run for run in runs if run], out, made / "data", generate.COPIES, generate.fill)
        jobs = conversion.rehearse(options.program, out, generate.STATUSES, data, source=options.source)
        return [_result(spec, source, run, jobs, out) for spec, source, run in zip(specs, sources, runs)]


def _exact(source, spec):
    """With the documents as they were made, not as the tool says where they are."""
    if source is None:
        return None
    job, cluster = spec.documents()
    return dataclasses.replace(source, job=job, cluster=cluster)


def _result(spec, source, run, jobs, out):
    job = jobs.get(source.name) if source else None
    if job is None:
        lost = checking.Difference("problem", "", "", "a job", "no job was written")
        return spec, checking.Result([lost], []), 0
    rehearsed = canonical.Rehearsed(job, out, generate.COPIES)
    return spec, checking.compare(run, rehearsed, source.codes, source.rules), len(job["processes"])


def shrink(options, spec, result, counts):
    """The smallest spec that was found to differ in the same way. `counts(difference)`: it is of interest."""
    kinds = _kinds(result, counts)
    for _ in range(12):
        candidates = [tried.renamed(f"{spec.name}x{i}") for i, tried in enumerate(smaller(spec))][:BATCH]
        if not candidates:
            break
        try:
            tried = compare_specs(options, candidates)
        except conversion.ToolFailed:
            break
        still = [(candidate, its) for candidate, its, _ in tried if kinds & _kinds(its, counts)]
        if not still:
            break
        smallest, result = min(still, key=lambda pair: len(str(pair[0].job)) + len(str(pair[0].cluster)))
        spec = smallest.renamed(spec.name)
    return spec, result


def _kinds(result, counts):
    return {(difference.kind, difference.name) for difference in result.differences if counts(difference)}
