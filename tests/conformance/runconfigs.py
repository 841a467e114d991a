#!/usr/bin/env python3
"""Checks run configurations with the library that reads them, azureml-core: each loads, holds after loading what its file
says, says the same as the YAML of its job, and the scripts beside it call the library with the values of the YAML files.

Usage: runconfigs.py FOLDER...      FOLDER: written by `convert --to yaml --to runconfig`
       runconfigs.py --self-test
"""

import contextlib
import io
import json
import os
import pathlib
import re
import runpy
import sys
import tempfile
import types
import warnings

warnings.simplefilter("ignore")

import azureml.core  # noqa: E402
import yaml  # noqa: E402
from azureml.core import Datastore, Experiment, RunConfiguration, Workspace  # noqa: E402
from azureml.core.compute import ComputeTarget  # noqa: E402

import texts  # noqa: E402

DATASTORE = re.compile(r"azureml://datastores/([^/]+)/paths/(.*?)/?$")
COMMUNICATORS = {"mpi": "OpenMpi", "pytorch": ("Gloo", "Nccl"), "tensorflow": "ParameterServer", None: "None"}


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


def lost(raw, loaded):
    """Values of the file that the library does not hold."""
    for path, value in leaves(raw):
        found = loaded
        try:
            for key in path:
                found = found[key]
        except (KeyError, TypeError, IndexError):
            found = "(nothing)"
        if found != value and not (value is None and found in (None, "")):
            yield f"{'.'.join(map(str, path))}: {value!r} is {found!r} after loading"


def names_of(job):
    """As documented: names without underscores."""
    return {key: key.replace("_", "") for key in [*job.get("inputs", {}), *job.get("outputs", {})]}


def place_of(folder):
    match = DATASTORE.match(folder["path"])
    return (match[1], match[2]) if match else (folder["path"], "")


def expected_of(job):
    """What a run configuration has to say for the YAML of a job."""
    distribution = job.get("distribution", {})
    kind = distribution.get("type")
    nodes = job["resources"]["instance_count"]
    out = {
        ("target",): job["compute"].removeprefix("azureml:"),
        ("maxRunDurationSeconds",): job["limits"]["timeout"],
        ("nodeCount",): nodes,
        ("environmentVariables",): job.get("environment_variables", {}),
        ("environment", "environmentVariables"): job.get("environment_variables", {}),
    }
    if "image" in job["environment"]:
        out["environment", "docker", "baseImage"] = job["environment"]["image"]
    if "shm_size" in job["resources"]:
        out["docker", "shmSize"] = job["resources"]["shm_size"]
    if kind == "mpi":
        out["mpi", "processCountPerNode"] = distribution["process_count_per_instance"]
    if kind == "pytorch":
        out["pytorch", "processCount"] = distribution["process_count_per_instance"] * nodes
    if kind == "tensorflow":
        out["tensorflow", "workerCount"] = distribution["worker_count"]
        out["tensorflow", "parameterServerCount"] = distribution["parameter_server_count"]
    return out


def folders_of(loaded):
    out = {}
    for name, value in loaded["dataReferences"].items():
        out[name] = (value["dataStoreName"], value["pathOnDataStore"] or "", value["mode"])
    for name, value in loaded["outputData"].items():
        path = value["outputLocation"]["dataPath"]
        out[name] = (path["datastoreName"], path["relativePath"].replace("{run-id}", "${{name}}"), value["mechanism"])
    return out


def expected_folders(job):
    names = names_of(job)
    modes = {"ro_mount": "mount", "rw_mount": "mount", "download": "download"}
    return {names[key]: (*place_of(folder), modes[folder["mode"]])
            for kind in ("inputs", "outputs") for key, folder in job.get(kind, {}).items()}


def command_of(job, loaded):
    names = names_of(job)
    text = job["command"]
    for key, name in names.items():
        variable = name if name in loaded["outputData"] else f"AZUREML_DATAREFERENCE_{name}"
        for kind in ("inputs", "outputs"):
            text = text.replace(f"${{{{{kind}.{key}}}}}", f"${{{variable}}}")
    return text


