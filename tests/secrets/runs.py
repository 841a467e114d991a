"""Runs the program in many ways and hands out all that it printed and wrote."""

import subprocess

EXIT_CODES = {0, 1, 64, 66}
REPORTS = ("text", "markdown", "json", "sarif", "junit", "github", "azdo")


class Runs:
    def __init__(self, program, folder, plants):
        self.program = program
        self.folder = folder
        self.make = plants.make
        self.count = 0
        self.problems = 0

    def run(self, *arguments, stdin=None, command="convert"):
        """(what, text) of both streams."""
        self.count += 1
        words = [self.program, command, *arguments]
        ended = subprocess.run(words, cwd=self.folder, input=stdin, capture_output=True, timeout=300)
        shown = command + " " + " ".join(arguments)[:100]
        if ended.returncode not in EXIT_CODES:
            self.problems += 1
            print(f"exit code {ended.returncode} of {shown}")
        for name, stream in (("stdout", ended.stdout), ("stderr", ended.stderr)):
            yield f"{name} of {shown}", stream.decode(errors="replace")

    def written(self, *folders):
        for folder in folders:
            for path in sorted((self.folder / folder).rglob("*")):
                if path.is_file():
                    yield str(path.relative_to(self.folder)), path.read_text(encoding="utf-8", errors="replace")
                    yield "the name", str(path.relative_to(self.folder))

    def whole_folders(self):
        for source in ("inputs", "texts"):
            out = f"out-{source}"
            for flags in (
                ["--dry-run"],
                ["-v"],
                ["-v"],
                ["-q"],
                ["--report=json=-"],
                *([f"--report={name}", "--fail-on=note"] for name in REPORTS),
                ["--report=text=-"],
                ["--fail-on=never", "--color=always"],
                ["--lenient", "--set", "images.default=i:1"],
                ["--to", "yaml", "--to", "arm", "--to", "runconfig"],
                ["--to", "runconfig"],
            ):
                yield from self.run(source, "-o", out, "--no-config", *flags)
                yield from self.written(out)
            for page in sorted((self.folder / out).rglob("*.yml")):
                page.write_text(page.read_text() + "# edited\n")
            for flags in ([], ["--force"]):
                reports = [f"--report={name}=r-{source}.{name}" for name in REPORTS]
                yield from self.run(source, "-o", out, "--no-config", "-v", *flags, *reports)
                yield from self.written(out)
            yield from self.run(source, "-o", out, "--no-config", "-q", f"--write-baseline=r-{source}.baseline")
            for report in ("text", "markdown", "json"):
                yield from self.run(source, "--no-config", "-v", "--report", report, command="audit")
        for report in sorted(self.folder.glob("r-*")):
            yield report.name, report.read_text()

    def edited_files(self):
        """Secrets that a person put into files of the output."""
        yield from self.run("inputs", "-o", "edited", "--no-config", "-q")
        texts = [
            ("account_key: {}", "account key"),
            ("account_key: \"{}\"", "account key"),
            ("password: {}", "words"),
            ("client_secret: |\n  {}", "words"),
            ("sas_token: >-\n  sv=1&sig={}", "signature"),
            ("environment_variables:\n  DB_PASSWORD: {}", "words"),
            ("environment_variables:\n  API_KEY: {}", "account key"),
            ("command: curl 'https://a/b?sig={}'", "signature"),
            ("command: run --password {}", "words"),
            ("tags:\n  note: the key is {}", "account key"),
        ]
        pages = sorted((self.folder / "edited").rglob("*.yml"))
        for number, (text, shape) in enumerate(texts):
            page = pages[number % len(pages)]
            page.write_text(page.read_text() + text.format(self.make(shape, f"edit {text}")) + "\n")
        for report in ("text", "json", "markdown"):
            yield from self.run("inputs", "-o", "edited", "--no-config", "--report", report, command="diff")

    def single_files(self):
        for path in sorted((self.folder / "inputs").iterdir()) + sorted(
            (self.folder / "texts").glob("*-commandLine.json")
        ):
            name = str(path.relative_to(self.folder))
            yield from self.run(name, "-o", "-", "--no-config", "-v")
        for path in sorted((self.folder / "inputs").glob("broken*")):
            yield from self.run("-", "-o", "-", "--no-config", "-v", stdin=path.read_bytes())

    def settings(self):
        """Settings with mistakes, in a file and as flags."""
        for number, (name, value) in enumerate(self.settings_with_secrets()):
            yield from self.run(
                "texts/text-0-commandLine.json", "-o", f"set-{number}", "--no-config", "--set", f"{name}={value}"
            )
            yield from self.written(f"set-{number}")
            lines = "".join(f"{'  ' * depth}{part}:\n" for depth, part in enumerate(name.split(".")[:-1]))
            last = "  " * name.count(".") + f"{name.split('.')[-1]}: \"{value}\"\n"
            for ending, text in enumerate(
                (
                    lines + last,
                    lines + last.replace(f'"{value}"', f"[{value}]"),
                    f"{name} {value}\n",
                    lines + last.rstrip('"\n') + "\n",
                    f"- {value}\n",
                    f"? {value}\n:\t- x\n",
                )
            ):
                config = self.folder / f"settings-{number}-{ending}.yml"
                config.write_text(text)
                yield from self.run("texts/text-0-commandLine.json", "-o", f"set-{number}", "--config", config.name)

    def settings_with_secrets(self):
        """Each with a secret of its own, so that no other one gives it away."""
        values = [
            ("compute", "password={}", "words"),
            ("scale", "AccountKey={}", "account key"),
            ("storage-account", "a;AccountKey={}", "account key"),
            ("vm-sizes", "{}", "account key"),
            ("mounts.afs", "azure_file:account/s?sig={}", "signature"),
            ("account-key", "{}", "account key"),
            ("mounts.x", "https://a/c?sv=1&sig={}", "signature"),
            ("storage.account-key", "{}", "account key"),
            ("images.default", "https://u:{}@r.io/i", "words"),
            ("sizes.a", "{}", "account key"),
            ("paths.x", "sig={}", "signature"),
            ("experiment", "sig={}", "signature"),
            ("password", "{}", "words"),
            ("workspace.name", "sig={}", "signature"),
            ("file-servers.x", "azure_blob:a/c?sig={}", "signature"),
            ("findings.B2A0901", "password={}", "words"),
            ("mounts.{}", "x", "account key"),
            ("names.{}", "x", "account key"),
        ]
        for name, value, shape in values:
            secret = self.make(shape, f"setting {name}")
            yield name.format(secret), value.format(secret)

    def flags(self):
        """Mistakes on the command line."""
        texts = [
            ("--account-key {}", "account key"),
            ("--account-key={}", "account key"),
            ("-p {}", "words"),
            ("-p{}", "words"),
            ("--password {}", "words"),
            ("--mount afs=azure_file:a/s?sig={}", "signature"),
            ("--mount {}", "account key"),
            ("--storage-account a;AccountKey={}", "account key"),
            ("--vm-size {}", "account key"),
            ("--set {}", "account key"),
            ("--set password={}", "words"),
            ("--jobs {}", "account key"),
            ("--fail-on {}", "account key"),
            ("--report xml=a?sig={}", "signature"),
            ("--image https://u:{}@r.io/i", "words"),
            ("--color {}", "account key"),
            ("https://a.blob.core.windows.net/c?sig={}", "signature"),
            ("--force={}", "account key"),
        ]
        for text, shape in texts:
            flags = text.format(self.make(shape, f"flag {text}")).split(" ")
            yield from self.run("texts/text-0-commandLine.json", "-o", "flags", "--no-config", *flags)
            yield from self.written("flags")

    def all(self):
        yield from self.whole_folders()
        yield from self.edited_files()
        yield from self.single_files()
        yield from self.settings()
        yield from self.flags()
