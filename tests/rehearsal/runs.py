"""Runs of the simulator, and the folders that both services find in a storage."""

import re
import shutil
import tempfile

import batch_ai
import canonical
import conversion


def simulate(source, probe, statuses=(), fill=None):
    root = tempfile.mkdtemp(prefix="batchai")
    try:
        return batch_ai.simulate(source.job, source.cluster, root, probe, statuses, fill)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def make_data(runs, out, folder, copies, fill=None):
    """Folders that commands go into, and what `fill` puts there, for each datastore: (name, folder)."""
    made = []
    used = set(re.findall(r"azureml://datastores/([^/\s]+)/", " ".join(path.read_text(encoding="utf-8") for path in out.glob("jobs/*/job.yml"))))
    for datastore in conversion.datastores(out):
        if datastore["name"] not in used:
            continue
        symbol = canonical.storage_of(datastore, out, copies)
        paths = {path for run in runs for entered, path in run.machine.entered if entered == symbol}
        for path in paths:
            (folder / datastore["name"] / path).mkdir(parents=True, exist_ok=True)
        if fill:
            (folder / datastore["name"]).mkdir(parents=True, exist_ok=True)
            fill(symbol, folder / datastore["name"])
        if paths or fill:
            made.append((datastore["name"], folder / datastore["name"]))
    return made
