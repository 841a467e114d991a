"""Checks of the folder arm/ of an output that has the YAML files as well: each request is what Microsoft's client makes of
the YAML of the same resource, but for names that only the service knows; the template sends the same.
"""

import json
import re

import arm_template

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/group"
WORKSPACE = f"{GROUP}/providers/{arm_template.PROVIDER}/workspace"
URL = re.compile(r"^https://management\.azure\.com(/subscriptions/[^/?]+/resourceGroups/[^/?]+/providers/"
                 r"Microsoft\.MachineLearningServices/workspaces/[^/?]+)(/[^?]+)?\?api-version=(20\d\d-\d\d-\d\d)$")
PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_]*)\}")
MEMBERS = ["method", "url", "source", "needsWork", "comments", "placeholders", "body"]
DEFINITIONS = {"computes": "put:computes", "datastores": "put:datastores", "environments": "put:environments.versions",
               "codes": "put:codes.versions", "connections": "put:connections", "jobs": "put:jobs"}
KNOWN = {"subscription": GROUP.split("/")[2], "resourceGroup": "group", "workspace": "workspace", "location": "westeurope",
         "uploads": "https://contoso.blob.core.windows.net/up", "jobSuffix": "1", "submitJobs": True}


def filled(text):
    return PLACEHOLDER.sub(lambda match: str(KNOWN.get(match[1], f"value-of-{match[1]}")), text)


def resolve(document, pointer):
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def put(document, pointer, value):
    parent, _, last = pointer.rpartition("/")
    resolve(document, parent)[last.replace("~1", "/").replace("~0", "~")] = value


def without_nothing(value):
    """What says nothing is the same as its absence: empty maps, null, and that something is not archived."""
    if isinstance(value, dict):
        members = {key: without_nothing(member) for key, member in value.items()}
        return {key: member for key, member in members.items()
                if member not in (None, {}) and (key, member) != ("isArchived", False)}
    return [without_nothing(element) for element in value] if isinstance(value, list) else value


