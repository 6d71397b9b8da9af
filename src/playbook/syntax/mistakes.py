"""Puts into words what was most likely done wrong where nothing fits, and where no repair is possible.

Looks at what stands there, at the last few words before it, and at the declaration around it. What the parser would take
is asked of the parser, but never listed: nobody is helped by forty names of tokens.
"""

import re

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.source import Span
from playbook.syntax.clauses import belongs_to, clauses_of
from playbook.syntax.file_problems import EmptyFile, MissingHeader, SecondHeader, TextBeforeHeader
from playbook.syntax.grammar import END
from playbook.syntax.landmarks import DECLARATIONS, words
from playbook.syntax.name_problems import MissingName
from playbook.syntax.place import Lexeme, Place, lexeme
from playbook.syntax.shape_problems import (
    ChainedComparison,
    CommentForWords,
    MisplacedClause,
    MisplacedNot,
    MissingOperator,
    MissingPart,
    MissingWord,
    Unexpected,
)
from playbook.syntax.word_problems import MisspeltKeyword

_NAMED = frozenset({"POLICY", "PARAM", "LET", "ASK", "TOPIC", "RULE", "WATCH", "EXAMPLE"})
_COMPARING = frozenset(
    {
        "is",
        "mentions",
        "contains",
        "include",
        "matches",
        "starts",
        "ends",
        "<",
        ">",
        "<=",
        ">=",
        "in",
        "within",
    }
)
_NEGATIVE = {"within": "is outside", "outside": "is within", "before": ">=", "after": "<="}
_OPERANDS = ("not", "any", "no", "count")

_AFTER = {
    "EXTENDS": ("a pack or a path", "extends professional"),
    "USE": ("a pack or a path", 'use "terms.playbook"'),
    "BY": ("a role, or a list of people", 'review by "legal"'),
    "UNTIL": ("a window or an instant", "delay until office_hours"),
    "GIVEN": ("an example, or a field and its value", 'given text = "The bridge is open."'),
    "FIX": ("words, `add` or `replace`", 'fix "Say in one sentence what the picture shows."'),
    "POSTS": ("`by` or `to`", "posts by account in last 24 hours"),
    **dict.fromkeys(
        ("WHEN", "UNLESS", "REQUIRE", "FOR", "WHERE", "AND", "OR", "NOT"), ("a condition", "sponsored")
    ),
    **dict.fromkeys(("ANY", "NO"), ("a list", "any media where kind is photo")),
    **dict.fromkeys(
        ("WORDS", "EXACTLY", "STEMS", "EXCEPT"), ("words between quotes", 'words "is out", "new release"')
    ),
}
"""What has to follow a word, by its terminal: in words, and an example."""

_MISSING = (
    ("CLOCK", "a time of day", "09:00 to 17:00"),
    ("LPAR", "something to compare or to ask for", 'text mentions "cake"'),
    ("PATTERN", "a pattern", "/vote for \\w+/i"),
    ("COLON", "its type", "param most: number = 3"),
    ("EQUAL", "`=` and a value", "most = 3"),
    ("BECAUSE", "the reason", 'because "our readers search by tag"'),
    ("TO", "`to` and what comes after", "to warn"),
    ("UNIT", "a unit", "24 hours"),
    ("NEEDS", "a verdict, `no` and a rule, or `needs` and a field", "expect deny from some-rule"),
    ("DENY", "a verdict", "otherwise deny"),
    ("KEBAB", "a name", "office-hours"),
    ("NAME", "a name", "party_politics"),
    ("DATE", "a date", "2026-01-05"),
    ("STRING", "a text", '"Describe every picture."'),
    ("RULE", "`rule` and its name", "drop rule some-rule because …"),
    ("OF", "`of`", "all of"),
    ("LBRACE", "a record", "{kind = photo}"),
)
"""What may be missing, by a terminal that would be taken then: in words, and an example."""


def explain(place: Place) -> Diagnostic:
    """What is wrong at *place*."""
    found = lexeme(place.text, place.at)
    for guess in (
        _header,
        _comment,
        _negation,
        _quota,
        _misspelt_before,
        _missing,
        _misplaced,
        _chained,
        _unjoined,
    ):
        if (problem := guess(place, found)) is not None:
            return problem
    return Unexpected(_span(place, found), _hint(place))


def _hint(place: Place) -> str | None:
    wanted = None if place.takes(END) or not place.taken else _wanted(place)
    if wanted is None:
        return clauses_of(place.inside)
    return f"after `{place.taken[-1].value}` there has to be {wanted[0]}, as in `{wanted[1]}`"


