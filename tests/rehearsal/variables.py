"""The variables that Batch AI set for a job, and the folders behind them (batchai.md 8)."""

import os
import posixpath
import re

from documents import items, member, text
from storages import mounts_of

SEGMENT = "0f0f0f0f-subscription/group/workspaces/ws/experiments/exp/jobs/job/0f0f0f0f-uuid"
OLD_PREFIX = "AZ_LEARNING_"
PREFIX = "AZ_BATCHAI_"
_REFERENCE = re.compile(r"\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})", re.ASCII)
_BELOW_ROOT = re.compile(r"\$\{?AZ_(?:BATCHAI|LEARNING)_(JOB_)?MOUNT_ROOT\}?/+([^/\s\"'`$;:,&|()<>\\#{}]+)")
_ENTERED = re.compile(r"\b(?:cd|pushd)\s+(\"[^\"]+\"|[^\s;&|]+)")


def expand(value, variables):
    """As the service did: `$NAME` and `${NAME}`; nothing else in a value was special."""
    return _REFERENCE.sub(lambda match: variables.get(match[1] or match[2], ""), value)


def layout_of(job, cluster):
    """0 to 3, or None where nothing decides (batchai.md 2)."""
    resources = [document for document in (job, cluster) if document]
    content = repr([document.root for document in resources])
    version = text(job.root.get("apiVersion")) or text(job.root.get("api-version"))
    old_marks = any(word in content for word in ("credentialsInfo", "accountKeySecretUrl", OLD_PREFIX))
    if version:
        return {"2018-03-01": 2, "2018-05-01": 3}.get(version, 0 if old_marks else 1)
    names = (job.id + " " + text(job.root.get("type"))).lower()
    if "/workspaces/" in names:
        return 3
    newest = ("schedulingPriority", "horovodSettings", "customMpiSettings")
    if any(job.properties.get(name) is not None for name in newest) or "'shmSize'" in content:
        return 3
    if old_marks:
        return 0
    return None