def check_job(file, folder):
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    loaded = json.loads(repr(RunConfiguration.load(str(file.parents[1]), file.stem)))
    yield from lost(raw, loaded)
    job = yaml.safe_load((folder / "jobs" / file.stem / "job.yml").read_text(encoding="utf-8"))
    for path, value in expected_of(job).items():
        found = loaded
        for key in path:
            found = found[key]
        found = {} if found is None else found
        if found != value and not (path[0] == "environment" and value == {}):
            yield f"{'.'.join(path)} is {found!r}, and the job says {value!r}"
    communicators = COMMUNICATORS[job.get("distribution", {}).get("type")]
    if loaded["communicator"] not in (communicators if isinstance(communicators, tuple) else (communicators,)):
        yield f"communicator is {loaded['communicator']}"
    if folders_of(loaded) != expected_folders(job):
        yield f"folders: {folders_of(loaded)}, and the job says {expected_folders(job)}"
    script = file.parents[1] / "batchai_command.sh"
    text = script.read_text(encoding="utf-8")
    if command_of(job, loaded).rstrip("\n") not in text or "${{" in text:
        yield "batchai_command.sh does not hold the command of the job"
    # SC2154: the variables with the paths are the service's.
    yield from texts.shell_syntax(text, ("bash",)) + [c for c in texts.shellcheck_command(text) if "[SC2154]" not in c]
    if loaded["command"] != "bash batchai_command.sh":
        yield f"the command is {loaded['command']!r}"
    for code in (folder / "jobs" / file.stem / "code").glob("*"):
        if (file.parents[1] / code.name).read_bytes() != code.read_bytes():
            yield f"{code.name} is another file"


class Recorder:
    """Stands in for the workspace, and notes what the scripts ask it for."""

    def __init__(self):
        self.computes, self.datastores, self.runs = {}, {}, {}
        self.workspace = types.SimpleNamespace(compute_targets={}, datastores={})

    def create(self, workspace, name, configuration):
        self.computes[name] = configuration
        return types.SimpleNamespace(wait_for_completion=lambda **_: None)

    def register(self, kind):
        def note(workspace, datastore_name, account_key, **values):
            self.datastores[datastore_name] = {"type": kind, "key": account_key, **values}

        return note

    def experiment(self, workspace, name):
        def submit(source, tags):
            self.runs[pathlib.Path(source.source_directory).name] = run = types.SimpleNamespace(
                experiment=name, tags=tags, configuration=source.run_config, get_portal_url=lambda: "https://example.org")
            return run

        return types.SimpleNamespace(submit=submit)

    @contextlib.contextmanager
    def in_place(self):
        saved = [(owner, name, owner.__dict__[name]) for owner, name in (
            (Workspace, "from_config"), (ComputeTarget, "create"), (Datastore, "register_azure_file_share"),
            (Datastore, "register_azure_blob_container"), (azureml.core, "Experiment"))]
        Workspace.from_config = staticmethod(lambda *_: self.workspace)
        ComputeTarget.create = staticmethod(self.create)
        Datastore.register_azure_file_share = staticmethod(self.register("azure_file"))
        Datastore.register_azure_blob_container = staticmethod(self.register("azure_blob"))
        azureml.core.Experiment = self.experiment
        try:
            yield
        finally:
            for owner, name, value in saved:
                setattr(owner, name, value)


def run_script(script, *arguments):
    said = io.StringIO()
    argv, sys.argv = sys.argv, [str(script), *arguments]
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            runpy.run_path(str(script), run_name="__main__")
    except SystemExit as ended:
        return ended.code, said.getvalue()
    finally:
        sys.argv = argv
    return 0, said.getvalue()


