"""Compares commands with what the command line tools take. A session remembers what `az configure` has set."""

from tables import Option

EVERYWHERE = [
    Option(("--debug",), "?"),
    Option(("--help", "-h"), "?"),
    Option(("--only-show-errors",), "?"),
    Option(("--verbose",), "?"),
    Option(("--query",)),
    Option(("--subscription",)),
    Option(("--output", "-o"), choices=("json", "jsonc", "none", "table", "tsv", "yaml", "yamlc")),
]
# At least one option of each group must be there; what the tables of options cannot say.
NEEDS_ONE_OF = {
    "keyvault secret set": [("--value", "--file")],
    "keyvault secret show": [("--id", "--name"), ("--id", "--vault-name")],
    "ml compute create": [("--file", "--name")],
    "ml data create": [("--file", "--path")],
    "ml environment create": [("--file", "--image", "--build-context")],
    "ml workspace create": [("--file", "--name")],
    "role assignment create": [("--assignee", "--assignee-object-id"), ("--scope",)],
}
# Everybody on the machine can read the arguments of a process.
SECRET_ARGUMENTS = {"--account-key", "--admin-password", "--connection-string", "--sas-token"}
SECRET_ARGUMENTS_OF = {"acr login": {"--password"}, "keyvault secret set": {"--value"}, "login": {"--password"}}


def longest_name(words, names):
    for length in range(len(words), 0, -1):
        if " ".join(words[:length]) in names:
            return " ".join(words[:length])
    return None


def leading_words(words):
    """The words before the first option: the command, and maybe positional arguments."""
    leading = []
    for word in words:
        if word.text.startswith("-") or word.dynamic:
            break
        leading.append(word.text)
    return leading


class Parsed:
    """The options of one command, by their first name."""

    def __init__(self, words, options):
        self.problems = []
        self.given = {}
        self.positionals = []
        by_name = {name: option for option in options for name in option.names}
        outgoing = {name for option in options for name in option.deprecated}
        words = list(words)
        while words:
            word = words.pop(0)
            if word.dynamic and word.text.startswith("$") or not word.text.startswith("-"):
                self.positionals.append(word)
                continue
            name, sign, value = word.text.partition("=")
            option = by_name.get(name)
            if option is None:
                self.problems.append(f"{name} is deprecated" if name in outgoing else f"{name} is no option of it")
                continue
            values = [type(word)(value, word.dynamic)] if sign else self.take(option, words)
            self.add(name, option, values)

    def take(self, option, words):
        """Takes the values of an option off the words."""
        most = {"?": 0, "1": 1, "1?": 1, "*": len(words)}[option.values]
        values = []
        while words and len(values) < most and not words[0].text.startswith("-"):
            values.append(words.pop(0))
        return values

    def add(self, name, option, values):
        if option.values == "1" and not values:
            self.problems.append(f"{name} needs a value")
        if option.values == "?" and values and values[0].text not in ("true", "false"):
            self.problems.append(f"{name} takes no value")
        choices = {choice.lower() for choice in option.choices}
        for value in values:
            if choices and not value.dynamic and value.text.lower() not in choices:
                self.problems.append(f"{name} cannot be {value.text!r}, only one of {', '.join(option.choices)}")
        self.given.setdefault(option.names[0], []).extend(values)


def is_given(option, names, given, defaults):
    return any(name in given for name in names) or (option.default is not None and option.default in defaults)


class Session:
    """Commands that are run one after the other.

    `core` may be None: then only commands of the table `extra` are checked, and only their names are not.
    """

    def __init__(self, core, extra, azcopy):
        self.core = core
        self.extra = extra
        self.azcopy = azcopy
        self.defaults = set()

    def problems_with(self, command):
        program = command.program()
        if not program or program[0].text not in ("az", "azcopy"):
            return []
        words = program[1:]
        leading = leading_words(words)
        shown = " ".join([program[0].text, *leading])
        if program[0].text == "azcopy":
            return [f"{shown}: {problem}" for problem in self.with_azcopy(words, leading)]
        return [f"{shown}: {problem}" for problem in self.with_az(words, leading)]

    def with_azcopy(self, words, leading):
        name = longest_name(leading, {*self.azcopy, "cp"})
        if name is None:
            return ["there is no such command"]
        parsed = Parsed(words[1:], self.azcopy["copy" if name == "cp" else name])
        places = {"copy": 2, "cp": 2, "make": 1}.get(name, 0)
        wrong = len(parsed.positionals) != places
        return parsed.problems + ([f"takes {places} places, not {len(parsed.positionals)}"] if wrong else [])

    def options_of(self, name):
        if self.core and name in self.core.commands:
            return self.core.commands[name]
        return self.extra.get(name)

    def with_az(self, words, leading):
        if not leading:
            return ["the command is not written out"]
        known = set(self.extra) | (self.core.names if self.core else set())
        name = longest_name(leading, known)
        if name is None:
            # Without azure-cli only the table can speak, and it is complete for its own groups.
            own = self.core or any(known_name.split()[0] == leading[0] == "ml" for known_name in self.extra)
            return ["there is no such command"] if own else []
        options = self.options_of(name)
        if options is None:
            return ["azure-cli cannot tell its options: add it to az_commands.tsv"] if self.core else []
        parsed = Parsed(words[len(name.split()) :], [*options, *EVERYWHERE])
        problems = parsed.problems + self.missing(name, options, parsed) + self.secrets(name, parsed)
        if name == "configure":
            self.defaults |= {value.text.partition("=")[0] for value in parsed.given.get("--defaults", [])}
        return problems

    def missing(self, name, options, parsed):
        problems = []
        places = [option for option in options if not option.names and option.required and not option.deprecated]
        if len(parsed.positionals) != len(places):
            problems.append(f"takes {len(places)} arguments without an option, not {len(parsed.positionals)}")
        for option in options:
            if option.required and option.names and not is_given(option, option.names[:1], parsed.given, self.defaults):
                problems.append(f"{option.names[0]} is required")
        for group in NEEDS_ONE_OF.get(name, []):
            if not any(option in parsed.given for option in group):
                problems.append(f"{' or '.join(group)} is required")
        if len(set(parsed.given) & {"--value", "--file"}) == 2 and name == "keyvault secret set":
            problems.append("--value and --file exclude each other")
        return problems

    def secrets(self, name, parsed):
        named = SECRET_ARGUMENTS | SECRET_ARGUMENTS_OF.get(name, set())
        problems = [f"{option} would show a secret to others" for option in sorted(named & set(parsed.given))]
        for value in parsed.given.get("--set", []):
            if "credentials." in value.text and not value.text.startswith("credentials.type"):
                problems.append("--set would show a secret to others")
        return problems