def _header(place: Place, found: Lexeme) -> Diagnostic | None:
    if found.text == "policy":
        return SecondHeader(_span(place, found), place.headless)
    if place.taken:
        return None
    if found.kind == "end":
        return EmptyFile(place.span(0, len(place.text)))
    policy = next(
        (word for word in words(place.text, place.at) if word["word"] in {"policy", *DECLARATIONS}), None
    )
    if policy is not None and policy["word"] == "policy":
        before = place.text[place.at : policy.start()].rstrip()
        return TextBeforeHeader(place.span(place.at, place.at + len(before)))
    return MissingHeader(_span(place, found))


def _comment(place: Place, found: Lexeme) -> Diagnostic | None:
    """A hashtag without quotes."""
    if not place.takes("STRING") or not place.taken:
        return None
    after = place.taken[-1].end_pos or 0
    comment = re.compile(r"[ \t]*+(#\w[^\n\r]*+)").match(place.text, after)
    if not comment or comment.end() > place.at:
        return None
    return CommentForWords(place.span(comment.start(1), comment.start(1) + len(comment[1].rstrip())))


def _negation(place: Place, found: Lexeme) -> Diagnostic | None:
    """`text not mentions X`, `text does not contain X`, `T is not within W`."""
    taken = list(place.taken)
    if len(taken) >= 2 and taken[-2].type == "NOT" and taken[-1].value in _NEGATIVE:
        start, end = taken[-2].start_pos or 0, taken[-1].end_pos or 0
        return MisplacedNot(place.span(start, end), f"write `{_NEGATIVE[taken[-1].value]}`")
    if not place.takes("IS"):
        return None
    if found.text in {"not", "does", "do", "is", "doesn't", "don't", "cannot"}:
        return MisplacedNot(
            _span(place, found), "put `not` before the whole comparison, as in `not text mentions …`"
        )
    return None


def _quota(place: Place, found: Lexeme) -> Diagnostic | None:
    """`review by 2 "legal" "…"`: the role was taken for the message."""
    taken = list(place.taken)
    if found.kind != "text" or [token.type for token in taken[-3:]] != ["BY", "NUMBER", "STRING"]:
        return None
    role, number = taken[-1], taken[-2]
    gap = number.end_pos or 0
    return MissingWord(place.span(role.start_pos or 0, role.end_pos or 0), "of", place.span(gap, gap))


def _misspelt_before(place: Place, found: Lexeme) -> Diagnostic | None:
    """`nto sponsored`: read as a name, after which nothing fits."""
    last = place.taken[-1] if place.taken else None
    if (
        last is None
        or last.type != "NAME"
        or found.kind not in {"word", "sign"}
        or found.text in place.keywords
    ):
        return None
    meant = nearest(last.value, _OPERANDS)
    if meant is None or not place.takes("AND"):
        return None
    return MisspeltKeyword(place.span(last.start_pos or 0, last.end_pos or 0), meant)


def _missing(place: Place, found: Lexeme) -> Diagnostic | None:
    """The clause or the file ends, or a new one begins, where something has to follow first."""
    last = place.taken[-1] if place.taken else None
    if last is None or not last.value or place.takes(END):
        return None
    if not (found.kind == "end" or found.text in place.keywords or found.text in {")", "]", "}", ",", "="}):
        return None
    span = place.span(last.start_pos or 0, last.end_pos or 0)
    if last.type in _NAMED and place.takes("NAME"):
        return MissingName(span, None)
    wanted = _wanted(place)
    return MissingPart(span, *wanted) if wanted else None


def _wanted(place: Place) -> tuple[str, str] | None:
    """What has to come next, in words, with an example."""
    last = place.taken[-1] if place.taken else None
    if (
        last is not None
        and last.type in _AFTER
        and (last.type not in {"EXCEPT", "BY"} or not place.takes("ACCOUNT"))
    ):
        return _AFTER[last.type]
    return next(((missing, example) for kind, missing, example in _MISSING if place.takes(kind)), None)


def _misplaced(place: Place, found: Lexeme) -> Diagnostic | None:
    """A clause of another declaration."""
    belongs = belongs_to(found.text)
    if belongs is None or place.inside in belongs:
        return None
    where = " and ".join(f"a `{name}`" if name != "policy" else "the header" for name in belongs[:2])
    return MisplacedClause(_span(place, found), place.inside, where, clauses_of(place.inside))


def _chained(place: Place, found: Lexeme) -> Diagnostic | None:
    if found.text[:1] in {"<", ">"} or found.text in _COMPARING:
        return ChainedComparison(_span(place, found)) if place.takes("AND") else None
    return None


def _unjoined(place: Place, found: Lexeme) -> Diagnostic | None:
    """Two values side by side."""
    last = place.taken[-1] if place.taken else None
    if last is None or not place.takes("AND") or found.text in place.keywords or found.kind == "end":
        return None
    if found.kind == "sign" and found.text not in {"(", "[", "{", "-"}:
        return None
    return MissingOperator(_span(place, found), last.value)


def _span(place: Place, found: Lexeme) -> Span:
    return place.span(place.at, found.end)
