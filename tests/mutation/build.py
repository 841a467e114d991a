"""Makes the program and the tests whose rules can be disabled: a copy of the project with a switch around each of
them, built once. Internal to mutate.py."""

import os
import pathlib
import shutil
import subprocess

from schemata import Schemata

# Folders whose rules are disabled, and what else the build and the tests need.
COMPONENTS = ("mapper", "parser", "project")
COPIED = ("CMakeLists.txt", "cmake", "data", "docs", "examples", "include", "src", "tests")
NUMBERS_PER_FILE = 1000  # so that a new mutant does not renumber, and rebuild, all other files

# Undefined behaviour of a mutant has to be the same in each run.
FLAGS = "-O1 -w -D_GLIBCXX_ASSERTIONS -ftrivial-auto-var-init=zero"

SWITCH = """#pragma once
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

struct B2aMutation {
    int active = 0; ///< the mutant of this run
    int trace = -1; ///< file that takes the numbers of all mutants that are reached
    std::atomic<bool> seen[@TOTAL@]{};
    B2aMutation() {
        if (const char* number = std::getenv("B2A_MUTANT")) active = std::atoi(number);
        if (const char* file = std::getenv("B2A_MUTANT_TRACE"))
            trace = ::open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    }
};

inline bool b2a_mutant(int number) {
    static B2aMutation state;
    if (state.trace >= 0 && !state.seen[number].exchange(true)) {
        char text[16];
        const int length = std::snprintf(text, sizeof text, "%d\\n", number);
        if (::write(state.trace, text, static_cast<std::size_t>(length)) != length) std::abort();
    }
    return number == state.active;
}
"""


class BuildError(Exception):
    pass


def mutated_files(top):
    found = []
    for component in COMPONENTS:
        found += sorted((top / "src" / component).glob("*.[ch]pp"))
    return found


def read_all(top):
    """The schemata of all files whose rules can be disabled."""
    out = []
    for index, path in enumerate(mutated_files(top)):
        schemata = Schemata(path.relative_to(top).as_posix(), path.read_text(encoding="utf-8"), 1 + index * NUMBERS_PER_FILE)
        if len(schemata.mutants) >= NUMBERS_PER_FILE:
            raise BuildError(f"{schemata.file} has too many mutants; raise NUMBERS_PER_FILE")
        out.append(schemata)
    return out


def write_if_changed(path, data):
    """Keeps the time of a file that stays the same, so that nothing is built again for it."""
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def copy_project(top, target, all_schemata):
    mutated = {one.file: one for one in all_schemata}
    kept = {"src/mutation/switch.hpp"}
    for name in COPIED:
        source = top / name
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            relative = path.relative_to(top).as_posix()
            if path.is_symlink() or not path.is_file() or "__pycache__" in path.parts:
                continue
            data = path.read_bytes()
            if relative in mutated:
                data = b'#include "mutation/switch.hpp"\n#line 1\n' + mutated[relative].mutated().encode()
            write_if_changed(target / relative, data)
            (target / relative).chmod(path.stat().st_mode & 0o777)
            kept.add(relative)
    total = 1 + len(all_schemata) * NUMBERS_PER_FILE
    write_if_changed(target / "src/mutation/switch.hpp", SWITCH.replace("@TOTAL@", str(total)).encode())
    for path in list(target.rglob("*")):
        if path.is_file() and path.relative_to(target).as_posix() not in kept and "__pycache__" not in path.parts:
            path.unlink()


def build(top, folder, all_schemata, jobs):
    """Returns the folder of the binaries."""
    source, binary = folder / "source", folder / "binary"
    copy_project(top, source, all_schemata)
    targets = [f"test_{component}" for component in (*COMPONENTS, "convert")] + ["batchai2aml_cli"]
    settings = ["-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_CXX_FLAGS_RELEASE={FLAGS}"]
    configure = ["cmake", "-S", source, "-B", binary, "-G", "Ninja", *settings]
    for command in (configure, ["ninja", "-C", binary, "-j", str(jobs), *targets]):
        log = folder / f"{pathlib.Path(command[0]).name}.log"
        with open(log, "wb") as output:
            if subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, check=False).returncode != 0:
                raise BuildError(f"{log.read_text(errors='replace')[-6000:]}\n{command[0]} failed; see {log}")
    return binary


def worker_program(folder, program, settings):
    """A program for run_case.py, which passes no settings on: calls `program` with these environment variables."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "batchai2aml"
    assignments = "".join(f"export {name}='{value}'\n" for name, value in settings.items())
    path.write_text(f"#!/bin/sh\n{assignments}exec '{program}' \"$@\"\n")
    path.chmod(0o755)
    return path


def clean(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def environment(**settings):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("B2A_")}
    return {**kept, **{name: str(value) for name, value in settings.items()}}
