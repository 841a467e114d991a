"""Finds the simple commands of a bash script, as bash would part them; those in functions and substitutions too.

Nothing is expanded: a word that holds an expansion is `dynamic`. Not for scripts that build commands from text.
"""

import dataclasses

REDIRECTIONS = ("&>>", "<<<", "<<-", "<<", "<>", "<&", ">&", ">>", ">|", "&>", "<", ">")
OPERATORS = (";;", "&&", "||", "|&", ";", "&", "|", "(", ")", "\n")
# Words after which a command begins.
KEYWORDS = {"if", "then", "elif", "else", "while", "until", "do", "!", "{", "}", "time", "fi", "done"}
# Commands that run the command that follows them.
WRAPPERS = {"builtin", "command", "env", "exec", "nohup", "sudo", "time", "timeout", "xargs"}


class ShellError(Exception):
    """The script is not one that bash could read."""


@dataclasses.dataclass(frozen=True)
class Word:
    text: str  # without quotes; an expansion is "$"
    dynamic: bool = False
    quoted: bool = False

    def is_assignment(self):
        name, sign, _ = self.text.partition("=")
        return bool(sign) and name.rstrip("+").isidentifier()


@dataclasses.dataclass(frozen=True)
class Command:
    line: int
    words: tuple

    def program(self):
        """The words from the program's name on, behind assignments and commands such as `command`."""
        words = self.words
        while words and words[0].is_assignment():
            words = words[1:]
        if words and words[0].text in WRAPPERS:
            for at, word in enumerate(words):
                if word.text in ("az", "azcopy"):
                    return words[at:]
        return words