def ready(folder, kind):
    for file in sorted((folder / kind).glob("*.yml" if kind != "jobs" else "*/job.yml")):
        text = file.read_text(encoding="utf-8")
        if "# NEEDS WORK" not in text:
            yield file, yaml.safe_load(text)


def check_scripts(folder):
    recorder = Recorder()
    for _, datastore in ready(folder, "datastores"):
        os.environ["ACCOUNT_KEY_" + datastore["account_name"].upper()] = "key of " + datastore["account_name"]
    with recorder.in_place():
        code, said = run_script(folder / "runconfig/create_resources.py")
        if code not in (0, 1) or "Traceback" in said:
            yield f"create_resources.py ends with {code}: {said[-500:]}"
        jobs = [file.parent.name for file, _ in ready(folder, "jobs")]
        contexts = {job["name"] for job in json.loads((folder / "runconfig/resources.json").read_text())["jobs"] if "build_context" in job}
        wanted = [name for name in jobs if name not in contexts]  # a context is uploaded when it is made
        if wanted:
            code, said = run_script(folder / "runconfig/submit.py", *wanted)
            if code:
                yield f"submit.py ends with {code}: {said[-500:]}"
    for _, compute in ready(folder, "compute"):
        made = recorder.computes.get(compute["name"])
        if made is None:
            yield f"create_resources.py does not make the compute {compute['name']}"
            continue
        scale = made.scale_settings
        found = (made.vm_size, made.vm_priority, scale.minimum_node_count, scale.maximum_node_count, scale.idle_seconds_before_scaledown)
        told = (compute["size"], {"dedicated": "dedicated", "low_priority": "lowpriority"}[compute["tier"]],
                compute["min_instances"], compute["max_instances"], compute["idle_time_before_scale_down"])
        if found != told:
            yield f"compute {compute['name']}: {found}, and its file says {told}"
    for _, datastore in ready(folder, "datastores"):
        found = recorder.datastores.get(datastore["name"])
        told = {"type": datastore["type"], "key": "key of " + datastore["account_name"], "account_name": datastore["account_name"],
                "endpoint": datastore["endpoint"]}
        container = "file_share_name" if datastore["type"] == "azure_file" else "container_name"
        told[container] = datastore[container]
        if found != told:
            yield f"datastore {datastore['name']}: {found}, and its file says {told}"
    for file, job in ready(folder, "jobs"):
        name = file.parent.name
        if name in contexts:
            continue
        run = recorder.runs.get(name)
        if run is None or (run.experiment, run.tags, run.display_name) != (job["experiment_name"], job.get("tags", {}), job["display_name"]):
            yield f"submit.py submits {name} as {run}"


def check(folder):
    files = sorted(folder.glob("runconfig/*/.azureml/*.runconfig"))
    jobs = sorted(path.parent.name for path in folder.glob("jobs/*/job.yml"))
    if [file.stem for file in files] != jobs:
        yield f"{folder}: run configurations {[file.stem for file in files]}, jobs {jobs}"
    for file in files:
        for problem in check_job(file, folder):
            yield f"{file.relative_to(folder)}: {problem}"
    for problem in check_scripts(folder):
        yield f"{folder}: {problem}"


def self_test():
    raw = {"nodeCount": 2, "dataReferences": {"in_DATA": {"dataStoreName": "s", "mode": "mount"}}, "environment": {"docker": {"baseImage": "a"}}}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "job.runconfig"
        path.write_text(yaml.safe_dump(raw))
        loaded = json.loads(repr(RunConfiguration.load(str(path))))
    problems = list(lost(raw, loaded))
    if not any("in_DATA" in problem for problem in problems) or any("baseImage" in problem for problem in problems):
        return [f"a renamed key is not noticed, or a kept one is: {problems}"]
    return []


def main():
    if sys.argv[1:] == ["--self-test"]:
        failures = self_test()
    else:
        failures = [problem for folder in sys.argv[1:] for problem in check(pathlib.Path(folder).resolve())]
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
