"""The pages to check: those that the cases expect, and those that the program writes for other inputs."""

import json
import os
import pathlib
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
# Texts that would become commands of their own where a page does not quote them.
HOSTILE = [
    *("x'; az planted; '", 'x"; az planted; "', "$(az planted)", "`az planted`", "x\naz planted\n", "x && az planted"),
    *("-x", "--file", "a b", "*", "~", "#x", "!x", "x\\", "${HOME}", "a|az planted", "<az planted", "\u00e9\u202e"),
]


def convert(program, inputs, out, *flags, cwd=None):
    """The page that the program writes; none when there is nothing of Batch AI in the inputs."""
    command = [program, "convert", *inputs, "-o", out, "--no-config", "-q", *flags]
    ended = subprocess.run(command, cwd=cwd, capture_output=True, timeout=300)
    if ended.returncode not in (0, 1, 66):
        raise SystemExit(f"exit code {ended.returncode} of {command}: {ended.stderr.decode(errors='replace')}")
    page = pathlib.Path(out) / "MIGRATION.md"
    return [page] if page.is_file() else []


def hostile_mounts(text):
    # No storage account begins with "-", and with an option's value that does az ends before it does anything.
    storage = text.lstrip("-")
    account = {"accountName": storage, "credentials": {"accountKey": "<key>"}}
    share = {"azureFileUrl": f"https://{storage}.file.core.windows.net/{text}", "relativeMountPath": "s"}
    container = {"containerName": text, "relativeMountPath": "c"}
    server = {"fileServer": {"id": f"/subscriptions/{text}/fileservers/{text}"}, "relativeMountPath": "n"}
    return {
        "azureFileShares": [{**account, **share}],
        "azureBlobFileSystems": [{**account, **container}],
        "fileServers": [server],
    }


def hostile_documents(text):
    """A cluster and a job with `text` in every place that may end in a command."""
    base = f"/subscriptions/{text}/resourceGroups/{text}/providers/Microsoft.BatchAI/workspaces/{text}"
    cluster = {
        "vmSize": text,
        "userAccountSettings": {"adminUserName": text, "adminUserPassword": "<password>"},
        "nodeSetup": {"mountVolumes": hostile_mounts(text)},
    }
    credentials = {"username": text, "password": "<password>"}
    registry = {"image": f"{text}/image:1", "serverUrl": text, "credentials": credentials}
    reference = {"sourceVault": {"id": f"{base}/{text}"}, "secretUrl": f"https://{text}.vault.azure.net/{text}"}
    job = {
        "cluster": {"id": f"{base}/clusters/{text}"},
        "nodeCount": 1,
        "mountVolumes": hostile_mounts(text),
        "containerSettings": {"imageSourceRegistry": registry},
        "secrets": [{"name": text, "valueSecretReference": reference}],
        "customToolkitSettings": {"commandLine": "true"},
    }
    return [
        {"id": f"{base}/clusters/{text}", "name": text, "properties": cluster},
        {"id": f"{base}/experiments/{text}/jobs/{text}", "name": text, "properties": job},
    ]


def hostile(program, folder):
    for number, text in enumerate(HOSTILE):
        source = folder / f"hostile-{number}"
        source.mkdir()
        for place, document in enumerate(hostile_documents(text)):
            (source / f"{place}.json").write_text(json.dumps(document), encoding="utf-8")
        yield from convert(program, [source.name], folder / f"hostile-out-{number}", cwd=folder)
        yield from convert(program, [source.name], folder / f"hostile-arm-{number}", "--to", "arm", cwd=folder)
        yield from convert(program, [source.name], folder / f"hostile-runconfig-{number}", "--to", "runconfig", cwd=folder)


def expected():
    return sorted((TOP / "tests" / "cases").glob("*/expected/**/MIGRATION.md"))


def corpus(program, folder):
    """The whole corpus, and each of its projects alone; None without a corpus."""
    source = os.environ.get("BATCHAI2AML_CORPUS")
    if not source or not pathlib.Path(source).is_dir():
        return None
    source = pathlib.Path(source).resolve()
    pages = convert(program, [source.name], folder / "corpus-all", cwd=source.parent)
    for formats in ("arm", "runconfig"):
        pages += convert(program, [source.name], folder / f"corpus-{formats}", "--to", formats, cwd=source.parent)
    for project in sorted(path for path in source.iterdir() if path.is_dir() and path.name != "ci"):
        pages += convert(program, [project.name], folder / f"corpus-{project.name}", cwd=source)
    return pages


def written(program, folder):
    """Pages that the program writes for the examples and for hostile values."""
    pages = convert(program, ["examples"], folder / "examples", cwd=TOP)
    for formats in ("arm", "runconfig", "yaml,arm,runconfig"):
        pages += convert(program, ["examples"], folder / f"examples-{formats}", "--to", formats, cwd=TOP)
    for example in sorted(path for path in (TOP / "examples").iterdir() if path.is_dir()):
        pages += convert(program, [f"examples/{example.name}"], folder / f"example-{example.name}", cwd=TOP)
    return pages + list(hostile(program, folder))
