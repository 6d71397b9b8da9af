"""Colours policies wherever Pygments is used: documentation, terminals, notebooks. Registered as the lexer `playbook`.

Needs Pygments, and nothing else of this package. It goes by looks and never gives up: which words are keywords depends
on the declaration that they stand in, as in the language; what only a parser could tell apart is taken for a name. It
assumes the layout of `playbook fmt` where that matters: clauses begin lines.
"""

import re
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups, default, include, words
from pygments.token import (
    Comment,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

_END = r"(?![\w.-])"
"""Where a keyword ends: it is no part of a longer, dotted or hyphenated name."""
_KEBAB = r"[^\W\d]\w*(?:-\w+)*"
_PATH = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
_VERDICT = r"(?:allow|advise|warn|delay|review|deny)"
_CLAUSES = rf"when|unless|require|otherwise|because|see|fix|tags|status|{_VERDICT}"
_DAYS = r"(?:weekdays|weekends|daily|mon|tue|wed|thu|fri|sat|sun)"
_UNITS = r"(?:minute|hour|day|week|month|year)s?"
_NUMBER = r"\d+(?:_\d{3})*(?:\.\d+)?"
_REGEX = r"/(?![/\s])(?:\\.|[^/\\\n])*/[imsx]*"
_TESTING = r"(?:mentions|contains|include|matches|starts|ends)"


def _begins_line(*keywords: str) -> str:
    """Keywords that count only at the beginning of a line, and not where they are compared (`tags include …`)."""
    return rf"^([ \t]*)({'|'.join(keywords)}){_END}(?!\s+(?:is|{_TESTING}|with)\b)"


def _declared(keyword: str, name: str, kind: Any, state: str) -> Any:
    """`rule office-hours`: the keyword, and the name in its own colour."""
    pattern = rf"({keyword})(\s+)({name}){_END}"
    return pattern, bygroups(Keyword.Declaration, Whitespace, kind), state


class PlaybookLexer(RegexLexer):  # type: ignore[misc]  # Pygments has no types
    """Policies in the Playbook language."""

    name = "Playbook"
    aliases: ClassVar[list[str]] = ["playbook"]
    filenames: ClassVar[list[str]] = ["*.playbook"]
    mimetypes: ClassVar[list[str]] = ["text/x-playbook"]
    url = "https://pypi.org/project/playbook-policy/"
    version_added = ""
    flags = re.MULTILINE

    def analyse_text(text: str) -> float:  # noqa: N805  (Pygments makes it static)
        """How much it looks like a policy: they begin with `policy NAME`."""
        return 0.8 if re.match(rf"\s*(?:#[^\n]*\n\s*)*policy\s+{_KEBAB}\s+(?:\"|[a-z])", text) else 0.0

    tokens: ClassVar[dict[str, Any]] = {
        "root": [include("declarations"), include("expressions")],
        # --------------------------------------------------------------------------------------------- declarations
        "declarations": [
            include("blanks"),
            _declared("policy", _KEBAB, Name.Namespace, "header"),
            _declared("use", _KEBAB, Name.Namespace, "header"),
            (r"use(?=\s)", Keyword.Declaration, "header"),
            _declared("rule|watch", _KEBAB, Name.Function, "rule"),
            _declared("topic", _PATH, Name.Class, "topic"),
            _declared("param|let|ask", _PATH, Name.Variable, "value"),
            _declared("example", _PATH, Name.Variable, "test"),
            (r"test(?=\s)", Keyword.Declaration, "test"),
            (
                rf"(change|drop)(\s+)(rule)(\s+)({_KEBAB}){_END}",
                bygroups(Keyword.Declaration, Whitespace, Keyword.Declaration, Whitespace, Name.Function),
                "rule",
            ),
        ],
        "next": [
            (
                rf"(?=(?:policy|use|rule|watch|topic|param|let|ask|example|test|change|drop){_END})",
                Text,
                "#pop",
            ),
        ],
        "header": [
            (
                _begins_line("version", "for", "timezone", "otherwise"),
                bygroups(Whitespace, Keyword),
            ),
            (
                rf"^([ \t]*)(extends)(\s+)({_KEBAB}){_END}",
                bygroups(Whitespace, Keyword, Whitespace, Name.Namespace),
            ),
            (rf"^([ \t]*)(extends){_END}", bygroups(Whitespace, Keyword)),
            include("blanks"),
            include("next"),
            (rf"with{_END}", Keyword),
            (rf"{_VERDICT}(?=\s+(?:\"|by\b|until\b))", Keyword.Reserved, "message"),
            include("expressions"),
        ],
        "value": [
            include("blanks"),
            include("next"),
            (
                r"(:)(\s*)(list)(\s+)(of)(\s+)(\w+)",
                bygroups(
                    Punctuation, Whitespace, Keyword.Type, Whitespace, Keyword.Type, Whitespace, Keyword.Type
                ),
            ),
            (r"(:)(\s*)(\w+)", bygroups(Punctuation, Whitespace, Keyword.Type)),
            include("expressions"),
        ],
        "topic": [
            (
                _begins_line("words", "exactly", "stems", "except", "patterns", "disguised"),
                bygroups(Whitespace, Keyword),
            ),
            include("blanks"),
            include("next"),
            (r"from(?=\s+\")", Keyword),
            (_REGEX, String.Regex),
            include("expressions"),
        ],
        "rule": [
            (
                rf"^([ \t]*)(tags|status)(\s+)({_KEBAB})(?=\s*(?:,|#|$))",
                bygroups(Whitespace, Keyword, Whitespace, Name.Label),
                "labels",
            ),
            (rf"^([ \t]*)({_VERDICT}){_END}", bygroups(Whitespace, Keyword.Reserved), "message"),
            include("blanks"),
            include("next"),
            (r"see(?=\s+\")", Keyword),
            (rf"(when|unless|require|otherwise|because){_END}", Keyword),
            (
                r"(fix)(\s+)(add|replace)(?=\s)",
                bygroups(Keyword, Whitespace, Keyword),
                "edit",
            ),
            (r"fix(?=\s+\")", Keyword, "message"),
            (rf"(to)(\s+)({_VERDICT}){_END}", bygroups(Keyword, Whitespace, Keyword.Reserved), "message"),
            (rf"(?<=otherwise )({_VERDICT}){_END}", Keyword.Reserved, "message"),
            (rf"{_VERDICT}(?=\s+(?:\"|by\b|until\b))", Keyword.Reserved, "message"),
            (rf"until{_END}", Keyword),
            include("expressions"),
        ],
        "labels": [
            (rf"(,)(\s*)({_KEBAB})", bygroups(Punctuation, Whitespace, Name.Label)),
            default("#pop"),
        ],
        "edit": [
            include("blanks"),
            (r"(at)(\s+)(start|end)\b", bygroups(Keyword, Whitespace, Keyword), "#pop"),
            (rf"with{_END}", Keyword),
            include("text"),
            default("#pop"),
        ],
        "test": [
            include("blanks"),
            include("next"),
            (rf"(given|history|each){_END}(?!\s*\.)", Keyword),
            (
                rf"(expect)(\s+)({_VERDICT}){_END}",
                bygroups(Keyword, Whitespace, Keyword.Reserved),
                "expected",
            ),
            (
                rf"(expect)(\s+)(no)(\s+)({_KEBAB})",
                bygroups(Keyword, Whitespace, Keyword, Whitespace, Name.Function),
            ),
            (
                rf"(expect)(\s+)(needs)(\s+)({_PATH})",
                bygroups(Keyword, Whitespace, Keyword, Whitespace, Name.Attribute),
            ),
            (rf"({_PATH})(\s*)(=)", bygroups(Name.Attribute, Whitespace, Operator)),
            (rf"unknown{_END}", Keyword.Constant),
            include("expressions"),
        ],
        "expected": [
            (
                rf"(\s+)(from)(\s+)({_KEBAB})",
                bygroups(Whitespace, Keyword, Whitespace, Name.Function),
                "rules",
            ),
            default("#pop"),
        ],
        "rules": [
            (rf"(,)(\s*)({_KEBAB})", bygroups(Punctuation, Whitespace, Name.Function)),
            default("#pop:2"),
        ],
        # ------------------------------------------------------------------------------------------ words and texts
        "blanks": [
            (r"\n|[^\S\n]+", Whitespace),
            (r"#\s*playbook:[^\n]*", Comment.Special),
            (r"#[^\n]*", Comment.Single),
        ],
        "text": [
            (r'"""[^"]*(?:"{1,2}(?!")[^"]*)*"""', String.Doc),
            (r'"', String.Double, "string"),
        ],
        "string": [
            (r"\\.", String.Escape),
            (r'[^"\\\n]+', String.Double),
            (r'"', String.Double, "#pop"),
            default("#pop"),
        ],
        # What follows a verdict or `fix`, up to the message and with it: in a message, braces hold expressions.
        "message": [
            (rf"^(?=[ \t]*(?:{_CLAUSES}){_END})", Text, "#pop"),
            include("blanks"),
            (rf"by{_END}", Keyword),
            (rf"until{_END}", Keyword),
            (
                r"(all|\d+%?)(\s+)(of)(\s+)(\"[^\"\n]*\")",
                bygroups(Number, Whitespace, Keyword, Whitespace, String.Double),
            ),
            (r'(?<=by )"[^"\n]*"', String.Double),
            (r'"', String.Double, ("#pop", "holes")),
            (rf"(?=(?:{_CLAUSES}){_END})", Text, "#pop"),
            (
                rf"(?=(?:policy|use|rule|watch|topic|param|let|ask|example|test|change|drop){_END})",
                Text,
                "#pop",
            ),
            include("expressions"),
        ],
        "holes": [
            (r"\\.|\{\{|\}\}", String.Escape),
            (r'[^"\\\n{}]+', String.Double),
            (r"\{", String.Interpol, "hole"),
            (r'"', String.Double, "#pop"),
            (r"\}", String.Double),
            default("#pop"),
        ],
        "hole": [
            (r"\}", String.Interpol, "#pop"),
            (r'(?=["\n])', Text, "#pop"),
            (r'\\"[^"\\\n]*\\"', String.Double),
            include("expressions"),
        ],
        # ---------------------------------------------------------------------------------------------- expressions
        "expressions": [
            (r"\n|[^\S\n]+", Whitespace),
            include("text"),
            (
                r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d)?(?:[Zz]|[+-]\d\d:?\d\d)?",
                Literal.Date,
            ),
            (r"\d{4}-\d\d-\d\d(?!\w)", Literal.Date),
            (r"\d\d?:\d\d(?!\w)", Literal.Date),
            (rf"({_NUMBER})(\s+)({_UNITS})(?!\w)", bygroups(Number, Whitespace, Keyword.Type)),
            (rf"{_NUMBER}%?", Number),
            (words(("and", "or", "not", "is", "in", "where"), suffix=_END), Operator.Word),
            (words(("any", "no"), suffix=_END), Operator.Word),
            (words(("true", "false"), suffix=_END), Keyword.Constant),
            (rf"(?<=is )(missing|within|outside|before|after|in){_END}", Operator.Word),
            (rf"(?<=is not )(missing|in){_END}", Operator.Word),
            (
                rf"({_PATH}|\))(\s+)(matches)(\s+)({_REGEX})",
                bygroups(Name, Whitespace, Operator.Word, Whitespace, String.Regex),
            ),
            (
                rf"({_PATH}|\))(\s+)(starts|ends)(\s+)(with){_END}",
                bygroups(Name, Whitespace, Operator.Word, Whitespace, Operator.Word),
            ),
            (
                rf"({_PATH}|\))(\s+)(mentions|contains|include)(\s+)(any|all)(\s+)(of){_END}",
                bygroups(
                    Name, Whitespace, Operator.Word, Whitespace, Operator.Word, Whitespace, Operator.Word
                ),
            ),
            (
                rf"({_PATH}|\))(\s+)(mentions|contains|include){_END}(?=\s)",
                bygroups(Name, Whitespace, Operator.Word),
            ),
            (
                rf"(posts)(\s+)(by|to)(\s+)(account|author)(\s+)(in)(\s+)(last){_END}",
                bygroups(
                    *(Name.Builtin, Whitespace, Operator.Word, Whitespace, Name.Builtin, Whitespace),
                    *(Operator.Word, Whitespace, Operator.Word),
                ),
            ),
            (r"(holidays)(\s+)(of)(?=\s)", bygroups(Name.Builtin, Whitespace, Operator.Word)),
            (rf"{_DAYS}{_END}", Name.Builtin),
            (words(("plus", "except", "to", "of"), suffix=_END), Operator.Word),
            (rf"{_PATH}(?=\()", Name.Function),
            (rf"(?:post|it){_END}", Name.Builtin.Pseudo),
            (_PATH, Name),
            (r"[<>]=?|[-+*/=]", Operator),
            (r"[\[\](){},:]", Punctuation),
        ],
    }