class ArmChecker:
    """`bodies`: what the client makes of the YAML files, by their paths; of a job, its body and its environment's."""

    def __init__(self, folder, schema, bodies):
        self.folder = folder
        self.schema = schema
        self.bodies = bodies
        self.failures = []
        self.requests = {}  # (kind, file stem) -> body with placeholders filled in
        self.ids = {}  # id -> (kind, file stem)
        self.needs_work = set()

    def fail(self, path, what):
        self.failures.append(f"{path}: {what}")

    def read_requests(self):
        for path in sorted((self.folder / "arm" / "requests").rglob("*.json")):
            try:
                self.read_request(path, json.loads(path.read_text(encoding="utf-8")))
            except (ValueError, KeyError, TypeError) as error:
                self.fail(path, f"{type(error).__name__}: {error}")

    def read_request(self, path, request):
        if [key for key in MEMBERS if key in request] != list(request) or request["method"] != "PUT":
            self.fail(path, f"has the members {', '.join(request)}")
        for pointer in request.get("placeholders", []):
            if not PLACEHOLDER.search(resolve(request, pointer)):
                self.fail(path, f"{pointer} holds no placeholder")
            put(request, pointer, filled(resolve(request, pointer)))
        for pointer in request.get("comments", {}):
            resolve(request, pointer)
        kind, name = path.parent.name, path.stem
        url = URL.match(request["url"])
        if not url or PLACEHOLDER.search(request["url"]):
            self.fail(path, f"{request['url']!r} is no address")
            return
        body = request["body"]
        if kind == "workspaces":
            if url[2] or not url[1].endswith(f"/{name}"):
                self.fail(path, f"goes to {request['url']}")
            return
        expected = {"environments": rf"/environments/{re.escape(name)}/versions/[0-9a-f]{{12}}",
                    "codes": rf"/codes/{re.escape(name)}/versions/[0-9a-f]{{12}}",
                    "jobs": rf"/jobs/{re.escape(name)}-1"}.get(kind, rf"/{kind}/{re.escape(name)}")
        if not re.fullmatch(expected, url[2] or ""):
            self.fail(path, f"goes to {url[2]}")
        for complaint in self.schema.complaints(DEFINITIONS[kind], body):
            self.fail(path, complaint)
        self.requests[kind, name] = body
        self.ids[url[1] + url[2]] = (kind, name)
        if request.get("needsWork"):
            self.needs_work.add((kind, name))

    def same(self, path, ours, clients):
        ours, clients = without_nothing(ours), without_nothing(clients)
        if ours != clients:
            self.fail(path, f"the request and what the client sends differ: {difference(ours, clients)}")

    def compare(self):
        seen = set()
        for path, value in self.bodies.items():
            kind = {"compute": "computes"}.get(path.relative_to(self.folder).parts[0], path.relative_to(self.folder).parts[0])
            name = path.stem if kind in ("computes", "datastores") else path.parent.name
            if (kind, name) not in self.requests:
                self.fail(path, "has no request")
                continue
            seen.add((kind, name))
            getattr(self, f"compare_{kind}")(path, self.requests[kind, name], value)
        for kind, name in set(self.requests) - seen:
            if kind in ("computes", "datastores", "jobs"):
                self.fail(f"arm/requests/{kind}/{name}.json", "has no YAML file")

    def compare_computes(self, path, ours, clients):
        self.same(path, ours, clients)

    def compare_datastores(self, path, ours, clients):
        clients = json.loads(json.dumps(clients))
        if clients["properties"]["datastoreType"] == "AzureFile":
            # The page adds the key to the YAML when the datastore is created.
            key = ours["properties"]["credentials"]["secrets"]["key"]
            if not key.startswith("value-of-accountKey"):
                self.fail(path, "the key is no placeholder")
            clients["properties"]["credentials"] = {"credentialsType": "AccountKey",
                                                    "secrets": {"secretsType": "AccountKey", "key": key}}
        self.same(path, ours, clients)

    def compare_environments(self, path, ours, clients):
        self.compare_build(path, ours, path.parent / "context")
        self.same(path, {**ours, "properties": {**ours["properties"], "build": 0}},
                  {**clients, "properties": {**clients["properties"], "build": 0}})

    def uploaded(self, path, uri):
        folder = self.folder / "arm" / "uploads" / uri.removeprefix(KNOWN["uploads"]).strip("/")
        if not folder.is_dir():
            self.fail(path, f"{uri} is not among the uploads")
        return tree(folder)

    def compare_build(self, path, ours, context):
        build = ours["properties"].get("build", {})
        if build.get("dockerfilePath") != "Dockerfile" or self.uploaded(path, build.get("contextUri", "")) != tree(context):
            self.fail(path, "the request builds another context")

    def compare_jobs(self, path, ours, value):
        clients, environment = json.loads(json.dumps(value))
        properties, expected = ours["properties"], clients["properties"]
        kind, name = self.ids.get(properties["environmentId"], (None, None))
        if kind != "environments":
            self.fail(path, f"{properties['environmentId']} is not among the requests")
        elif "build" in environment["properties"]:
            context = self.folder / "environments" / name / "context"
            self.compare_build(path, self.requests[kind, name], context)
        elif self.requests[kind, name]["properties"]["image"] != environment["properties"]["image"]:
            self.fail(path, "runs in another image")
        expected["environmentId"] = properties["environmentId"]
        if "codeId" in properties and "codeId" in expected:
            expected["codeId"] = properties["codeId"]
            code = self.requests.get(self.ids.get(properties["codeId"]), {}).get("properties", {})
            if self.uploaded(path, code.get("codeUri", "")) != tree(path.parent / "code"):
                self.fail(path, "the request uploads other code")
        self.same(path, ours, clients)

    def check_template(self):
        path = self.folder / "arm" / "template.json"
        if not path.is_file() and not self.requests:
            return  # a workspace alone
        template = json.loads(path.read_text(encoding="utf-8"))
        given = json.loads((self.folder / "arm" / "parameters.json").read_text(encoding="utf-8"))["parameters"]
        declared = template["parameters"]
        for name, value in given.items():
            if declared.get(name, {}).get("type") not in ("string", "bool"):
                self.fail(path, f"parameters.json has {name}, which is no parameter or a secret")
            if not isinstance(value.get("value"), (str, bool)):
                self.fail(path, f"the parameter {name} has no value")
        values = {name: KNOWN.get(name, f"value-of-{name}") for name in declared}
        found = arm_template.complaints(template, values, GROUP)
        for complaint in found:
            self.fail(path, complaint)
        if not found:
            self.compare_template(path, *arm_template.evaluate(template, values, GROUP)[:2])

    def compare_template(self, path, resources, outputs):
        """Each resource is the request of the same id, and nothing is deployed that needs work."""
        for ident, resource in resources.items():
            request = self.ids.get(ident.replace(WORKSPACE, self.base()))
            if request is None:
                self.fail(path, f"{ident} has no request")
                continue
            for complaint in self.schema.complaints(DEFINITIONS[request[0]], resource["body"]):
                self.fail(path, f"{ident}: {complaint}")
            ours = json.loads(json.dumps(self.requests[request]).replace(self.base(), WORKSPACE))
            if "location" in ours:
                ours["location"] = KNOWN["location"]
            if resource["body"] != ours:
                self.fail(path, f"{ident} differs from its request: {difference(resource['body'], ours)}")
            needs_work = request in self.needs_work
            if needs_work and (resource["condition"] is not False or not resource["metadata"].get("needsWork")):
                self.fail(path, f"{ident} needs work and is deployed")
            if not needs_work and not resource["condition"]:
                self.fail(path, f"{ident} is ready and not deployed")
            listed = any(ident in output["value"] for output in outputs.values())
            if listed == needs_work:
                self.fail(path, f"{ident} {'is' if listed else 'is not'} among the outputs")
        report = json.loads((self.folder / "migration.json").read_text(encoding="utf-8"))
        old = {entry["file"] for entry in report["leftovers"]}
        current = [name for name in self.requests if "arm/requests/{}/{}.json".format(*name) not in old]
        if len(resources) != len(current):
            self.fail(path, f"{len(resources)} resources for {len(current)} requests")

    def base(self):
        """The workspace of the requests, which settings may name."""
        first = next(iter(self.ids), WORKSPACE + "/x/y")
        return "/".join(first.split("/")[:9])

    def run(self):
        self.read_requests()
        self.compare()
        self.check_template()
        return self.failures


