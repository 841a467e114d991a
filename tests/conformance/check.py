#!/usr/bin/env python3
"""Checks that what the program wrote is accepted: by Microsoft's client, by the schema of the request bodies, by the
shells and interpreters that will run it, and that its own report tells the truth about it.

Usage: check.py FOLDER...      prints one line for each failure: file: what; exit code 1 when there is one
"""

import hashlib
import json
import os
import pathlib
import re
import sys

import arm_check
import azure_client
import texts
from azure_client import Refused

BUILT_IN_DATASTORES = {"workspaceblobstore", "workspacefilestore", "workspaceartifactstore", "workspaceworkingdirectory"}
DATASTORE_URI = re.compile(r"^azureml://datastores/([^/]+)/paths/")
EXPERIMENT = re.compile(r"^[a-zA-Z0-9_-]{1,255}$")
# The line of a set-up script after which everything is the user's own.
SETUP_BEGIN = "# The command line of the set-up task, as it was written:\n"
# Own spelling of the rules that `#/definitions/name:*` has too: they hold without the schemas as well.
NAMES = {
    "workspace": re.compile(r"^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$"),
    "compute": re.compile(r"^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9-]{2,23}$"),
    "job": re.compile(r"^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$"),
    "datastore.service": re.compile(r"^[a-z0-9_]{1,255}$"),
    "asset-container": re.compile(r"^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$"),
    "io-key": re.compile(r"^[a-zA-Z_]+[a-zA-Z0-9_]*$"),
}


