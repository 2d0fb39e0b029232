"""A Pygments lexer for the language of mvae."""

from pygments.lexer import RegexLexer, bygroups, default, include
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text

# A name that no verb is: it is assigned, or a member or an index follows.
NAME = r"[^\W\d]\w*"


class MvaeLexer(RegexLexer):
    """No list of verbs to keep up: a verb is the name that begins a command."""

    name = "mvae"
    aliases = ["mvae"]
    filenames = ["*.mvae"]
    mimetypes = ["text/x-mvae"]

    tokens = {
        "root": [
            (r"[\n;]+", Text),
            (r"[ \t\r\\]+", Text),
            include("comment"),
            (rf"({NAME})(\s*)(=)", bygroups(Name.Variable, Text, Operator)),
            (rf"{NAME}(?=[.\[])", Name.Variable, "statement"),
            (NAME, Keyword, "statement"),
            default("statement"),
        ],
        "comment": [(r"#.*", Comment.Single)],
        "statement": [
            (r"[\n;]", Text, "#pop"),
            include("value"),
        ],
        "value": [
            (r"\\\r?\n", Text),
            (r"[ \t\r]+", Text),
            include("comment"),
            (r'"', String, "text"),
            (r"\.\.\.|\.\.<", Operator),
            (r"-?\d+(\.\d+)?([eE][-+]?\d+)?", Number),
            (r"(on|off)\b(?!:)", Keyword.Constant),
            (rf"({NAME})(:)", bygroups(Name.Attribute, Punctuation)),
            (r"\(", Punctuation, ("group", "verb")),
            (r"\[", Punctuation, "list"),
            (rf"(\.)({NAME})", bygroups(Punctuation, Name.Property)),
            (NAME, Name),
            (r"[=?,.:]", Punctuation),
            (r".", Text),
        ],
        "verb": [
            (r"\s+", Text),
            (rf"{NAME}(?=[.\[)])", Name, "#pop"),
            (NAME, Keyword, "#pop"),
            default("#pop"),
        ],
        "group": [(r"\)", Punctuation, "#pop"), (r"\n", Text), include("value")],
        "list": [(r"\]", Punctuation, "#pop"), (r"\n", Text), include("value")],
        "text": [
            (r'\\(["\\nt]|u\{[0-9a-fA-F]+\})', String.Escape),
            (r'[^"\\\n]+', String),
            (r'"', String, "#pop"),
            (r"\n", Text, "#pop"),
            (r"\\", String),
        ],
    }
