"""What `mpirun` and `mpiexec` make of their arguments: which program runs as which rank on which node, with which
variables. After the manuals of Open MPI (mpirun(1)) and Intel MPI (Hydra)."""

import dataclasses

LAUNCHERS = ("mpirun", "mpiexec", "mpiexec.hydra", "orterun")
# Options of one dash or two that take that many words.
WORDS_AFTER = {
    # Open MPI
    "mca": 2, "gmca": 2, "am": 1, "tune": 1, "x": 1, "hostfile": 1, "machinefile": 1, "default-hostfile": 1, "host": 1, "H": 1,
    "np": 1, "n": 1, "c": 1, "N": 1, "npernode": 1, "map-by": 1, "bind-to": 1, "rank-by": 1, "wdir": 1, "wd": 1, "path": 1,
    "output-filename": 1, "timeout": 1, "prefix": 1, "report-uri": 1, "stdin": 1, "rankfile": 1, "rf": 1, "npersocket": 1,
    "cpus-per-proc": 1, "cpus-per-rank": 1, "max-restarts": 1, "slot-list": 1, "cpu-set": 1, "app": 1, "dvm": 1,
    # Intel MPI
    "ppn": 1, "perhost": 1, "grr": 1, "rr": 0, "hosts": 1, "f": 1, "genv": 2, "env": 2, "genvlist": 1, "envlist": 1, "genvall": 0,
    "envall": 0, "genvnone": 0, "envnone": 0, "iface": 1, "rmk": 1, "bootstrap": 1, "bootstrap-exec": 1, "launcher": 1,
    "launcher-exec": 1, "print-rank-map": 0, "gwdir": 1, "gpath": 1, "configfile": 1, "tmpdir": 1, "outfile-pattern": 1,
    "errfile-pattern": 1, "genvexcl": 1, "ordered-output": 0, "prepend-rank": 0,
}  # fmt: skip
HOSTS = ("hosts", "host", "H")
PER_NODE = ("ppn", "perhost", "npernode", "N", "grr")


@dataclasses.dataclass
class Rank:
    index: int
    node: int
    arguments: list
    variables: dict
    folder: str


@dataclasses.dataclass
class Plan:
    ranks: list
    counted: bool  # the number of processes was said
    placed: bool  # so was their number on each node


def is_launcher(call):
    return call.program in LAUNCHERS


def perform(call, nodes, address):
    """The ranks that a recorded call of mpirun would start on `nodes` nodes, the addresses of which `address` gives."""
    ranks = []
    counted = placed = True
    everywhere = {}
    for words in _contexts(call.arguments[1:]):
        options, program = _split(words)
        if not program:
            continue
        count = _number(options, ("np", "n", "c"))
        per_node = _number(options, PER_NODE) or _mapped(options)
        hosts = _hosts(options, nodes, address)
        counted = counted and count is not None
        placed = placed and per_node is not None
        if count is None:
            count = (per_node or 1) * len(hosts)
        per_node = per_node or -(-count // len(hosts))
        everywhere.update(_variables(options, ("genv",), call.variables))
        own = _variables(options, ("x", "env", "mca", "gmca"), call.variables)
        folder = _last(options, ("wdir", "wd", "gwdir")) or call.folder
        for i in range(count):
            node = hosts[i // per_node % len(hosts)]
            ranks.append(Rank(len(ranks), node, program, own, folder))
    for rank in ranks:
        kept = {} if any(option == "genvnone" for option in call.arguments) else call.variables
        rank.variables = {**kept, **everywhere, **rank.variables}
    return Plan(ranks, counted, placed)


def _contexts(words):
    """A colon that stands alone begins the next program."""
    contexts = [[]]
    for word in words:
        if word == ":":
            contexts.append([])
        else:
            contexts[-1].append(word)
    return contexts


def _split(words):
    """Options as [(name, values)], and the program with its arguments."""
    options = []
    at = 0
    while at < len(words) and words[at].startswith("-") and words[at] != "-":
        name, equals, value = words[at].lstrip("-").partition("=")
        if equals and name in WORDS_AFTER:
            options.append((name, [value]))
            at += 1
            continue
        name = words[at].lstrip("-")
        size = WORDS_AFTER.get(name, 0)
        if name in ("env", "genv") and "=" in "".join(words[at + 1 : at + 2]):
            size = 1  # -env NAME=VALUE
        options.append((name, words[at + 1 : at + 1 + size]))
        at += 1 + size
    return options, words[at:]


def _last(options, names):
    values = [values[0] for name, values in options if name in names and values]
    return values[-1] if values else None


def _number(options, names):
    value = _last(options, names)
    return int(value) if value and value.isdigit() else None


def _mapped(options):
    """--map-by ppr:2:node, node"""
    value = _last(options, ("map-by",)) or ""
    parts = value.split(":")
    if len(parts) == 3 and parts[0] == "ppr" and parts[2].startswith("node"):
        return int(parts[1])
    return 1 if any(name in ("pernode", "rr", "bynode") for name, _ in options) or parts[0] == "node" else None


def _hosts(options, nodes, address):
    """Numbers of the nodes."""
    value = _last(options, HOSTS)
    if value is None:
        return list(range(nodes))
    names = [name.split(":")[0] for name in value.split(",") if name]
    known = {address(node): node for node in range(nodes)}
    return [known.get(name, 0) for name in names] or list(range(nodes))


def _variables(options, names, environment):
    found = {}
    for name, values in options:
        if name not in names or not values:
            continue
        if name in ("mca", "gmca"):
            if len(values) == 2:
                found[f"OMPI_MCA_{values[0]}"] = values[1]
        elif len(values) == 2:
            found[values[0]] = values[1]
        elif "=" in values[0]:
            variable, _, value = values[0].partition("=")
            found[variable] = value
        elif name == "x":
            for variable in values[0].split(","):
                if variable in environment:
                    found[variable] = environment[variable]
    return {name: value for name, value in found.items() if name}
