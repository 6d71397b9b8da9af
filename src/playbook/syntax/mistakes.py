"""Puts into words what was most likely done wrong where nothing fits, and where no repair is possible.

Looks at what stands there, at the last few words before it, and at the declaration around it. What the parser
would take is asked of the parser, but never listed: nobody is helped by forty names of tokens.
"""

import re

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit
from playbook.source import Span
from playbook.syntax import misheard, misread, misworded
from playbook.syntax.clauses import belongs_to, clauses_of
from playbook.syntax.file_problems import EmptyFile, MissingHeader, SecondHeader, TextBeforeHeader
from playbook.syntax.landmarks import DECLARATIONS, NAMED, words
from playbook.syntax.name_problems import MissingName
from playbook.syntax.place import Lexeme, Place, lexeme
from playbook.syntax.repair_words import FOREIGN
from playbook.syntax.shape_problems import (
    CommentForWords,
    MisplacedClause,
    MissingOperator,
    MissingPart,
    MissingWord,
    Unexpected,
)
from playbook.syntax.sign_problems import StraySign
from playbook.syntax.tables import END
from playbook.text.late import late

_INSTEAD = {
    ("rule", "for"): "when",
    ("test", "when"): "given",
}
"""What a clause that is out of place is called in the declaration that it stands in."""

_HEADER_CLAUSE = late(
    re.compile, r'(?:timezone|version)\s++"[^"\n]*+"|extends\s++(?:[\w-]++|"[^"\n]*+")(?=\s*+(?:[\r\n]|\Z))'
)
_AFTER = {
    "EXTENDS": ("a pack or a path", "extends professional"),
    "USE": ("a pack or a path", 'use "terms.playbook"'),
    "BY": ("a role, or a list of people", 'review by "legal"'),
    "UNTIL": ("a window or an instant", "delay until office_hours"),
    "GIVEN": ("an example, or a field and its value", 'given text = "The bridge is open."'),
    "FIX": ("words, `add` or `replace`", 'fix "Say in one sentence what the picture shows."'),
    "HISTORY": ("`[` and the posts before", "history [{action = post, publish_at = 2026-11-23T09:15Z}]"),
    "VERSION": ("its number between quotes", 'version "2.1"'),
    "SEE": ("an address between quotes", 'see "https://acme.example/handbook"'),
    "TEST": ("a title between quotes", 'test "a plain post may go out"'),
    "BECAUSE": ("the reason between quotes", 'because "our readers search by tag"'),
    "EACH": ("fields, `in` and rows", 'each text, sponsored in ["Hello", true], ["Good-bye", false]'),
    "POSTS": ("`by` or `to`", "posts by account in last 24 hours"),
    **dict.fromkeys(
        ("WHEN", "UNLESS", "REQUIRE", "FOR", "WHERE", "AND", "OR", "NOT"), ("a condition", "sponsored")
    ),
    **dict.fromkeys(
        ("WORDS", "EXACTLY", "STEMS", "EXCEPT"), ("something to look for", 'words "is out", "new release"')
    ),
}
"""What has to follow a word, by its terminal: in words, and an example."""

_MISSING = (
    ("CLOCK", "a time of day", "09:00 to 17:00"),
    ("WHERE", "`where` and a condition", "any m in media where m.kind is photo"),
    ("LSQB", "something to compare or to ask for", 'text mentions "cake"'),
    ("PATTERN", "a pattern", "/vote for \\w+/i"),
    ("COLON", "its type", "param most: number = 3"),
    ("EQUAL", "`=` and a value", "most = 3"),
    ("BECAUSE", "the reason", 'because "our readers search by tag"'),
    ("TO", "`to` and what comes after", "to warn"),
    ("UNIT", "a unit", "24 hours"),
    ("NEEDS", "a verdict, `no` and a rule, or `needs` and a field", "expect deny from some-rule"),
    ("KEBAB", "a name", "office-hours"),
    ("NAME", "a name", "party_politics"),
    ("DENY", "a verdict", "otherwise deny"),
    ("DATE", "a date", "2026-01-05"),
    ("STRING", "a text", '"Describe every picture."'),
    ("RULE", "`rule` and its name", "drop rule some-rule because …"),
    ("OF", "`of`", "all of"),
    ("LBRACE", "a record", "{kind = photo}"),
    ("START", "`start` or `end`", 'fix add "#ad " at start'),
    ("WITH", "`with` and the words to put there", 'fix replace "x" with "y"'),
    ("ACCOUNT", "`account` or `author`", "posts by account in last 24 hours"),
    ("IN", "`in last` and a duration", "posts by account in last 24 hours"),
)
"""What may be missing, by a terminal that would be taken then: in words, and an example."""


