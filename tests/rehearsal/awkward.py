"""Values that conversions get wrong, for the generator."""

# Words of a command line: text for a shell.
WORDS = (
    "--lr=0.01", "--verbose", "'a b'", "'it is $HOME'", '"double \\"quotes\\""', "back\\\\slash", "'back\\slash'", "a\\ b",
    "'${{ inputs.x }}'", "'${{name}}'", "'$[[secret]]'", '"${{ not }} an expression"', "'one\ntwo'", "été", "'日本'", "*.nothing",
    "'*'", "~/models", "a~b", "a#b", "'#c'", "\\#d", "hello!", "'!!'", "$(echo sub)", "`echo old`", "$((1+2))", "{a,b}", "'{a,b}'",
    "%s", "100%", "''", '""', "yes", "012", "1e3", "12:30", "a=b", "a:b", "@file", "[x]", "?", "-", "--", "'tab\tin'", "$'\\t'",
    "'trailing '", "\\$escaped", '"\\$escaped"', "a'b'c\"d\"", "{{x}}", "<(:)x", "key:value,other", "${UNSET_NAME:-default}",
    "${UNSET_NAME}", "'&&'", "';'", "'|'", "\\;", "'>'", "\"it's\"", "'say \"x\"'", "a,b", "=", "'  two  blanks  '", "\\*", "^x", "x$",
    "'$'", "${#UNSET_NAME}",
)  # fmt: skip

# Values of variables: not for a shell.
VALUES = (
    "10", "0.5", "a b", "it's", 'say "x"', "back\\slash", "\\\\two", "end\\", "two\nlines", "été", "日本", "*", "~", "~/x", "#1", "!", "!!", "yes", "no", "null",
    "012", "1e3", "12:30", "2018-01-01", "`date`", "$(date)", "50%", "a;b", "a&b", "a|b", "<x>", "(x)", "{x}", "[x]", "a=b", "=", "-x",
    " leading", "trailing ", "tab\tin", "${{ name }}", "$[[x]]", "$5", "$", "$$", "a$", "%PATH%", "\\n", "'", '"', "- a", "a: b", "a #b",
    "|", ">", "@", "&a", "*a", "?", ",", "%", "true", "1_000", "0x10", ".5", "+1", "x" * 300,
)  # fmt: skip

# Segments of paths inside of storages.
SEGMENTS = (
    "train", "2018", "v1.0", "images", "my data", "été", "run#1", "a~b", "hello!", "it's", "x&y", "a=b", "(old)", "50%", "UPPER", "a,b", "[1]",
    "{x}", "a+b", "_x", "-x", "@home", "semi;colon",
)  # fmt: skip
PLAIN_SEGMENTS = ("train", "2018", "v1.0", "images", "models", "sub", "deep")
