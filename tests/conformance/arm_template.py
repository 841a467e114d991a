"""Checks of a deployment template, without Azure: its structure, its expressions, what they refer to.

`evaluate` gives the resources as they would be sent; `complaints` what is wrong with the template.
"""

import re

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
PROVIDER = "Microsoft.MachineLearningServices/workspaces"
MEMBERS = {"$schema", "contentVersion", "metadata", "parameters", "variables", "functions", "resources", "outputs"}
PARAMETER_TYPES = {"string", "secureString", "int", "bool", "object", "secureObject", "array"}
RESOURCE_MEMBERS = {"condition", "type", "apiVersion", "name", "comments", "metadata", "location", "dependsOn", "tags", "sku",
                    "kind", "scope", "copy", "plan", "properties", "identity"}
# What a template may hold at most.
MOST_PARAMETERS, MOST_RESOURCES, MOST_OUTPUTS, LONGEST_EXPRESSION = 256, 800, 64, 24576
# Functions, and how many arguments they take.
FUNCTIONS = {"concat": (1, None), "parameters": (1, 1), "resourceid": (2, None), "resourcegroup": (0, 0), "utcnow": (0, 1)}
TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*)'|([A-Za-z][A-Za-z0-9]*)|(-?\d+)|([(),.]))")
API_VERSION = re.compile(r"^20\d\d-\d\d-\d\d(-preview)?$")


class Wrong(Exception):
    """An expression that the deployment would refuse."""


def is_expression(text):
    return len(text) > 1 and text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def unmasked(text):
    """A literal as the deployment sends it."""
    return text[1:] if text.startswith("[[") and text.endswith("]") else text


def parse(text):
    """The tree of an expression with its brackets: a str or int, (function, [arguments]), or (".", tree, member)."""
    if len(text) > LONGEST_EXPRESSION:
        raise Wrong(f"an expression has {len(text)} characters")
    tokens, at, body = [], 0, text[1:-1]
    while at < len(body):
        match = TOKEN.match(body, at)
        if not match:
            raise Wrong(f"{text!r} is no expression at {body[at:at + 20]!r}")
        string, name, number, mark = match.groups()
        tokens.append(("string", string.replace("''", "'")) if string is not None else
                      ("name", name) if name else ("int", int(number)) if number else ("mark", mark))
        at = match.end()
    tree, rest = _expression(tokens, text)
    if rest:
        raise Wrong(f"{text!r} goes on after its end")
    return tree


def _expression(tokens, text):
    if not tokens:
        raise Wrong(f"{text!r} ends too early")
    (kind, value), rest = tokens[0], tokens[1:]
    if kind in ("string", "int"):
        return value, rest
    if kind != "name" or not rest or rest[0] != ("mark", "("):
        raise Wrong(f"{text!r}: {value!r} is neither a text nor a call")
    arguments, rest = [], rest[1:]
    while rest and rest[0] != ("mark", ")"):
        argument, rest = _expression(rest, text)
        arguments.append(argument)
        if rest and rest[0] == ("mark", ",") and rest[1:2] != [("mark", ")")]:
            rest = rest[1:]
        elif not rest or rest[0] != ("mark", ")"):
            raise Wrong(f"{text!r}: the arguments of {value} do not end")
    if not rest:
        raise Wrong(f"{text!r}: the arguments of {value} do not end")
    tree, rest = (value.lower(), arguments), rest[1:]
    least, most = FUNCTIONS.get(tree[0], (None, None))
    if least is None:
        raise Wrong(f"{text!r}: there is no function {value}")
    if len(arguments) < least or (most is not None and len(arguments) > most):
        raise Wrong(f"{text!r}: {value} does not take {len(arguments)} arguments")
    while len(rest) > 1 and rest[0] == ("mark", ".") and rest[1][0] == "name":
        tree, rest = (".", tree, rest[1][1]), rest[2:]
    return tree, rest


class Evaluation:
    """Values of expressions for given parameters."""

    def __init__(self, parameters, group):
        self.parameters = parameters
        self.group = group
        self.used = set()

    def value(self, tree):
        if not isinstance(tree, tuple):
            return tree
        if tree[0] == ".":
            return self.value(tree[1])[tree[2]]
        arguments = [self.value(argument) for argument in tree[1]]
        if tree[0] == "parameters":
            self.used.add(arguments[0])
            if arguments[0] not in self.parameters:
                raise Wrong(f"there is no parameter {arguments[0]!r}")
            return self.parameters[arguments[0]]
        if tree[0] == "concat":
            return "".join(str(argument) for argument in arguments)
        if tree[0] == "resourceid":
            return self.resource_id(arguments)
        return {"resourcegroup": {"location": "westeurope"}, "utcnow": "20260101000000"}[tree[0]]

    def resource_id(self, arguments):
        kind, *names = arguments
        provider, *types = kind.split("/")
        if len(types) != len(names):
            raise Wrong(f"resourceId of {kind} takes {len(types)} names, not {len(names)}")
        path = "".join(f"/{part}/{name}" for part, name in zip(types, names))
        return f"{self.group}/providers/{provider}{path}"

    def everywhere(self, value):
        """`value` with all expressions replaced and all literals unmasked."""
        if isinstance(value, dict):
            return {key: self.everywhere(member) for key, member in value.items()}
        if isinstance(value, list):
            return [self.everywhere(element) for element in value]
        if not isinstance(value, str):
            return value
        return self.value(parse(value)) if is_expression(value) else unmasked(value)


