#!/usr/bin/env python3
"""Plants secrets at every place that batchai.md 9 names and some more, runs the program in many ways and looks for the
secrets, whole and in pieces, plain and encoded, in all that it prints and writes.

Usage: check_secrets.py PROGRAM
"""

import base64
import html
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

import commands
import documents
import other_files
import runs
import shapes

PIECE = 12
SHOWN = 200


def readings(text):
    """The text as it stands, and as one who knows its encoding reads it."""
    yield text
    plain = re.sub(r"\\(?:u([0-9a-fA-F]{4})|(.))", lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)
    yield plain
    yield html.unescape(text.replace("<!-- -->", ""))
    yield html.unescape(plain.replace("<!-- -->", ""))
    yield urllib.parse.unquote(text)
    yield re.sub(r"[\s\\]+", "", text)


def pieces_of(text):
    return {text[at : at + PIECE] for at in range(len(text) - PIECE + 1)}


def traces_of(secret):
    """Texts that give a secret away: its pieces, also of its base64 and its URL form."""
    common = set().union(*(pieces_of(text) for text in shapes.COMMON))
    forms = {secret, urllib.parse.quote(secret, safe=""), urllib.parse.unquote(secret)}
    forms |= {line for line in secret.splitlines()}
    for start in range(3):
        forms.add(base64.b64encode(secret.encode()[start:]).decode()[: -(-len(secret) % 3) or None])
    return set().union(*(pieces_of(form) for form in forms)) - common


class Search:
    def __init__(self, secrets):
        self.by_piece = {}
        for place, secret in secrets.items():
            for piece in traces_of(secret):
                self.by_piece.setdefault(piece, place)

    def found_in(self, text):
        """Places of the secrets that are in the text, with the line that shows it."""
        found = {}
        for reading in readings(text):
            for piece in pieces_of(reading) & self.by_piece.keys():
                found.setdefault(self.by_piece[piece], piece)
        return found


def check_search(search, secrets):
    """The search itself is worth nothing when it misses a secret that is there."""
    for place, secret in secrets.items():
        encoded = base64.b64encode(f"x{secret}".encode()).decode()
        middle = secret[len(secret) // 2 - PIECE // 2 :][:PIECE]
        for text in (secret, middle, json.dumps(secret), urllib.parse.quote(secret, safe=""), encoded):
            if place not in search.found_in(f"before {text} after"):
                raise SystemExit(f"the search does not find the secret of {place} in {text}")


def write_all(folder, files):
    folder.mkdir(parents=True)
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")


def plant(folder):
    """Writes all files and answers the secrets in them."""
    plants = shapes.Plants()
    sources = (documents.resources, other_files.all_files, commands.all_files)
    write_all(folder / "inputs", itertools.chain.from_iterable(source(plants.make) for source in sources))
    write_all(folder / "texts", documents.command_jobs(plants.make))
    return plants


def main(program):
    program = pathlib.Path(program).resolve()
    leaks = {}
    with tempfile.TemporaryDirectory(prefix="batchai2aml-secrets-") as folder:
        folder = pathlib.Path(folder)
        plants = plant(folder)
        steps = runs.Runs(program, folder, plants)
        # Most runs write the same files as the one before.
        outputs = {text: what for what, text in steps.all()}
        search = Search(plants.secrets)
        check_search(search, plants.secrets)
        for text, what in outputs.items():
            for place, piece in search.found_in(text).items():
                leaks.setdefault(place, (what, piece))
    for place, (what, piece) in list(leaks.items())[:SHOWN]:
        print(f"{what}: shows the secret of {place}: {piece}")
    print(f"{len(plants.secrets)} secrets, {steps.count} runs, {len(outputs)} different outputs, {len(leaks)} leaks")
    return 1 if leaks or steps.problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
