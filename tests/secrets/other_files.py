"""Files with a secret where nobody expects one: comments, neighbours of members, mistakes, files that are not read."""

import json

from documents import WORKSPACE

JOB = '{"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "true"}@}}'


def job_with(members):
    return JOB.replace("@", ", " + members)


def commented(make):
    key, word = make("account key", "comment"), make("words", "comment")
    texts = [f"// accountKey: {key}\n", f"/* password={word}\n{key} */\n", f"# {word}\n", f"{JOB}// {word}\n"]
    for number, text in enumerate(texts):
        yield f"comment-{number}.json", text if "nodeCount" in text else text + JOB
    inside = f'"priority": 1 // was {key}\n, /* {word} */ "experimentName": "e" // {word}\n'
    yield "comment-inside.json", job_with(inside)


def neighbours(make):
    """Members that Batch AI did not know, or that stand where they do not belong."""
    members = [
        ("account key", '"storageKey": "{}"'),
        ("account key", '"account_key": "{}"'),
        ("account key", '"comment": "the key is {}"'),
        ("account key", '"AccountKey": "{}"'),
        ("account key", '"{}": true'),
        ("account key", '"mountVolumes": {{"azureFileShares": [{{"accountName": "a", "accountKey": "{}"}}]}}'),
        ("account key", '"mountVolumes": {{"azureFileShares": {{"credentials": {{"accountKey": "{}"}}}}}}'),
        ("account key", '"mountVolumes": "{}"'),
        ("account key", '"nodeCount": "{}"'),
        ("words", '"password": "{}"'),
        ("words", '"myPassword": "{}"'),
        ("words", '"adminUserPassword": "{}"'),
        ("words", '"credentials": {{"username": "u", "password": "{}"}}'),
        ("words", '"secrets": [{{"name": "A", "value": "{}"}}]'),
        ("words", '"secrets": [{{"value": "{}"}}]'),
        ("words", '"secrets": {{"A": "{}"}}'),
        ("words", '"secrets": [{{"name": "A", "Value": "{}"}}]'),
        ("words", '"containerSettings": {{"imageSourceRegistry": {{"image": "i", "password": "{}"}}}}'),
        ("words", '"environmentVariables": [{{"name": "DB_PASSWORD", "value": ["{}"]}}]'),
        ("words", '"environmentVariables": {{"DB_PASSWORD": "{}"}}'),
        ("words", '"tags": {{"password": "{}"}}'),
        ("guid", '"instrumentationKey": "{}"'),
        ("guid", '"aad_secret": "{}"'),
        ("guid", '"clientSecret": "{}"'),
        ("guid", '"sp_secret": "{}"'),
        ("token", '"token": "{}"'),
        ("token", '"accessToken": "{}"'),
        ("signature", '"dataUrl": "https://a.blob.core.windows.net/c?sv=1&sig={}"'),
        ("signature", '"cluster": {{"id": "https://a.blob.core.windows.net/c?sig={}"}}'),
        ("signature", '"inputDirectories": [{{"id": "A", "path": "https://a.blob.core.windows.net/c?sig={}"}}]'),
        ("signature", '"stdOutErrPathPrefix": "https://a.blob.core.windows.net/c?sig={}"'),
        ("signature", '"executionInfo": {{"errors": [{{"message": "GET https://x?sig={} failed"}}]}}'),
    ]
    for number, (shape, text) in enumerate(members):
        yield f"neighbour-{number}.json", job_with(text.format(make(shape, f"neighbour {text}")))
    twice = [make("account key", f"duplicate {number}") for number in range(3)]
    for number in (2, 3):
        same = ", ".join(f'"accountKey": "{key}"' for key in twice[:number])
        share = (
            f'{{"accountName": "a", "azureFileUrl": "https://a.file.core.windows.net/s", "credentials": {{{same}}}}}'
        )
        yield f"duplicate-{number}.json", job_with(f'"mountVolumes": {{"azureFileShares": [{share}]}}')
    values = [make("words", f"duplicate list {number}") for number in range(2)]
    lists = ", ".join(f'"secrets": [{{"name": "A", "value": "{value}"}}]' for value in values)
    yield "duplicate-list.json", job_with(lists)


