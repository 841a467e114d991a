# -*- coding: utf-8 -*-
# Written by batchai2aml. Azure ML has one command for all TensorFlow processes of a job; Batch AI had one for each
# role. This picks the command of the role that TF_CONFIG names, with the variables that Batch AI set.
import json
import os
import sys

PREFIXES = ("AZ_BATCHAI_",)
COMMANDS = {
    "master": "python $AZ_BATCHAI_INPUT_SCRIPT/mnist_replica.py --job_name=worker --ps_hosts=$AZ_BATCHAI_PS_HOSTS --worker_hosts=$AZ_BATCHAI_WORKER_HOSTS --task_index=$AZ_BATCHAI_TASK_INDEX --data_dir=$AZ_BATCHAI_INPUT_DATASET --checkpoint_dir=$AZ_BATCHAI_OUTPUT_MODEL --log_dir=$AZ_BATCHAI_OUTPUT_TENSORBOARD --train_steps=5000 --num_gpus=1",
    "worker": "python $AZ_BATCHAI_INPUT_SCRIPT/mnist_replica.py --job_name=worker --ps_hosts=$AZ_BATCHAI_PS_HOSTS --worker_hosts=$AZ_BATCHAI_WORKER_HOSTS --task_index=$AZ_BATCHAI_TASK_INDEX --data_dir=$AZ_BATCHAI_INPUT_DATASET --checkpoint_dir=$AZ_BATCHAI_OUTPUT_MODEL --log_dir=$AZ_BATCHAI_OUTPUT_TENSORBOARD --train_steps=5000 --num_gpus=1",
    "ps": "python $AZ_BATCHAI_INPUT_SCRIPT/mnist_replica.py --job_name=ps --ps_hosts=$AZ_BATCHAI_PS_HOSTS --worker_hosts=$AZ_BATCHAI_WORKER_HOSTS --task_index=$AZ_BATCHAI_TASK_INDEX --num_gpus=0",
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
