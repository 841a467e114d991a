#!/usr/bin/env python3
"""Makes a folder of Batch AI jobs and clusters that differ in size and kind. Usage: generate.py FOLDER FILES

The same arguments give the same bytes. Each job has a folder of its own; every tenth has its cluster beside it.
"""

import json
import pathlib
import random
import sys

MOUNT = "$AZ_BATCHAI_JOB_MOUNT_ROOT"


def toolkit(kind, rng):
    rate, epochs = rng.choice(["0.1", "0.01", "1e-3"]), rng.randint(1, 200)
    arguments = f"--data $AZ_BATCHAI_INPUT_DATA --out $AZ_BATCHAI_OUTPUT_MODEL --rate {rate} --epochs {epochs}"
    script = f"{MOUNT}/scripts/train_{kind}.py"
    if kind == "horovod":
        return {"horovodSettings": {"pythonScriptFilePath": script, "commandLineArgs": arguments}}
    if kind == "pytorch":
        arguments += " --rank $AZ_BATCHAI_PYTORCH_RANK"
        return {"pyTorchSettings": {"pythonScriptFilePath": script, "commandLineArgs": arguments,
                                    "communicationBackend": "gloo"}}
    if kind == "tensorflow":
        hosts = "--ps_hosts=$AZ_BATCHAI_PS_HOSTS --worker_hosts=$AZ_BATCHAI_WORKER_HOSTS"
        return {"tensorFlowSettings": {
            "pythonScriptFilePath": script,
            "masterCommandLineArgs": f"--job_name=worker {hosts} {arguments}",
            "workerCommandLineArgs": f"--job_name=worker {hosts} {arguments}",
            "parameterServerCommandLineArgs": f"--job_name=ps {hosts}",
            "workerCount": 2, "parameterServerCount": 1}}
    if kind == "cntk":
        return {"cntkSettings": {"languageType": "Python", "pythonScriptFilePath": script, "commandLineArgs": arguments}}
    command = f"cd {MOUNT}/scripts && for i in 1 2 3; do python train.py {arguments} --part $i; done | tee log.txt"
    return {"customToolkitSettings": {"commandLine": command}}


def job(number, rng):
    kind = rng.choice(["horovod", "pytorch", "tensorflow", "cntk", "custom"])
    account = f"account{number % 7}"
    nodes = 1 if kind == "custom" else 2
    properties = {
        "nodeCount": nodes,
        **toolkit(kind, rng),
        "stdOutErrPathPrefix": f"{MOUNT}/logs",
        "inputDirectories": [{"id": "DATA", "path": f"{MOUNT}/data/set{number % 50}"}],
        "outputDirectories": [{"id": "MODEL", "pathPrefix": f"{MOUNT}/logs", "pathSuffix": "Models"}],
        "environmentVariables": [
            {"name": f"SETTING_{index}", "value": f"value {rng.randint(0, 999)}"} for index in range(rng.randint(0, 8))
        ],
        "mountVolumes": {
            "azureFileShares": [
                {"azureFileUrl": f"https://{account}.file.core.windows.net/{share}", "relativeMountPath": share}
                for share in ("logs", "scripts")
            ],
            "azureBlobFileSystems": [{"accountName": account, "containerName": "data", "relativeMountPath": "data"}],
        },
        "containerSettings": {"imageSourceRegistry": {"image": f"contoso/{kind}:{rng.randint(1, 9)}"}},
    }
    return {"properties": properties}


def cluster(number, rng):
    return {
        "properties": {
            "vmSize": rng.choice(["STANDARD_NC6", "STANDARD_D2_V2", "STANDARD_NC24R"]),
            "vmPriority": rng.choice(["dedicated", "lowpriority"]),
            "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 4}},
            "userAccountSettings": {"adminUserName": "trainer", "adminUserSshPublicKey": f"ssh-rsa AAAA{number}"},
        }
    }


def write(path, value):
    path.write_text(json.dumps(value, indent=4) + "\n", encoding="utf-8")


def generate(folder, files):
    rng = random.Random(20190331)
    written = number = 0
    while written < files:
        place = folder / f"group{number // 100:03}" / f"run{number:05}"
        place.mkdir(parents=True)
        write(place / "job.json", job(number, rng))
        written += 1
        if number % 10 == 9 and written < files:
            write(place / "cluster.json", cluster(number, rng))
            written += 1
        number += 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    generate(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
