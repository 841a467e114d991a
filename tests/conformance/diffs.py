#!/usr/bin/env python3
"""Checks what `diff --report json` says of folders that were edited by hand by docs/diff.schema.json.

Usage: diffs.py PROGRAM EXAMPLES
"""

import copy
import json
import pathlib
import random
import sys
import tempfile

import jsonschema

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "diff"))
from check_diff import FORMATS, Folder, change_by_hand  # noqa: E402

# Each makes a good report a bad one.
FAULTS = (
    lambda told: told.update(schema="batchai2aml/diff/2"),
    lambda told: told["summary"].pop("new"),
    lambda told: told["files"][0].update(state="created"),
    lambda told: told["files"][0].update(more=1),
    lambda told: told["unknown"].append(1),
)


def main(program, examples):
    validator = jsonschema.Draft7Validator(json.loads((TOP / "docs" / "diff.schema.json").read_text()))
    seen = set()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="batchai2aml-diffs-") as scratch:
        for number, output_format in enumerate(FORMATS):
            out = pathlib.Path(scratch) / output_format
            folder = Folder(pathlib.Path(program).resolve(), pathlib.Path(examples).resolve(), out, output_format)
            folder.convert()
            change_by_hand(folder, random.Random(number))
            for flags in ([], ["--workspace", "another", "--set", "scale=exact"]):
                told = json.loads(folder.run("diff", "--report", "json", *flags).stdout)
                for error in validator.iter_errors(told):
                    failed += 1
                    print(f"--to {output_format} {flags}: {error.json_path}: {error.message[:300]}")
                seen |= {(file["state"], member) for file in told["files"] for member in file}
                for at, fault in enumerate(FAULTS):
                    broken = copy.deepcopy(told)
                    fault(broken)
                    if validator.is_valid(broken):
                        failed += 1
                        print(f"the schema does not notice fault {at}")
    for wanted in (("edited", "fields"), ("edited", "hunks"), ("changed", "hunks"), ("deleted", "remark"), ("unchanged", "file")):
        if wanted not in seen:
            failed += 1
            print(f"no report had {wanted}")
    print(f"{failed} problems")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
