#!/usr/bin/env python3
"""Converts examples, cases and the corpus with every kind of report and has each judged by who will read it.

Usage: reports.py JUDGES PROGRAM FOLDER...      JUDGES: what setup-judges made
       reports.py JUDGES --self-test PROGRAM FOLDER

JSON is checked against docs/report.schema.json; SARIF against the schema of OASIS and by Microsoft's validator with the
rules of GitHub's code scanning; JUnit against the schema of Jenkins' xUnit plugin; markdown is rendered as GitHub does it,
and must hold no link but relative ones. The files of a folder named `inputs` are one input.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import cmarkgfm
import jsonschema
import lxml.etree
import lxml.html
from cmarkgfm.cmark import Options

TOP = pathlib.Path(__file__).resolve().parents[2]
FORMATS = {"json": "json", "sarif": "sarif", "junit": "xml", "markdown": "md", "github": "github", "azdo": "azdo"}
# Of the validator: there is no public address to name.
ACCEPTED = {"SARIF2005"}
COMMENT = 65536
# What GitHub makes links of after markdown has become HTML.
REFERENCE = re.compile(r"(?:^|[^\w`])@\w|#\d|\bGH-\d|!\d", re.IGNORECASE)


def convert(program, source, folder):
    """Files of the reports by format; none when there was nothing to report about."""
    command = [program, "convert", str(source), "-o", str(folder / "out"), "--no-config", "--no-ignore",
               *(word for name in ("yaml", "arm", "runconfig") for word in ("--to", name)),
               *(f"--report={name}={folder / 'report'}.{ending}" for name, ending in FORMATS.items())]
    ended = subprocess.run(command, cwd=source.parent, capture_output=True, text=True, errors="replace", timeout=600)
    if ended.returncode == 66:
        return {}
    if ended.returncode not in (0, 1):
        raise SystemExit(f"exit code {ended.returncode} of {command}:\n{ended.stderr[-2000:]}")
    return {name: folder / f"report.{ending}" for name, ending in FORMATS.items()}


class Judges:
    def __init__(self, folder):
        self.multitool = folder / "sarif" / "Sarif.Multitool"
        self.sarif = self.validator(folder / "sarif" / "sarif-2.1.0.json")
        self.json = self.validator(TOP / "docs" / "report.schema.json")
        self.junit = lxml.etree.XMLSchema(lxml.etree.parse(folder / "junit" / "junit-10.xsd"))

    @staticmethod
    def validator(path):
        schema = json.loads(path.read_text(encoding="utf-8-sig"))
        jsonschema.Draft202012Validator.check_schema(schema)
        return jsonschema.Draft202012Validator(schema)

    @staticmethod
    def schema_failures(validator, path):
        for error in list(validator.iter_errors(json.loads(path.read_bytes())))[:5]:
            yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"

    def json_failures(self, path):
        yield from self.schema_failures(self.json, path)

    def sarif_failures(self, path):
        yield from self.schema_failures(self.sarif, path)
        run = json.loads(path.read_bytes())["runs"][0]
        prints = [result["partialFingerprints"]["batchai2aml/v1"] for result in run["results"]]
        if len(set(prints)) != len(prints):
            yield "two results have the same fingerprint"

    def junit_failures(self, path):
        document = lxml.etree.parse(path)
        if not self.junit.validate(document):
            yield from (str(error) for error in list(self.junit.error_log)[:5])
        root = document.getroot()
        for suite in [root, *root.iter("testsuite")]:
            for name, element in (("tests", "testcase"), ("failures", "failure")):
                if suite.get(name) != str(sum(1 for _ in suite.iter(element))):
                    yield f"{suite.get('name')}: {name} is {suite.get(name)}, which is not the number of elements"
        names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
        if len(set(names)) != len(names):
            yield "two test cases have the same name"

    def markdown_failures(self, path):
        text = path.read_text(encoding="utf-8")
        if len(text) > COMMENT:
            yield f"{len(text)} characters: a comment holds {COMMENT}"
        # Raw HTML is kept, so that what slipped through would be seen.
        page = lxml.html.fromstring("<body>" + cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
        known = {"body", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "p", "a", "br", "strong", "em",
                 "details", "summary", "input", "code", "html", "div"}
        for element in page.iter():
            if isinstance(element.tag, str) and element.tag not in known:
                yield f"an element {element.tag}"
            if element.tag == "a" and re.match(r"/|[A-Za-z][A-Za-z0-9+.-]*:", element.get("href")):
                yield f"a link to {element.get('href')}"
            if element.tag == "a" and element.get("href").split("#")[0] == "":
                yield "a link to nowhere"
        for text in page.itertext(with_tail=True):
            if REFERENCE.search(text):
                yield f"GitHub would make a link of part of {text[:200]!r}"

    @staticmethod
    def commands(path, begin):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith((begin, "batchai2aml: without an annotation: ")):
                yield f"a line that is no annotation: {line[:200]}"

    def github_failures(self, path):
        form = re.compile(r"::(error|warning|notice) (file=[^,:]+,)?(line=\d+,col=\d+,(endColumn=\d+,)?)?title=[^,:]+::.+")
        yield from self.commands(path, "::")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("::") and not form.fullmatch(line):
                yield f"not of the form of an annotation: {line[:200]}"

    def azdo_failures(self, path):
        form = re.compile(r"##vso\[task\.logissue type=(error|warning)(;sourcepath=[^;\]]+)?"
                          r"(;linenumber=\d+;columnnumber=\d+)?;code=B2A\d{4}\].+")
        yield from self.commands(path, "##vso[task.logissue ")
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("##") and not form.fullmatch(line):
                yield f"not of the form of an issue: {line[:200]}"

    def failures(self, reports):
        for name, path in reports.items():
            for failure in getattr(self, f"{name}_failures")(path):
                yield f"{name}: {failure}"

    def validate(self, files, folder):
        """What Microsoft's validator says about files of SARIF."""
        out = folder / "validation.sarif"
        command = [self.multitool, "validate", *files, "--rule-kind", "Sarif;Ghas", "--output", out, "--log", "ForceOverwrite",
                   "--level", "Error;Warning", "--kind", "Fail"]
        environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        ended = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
        if ended.returncode != 0 or not out.is_file():
            yield f"the validator ended with {ended.returncode}: {ended.stdout[-1000:]}{ended.stderr[-1000:]}"
            return
        run = json.loads(out.read_text(encoding="utf-8-sig"))["runs"][0]
        if run["invocations"][0]["executionSuccessful"] is not True:
            yield f"the validator did not finish: {run['invocations']}"
        for result in run.get("results", []):
            if result["ruleId"] not in ACCEPTED:
                place = result["locations"][0]["physicalLocation"]
                yield (f"{place['artifactLocation'].get('uri')}:{place.get('region', {}).get('startLine')}: "
                       f"{result['ruleId']} {result['message']}")


