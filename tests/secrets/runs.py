"""Runs the program in many ways and hands out all that it printed and wrote."""

import subprocess

EXIT_CODES = {0, 1, 64, 66}


class Runs:
    def __init__(self, program, folder, plants):
        self.program = program
        self.folder = folder
        self.make = plants.make
        self.count = 0
        self.problems = 0

    def run(self, *arguments, stdin=None):
        """(what, text) of both streams."""
        self.count += 1
        command = [self.program, "convert", *arguments]
        ended = subprocess.run(command, cwd=self.folder, input=stdin, capture_output=True, timeout=300)
        shown = "convert " + " ".join(arguments)[:100]
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
            for flags in (["--dry-run"], ["-v"], ["-v"], ["-q"], ["--report=json=-"], ["--report=text=-"],
                          ["--fail-on=never", "--color=always"], ["--lenient", "--set", "images.default=i:1"]):  # fmt: skip
                yield from self.run(source, "-o", out, "--no-config", *flags)
                yield from self.written(out)
            for page in sorted((self.folder / out).rglob("*.yml")):
                page.write_text(page.read_text() + "# edited\n")
            for flags in ([], ["--force"]):
                reports = [f"--report=json=r-{source}.json", f"--report=text=r-{source}.txt"]
                yield from self.run(source, "-o", out, "--no-config", "-v", *flags, *reports)
                yield from self.written(out)
        for report in sorted(self.folder.glob("r-*")):
            yield report.name, report.read_text()

    def single_files(self):
        for path in sorted((self.folder / "inputs").iterdir()) + sorted((self.folder / "texts").glob("*-commandLine.json")):
            name = str(path.relative_to(self.folder))
            yield from self.run(name, "-o", "-", "--no-config", "-v")
        for path in sorted((self.folder / "inputs").glob("broken*")):
            yield from self.run("-", "-o", "-", "--no-config", "-v", stdin=path.read_bytes())

    def settings(self):
        """Settings with mistakes, in a file and as flags."""
        key, word = self.make("account key", "settings"), self.make("words", "settings")
        sas = self.make("signature", "settings")
        values = {
            "compute": f"password={word}", "scale": f"AccountKey={key}", "storage-account": f"a;AccountKey={key}",
            "mounts.afs": f"azure_file:account/s?sig={sas}", "mounts.x": f"https://a/c?sv=1&sig={sas}", "vm-sizes": key,
            "account-key": key, "password": word, "storage.account-key": key, "images.default": f"u:{word}@r.io/i",
            "sizes.a": key, "paths.x": f"sig={sas}", "experiment": f"sig={sas}", "workspace.name": f"sig={sas}",
            "file-servers.x": f"azure_blob:a/c?sig={sas}", "findings.B2A0901": f"password={word}",
            f"mounts.{key}": "x", "fail-on": word,
        }  # fmt: skip
        for number, (name, value) in enumerate(values.items()):
            yield from self.run("texts/text-0-commandLine.json", "-o", f"set-{number}", "--no-config", "--set", f"{name}={value}")
            yield from self.written(f"set-{number}")
            lines = "".join(f"{'  ' * depth}{part}:\n" for depth, part in enumerate(name.split(".")[:-1]))
            last = "  " * name.count(".") + f"{name.split('.')[-1]}: \"{value}\"\n"
            for ending, text in enumerate((lines + last, lines + last.replace(f'"{value}"', f"[{value}]"), f"{name} {value}\n",
                                           lines + last.rstrip('"\n') + "\n", f"- {value}\n", f"? {value}\n:\t- x\n")):  # fmt: skip
                config = self.folder / f"settings-{number}-{ending}.yml"
                config.write_text(text)
                yield from self.run("texts/text-0-commandLine.json", "-o", f"set-{number}", "--config", config.name)
        yield from self.flags(key, word, sas)

    def flags(self, key, word, sas):
        for flags in (["--account-key", key], [f"--account-key={key}"], ["-p", word], ["--password", word], [f"-p{word}"],
                      ["--mount", f"afs=azure_file:a/s?sig={sas}"], ["--mount", key], ["--set", f"password {word}"],
                      ["--storage-account", f"a;AccountKey={key}"], ["--vm-size", key], ["--set", key], ["--jobs", word],
                      ["--fail-on", word], ["--report", f"xml={key[:40]}"], ["--image", f"https://u:{word}@r.io/i"],
                      ["--config", f"password={word}"], [f"https://a.blob.core.windows.net/c?sig={sas}"],
                      ["--color", key]):  # fmt: skip
            yield from self.run("texts/text-0-commandLine.json", "-o", "flags", "--no-config", *flags)
            yield from self.written("flags")

    def all(self):
        yield from self.whole_folders()
        yield from self.single_files()
        yield from self.settings()
