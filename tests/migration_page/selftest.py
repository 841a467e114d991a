#!/usr/bin/env python3
"""Plants mistakes in commands and expects that the checks of this folder find them. Usage: selftest.py"""

import os
import pathlib
import shutil
import sys
import tempfile
import unittest

import checker
import page
import tables
from shell_commands import ShellError, commands_of

SETUP = "az configure --defaults group=g workspace=w\n"
# Commands, and a part of what must be said of them; "" for commands without a mistake.
OF_TABLES = [
    ("az ml job create -f job.yml", ""),
    ("az ml job create --file=job.yml --stream --set tags.a=b tags.c=d --output none", ""),
    ('az ml job create -f job.yml --name "$name"', ""),
    ("az ml job create", "--file is required"),
    ("az ml job create -f", "-f needs a value"),
    ("az ml job create -f -x", "-f needs a value"),
    ("az ml job create --fil job.yml", "--fil is no option of it"),
    ("az ml job create -f job.yml --ouput none", "--ouput is no option of it"),
    ("az ml job create -f job.yml --output text", "--output cannot be 'text'"),
    ("az ml job create -f job.yml other.yml", "takes 0 arguments without an option, not 1"),
    ("az ml job submit -f job.yml", "az ml job submit: there is no such command"),
    ("az ml computetarget create amlcompute -n x", "there is no such command"),
    ("az ml workspace show", "--name is required"),
    ("az ml compute create --size Standard_D2", "--file or --name is required"),
    ('az "$verb" create', "the command is not written out"),
    ("echo x | az ml data crate -f x", "az ml data crate"),
    ("f() { az ml data crate -f x; }", "az ml data crate"),
    ('x="$(az ml data crate -f x)"', "az ml data crate"),
    ("trap 'az ml data crate' EXIT", "az ml data crate"),
    ('if ! command az ml data crate; then echo "no"; fi', "az ml data crate"),
    ("az ml connection create -f c.yml --set credentials.password=$P", "would show a secret"),
    ("az keyvault secret set --vault-name v --name n --file /dev/stdin", ""),
    ("az keyvault secret set --vault-name v --name n", "--value or --file is required"),
    ('az keyvault secret set --vault-name v --name n --value "$S"', "would show a secret"),
    ("az keyvault secret show --vault-name v --version 1", "--id or --name is required"),
    ("azcopy copy '/data/*' https://a.blob.core.windows.net/c --recursive", ""),
    ("azcopy cp a b --recursive=true --as-subdir=false", ""),
    ("azcopy copy a b --recurse", "--recurse is no option of it"),
    ("azcopy copy a --recursive", "takes 2 places, not 1"),
    ("azcopy upload a b", "there is no such command"),
]
OF_AZURE_CLI = [
    ("az storage account show --name a --query id -o tsv", ""),
    ("az storage account show --account-name a", "--account-name is no option of it"),
    ("az storage account show", "--name is required"),
    ("az storage acount show --name a", "az storage acount show: there is no such command"),
    ("az storage account", "there is no such command"),
    ("az storage share-rm create --storage-account a --name s", ""),
    ("az storage container create -n c --account-name a --auth-mode logon", "--auth-mode cannot be 'logon'"),
    ("az storage container create -n c --account-name a -g g", "-g is deprecated"),
    ("az storage container create -n c --account-key k", "would show a secret"),
    ("az role assignment create --role r --scope s --assignee-object-id o --assignee-principal-type User", ""),
    ("az role assignment create --role r --assignee a", "--scope is required"),
    ("az role assignment create --role r --scope s", "--assignee or --assignee-object-id is required"),
    ("az acr build --registry r --image i:1 .", ""),
    ("az acr build --registry r --image i:1", "takes 1 arguments without an option, not 0"),
    ("az acr import --name r --image i:1", "--source is required"),
    ("az ad signed-in-user list", "there is no such command"),
    ("az extension add --name ml --upgrade now", "takes 0 arguments without an option, not 1"),
    ("az keyvault secret set --vault-name v --name n --file /dev/stdin", ""),
]


def azure_cli(scripts):
    interpreter = tables.azure_cli()
    if interpreter is None:
        return None
    commands = [command for script in scripts for command in commands_of(SETUP + script)]
    words = [checker.leading_words(command.program()[1:]) for command in commands]
    return tables.CoreTable(interpreter, words, {"[0].value", "[0.value"})


class Mistakes(unittest.TestCase):
    def check(self, script, expected, core):
        session = checker.Session(core, tables.from_file("az_commands.tsv"), tables.from_file("azcopy_commands.tsv"))
        problems = page.command_problems(commands_of(SETUP + script), session)
        with self.subTest(script=script):
            if expected:
                self.assertTrue(any(expected in problem for problem in problems), problems)
            else:
                self.assertEqual(problems, [])

    def test_commands_of_the_tables(self):
        for script, expected in OF_TABLES:
            self.check(script, expected, None)

    def test_commands_of_azure_cli(self):
        core = azure_cli([script for script, _ in OF_AZURE_CLI])
        if core is None and os.environ.get("BATCHAI2AML_REQUIRE_ALL") != "1":
            self.skipTest("azure-cli is not installed")
        self.assertIsNotNone(core, "azure-cli is not installed, and BATCHAI2AML_REQUIRE_ALL=1 forbids to skip")
        for script, expected in OF_AZURE_CLI:
            self.check(script, expected, core)
        self.assertEqual(list(core.bad_queries), ["[0.value"])

    def test_defaults_count_only_from_where_they_are_set(self):
        session = checker.Session(None, tables.from_file("az_commands.tsv"), {})
        commands = commands_of("az ml datastore list\n" + SETUP + "az ml datastore list\n")
        problems = page.command_problems(commands, session)
        self.assertEqual(len(problems), 2)
        self.assertTrue(all(problem.startswith("line 1: ") for problem in problems), problems)

    def test_scripts_that_bash_cannot_read(self):
        for script in ["echo 'x", 'echo "$(ls"', "(ls", "ls)", "cat <<END\nx\n"]:
            with self.subTest(script=script):
                self.assertRaises(ShellError, commands_of, script)

    def test_pages(self):
        text = "# Page\n\n```bash\nif true; then\n```\n\n```text\naz no command\n```\n"
        blocks = page.blocks_of(text)
        self.assertEqual(blocks, [(4, "if true; then\n")])
        self.assertTrue(any("block at line 4" in problem for problem in page.script_problems(blocks)))
        if shutil.which("shellcheck"):
            problems = page.script_problems([(1, 'x="$1"\nls $x\n')])
            self.assertTrue(any("SC2086" in problem for problem in problems), problems)

    def test_files_that_are_not_there(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "job.yml").write_text("")
            commands = commands_of("az ml job create -f job.yml\naz ml job create -f other.yml\n")
            problems = page.missing_files(pathlib.Path(folder) / "MIGRATION.md", commands)
        self.assertEqual(problems, ["line 2: there is no file other.yml"])


if __name__ == "__main__":
    sys.exit(unittest.main())