def described(schema, path=""):
    """Members of a schema without a description."""
    for name, member in schema.get("properties", {}).items():
        if "description" not in member:
            yield f"{path}/{name}"
        yield from described(member, f"{path}/{name}")
    if isinstance(schema.get("items"), dict):
        yield from described(schema["items"], f"{path}[]")
    for name, member in schema.get("$defs", {}).items():
        yield from described(member, f"{path}#{name}")


def sources_of(folder):
    """The folders named `inputs` below a folder, or the folder itself."""
    found = sorted(path for path in folder.rglob("inputs") if path.is_dir())
    return found or [folder]


def check(judges, program, folders, work):
    failures = [f"docs/report.schema.json: {name} has no description" for name in described(judges.json.schema)]
    validated = {}
    for number, source in enumerate(source for folder in folders for source in sources_of(folder)):
        place = work / str(number)
        place.mkdir()
        reports = convert(program, source, place)
        failures += [f"{source}: {failure}" for failure in judges.failures(reports)]
        if reports:
            validated[reports["sarif"]] = source
    for path in sorted((TOP / "tests" / "cases").rglob("migration.json")):
        failures += [f"{path}: {failure}" for failure in judges.json_failures(path)]
    failures += judges.validate(list(validated), work)
    print(f"{len(validated)} runs with {len(FORMATS)} reports each: {len(failures)} failures")
    return failures


