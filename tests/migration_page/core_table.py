"""Prints what the installed azure-cli knows of some commands. Run by azure_cli.py with the interpreter of azure-cli.

Standard input: {"commands": [["storage", "account", "show"], ...], "queries": ["[0].value", ...]}, where a command may
have further words behind it. Standard output: {"version": ..., "names": [all commands], "commands": {name: options, or
null when its arguments cannot be loaded}, "queries": {query: what is wrong with it}}.
"""

import json
import os
import sys
import tempfile


def load_commands():
    from azure.cli.core import get_default_cli

    client = get_default_cli()
    client.invocation = client.invocation_cls(
        cli_ctx=client,
        parser_cls=client.parser_cls,
        commands_loader_cls=client.commands_loader_cls,
        help_cls=client.help_cls,
    )
    client.invocation.commands_loader.load_command_table(None)
    return client.invocation


def values_of(settings):
    action = settings.get("action")
    if action in ("store_true", "store_false", "store_const"):
        return "?"
    return {"+": "*", "*": "*", "?": "1?"}.get(settings.get("nargs"), "1")


def described(argument):
    """One option. It has no names when it is a positional argument or on its way out."""
    settings = argument.type.settings
    names = settings.get("options_list") or []
    # A spelling that is on its way out is an object that names its successor.
    current = [name for name in names if isinstance(name, str) and not settings.get("deprecate_info")]
    return {
        "names": current,
        "deprecated": [str(getattr(name, "target", name)) for name in names if name not in current],
        "required": bool(settings.get("required")),
        "default": settings.get("configured_default"),
        "values": values_of(settings),
        "choices": sorted(map(str, settings.get("choices") or [])),
    }


def is_ignored(argument):
    return "IgnoreAction" in repr(argument.type.settings.get("action"))


def options_of(invocation, name):
    loader = invocation.commands_loader
    invocation.data["command_string"] = name
    try:
        loader.load_arguments(name)
    except ImportError:  # Debian's build lacks some libraries
        return None
    arguments = loader.command_table[name].arguments.values()
    return [described(argument) for argument in arguments if not is_ignored(argument)]


def problems_with(queries):
    import jmespath

    problems = {}
    for query in queries:
        try:
            jmespath.compile(query)
        except ValueError as error:
            problems[query] = str(error)
    return problems


def main():
    wanted = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(AZURE_CONFIG_DIR=folder, AZURE_CORE_COLLECT_TELEMETRY="no")
        from azure.cli.core import __version__ as version

        invocation = load_commands()
        names = set(invocation.commands_loader.command_table)
        prefixes = {" ".join(words[:length]) for words in wanted["commands"] for length in range(1, len(words) + 1)}
        commands = {name: options_of(invocation, name) for name in sorted(prefixes & names)}
    queries = problems_with(wanted["queries"])
    print(json.dumps({"version": version, "names": sorted(names), "commands": commands, "queries": queries}))


if __name__ == "__main__":
    main()