def broken(make):
    """No valid JSON; the secret stands before, on and behind the line of the mistake."""
    mistakes = [
        '"a": 1 "b": 2',
        '"a": tru',
        '"a": "\\q"',
        "'a': 1",
        '"a": [1, 2',
        "a: 1",
        '"a": 01',
        '"a" 1',
        "&",
        '"unended',
    ]
    for number, mistake in enumerate(mistakes):
        for place in ("before", "on", "after"):
            key = make("account key", f"broken {number} {place}")
            member = f'"accountKey": "{key}"'
            parts = {"before": f"{member},\n{mistake}", "on": f"{member}, {mistake}", "after": f"{mistake},\n{member}"}
            yield f"broken-{number}-{place}.json", f'{{"properties": {{"nodeCount": 1,\n{parts[place]}\n}}}}'
    word = make("words", "broken value")
    for number, text in enumerate(
        [
            '"accountKey": {}',
            '"accountKey": "{}',
            "'accountKey': '{}'",
            '"{}" "x"',
            '"a": "x"{}',
            '"password": "{}\\x"',
            '"a": {}"',
            '"password": `{}`',
            '"password": "{}"; "b"',
        ]
    ):
        yield f"broken-value-{number}.json", '{"properties": {"nodeCount": 1, ' + text.replace("{}", word) + "}}"


def settings_of_users(make):
    word, key, guid = (
        make("words", "configuration"),
        make("account key", "configuration"),
        make("guid", "configuration"),
    )
    configuration = {
        "subscription_id": "s",
        "aad_client_id": "a",
        "aad_secret": guid,
        "aad_tenant": "t",
        "storage_account": {"name": "a", "key": key},
        "admin_user": {"name": "u", "password": word},
        "container_registry": {"server": "r", "user": "u", "password": make("words", "configured registry")},
    }
    yield "configuration.json", json.dumps(configuration, indent=1)
    sweep = {
        "params": [
            {"paramType": "FileParam", "storageAccountName": "a", "storageAccountKey": make("account key", "sweep")}
        ]
    }
    yield "sweep.json", json.dumps(sweep)
    parameters = {
        "adminPassword": {"value": make("words", "parameters")},
        "k": {"value": make("account key", "parameters")},
    }
    schema = "https://schema.management.azure.com/schemas/2015-01-01/deploymentParameters.json#"
    yield "parameters.json", json.dumps({"$schema": schema, "parameters": parameters})
    default = {"type": "securestring", "defaultValue": make("words", "template parameter")}
    template = {
        "$schema": schema.replace("Parameters", "Template"),
        "parameters": {"password": default},
        "resources": [{"type": "Microsoft.BatchAI/workspaces", "name": "w", "location": "eastus"}],
    }
    yield "template.json", json.dumps(template)
    url = f"https://a.file.core.windows.net/s/x?sv=1&sig={make('signature', 'downloadUrl')}"
    yield "files.json", json.dumps([{"name": "x", "fileType": "file", "downloadUrl": url, "contentLength": 1}])


def not_read(make):
    """Files that the program recognises and leaves alone."""

    def line(place):
        key, word = make("account key", place), make("words", place)
        return f"az batchai cluster create -n c --storage-account-key {key} -p {word}"

    cells = [
        {"cell_type": "code", "source": ["!" + line("notebook")], "outputs": [{"text": [make("guid", "notebook")]}]}
    ]
    yield "run.ipynb", json.dumps({"nbformat": 4, "cells": cells})
    yield "setup.sh", f"#!/bin/bash\nexport AZURE_BATCHAI_STORAGE_KEY={make('account key', 'shell')}\n{line('shell')}\n"
    parameter = f"models.FileParameter(storage_account_key='{make('account key', 'python')}')"
    yield "run.py", f"from azure.mgmt.batchai import models\nparameters = {parameter}\n"
    key = make("account key", "yaml")
    yield "play.yml", f"azure_rm_resource:\n  provider: BatchAI\n  body: {{accountKey: {key}}}\n"
    yield "README.md", f"Run `{line('markdown')}`.\n"
    body = {"properties": {"workspace": f"{WORKSPACE}", "password": make("words", "dictionary")}}
    yield "body.py", f"import azure.mgmt.batchai\njobs = {body!r}\n"


def all_files(make):
    for some in (commented, neighbours, broken, settings_of_users, not_read):
        yield from some(make)
