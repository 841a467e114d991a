#!/usr/bin/env python3
"""Checks what the design promises about the sources; Python's standard library is all it needs.

Usage: check_sources.py [TOP]      --self-test runs the checks over broken sources of its own
"""

import pathlib
import re
import sys
import tempfile

MAX_LINES = 400
JSON_FILES = 3

# What each folder of src/ may include besides itself, include/batchai2aml and the standard library.
ARROWS = {
    "model": set(),
    "support": set(),
    "catalog": {"model"},
    "parser": {"model", "catalog", "support"},
    "calls": {"model", "catalog", "support"},
    "project": {"model", "support"},
    "mapper": {"model", "catalog", "support"},
    "emitter": {"model", "support"},
    "report": {"model", "catalog", "support"},
    "probe": set(),
    "rehearse": {"probe", "support"},
    "convert": {"parser", "calls", "project", "mapper", "emitter", "report", "model", "catalog", "support"},
}
ARROWS["cli"] = set(ARROWS)

# Headers that belong neither to the project nor to C++, by folder or name, and who may include them.
FOREIGN = {
    "nlohmann": {"parser", "report", "cli"},
    "tree_sitter": {"parser"},
    "openssl": {"support"},
    "CLI": {"cli"},
    "spdlog": {"cli"},
    "fmt": {"cli"},
    "yaml.h": {"cli", "rehearse"},
    "sys": {"support", "cli", "rehearse", "probe"},
    "unistd.h": {"support", "cli", "rehearse", "probe"},
    "fcntl.h": {"support", "cli", "rehearse", "probe"},
    "signal.h": {"support", "cli"},
    "dirent.h": {"support", "cli"},
    "dlfcn.h": {"probe"},
    "spawn.h": {"probe"},
}
# They deal with processes: the command line is one, the others start some or live in them.
WORLDLY = {"cli", "probe", "rehearse"}
STANDARD = re.compile(r"^[a-z_]+$")  # <vector>, <cstdint>, ...

# What the library must not do: print, end the process, look at the clock or at the environment.
FORBIDDEN = re.compile(
    r"""std::(?:cout|cerr|clog|cin)\b
      | \b(?:std::)?(?:printf|fprintf|puts|putchar|perror)\s*\(
      | \b(?:std::|::)?(?:getenv|secure_getenv|setenv|putenv)\s*\(
      | (?<![\w.>])(?:std::|::)?(?:exit|_exit|_Exit|quick_exit|abort|terminate)\s*\(
      | \b(?:system_clock|steady_clock|high_resolution_clock|utc_clock|gettimeofday|clock_gettime)\b
      | (?<![\w.>])(?:std::)?(?:time|localtime|gmtime)\s*\(
      | \b(?:std::)?(?:system|popen|setlocale)\s*\(
      | \bstd::locale\s*\(\s*"
    """,
    re.VERBOSE,
)
SOCKET = re.compile(r"<(?:sys/socket|netdb|netinet/[a-z]+|curl/[a-z]+)\.h>")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
# Comments, and literals of all kinds, so that words in them do not count.
NOT_CODE = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+'""",
    re.VERBOSE | re.DOTALL,
)


