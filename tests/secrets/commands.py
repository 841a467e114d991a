"""Commands of `az batchai` with secrets in each place that a shell knows, and files that hold commands."""

import json

BASE = "az batchai cluster create -g g -w w -n c{n} -s Standard_D2_v2 -t 1"


def options(make):
    """Options with secrets, written in each way that the tool took."""
    ways = [
        "--storage-account-name a --storage-account-key {key} --afs-name s",
        "--storage-account-name a --storage-account-key={key} --bfs-name s",
        "--storage-account-name a --storage-account-key '{key}'",
        '--storage-account-name a --storage-account-key "{key}" --afs-name s',
        "--storage-account-key {key}",
        "-u ana -p {word}",
        "-u ana -p{word}",
        "-u ana --password={word}",
        "-u ana --passw {word}",
        "-u ana --password {word} --password {second}",
        "--admin-password {word}",
        "--secret={word}",
        "-p {word} --help",
        "--setup-task 'docker login -u u -p {word} r.io' --setup-task-output '$AZ_BATCHAI_MOUNT_ROOT/s'",
        "--setup-task 'curl https://a.blob.core.windows.net/c/f?sig={signature}' --setup-task-output x",
        "--subnet https://a.blob.core.windows.net/c/f?sig={signature}",
    ]
    lines = []
    for number, way in enumerate(ways):
        values = {
            "key": make("account key", f"option {way}"),
            "word": make("words", f"option {way}"),
            "second": make("words", f"option twice {way}"),
            "signature": make("signature", f"option {way}"),
        }
        lines.append(f"{BASE.format(n=number)} {way.format(**values)}\n")
    yield "options.sh", "".join(lines)


def variables(make):
    """Secrets that reach a command through a variable."""
    key, word, exported = (make(shape, "variable") for shape in ("account key", "words", "account key"))
    parts = [make("words", f"part {number}") for number in range(2)]
    yield "variables.sh", (
        f'KEY={key}\nPASS="{word}"\nexport AZURE_BATCHAI_STORAGE_ACCOUNT=a\n'
        f"export AZURE_BATCHAI_STORAGE_KEY={exported}\nLOGIN='-u ana'\n"
        f'{BASE.format(n=1)} --storage-account-key "$KEY" -u ana -p ${{PASS}} --afs-name s\n'
        f"{BASE.format(n=2)} --afs-name s $LOGIN -p {parts[0]}{parts[1]}\n"
        f"AZURE_BATCHAI_STORAGE_KEY={make('account key', 'prefix')} {BASE.format(n=3)} --afs-name s\n"
        f"{BASE.format(n=4)} -p $(echo {make('words', 'substitution')})\n"
        f"{BASE.format(n=5)} -n $(get-name --password {make('words', 'unknown substitution')})\n"
    )


def made_files(make):
    """JSON that a script writes."""
    job = {
        "properties": {
            "nodeCount": 1,
            "customToolkitSettings": {"commandLine": f"run --token={make('token', 'here-document')}"},
            "secrets": [{"name": "A", "value": make("words", "here-document")}],
            "mountVolumes": {
                "azureBlobFileSystems": [
                    {
                        "accountName": "a",
                        "containerName": "c",
                        "relativeMountPath": "c",
                        "credentials": {"accountKey": make("account key", "here-document")},
                    }
                ]
            },
        }
    }
    submit = "az batchai job create -w w -e e -n j -c c -f j.json"
    yield "here.sh", f"cat > j.json <<'EOF'\n{json.dumps(job, indent=1)}\nEOF\n{submit}\n"
    cells = [["%%writefile j.json\n", json.dumps(job)], [f"!{submit}\n"]]
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    yield "written.ipynb", json.dumps({"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": cells})
    yield "page.md", f"`j.json`:\n\n```json\n{json.dumps(job, indent=1)}\n```\n\n```bash\n$ {submit}\n```\n"


def other_commands(make):
    """Commands that make nothing of Batch AI, beside one that does."""
    yield "storage.sh", (
        f"az storage share create -n s --account-name a --account-key {make('account key', 'share')}\n"
        f"az storage container create -n c --account-name a --account-key={make('account key', 'container')}\n"
        f"az ad sp create-for-rbac -n x --password {make('words', 'principal')}\n"
        f"docker login -u u -p {make('words', 'docker')} r.io\n"
        f"az batchai job file list -j j --query {make('words', 'looks at')}\n"
        f"az batchai nonsense {make('words', 'unknown command')}\n" + BASE.format(n=1) + " --afs-name s\n"
    )
    yield "broken.sh", f"{BASE.format(n=1)} -p '{make('words', 'broken')}\n{BASE.format(n=2)} -p {make('words', 'after')}\n"


def all_files(make):
    for files in (options, variables, made_files, other_commands):
        yield from files(make)
