#!/usr/bin/env python3
"""Converts the corpus of real-world inputs and checks what comes out. Usage: corpus.py PROGRAM

The corpus is the folder in BATCHAI2AML_CORPUS. It is converted in one run, in a second run elsewhere and under other
settings of the machine, and each of its files alone.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import azure_client
import check

RECIPES = "microsoftarchive__BatchAI/recipes"
MIN_JOBS = 40
UNDECLARED = "AZ_BATCHAI_INPUT_DATASET"
UNDECLARED_IN = f"{RECIPES}/TensorFlow/TensorFlow-GPU-Distributed/job.json"
# Members of Batch AI's resources that hold secrets.
SECRETS = re.compile(
    r'"(?:accountKey|adminUserPassword|password|instrumentationKey|acr_password|sp_secret)"\s*:\s*"(?!REDACTED)([^"<>\\]{8,})"'
)


def convert(program, source, out, config=None, **settings):
    """Exit code, and what was printed. `config`: a settings file."""
    command = [program, "convert", str(source), "-o", str(out), "--to", "yaml", "--to", "arm",
               *(["--config", str(config)] if config else ["--no-config"])]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=300, **settings)
    return run.returncode, run.stdout + run.stderr


def report_of(out):
    return json.loads((out / "migration.json").read_text(encoding="utf-8"))


def tree(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def places_of(finding):
    """The finding itself stands at a place, and may name others."""
    return [finding, *finding.get("related", [])]


def jobs_by_source(report):
    """File of the corpus -> folders of its jobs."""
    found = {}
    for resource in report["resources"]:
        if resource["kind"] == "job":
            found.setdefault(resource["source"]["file"], []).append(resource["file"])
    return found


def check_inputs(corpus, report):
    """Every file of the corpus was read, or the report says what it is, or counts it."""
    inputs = {entry["file"]: entry for entry in report["inputs"]}
    about = {place["file"] for finding in report["findings"] for place in places_of(finding)}
    unlisted = 0
    for path in sorted(path for path in corpus.rglob("*") if path.is_file()):
        name = path.relative_to(corpus).as_posix()
        if name not in inputs:
            unlisted += 1
        elif not inputs[name]["shape"]:
            yield f"{name}: the report does not say what it is"
        elif not inputs[name]["read"] and name not in about and not inputs[name]["shape"].startswith("not "):
            yield f"{name}: was not read, and the report does not say why"
    if unlisted != report["skipped"]["not_batch_ai"]:
        yield f"{unlisted} files are not listed, and {report['skipped']['not_batch_ai']} are counted"


def check_jobs(corpus, out, report):
    jobs = jobs_by_source(report)
    if len(jobs) < MIN_JOBS:
        yield f"only {len(jobs)} job files converted, {MIN_JOBS} expected"
    recipes = sorted((corpus / RECIPES).rglob("job*.json"))
    if not recipes:
        yield f"{RECIPES}: no job files there"
    for path in recipes:
        name = path.relative_to(corpus).as_posix()
        if not any((out / file).is_file() for file in jobs.get(name, [])):
            yield f"{name}: no job was written for it"


def check_resources(corpus, report):
    """Each job, cluster and file server came out, but for the one file with quotes that nobody can tell apart."""
    kinds = {"job": "job", "cluster": "compute", "fileserver": "datastore"}
    made = {(resource["kind"], resource["source"]["file"]) for resource in report["resources"]}
    refused = {finding["file"] for finding in report["findings"] if finding["code"] == "B2A0101"}
    if len(refused) != 1:
        yield f"{len(refused)} files were refused as not JSON: {', '.join(sorted(refused))}"
    lines = (corpus / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    for line in lines[1:]:
        row = dict(zip(columns, line.split("\t")))
        kind = kinds.get(row["kind"])
        if kind and row["path"] not in refused and (kind, row["path"]) not in made:
            yield f"{row['path']}: the {row['kind']} in it did not come out"


def check_undeclared(corpus, report):
    """An input directory that is used and never declared is an error at each place where it is used."""
    expected = set()
    for number, line in enumerate((corpus / UNDECLARED_IN).read_text(encoding="utf-8").splitlines(), 1):
        expected |= {(number, match.start() + 1) for match in re.finditer(re.escape("$" + UNDECLARED), line)}
    found = set()
    for finding in report["findings"]:
        if finding["code"] == "B2A0205" and finding["level"] == "error" and UNDECLARED in finding["message"]:
            places = (place for place in places_of(finding) if place["file"] == UNDECLARED_IN)
            found |= {(place.get("line"), place.get("column")) for place in places}
    if len(expected) != 2 or found != expected:
        yield f"{UNDECLARED_IN}: {UNDECLARED} is used at {sorted(expected)}, but reported at {sorted(found)}"


def check_secrets(corpus, written, printed):
    """No secret of an input stands in anything that came out."""
    for path in sorted(path for path in corpus.rglob("*.json")):
        for secret in SECRETS.findall(path.read_text(encoding="utf-8-sig", errors="replace")):
            for name, content in [*written.items(), ("the terminal", printed.encode())]:
                if secret.encode() in content:
                    yield f"{name}: holds a secret of {path.relative_to(corpus)}"


def check_determinism(program, corpus, written, folder):
    """The same input gives the same bytes in another folder, time zone and locale."""
    elsewhere = folder / "elsewhere"
    environment = {**os.environ, "LC_ALL": "C", "TZ": "Pacific/Chatham", "COLUMNS": "40", "HOME": str(folder)}
    code, _ = convert(program, os.path.relpath(corpus, folder), elsewhere, cwd=folder, env=environment)
    again = tree(elsewhere)
    if again != written:
        names = sorted(name for name in {*again, *written} if again.get(name) != written.get(name))
        yield f"a second run elsewhere (exit code {code}) gives other bytes: {', '.join(names[:5])}"


def display_names(out, files):
    return {azure_client.read_yaml(out / file)["display_name"] for file in files}


def check_alone(program, corpus, folder, report, schema):
    """Each file by itself gives as many jobs as among the others, and they are accepted too. A job that several files
    describe (the same id) is written once among the others, by the name that it has alone."""
    together = {name: len(files) for name, files in jobs_by_source(report).items()}
    all_names = display_names(folder / "out", [file for files in jobs_by_source(report).values() for file in files])
    files = sorted(path for path in corpus.rglob("*") if path.is_file())

    def one(numbered):
        number, path = numbered
        out = folder / f"alone-{number}"
        return path, out, *convert(program, path, out)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = list(pool.map(one, enumerate(files)))
    for path, out, code, printed in runs:
        name = path.relative_to(corpus).as_posix()
        if code == 66 and name not in together and not out.exists():
            continue
        if code not in (0, 1):
            yield f"{name} alone: exit code {code}: {printed[-500:]}"
            continue
        alone = [file for files in jobs_by_source(report_of(out)).values() for file in files]
        count = len(alone)
        if count < together.get(name, 0) or not display_names(out, alone) <= all_names:
            yield f"{name} alone: {count} jobs, {together.get(name, 0)} among all files"
        for failure in check.check(out, schema):
            yield f"{name} alone: {failure.replace(str(out) + os.sep, '')}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    corpus = pathlib.Path(os.environ["BATCHAI2AML_CORPUS"]).resolve()
    schema = azure_client.Schema()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        out = folder / "out"
        code, printed = convert(program, corpus, out)
        if code not in (0, 1):
            print(f"converting the corpus ended with exit code {code}:\n{printed[-2000:]}")
            return 1
        report, written = report_of(out), tree(out)
        failures = [failure.replace(str(out) + os.sep, "") for failure in check.check(out, schema)]
        failures += check_inputs(corpus, report)
        failures += check_jobs(corpus, out, report)
        failures += check_resources(corpus, report)
        failures += check_undeclared(corpus, report)
        failures += check_secrets(corpus, written, printed)
        failures += check_determinism(program, corpus, written, folder)
        failures += check_alone(program, corpus, folder, report, schema)
    print("\n".join(failures) if failures else f"{len(jobs_by_source(report))} job files of {len(report['inputs'])} files accepted")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
