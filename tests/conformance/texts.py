"""Checks of the programs inside what was written: commands, scripts, and the shell blocks of MIGRATION.md."""

import ast
import pathlib
import re
import shutil
import subprocess
import sys

import parso

PYTHON27 = parso.load_grammar(version="2.7")
EXPRESSION = re.compile(r"\$\{\{\s*([^}]*?)\s*\}\}")
REFERENCE = re.compile(r"^(inputs|outputs)\.([a-zA-Z_][a-zA-Z0-9_]*)$")


def _run(command, text):
    run = subprocess.run(command, input=text.encode(), capture_output=True)
    return run.returncode, (run.stdout + run.stderr).decode(errors="replace")


def shell_syntax(text, shells=("bash", "dash")):
    """Complaints of the shells about the syntax of `text`."""
    complaints = []
    for shell in shells:
        code, output = _run([shell, "-n"], text)
        # bash ends with 0 after an unterminated here-document, and only warns.
        if code != 0 or output:
            complaints.append(f"{shell} -n: {' '.join(output.split())}")
    return complaints


def shellcheck(text, dialect, *but):
    """Complaints of shellcheck, where it is installed, without those of the codes in `but`."""
    if not shutil.which("shellcheck"):
        return []
    code, output = _run(["shellcheck", f"--shell={dialect}", f"--exclude={','.join(but)}", "--format=gcc", "-"], text)
    return [line.removeprefix("-:") for line in output.splitlines()] if code else []


# What shellcheck says about words that are the user's own and stay as they were: unquoted variables, files that it
# cannot follow, `cd` without a check, `$` in single quotes, variables that nothing sets, a pattern of `ls`.
USERS_OWN = {"SC2086", "SC1090", "SC1091", "SC2164", "SC2016", "SC2154", "SC2046", "SC2012"}
# Lines that the program writes.
GENERATED = re.compile(r"b2a_|\.batchai2aml_|^mkdir -p \"")
SHELLCHECK_LINE = re.compile(r"^(\d+):\d+: .* \[(SC\d+)\]$")


def shellcheck_command(text):
    """Complaints of shellcheck about a command, without those about words of the user."""
    lines = text.split("\n")
    complaints = []
    # SC2155: where there is no nvidia-smi the number of GPUs is 0, and that is meant.
    for complaint in shellcheck(text, "bash", "SC2155"):
        match = SHELLCHECK_LINE.match(complaint)
        if not match or match[2] not in USERS_OWN or GENERATED.search(lines[int(match[1]) - 1]):
            complaints.append(f"shellcheck: {complaint}")
    return complaints


def dockerfile(text, files):
    """Complaints of hadolint, and about files that a COPY names and `files` does not have."""
    # Installed beside the interpreter that runs this.
    code, output = _run([str(pathlib.Path(sys.executable).parent / "hadolint"), "--no-color", "-"], text)
    complaints = [f"hadolint: {line.removeprefix('-:')}" for line in output.splitlines()]
    if code != 0 and not complaints:
        complaints.append(f"hadolint ends with {code}")
    for line in text.splitlines():
        words = line.split()
        if words[:1] == ["COPY"]:
            complaints += [f"copies {word}, which is not there" for word in words[1:-1] if word not in files]
    return complaints


def command(text, inputs, outputs, code_texts):
    """Complaints about the command of a job: every expression is declared, everything declared is used, and a shell
    can read it once the expressions are replaced."""
    complaints = []
    used = {"inputs": set(), "outputs": set()}
    for expression in EXPRESSION.findall(text):
        match = REFERENCE.match(expression)
        if not match:
            complaints.append(f"${{{{{expression}}}}} is no reference to an input or output")
        else:
            used[match[1]].add(match[2])
    everything = "\n".join([text, *code_texts])
    for kind, declared in (("inputs", inputs), ("outputs", outputs)):
        for key in sorted(used[kind] - set(declared)):
            complaints.append(f"${{{{{kind}.{key}}}}} is not declared")
        for key in sorted(set(declared) - used[kind]):
            if not re.search(rf"\bAZURE_ML_(?:INPUT|OUTPUT)_{key}\b", everything):
                complaints.append(f"{kind}.{key} is declared and never used")
    if "$[[" in text:
        complaints.append("'$[[' begins an optional part of a command")
    if "\r" in text or "\0" in text:
        complaints.append("a carriage return or NUL in the command")
    plain = EXPRESSION.sub("/mnt/data/wd", text)
    return complaints + shell_syntax(plain) + shellcheck_command(plain)


