"""Which processes each toolkit started, where, and with what command line (batchai.md 6.2, 7.2)."""

import dataclasses
import json

from documents import number, text, toolkit_of

FIRST_PORT = 2222


@dataclasses.dataclass
class Planned:
    role: str  # "process" or "ps"
    index: int
    node: int
    line: str
    variables: dict = dataclasses.field(default_factory=dict)


def plan(job, machine):
    name, settings = toolkit_of(job)
    if not name:
        return []
    if name == "customToolkitSettings":
        return [Planned("process", 0, 0, text(settings.get("commandLine")))]
    if name == "tensorFlowSettings":
        return _tensorflow(settings, machine)
    if name == "caffe2Settings":
        line = _python(settings, settings.get("commandLineArgs"))
        return [Planned("process", node, node, line, {"TASK_INDEX": str(node)}) for node in range(machine.node_count)]
    count = number(settings.get("processCount"), machine.node_count)
    places = spread(count, machine.node_count)
    if name == "pyTorchSettings":
        return _pytorch(settings, machine, places)
    line = {
        "customMpiSettings": lambda: text(settings.get("commandLine")),
        "cntkSettings": lambda: _configured(settings, "cntk configFile="),
        "caffeSettings": lambda: _configured(settings, "caffe train --solver="),
    }.get(name, lambda: _python(settings, settings.get("commandLineArgs")))()
    return [Planned("process", rank, node, line) for rank, node in enumerate(places)]


def spread(count, nodes):
    """The node of each rank: the same number on each node; what does not divide fills the first ones."""
    base, more = divmod(count, nodes)
    return [node for node in range(nodes) for _ in range(base + (node < more))]


def _join(*parts):
    return " ".join(part for part in parts if part)


def _python(settings, arguments):
    """The interpreter, the script as it was written, the arguments."""
    return _join(text(settings.get("pythonInterpreterPath")) or "python", text(settings.get("pythonScriptFilePath")), text(arguments))


def _configured(settings, start):
    """From a configuration file: the text of the options is not established (batchai.md 16)."""
    if text(settings.get("pythonScriptFilePath")):
        return _python(settings, settings.get("commandLineArgs"))
    return _join(start + text(settings.get("configFilePath")), text(settings.get("commandLineArgs")))


def _pytorch(settings, machine, places):
    backend = text(settings.get("communicationBackend"))
    shared = {"PYTORCH_INIT_METHOD": f"file://{machine.shared()}/init"}
    if backend:
        shared["PYTORCH_BACKEND"] = backend
    line = _python(settings, settings.get("commandLineArgs"))
    return [Planned("process", rank, node, line, {**shared, "TASK_INDEX": str(rank)}) for rank, node in enumerate(places)]


def _tensorflow(settings, machine):
    nodes = machine.node_count
    told = ("workerCount", "parameterServerCount", "workerCommandLineArgs", "parameterServerCommandLineArgs")
    master = _python(settings, settings.get("masterCommandLineArgs"))
    # Whether one worker that is asked for brings a server with it is not established; nothing else would be distributed.
    single = {"workerCount": 1, "parameterServerCount": 0}
    if nodes == 1 and all(settings.get(name) in (None, "", single.get(name)) for name in told):
        return [Planned("process", 0, 0, master, {"TASK_INDEX": "0", "PS_HOSTS": "", "WORKER_HOSTS": ""})]
    worker_count = number(settings.get("workerCount"), nodes)
    server_count = number(settings.get("parameterServerCount"), 1)
    ports = [FIRST_PORT] * nodes
    servers = [_place(machine, ports, i) for i in range(server_count)]
    workers = [_place(machine, ports, i) for i in range(worker_count)]
    lines = {
        "master": master,
        "worker": _python(settings, settings.get("workerCommandLineArgs")),
        "ps": _python(settings, settings.get("parameterServerCommandLineArgs")),
    }
    hosts = {"PS_HOSTS": ",".join(servers), "WORKER_HOSTS": ",".join(workers)}
    planned = []
    for kind, count in (("ps", server_count), ("worker", worker_count)):
        for i in range(count):
            role = "master" if kind == "worker" and i == 0 else kind
            config = {"cluster": {"ps": servers, "worker": workers}, "task": {"type": role, "index": i}, "environment": "cloud"}
            variables = {**hosts, "TASK_INDEX": str(i), "TF_CONFIG": json.dumps(config)}
            planned.append(Planned("ps" if kind == "ps" else "process", i, i % nodes, lines[role], variables))
    return planned


def _place(machine, ports, index):
    node = index % machine.node_count
    ports[node] += 1
    return f"{machine.address(node)}:{ports[node] - 1}"