def check_records(folder, report):
    """Each value that stands at a key of a YAML file stands at the pointer in the request as well."""
    import azure_client  # not needed by those who only check templates

    failures, documents = [], {}

    def read(name):
        if name not in documents:
            path = folder / name
            documents[name] = azure_client.read_yaml(path) if name.endswith(".yml") else json.loads(path.read_text())
        return documents[name]

    for record in report["records"]:
        target, arm = record.get("target"), record.get("arm")
        if not target or not target["file"].endswith(".yml") or target["file"] == "answers.yml":
            continue
        where = f"{target['file']} {target['path']}"
        if not arm:
            failures.append(f"{where}: ARM does not carry it")
        elif not (folder / arm["file"]).is_file():
            failures.append(f"{where}: {arm['file']} is not there")
        elif arm["path"] and has(read(target["file"]), target["path"].split(".")):
            try:
                resolve(read(arm["file"]), arm["path"])
            except (KeyError, IndexError, TypeError):
                failures.append(f"{where}: {arm['file']} has nothing at {arm['path']}")
    return failures


def has(document, steps):
    """Whether a dotted path leads somewhere; a key may hold dots."""
    if not steps:
        return True
    if not isinstance(document, dict):
        return False
    return any(".".join(steps[:end]) in document and has(document[".".join(steps[:end])], steps[end:])
               for end in range(1, len(steps) + 1))


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def difference(ours, theirs, where=""):
    """The first place at which two documents differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in [*ours, *theirs]:
            if ours.get(key) != theirs.get(key):
                return difference(ours.get(key), theirs.get(key), f"{where}/{key}")
    return f"{where}: {str(ours)[:200]!r} and {str(theirs)[:200]!r}"
