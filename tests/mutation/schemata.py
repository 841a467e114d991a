"""Finds what can be disabled in a C++ file, and writes the file anew with a switch around each of these places.

A small reader of C++, good for this project's own style and no more. Two kinds of mutants:

    skip    a statement that is a call or an assignment is left out:  { if (!b2a_mutant(N)) { statement; } }
    false   the condition of an `if` never holds:                     if ((condition) && !b2a_mutant(N))

All that is written compiles wherever the original does: declarations are never wrapped. Places that have to be left
alone are returned as well, with the reason.
"""

import bisect
import dataclasses
import re

TOKEN = re.compile(
    r"""(?P<space>\s+ | //[^\n]* | /\*.*?\*/)
      | (?P<directive>^[ \t]*\#(?:\\\n|[^\n])*)
      | (?P<string>(?:u8|[uUL])?R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)" | (?:u8|[uUL])?"(?:\\.|[^"\\\n])*")
      | (?P<char>(?:u8|[uUL])?'(?:\\.|[^'\\\n])+')
      | (?P<number>\.?\d(?:[eEpP][+-]|'?[\w.])*)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<sign>::|->|<=>|==|!=|<=|>=|&&|\|\||\+\+|--|<<=|[-+*/%&|^]=|<<|\.\.\.|.)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
CLOSING = {"(": ")", "[": "]", "{": "}"}
ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<="}
# Words that start a statement which is neither call nor assignment.
JUMPS = {"return", "break", "continue", "goto", "throw", "co_return"}
DECLARING = {"const", "constexpr", "static", "auto", "thread_local", "using", "typedef", "static_assert", "typename",
             "struct", "class", "union", "enum", "unsigned", "signed", "int", "bool", "char", "long", "short", "double",
             "float", "void", "extern", "template", "namespace"}


@dataclasses.dataclass(frozen=True)
class Mutant:
    file: str  # from the top of the repository
    line: int
    text: str  # of the statement or condition, on one line
    number: int

    def __str__(self):
        return f"{self.file}:{self.line}: {self.text}"


@dataclasses.dataclass(frozen=True)
class LeftAlone:
    file: str
    line: int
    text: str
    reason: str


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str
    text: str
    begin: int
    end: int


def tokens_of(source):
    return [Token(m.lastgroup if m.lastgroup != "mark" else "string", m.group(), m.start(), m.end())
            for m in TOKEN.finditer(source) if m.lastgroup not in ("space", "directive")]


class Schemata:
    """The mutants of one file. `first` is the number of the first one."""

    def __init__(self, file, source, first):
        self.file = file
        self.source = source
        self.tokens = tokens_of(source)
        self.partner = self._brackets()
        self.lines = [m.end() for m in re.finditer("\n", source)]
        self.mutants = []
        self.left_alone = []
        self.places = []  # (begin, end, text before, text after, text of the mutant)
        self.lambda_bodies = []  # (begin, end) of the texts between their braces
        self.constant = False  # inside a constexpr function
        self._scope(0, len(self.tokens))
        self.places.sort(key=lambda place: (place[0], -place[1]))
        for number, (begin, _, _, _, text) in enumerate(self.places, first):
            self.mutants.append(Mutant(file, self._line(begin), text, number))

    def mutated(self):
        """The source with all switches; lines keep their numbers."""
        edits = []
        for mutant, (begin, end, before, after, _) in zip(self.mutants, self.places):
            # Where places touch, the inner one closes first and the outer one opens first.
            edits.append((begin, 1, -end, before.format(mutant.number)))
            edits.append((end, 0, -begin, after.format(mutant.number)))
        out, done = [], 0
        for offset, _, _, text in sorted(edits):
            out += [self.source[done:offset], text]
            done = offset
        return "".join(out) + self.source[done:]

    def _brackets(self):
        partner, open_ones = {}, []
        for i, token in enumerate(self.tokens):
            if token.kind != "sign":
                continue
            if token.text in CLOSING:
                open_ones.append(i)
            elif token.text in CLOSING.values():
                start = open_ones.pop() if open_ones else None
                if start is None or CLOSING[self.tokens[start].text] != token.text:
                    raise ValueError(f"{self.file}: brackets do not match at offset {token.begin}")
                partner[start] = i
        if open_ones:
            raise ValueError(f"{self.file}: a bracket is not closed")
        return partner

    def _is(self, i, *texts):
        return i < len(self.tokens) and self.tokens[i].kind in ("sign", "word") and self.tokens[i].text in texts

    def _word(self, i):
        return i < len(self.tokens) and self.tokens[i].kind == "word"

    def _past_angles(self, i):
        """The token after `<...>` that starts at `i`; `i` itself when that is no list of template arguments."""
        depth, j = 0, i
        while j < len(self.tokens):
            if self._is(j, "<"):
                depth += 1
            elif self._is(j, ">"):
                depth -= 1
                if depth == 0:
                    return j + 1
            elif self._is(j, "(", "["):
                j = self.partner[j]
            elif self._is(j, ";", "{", "}", ")", "&&", "||"):
                return i
            j += 1
        return i

    def _line(self, offset):
        return bisect.bisect_right(self.lines, offset) + 1

    def _text(self, begin, end):
        """One line, without comments, and with ... for what stands in the bodies of lambdas."""
        out, done = [], begin
        for inner_begin, inner_end in sorted(self.lambda_bodies):
            if begin < inner_begin and done <= inner_begin and inner_end <= end:
                out += [self.source[done:inner_begin], "..."]
                done = inner_end
        whole = "".join(out) + self.source[done:end]
        plain = "".join(" " if m.lastgroup == "space" else m.group() for m in TOKEN.finditer(whole))
        return " ".join(plain.split()).replace("( ", "(")

    def _add(self, begin, end, before, after, text):
        if self.constant:
            self._leave(begin, text, "in a constexpr function")
        else:
            self.places.append((begin, end, before, after, text))

    def _leave(self, begin, text, reason):
        self.left_alone.append(LeftAlone(self.file, self._line(begin), text, reason))

    # What stands outside of functions.

    def _scope(self, i, end):
        while i < end:
            if self._is(i, "public", "private", "protected") and self._is(i + 1, ":"):
                i += 2
            elif self._is(i, ";", "}"):
                i += 1
            else:
                i = self._declaration(i, end)

    def _declaration(self, i, end):
        """Reads one declaration of a namespace or class; returns what follows it."""
        while self._is(i, "template"):
            i = max(self._past_angles(i + 1), i + 2)
        start, parameters, initialised, members = i, False, False, False
        while i < end and not self._is(i, ";"):
            if self._is(i, "(", "["):
                parameters = parameters or self._is(i, "(")
                i = self.partner[i]
            elif self._is(i, "=") and not self._is(i - 1, "operator"):
                initialised = True
            elif self._is(i, ":") and parameters:
                members = True  # of a constructor
            elif self._is(i, "{"):
                close = self.partner[i]
                if self._is(start, "namespace", "extern") or self._is(start + 1, "namespace"):
                    self._scope(i + 1, close)
                    return close + 1
                if self._is(start, "class", "struct", "union") and not parameters:
                    self._scope(i + 1, close)
                elif parameters and not initialised and not self._is(start, "enum"):
                    if not (members and (self._word(i - 1) or self._is(i - 1, ">"))):
                        self._function(start, i)
                        return close + 1
                i = close
            i += 1
        return i + 1

    def _function(self, start, brace):
        outer = self.constant
        self.constant = any(self._is(i, "constexpr", "consteval") for i in range(start, brace))
        self._block(brace)
        self.constant = outer

    # What stands inside.

    def _block(self, brace):
        i, close = brace + 1, self.partner[brace]
        while i < close:
            i = self._statement(i)

    def _statement(self, i):
        """Reads one statement; returns the index of what follows it."""
        if self._is(i, "{"):
            self._block(i)
            return self.partner[i] + 1
        if self._is(i, ";"):
            return i + 1
        if self._is(i, "if"):
            return self._if(i)
        if self._is(i, "for", "while", "switch", "catch"):
            self._lambdas(i + 2, self.partner[i + 1])
            return self._statement(self.partner[i + 1] + 1)
        if self._is(i, "do"):
            return self._semicolon(self._statement(i + 1)) + 1
        if self._is(i, "else", "try"):
            return self._statement(i + 1)
        if self._is(i, "case", "default"):
            while not self._is(i, ":"):
                i += 1
            return i + 1
        return self._simple(i)

    def _semicolon(self, i):
        while not self._is(i, ";"):
            i = self.partner.get(i, i) + 1
        return i

    def _if(self, i):
        constant = self._is(i + 1, "constexpr")
        opening = i + 2 if constant else i + 1
        closing = self.partner[opening]
        first = opening + 1
        for j in self._top_level(opening + 1, closing):
            if self._is(j, ";"):
                first = j + 1
        self._lambdas(opening + 1, closing)
        begin, end = self.tokens[first].begin, self.tokens[closing - 1].end
        text = "if (" + self._text(self.tokens[opening + 1].begin, end) + ")"
        name = self._declared_name(first, closing)
        if constant:
            self._leave(begin, text, "decided by the compiler")
        elif name is None:
            self._add(begin, end, "(", ") && !b2a_mutant({})", text)
        elif first == opening + 1:
            self._add(begin, end, "", "; " + name + " && !b2a_mutant({})", text)
        else:
            self._leave(begin, text, "a declaration after another one")
        return self._statement(closing + 1)

    def _declared_name(self, first, end):
        """The variable that a condition declares; None when it is an expression."""
        for j in self._top_level(first, end):
            if self._is(j, "=") and j - first >= 2 and self._word(j - 1):
                return self.tokens[j - 1].text
        return None

    def _top_level(self, i, end):
        while i < end:
            yield i
            i = self.partner.get(i, i) + 1

    def _simple(self, i):
        end = self._semicolon(i)
        self._lambdas(i, end)
        begin, after = self.tokens[i].begin, self.tokens[end].end
        if self._is(i, "["):  # an attribute such as [[fallthrough]]
            return end + 1
        if self.tokens[i].text in JUMPS or self._declares(i, end):
            if self._is(i, "struct", "class", "union"):
                self._scope(i, end)
            return end + 1
        text = self._text(begin, after)
        assigns = any(self.tokens[j].kind == "sign" and self.tokens[j].text in ASSIGNMENTS
                      for j in self._top_level(i, end))
        if self._is(i, "assert") or text.startswith("static_cast<void>"):
            self._leave(begin, text, "does nothing")
        elif assigns or self._is(end - 1, ")") and not self._is(i, "++", "--"):
            self._add(begin, after, "{{ if (!b2a_mutant({})) {{ ", " }} }}", text)
        elif not (self._is(i, "++", "--") or self._is(end - 1, "++", "--")):  # steps of loops are no rules
            self._leave(begin, text, "neither a call nor an assignment")
        return end + 1

    def _declares(self, i, end):
        """True for `type name ...`."""
        if self.tokens[i].kind == "word" and self.tokens[i].text in DECLARING:
            return True
        if self._is(i, "::"):
            i += 1
        while self._word(i):
            i += 1
            if self._is(i, "<"):
                i = self._past_angles(i)
            if not self._is(i, "::"):
                break
            i += 1
        else:
            return False
        while self._is(i, "*", "&", "&&", "const"):
            i += 1
        return i < end and self._word(i) and self._is(i + 1, "=", ";", "(", "{", ",", "[")

    def _lambdas(self, i, end):
        """Reads the bodies of all lambdas among these tokens."""
        while i < end:
            if self._is(i, "[") and not self._is_subscript(i):
                body = self.partner[i] + 1
                if self._is(body, "("):
                    body = self.partner[body] + 1
                while body < end and not self._is(body, "{", ",", ";", ")"):
                    body += 1
                if self._is(body, "{"):
                    close = self.partner[body]
                    if close > body + 1:
                        self.lambda_bodies.append((self.tokens[body + 1].begin, self.tokens[close - 1].end))
                    self._block(body)
                    i = close
            i += 1

    def _is_subscript(self, i):
        before = self.tokens[i - 1]
        return (before.kind == "word" and before.text not in JUMPS) or before.kind == "string" or self._is(i - 1, ")", "]")
