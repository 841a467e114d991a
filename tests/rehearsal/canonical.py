"""What a process saw, without the names of folders and machines that only one of the two services knows.

A place of this machine becomes a symbol: `<files:ACCOUNT/SHARE>/path`, `<blob:ACCOUNT/CONTAINER>/path`,
`<nfs:SERVER>/path`, `<unmanaged:COMMAND>/path`, `<unresolved:MOUNT>/path`, `<job_temp>`, `<shared_temp>`, `<stdouterr>`,
`<cluster_root>`, `<job_root>`, `<hostfile>`, `<working>`, `<home>`, `<node0>` …; `<run>` is the part of an output's path
that was made for one run.
"""

import dataclasses
import json
import os
import posixpath
import re

import storages
from variables import SEGMENT

RUN_NAME = "rehearsal"
SERVICE_NAMES = re.compile(r"AZ_BATCHAI_|AZ_LEARNING_|AZ_BATCH_HOST_LIST$|TF_CONFIG$")
_TEMPORARY_RUN = re.compile(r"(<(?:job|shared)_temp>[^\s:,]*)/<run>/")
_PATH_REST = r"(?:/[^\s:;,\"'|&()<>=]*)?"


@dataclasses.dataclass
class Seen:
    """One start of a program in canonical form."""

    arguments: list
    folder: str
    variables: dict
    joined: str  # the arguments as one text: a place may hold blanks


class Places:
    """Paths of this machine and what they stand for. A path inside of a place can be followed downwards only."""

    def __init__(self):
        self.symbols = {}
        self.texts = []  # (pattern, replacement) for what is no path
        self._pattern = None

    def add(self, path, symbol):
        path = posixpath.normpath("/" + path.strip("/"))
        if path != "/" and path not in self.symbols:
            self.symbols[path] = symbol
            self._pattern = None

    def add_text(self, content, symbol):
        self.texts.append((re.compile(rf"(?<![\w.]){re.escape(content)}(?![\w])"), symbol))

    def copy(self):
        other = Places()
        other.symbols = dict(self.symbols)
        other.texts = list(self.texts)
        return other

    def rewrite(self, value):
        for pattern, symbol in self.texts:
            value = pattern.sub(symbol, value)
        if "/" in value and self.symbols:
            value = self._compiled().sub(self._symbol, value)
        # A temporary folder is made for one run anyway.
        return _TEMPORARY_RUN.sub(r"\1/", value.replace(SEGMENT, "<run>"))

    def symbol_of(self, path):
        """Of a text that is a path from its first character to its last."""
        path = posixpath.normpath("/" + path.strip("/"))
        inside = [place for place in self.symbols if path == place or path.startswith(place + "/")]
        if not inside:
            return path
        place = max(inside, key=len)
        return (self.symbols[place] + path[len(place) :]).replace(SEGMENT, "<run>")

    def _compiled(self):
        if self._pattern is None:
            paths = sorted(self.symbols, key=len, reverse=True)
            parts = ["/+" + "/+(?:\\./+)*".join(re.escape(part) for part in path.strip("/").split("/")) for path in paths]
            self._pattern = re.compile(rf"(?P<place>{'|'.join(parts)})(?![\w.@%+-])(?P<rest>{_PATH_REST})")
        return self._pattern

    def _symbol(self, match):
        place = re.sub(r"/\.(?=/)", "", re.sub("/+", "/", match["place"]))
        symbol = self.symbols[posixpath.normpath(place)]
        rest = match["rest"]
        # Two paths that a text holds without anything between them.
        second = self._compiled().search(rest)
        if second:
            return self._below(symbol, rest[: second.start()]) + self.rewrite(rest[second.start() :])
        return self._below(symbol, rest)

    @staticmethod
    def _below(symbol, rest):
        below = posixpath.normpath(rest.lstrip("/") or ".")
        if below == ".":
            return symbol
        if below.startswith(".."):
            return f"<outside of {symbol}>/{below}"
        return f"{symbol}/{below}"


