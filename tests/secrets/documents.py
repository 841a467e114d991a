"""Documents with a secret at every place of batchai.md 9, in every layout that Batch AI and its tools had."""

import copy
import json

from texts import TEXTS

VAULT = {"sourceVault": {"id": "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v"}}
WORKSPACE = "/subscriptions/1/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w"
IDS = {"cluster": "clusters/c", "job": "experiments/e/jobs/j", "fileserver": "fileservers/f"}


def mounts(make, place, credentials="credentials"):
    def with_key(members, name):
        return {
            **members,
            "accountName": "account",
            credentials: {"accountKey": make("account key", f"{place} {name}")},
        }

    share = {"azureFileUrl": "https://account.file.core.windows.net/s", "relativeMountPath": "s"}
    container = {"containerName": "c", "relativeMountPath": "c"}
    command = (
        f"mount -t cifs //h/x $AZ_BATCHAI_MOUNT_ROOT/u -o username=u,password={make('words', place + ' mountCommand')}"
    )
    of_azure = (
        f"mount -t cifs //account.file.core.windows.net/t -o username=account,password={make('account key', place)}"
    )
    return {
        "azureFileShares": [with_key(share, "share")],
        "azureBlobFileSystems": [with_key(container, "container")],
        "unmanagedFileSystems": [
            {"mountCommand": command, "relativeMountPath": "u"},
            {"mountCommand": of_azure, "relativeMountPath": "t"},
        ],
    }


def account(make, place):
    return {"adminUserName": "admin", "adminUserPassword": make("words", f"{place} adminUserPassword")}


def secret_list(make, place):
    listed = [{"name": "PLAIN", "value": make("words", f"{place} secrets")}]
    return [
        *listed,
        {"name": "BY_REFERENCE", "valueSecretReference": {**VAULT, "secretUrl": "https://v.vault.azure.net/s"}},
    ]


def variables(make, place):
    shapes = {"DB_PASSWORD": "words", "STORAGE_KEY": "account key", "API_TOKEN": "token", "CLIENT_SECRET": "guid"}
    listed = [{"name": name, "value": make(shape, f"{place} {name}")} for name, shape in shapes.items()]
    sas = f"https://account.blob.core.windows.net/c?sv=1&sig={make('signature', place + ' variable')}"
    return [*listed, {"name": "DATA", "value": sas}]


def cluster(make, place, credentials="credentials"):
    text = f"docker login -u u -p {make('words', place + ' setupTask')} r.azurecr.io"
    task = {"commandLine": text, "environmentVariables": variables(make, place), "secrets": secret_list(make, place)}
    insights = {"instrumentationKey": make("guid", f"{place} instrumentationKey")}
    return {
        "vmSize": "STANDARD_NC6S_V3",
        "scaleSettings": {"manual": {"targetNodeCount": 1}},
        "userAccountSettings": account(make, place),
        "nodeSetup": {
            "setupTask": {**task, "stdOutErrPathPrefix": "$AZ_BATCHAI_MOUNT_ROOT/s"},
            "mountVolumes": mounts(make, place, credentials),
            "performanceCountersSettings": {"appInsightsReference": insights},
        },
    }


def job(make, place, credentials="credentials"):
    registry = {"username": "u", "password": make("words", f"{place} registry")}
    arguments = f"--sas 'https://a.blob.core.windows.net/c?sig={make('signature', place + ' args')}'"
    preparation = f"curl -H 'Authorization: Bearer {make('token', place + ' jobPreparation')}' https://h/x"
    return {
        "nodeCount": 1,
        "cluster": {"id": f"{WORKSPACE}/clusters/c"},
        "mountVolumes": mounts(make, place, credentials),
        "containerSettings": {
            "imageSourceRegistry": {"image": "i:1", "serverUrl": "r.azurecr.io", "credentials": registry}
        },
        "environmentVariables": variables(make, place),
        "secrets": secret_list(make, place),
        "jobPreparation": {"commandLine": preparation},
        "tensorFlowSettings": {"pythonScriptFilePath": "t.py", "masterCommandLineArgs": arguments},
    }


