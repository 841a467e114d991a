#!/usr/bin/env python3
"""Tests of check.py: it accepts a good folder, and refuses each of many ways to break it."""

import hashlib
import json
import os
import pathlib
import sys
import tempfile

import azure_client
import check
import texts

JOB = "jobs/mnist/job.yml"
COMPUTE = "compute/gpu.yml"
STORE = "datastores/contoso_data.yml"
LAUNCHER = "jobs/mnist/code/launch.py"
SCRIPT = "jobs/mnist/code/prepare.sh"
PAGE = "MIGRATION.md"
BUILT = "jobs/maps/job.yml"
ENVIRONMENT = "environments/maps/environment.yml"
DOCKERFILE = "environments/maps/context/Dockerfile"
SETUP = "environments/maps/context/setup.sh"
SUDO = "environments/maps/context/sudo"

GOOD = {
    COMPUTE: """\
$schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json
type: amlcompute
name: gpu
size: Standard_NC4as_T4_v3
tier: dedicated
min_instances: 0
max_instances: 2
idle_time_before_scale_down: 300
ssh_settings:
  admin_username: trainer
  ssh_key_value: ssh-rsa AAAAB3example
network_settings:
  subnet: /subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/vn/subnets/sn
""",
    STORE: """\
$schema: https://azuremlschemas.azureedge.net/latest/azureBlob.schema.json
type: azure_blob
name: contoso_data
account_name: contoso
container_name: data
""",
    "datastores/contoso_logs.yml": """\
$schema: https://azuremlschemas.azureedge.net/latest/azureFile.schema.json
type: azure_file
name: contoso_logs
account_name: contoso
file_share_name: logs
""",
    JOB: """\
$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
type: command
display_name: mnist
experiment_name: digits
command: |-
  export AZ_BATCHAI_INPUT_DATA="${{inputs.in_DATA}}"
  export AZ_BATCHAI_OUTPUT_MODEL="${{outputs.out_MODEL}}"
  python launch.py --rate 0.1
code: code
environment:
  image: contoso.azurecr.io/train:1
environment_variables:
  MODE: "1"
compute: azureml:gpu
resources:
  instance_count: 2
  shm_size: 4g
distribution:
  type: tensorflow
  worker_count: 2
  parameter_server_count: 1
limits:
  timeout: 604800
inputs:
  in_DATA:
    type: uri_folder
    path: azureml://datastores/contoso_data/paths/mnist/
    mode: ro_mount
outputs:
  out_MODEL:
    type: uri_folder
    path: azureml://datastores/contoso_logs/paths/${{name}}/outputs/Models/
    mode: rw_mount
tags:
  source: batchai
""",
    LAUNCHER: "from __future__ import print_function\nimport os\nprint('rank', os.environ.get('RANK'), sep='=')\n",
    SCRIPT: '#!/bin/sh\nset -e\nmkdir -p "$1"\n',
    BUILT: """\
$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
type: command
display_name: maps
experiment_name: maps
command: python a.py
environment:
  build:
    path: ../../environments/maps/context
    dockerfile_path: Dockerfile
compute: azureml:gpu
""",
    ENVIRONMENT: """\
$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json
name: maps
build:
  path: context
  dockerfile_path: Dockerfile
""",
    DOCKERFILE: "FROM python:3.12\nCOPY setup.sh sudo /opt/\nRUN bash /opt/setup.sh\n",
    SETUP: f'#!/bin/bash\nexport PATH="$PATH:/opt"\n{check.SETUP_BEGIN}cd $HOME\n',
    SUDO: '#!/bin/sh\nexec "$@"\n',
    PAGE: "# Next\n\n```bash\naz ml compute create -f compute/gpu.yml\naz ml job create -f jobs/mnist/job.yml\n```\n\nDone.\n",
}

