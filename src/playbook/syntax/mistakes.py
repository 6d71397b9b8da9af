"""Puts into words what was most likely done wrong where nothing fits, and where no repair is possible.

Looks at what stands there, at the last few words before it, and at the declaration around it. What the parser
would take is asked of the parser, but never listed: nobody is helped by forty names of tokens.
"""

import re

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit
from playbook.diagnostics.nearest import nearest
from playbook.source import Span
from playbook.syntax import misread
from playbook.syntax.clauses import belongs_to, clauses_of
from playbook.syntax.file_problems import EmptyFile, MissingHeader, SecondHeader, TextBeforeHeader
from playbook.syntax.landmarks import DECLARATIONS, NAMED, words
from playbook.syntax.machine import END
from playbook.syntax.name_problems import MissingName
from playbook.syntax.place import Lexeme, Place, lexeme
from playbook.syntax.repair_words import FOREIGN
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
from playbook.syntax.sign_problems import StraySign
from playbook.syntax.word_problems import ForeignWord, MisspeltKeyword

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
_VERBS = ("mentions", "contains", "include", "matches", "starts", "ends")
_NOT = re.compile(
    r"(?P<not>not|cannot|(?:does|do|is|are|did)(?:\s++not|n['’]t))(?!\w)(?:\s++(?P<verb>mentions?|contains?|includes?|matche?s?|starts?|ends?)(?!\w))?+"
)
_JOINING = frozenset({"AND", "OR", "IS", "NOT", "OF", "WITH", "BY", "FROM", "TO", "WHERE"})
_NEGATIVE = {"within": "is outside", "outside": "is within", "before": ">=", "after": "<="}
_AT_LEAST = re.compile(
    r"is\s++(?P<which>at least|at most|no more than|no less than|no fewer than|not more than|not less than)(?!\w)"
)
_BETWEEN = re.compile(
    r"(?P<first>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]++)\s++and\s++(?P<last>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]++)(?![\w-])"
)
_COMPARED = {
    **dict.fromkeys(("less", "fewer", "smaller", "below", "under"), "<"),
    **dict.fromkeys(("greater", "more", "larger", "above", "over"), ">"),
}
_OPERANDS = ("not", "any", "no", "count")

_INSTEAD = {
    ("rule", "for"): "when",
    ("test", "when"): "given",
}
"""What a clause that is out of place is called in the declaration that it stands in."""

