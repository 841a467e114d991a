"""What Microsoft's client makes of a YAML file: loads it, validates it and gives the body that would be sent.

Never touches the network: opening a connection is an error here.
"""

import json
import logging
import os
import pathlib
import socket
import warnings

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def _no_network(*_arguments, **_keywords):
    raise OSError("conformance checks do not use the network")


socket.socket.connect = _no_network
socket.socket.connect_ex = _no_network
socket.getaddrinfo = _no_network

import jsonschema
import yaml
from azure.ai.ml import load_compute, load_datastore, load_environment, load_job, load_workspace
from azure.ai.ml._restclient.arm_ml_service._utils.model_base import SdkJSONEncoder
from azure.ai.ml.entities import Environment
from azure.ai.ml.entities._job.to_rest_functions import to_rest_job_object

# The workspace that references are resolved against.
SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
GROUP = "group"
WORKSPACE = (
    f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{GROUP}"
    "/providers/Microsoft.MachineLearningServices/workspaces/workspace"
)


class Refused(Exception):
    """The client does not take a file; the text says why."""


def body_of(rest):
    """The JSON of a request, as the client sends it."""
    return json.loads(json.dumps(rest, cls=SdkJSONEncoder, exclude_readonly=True))


def _refusal(error):
    text = " ".join(str(error).split()) or type(error).__name__
    return Refused(text.split(" Visit this link")[0])


def _loaded(load, path):
    try:
        entity = load(source=str(path))
        if hasattr(entity, "_validate"):
            result = entity._validate()
            if not result.passed:
                raise Refused(json.dumps(result.error_messages, sort_keys=True))
        return entity
    except Refused:
        raise
    except Exception as error:  # the client has no common base class for what it raises
        raise _refusal(error) from error


def workspace_name(path):
    """Name of a workspace; its body is made from resources that only the service knows."""
    return _loaded(load_workspace, path).name


def compute_body(path):
    """Name and body of a compute."""
    compute = _loaded(load_compute, path)
    try:
        compute.location = compute.location or "westeurope"
        compute._set_full_subnet_name(SUBSCRIPTION, GROUP)
        return compute.name, body_of(compute._to_rest_object())
    except Exception as error:
        raise _refusal(error) from error


def datastore_body(path):
    """Name and body of a datastore."""
    datastore = _loaded(load_datastore, path)
    try:
        return datastore.name, body_of(datastore._to_rest_object())
    except Exception as error:
        raise _refusal(error) from error


def environment_body(path):
    """Name and body of an environment version."""
    environment = _loaded(load_environment, path)
    try:
        return environment.name, body_of(environment._to_rest_object())
    except Exception as error:
        raise _refusal(error) from error


def job_bodies(path):
    """Body of a command job, and of the environment that is declared inside it (None when it is only named).

    References are resolved the way the client does before it sends a job: an inline environment and the code folder
    are registered first, then stand in the body by their ids.
    """
    job = _loaded(load_job, path)
    try:
        job.name = job.name or pathlib.Path(path).parent.name
        environment = None
        if isinstance(job.environment, Environment):
            environment = body_of(job.environment._to_rest_object())
            job.environment = f"{job.environment.name}:{job.environment.version}"
        if not job.environment or not job.compute:
            raise Refused("a job needs an environment and a compute")
        name, _, version = job.environment.partition(":")
        job.environment = f"{WORKSPACE}/environments/{name}/versions/{version}"
        job.compute = f"{WORKSPACE}/computes/{job.compute}"
        if job.code is not None:
            job.code = f"{WORKSPACE}/codes/{job.name}/versions/1"
        return body_of(to_rest_job_object(job)), environment
    except Refused:
        raise
    except Exception as error:
        raise _refusal(error) from error


class Schema:
    """The schema of request bodies, from the folder in BATCHAI2AML_SCHEMAS; without it nothing is checked."""

    def __init__(self):
        folder = os.environ.get("BATCHAI2AML_SCHEMAS")
        self.definitions = None
        if folder:
            path = pathlib.Path(folder, "azureml", "azureml-put-2026-05-01.schema.json")
            self.definitions = json.loads(path.read_text())["definitions"]

    def complaints(self, definition, value):
        """What is wrong with `value`, one text for each place."""
        if self.definitions is None:
            return []
        schema = {"definitions": self.definitions, "allOf": [{"$ref": f"#/definitions/{definition}"}]}
        errors = jsonschema.Draft7Validator(schema).iter_errors(value)
        return [f"{definition}: {'.'.join(map(str, error.absolute_path)) or 'body'}: {error.message}" for error in errors]


class _UniqueKeys(yaml.SafeLoader):
    """A reader that refuses what YAML forbids and PyYAML lets pass: the same key twice."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} stands there twice", node.start_mark)
        return super().construct_mapping(node, deep)


def read_yaml(path):
    """The mapping in a YAML file; raises Refused."""
    try:
        value = yaml.load(pathlib.Path(path).read_bytes(), Loader=_UniqueKeys)
    except yaml.YAMLError as error:
        raise _refusal(error) from error
    if not isinstance(value, dict):
        raise Refused("is not a mapping")
    return value