def file_server(make, place):
    return {
        "vmSize": "STANDARD_D2",
        "sshConfiguration": {"userAccountSettings": account(make, place)},
        "dataDisks": {"diskSizeInGB": 10, "diskCount": 1, "storageAccountType": "Standard_LRS"},
    }


def rest(kind, properties, version=None):
    out = {"id": f"{WORKSPACE}/{IDS[kind]}", "name": IDS[kind].split("/")[-1], "properties": properties}
    return {**out, "location": "eastus", "apiVersion": version} if version else out


def flattened(kind, properties):
    whole = {**properties, **rest(kind, {}), "resourceGroup": "g", "additionalProperties": {}}
    del whole["properties"]
    return dict(sorted(whole.items()))


# name -> what becomes of (kind, properties)
LAYOUTS = {
    "V3": lambda kind, properties: {"properties": properties},
    "V1": lambda kind, properties: rest(kind, properties, "2017-09-01-preview"),
    "V2": lambda kind, properties: rest(kind, properties, "2018-03-01"),
    "flat": lambda kind, properties: properties,
    "answer": rest,
    "list page": lambda kind, properties: {"value": [rest(kind, properties)], "nextLink": ""},
    "az": flattened,
    "az list": lambda kind, properties: [flattened(kind, properties)],
    "API example": lambda kind, properties: {
        "parameters": {"api-version": "2018-05-01", "parameters": {"properties": properties}},
        "responses": {"200": {"body": rest(kind, copy.deepcopy(properties))}},
    },
    "ARM template": lambda kind, properties: {
        "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
        "resources": [
            {"type": f"Microsoft.BatchAI/{kind}s", "name": "n", "apiVersion": "2018-05-01", "properties": properties}
        ],
    },
}


def resources(make):
    for layout, shape in LAYOUTS.items():
        for kind, members in (("cluster", cluster), ("job", job), ("fileserver", file_server)):
            yield f"{layout}-{kind}.json".replace(" ", "-"), json.dumps(
                shape(kind, members(make, f"{layout} {kind}")), indent=1
            )
    for kind, members in (("cluster", cluster), ("job", job)):
        yield f"V0-{kind}.json", json.dumps({"properties": members(make, f"V0 {kind}", "credentialsInfo")}, indent=1)


def command_jobs(make):
    """Each text alone, so that no other one gives it away: as command, argument, preparation, set-up and variable."""
    container = {"imageSourceRegistry": {"image": "i:1"}}
    base = {"nodeCount": 1, "containerSettings": container}
    for number, (shape, text) in enumerate(TEXTS):

        def filled(place):
            return text.format(make(shape, f"{place}: {text[:60]}"))

        documents = {
            "commandLine": {**base, "customToolkitSettings": {"commandLine": filled("commandLine")}},
            "args": {**base, "horovodSettings": {"pythonScriptFilePath": "t.py", "commandLineArgs": filled("args")}},
            "preparation": {
                **base,
                "jobPreparation": {"commandLine": filled("jobPreparation")},
                "customToolkitSettings": {"commandLine": "true"},
            },
            "variable": {
                **base,
                "environmentVariables": [{"name": "RUN", "value": filled("variable")}],
                "customToolkitSettings": {"commandLine": "true"},
            },
            "setup": {"vmSize": "STANDARD_D2", "nodeSetup": {"setupTask": {"commandLine": filled("setupTask")}}},
            "mount": {
                "vmSize": "STANDARD_D2",
                "nodeSetup": {
                    "mountVolumes": {
                        "unmanagedFileSystems": [{"mountCommand": filled("mountCommand"), "relativeMountPath": "m"}]
                    }
                },
            },
        }
        for place, properties in documents.items():
            yield f"text-{number}-{place}.json", json.dumps({"properties": properties})
