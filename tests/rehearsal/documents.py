"""The JSON documents of Batch AI: job, cluster and file server, in the forms in which they were kept.

Read as the service read them: members of the exact name, wherever a form puts them (a request, an answer of the
service, the flat output of `az`, pages and examples of requests).
"""

import json
import re

TOOLKITS = (
    "cntkSettings", "tensorFlowSettings", "caffeSettings", "caffe2Settings", "chainerSettings", "pyTorchSettings",
    "horovodSettings", "customMpiSettings", "customToolkitSettings",
)
JOB_MEMBERS = (
    *TOOLKITS, "nodeCount", "inputDirectories", "outputDirectories", "containerSettings", "jobPreparation", "constraints",
    "toolType", "executionState", "mountVolumes",
)
CLUSTER_MEMBERS = (
    "scaleSettings", "nodeSetup", "vmPriority", "virtualMachineConfiguration", "userAccountSettings", "nodeStateCounts",
    "allocationState",
)
FILE_SERVER_MEMBERS = ("dataDisks", "sshConfiguration", "mountSettings")
_COMMENT_OR_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_COMMA_OR_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])', re.DOTALL)


class Document:
    """One resource: `properties` holds its members, whatever the form."""

    def __init__(self, kind, root, line=0):
        self.kind = kind
        self.root = root
        self.line = line
        self.properties = root["properties"] if isinstance(root.get("properties"), dict) else root

    @property
    def id(self):
        return text(self.root.get("id"))

    @property
    def name(self):
        """Of the resource; empty in a request, where the address holds it."""
        return last_segment(self.id) or text(self.root.get("name"))


def text(value):
    return value if isinstance(value, str) else ""


def items(value):
    """The objects of a list, also where there is none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def member(value, *names):
    """The member at the end of `names`, or None."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def number(value, default):
    """Counts were also accepted as digits in a text."""
    if isinstance(value, str) and value.strip().isdigit():
        return int(value)
    return int(value) if isinstance(value, (int, float)) else default


def last_segment(resource_id):
    return resource_id.rstrip("/").rsplit("/", 1)[-1]


def loads(content):
    """JSON, also with the comments and trailing commas that people left in it."""
    try:
        return json.loads(content, strict=False)
    except ValueError:
        content = _COMMENT_OR_TEXT.sub(lambda match: match[0] if match[0].startswith('"') else "", content)
        content = _COMMA_OR_TEXT.sub(lambda match: match[0] if match[0].startswith('"') else "", content)
        return json.loads(content, strict=False)


def kind_of(root):
    names = (text(root.get("type")) + " " + text(root.get("id"))).lower()
    for word, kind in (("/jobs", "job"), ("/fileservers", "file server"), ("/clusters", "cluster")):
        if "microsoft.batchai" in names and word in names:
            return kind
    properties = root["properties"] if isinstance(root.get("properties"), dict) else root
    for members, kind in ((JOB_MEMBERS, "job"), (FILE_SERVER_MEMBERS, "file server"), (CLUSTER_MEMBERS, "cluster")):
        if any(properties.get(name) is not None for name in members):
            return kind
    return ""


def documents_in(value):
    """All resources below a JSON value, in the order of the text."""
    if isinstance(value, list):
        return [found for element in value for found in documents_in(element)]
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("value"), list):
        return documents_in(value["value"])
    if isinstance(value.get("parameters"), dict) and isinstance(value.get("responses"), dict):
        bodies = [member(value, "parameters", "parameters")]
        bodies += [member(answer, "body") for answer in value["responses"].values()]
        return [found for body in bodies for found in documents_in(body)]
    kind = kind_of(value)
    return [Document(kind, value)] if kind else []


def toolkit_of(job):
    """Name and settings of the toolkit."""
    for name in TOOLKITS:
        if isinstance(job.properties.get(name), dict):
            return name, job.properties[name]
    return "", {}
