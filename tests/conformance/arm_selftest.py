#!/usr/bin/env python3
"""Tests of arm_check.py and arm_template.py: what the case format-several expects is accepted, and each of many ways to
break it is refused."""

import json
import os
import pathlib
import shutil
import sys
import tempfile

import arm_template
import azure_client
import check

GOOD = pathlib.Path(__file__).resolve().parents[1] / "cases" / "format-several" / "expected" / "out"
COMPUTE = "arm/requests/computes/maps.json"
STORE = "arm/requests/datastores/contosobatchai_maps.json"
JOB = "arm/requests/jobs/brackets.json"
CUT = "arm/requests/jobs/cut-tiles.json"
BUILT = "arm/requests/environments/maps.json"
TEMPLATE = "arm/template.json"
PARAMETERS = "arm/parameters.json"
# File, what stands there, what stands there instead, words of the complaint.
BROKEN = [
    (COMPUTE, '"PUT"', '"POST"', "has the members"),
    (COMPUTE, '"Dedicated"', '"dedicated"', "put:computes"),
    (COMPUTE, '"Dedicated"', '"LowPriority"', "vmPriority"),
    (COMPUTE, '"maxNodeCount": ', '"maxNodeCount": 1', "maxNodeCount"),
    (COMPUTE, "/computes/maps?", "/computes/other?", "goes to /computes/other"),
    (COMPUTE, '    "/body/location"\n', '    "/body/properties/computeType"\n', "holds no placeholder"),
    (STORE, '"containerName": "maps"', '"containerName": "others"', "containerName"),
    (STORE, '"None"', '"AccountKey"', "put:datastores"),
    (JOB, "[ -n ", "[ -z ", "/properties/command"),
    (JOB, '"HALF"', '"WHOLE"', "environmentVariables"),
    (JOB, "/environments/registry", "/environments/other", "is not among the requests"),
    (JOB, '"instanceCount": 1', '"instanceCount": 2', "instanceCount"),
    (JOB, '"P7D"', '"PT7D"', "put:jobs"),
    (CUT, '"needsWork"', '"source2"', "has the members"),
    (BUILT, "{uploads}/environments/maps/", "{uploads}/environments/none/", "is not among the uploads"),
    ("arm/requests/environments/registry-contoso-example-team-brackets-1.json", "brackets:1", "brackets:2", "another image"),
    ("environments/maps/context/setup.sh", "gdal", "other", "builds another context"),
    (PARAMETERS, '"parameters": {}', '"parameters": {"password_x": {"value": "x"}}', "no parameter or a secret"),
    (TEMPLATE, "deploymentTemplate.json#", "template.json#", "the schema"),
    (TEMPLATE, '"submitJobs": {', '"sendJobs": {', "no parameter 'submitJobs'"),
    (TEMPLATE, '"type": "secureString",', '"type": "secureString", "defaultValue": "x",', "has a default"),
    (TEMPLATE, '"type": "bool",', '"type": "boolean",', "'submitJobs' is none"),
    (TEMPLATE, "'/brackets-', parameters('jobSuffix'))", "'/brackets-', parameters('jobSuffix')", "do not end"),
    (TEMPLATE, "[concat(parameters('workspace'), '/maps')]", "[format(parameters('workspace'), '/maps')]", "no function format"),
    (TEMPLATE, "[concat(parameters('workspace'), '/maps')]", "[parameters('workspace')]", "not as many parts"),
    (TEMPLATE, "'/contosobatchai_maps')", "'/contosobatchai_mops')", "which is not there"),
    (TEMPLATE, '"[[1, 2]"', '"[1, 2]"', "goes on after its end"),
    (TEMPLATE, '"[[1, 2]"', '"[[1, 3]"', "differs from its request"),
    (TEMPLATE, '"[1, 2] and more"', '"[[1, 2] and more"', "differs from its request"),
    (TEMPLATE, '"condition": false,\n      "type": "Microsoft.MachineLearningServices/workspaces/jobs"',
     '"type": "Microsoft.MachineLearningServices/workspaces/jobs"', "needs work and is deployed"),
    (TEMPLATE, '"condition": "[parameters(\'submitJobs\')]",\n      "type": "Microsoft.MachineLearningServices/workspaces/jobs"',
     '"condition": false,\n      "type": "Microsoft.MachineLearningServices/workspaces/jobs"', "ready and not deployed"),
    (TEMPLATE, '"apiVersion": "2026-05-01"', '"apiVersion": "new"', "is no resource of a workspace"),
    (TEMPLATE, '"P7D"', '"PT7D"', "put:jobs"),
    ("migration.json", "/body/properties/properties/vmSize", "/body/properties/vmSize", "has nothing at"),
]
NEEDS_SCHEMA = {"put:computes", "put:datastores", "put:jobs"}
EXPRESSIONS = {
    "[concat('a''b', parameters('x'))]": "a'by",
    "[resourceGroup().location]": "westeurope",
    "[resourceId('P/a/b', 'x', 'y')]": "/g/providers/P/a/x/b/y",
    "[[x]": "[x]",
    "[x] y": "[x] y",
}
NO_EXPRESSIONS = ["[x]", "[concat('a]", "[concat('a' 'b')]", "[concat('a',)]", "[concat('a')b]", "[parameters()]",
                  "[parameters('none')]", "[resourceId('P/a/b', 'x')]", "[]"]


def failures_of(file=None, old="", new=""):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name, "out")
        shutil.copytree(GOOD, folder)
        if file:
            text = (folder / file).read_text(encoding="utf-8")
            if old not in text:
                return [f"there is no {old!r}"]
            (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return check.check(folder, azure_client.Schema())


def expression_failures():
    evaluation = arm_template.Evaluation({"x": "y"}, "/g")
    for text, value in EXPRESSIONS.items():
        if evaluation.everywhere(text) != value:
            yield f"{text} is {evaluation.everywhere(text)!r}"
    for text in NO_EXPRESSIONS:
        try:
            yield f"{text} is {evaluation.everywhere(text)!r}"
        except arm_template.Wrong:
            pass
    many = json.loads((GOOD / TEMPLATE).read_text(encoding="utf-8"))
    many["outputs"] = {f"o{number}": {"type": "array", "value": []} for number in range(65)}
    if not any("64 are the most" in complaint for complaint in arm_template.complaints(many, {}, "/g")):
        yield "65 outputs are accepted"


def main():
    failures = [f"a good folder is refused: {failure}" for failure in failures_of()]
    failures += list(expression_failures())
    for file, old, new, words in BROKEN:
        if words in NEEDS_SCHEMA and not os.environ.get("BATCHAI2AML_SCHEMAS"):
            continue
        found = failures_of(file, old, new)
        if not any(words in failure for failure in found):
            failures.append(f"{file} with {new!r}: no complaint about {words!r}, only {found}")
    print("\n".join(failures) if failures else f"{len(BROKEN)} broken folders refused")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
