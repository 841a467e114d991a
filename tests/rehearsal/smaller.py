"""Makes a generated job smaller that shows a difference."""

import dataclasses
import json

from documents import items
from generate import TOOLKITS

# Members without which it would be another job.
KEPT = ("cluster", "pythonScriptFilePath", "id", "name", "value", "path", "pathPrefix", "commandLine", "imageSourceRegistry")


def smaller(spec):
    """Specs with something left out, larger pieces first."""
    for path, value in list(_removable(spec.job["properties"], ())):
        job = json.loads(json.dumps(spec.job))
        target = job["properties"]
        for step in path[:-1]:
            target = target[step]
        if value is None:
            del target[path[-1]]
        else:
            target[path[-1]] = value
        yield dataclasses.replace(spec, job=job)
    volumes = spec.cluster["properties"]["nodeSetup"]["mountVolumes"]
    for kind in volumes:
        for i in range(len(items(volumes[kind]))):
            cluster = json.loads(json.dumps(spec.cluster))
            del cluster["properties"]["nodeSetup"]["mountVolumes"][kind][i]
            yield dataclasses.replace(spec, cluster=cluster)


def _removable(value, path):
    """(path, what takes its place)"""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in KEPT:
                if isinstance(inner, str):
                    yield from _removable(inner, (*path, name))
                continue
            if name not in TOOLKITS and name != "nodeCount":
                yield (*path, name), None
            yield from _removable(inner, (*path, name))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield (*path, i), None
            yield from _removable(inner, (*path, i))
    elif isinstance(value, str) and " " in value:
        words = value.split(" ")
        for i in range(len(words)):
            yield path, " ".join(words[:i] + words[i + 1 :])
    elif path[-1] == "nodeCount" and value > 1:
        yield path, value - 1