_HEADER_CLAUSE = re.compile(
    r'(?:timezone|version)\s++"[^"\n]*+"|extends\s++(?:[\w-]++|"[^"\n]*+")(?=\s*+(?:[\r\n]|\Z))'
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
        _repeated,
        _negation,
        _quota,
        misread.guess,
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


def _comment(place: Place, _: Lexeme) -> Diagnostic | None:
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
    if len(taken) >= 3 and taken[-2].type == "NOT" and taken[-1].value in _NEGATIVE:
        start, end = taken[-2].start_pos or 0, taken[-1].end_pos or 0
        meant = _NEGATIVE[taken[-1].value]
        mend = Edit(place.span(taken[-3].start_pos or 0, end), meant) if taken[-3].type == "IS" else None
        return MisplacedNot(place.span(start, end), f"write `{meant}`", mend)
    negated = _NOT.match(place.text, place.at)
    if not negated or not place.takes("IS"):
        return None
    span, verb = place.span(*negated.span()), negated["verb"]
    if negated["not"] in {"isn't", "isn’t", "aren't", "aren’t"}:
        return MisplacedNot(
            place.span(place.at, negated.end("not")),
            "write `is not`",
            Edit(place.span(place.at, negated.end("not")), "is not"),
        )
    start_ = place.value_start()
    meant = next(
        (word for word in _VERBS if verb and (word == verb or word.rstrip("s") == verb.rstrip("s"))), None
    )
    if start_ is None or meant is None:
        hint = "put `not` before the whole comparison, as in `not text mentions …`"
        return MisplacedNot(span if meant else place.span(place.at, negated.end("not")), hint)
    value = place.text[start_ : place.at].rstrip()
    words = f"not {value} {meant}"
    return MisplacedNot(span, f"write `{words} …`", Edit(place.span(start_, negated.end()), words))


def _repeated(place: Place, found: Lexeme) -> Diagnostic | None:
    """`and and`, `is is`."""
    last = place.taken[-1] if place.taken else None
    if last is None or found.kind != "word" or found.text != last.value or last.type not in _JOINING:
        return None
    gap = place.span(last.end_pos or 0, found.end)
    return Unexpected(_span(place, found), "it stands here twice: leave one out", Edit(gap, ""))


def _quota(place: Place, found: Lexeme) -> Diagnostic | None:
    """`review by 2 "legal" "…"`: the role was taken for the message."""
    taken = list(place.taken)
    if found.kind != "text" or [token.type for token in taken[-3:]] != ["BY", "NUMBER", "STRING"]:
        return None
    role, number = taken[-1], taken[-2]
    gap = number.end_pos or 0
    return MissingWord(place.span(role.start_pos or 0, role.end_pos or 0), "of", place.span(gap, gap))


def _misspelt_before(place: Place, found: Lexeme) -> Diagnostic | None:
    """`nto sponsored`, `x is less than 3`: read as a name, after which nothing fits."""
    last = place.taken[-1] if place.taken else None
    if last is None or last.type != "NAME" or not place.takes("AND"):
        return None
    if last.value == "between":
        if (meant := _between(place)) is not None:
            return meant
        hint = (
            "for times write `is within daily 09:00 to 17:00`, for numbers compare twice, `x >= 3 and x <= 4`"
        )
        return Unexpected(place.span(last.start_pos or 0, last.end_pos or 0), hint)
    least = _AT_LEAST.match(place.text, place.taken[-2].start_pos or 0) if len(place.taken) > 1 else None
    if least:
        meant_ = (
            ">=" if least["which"] in {"at least", "no less than", "no fewer than", "not less than"} else "<="
        )
        return ForeignWord(place.span(*least.span()), meant_)
    if last.value in _COMPARED and len(place.taken) > 1 and place.taken[-2].type == "IS":
        start = place.taken[-2].start_pos or 0
        end = found.end if found.text == "than" else last.end_pos or 0
        return ForeignWord(place.span(start, end), _COMPARED[last.value])
    if found.kind not in {"word", "sign"} or found.text in place.keywords:
        return None
    meant = next((word for word in _OPERANDS if sorted(word) == sorted(last.value)), None)
    meant = meant or nearest(last.value, _OPERANDS)
    return MisspeltKeyword(place.span(last.start_pos or 0, last.end_pos or 0), meant) if meant else None


def _between(place: Place) -> Diagnostic | None:
    """`is between A and B`."""
    word = place.taken[-1]
    between = _BETWEEN.match(place.text, place.at)
    if not between or len(place.taken) < 2 or place.taken[-2].type != "IS":
        return None
    first, last = between["first"], between["last"]
    span, whole = (
        place.span(word.start_pos or 0, word.end_pos or 0),
        place.span(word.start_pos or 0, between.end()),
    )
    if "-" in first:
        meant = f"within {first} to {last}"
        return ForeignWord(span, meant, mend=Edit(whole, meant))
    hint = f"compare twice: `x >= {first} and x <= {last}`"
    left = place.text[: place.taken[-2].start_pos or 0].rstrip()
    name = re.compile(r"[\w.]++(?:\([\w.]*+\))?+\Z").search(left[-200:])
    if name is None:
        return Unexpected(span, hint)
    start = place.taken[-2].start_pos or 0
    mend = Edit(place.span(start, between.end()), f">= {first} and {name[0]} <= {last}")
    return Unexpected(span, hint, mend)


def _bare_between(place: Place) -> Diagnostic | None:
    """`x between 3 and 5`, without an `is`."""
    start, word = place.value_start(), len("between")
    between = _BETWEEN.match(place.text, place.at + word + 1)
    if not between or start is None:
        return None
    value = place.text[start : place.at].rstrip()
    meant = f"{value} >= {between['first']} and {value} <= {between['last']}"
    span = place.span(place.at, place.at + word)
    return Unexpected(span, f"compare twice: `{meant}`", Edit(place.span(start, between.end()), meant))


def _missing(place: Place, found: Lexeme) -> Diagnostic | None:
    """The clause or the file ends, or a new one begins, where something has to follow first."""
    last = place.taken[-1] if place.taken else None
    if last is None or not last.value or place.takes(END):
        return None
    if not (found.kind == "end" or found.text in place.keywords or found.text in {")", "]", "}", ",", "="}):
        return None
    span = place.span(last.start_pos or 0, last.end_pos or 0)
    if last.value == ",":
        return StraySign(span)
    if last.type in NAMED and place.takes("NAME"):
        return MissingName(span, None)
    wanted = _wanted(place)
    return MissingPart(span, *wanted, mend=_part(place, found)) if wanted else None


def _part(place: Place, found: Lexeme) -> Edit | None:
    """What to put in, or to leave out, where something is missing."""
    last, before = place.taken[-1], list(place.taken)[-2] if len(place.taken) > 1 else None
    end = place.span(last.end_pos or 0, last.end_pos or 0)
    gap = None if before is None else place.span(before.end_pos or 0, last.end_pos or 0)
    if gap is not None and last.type in {"AND", "OR", "BY"}:
        return Edit(gap, "")
    if gap is not None and last.type == "EQUAL" and place.inside == "param":
        return Edit(gap, "")
    if last.type == "OTHERWISE" and found.text in {"when", "unless", "require"}:
        return Edit(place.span(last.start_pos or 0, place.at), "")
    if last.type == "NAME" and place.inside == "param" and place.takes("COLON"):
        value = re.compile(r"\s*+=\s*+").match(place.text, place.at)
        kind = _type_of(lexeme(place.text, value.end())) if value else None
        return Edit(end, f": {kind}") if kind else None
    if last.type in {"NAME", "PATH"} and before is not None and before.type == "IN" and place.takes("WHERE"):
        element = list(place.taken)[-3] if len(place.taken) > 2 else before
        return Edit(place.span(element.start_pos or 0, last.start_pos or 0), "")
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
    mend = None
    if (meant := _INSTEAD.get((place.inside, found.text))) is not None:
        mend = Edit(_span(place, found), meant)
    elif belongs == ("policy",):
        place.lose(found.text)
        mend = _moved_up(place)
    return MisplacedClause(_span(place, found), place.inside, where, clauses_of(place.inside), mend)


def _moved_up(place: Place) -> Edit | None:
    """A clause of the header, moved there from behind it."""
    clause = _HEADER_CLAUSE.match(place.text, place.at)
    header = re.compile(r'\s*+(?:#[^\n]*+\s*+)*+policy\s++[\w-]++(?:\s++"[^"\n]*+")?+').match(place.text)
    if not clause or not header:
        return None
    between = place.text[header.end() : place.at].rstrip()
    return Edit(place.span(header.end(), clause.end()), f"\n  {clause[0]}{between}")


def _chained(place: Place, found: Lexeme) -> Diagnostic | None:
    if found.text[:1] in {"<", ">"} or found.text in _COMPARING:
        return _chain(place, found) if place.takes("AND") else None
    return None


def _chain(place: Place, found: Lexeme) -> Diagnostic:
    """`0 < x < 3`, `text mentions "cake" is true`."""
    last = place.taken[-1].end_pos or 0
    true = re.compile(r"is\s++true(?!\w)").match(place.text, place.at)
    if true:
        return ChainedComparison(_span(place, found), Edit(place.span(last, true.end()), ""))
    start = place.value_start()
    if start is None:
        return ChainedComparison(_span(place, found))
    mend = Edit(place.span(place.at, place.at), f"and {place.text[start : place.at].rstrip()} ")
    return ChainedComparison(_span(place, found), mend)


def _unjoined(place: Place, found: Lexeme) -> Diagnostic | None:
    """Two values side by side."""
    last = place.taken[-1] if place.taken else None
    if last is None or not place.takes("AND") or found.text in place.keywords or found.kind == "end":
        return None
    if found.kind == "sign" and found.text not in {"(", "[", "{", "-"}:
        return None
    if found.text == "between" and (problem := _bare_between(place)) is not None:
        return problem
    mend = None
    if found.kind == "word" and found.text not in FOREIGN and last.type not in {"NUMBER", "STRING"}:
        gap = last.end_pos or 0
        mend = Edit(place.span(gap, gap), " and")
    return MissingOperator(_span(place, found), last.value, mend)


def _span(place: Place, found: Lexeme) -> Span:
    return place.span(place.at, found.end)