def code_of(text):
    """The text without comments and literals, with the same lines. Digit separators are no literals."""
    text = re.sub(r"(?<=\d)'(?=\d)", "", text)
    return NOT_CODE.sub(lambda match: "\n" * match.group().count("\n") or " ", text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


class Checker:
    def __init__(self, top):
        self.top = top
        self.problems = []
        self.json_files = []

    def sources(self, folder):
        return sorted(path for path in (self.top / folder).rglob("*.[ch]pp"))

    def report(self, path, line, text):
        self.problems.append(f"{path.relative_to(self.top)}:{line}: {text}")

    def check_include(self, path, component, line, quoted, name):
        if name.endswith("nlohmann/json.hpp"):
            self.json_files.append(path)
        head = name.split("/")[0]
        if head == "batchai2aml":
            return
        if quoted:
            if name.endswith(".inc"):
                return  # a generated table, part of the file
            if "/" not in name or head not in ARROWS:
                self.report(path, line, f'"{name}" is not named by its path from src/ or include/')
            elif head != component and head not in ARROWS[component]:
                self.report(path, line, f"src/{component} must not include src/{head}")
        elif not STANDARD.match(name):
            if head not in FOREIGN:
                self.report(path, line, f"<{name}> is no known library: add it to FOREIGN")
            elif component not in FOREIGN[head]:
                self.report(path, line, f"src/{component} must not include <{name}>")

    def check_component(self, component):
        for path in self.sources(f"src/{component}"):
            text = path.read_text(encoding="utf-8")
            for match in INCLUDE.finditer(text):
                self.check_include(path, component, line_of(text, match.start()), match[1] == '"', match[2])
            if component not in WORLDLY:
                code = code_of(text)
                for match in FORBIDDEN.finditer(code):
                    self.report(path, line_of(code, match.start()), f"library code must not use {match[0].strip()}")

    def check_public_headers(self):
        for path in self.sources("include"):
            text = path.read_text(encoding="utf-8")
            for match in INCLUDE.finditer(text):
                if not match[2].startswith("batchai2aml/") and (match[1] == '"' or not STANDARD.match(match[2])):
                    self.report(path, line_of(text, match.start()), f"a public header must not include {match[2]}")

    def check_all_files(self):
        for folder in ("src", "include", "tests", "bench"):
            for path in self.sources(folder):
                text = path.read_text(encoding="utf-8")
                if text.count("\n") > MAX_LINES:
                    self.report(path, MAX_LINES + 1, f"more than {MAX_LINES} lines: split by concern")
                if SOCKET.search(text):
                    self.report(path, 1, "nothing here opens a socket")
                if path.suffix == ".hpp" and folder != "tests":
                    if not text.startswith("/// \\file\n"):
                        self.report(path, 1, "a header opens with '/// \\file' and what it is for")
                    if "#pragma once" not in text:
                        self.report(path, 1, "no '#pragma once'")

    def run(self):
        folders = {path.name for path in (self.top / "src").iterdir() if path.is_dir()}
        for component in sorted(folders - set(ARROWS)):
            self.problems.append(f"src/{component}: a component that ARROWS does not know")
        for component in sorted(set(ARROWS) - folders):
            self.problems.append(f"src/{component}: ARROWS knows it, but it is not there")
        for component in sorted(folders & set(ARROWS)):
            self.check_component(component)
        self.check_public_headers()
        self.check_all_files()
        if len(self.json_files) > JSON_FILES:
            names = ", ".join(str(path.relative_to(self.top)) for path in self.json_files)
            self.problems.append(f"nlohmann/json.hpp costs seconds per file: {len(self.json_files)} files include it: {names}")
        return self.problems


HEADER = "/// \\file\n/// For the test.\n#pragma once\n"
BROKEN = [  # path, text, words of the complaint
    ("src/model/a.hpp", HEADER + '#include "parser/json/reader.hpp"\n', "src/model must not include src/parser"),
    ("src/emitter/a.hpp", HEADER + '#include "catalog/findings.hpp"\n', "src/emitter must not include src/catalog"),
    ("src/mapper/a.hpp", HEADER + '#include "emitter/yaml.hpp"\n', "src/mapper must not include src/emitter"),
    ("src/support/a.hpp", HEADER + '#include "model/ledger.hpp"\n', "src/support must not include src/model"),
    ("src/model/a.hpp", HEADER + "#include <nlohmann/json.hpp>\n", "must not include <nlohmann/json.hpp>"),
    ("src/model/a.hpp", HEADER + "#include <boost/any.hpp>\n", "no known library"),
    ("src/model/a.hpp", HEADER + '#include "neighbour.hpp"\n', "not named by its path"),
    ("include/batchai2aml/a.hpp", HEADER + "#include <fmt/core.h>\n", "a public header must not include"),
    ("src/model/a.hpp", "#pragma once\n", "opens with"),
    ("src/model/a.hpp", "/// \\file\n", "#pragma once"),
    ("src/parser/a.cpp", 'void f() { std::cout << "x"; }\n', "must not use std::cout"),
    ("src/parser/a.cpp", 'auto f() { return std::getenv("HOME"); }\n', "must not use std::getenv("),
    ("src/parser/a.cpp", "void f() { std::exit(1); }\n", "must not use std::exit("),
    ("src/parser/a.cpp", "void f() { abort(); }\n", "must not use abort("),
    ("src/parser/a.cpp", "auto f() { return std::chrono::system_clock::now(); }\n", "must not use system_clock"),
    ("src/parser/a.cpp", "auto f() { return time(nullptr); }\n", "must not use time("),
    ("src/parser/a.cpp", "\n" * 401, "more than 400 lines"),
    ("src/cli/a.cpp", "#include <sys/socket.h>\n", "opens a socket"),
    ("src/other/a.cpp", "", "ARROWS does not know"),
]
GOOD = """#include "model/a.hpp"
#include <vector>
// std::cout, getenv("x") and exit(1) in a comment
auto text = "std::exit(1)"; auto raw = R"(abort();)"; int large = 1'000;
int run_time(int n); int x = run_time(3); bool y = clock.time(); // members and other names
"""


def problems_with(files):
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        for component in ARROWS:
            (top / "src" / component).mkdir(parents=True)
        for name, text in files:
            path = top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return Checker(top).run()


def self_test():
    failures = []
    if good := problems_with([("src/parser/a.cpp", GOOD)]):
        failures.append(f"good sources are refused: {good}")
    for name, text, words in BROKEN:
        found = problems_with([(name, text)])
        if not any(words in problem for problem in found):
            failures.append(f"{name} with {text[:60]!r}: no complaint of {words!r}, only {found}")
    many = [(f"src/parser/{n}.cpp", "#include <nlohmann/json.hpp>\n") for n in range(JSON_FILES + 1)]
    if not any("costs seconds" in problem for problem in problems_with(many)):
        failures.append("too many users of nlohmann/json.hpp are not noticed")
    return failures


def main():
    if sys.argv[1:] == ["--self-test"]:
        problems = self_test()
    else:
        top = pathlib.Path(sys.argv[1]) if sys.argv[1:] else pathlib.Path(__file__).resolve().parents[2]
        problems = Checker(top).run()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