class Checker:
    """Collects the failures of one folder."""

    def __init__(self, folder, schema):
        self.folder = pathlib.Path(folder)
        self.schema = schema
        self.failures = []
        self.datastores = set(BUILT_IN_DATASTORES)
        self.names = {}
        self.contexts = set()
        self.bodies = {}

    def fail(self, path, what):
        self.failures.append(f"{path}: {what}")

    def check_name(self, path, kind, name):
        if not NAMES[kind].match(name):
            self.fail(path, f"{name!r} is no name for a {kind}")
        for complaint in self.schema.complaints(f"name:{kind}", name):
            self.fail(path, complaint)

    def check_unique(self, path, kind, name):
        other = self.names.setdefault((kind, name.lower()), path)
        if other != path:
            self.fail(path, f"the {kind} name {name!r} is taken by {other}")

    def check_body(self, path, definition, body):
        for complaint in self.schema.complaints(definition, body):
            self.fail(path, complaint)

    def check_compute(self, path):
        name, body = azure_client.compute_body(path)
        self.bodies[path] = body
        self.check_name(path, "compute", name)
        self.check_unique(path, "compute", name)
        if name != path.stem:
            self.fail(path, f"holds the compute {name!r}")
        self.check_body(path, "put:computes", body)
        scale = body["properties"]["properties"]["scaleSettings"]
        if scale["minNodeCount"] > scale["maxNodeCount"] or scale["maxNodeCount"] < 1:
            self.fail(path, f"scales from {scale['minNodeCount']} to {scale['maxNodeCount']} nodes")

    def check_datastore(self, path):
        name, body = azure_client.datastore_body(path)
        self.bodies[path] = body
        self.check_name(path, "datastore.service", name)
        self.check_unique(path, "datastore", name)
        if name != path.stem or name in BUILT_IN_DATASTORES:
            self.fail(path, f"holds the datastore {name!r}")
        self.check_body(path, "put:datastores", body)
        if body["properties"]["credentials"] != {"credentialsType": "None"}:
            self.fail(path, "holds credentials")

    def check_environment(self, path):
        name, body = azure_client.environment_body(path)
        self.bodies[path] = body
        self.check_name(path, "asset-container", name)
        self.check_unique(path, "environment", name)
        if name != path.parent.name:
            self.fail(path, f"holds the environment {name!r}")
        self.check_body(path, "put:environments.versions", body)
        context = self.check_build(path)
        for file in sorted(path.parent.rglob("*")):
            if file.is_file() and file != path and context not in file.parents:
                self.fail(file, "is not part of the build context")

    def check_build(self, path, key=None):
        """The build context of an environment: a folder of the output, relative to the file that names it."""
        build = azure_client.read_yaml(path)
        build = (build[key] if key else build)["build"]
        context = pathlib.Path(os.path.normpath(path.parent / build["path"]))
        if context.name != "context" or context.parent.parent != self.folder / "environments" or not context.is_dir():
            self.fail(path, f"{build['path']!r} is no build context of the output")
            return context
        if context not in self.contexts:
            self.contexts.add(context)
            self.check_context(context, context / build["dockerfile_path"])
        return context

    def check_context(self, context, dockerfile):
        for file in sorted(context.rglob("*")):
            text = file.read_text(encoding="utf-8")
            if file == dockerfile:
                complaints = texts.dockerfile(text, [other.name for other in context.iterdir()])
            elif file.name == "setup.sh":
                own, found, _ = text.partition(SETUP_BEGIN)
                # The values of variables are the user's: they may look as if quotes had been meant differently.
                complaints = texts.shell_syntax(text, ("bash",)) + texts.shellcheck(own, "bash", "SC1003", "SC2016")
                complaints += [] if found else ["does not say where the task begins"]
            elif file.name == "sudo":
                complaints = texts.shell_syntax(text) + texts.shellcheck(text, "sh")
            else:
                complaints = ["is no file of a build context"]
            for complaint in complaints:
                self.fail(file, complaint)

    def check_job(self, path):
        written = azure_client.read_yaml(path)
        body, environment = azure_client.job_bodies(path)
        self.bodies[path] = (body, environment)
        properties = body["properties"]
        self.check_name(path, "job", path.parent.name)
        self.check_body(path, "put:jobs", body)
        if environment:
            self.check_body(path, "put:environments.versions", environment)
            if "build" in environment["properties"]:
                self.check_build(path, "environment")
        if "name" in written:
            self.fail(path, "carries a name, so that it can be submitted only once")
        if not EXPERIMENT.match(str(written.get("experiment_name", ""))):
            self.fail(path, f"{written.get('experiment_name')!r} is no experiment name")
        self.check_name(path, "compute", properties["computeId"].rsplit("/", 1)[1])
        inputs, outputs = properties.get("inputs") or {}, properties.get("outputs") or {}
        for key, value in [*inputs.items(), *outputs.items()]:
            self.check_name(path, "io-key", key)
            self.check_uri(path, key, value)
        code = self.check_code(path, written.get("code"))
        for complaint in texts.command(properties["command"], inputs, outputs, code):
            self.fail(path, f"command: {complaint}")

    def check_uri(self, path, key, value):
        store = DATASTORE_URI.match(value.get("uri", ""))
        if value.get("jobInputType") != "literal" and not store:
            self.fail(path, f"{key}: {value.get('uri')!r} is no path in a datastore")
        elif store and store[1] not in self.datastores and not self.is_open_question(path, store[1]):
            self.fail(path, f"{key}: the datastore {store[1]!r} is not among the files")
        elif "/../" in value.get("uri", "") + "/":
            self.fail(path, f"{key}: {value['uri']!r} leaves its folder")

    @staticmethod
    def is_open_question(path, datastore):
        """A mount that no input declares: the job says so at its top and at the key."""
        text = path.read_text(encoding="utf-8")
        return datastore.startswith("unresolved_") and "# NEEDS WORK" in text and "is not known" in text

    def check_code(self, path, code):
        """The texts of the files that are uploaded with a job."""
        folder = path.parent / code if code else None
        contents = []
        for file in sorted(path.parent.rglob("*")):
            if file.is_dir() or file == path:
                continue
            if not folder or folder not in file.parents:
                self.fail(file, "is not uploaded with the job")
                continue
            contents.append(file.read_text(encoding="utf-8"))
            if file.suffix == ".py":
                complaints = texts.python(contents[-1])
            elif file.suffix == ".sh":
                dialect = "bash" if "bash" in contents[-1].split("\n", 1)[0] else "sh"
                complaints = texts.shell_syntax(contents[-1], ("bash",)) + texts.shellcheck(contents[-1], dialect)
            else:
                complaints = ["neither .py nor .sh"]
            for complaint in complaints:
                self.fail(file, complaint)
        if code and not contents:
            self.fail(path, f"the code folder {code!r} is empty, which the client refuses to upload")
        return contents

    def check_migration_page(self):
        path = self.folder / "MIGRATION.md"
        if not path.is_file():
            self.fail(path, "is missing")
            return
        complaints, shell = texts.markdown(path.read_text(encoding="utf-8"))
        for complaint in complaints:
            self.fail(path, complaint)
        for name in re.findall(r"(?:-f|--file)[ =]['\"]?([^\s'\"$]+\.yml)", shell):
            if not (self.folder / name).is_file() and not pathlib.Path(name).name.startswith("*"):
                self.fail(path, f"names {name}, which is not there")

    def check_report(self):
        """migration.json lists exactly the files that are there, with their hashes, and accounts for every value."""
        path = self.folder / "migration.json"
        try:
            report = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            self.fail(path, str(error))
            return
        listed = {entry["file"]: entry["sha256"] for entry in report["outputs"] + report["leftovers"]}
        there = {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file()}
        for name in sorted(there - set(listed) - {"migration.json"}):
            self.fail(path, f"does not list {name}")
        for name, digest in sorted(listed.items()):
            file = self.folder / name
            if not file.is_file():
                self.fail(path, f"lists {name}, which is not there")
            elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
                self.fail(path, f"the hash of {name} is another one")
        for record in report["records"]:
            if record["outcome"] == "unaccounted":
                self.fail(path, f"{record.get('file')}{record.get('pointer')} is unaccounted")
            if record.get("target", {}).get("file", "migration.json") not in {*listed, "migration.json", ""}:
                self.fail(path, f"the value {record.get('file')}{record.get('pointer')} went to {record['target']['file']}, "
                          "which is not there")
        for resource in report["resources"]:
            if resource["file"] not in listed:
                self.fail(path, f"the {resource['kind']} {resource['name']!r} has no file")
        for level, count in report["summary"]["findings"].items():
            counted = sum(finding["level"] == level for finding in report["findings"])
            if counted != count:
                self.fail(path, f"the summary counts {count} findings of level {level}, there are {counted}")

    def check_yaml(self, path):
        parts = path.relative_to(self.folder).parts
        try:
            azure_client.read_yaml(path)
            if len(parts) == 2 and parts[0] == "compute":
                self.check_compute(path)
            elif len(parts) == 2 and parts[0] == "datastores":
                self.check_datastore(path)
            elif len(parts) == 3 and parts[0] == "environments" and path.name == "environment.yml":
                self.check_environment(path)
            elif len(parts) == 3 and parts[0] == "jobs" and path.name == "job.yml":
                self.check_job(path)
            elif parts == ("workspace.yml",):
                self.check_name(path, "workspace", azure_client.workspace_name(path))
            elif parts != ("answers.yml",):
                self.fail(path, "is no file that the program is meant to write")
        except Refused as refusal:
            self.fail(path, str(refusal))

    def run(self):
        files = sorted(self.folder.rglob("*.yml")) + sorted(self.folder.rglob("*.yaml"))
        if not self.folder.is_dir():
            self.fail(self.folder, "is not there")
            return self.failures
        self.datastores |= {path.stem for path in files if path.parent.name == "datastores"}
        for path in files:
            self.check_yaml(path)
        self.check_migration_page()
        self.check_report()
        if (self.folder / "arm").is_dir():
            self.failures += arm_check.ArmChecker(self.folder, self.schema, self.bodies).run()
            report = json.loads((self.folder / "migration.json").read_text(encoding="utf-8"))
            self.failures += arm_check.check_records(self.folder, report)
        return self.failures


def check(folder, schema):
    """Failures in one output folder, a line each."""
    return Checker(folder, schema).run()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    schema = azure_client.Schema()
    failures = [failure for folder in sys.argv[1:] for failure in check(folder, schema)]
    print("\n".join(failures) if failures else f"{len(sys.argv) - 1} folders accepted")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
