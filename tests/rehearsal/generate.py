"""Makes jobs of Batch AI with their clusters, from a number: all toolkits, layouts, mounts, directories, and awkward values."""

import dataclasses
import json
import pathlib
import random
import re

import awkward
from documents import Document

STATUSES = (("ends-with-3", 3), ("ends-with-64", 64), ("ends-with-137", 137))
# Where the data of file servers and foreign file systems lies now, as the settings of the conversion say.
COPIES = {
    ("azure_blob", "copies", "fs1"): "<nfs:fs1>",
    ("azure_file", "copies", "fs2"): "<nfs:fs2>",
    ("azure_blob", "copies", "gluster"): "<unmanaged:mount -t glusterfs 10.0.0.4:/gv0>",
}
SETTINGS = (
    "--file-server", "fs1=azure_blob:copies/fs1", "--file-server", "fs2=azure_file:copies/fs2", "--mount", "gluster=azure_blob:copies/gluster",
    "--key-vault", "vault",
)  # fmt: skip
GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/group/providers/Microsoft.BatchAI"
TOOLKITS = {
    "customToolkitSettings": 0, "tensorFlowSettings": 0, "cntkSettings": 0, "caffeSettings": 0, "caffe2Settings": 0, "chainerSettings": 0,
    "pyTorchSettings": 2, "horovodSettings": 3, "customMpiSettings": 3,
}  # fmt: skip
MOUNT_PATHS = ("afs", "bfs", "data", "code/v1", "ext-1", "x_y", "My.Share", "a/b/c", "with blank")
SERVICE = ("JOB_TEMP", "JOB_TEMP_DIR", "SHARED_JOB_TEMP", "STDOUTERR_DIR", "MOUNT_ROOT", "NUM_GPUS", "MPI_HOST_FILE")
USER_NAMES = ("PATH", "LD_LIBRARY_PATH", "FOO", "BAR", "DATA_DIR", "EPOCHS", "_hidden", "lower_case", "PYTHONPATH", "KERAS_BACKEND")


MARK = "where.txt"


def fill(symbol, folder):
    """Files that tell which storage and folder they lie in."""
    for name in ("", "train", "2018", "models", "exports", "exports/a"):
        path = pathlib.Path(folder) / name
        path.mkdir(parents=True, exist_ok=True)
        (path / MARK).write_text(re.sub(r"\W+", "_", f"{symbol}/{name}"), encoding="utf-8")


@dataclasses.dataclass
class Spec:
    name: str
    layout: int
    job: dict
    cluster: dict

    def documents(self):
        return Document("job", self.job), Document("cluster", self.cluster)

    def renamed(self, name):
        """The same under another name: jobs of one name are one job."""
        job, cluster = (json.loads(json.dumps(document).replace(self.name, name)) for document in (self.job, self.cluster))
        return Spec(name, self.layout, job, cluster)

    def write(self, folder):
        folder.mkdir(parents=True)
        (folder / "job.json").write_text(json.dumps(self.job, indent=1, ensure_ascii=False), encoding="utf-8")
        (folder / "cluster.json").write_text(json.dumps(self.cluster, indent=1, ensure_ascii=False), encoding="utf-8")


def generate(seed, index):
    return Generator(random.Random(f"{seed}/{index}"), f"s{index:05}").make()