class Reader:
    def __init__(self, text, first_line=1):
        self.text = text
        self.at = 0
        self.first_line = first_line
        self.found = []
        self.here_documents = []

    def line(self):
        return self.first_line + self.text.count("\n", 0, self.at)

    def next_is(self, *starts):
        return next((start for start in starts if self.text.startswith(start, self.at)), None)

    def upto(self, end):
        """Goes behind `end` and answers the text before it."""
        stop = self.text.find(end, self.at)
        if stop < 0:
            raise ShellError(f"line {self.line()}: {end!r} is missing")
        text = self.text[self.at : stop]
        self.at = stop + len(end)
        return text

    # --- commands

    def commands(self, end=None):
        """Reads commands up to `end`, or to the end of the text."""
        open_ = []  # "(" and "case"
        words, line = [], self.line()
        while True:
            self.skip_blanks()
            if self.at >= len(self.text):
                if end or open_:
                    raise ShellError(f"line {self.line()}: {end or open_[-1]!r} has no end")
                return self.finish(words, line)
            operator = self.next_is(*REDIRECTIONS)
            if operator:
                self.redirection(operator)
                continue
            operator = self.next_is(*OPERATORS)
            if operator is None:
                line = line if words else self.line()
                self.add_word(words, open_)
                continue
            self.at += len(operator)
            if operator == "(" and len(words) == 1:
                words = []  # the name of a function
            self.finish(words, line)
            words = []
            if operator == "(":
                open_.append("(")
            elif operator == ")" and open_[-1:] == ["("]:
                open_.pop()
            elif operator == ")" and not open_:
                if end == ")":
                    return None
                raise ShellError(f"line {self.line()}: ')' without '('")
            elif operator == "\n":
                self.read_here_documents()

    def finish(self, words, line):
        if words:
            self.found.append(Command(line, tuple(words)))

    def skip_blanks(self):
        while self.at < len(self.text):
            if self.text[self.at] in " \t":
                self.at += 1
            elif self.next_is("\\\n"):
                self.at += 2
            elif self.text[self.at] == "#":
                stop = self.text.find("\n", self.at)
                self.at = stop if stop >= 0 else len(self.text)
            else:
                return

    def add_word(self, words, open_):
        word = self.word()
        if word is None:
            return
        if not words and not word.quoted:
            if word.text == "case":
                open_.append("case")
            elif word.text == "esac" and open_[-1:] == ["case"]:
                open_.pop()
                return
            elif word.text in KEYWORDS:
                return
        words.append(word)

    def redirection(self, operator):
        self.at += len(operator)
        self.skip_blanks()
        target = self.word()
        if operator in ("<<", "<<-"):
            self.here_documents.append((target, operator == "<<-"))

    def read_here_documents(self):
        for end, tabs in self.here_documents:
            start, body = self.line(), []
            while True:
                if self.at >= len(self.text):
                    raise ShellError(f"line {start}: the text up to {end.text!r} has no end")
                stop = self.text.find("\n", self.at)
                stop = stop if stop >= 0 else len(self.text)
                line = self.text[self.at : stop]
                self.at = stop + 1
                if (line.lstrip("\t") if tabs else line) == end.text:
                    break
                body.append(line)
            if not end.quoted:
                inner = Reader("\n".join(body), start)
                inner.double_quoted(None)
                self.found += inner.found
        self.here_documents = []

    # --- words

    def word(self):
        """The next word; None for the number before a redirection."""
        parts, dynamic, quoted, start = [], False, False, self.at
        while self.at < len(self.text):
            character = self.text[self.at]
            if character in " \t\n" or self.next_is(*REDIRECTIONS) or self.next_is(*OPERATORS):
                break
            if character == "\\":
                parts.append(self.text[self.at + 1 : self.at + 2].strip("\n"))
                quoted = True
                self.at += 2
            elif character == "'" or self.next_is("$'"):
                self.at += 1 if character == "'" else 2
                parts.append(self.upto("'"))
                quoted = True
            elif character == '"':
                self.at += 1
                text, expands = self.double_quoted('"')
                parts.append(text)
                quoted, dynamic = True, dynamic or expands
            elif character in "$`":
                dynamic = self.expansion() or dynamic
                parts.append("$")
            else:
                parts.append(character)
                self.at += 1
        text = "".join(parts)
        if self.text[start : self.at].isdigit() and self.next_is("<", ">"):
            return None
        return Word(text, dynamic, quoted)

    def double_quoted(self, end):
        """The text up to `end`, and whether something in it expands."""
        parts, dynamic = [], False
        while end is None or not self.next_is(end):
            if self.at >= len(self.text):
                if end is None:
                    break
                raise ShellError(f"line {self.line()}: {end!r} is missing")
            character = self.text[self.at]
            if character == "\\":
                following = self.text[self.at + 1 : self.at + 2]
                escaped = following in ("$", "`", '"', "\\")
                parts.append(following if escaped else "" if following == "\n" else "\\" + following)
                self.at += 2
            elif character in "$`":
                dynamic = self.expansion() or dynamic
                parts.append("$")
            else:
                parts.append(character)
                self.at += 1
        self.at += len(end or "")
        return "".join(parts), dynamic

    def expansion(self):
        """Goes behind an expansion; commands in it are found. False for a dollar sign that stands for itself."""
        if self.next_is("`"):
            start = self.line()
            self.at += 1
            self.nested(self.upto("`"), start)
        elif self.next_is("$(("):
            self.at += 3
            self.upto("))")
        elif self.next_is("$("):
            self.at += 2
            self.commands(")")
        elif self.next_is("${"):
            self.at += 2
            self.double_quoted("}")
        else:
            self.at += 1
            following = self.text[self.at : self.at + 1]
            if not (following.isalnum() or following in tuple("_@*#?-$!")):
                return False
            while self.text[self.at : self.at + 1].isalnum() or self.next_is("_"):
                self.at += 1
            if not following.isalnum() and following != "_":
                self.at += 1
        return True

    def nested(self, text, line):
        inner = Reader(text, line)
        inner.commands()
        self.found += inner.found


def commands_of(script):
    """All simple commands, in the order in which they end."""
    reader = Reader(script)
    reader.commands()
    for command in list(reader.found):
        if command.words[0].text in ("eval", "trap") and len(command.words) > 1:
            reader.nested(command.words[1].text, command.line)
    return sorted(reader.found, key=lambda command: command.line)
