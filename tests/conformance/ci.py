#!/usr/bin/env python3
"""Checks the files of examples/ci: by the schemas of who reads them, and by running their steps.

Usage: ci.py PROGRAM CHECKOUT

The steps run as they are written, in a repository of their own, with the program in the PATH and stand-ins for what
would post a comment. The steps that install the program are checked by shellcheck only: scripts/test builds it anyway.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

SCHEMAS = {
    "github-actions.yml": "vendor.github-workflows",
    "azure-pipelines.yml": "vendor.azure-pipelines",
    
}
STAND_IN = """#!/bin/sh
printf '%s\\n' "$0 $*" >>"$STAND_IN_LOG"
case "$0 $*" in
*gh*) cat "$(printf '%s\\n' "$@" | tail -n 1)" >>"$STAND_IN_LOG" ;;
*) cat >>"$STAND_IN_LOG" ;;
esac
"""
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)
        print(f"failed: {what}")


def tool(name):
    return str(pathlib.Path(sys.executable).parent / name)


def check_schemas(folder):
    for name, schema in SCHEMAS.items():
        run = subprocess.run(
            [tool("check-jsonschema"), "--builtin-schema", schema, str(folder / name)], capture_output=True, text=True
        )
        expect(run.returncode == 0, f"{name} is no {schema}: {run.stdout}{run.stderr}")
    run = subprocess.run([tool("pre-commit"), "validate-config", str(folder / "pre-commit-config.yaml")], capture_output=True, text=True)
    expect(run.returncode == 0, f"pre-commit-config.yaml is none: {run.stdout}{run.stderr}")


def steps_of(path):
    """(name, script, its environment)"""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps = document["steps"] if "steps" in document else document["jobs"]["convert"]["steps"]
    for step in steps:
        script = step.get("run") or step.get("bash")
        if script:
            yield step.get("name") or step["displayName"], script, step.get("env", {})


def check_scripts(folder):
    for name in ("github-actions.yml", "azure-pipelines.yml"):
        for step, script, _ in steps_of(folder / name):
            run = subprocess.run(
                ["shellcheck", "--shell=bash", "--severity=style", "-"], input="#!/bin/bash\n" + script, capture_output=True, text=True
            )
            expect(run.returncode == 0, f"{name}, {step}: {run.stdout}")


class Repository:
    """A folder with old files, their conversion, and a PATH with the program and stand-ins."""

    def __init__(self, folder, program, example):
        self.folder = folder / "repository"
        shutil.copytree(example, self.folder / "batchai")
        tools = folder / "tools"
        tools.mkdir()
        (tools / "batchai2aml").symlink_to(program)
        for name in ("gh", "curl"):
            (tools / name).write_text(STAND_IN)
            (tools / name).chmod(0o755)
        self.log = folder / "log"
        self.environment = {
            "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(folder), "STAND_IN_LOG": str(self.log), "LC_ALL": "C.UTF-8",
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "GIT_CONFIG_GLOBAL": "/dev/null",
        }  # fmt: skip

    def run(self, *command, **variables):
        return subprocess.run(
            command, cwd=self.folder, env={**self.environment, **variables}, capture_output=True, text=True, timeout=300
        )

    def convert(self):
        run = self.run("batchai2aml", "convert", "batchai", "-o", "azureml", "--quiet")
        expect(run.returncode == 0, f"the example cannot be converted: {run.stderr}")

    def change_input(self):
        path = self.folder / "batchai" / "job.json"
        text = path.read_text(encoding="utf-8")
        changed = re.sub(r'("nodeCount": )\d+', r"\g<1>4", text)
        expect(changed != text, "the example has no nodeCount")
        path.write_text(changed, encoding="utf-8")


VALUES = {
    "${{ parameters.input }}": "batchai", "${{ parameters.output }}": "azureml", "${{ github.token }}": "my-token",
    "${{ github.event.pull_request.number }}": "7", "$(System.AccessToken)": "my-token",
    "$(System.CollectionUri)": "https://example.com/", "$(System.TeamProjectId)": "project",
    "$(Build.Repository.ID)": "repository", "$(System.PullRequest.PullRequestId)": "7",
}  # fmt: skip


def run_steps(repository, path, failing):
    """The results of the steps, by name, as the systems run them: those for failures only when one has failed."""
    results = {}
    failed = False
    for step, script, environment in steps_of(path):
        if step.startswith("Install") or (step == "Show the changes" and not failed):
            continue
        run = repository.run("bash", "-eo", "pipefail", "-c", script, **{name: VALUES[value] for name, value in environment.items()})
        results[step] = run
        failed = failed or run.returncode != 0
    name = path.name
    check = results["Convert and compare"]
    expect(check.returncode == (2 if failing else 0), f"{name}: the check ended with {check.returncode}: {check.stderr[-600:]}")
    for step, run in results.items():
        if step != "Convert and compare":
            expect(run.returncode == 0, f"{name}: {step} ended with {run.returncode}: {run.stderr[-600:]}")
    expect(("Show the changes" in results) == failing, f"{name}: the changes are shown on success")
    if failing:
        shown = results["Show the changes"].stdout
        expect("instance_count: 4" in shown, f"{name}: the change is not shown: {shown[:600]}")
    posted = repository.log.read_text(encoding="utf-8")
    expect("batchai2aml" in posted and "| Resources |" in posted, f"{name}: the comment was not posted: {posted[:600]}")
    expect("my-token" not in posted, f"{name}: the token is an argument of a process")
    repository.log.unlink()
    return results


def check_steps(program, folder, examples):
    for name in ("github-actions.yml", "azure-pipelines.yml"):
        with tempfile.TemporaryDirectory() as made:
            repository = Repository(pathlib.Path(made), program, examples / "horovod")
            repository.convert()
            results = run_steps(repository, folder / name, failing=False)
            sarif = json.loads((repository.folder / "batchai2aml-reports/results.sarif").read_text())
            expect(sarif["version"] == "2.1.0", f"{name}: no SARIF file")
            summary = "".join(run.stdout for run in results.values()) + (
                pathlib.Path(repository.environment["GITHUB_STEP_SUMMARY"]).read_text() if "github" in name else ""
            )
            expect("task.uploadsummary" in summary or "| Resources |" in summary, f"{name}: no summary")
            repository.change_input()
            run_steps(repository, folder / name, failing=True)
            # What a baseline accepts is no reason to fail.
            run = repository.run("batchai2aml", "convert", "batchai", "-o", "azureml", "-q", "--write-baseline", "batchai2aml-baseline.json")
            expect(run.returncode == 0, f"the baseline cannot be written: {run.stderr}")
            run_steps(repository, folder / name, failing=False)


def check_pre_commit(program, folder, examples):
    with tempfile.TemporaryDirectory() as made:
        repository = Repository(pathlib.Path(made), program, examples / "horovod")
        repository.convert()
        shutil.copy(folder / "pre-commit-config.yaml", repository.folder / ".pre-commit-config.yaml")
        for command in (["init", "-q"], ["add", "."]):
            repository.run("git", *command)
        good = repository.run(tool("pre-commit"), "run", "--all-files")
        expect(good.returncode == 0, f"pre-commit refuses a good folder: {good.stdout}{good.stderr}")
        repository.change_input()
        repository.run("git", "add", ".")
        bad = repository.run(tool("pre-commit"), "run", "--all-files")
        expect(bad.returncode == 1 and "exit code: 2" in bad.stdout, f"pre-commit lets a bad folder pass: {bad.stdout}{bad.stderr}")


def main():
    program, checkout = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    examples = checkout / "examples"
    folder = examples / "ci"
    check_schemas(folder)
    check_scripts(folder)
    check_steps(program, folder, examples)
    check_pre_commit(program, folder, examples)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