# Names of the library that Python 2.7 lacks, as far as a launcher might want them.
PYTHON3_ONLY_NAMES = {
    ("shlex", "quote"),
    ("subprocess", "run"),
    ("subprocess", "DEVNULL"),
    ("os", "replace"),
    ("os", "fsencode"),
    ("shutil", "which"),
    ("time", "monotonic"),
    ("time", "perf_counter"),
}
PYTHON3_ONLY_MODULES = {"pathlib", "http", "urllib.request", "urllib.parse", "concurrent", "asyncio", "dataclasses", "enum", "typing"}
PYTHON3_ONLY_BUILTINS = {"FileNotFoundError", "FileExistsError", "PermissionError", "ConnectionError", "TimeoutError", "breakpoint"}
PYTHON3_ONLY_NODES = {
    ast.JoinedStr: "f-string",
    ast.AnnAssign: "annotation",
    ast.Nonlocal: "nonlocal",
    ast.AsyncFunctionDef: "async",
    ast.Await: "await",
    ast.YieldFrom: "yield from",
    ast.NamedExpr: ":=",
    ast.MatMult: "@ operator",
    ast.Starred: "starred expression outside a call",
}


def _python2_problem(node, starred_calls):
    if isinstance(node, ast.Starred) and node in starred_calls:
        return None
    for kind, name in PYTHON3_ONLY_NODES.items():
        if isinstance(node, kind):
            return name
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        if node.args.kwonlyargs or node.args.posonlyargs:
            return "keyword-only or positional-only arguments"
        if any(argument.annotation for argument in node.args.args) or getattr(node, "returns", None):
            return "annotation"
    if isinstance(node, ast.Raise) and node.cause:
        return "raise … from"
    if isinstance(node, ast.Try) and any(isinstance(handler.type, ast.Name) and handler.type.id in PYTHON3_ONLY_BUILTINS for handler in node.handlers):
        return "an exception class of Python 3"
    if isinstance(node, ast.Dict) and None in node.keys:
        return "** in a dictionary"
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in PYTHON3_ONLY_NAMES:
        return f"{node.value.id}.{node.attr}"
    if isinstance(node, ast.Name) and node.id in PYTHON3_ONLY_BUILTINS:
        return node.id
    if isinstance(node, ast.keyword) and node.arg == "exist_ok":
        return "exist_ok"
    return None


def launched_commands(tree):
    """Complaints of the shells about the commands of a launcher: the texts of its table COMMANDS."""
    complaints = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "COMMANDS":
            for text in ast.literal_eval(node.value).values():
                complaints += shell_syntax(text) + shellcheck_command(text)
    return complaints


def python(text):
    """Complaints about a Python script that has to run under Python 2.7 and 3."""
    try:
        tree = ast.parse(text)
        compile(tree, "script", "exec")
    except (SyntaxError, ValueError) as error:
        return [f"Python {sys.version_info.major}: {error}"]
    # The grammar knows the statement `print` only.
    python27 = text.replace("print(", "print_(") if "print_function" in text else text
    complaints = [f"Python 2.7: line {issue.start_pos[0]}: {issue.message}"
                  for issue in PYTHON27.iter_errors(PYTHON27.parse(python27))]
    complaints += launched_commands(tree)
    if not text.isascii() and not re.search(r"coding[:=]", "\n".join(text.splitlines()[:2])):
        complaints.append("Python 2: not ASCII and no coding line")
    starred = {argument for node in ast.walk(tree) if isinstance(node, ast.Call) for argument in node.args}
    guarded = {part for node in ast.walk(tree) if isinstance(node, ast.Try) for part in ast.walk(node)}
    print_function = "print_function" in text
    for node in ast.walk(tree):
        problem = _python2_problem(node, starred)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and node not in guarded:
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            for module in modules:
                if module in PYTHON3_ONLY_MODULES or module.split(".")[0] in PYTHON3_ONLY_MODULES:
                    problem = f"module {module}"
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print" and not print_function:
            if node.keywords or len(node.args) != 1:
                problem = "print with keywords or several arguments, without print_function"
        if problem:
            complaints.append(f"Python 2: line {getattr(node, 'lineno', '?')}: {problem}")
    return complaints


FENCE = re.compile(r"^(`{3,})\s*(\w*)\s*$")


def markdown(text):
    """Complaints about the shell blocks of a page, with its line numbers, and the text of the blocks."""
    fence, language, script = None, None, []
    for line in text.splitlines():
        match = FENCE.match(line)
        if match and not fence:
            fence, language = match.groups()
            script.append("")
        elif match and fence and len(match[1]) >= len(fence) and not match[2]:
            fence = None
            script.append("")
        else:
            script.append(line if fence and language in ("bash", "sh", "shell") else "")
    shell = "\n".join(script) + "\n"
    if fence:
        return ["a block without an end"], shell
    return shell_syntax(shell, ("bash",)) + shellcheck(shell, "bash"), shell
