#!/usr/bin/env python3
"""Checks the commands of every MIGRATION.md: those of the cases, and those written for examples, corpus and hostile
values.

Usage: check_pages.py PROGRAM scripts      the shell code, and the commands of the extension `ml` and of azcopy
       check_pages.py PROGRAM azure-cli    the commands of azure-cli, against the installed one; exit code 77 without it
"""

import os
import pathlib
import shutil
import sys
import tempfile

import checker
import page as one_page
import pages
import tables

REQUIRED = os.environ.get("BATCHAI2AML_REQUIRE_ALL") == "1"
LEAST_PAGES = 40
SHOWN = 40


def leave_out(what):
    """Says so; ends the test where that is forbidden."""
    if REQUIRED:
        sys.exit(f"failed: {what}, and BATCHAI2AML_REQUIRE_ALL=1 forbids to skip")
    print(f"skipped: {what}")


def all_pages(program, folder):
    from_corpus = pages.corpus(program, folder)
    if from_corpus is None:
        leave_out("pages of the corpus (BATCHAI2AML_CORPUS is not set to a folder)")
    return [*pages.expected(), *pages.written(program, folder), *(from_corpus or [])]


def az_words(commands):
    """What azure-cli is to be asked for, and the queries that it is to read."""
    wanted, queries = [], set()
    for command in commands:
        words = command.program()
        if words and words[0].text == "az":
            wanted.append(checker.leading_words(words[1:]))
            pairs = zip(words, words[1:])
            queries |= {value.text for option, value in pairs if option.text == "--query" and not value.dynamic}
    return wanted, queries


def read(paths):
    """(path, blocks, commands, problems) of each page."""
    found = []
    for path in paths:
        blocks = one_page.blocks_of(path.read_text(encoding="utf-8"))
        found.append((path, blocks, *one_page.command_list(blocks)))
    return found


def core_table(interpreter, found):
    wanted, queries = [], set()
    for _, _, commands, _ in found:
        more_wanted, more_queries = az_words(commands)
        wanted += more_wanted
        queries |= more_queries
    return tables.CoreTable(interpreter, [list(words) for words in set(map(tuple, wanted))], queries)


def problems_of(found, core):
    """(page, problem), each problem once."""
    extra, azcopy = tables.from_file("az_commands.tsv"), tables.from_file("azcopy_commands.tsv")
    seen = {}
    for path, blocks, commands, problems in found:
        if core is None:
            problems = [*problems, *one_page.script_problems(blocks), *one_page.missing_files(path, commands)]
        problems += one_page.command_problems(commands, checker.Session(core, extra, azcopy))
        for problem in problems:
            seen.setdefault(problem, path)
    for query, problem in (core.bad_queries if core else {}).items():
        seen.setdefault(f"--query {query!r}: {problem}", "")
    return seen


def main(program, what):
    program = pathlib.Path(program).resolve()
    interpreter = tables.azure_cli() if what == "azure-cli" else None
    if what == "azure-cli" and interpreter is None:
        leave_out("commands of azure-cli in MIGRATION.md (azure-cli is not installed)")
        return 77
    if what == "scripts" and not shutil.which("shellcheck"):
        leave_out("shellcheck of MIGRATION.md (it is not installed)")
    with tempfile.TemporaryDirectory(prefix="batchai2aml-pages-") as folder:
        found = read(all_pages(program, pathlib.Path(folder)))
        core = core_table(interpreter, found) if interpreter else None
        problems = problems_of(found, core)
    for problem, path in list(problems.items())[:SHOWN]:
        print(f"{path}: {problem}")
    commands = sum(len(az_words(commands)[0]) for _, _, commands, _ in found)
    print(f"{len(found)} pages, {commands} commands of az" + (f", azure-cli {core.version}" if core else ""))
    if len(found) < LEAST_PAGES or commands < len(found):
        print("that is too few: something was not found")
        return 1
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