def places_of_run(run):
    """Of the simulator, by node."""
    machine = run.machine
    found = {}
    for node in range(machine.node_count):
        places = Places()
        variables = run.variables[node]
        places.add_text(f"file://{machine.shared()}/init", "<init_method>")
        places.add(variables["AZ_BATCHAI_STDOUTERR_DIR"], "<stdouterr>")
        for mount in machine.mounts:
            places.add(os.path.join(machine.mount_root(node, mount.level), mount.path), mount.symbol)
        for level, name in machine.undeclared():
            places.add(os.path.join(machine.mount_root(node, level), name), f"<unresolved:{plain(name)}>")
        places.add(machine.mount_root(node, "cluster"), "<cluster_root>")
        places.add(machine.mount_root(node, "job"), "<job_root>")
        for symbol, folder in machine.storages.items():
            places.add(folder, symbol)
        places.add(machine.node_folder(node, "hostfile"), "<hostfile>")
        places.add(machine.node_folder(node, "temp"), "<job_temp>")
        places.add(machine.shared(), "<shared_temp>")
        places.add(machine.node_folder(node, "work"), "<working>")
        places.add(machine.node_folder(node, "home"), "<home>")
        # Whole paths of directories: what follows a blank in one is part of it.
        for name, value in variables.items():
            if re.match(r"AZ_(?:BATCHAI|LEARNING)_(?:INPUT|OUTPUT)_", name) and value.startswith("/") and ".." not in value:
                places.add(posixpath.normpath("/" + value.strip("/")), places.symbol_of(value))
        for other in range(machine.node_count):
            places.add_text(machine.address(other), f"<node{other}>")
        found[node] = places
    return found