class Generator:
    def __init__(self, rng, name):
        self.rng = rng
        self.name = name
        self.layout = rng.choice((0, 1, 2, 3, 3, 3))
        self.prefix = "AZ_LEARNING_" if self.layout == 0 else "AZ_BATCHAI_"
        self.calm = rng.random() < 0.4  # no awkward values
        self.nodes = rng.choice((1, 1, 2, 2, 3))
        self.inputs = []
        self.outputs = []
        self.users = []
        self.mounts = []  # (level, path)

    def maybe(self, chance):
        return self.rng.random() < chance

    def pick(self, values):
        return self.rng.choice(values)

    def make(self):
        toolkit = self.pick([*(name for name, since in TOOLKITS.items() if since <= self.layout), *["customToolkitSettings"] * 3])
        cluster_mounts = self.make_mounts("cluster", self.rng.randint(1, 4))
        job_mounts = self.make_mounts("job", self.rng.randint(0, 2)) if self.layout >= 2 else {}
        job = {"nodeCount": self.nodes, "cluster": {"id": self.resource_id("clusters", "c" + self.name)}}
        job["stdOutErrPathPrefix"] = self.path(0.3)
        if self.maybe(0.9):
            job["containerSettings"] = {"imageSourceRegistry": {"image": "python:3.7"}}
        if job_mounts:
            job["mountVolumes"] = job_mounts
        if self.maybe(0.9):
            job["inputDirectories"] = [self.input(name) for name in self.some(("SCRIPT", "DATA", "X1", "data_2"), 1, 3)]
        if self.maybe(0.7):
            job["outputDirectories"] = [self.output(name) for name in self.some(("MODEL", "LOGS", "Out_1"), 1, 2)]
        if self.maybe(0.6):
            job["environmentVariables"] = [self.user(name) for name in self.some(USER_NAMES, 1, 4)]
        if self.layout >= 2 and self.maybe(0.1):
            job["secrets"] = [{"name": "TOKEN_1", "value": "hush-hush-4711"}]
        if self.maybe(0.4):
            job["jobPreparation"] = {"commandLine": self.preparation()}
        job[toolkit] = getattr(self, "make_" + toolkit.removesuffix("Settings"))()
        return Spec(self.name, self.layout, self.resource("jobs", self.name, job), self.make_cluster(cluster_mounts))

    def some(self, values, least, most):
        return self.rng.sample(values, self.rng.randint(least, most))

    # Resources

    def resource_id(self, kind, name):
        if self.layout < 3:
            return f"{GROUP}/{kind}/{name}"
        return f"{GROUP}/workspaces/ws/experiments/exp/jobs/{name}" if kind == "jobs" else f"{GROUP}/workspaces/ws/{kind}/{name}"

    def resource(self, kind, name, properties):
        found = {"id": self.resource_id(kind, name), "name": name}
        if self.layout < 3:
            found["location"] = "eastus"
        return {**found, "properties": properties}

    def make_cluster(self, mounts):
        properties = {
            "vmSize": self.pick(("STANDARD_D4S_V5", "STANDARD_NC4AS_T4_V3")),
            "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 3}},
            "userAccountSettings": {"adminUserName": "ana", "adminUserPassword": "hidden-1234-Word"},
            "nodeSetup": {"mountVolumes": mounts},
        }
        return self.resource("clusters", "c" + self.name, properties)

    def make_mounts(self, level, count):
        credentials = "credentialsInfo" if self.layout == 0 else "credentials"
        volumes = {}
        for path in self.rng.sample(MOUNT_PATHS[:-1] if self.calm else MOUNT_PATHS, count):
            if any(path.startswith(other + "/") or other.startswith(path + "/") for _, other in self.mounts):
                continue
            kind = self.pick(("files", "files", "blob", "blob", "nfs", "cifs", "gluster"))
            mount = {"relativeMountPath": path + ("/" if self.maybe(0.1) else "")}
            account, name = self.pick(("contoso", "fabrikam")), self.pick(("one", "two", "three"))
            if kind == "files":
                mount |= {"accountName": account, "azureFileUrl": f"https://{account}.file.core.windows.net/{name}", credentials: {}}
                volumes.setdefault("azureFileShares", []).append(mount)
            elif kind == "blob":
                mount |= {"accountName": account, "containerName": name, credentials: {}}
                volumes.setdefault("azureBlobFileSystems", []).append(mount)
            elif kind == "nfs":
                mount["fileServer"] = {"id": self.resource_id("fileservers", self.pick(("fs1", "fs2")))}
                if self.maybe(0.6):
                    mount["sourceDirectory"] = self.pick(("exports", "/exports/a", "exports/b/"))
                volumes.setdefault("fileServers", []).append(mount)
            elif kind == "cifs":
                mount["mountCommand"] = f"mount -t cifs //{account}.file.core.windows.net/{name} -o vers=3.0"
                volumes.setdefault("unmanagedFileSystems", []).append(mount)
            elif not any(other == "gluster" for _, other in self.mounts):
                mount = {"mountCommand": "mount -t glusterfs 10.0.0.4:/gv0", "relativeMountPath": "gluster"}
                path = "gluster"
                volumes.setdefault("unmanagedFileSystems", []).append(mount)
            else:
                continue
            self.mounts.append((level, path))
        return volumes

    # Paths and values

    def variable(self, name):
        return self.pick((f"${name}", f"${{{name}}}"))

    def service(self, name):
        return self.variable(self.prefix + name)

    def segments(self, most):
        pool = awkward.PLAIN_SEGMENTS if self.calm or self.maybe(0.7) else awkward.SEGMENTS
        return [self.pick(pool) for _ in range(self.rng.randint(0, most))]

    def path(self, odd=0.2, plain=False):
        """Below a mount; sometimes one that nothing declares."""
        level, mount = self.pick(self.mounts) if self.mounts and not self.maybe(0.05) else ("cluster", "undeclared")
        parts = [self.service("JOB_MOUNT_ROOT" if level == "job" else "MOUNT_ROOT"), mount]
        parts += [self.pick(awkward.PLAIN_SEGMENTS) for _ in range(self.rng.randint(0, 2))] if plain else self.segments(2)
        slash = "//" if self.maybe(odd / 4) else "/"
        return slash.join(parts) + ("/" if self.maybe(odd) else "")

    def input(self, name):
        path = self.path()
        if self.maybe(0.04):
            path = self.service(self.pick(("JOB_TEMP", "SHARED_JOB_TEMP"))) + "/" + self.pick(awkward.PLAIN_SEGMENTS)
        elif self.inputs and self.maybe(0.2):
            path = "/".join([self.service("INPUT_" + self.pick(self.inputs)), *self.segments(2)])
        elif self.maybe(0.2):
            path = path.rstrip("/") + "/" + self.pick(("train.py", "config.json", "weights.h5"))
        if not path.rstrip("/").endswith((".py", ".json", ".h5")):
            self.inputs.append(name)
        return {"id": name, "path": path}

    def output(self, name):
        found = {"id": name, "pathPrefix": self.service("JOB_TEMP") + self.pick(("", "/made")) if self.maybe(0.05) else self.path()}
        if self.maybe(0.6):
            found["pathSuffix"] = self.pick(("model", "a/b", "logs/", "", "my model"))
        if self.layout < 3 and self.maybe(0.3):
            found["createNew"] = self.pick((True, False))
        if self.layout < 3 and self.maybe(0.3):
            found["type"] = self.pick(("model", "logs", "custom"))
        self.outputs.append(name)
        return found

    def user(self, name):
        nested = [self.variable(other) for other in self.users]
        nested += [self.service("INPUT_" + other) for other in self.inputs] + [self.service("OUTPUT_" + other) for other in self.outputs]
        nested += [self.path(0, plain=True), self.service(self.pick(SERVICE)), "$NOT_SET"]
        nested += ["$" + other for other in USER_NAMES if other != "PATH" and self.maybe(0.05)]  # perhaps one that comes later
        if name == "PATH":
            return {"name": name, "value": self.pick(("$PATH:{}", "{}:${{PATH}}")).format(self.pick(nested))}
        value = self.pick(("1", "text", "a b") if self.calm else awkward.VALUES)
        if self.maybe(0.5):
            value = self.pick(("{}", "{}/x", "a:{}", "{}:b", "{},{}", "{} {}")).format(self.pick(nested), self.pick(nested))
            if not self.calm and self.maybe(0.3):
                value += self.pick((" b", " '", ' "', " \\x", " \\\\x", ' \\"', " `x`", "\nx", " #", " $(x)", " }", " ${{ x }}"))
        self.users.append(name)
        return {"name": name, "value": value}

    # Command lines

    def script(self):
        where = self.service("INPUT_" + self.pick(self.inputs)) if self.inputs and self.maybe(0.7) else self.path(0, plain=True)
        path = where + "/" + self.pick(("train.py", "src/main.py", "run.py"))
        return f'"{path}"' if " " in path else path

    def quoted(self, word):
        return f'"{word}"' if " " in word else self.pick((word, f'"{word}"'))

    def behind(self, path):
        """What lies there."""
        return self.pick((f'$(cat "{path}/{MARK}")', f'"{path}"/*.txt'))

    def word(self, roles=()):
        choices = [lambda: self.pick(("--epochs 3", "--lr=0.1", "-v") if self.calm else awkward.WORDS)] * 3
        choices.append(lambda: self.quoted(self.path(0.2, plain=True)))
        if self.inputs:
            choices.append(lambda: self.quoted(self.service("INPUT_" + self.pick(self.inputs)) + self.pick(("", "/x.txt", "/", "/a/b"))))
            choices.append(lambda: self.behind(self.service("INPUT_" + self.pick(self.inputs))))
        choices.append(lambda: self.behind(self.path(0, plain=True)))
        if self.outputs:
            choices.append(lambda: self.pick(("", "--out=")) + self.quoted(self.service("OUTPUT_" + self.pick(self.outputs)) + self.pick(("", "/m.h5"))))
        if self.users:
            choices.append(lambda: self.quoted(self.variable(self.pick(self.users))))
        choices.append(lambda: self.service(self.pick(SERVICE)))
        choices.append(lambda: self.pick(("${LEAKED:-none}", f'$(cat {self.service("JOB_TEMP")}/made)')))
        if self.nodes > 1:
            choices.append(lambda: "$AZ_BATCH_HOST_LIST")
        if roles:
            choices += [lambda: self.service(self.pick(roles))] * 2
        return self.pick(choices)()

    def arguments(self, roles=(), most=6):
        return " ".join(self.word(roles) for _ in range(self.rng.randint(0, most)))

    def interpreter(self):
        return self.pick(("python3", "/opt/anaconda/bin/python", "ends-with-3", "ends-with-64", "bin/python"))

    def preparation(self):
        line = self.pick((
            "pip install -r {script}", "apt-get update; apt-get -y install git", "apt-get update && pip install {words}", "pip install a\npip install b",
            "pip install a # done", "false", "exit 5", "ends-with-3 {words}", "ends-with-64 || ends-with-3", "(exit 4)", "true && pip install a || exit 9",
            "cd /tmp && pip install x", "export X=1; setup {words}", "mkdir -p {temp}/a && cp {temp}/b {temp}/a; true", "for i in 1 2; do setup $i; done",
            "if true; then setup; fi", "set -e; setup; ends-with-3; never", "setup 'a\nb'", "exec setup", "setup &", "setup | tee log",
            "export LEAKED=1; setup", "echo ready >{temp}/made", "mkdir -p {temp}/x; echo 1 >{temp}/made; cd {temp}/x", "exit 0; never",
        ))  # fmt: skip
        return line.format(script=self.script(), words=self.arguments(most=3), temp=self.service("JOB_TEMP"))

    def python(self, members, roles=()):
        settings = {"pythonScriptFilePath": self.script()}
        if self.maybe(0.3):
            settings["pythonInterpreterPath"] = self.interpreter()
        for name in members:
            if self.maybe(0.85):
                settings[name] = self.arguments(roles)
        return settings

    def counted(self, settings):
        if self.maybe(0.6):
            settings["processCount"] = self.nodes * self.rng.randint(1, 3) if self.maybe(0.85) else self.rng.randint(1, 5)
        return settings

    def make_customToolkit(self):
        if self.nodes > 1 and self.maybe(0.6):
            return {"commandLine": self.mpirun()}
        line = self.pick((
            "python {script} {words}", "cd {folder} && python train.py {words}", "export A={word}; python x $A", "A=b python {script} {words}",
            "python a {words} && python b", "python a {words}; ends-with-3", "python a || python b", "python a {words} | tee log", "ends-with-64 {words}",
            "python a > {temp}/out.txt {words}", "if [ -d {temp} ]; then python {words}; fi", "for i in 1 2; do python $i {words}; done",
            "(cd {temp} && python {words})", "bash -c 'python inner \"$0\"' {word}", "python a {words}\npython b", "python a {words} # comment",
            "exec python {words}", "python <<'END'\nprint(1)\nEND", "set -e; ends-with-3; python never", "python {words} & wait", "exit 7", "true",
            "source {script}; python {words}", ". ./none; python {words}", "echo note >{temp}/n && python $(cat {temp}/n) {words}", "python {words} <{script}",
            "cd {folder} && ls *.txt && python *.txt", "python {words} 2>&1", "cat {script}; python {words}",
        ))  # fmt: skip
        return {"commandLine": self.fill(line)}

    def fill(self, line):
        folder = self.service("INPUT_" + self.pick(self.inputs)) if self.inputs else self.service("JOB_TEMP")
        return line.format(script=self.script(), words=self.arguments(most=4), word=self.word(), temp=self.service("JOB_TEMP"), folder=f'"{folder}"')

    def mpirun(self):
        count = self.nodes * self.rng.randint(1, 2)
        per_node = count // self.nodes
        hosts = self.service("MPI_HOST_FILE")
        options = self.pick((
            f"-n {count} --hostfile {hosts}", f"-np {count} -npernode {per_node} --hostfile {hosts} --allow-run-as-root",
            f"-n {count} -ppn {per_node} -hosts $AZ_BATCH_HOST_LIST -env I_MPI_FABRICS=dapl -env X1 value",
            f"-mca btl_tcp_if_exclude docker0,lo --allow-run-as-root --hostfile {hosts}", f"-np {count} -H $AZ_BATCH_HOST_LIST -x LD_LIBRARY_PATH -x Y1=2",
            f"-np {count} --map-by ppr:{per_node}:node --bind-to none -x NCCL_DEBUG=INFO", f"-n {count} -perhost {per_node} -genv Z1 'a b' -genvall",
            f"-n {count}", f"-np {count} --hostfile {hosts} -wdir {self.service('JOB_TEMP')}", f"-n {count} -ppn {per_node} --tag-output",
        ))  # fmt: skip
        before = self.pick(("", "", "", "source /opt/intel/mpivars.sh; ", "export E1=5; ", "export E1='a b' && ", "echo start; ", "setup {words}; ", "cd {temp}; ", "setup && ", "pip install a; export E1=5; "))
        program = self.pick(("python {script} {words}", "python {script} {words}", "{temp}/a.out {words}", "ends-with-3 {words}", "bash -c 'python x'"))
        after = self.pick(("",) * 8 + (" 2>&1", " | tee log", "; python after", " && echo done"))
        return self.fill(before) + f"{self.pick(('mpirun', 'mpirun', 'mpiexec'))} {options} " + self.fill(program) + after

    def make_tensorFlow(self):
        settings = self.python(("masterCommandLineArgs",), ("TASK_INDEX", "PS_HOSTS", "WORKER_HOSTS"))
        if self.nodes > 1 or self.maybe(0.4):
            roles = ("TASK_INDEX", "PS_HOSTS", "WORKER_HOSTS")
            for name in ("workerCommandLineArgs", "parameterServerCommandLineArgs"):
                if self.maybe(0.8):
                    settings[name] = self.arguments(roles)
            if self.maybe(0.6):
                settings["workerCount"] = self.rng.randint(1, 2 * self.nodes)
            if self.maybe(0.5):
                settings["parameterServerCount"] = self.rng.randint(0 if self.maybe(0.2) else 1, self.nodes)
        return settings

    def configured(self, suffix):
        if self.maybe(0.7):
            return self.counted(self.python(("commandLineArgs",)))
        return self.counted({"configFilePath": self.script().replace(".py", suffix), "commandLineArgs": "rootDir=. x=1"})

    def make_cntk(self):
        settings = self.configured(".cntk")
        if self.maybe(0.4):
            settings["languageType"] = "Python" if "pythonScriptFilePath" in settings else "BrainScript"
        return settings

    def make_caffe(self):
        return self.configured(".prototxt")

    def make_caffe2(self):
        return self.python(("commandLineArgs",), ("TASK_INDEX",))

    def make_chainer(self):
        return self.counted(self.python(("commandLineArgs",)))

    def make_horovod(self):
        return self.counted(self.python(("commandLineArgs",)))

    def make_pyTorch(self):
        settings = self.counted(self.python(("commandLineArgs",), ("TASK_INDEX", "PYTORCH_INIT_METHOD")))
        settings["communicationBackend"] = self.pick(("gloo", "Gloo", "tcp", "TCP", "MPI"))
        return settings

    def make_customMpi(self):
        return self.counted({"commandLine": f"{self.pick(('python', 'ends-with-3', './a.out'))} {self.arguments()}"})
