#!/usr/bin/env python3
"""What a person with forty old job.json files and no cluster does. Usage: answers.py PROGRAM

All job files of the corpus (BATCHAI2AML_CORPUS), each in a folder of its own, are converted in one run. Its answers.yml is
filled in, and the second run has to be without questions, placeholders and work that the answers could have saved. What
comes out is checked as everything else (check.py). Settings files are checked by docs/settings.schema.json.
"""

import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

import jsonschema
import yaml

import azure_client
import check
from corpus import convert, report_of

TOP = pathlib.Path(__file__).resolve().parents[2]
MIN_FILES = 60
# Answers by the form that the file asks for.
ANSWERS = {
    "NAME": "contoso",
    "TEXT": "contoso",
    "SIZE": "Standard_D4ds_v4",
    "IMAGE": "contoso.azurecr.io/train:1",
    "azure_file": "azure_blob:contoso/data",
    "azure_blob": "azure_blob:contoso/data",
}
# What stands where something is missing.
PLACEHOLDERS = re.compile(r"choose-an?-\w+|unresolved_\w+|<[A-Z][^<>\n]*>|openmpi4\.1\.0-ubuntu22\.04")


class UniqueKeys(yaml.SafeLoader):
    """Refuses a key that stands twice."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"{key} stands twice")
        return super().construct_mapping(node, deep)


def flatten(corpus, folder):
    """The job files as 01/job.json, 02/job.json, ...; how many there are."""
    lines = (corpus / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    count = 0
    for line in lines[1:]:
        row = dict(zip(columns, line.split("\t")))
        if row["kind"] == "job":
            count += 1
            (folder / f"{count:02}").mkdir(parents=True)
            shutil.copy(corpus / row["path"], folder / f"{count:02}" / pathlib.Path(row["path"]).name)
    return count


def fill_in(path):
    """Writes an answer to each open question, as a person would type it. How many there were."""
    form, count, lines = "", 0, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if asked := re.match(r"\s*# Answer: (\w+)", line):
            form = asked.group(1)
        elif re.match(r"\s*# [\w-]+:$", line):  # a choice that stays as it is
            form = ""
        elif re.match(r"\s*[^#\s].*:$", line) and form:
            line += f" {ANSWERS[form]}"
            form, count = "", count + 1
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return count


def open_questions(report):
    return [question["setting"] for question in report["questions"] if question["required"]]


def check_questions(out, report):
    """answers.yml holds each question of the report once, with the files that need it."""
    text = (out / "answers.yml").read_text(encoding="utf-8")
    answers = yaml.load(text, UniqueKeys)
    asked = {key if not isinstance(value, dict) else f"{key}.{inner}" for key, value in answers.items()
             for inner in (value if isinstance(value, dict) else [""])}
    if asked != set(open_questions(report)):
        yield f"answers.yml asks for {sorted(asked)}, the report for {open_questions(report)}"
    words = set(re.sub(r"[,.]?\n *# ?|, ", " ", text).split())
    for question in report["questions"]:
        missing = {place["file"] for place in question["places"] if question["required"]} - words
        if missing:
            yield f"answers.yml: {question['setting']} does not name {sorted(missing)}"


def check_result(out, report):
    if open_questions(report):
        yield f"still asked after all answers: {open_questions(report)}"
    for finding in report["findings"]:
        if finding["level"] in ("error", "manual") and finding.get("answers"):
            yield f"{finding['file']}: {finding['code']} stays: {finding['message']}"
    beyond = {finding.get("subject") for finding in report["findings"] if finding["level"] == "error"}
    for resource in report["resources"]:
        if resource["readiness"] != "ready" and resource["file"] not in beyond:
            yield f"{resource['file']}: needs work that the answers should have saved"
    for name in sorted(entry["file"] for entry in report["outputs"]):  # those of the first run are told as leftovers
        text = (out / name).read_text(encoding="utf-8")
        if name.endswith(".yml") and name != "answers.yml" and (left := PLACEHOLDERS.search(text)):
            yield f"{name}: holds the placeholder {left.group()}"


def check_schema(files):
    """The schema for editors takes what the program writes and what the documentation shows, and no mistakes."""
    schema = json.loads((TOP / "docs/settings.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    validator.check_schema(schema)
    for path in files:
        for error in validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8"))):
            yield f"{path}: {error.message}"
    for mistake in ({"computer": "x"}, {"mounts": {"afs": "nfs:x"}}, {"scale": "none"}, {"compute": ["x"]},
                    {"storage-account": "Contoso"}, {"findings": {"B2A1": "off"}}, {"mounts": "afs"}):
        if validator.is_valid(mistake):
            yield f"docs/settings.schema.json takes {mistake}"


def run(program, corpus, folder):
    count = flatten(corpus, folder / "jobs")
    if count < MIN_FILES:
        yield f"only {count} job files"
    out = folder / "out"
    code, printed = convert(program, "jobs", out, cwd=folder)
    if code != 1:
        yield f"the first run ends with {code}: {printed[-500:]}"
    yield from check_questions(out, report_of(out))
    shutil.copy(out / "answers.yml", folder / "questions.yml")
    asked = fill_in(out / "answers.yml")
    if asked != len(open_questions(report_of(out))):
        yield f"{asked} questions were filled in, the report has {len(open_questions(report_of(out)))}"
    code, printed = convert(program, "jobs", out, cwd=folder, config=out / "answers.yml")
    if code not in (0, 1):
        yield f"the second run ends with {code}: {printed[-500:]}"
    yield from check_result(out, report_of(out))
    yield from check.check(out, azure_client.Schema())
    cases = sorted((TOP / "tests/cases").rglob("answers.yml"))
    yield from check_schema([folder / "questions.yml", out / "answers.yml", *cases])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    corpus = pathlib.Path(os.environ["BATCHAI2AML_CORPUS"]).resolve()
    with tempfile.TemporaryDirectory() as name:
        failures = list(run(program, corpus, pathlib.Path(name)))
    print("\n".join(failures) if failures else "all questions answered")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