def plain(name):
    """A name with everything but letters and digits alike: a datastore may have no others."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def storage_of(datastore, folder, copies):
    """The symbol of an emitted datastore. `folder`: of the conversion; `copies`: (type, account, container) -> symbol of
    what was copied there."""
    name = datastore["name"]
    key = (datastore["type"], datastore["account"], datastore["container"])
    if key in copies:
        return copies[key]
    if not datastore["file"]:
        return f"<unresolved:{plain(name[len('unresolved_'):])}>" if name.startswith("unresolved_") else f"<workspace:{name}>"
    comment = _comment(os.path.join(folder, datastore["file"]))
    server = re.search(r'The data of the file server "([^"]+)" has to be copied', comment)
    if server:
        return f"<nfs:{server[1]}>"
    foreign = re.search(r'The data of the file system of "(.+?)" has to be copied', comment)
    if foreign:
        return f"<unmanaged:{foreign[1]}>"
    kind = {"azure_file": "files", "azure_blob": "blob"}.get(datastore["type"], datastore["type"])
    return f"<{kind}:{datastore['account']}/{datastore['container']}>"


def _comment(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.strip()[1:].strip() for line in file if line.strip().startswith("#")]
    return " ".join(lines)


class Rehearsed:
    """One job of the output of `rehearse`."""

    def __init__(self, job, folder, copies):
        self.job = job
        self.storages = {store["name"]: storage_of(store, folder, copies) for store in job["datastores"]}
        self._places = {}

    def places(self, node):
        if node not in self._places:
            self._places[node] = self._make_places(node)
        return self._places[node]

    def _make_places(self, node):
        places = Places()
        variables = {}
        for process in self.job["processes"]:
            if process["node"] == node:
                for call in self.calls(process):
                    variables.update(call["variables"])
        locals_ = {}
        for folder in self.job["folders"]:
            if folder["node"] == node:
                path = "/".join("<run>" if part in (RUN_NAME, "${{name}}") else part for part in folder["path"].split("/"))
                locals_[folder["local"]] = storages.join(self.storages.get(folder["datastore"], folder["uri"]), path)
        nodes = next(entry for entry in self.job["node_folders"] if entry["node"] == node)
        for name, symbol, is_valid in SERVICE_FOLDERS:
            value = variables.get(name, "")
            if value and is_valid(value, nodes, locals_, self.job["nodes"]):
                places.add(value, symbol)
        for link in self.job["links"]:
            target = next((local for local in locals_ if link["target"].rstrip("/") == local), None)
            if target and link["path"].startswith(nodes["working"]):
                places.add(link["path"], locals_[target])
        for local, symbol in locals_.items():
            places.add(local, symbol)
        for store in self.job["datastores"]:
            places.add(store["stands_in"], self.storages[store["name"]])
        places.add(nodes["working"], "<working>")
        places.add(nodes["home"], "<home>")
        if self.job["nodes"] == 1:
            places.add_text("127.0.0.1", "<node0>")
        for entry in self.job["node_folders"]:
            places.add_text(entry["address"], f"<node{entry['node']}>")
        method = variables.get("AZ_BATCHAI_PYTORCH_INIT_METHOD", "")
        if method.startswith("file://") and self.job["nodes"] == 1:
            places.add_text(method, "<init_method>")
        elif method == "env://":
            places.add_text(method, "<init_method>")
        return places

    def calls(self, process):
        """Programs of the job."""
        return [call for call in process["commands"] if call["action"] == "probe" and not self._is_of_the_tool(call["arguments"])]

    def _is_of_the_tool(self, arguments):
        # It counts GPUs. Of two processes that make one link the slower one finds it made.
        links = {link["path"] for link in self.job["links"]}
        return arguments[:2] == ["nvidia-smi", "-L"] or (arguments[:1] == ["ln"] and arguments[-1] in links)

    def seen(self, process, user_names):
        places = self.places(process["node"])
        return [seen_call(places, call["arguments"], call["folder"], call["variables"], user_names) for call in self.calls(process)]


def _in_node(value, nodes, _locals, _count):
    return value.startswith(os.path.dirname(nodes["working"]) + "/") and value not in _locals


def _shared(value, nodes, locals_, count):
    symbol = next((symbol for local, symbol in locals_.items() if value == local), "")
    return symbol.startswith("<workspace:") if symbol else count == 1 and _in_node(value, nodes, locals_, count)


def _anywhere(value, nodes, locals_, count):
    return value in locals_ or _in_node(value, nodes, locals_, count)


# Folders that a variable of the emitted command defines: the symbol holds when the place is fit for its use.
SERVICE_FOLDERS = (
    ("AZ_BATCHAI_MOUNT_ROOT", "<cluster_root>", _in_node),
    ("AZ_BATCHAI_JOB_MOUNT_ROOT", "<job_root>", _in_node),
    ("AZ_BATCHAI_JOB_TEMP", "<job_temp>", _in_node),
    ("AZ_BATCHAI_SHARED_JOB_TEMP", "<shared_temp>", _shared),
    ("AZ_BATCHAI_STDOUTERR_DIR", "<stdouterr>", _anywhere),
    ("AZ_BATCHAI_MPI_HOST_FILE", "<hostfile>", _in_node),
)


def seen_call(places, arguments, folder, variables, user_names):
    compared = {
        name: value_of(places, name, value)
        for name, value in variables.items()
        if name in user_names or SERVICE_NAMES.match(name)
    }
    joined = " ".join(arguments)
    rewritten = found_by_star([places.rewrite(word) for word in arguments])
    return Seen(rewritten, places.rewrite(folder), compared, re.sub("/+", "/", places.rewrite(joined)))


def found_by_star(words):
    """A bare * finds what Azure ML's working folder holds; in Batch AI's, of which nothing is known, it finds nothing here."""
    out = []
    for word in words:
        star = word in ("*", "logs", "batchai_launch.py")
        if not star or out[-1:] != ["*"]:
            out.append("*" if star else word)
    return out


def value_of(places, name, value):
    if name.endswith("PYTORCH_INIT_METHOD") and value == "env://":
        return value  # the table says when this is right; as an argument it is the method like any other
    value = places.rewrite(value)
    if name == "TF_CONFIG":
        try:
            return json.dumps(json.loads(value), sort_keys=True)
        except ValueError:
            return value
    return value