def broken(reports):
    """Ways to break reports: (name, format, function from text to text)."""
    return [
        ("a member that nobody described", "json", lambda text: text.replace('"schema"', '"more":1,"schema"', 1)),
        ("a level that there is not", "json", lambda text: re.sub(r'"level":"\w+"', '"level":"bad"', text, count=1)),
        ("a place without a column", "json", lambda text: re.sub(r'"column":\d+,', "", text)),
        ("a level that there is not", "sarif", lambda text: re.sub(r'"level":"\w+"', '"level":"manual"', text)),
        ("a rule without an id", "sarif", lambda text: re.sub(r'"id":"B2A\d+",', "", text, count=1)),
        ("the same fingerprint", "sarif", lambda text: re.sub(r'"[0-9a-f]{64}"', '"x"', text)),
        ("a suite without a number of tests", "junit", lambda text: text.replace(' tests="', ' test="')),
        ("a wrong number of tests", "junit", lambda text: text.replace(' tests="', ' tests="1')),
        ("a case twice", "junit", lambda text: re.sub(r' name="[^"]*"', ' name="x"', text)),
        ("an image", "markdown", lambda text: text + "\n![x](x.png)\n"),
        ("a link away", "markdown", lambda text: text + "\n[x](https://example.com)\n"),
        ("a bare address", "markdown", lambda text: text + "\nhttps://example.com\n"),
        ("an element", "markdown", lambda text: text + "\n<h1>x</h1>\n"),
        ("a mention", "markdown", lambda text: text + "\nhello @x\n"),
        ("an issue", "markdown", lambda text: text + "\n\\#1\n"),
        ("too much", "markdown", lambda text: text + "x" * COMMENT),
        ("another command", "github", lambda text: text + "::add-mask::x\n"),
        ("a property in a property", "github", lambda text: text.replace(",title=", ",title=a,b=")),
        ("another command", "azdo", lambda text: text + "##vso[task.complete]x\n"),
    ]


def self_test(judges, program, folder, work):
    """Good reports are accepted, and each way to break them is noticed."""
    reports = convert(program, folder, work)
    failures = [f"good reports are refused: {failure}" for failure in judges.failures(reports)]
    failures += judges.validate([reports["sarif"]], work)
    for what, name, change in broken(reports):
        text = reports[name].read_text(encoding="utf-8")
        path = work / f"broken.{name}"
        path.write_text(change(text), encoding="utf-8")
        if path.read_text(encoding="utf-8") == text:
            failures.append(f"{name}: nothing was changed for {what}")
        if not list(judges.failures({name: path})):
            failures.append(f"{name}: {what} is not noticed")
    for what, change in (
        ("a result without a location", lambda run: run["results"][0].update(locations=[])),
        ("a rule that there is not", lambda run: run["results"][0].update(ruleIndex=9999)),
        ("an end before the begin", lambda run: run["results"][1]["locations"][0]["physicalLocation"]["region"].update(endColumn=1)),
    ):
        log = json.loads(reports["sarif"].read_bytes())
        change(log["runs"][0])
        path = work / "broken.sarif"
        path.write_text(json.dumps(log))
        if not list(judges.validate([path], work)):
            failures.append(f"sarif: the validator does not notice {what}")
    return failures


def main(judges, *arguments):
    judges = Judges(pathlib.Path(judges).resolve())
    testing = arguments[0] == "--self-test"
    program, *folders = arguments[1:] if testing else arguments
    program = str(pathlib.Path(program).resolve())
    folders = [pathlib.Path(folder).resolve() for folder in folders]
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        failures = self_test(judges, program, folders[0], work) if testing else check(judges, program, folders, work)
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