# file, what is replaced, by what, words of the complaint
BROKEN = [
    (COMPUTE, "tier: dedicated", "tier: LowPriority", "tier"),
    (COMPUTE, "max_instances: 2", "max_instances: two", "max_instances"),
    (COMPUTE, "min_instances: 0", "min_instances: 3", "scales from 3 to 2"),
    (COMPUTE, "name: gpu", "name: gpu-2", "no name for a compute"),
    (COMPUTE, "name: gpu", "name: other", "holds the compute 'other'"),
    (COMPUTE, "tier: dedicated", "tier: dedicated\nsetup_script: x", "setup_script"),
    (COMPUTE, "tier: dedicated", "tier: dedicated\ntier: dedicated", "stands there twice"),
    (STORE, "container_name: data", "", "container_name"),
    (STORE, "container_name: data", "container_name: 012", "container_name"),
    (STORE, "name: contoso_data", "name: contoso-data", "no name for a datastore"),
    (STORE, "container_name: data", "container_name: data\ncredentials:\n  account_key: REPLACE", "holds credentials"),
    (STORE, "type: azure_blob", "type: nfs", "nfs"),
    (JOB, 'MODE: "1"', "MODE: 1", "MODE"),
    (JOB, "display_name: mnist", "name: mnist", "submitted only once"),
    (JOB, "display_name: mnist", "display_name: mnist\npriority: 3", "priority"),
    (JOB, "experiment_name: digits", "", "no experiment name"),
    (JOB, "experiment_name: digits", "experiment_name: my digits", "no experiment name"),
    (JOB, "shm_size: 4g", "shm_size: 4gb", "shmSize"),
    (JOB, "instance_count: 2", "instance_count: many", "instance_count"),
    (JOB, "worker_count: 2", "process_count_per_instance: 2", "distribution"),
    (JOB, "compute: azureml:gpu", "", "compute"),
    (JOB, "compute: azureml:gpu", "compute: azureml:gpu-cluster-1", "no name for a compute"),
    (JOB, "  image: contoso.azurecr.io/train:1", "  image: a\n  build: {path: b}", "environment"),
    (JOB, "mode: ro_mount", "mode: rw_mount", "mode"),
    (JOB, "in_DATA", "in-DATA", "in-DATA"),
    (JOB, "datastores/contoso_data/", "datastores/elsewhere/", "'elsewhere' is not among the files"),
    (JOB, "paths/mnist/", "paths/mnist/../../secret", "leaves its folder"),
    (JOB, "path: azureml://datastores/contoso_data/paths/mnist/", "path: ./here", "no path in a datastore"),
    (JOB, "${{inputs.in_DATA}}", "${{inputs.in_TEST}}", "in_TEST"),
    (JOB, '"${{outputs.out_MODEL}}"', '"$HOME"', "outputs.out_MODEL is declared and never used"),
    (JOB, '"${{inputs.in_DATA}}"', '"$HOME"', "inputs.in_DATA is declared and never used"),
    (JOB, "python launch.py", "python ${{secrets.token}}", "secrets.token"),
    (JOB, "--rate 0.1", "--rate '0.1", "bash -n"),
    (JOB, "--rate 0.1", "--rate (0.1)", "dash -n"),
    (JOB, "--rate 0.1", "--rate $[[0.1]]", "$[["),
    (JOB, "code: code", "", "is not uploaded"),
    (JOB, "timeout: 604800", "timeout: P7D", "timeout"),
    (LAUNCHER, "import os", "import os,", "Python 3"),
    (LAUNCHER, "import os", "import pathlib", "module pathlib"),
    (LAUNCHER, "import os", "import os\nname = f'{os}'", "f-string"),
    (LAUNCHER, "from __future__ import print_function\n", "", "print_function"),
    (LAUNCHER, "import os", "import os  # \u00e9", "coding"),
    (SCRIPT, '"$1"', "$1", "SC2086"),
    (SCRIPT, "mkdir", "if mkdir", "bash -n"),
    (BUILT, "../../environments/maps/context", "../../environments/cars/context", "cars"),
    (BUILT, "../../environments/maps/context", "../../environments/maps", "is no build context"),
    (BUILT, "../../environments/maps/context", "../../compute", "is no build context"),
    (ENVIRONMENT, "name: maps", "name: cars", "holds the environment 'cars'"),
    (ENVIRONMENT, "name: maps", "name: maps\nimage: a", "image"),
    (ENVIRONMENT, "  path: context", "  path: .", "is no build context"),
    (ENVIRONMENT, "  path: context", "  path: /context", "context"),
    (DOCKERFILE, "python:3.12", "python", "DL3006"),
    (DOCKERFILE, "RUN bash", "RUN sudo bash", "DL3004"),
    (DOCKERFILE, "RUN bash", "run: bash", "hadolint"),
    (DOCKERFILE, "setup.sh sudo", "setup.sh gone", "copies gone"),
    (SETUP, 'export PATH="$PATH:/opt"', "chmod +x $1", "SC2086"),
    (SETUP, "cd $HOME", "cd $(", "bash -n"),
    (SETUP, "# The command", "# A command", "where the task begins"),
    (SUDO, '"$@"', "$@", "SC2068"),
    (PAGE, "gpu.yml\n", "gpu.yml | (\n", "bash -n"),
    (PAGE, "gpu.yml\n", "gpu.yml --set $KEY\n", "SC2086"),
    (PAGE, "compute/gpu.yml", "compute/cpu.yml", "which is not there"),
    (PAGE, "```\n\nDone", "``\n\nDone", "a block without an end"),
]
NEEDS_SCHEMA = {"shmSize", "MODE"}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    hashes = [{"file": name, "sha256": hashlib.sha256(text.encode()).hexdigest()} for name, text in files.items()]
    report = {"summary": {"findings": {"error": 0}}, "outputs": hashes, "leftovers": [], "inputs": [], "resources": [],
              "findings": [], "records": []}
    (folder / "migration.json").write_text(json.dumps(report))


