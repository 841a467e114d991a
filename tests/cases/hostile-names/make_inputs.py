"""Names that try to leave the output folder, to be another name, or to be more than a name."""

import json
import pathlib

ID = "/subscriptions/1/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/experiments/%s/jobs/%s"
NAMES = ["../../escape", "..", "/etc/passwd", "con", "a" * 300, "Job", "job", "tab\tand\u001b[31mred", "x;touch owned",
         "-rf", "", "größe", "C:\\escape", "code"]

folder = pathlib.Path("inputs")
(folder / "$(touch owned)").mkdir(parents=True)
for number, name in enumerate(NAMES):
    job = {
        "id": ID % (name, name),
        "name": name,
        "type": "Microsoft.BatchAI/workspaces/experiments/jobs",
        "properties": {
            "nodeCount": 1,
            "customToolkitSettings": {"commandLine": "true"},
            "containerSettings": {"imageSourceRegistry": {"image": "python:3.7"}},
            "stdOutErrPathPrefix": "$AZ_BATCHAI_JOB_TEMP_DIR",
        },
    }
    (folder / f"{number:02}.json").write_text(json.dumps(job))
(folder / "$(touch owned)" / "job.json").write_text(json.dumps({"properties": job["properties"]}))
(folder / "<img src=x> *a*.json").write_text(json.dumps({"properties": job["properties"]}))
pathlib.Path("inputs/link.json").symlink_to("../../../home")
