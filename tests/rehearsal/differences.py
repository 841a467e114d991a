"""Where the migrated job differs from the original by design, and what is compared instead. Everything else is an error.

`python3 compare.py --table` prints this.
"""

import ast
import dataclasses
import json
import re
from typing import Callable

# Set by the tool in every job although some version or toolkit did not have it; no program can depend on its absence.
OPTIONAL = (
    "JOB_MOUNT_ROOT", "JOB_TEMP", "JOB_TEMP_DIR", "SHARED_JOB_TEMP", "MPI_HOST_FILE", "NUM_GPUS", "NUM_GPUS_PER_NODE",
    "TASK_INDEX", "PS_HOSTS", "WORKER_HOSTS", "PYTORCH_BACKEND",
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Row:
    id: str
    kinds: tuple  # of differences
    instead: str  # what is compared instead
    reason: str
    names: str = ""  # of variables: a regular expression
    needs: tuple = ()  # codes of findings or rules, one of which the tool must have reported
    holds: Callable = lambda difference, context: True

    def explains(self, difference, context):
        return (
            difference.kind in self.kinds
            and (not self.names or re.fullmatch(self.names, difference.name) is not None)
            and (not self.needs or any(need in context.codes or need in context.rules for need in self.needs))
            and bool(self.holds(difference, context))
        )


def _waits(difference, context):
    first = context.job["processes"][0]["exit_code"]
    return difference.expected == "does not exist" and difference.actual == (first, ())


def _rounded(difference, context):
    """As many processes as the nodes share evenly, at least one each."""
    nodes = context.job["nodes"]
    return len(context.job["processes"]) == max(1, len(context.run.processes) // nodes) * nodes


def _same_size(difference, _):
    return len(_hosts(difference.expected)) == len(_hosts(difference.actual)) if difference.name == "TF_CONFIG" else True


def _hosts(value):
    try:
        cluster = json.loads(value)["cluster"]
    except (TypeError, ValueError, KeyError):
        return []
    return [host for hosts in cluster.values() for host in hosts]


def _only(value):
    return lambda difference, _: difference.actual == value


def _rendezvous(difference, context):
    named = "PYTORCH_INIT_METHOD" in str(context.run.machine.job.properties)
    return difference.actual == "env://" and context.job["nodes"] > 1 and ("B2A0603" in context.codes or not named)


def _words(difference, _):
    """The configuration file and the arguments of the user are all there, in order, behind the same program."""
    expected, actual = _list(difference.expected), _list(difference.actual)
    if not expected or not actual or expected[0] != actual[0]:
        return False
    path = re.sub(r"^-*\w+=", "", expected[-1] if len(expected) < 3 else expected[1])
    return any(path in word for word in actual)


def _star(difference, _):
    return _list(difference.expected) == ["*" if word == "logs" else word for word in _list(difference.actual)]


def _list(value):
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return []


def _unconfirmed(difference, _):
    return difference.expected is None


BY_DESIGN = (
    Row(
        "first-node-waits", ("process",), "they start nothing and end like the first one", needs=("B2A0605", "B2A0604"), holds=_waits,
        reason="Batch AI started a custom command on the first node only. Azure ML starts it on all of them: the others wait.",
    ),
    Row(
        "before-mpirun", ("before",), "that it runs on the first node, before the programs", needs=("B2A0604",),
        holds=lambda difference, _: "not on" not in difference.actual,
        reason="Azure ML calls mpirun itself: what stood before it runs once on each node, or in each process.",
    ),
    Row(
        "mpirun-placement", ("node",), "nothing: which node holds a rank", needs=("B2A0604", "B2A0611"),
        holds=lambda difference, context: context.run.plan is not None and not context.run.plan.placed,
        reason="Without -ppn or the like the host file decided, the slots of which are not known (batchai.md 16).",
    ),
    Row(
        "mpirun-fewer-nodes", ("node",), "nothing: which node holds a rank", needs=("B2A0611",),
        reason="-n and -ppn filled some of the nodes only; Azure ML spreads the same number over all of them.",
    ),
    Row(
        "uneven-processes", ("process", "node"), "the number of processes, rounded down for each node", needs=("B2A0601",),
        holds=_rounded,
        reason="Azure ML starts the same number of processes on each node.",
    ),
    Row(
        "nodes-anew", ("node",), "nothing: which node holds a process", needs=("job.node_count_anew",),
        reason="Nodes of the new size hold another number of GPUs; the number of processes in all is kept.",
    ),
    Row(
        "hosts-anew", ("variable",), "the number of hosts of a role", needs=("job.node_count_anew",), holds=_same_size,
        names="AZ_BATCH_HOST_LIST|TF_CONFIG|AZ_(BATCHAI|LEARNING)_(PS|WORKER)_HOSTS",
        reason="The same processes live on another number of nodes.",
    ),
    Row(
        "pytorch-rendezvous", ("variable",), "env:// on several nodes; B2A0603 when the job names the variable", names="AZ_(BATCHAI|LEARNING)_PYTORCH_INIT_METHOD",
        holds=_rendezvous,
        reason="It was the URL of a shared file, which mounts of Azure ML are not coherent enough for.",
    ),
    Row(
        "pytorch-tcp", ("variable",), "gloo", names="AZ_(BATCHAI|LEARNING)_PYTORCH_BACKEND", needs=("B2A0613",), holds=_only("gloo"),
        reason="PyTorch removed the backend tcp.",
    ),
    Row(
        "preparation-in-role", ("variable",), "nothing", names="TF_CONFIG|AZ_(BATCHAI|LEARNING)_PYTORCH_INIT_METHOD",
        holds=lambda difference, _: difference.process.startswith("preparation") and difference.expected is None,
        reason="Azure ML runs the preparation in one of the processes, which has a role already.",
    ),
    Row(
        "node-without-process", ("preparation",), "that neither service starts anything there",
        holds=lambda difference, context: difference.actual == "no process on that node"
        and not any(f"node {process.node}" in difference.process for process in context.run.processes),
        reason="A TensorFlow job of fewer processes than nodes: what is prepared on the others has no effect.",
    ),
    Row(
        "blank-in-path", ("words",), "the words joined by blanks",
        reason="A folder with a blank in its name has none in Azure ML's own paths: unquoted it was several words before.",
    ),
    Row(
        "star-in-working-folder", ("arguments",), "the words, with * for the folder logs", holds=_star,
        reason="Azure ML's working folder holds the folder logs. What Batch AI's held is not known; here it is empty.",
    ),
    Row(
        "secret-not-set", ("variable",), "that it is not set", needs=("B2A0903", "B2A0902"),
        holds=lambda difference, context: difference.actual is None or (difference.name.endswith("_SECRET_ID") and difference.expected is None),
        reason="Everybody who can read a job can read its variables, so secrets are not written.",
    ),
    Row(
        "config-file-command", ("arguments",), "the program and that its words hold the configuration file", needs=("B2A0607",), holds=_words,
        reason="How Batch AI called CNTK and Caffe with a configuration file is not established (batchai.md 16).",
    ),
    Row(
        "mount-in-mount", ("arguments", "variable", "folder", "calls"), "nothing", needs=("B2A0413",),
        reason="A link cannot be made inside a mounted storage: the tool reports an error, the job needs work.",
    ),
    Row(
        "more-variables", ("variable",), "nothing", names=f"AZ_(BATCHAI|LEARNING)_({'|'.join(OPTIONAL)})", holds=_unconfirmed,
        reason="Set although this version or toolkit of Batch AI may not have set it (batchai.md 8.1, 16).",
    ),
)  # fmt: skip


def table():
    """As text."""
    for row in BY_DESIGN:
        needs = " or ".join(row.needs) or "-"
        yield f"{row.id}\n    differs:  {', '.join(row.kinds)} {row.names}\n    reported: {needs}\n    compared: {row.instead}\n    reason:   {row.reason}"