def failures_of(files, change=lambda folder: None):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(folder, files)
        change(folder)
        return [failure.replace(name, "") for failure in check.check(folder, azure_client.Schema())]


def edit_report(member, value):
    def change(folder):
        path = folder / "migration.json"
        report = json.loads(path.read_text())
        report[member] = value
        path.write_text(json.dumps(report))

    return change


RECORD = {"file": "job.json", "pointer": "/a", "outcome": "unaccounted"}
LOST = {"file": "job.json", "pointer": "/b", "outcome": "mapped", "target": {"file": "jobs/x/job.yml", "path": "command"}}
RESOURCE = {"kind": "job", "name": "x", "file": "jobs/x/job.yml"}
CHANGES = [  # what is done to a good folder, words of the complaint
    (lambda folder: (folder / STORE).write_text(GOOD[STORE] + "# edited\n"), "hash of datastores/contoso_data.yml"),
    (lambda folder: (folder / "notes.txt").write_text("x"), "does not list notes.txt"),
    (lambda folder: (folder / "compute/extra/deep.yml").parent.mkdir(), None),
    (lambda folder: (folder / "stray.yml").write_text("a: 1"), "meant to write"),
    (lambda folder: (folder / PAGE).unlink(), "is missing"),
    (lambda folder: (folder / "migration.json").write_text("{"), "migration.json"),
    (edit_report("records", [RECORD]), "job.json/a is unaccounted"),
    (edit_report("records", [LOST]), "job.json/b went to jobs/x/job.yml"),
    (edit_report("resources", [RESOURCE]), "has no file"),
    (edit_report("findings", [{"level": "error"}]), "counts 0 findings of level error, there are 1"),
]


def body_failures():
    """The body of the good job, member by member: nothing was lost on the way through the client."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(folder, GOOD)
        body, environment = azure_client.job_bodies(folder / JOB)
    properties = body["properties"]
    expected = {
        "experimentName": "digits",
        "distribution": {"distributionType": "TensorFlow", "workerCount": 2, "parameterServerCount": 1},
        "limits": {"jobLimitsType": "Command", "timeout": "P7D"},
        "environmentVariables": {"MODE": "1"},
        "computeId": f"{azure_client.WORKSPACE}/computes/gpu",
        "codeId": f"{azure_client.WORKSPACE}/codes/mnist/versions/1",
    }
    failures = [f"body: {key} is {properties.get(key)!r}" for key, value in expected.items() if properties.get(key) != value]
    if environment["properties"].get("image") != "contoso.azurecr.io/train:1":
        failures.append(f"environment: {environment}")
    return failures


def text_failures():
    failures = []
    if texts.python("print('one')\n"):
        failures.append("a Python script that is fine everywhere is refused")
    if not texts.python("def f(*, a): pass\n"):
        failures.append("keyword-only arguments are accepted")
    if not any("2.7" in complaint for complaint in texts.python("print('a', file=None)\n")):
        failures.append("a Python 3 call of print passes")
    if not texts.python("COMMANDS = {'ps': 'echo \"'}\n") or texts.python("COMMANDS = {'ps': 'python $X'}\n"):
        failures.append("the commands of a launcher are not checked as they should be")
    if texts.shellcheck_command("python $X/a.py\n") or not texts.shellcheck_command('b2a_link $X "$Y"\n'):
        failures.append("shellcheck does not tell the user's words from generated ones")
    if not texts.shellcheck_command("if [ $? = 0 ]; then echo 'a; fi\n"):
        failures.append("shellcheck passes a broken command")
    complaints, shell = texts.markdown("````text\n```bash\n(\n```\n````\n\n```bash\nls\n```\n")
    if complaints or shell.split() != ["ls"]:
        failures.append(f"a block inside a longer fence counts as commands: {complaints} {shell!r}")
    if not texts.command("cat <<E\nx\n", {}, {}, []):
        failures.append("a here-document without an end is accepted")
    if texts.command("ls $AZURE_ML_INPUT_a", {"a": {}}, {}, []):
        failures.append("the variable of an input does not count as its use")
    return failures


def main():
    failures = [f"a good folder is refused: {failure}" for failure in failures_of(GOOD)]
    has_schema = bool(os.environ.get("BATCHAI2AML_SCHEMAS"))
    for file, old, new, words in BROKEN:
        if old not in GOOD[file]:
            failures.append(f"{file} has no {old!r}")
        if words in NEEDS_SCHEMA and not has_schema:
            continue
        found = failures_of({**GOOD, file: GOOD[file].replace(old, new)})
        if not any(words in failure for failure in found):
            failures.append(f"{file} with {new!r}: no complaint about {words!r}, only {found}")
    for change, words in CHANGES:
        found = failures_of(GOOD, change)
        if (words is None and found) or (words and not any(words in failure for failure in found)):
            failures.append(f"expected {words!r}, found {found}")
    failures += body_failures() + text_failures()
    print("\n".join(failures) if failures else f"{len(BROKEN) + len(CHANGES)} broken folders refused")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
