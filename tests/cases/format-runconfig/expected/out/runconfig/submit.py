#!/usr/bin/env python3
"""Submits jobs of this folder with SDK v1 (pip install azureml-core).

Usage: submit.py [--workspace FOLDER] JOB...      FOLDER: where the config.json of the workspace is; this one
"""

import argparse
import json
import pathlib
import sys

from azureml.core import Environment, Experiment, RunConfiguration, ScriptRunConfig, Workspace

HERE = pathlib.Path(__file__).resolve().parent


def configuration_of(workspace, job):
    """The run configuration; where an image has to be built, its environment is made from the build context."""
    configuration = RunConfiguration.load(str(HERE / job["name"]), job["name"])
    if "build_context" not in job:
        return configuration
    from azureml.core.environment import DockerBuildContext

    context = DockerBuildContext.from_local_directory(workspace, str(HERE / job["build_context"]))
    built = Environment.from_docker_build_context(job["build_context"].split("/")[-1], context)
    built.python.user_managed_dependencies = True
    built.environment_variables = configuration.environment.environment_variables
    configuration.environment = built
    return configuration


def submit(workspace, job):
    source = ScriptRunConfig(source_directory=str(HERE / job["name"]), run_config=configuration_of(workspace, job))
    run = Experiment(workspace, job["experiment"]).submit(source, tags=job["tags"])
    run.display_name = job["display_name"]
    print("%s: %s" % (job["name"], run.get_portal_url()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspace", default=str(HERE), help="folder with config.json")
    parser.add_argument("jobs", nargs="+", metavar="JOB")
    arguments = parser.parse_args()
    jobs = {job["name"]: job for job in json.loads((HERE / "resources.json").read_text(encoding="utf-8"))["jobs"]}
    unknown = [name for name in arguments.jobs if name not in jobs]
    if unknown:
        parser.error("no such job: " + ", ".join(unknown))
    workspace = Workspace.from_config(arguments.workspace)
    good = True
    for name in arguments.jobs:
        for need in jobs[name].get("needs_work", []):
            print("%s needs work: %s" % (name, need))
            good = False
        if not jobs[name].get("needs_work"):
            submit(workspace, jobs[name])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