def explain(place: Place) -> Diagnostic:
    """What is wrong at *place*."""
    found = lexeme(place.text, place.at)
    for guess in (
        _header,
        _comment,
        misworded.repeated,
        misworded.negation,
        _quota,
        misheard.guess,
        misread.guess,
        misworded.misspelt_before,
        _missing,
        _misplaced,
        misworded.chained,
        misworded.bare_between,
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


def _comment(place: Place, _: Lexeme) -> Diagnostic | None:
    """A hashtag without quotes."""
    if not place.takes("STRING") or not place.taken:
        return None
    after = place.taken[-1].end
    comment = re.compile(r"[ \t]*+(#\w[^\n\r]*+)").match(place.text, after)
    if not comment or comment.end() > place.at:
        return None
    return CommentForWords(place.span(comment.start(1), comment.start(1) + len(comment[1].rstrip())))


def _quota(place: Place, found: Lexeme) -> Diagnostic | None:
    """`review by 2 "legal" "…"`: the role was taken for the message."""
    taken = list(place.taken)
    if found.kind != "text" or [token.type for token in taken[-3:]] != ["BY", "NUMBER", "STRING"]:
        return None
    role, number = taken[-1], taken[-2]
    gap = number.end
    return MissingWord(place.span(role.start, role.end), "of", place.span(gap, gap))


def _missing(place: Place, found: Lexeme) -> Diagnostic | None:
    """The clause or the file ends, or a new one begins, where something has to follow first."""
    last = place.taken[-1] if place.taken else None
    if last is None or not last.value or place.takes(END):
        return None
    if not (found.kind == "end" or found.text in place.keywords or found.text in {")", "]", "}", ",", "="}):
        return None
    span = place.span(last.start, last.end)
    if last.value == ",":
        return StraySign(span)
    if last.type in NAMED and place.takes("NAME"):
        return MissingName(span, None)
    wanted = _wanted(place)
    return MissingPart(span, *wanted, mend=_part(place, found)) if wanted else None


def _part(place: Place, found: Lexeme) -> Edit | None:
    """What to put in, or to leave out, where something is missing."""
    last, before = place.taken[-1], list(place.taken)[-2] if len(place.taken) > 1 else None
    end = place.span(last.end, last.end)
    gap = None if before is None else place.span(before.end, last.end)
    if gap is not None and last.type in {"AND", "OR", "BY"}:
        return Edit(gap, "")
    if gap is not None and last.type == "EQUAL" and place.inside == "param":
        return Edit(gap, "")
    if last.type == "OTHERWISE" and found.text in {"when", "unless", "require"}:
        return Edit(place.span(last.start, place.at), "")
    if last.type == "NAME" and place.inside == "param" and place.takes("COLON"):
        value = re.compile(r"\s*+=\s*+").match(place.text, place.at)
        kind = _type_of(lexeme(place.text, value.end())) if value else None
        return Edit(end, f": {kind}") if kind else None
    if last.type in {"NAME", "PATH"} and before is not None and before.type == "IN" and place.takes("WHERE"):
        element = list(place.taken)[-3] if len(place.taken) > 2 else before
        return Edit(place.span(element.start, last.start), "")
    if place.takes("BECAUSE"):
        return Edit(end, ' because "…"', Applicability.PLACEHOLDER)
    if place.inside == "ask" and place.takes("STRING"):
        return Edit(end, ' "…?"', Applicability.PLACEHOLDER)
    if last.type in {"OTHERWISE", "TO"} and place.takes("DENY"):
        return Edit(end, " deny", Applicability.PLACEHOLDER)
    return None


def _type_of(found: Lexeme) -> str | None:
    """The type of a param whose value begins so."""
    if found.kind == "text":
        return "text"
    if found.kind == "number":
        return "date" if found.text.count("-") == 2 else "number"
    return "boolean" if found.text in {"true", "false"} else None


def _wanted(place: Place) -> tuple[str, str] | None:
    """What has to come next, in words, with an example."""
    last = place.taken[-1].type if place.taken else ""
    if last in _AFTER and not place.takes("ACCOUNT"):
        return _AFTER[last]
    if last == "EQUAL":
        return "a value", "param most: number = 3" if place.inside == "param" else "most = 3"
    if last == "TO" and place.takes("DENY"):
        return "a verdict", "to warn"
    if last in {"ANY", "NO"} and place.takes("LSQB"):
        return "a list", "any media where kind is photo"
    if last == "OF" and place.takes("LSQB"):
        return "a list, or who it is of", 'any of ["a", "b"]'
    if place.inside in {"param", "ask"} and last in {"COLON", "OF"}:
        return "a type", "param most: number = 3"
    if place.inside == "ask" and place.takes("STRING"):
        return "its question", 'ask kind "Is it kind?"'
    if last == "CLOCK" and place.takes("TO"):
        return (
            "`to` and the end of the window (an instant is written like `2026-11-23T10:00Z`)",
            "09:00 to 17:00",
        )
    if last == "FROM" and place.takes("STRING"):
        return "a file between quotes", 'from "terms/names.txt"'
    return next(((missing, example) for kind, missing, example in _MISSING if place.takes(kind)), None)


def _misplaced(place: Place, found: Lexeme) -> Diagnostic | None:
    """A clause of another declaration."""
    belongs = belongs_to(found.text)
    if belongs is None or place.inside is None or place.inside in belongs:
        return None
    where = " and ".join(f"a `{name}`" if name != "policy" else "the header" for name in belongs[:2])
    mend, hint = None, clauses_of(place.inside)
    if (meant := _INSTEAD.get((place.inside, found.text))) is not None:
        mend, hint = Edit(_span(place, found), meant), f"write `{meant}`"
    elif belongs == ("policy",):
        place.lose(found.text)
        mend, hint = _moved_up(place), "the header stands first in the file: move it up there"
    elif place.inside == "policy" and "rule" in belongs:
        hint = "a rule begins with its name, as in `rule some-name`; its clauses come after that"
    return MisplacedClause(_span(place, found), place.inside, where, hint, mend)


def _moved_up(place: Place) -> Edit | None:
    """A clause of the header, moved there from behind it."""
    clause = _HEADER_CLAUSE.match(place.text, place.at)
    header = re.compile(r'\s*+(?:#[^\n]*+\s*+)*+policy\s++[\w-]++(?:\s++"[^"\n]*+")?+').match(place.text)
    if not clause or not header:
        return None
    between = place.text[header.end() : place.at].rstrip()
    return Edit(place.span(header.end(), clause.end()), f"\n  {clause[0]}{between}")


def _unjoined(place: Place, found: Lexeme) -> Diagnostic | None:
    """Two values side by side."""
    last = place.taken[-1] if place.taken else None
    if last is None or not place.takes("AND") or found.text in place.keywords or found.kind == "end":
        return None
    if found.kind == "sign" and found.text not in {"(", "[", "{", "-"}:
        return None
    mend = None
    if found.kind == "word" and found.text not in FOREIGN and last.type not in {"NUMBER", "STRING"}:
        gap = last.end
        mend = Edit(place.span(gap, gap), " and")
    return MissingOperator(_span(place, found), last.value, mend)


def _span(place: Place, found: Lexeme) -> Span:
    return place.span(place.at, found.end)