class Machine:
    """The nodes of one job below a folder of this machine. Paths are the same on all nodes in Batch AI; here the name of
    the node is part of them, so that what nodes share and what they do not can be told apart."""

    def __init__(self, root, job, cluster, base, fill=None):
        self.root = str(root)
        self.job = job
        self.base = base  # variables of the machine itself
        self.layout = layout_of(job, cluster)
        self.node_count = max(1, _count(job))
        self.mounts = mounts_of("cluster", member(cluster.properties if cluster else None, "nodeSetup", "mountVolumes"))
        if self.layout not in (0, 1):
            self.mounts += mounts_of("job", job.properties.get("mountVolumes"))
        self.storages = {}  # symbol -> folder
        self.fill = fill
        self.entered = set()  # (symbol, path) of folders that commands go into; they were there

    def address(self, node):
        return f"10.0.0.{4 + node}"

    def node_folder(self, node, name=""):
        return os.path.join(self.root, f"node{node}", name) if name else os.path.join(self.root, f"node{node}")

    def mount_root(self, node, level):
        return self.node_folder(node, "mounts" if level == "cluster" else "job_mounts")

    def shared(self):
        return os.path.join(self.root, "shared")

    def storage(self, symbol):
        if symbol not in self.storages:
            self.storages[symbol] = os.path.join(self.root, "storage", str(len(self.storages)))
            os.makedirs(self.storages[symbol])
            if self.fill:
                self.fill(symbol, self.storages[symbol])
        return self.storages[symbol]

    def make_node(self, node):
        for name in ("mounts", "job_mounts", "temp", "work", "home"):
            os.makedirs(self.node_folder(node, name))
        os.makedirs(self.shared(), exist_ok=True)
        # Outer mounts before those inside of them.
        for mount in sorted(self.mounts, key=lambda mount: mount.path.count("/")):
            self._mount(self.mount_root(node, mount.level), mount)
        for level, name in self.undeclared():
            os.makedirs(os.path.join(self.mount_root(node, level), name), exist_ok=True)

    def _mount(self, root, mount):
        target = os.path.join(self.storage(mount.storage), mount.folder)
        os.makedirs(target, exist_ok=True)
        path = os.path.join(root, mount.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if not os.path.lexists(path):
            os.symlink(target, path)

    def undeclared(self):
        """Roots' first segments that texts of the job name although nothing is mounted there."""
        found = set()
        for job_level, name in _BELOW_ROOT.findall(" ".join(_texts(self.job.properties))):
            level = "job" if job_level else "cluster"
            # A name with a blank is cut here: it is declared as a whole.
            if not any(mount.level == level and re.match(re.escape(name) + r"(?:[\s/]|$)", mount.path) for mount in self.mounts):
                found.add((level, name))
        return sorted(found)

    def variables(self, node):
        """Of job and preparation on that node; makes the folders."""
        found = Variables(self.base, self.layout == 0)
        found.service("MOUNT_ROOT", self.mount_root(node, "cluster"))
        if self.layout not in (0, 1):
            found.service("JOB_MOUNT_ROOT", self.mount_root(node, "job"))
        found.service("JOB_TEMP", self.node_folder(node, "temp"))
        found.service("JOB_TEMP_DIR", self.node_folder(node, "temp"))
        found.service("SHARED_JOB_TEMP", self.shared())
        found.service("MPI_HOST_FILE", self.node_folder(node, "hostfile"))
        found.service("NUM_GPUS", "0")  # of this machine
        found.service("NUM_GPUS_PER_NODE", "0")
        found.values["HOME"] = self.node_folder(node, "home")
        found.values["AZ_BATCH_HOST_LIST"] = ",".join(self.address(i) for i in range(self.node_count))
        with open(self.node_folder(node, "hostfile"), "w", encoding="utf-8") as file:
            file.write("".join(f"{self.address(i)}\n" for i in range(self.node_count)))
        self._directories(found)
        for name, value in in_order(items(self.job.properties.get("environmentVariables"))):
            found.user(name, expand(value, found.values))
        for item in items(self.job.properties.get("secrets")):
            secret = _as_text(item.get("value")) or "what stands at " + text(member(item, "valueSecretReference", "secretUrl"))
            found.user(text(item.get("name")), secret)
        self.make_entered(found)
        return found

    def _directories(self, found):
        logs = expand(text(self.job.properties.get("stdOutErrPathPrefix")), found.values) or self.node_folder(0, "temp")
        found.service("STDOUTERR_DIR", self._make(posixpath.join(logs, SEGMENT, "stdouterr")))
        for item in items(self.job.properties.get("inputDirectories")):
            path = expand(text(item.get("path")), found.values)
            found.service(f"INPUT_{text(item.get('id'))}", path)
            if self._is_mounted(path) and not re.search(r"\.\w+$", path):
                self._make(path)
        for item in items(self.job.properties.get("outputDirectories")):
            path = expand(text(item.get("pathPrefix")), found.values)
            if item.get("createNew") is not False or self.layout == 3:
                path = posixpath.join(path, SEGMENT, "outputs")
            suffix = text(item.get("pathSuffix"))
            found.service(f"OUTPUT_{text(item.get('id'))}", self._make(posixpath.join(path, suffix) if suffix else path))

    def _is_mounted(self, path):
        """In a storage, or below a mount root where nothing is declared. The service made no other folder."""
        real = os.path.realpath(path)
        roots = [self.mount_root(node, level) for node in range(self.node_count) for level in ("cluster", "job")]
        return any(real.startswith(root + "/") for root in [os.path.join(self.root, "storage"), *roots])

    def make_entered(self, variables):
        for texts in _texts(self.job.properties):
            for target in _ENTERED.findall(texts):
                path = os.path.realpath(expand(target.strip("\"'"), variables.values))
                for symbol, folder in self.storages.items():
                    if path.startswith(folder + "/"):
                        os.makedirs(path, exist_ok=True)
                        self.entered.add((symbol, os.path.relpath(path, folder)))

    def _make(self, path):
        if os.path.realpath(path).startswith(self.root + "/"):
            os.makedirs(path, exist_ok=True)
        return path


class Variables:
    def __init__(self, base, old_names):
        self.values = dict(base)
        self.old_names = old_names
        self.user_names = []

    def service(self, name, value):
        self.values[PREFIX + name] = value
        if self.old_names:
            self.values[OLD_PREFIX + name] = value

    def user(self, name, value):
        if re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
            self.values[name] = value
            self.user_names.append(name)

    def with_role(self, **roles):
        """A copy with variables of one process: task_index=…"""
        copy = Variables(self.values, self.old_names)
        copy.user_names = list(self.user_names)
        for name, value in roles.items():
            if name in copy.user_names:
                continue
            if name == "TF_CONFIG":
                copy.values[name] = value
            else:
                copy.service(name, value)
        return copy


def in_order(entries):
    """Names and values, the last entry of a name, so that what a value refers to is set before it. The reference does not
    say how Batch AI did it; a reference that found nothing would have been of no use to anybody."""
    waiting = {text(entry.get("name")): _as_text(entry.get("value")) for entry in entries}
    while waiting:
        ready = next((name for name in waiting if not (_references(waiting[name]) - {name}) & set(waiting)), None)
        name = next(iter(waiting)) if ready is None else ready
        yield name, waiting.pop(name)


def _references(value):
    return {match[1] or match[2] for match in _REFERENCE.finditer(value)}


def _count(job):
    value = job.properties.get("nodeCount")
    try:
        return int(value)
    except (TypeError, ValueError):
        return 1


def _as_text(value):
    return value if isinstance(value, str) else "" if value is None else str(value)


def _texts(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)