def evaluate(template, parameters, group):
    """Resources by their ids, as {type, name, condition, dependsOn, body}, and the parameters that they use."""
    evaluation = Evaluation(parameters, group)
    resources = {}
    for resource in template["resources"]:
        plain = evaluation.everywhere({key: value for key, value in resource.items() if key != "metadata"})
        names = plain["name"].split("/")
        types = plain["type"].split("/")
        if len(names) != len(types) - 1:
            raise Wrong(f"{plain['name']} has not as many parts as {plain['type']}")
        ident = evaluation.resource_id([plain["type"], *names])
        if ident.lower() in {known.lower() for known in resources}:
            raise Wrong(f"{ident} stands there twice")
        body = {key: plain[key] for key in ("location", "tags", "identity", "sku", "properties") if key in plain}
        resources[ident] = {"type": plain["type"], "name": plain["name"], "apiVersion": plain["apiVersion"],
                            "condition": plain.get("condition", True), "dependsOn": plain.get("dependsOn", []), "body": body,
                            "metadata": resource.get("metadata", {})}
    outputs = evaluation.everywhere(template["outputs"])
    return resources, outputs, evaluation.used


def structure(template):
    """Complaints about the frame of a template."""
    if template.get("$schema") != SCHEMA or not re.match(r"^\d+(\.\d+){3}$", template.get("contentVersion", "")):
        yield "the schema or the version of the content is missing"
    for key in set(template) - MEMBERS:
        yield f"a template has no member {key!r}"
    for key, most in (("parameters", MOST_PARAMETERS), ("resources", MOST_RESOURCES), ("outputs", MOST_OUTPUTS)):
        if len(template.get(key, {})) > most:
            yield f"{len(template[key])} {key}, {most} are the most"
    for name, parameter in template.get("parameters", {}).items():
        if parameter.get("type") not in PARAMETER_TYPES or set(parameter) - {"type", "defaultValue", "metadata", "allowedValues"}:
            yield f"the parameter {name!r} is none"
        if parameter.get("type") == "secureString" and "defaultValue" in parameter:
            yield f"the secret {name!r} has a default"
    for resource in template.get("resources", []):
        for key in set(resource) - RESOURCE_MEMBERS:
            yield f"a resource has no member {key!r}"
        if not API_VERSION.match(resource.get("apiVersion", "")) or not resource.get("type", "").startswith(PROVIDER + "/"):
            yield f"{resource.get('name')}: {resource.get('type')} {resource.get('apiVersion')} is no resource of a workspace"
    for name, output in template.get("outputs", {}).items():
        if output.get("type") not in PARAMETER_TYPES or "value" not in output:
            yield f"the output {name!r} is none"


def complaints(template, parameters, group):
    """Everything that is wrong with `template` when it is deployed with `parameters`."""
    found = list(structure(template))
    declared = template.get("parameters", {})
    try:
        defaults = Evaluation({}, group)
        values = {name: defaults.everywhere(one["defaultValue"]) for name, one in declared.items() if "defaultValue" in one}
        values |= {name: value for name, value in parameters.items() if name in declared}
        resources, outputs, used = evaluate(template, values, group)
    except (Wrong, KeyError, TypeError) as error:
        return [*found, f"{type(error).__name__}: {error}"]
    found += [f"the parameter {name!r} is never used" for name in sorted(set(declared) - used)]
    found += [f"the parameter {name!r} is not declared" for name in sorted(used - set(declared))]
    for ident, resource in resources.items():
        found += [f"{ident} depends on {other}, which is not there" for other in resource["dependsOn"] if other not in resources]
        if ident in resource["dependsOn"]:
            found.append(f"{ident} depends on itself")
        if not isinstance(resource["condition"], bool):
            found.append(f"{ident} has a condition that is no truth value")
    for name, output in outputs.items():
        found += [f"the output {name!r} names {ident}, which is not there" for ident in output["value"] if ident not in resources]
    return found
