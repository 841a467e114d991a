"""Runs the tool: `convert`, then `rehearse`; and finds the documents that an emitted job was made from."""

import dataclasses
import json
import pathlib
import re
import subprocess

from documents import Document, documents_in, loads


# The first line of a file that options of a command went into.
_COMPLETED = re.compile(r"\A# Converted by batchai2aml from [^\n]*, by ")


# The YAML files are what the comparison itself reads.
FORMATS = {"yaml": (), "runconfig": ("--to", "yaml", "--to", "runconfig")}


class ToolFailed(Exception):
    pass


def convert(program, source, out, *options):
    """The report of the conversion."""
    command = [str(program), "convert", str(source), "-o", str(out), "--no-config", *options]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=600)
    if run.returncode not in (0, 1):
        raise ToolFailed(f"convert ended with exit code {run.returncode}:\n{run.stderr[-2000:]}")
    return json.loads((pathlib.Path(out) / "migration.json").read_text(encoding="utf-8"))


def rehearse(program, out, statuses=(), data=(), jobs=(), source="yaml"):
    """The jobs of the folder by name. `data`: (datastore, folder); `source`: the format that is run."""
    command = [str(program), "rehearse", str(out), "--from", source, "--report", "json"]
    command += [word for name, status in statuses for word in ("--status", f"{name}={status}")]
    command += [word for name, folder in data for word in ("--data", f"{name}={folder}")]
    command += [word for name in jobs for word in ("--job", name)]
    run = subprocess.run(command, capture_output=True, timeout=1800)
    try:
        # A program may see bytes that are no text.
        answer = json.loads(run.stdout.decode("utf-8", "surrogateescape"))
    except ValueError:
        raise ToolFailed(f"rehearse ended with exit code {run.returncode}:\n{run.stderr.decode('utf-8', 'replace')[-2000:]}") from None
    return {job["name"]: job for job in answer["jobs"]}


def datastores(out):
    """As `rehearse` describes them."""
    found = []
    for path in sorted((out / "datastores").glob("*.yml")):
        values = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            name, colon, value = line.partition(": ")
            if colon and not line.startswith(("#", " ")):
                values[name] = value.strip("'\"")
        container = values.get("container_name") or values.get("file_share_name") or ""
        found.append({
            "name": path.stem, "file": f"datastores/{path.name}", "type": values.get("type", ""),
            "account": values.get("account_name", ""), "container": container,
        })  # fmt: skip
    return found


@dataclasses.dataclass
class Source:
    """Where an emitted job comes from."""

    name: str  # of the job's folder
    file: str
    job: Document
    cluster: Document
    codes: set
    rules: set


def read_documents(path):
    try:
        return documents_in(loads(path.read_text(encoding="utf-8-sig")))
    except (ValueError, OSError):
        return []


def sources(report, folder, out):
    """(sources, [(job, why there is none)])"""
    found, left_out = [], []
    computes = {entry["name"]: entry for entry in report["resources"] if entry["kind"] == "compute"}
    jobs = [entry for entry in report["resources"] if entry["kind"] == "job"]
    for entry in jobs:
        name = entry["file"].split("/")[1]
        file = entry["source"]["file"]
        alike = sorted(other["source"].get("line", 0) for other in jobs if other["source"]["file"] == file)
        job = _document(folder / file, "job", name, alike.index(entry["source"].get("line", 0)), len(alike))
        if job is None:
            left_out.append((name, f"{file} is not a document of its own"))
            continue
        emitted = (out / entry["file"]).read_text(encoding="utf-8")
        compute = re.search(r"^compute: azureml:(\S+)$", emitted, re.MULTILINE)
        made_by = computes.get(compute[1].strip("'\"")) if compute else None
        if any(_COMPLETED.search(text) for text in [emitted, *([(out / made_by["file"]).read_text(encoding="utf-8")] if made_by else [])]):
            left_out.append((name, f"a command completes {file} or its cluster"))
            continue
        cluster = None
        if made_by:
            cluster = _document(folder / made_by["source"]["file"], "cluster", made_by["name"], 0, 1)
            if cluster is None:
                left_out.append((name, f"its cluster, in {made_by['source']['file']}, is not a document of its own"))
                continue
        files = {file, *([made_by["source"]["file"]] if made_by else [])}
        found.append(Source(name, file, job, cluster, _codes(report, entry["file"], files), _rules(report, entry["file"])))
    return found, left_out


def _document(path, kind, name, position, count):
    documents = [document for document in read_documents(path) if document.kind == kind] if path.suffix == ".json" else []
    if len(documents) == 1:
        return documents[0]
    named = [document for document in documents if document.name and document.name.lower() == name.lower()]
    if len(named) == 1:
        return named[0]
    if len(documents) == count:
        return documents[position]
    # A request and its answers describe one resource: what a person wrote comes first.
    return documents[0] if documents and len({document.name for document in documents if document.name}) <= 1 else None


def _codes(report, output, files):
    return {
        finding["code"]
        for finding in report["findings"]
        if finding.get("subject") == output or any(place.get("file") in files for place in [finding, *finding.get("related", [])])
    }


def _rules(report, output):
    return {record["rule"] for record in report["records"] if record.get("target", {}).get("file") == output}
