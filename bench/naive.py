"""The script that somebody writes in an afternoon: the yardstick for one file. It loses most of what a job says."""

import json
import os
import sys

import yaml

source, target = sys.argv[1:3]
with open(source) as file:
    job = json.load(file)
properties = job.get("properties", job)
settings = next((value for key, value in properties.items() if key.endswith("Settings") and key != "containerSettings"), {})
command = settings.get("commandLine")
if not command:
    arguments = settings.get("commandLineArgs") or settings.get("masterCommandLineArgs", "")
    command = f"python {settings.get('pythonScriptFilePath', 'train.py')} {arguments}"
container = properties.get("containerSettings", {}).get("imageSourceRegistry", {})
document = {
    "$schema": "https://azuremlschemas.azureedge.net/latest/commandJob.schema.json",
    "type": "command",
    "command": command,
    "environment": {"image": container.get("image", "ubuntu:22.04")},
    "compute": "azureml:cluster",
    "resources": {"instance_count": properties.get("nodeCount", 1)},
    "inputs": {
        directory["id"]: {"type": "uri_folder", "path": directory["path"]}
        for directory in properties.get("inputDirectories", [])
    },
}
os.makedirs(target, exist_ok=True)
with open(os.path.join(target, "job.yml"), "w") as file:
    yaml.safe_dump(document, file, sort_keys=False)
