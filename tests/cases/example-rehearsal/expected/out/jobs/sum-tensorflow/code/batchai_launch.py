# -*- coding: utf-8 -*-
# Written by batchai2aml. Azure ML has one command for all TensorFlow processes of a job; Batch AI had one for each
# role. This picks the command of the role that TF_CONFIG names, with the variables that Batch AI set.
import json
import os
import sys

PREFIXES = ("AZ_BATCHAI_",)
COMMANDS = {
    "master": "python $AZ_BATCHAI_INPUT_CODE/sum.py --job-name master --ps-hosts $AZ_BATCHAI_PS_HOSTS --worker-hosts $AZ_BATCHAI_WORKER_HOSTS --task-index $AZ_BATCHAI_TASK_INDEX",
    "worker": "python $AZ_BATCHAI_INPUT_CODE/sum.py --job-name worker --ps-hosts $AZ_BATCHAI_PS_HOSTS --worker-hosts $AZ_BATCHAI_WORKER_HOSTS --task-index $AZ_BATCHAI_TASK_INDEX",
    "ps": "python $AZ_BATCHAI_INPUT_CODE/sum.py --job-name ps --ps-hosts $AZ_BATCHAI_PS_HOSTS --worker-hosts $AZ_BATCHAI_WORKER_HOSTS --task-index $AZ_BATCHAI_TASK_INDEX",
}


def main():
    config = json.loads(os.environ.get("TF_CONFIG") or "{}")
    cluster = config.get("cluster") or {}
    task = config.get("task") or {}
    kind = task.get("type", "worker")
    index = int(task.get("index", 0))
    # Newer services name worker 0 "chief"; for Batch AI it was the first worker.
    chiefs = cluster.get("chief") or cluster.get("master") or []
    workers = list(chiefs) + list(cluster.get("worker") or [])
    servers = list(cluster.get("ps") or [])
    if kind == "worker":
        index += len(chiefs)
    if kind == "ps":
        role = "ps"
    elif kind in ("chief", "master") or index == 0:
        role, index = "master", 0
    else:
        role = "worker"
    for prefix in PREFIXES:
        os.environ[prefix + "PS_HOSTS"] = ",".join(servers)
        os.environ[prefix + "WORKER_HOSTS"] = ",".join(workers)
        os.environ[prefix + "TASK_INDEX"] = str(index)
    os.environ["TF_CONFIG"] = json.dumps({
        "cluster": {"ps": servers, "worker": workers},
        "task": {"type": role, "index": index},
        "environment": "cloud",
    })
    command = COMMANDS[role]
    if not isinstance(command, bytes):
        command = command.encode("utf-8")
    shell = "/bin/bash" if os.path.exists("/bin/bash") else "/bin/sh"
    sys.stdout.flush()
    os.execv(shell, [shell, "-c", command])


if __name__ == "__main__":
    main()
