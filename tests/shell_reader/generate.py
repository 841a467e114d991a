"""Random shell scripts that bash can run without effects outside of its folder. All variables are set before use."""

import random

PLAIN = "abcxyz019._-/:=%@+"
# Without `*` and the like: a value that may be a pattern for files is one that the reader does not know.
SPECIAL = [" ", "  ", "#", ";", "&", "|", "(", ")", "<", ">", "~", "!", "{", "}", ",", "^", "\t", "日", "日本",
           "a", "b", "-", "=", "/", "."]
FOLDERS = ["sub", "sub/deep", "other"]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = []  # scalars that are set
        self.numbers = []  # those that hold numbers
        self.arrays = []
        self.functions = []
        self.arguments = 0  # how many positional parameters there are
        self.counter = 0
        self.depth = 0
        self.files = []
        self.folder_known = True

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    # Text

    def plain(self, least=1, most=6):
        return "".join(self.random.choice(PLAIN[:6] + PLAIN) for _ in range(self.random.randint(least, most)))

    def letters(self):
        return "".join(self.random.choice("abcdeABC") for _ in range(self.random.randint(1, 5)))

    def special(self):
        return "".join(self.random.choice(SPECIAL) for _ in range(self.random.randint(0, 5)))

    def single_quoted(self):
        return "'" + (self.special() + self.pick("", '"', "\\", "$x", "`", "\n") + self.plain(0, 3)) + "'"

    def ansi_quoted(self):
        return "$'" + "".join(self.pick("a", " ", "\\t", "\\n", "\\'", "\\\\", "\\x41", "\\u65e5", "\\101", '"', "日")
                              for _ in range(self.random.randint(0, 4))) + "'"

    def double_quoted(self):
        out = ""
        for _ in range(self.random.randint(0, 4)):
            kind = self.random.randint(0, 9)
            if kind < 3:
                out += self.special().replace("!", "")
            elif kind == 3:
                out += self.pick("\\$", '\\"', "\\\\", "\\`", "\\a", "'", "\\\n")
            elif kind < 6:
                out += self.expansion(True)
            elif kind == 6:
                out += self.substitution()
            else:
                out += self.plain()
        return '"' + out + '"'

    def escape(self):
        return "\\" + self.pick(" ", '"', "'", "$", "\\", "*", "&", ";", "|", "<", "a", "#", "(", "日")

    # Expansions

    def pattern(self):
        return self.pick(self.letters()[0], "*" + self.letters()[0], self.letters()[0] + "*", "?", "*", "[a-c]", "[!a]", "*.",
                         "*-", ".*", "'*'", '"' + self.letters()[0] + '"', "\\*", "[[:alpha:]]", "/*", "*/", "??", "")

    def parameter(self, quoted):
        name = self.random.choice(self.names)
        kind = self.random.randint(0, 15)
        inner = self.pick("d", "", self.expansion_simple(), self.plain(), "a b" if quoted else "q r",
                          '"x  y"' if not quoted else "z")
        if kind < 4:
            op = self.pick(":-", "-", ":+", "+")
            return "${" + name + op + inner + "}"
        if kind < 7:
            return "${" + name + self.pick("#", "##", "%", "%%") + self.pattern() + "}"
        if kind < 10:
            what = self.pattern() or "a"
            what = what.replace("/", "\\/") if "/" in what else what
            return "${" + name + self.pick("/", "//", "/#", "/%") + what + self.pick("", "/", "/X", "/" + self.plain().replace("/", ""), "/$" + name) + "}"
        if kind < 12:
            return "${" + name + self.pick("^", "^^", ",", ",,") + "}"
        if kind == 12:
            return "${#" + name + "}"
        if kind == 13:
            return "${" + name + ":" + self.pick("0", "1", "2", " -1", " -2", "0:1", "1:2", "1:-1", "0:0", "5", ": 1"[1:]) + "}"
        if kind == 14:
            other = self.fresh("REF")
            self.pending = f"{other}={name}"
            return "${" + name + "}"
        return "${" + name + "}"

    def expansion_simple(self):
        name = self.random.choice(self.names)
        return self.pick("$" + name, "${" + name + "}") if not self.chance(0.2) else "${" + name + "}"

    def array_expansion(self, quoted):
        name = self.random.choice(self.arrays)
        return self.pick("${" + name + "[@]}", "${" + name + "[@]}", "${" + name + "[0]}", "${" + name + "[1]}",
                         "${#" + name + "[@]}", "${" + name + "[*]}", "${" + name + "[-1]}", "${" + name + "[@]:1}",
                         "${" + name + "[@]:0:1}", "${" + name + "[@]#a}", "${" + name + "[@]/a/b}", "${!" + name + "[@]}",
                         "${" + name + "}")

    def expansion(self, quoted):
        kind = self.random.randint(0, 11)
        if kind < 4 and self.names:
            return "${" + self.random.choice(self.names) + "}" if self.chance(0.6) else "$" + self.random.choice(self.names) + self.pick("", ".", "-", "/")
        if kind < 7 and self.names:
            return self.parameter(quoted)
        if kind == 7 and self.arrays:
            return self.array_expansion(quoted)
        if kind == 8:
            return "$((" + self.arithmetic() + "))"
        if kind == 9 and self.arguments:
            return self.pick("$1", "$#", "${1}", "$@", "$*", "${2:-none}", "${1%a}")
        return "${" + self.random.choice(self.names) + "}" if self.names else "q"

    def arithmetic(self, depth=0):
        if depth > 2 or self.chance(0.3):
            if self.numbers and self.chance(0.5):
                return self.pick("", "$") + self.random.choice(self.numbers)
            return str(self.random.randint(0, 20))
        op = self.pick("+", "-", "*", " / (1 + ", " % 7", "<", ">", "==", "!=", "&&", "||", "<<", "&", "|", "^", "?", "**2", "<=", ", ")
        left = self.arithmetic(depth + 1)
        if op == " / (1 + ":
            return f"({left}) / 3"
        if op in (" % 7", "**2"):
            return f"({left}){op}"
        if op == "?":
            return f"({left}) ? {self.arithmetic(depth + 1)} : {self.arithmetic(depth + 1)}"
        if op == "<<":
            return f"({left}) << 2"
        return f"({left}) {op} ({self.arithmetic(depth + 1)})" if self.chance(0.5) else f"{self.pick('', '-', '!', '~')}({left}){op}{self.arithmetic(depth + 1)}"

    def substitution(self):
        self.depth += 1
        kind = self.random.randint(0, 7)
        if self.depth > 3:
            kind = 0
        if kind == 0:
            inner = "echo " + self.plain()
        elif kind == 1:
            inner = "echo " + self.word()
        elif kind == 2:
            inner = "printf '%s' " + self.word()
        elif kind == 3:
            inner = "basename " + self.pick("/a/b.json", "c.txt", '"x y/z"') + self.pick("", " .json")
        elif kind == 4:
            inner = "dirname " + self.pick("/a/b.json", "c.txt", '"x y/z"')
        elif kind == 5:
            inner = "echo -n " + self.word() + self.pick("; echo " + self.plain(), "")
        elif kind == 6:
            inner = "printf '%s-%s\\n' " + self.plain() + " " + self.word()
        else:
            inner = "if true; then echo " + self.plain() + "; fi"
        self.depth -= 1
        if self.chance(0.2) and not any(c in inner for c in "`\\\"'$"):
            return "`" + inner + "`"
        return "$(" + inner + ")"

    def word(self):
        out = ""
        for _ in range(self.random.randint(1, 3)):
            kind = self.random.randint(0, 19)
            if kind < 6:
                out += self.plain()
            elif kind < 8:
                out += self.single_quoted() if self.chance(0.9) else self.pick("'*'", '"?"', "'[a]'")
            elif kind < 12:
                out += self.double_quoted()
            elif kind == 12:
                out += self.ansi_quoted()
            elif kind == 13:
                out += self.escape()
            elif kind < 17:
                out += self.expansion(False)
            elif kind == 17:
                out += self.substitution()
            elif kind == 18:
                out += self.pick("{a,b}", "{1..3}", "x{,y}z", "{a,{b,c}}", '{"p q",r}', "{3..1}", "{a..c}", "{01..03}", "{a}", "{}",
                                 "{a,b", "$'q'")
            else:
                out += self.pick('""', "''", "日", "=", "a=b")
        # A tilde, a comment or a number before a redirection would be something else.
        return out if out[0] not in "~#" else "w" + out

    def words(self, least=0, most=4):
        return " ".join(self.word() for _ in range(self.random.randint(least, most)))

    # Commands

    def az(self):
        out = "az " + self.pick("batchai job create", "group create", "x")
        for _ in range(self.random.randint(0, 4)):
            blank = self.pick(" ", " ", "  ", " \\\n  ", "\t")
            out += blank + self.pick(self.word(), self.word(), "--" + self.letters() + "=" + self.word(), "-n " + self.word())
        return out

    def call(self):
        out = self.az()
        kind = self.random.randint(0, 14)
        if kind == 0:
            return self.pick("command ", "env ", "time ", "nohup ", "env A=B ", "builtin command ") + out
        if kind == 1:
            return f"AZURE_BATCHAI_STORAGE_ACCOUNT={self.word()} " + out
        if kind == 2:
            return out + " && " + self.az()
        if kind == 3:
            return "false || " + out
        if kind == 4:
            return "true && " + out
        if kind == 5:
            return f"echo {self.plain()} | " + out
        if kind == 6:
            return out + " > /dev/null 2>&1"
        if kind == 7:
            return "( " + out + " )"
        if kind == 8:
            return "{ " + out + "; }"
        if kind == 9:
            return f"! false && {out}"
        if kind == 10:
            return out + self.pick(" # comment", " # it's", " #\"")
        if kind == 11:
            return f"eval \"az {self.plain()} '{self.letters()}'\""
        if kind == 12:
            return f"bash -c 'az {self.plain()} \"{self.letters()} b\"'"
        return out

    def new_name(self):
        return self.fresh(self.pick("V", "name_", "GROUP"))

    def assign(self):
        if self.names and (self.chance(0.3) or self.depth):
            name = self.random.choice(self.names)
            return name + self.pick("=", "+=") + self.value()
        name = self.new_name()
        text = self.pick("", "", "export ", "readonly_=1; ") + name + "=" + self.value()
        self.names.append(name)
        return text

    def value(self):
        out = ""
        for _ in range(self.random.randint(0, 3)):
            out += self.pick(self.plain(), self.single_quoted(), self.double_quoted(), self.letters(),
                             self.expansion(False) if self.names else "v", self.substitution())
        out = out.lstrip("~#(")
        return out

    def number(self):
        if self.numbers and self.chance(0.5):
            name = self.random.choice(self.numbers)
            return self.pick(f"{name}=$(({self.arithmetic()}))", f"let {name}+=2", f"(({name}++))", f"(({name}={self.arithmetic()}))",
                             f"(( {name} > 3 )) && az {name} || true")
        name = self.fresh("N")
        text = f"{name}={self.random.randint(0, 9)}"
        if not self.depth:
            self.numbers.append(name)
        return text

    def array(self):
        if self.arrays and (self.depth or self.chance(0.5)):
            name = self.random.choice(self.arrays)
            return self.pick(f"{name}+=({self.words(0, 2)})", f"{name}[0]={self.value()}", f"{name}=({self.words(1, 3)} last)",
                             f"{name}[1]+={self.plain()}")
        name = self.fresh("arr")
        text = f"{name}=(first {self.pick(' ', chr(10))}{self.words(0, 3)})"
        self.arrays.append(name)
        return text

    def condition(self):
        return self.pick("true", "false", f"[ -z \"{self.expansion_q()}\" ]", f"[ -n \"{self.expansion_q()}\" ]",
                         f"[ \"{self.expansion_q()}\" = \"{self.expansion_q()}\" ]", f"[[ {self.expansion_one()} == {self.pattern_word()} ]]",
                         f"[[ -z {self.expansion_one()} || a != b ]]", f"[ {self.number_word()} -lt {self.number_word()} ]",
                         f"[[ {self.number_word()} -ge 3 && -n x ]]", f"(( {self.arithmetic()} ))", f"! [ {self.number_word()} -eq 3 ]",
                         f"test \"{self.expansion_q()}\" != x", f"[ a = a ] && [ b = {self.pick('b', 'c')} ]",
                         f"[[ ! ( {self.expansion_one()} = a* ) ]]")

    def expansion_q(self):
        return self.expansion_simple() if self.names else "x"

    def expansion_one(self):
        return "$" + self.random.choice(self.names) if self.names else "x"

    def pattern_word(self):
        return self.pick("a*", "*b", "'*'", "?", "x", "[a-c]*", '"a"*')

    def number_word(self):
        return "$" + self.random.choice(self.numbers) if self.numbers else str(self.random.randint(0, 6))

    def body(self):
        self.depth += 1
        kept = list(self.names), list(self.arrays), list(self.numbers)
        lines = [self.statement() for _ in range(self.random.randint(1, 3))]
        self.names, self.arrays, self.numbers = kept
        self.depth -= 1
        return "\n".join(lines)

    def compound(self):
        kind = self.random.randint(0, 8)
        separator = self.pick("; ", "\n")
        if kind == 0:
            out = f"if {self.condition()}{separator}then\n{self.body()}\n"
            if self.chance(0.4):
                out += f"elif {self.condition()}; then {self.body()}\n"
            if self.chance(0.5):
                out += f"else\n{self.body()}\n"
            return out + "fi"
        if kind == 1:
            name = self.fresh("i")
            words = self.words(0, 3)
            if "\n" in words:
                words = "a b"
            self.names.append(name)
            out = f"{name}=; for {name} in {words}{separator}do\n{self.body()}\ndone"
            return out
        if kind == 2:
            name = self.fresh("c")
            self.numbers.append(name)
            out = f"{name}=0; for (({name}=0; {name}<{self.random.randint(0, 3)}; {name}++)){self.pick('; ', chr(10), ' ')}do {self.clean_body(name)}\ndone"
            return out
        if kind == 3:
            name = self.fresh("w")
            self.numbers.append(name)
            out = f"{name}=0\nwhile [ ${name} -lt {self.random.randint(0, 3)} ]; do\n{self.clean_body(name)}\n{name}=$(({name}+1))\ndone"
            return out
        if kind == 4:
            items = "".join(f"{self.pick('', '(')}{self.pattern_word()}{self.pick('', '|' + self.pattern_word())}) {self.body()}\n{self.pick(';;', ';;', ';&')}\n"
                            for _ in range(self.random.randint(0, 3)))
            default = f"*) {self.body()} ;;\n" if self.chance(0.7) else ""
            return f"case {self.pick(self.expansion_one(), chr(34) + self.expansion_q() + chr(34), 'abc')} in\n{items}{default}esac"
        if kind == 5 and not self.depth:
            name = self.fresh("f")
            kept = self.arguments
            self.arguments = 2
            local = self.fresh("L")
            self.names.append(local)
            body = f"{self.pick('local ', 'local ', 'declare ')}{local}={self.pick('$1', chr(34) + '$2' + chr(34), self.value())}\n" + self.body()
            self.names.remove(local)
            self.arguments = kept
            self.functions.append(name)
            return self.pick(f"{name}() {{\n{body}\n}}", f"function {name} {{ {body}\n}}", f"{name} ()\n{{\n{body}\n}}") + f"\n{name} {self.words(2, 3)} end"
        if kind == 6 and self.functions:
            return f"{self.random.choice(self.functions)} {self.words(1, 3)} a b"
        if kind == 7:
            return f"(\n:\n{self.body()}\n)" if self.chance(0.5) else f"{{\n:\n{self.body()}\n}}"
        return f"{self.condition()} && {{ {self.body()}\n}}" if self.chance(0.5) else f"{self.condition()} || {{ {self.body()}\n}}"

    # The counter of a loop stays as it is.
    def clean_body(self, name):
        kept = list(self.numbers)
        self.numbers = [one for one in self.numbers if one != name]
        body = self.body()
        self.numbers = kept
        return body

    def document(self):
        lines = []
        for _ in range(self.random.randint(0, 3)):
            lines.append(self.pick('{"a": "' + self.expansion_q() + '"}', "\ttext 'it", "plain \\$x \\\\ \\` \" \\a", self.substitution(),
                                   "$(( 1+2 )) 日", "", "  two\\", "${" + (self.random.choice(self.names) if self.names else "HOME") + ":-x y}" if self.names else "q"))
        if lines and lines[-1].endswith("\\"):
            lines.append("after")
        return "\n".join(lines) + ("\n" if lines else "")

    def file(self):
        name = self.fresh("file") + ".json"
        target = name if self.chance(0.7) else self.pick(f'"{name}"', f"./{name}")
        kind = self.random.randint(0, 8)
        if kind < 3:
            quote = self.pick("EOF", "EOF", "'EOF'", "\\EOF", '"EOF"')
            dash = self.pick("", "", "-")
            body = self.document()
            out = self.pick(f"cat > {target} <<{dash}{quote}", f"cat <<{dash}{quote} > {target}", f"cat <<{dash} {quote} >{target}")
            out = f"{out}\n{body}EOF"
        elif kind == 3:
            out = f"echo {self.words(0, 3)} > {target}"
        elif kind == 4:
            out = f"printf '%s\\n' {self.words(1, 3)} > {target}"
        elif kind == 5:
            out = f"echo {self.word()} > {target}\necho {self.word()} >> {target}"
        elif kind == 6:
            out = f"tee {target} <<< {self.word()} > /dev/null"
        elif kind == 7:
            out = f"{{ echo {self.word()}; echo -n {self.word()}; }} > {target}"
        else:
            out = f"echo -e {self.pick('a', chr(39) + 'a' + chr(92) + 'tb' + chr(92) + 'n' + chr(92) + 'x41 日' + chr(39), self.letters())} | tee {target} > /dev/null"
        if not self.depth and self.chance(0.3):
            out += f"\ncp {name} copy_{name}"
        return out

    def folder(self):
        return self.pick("cd sub", "cd sub/deep", "cd ..", "cd .", "pushd other", "popd", "cd sub && az here", "( cd other; az there )",
                         "cd sub || exit 1", "cd -")

    def statement(self):
        kind = self.random.randint(0, 29)
        if kind < 12 or self.depth > 2:
            return self.call()
        if kind < 16:
            return self.assign()
        if kind == 16:
            return self.number()
        if kind == 17:
            return self.array()
        if kind < 23:
            return self.compound()
        if kind < 26:
            return self.file()
        if kind == 26 and not self.depth:
            return self.folder_safe()
        if kind == 27 and not self.depth:
            words = self.words(1, 3)
            self.arguments = 3
            return f"set -- {words} p q r"
        if kind == 28 and self.names and not self.depth:
            name = self.random.choice(self.names)
            return self.pick(f"unset {name}; {name}=${{{name}:-{self.plain()}}}", f"read -r -d '' {name} <<EOF\n{self.document()}EOF",
                             f": ${{{name}:={self.plain()}}}", f"export {name}", f"export AZURE_BATCHAI_STORAGE_KEY={self.word()}")
        return self.pick("# a comment 'with", "", "echo text > /dev/null", "true", ":")

    def folder_safe(self):
        return f"cd \"$B2A_ROOT\" 2>/dev/null; {self.folder()}" if False else self.pick(
            "( cd sub; az there )", "cd sub; az here; cd ..", "pushd other; az there; popd", "cd sub/deep && az x; cd ../..",
            "cd ./other && az; cd - > /dev/null")

    def script(self):
        chunks = ["V0=abc; W0='x y'; E0="]
        self.names = ["V0", "W0", "E0"]
        for _ in range(self.random.randint(3, 12)):
            chunks.append(self.statement())
        chunks.append("az end " + " ".join(f'"${name}"' for name in self.names[:6]))
        return chunks
