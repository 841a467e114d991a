#!/usr/bin/env python3
"""Makes the computes and datastores of resources.json with SDK v1 (pip install azureml-core).

Usage: create_resources.py [--workspace FOLDER]      FOLDER: where the config.json of the workspace is; this one

Nothing that exists is changed. The key of a storage account is taken from the variable ACCOUNT_KEY_<ACCOUNT>, with
the account's name in upper case; without it the datastore is left out.
"""

import argparse
import json
import os
import pathlib
import sys

from azureml.core import Datastore, Workspace
from azureml.core.compute import AmlCompute, ComputeTarget

HERE = pathlib.Path(__file__).resolve().parent


def make_compute(workspace, compute):
    if compute["name"] in workspace.compute_targets:
        print("compute %s: it is there" % compute["name"])
        return True
    configuration = AmlCompute.provisioning_configuration(**compute["configuration"])
    ComputeTarget.create(workspace, compute["name"], configuration).wait_for_completion(show_output=True)
    return True


def make_datastore(workspace, datastore):
    values = datastore["registration"]
    name, account = values["datastore_name"], values["account_name"]
    if name in workspace.datastores:
        print("datastore %s: it is there" % name)
        return True
    key = os.environ.get("ACCOUNT_KEY_" + account.upper())
    if not key:
        print("datastore %s: set ACCOUNT_KEY_%s to the key of its storage account" % (name, account.upper()))
        return False
    register = Datastore.register_azure_file_share if datastore["kind"] == "azure_file" else Datastore.register_azure_blob_container
    register(workspace=workspace, account_key=key, **values)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspace", default=str(HERE), help="folder with config.json")
    workspace = Workspace.from_config(parser.parse_args().workspace)
    resources = json.loads((HERE / "resources.json").read_text(encoding="utf-8"))
    good = True
    for make, kind in ((make_compute, "computes"), (make_datastore, "datastores")):
        for resource in resources[kind]:
            for need in resource.get("needs_work", []):
                print("needs work: %s" % need)
                good = False
            if not resource.get("needs_work"):
                good = make(workspace, resource) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
