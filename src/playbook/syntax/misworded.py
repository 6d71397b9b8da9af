"""Explains comparisons and negations in words that the language does not have: `does not mention`, `is between`,
`nto`. Asked by `mistakes`.
"""

import re

from playbook.diagnostics.diagnostic import Diagnostic, Edit
from playbook.diagnostics.nearest import nearest
from playbook.syntax.place import Lexeme, Place
from playbook.syntax.shape_problems import ChainedComparison, MisplacedNot, Unexpected
from playbook.syntax.word_problems import ForeignWord, MisspeltKeyword
from playbook.text.late import late

_COMPARING = frozenset(
    [
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
    ]
)
_VERBS = ("mentions", "contains", "include", "matches", "starts", "ends")
_VERB = r"mentions?|contains?|includes?|match(?:es)?|starts?|ends?"
_NOT = late(
    re.compile,
    rf"(?P<not>not|cannot|(?:does|do|is|are|did)(?:\s++not|n['’]t))(?!\w)(?:\s++(?P<verb>{_VERB})(?!\w))?+",
)
_IS_NOT = late(re.compile, r"(?:is|are)n['’]t")
_TRUE = late(re.compile, r"is\s++true(?!\w)")
_JOINING = frozenset({"AND", "OR", "IS", "NOT", "OF", "WITH", "BY", "FROM", "TO", "WHERE"})
_NEGATIVE = {"within": "is outside", "outside": "is within", "before": ">=", "after": "<="}
_AT_LEAST = late(
    re.compile,
    r"is\s++(?:(?P<least>at least|(?:no|not) (?:less|fewer) than)|at most|(?:no|not) more than)(?!\w)",
)
_COMPARED = {
    **dict.fromkeys(("less", "fewer", "smaller", "below", "under"), "<"),
    **dict.fromkeys(("greater", "more", "larger", "above", "over"), ">"),
}
_VALUE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]++"
_BETWEEN = late(re.compile, rf"\s*+(?P<first>{_VALUE})\s++and\s++(?P<last>{_VALUE})(?![\w-])")
_NAME_BEFORE = late(re.compile, r"[\w.]++(?:\([\w.]*+\))?+\Z")
_OPERANDS = ("not", "any", "no", "count")


def negation(place: Place, _: Lexeme) -> Diagnostic | None:
    """`text not mentions X`, `text does not contain X`, `T is not within W`."""
    taken = list(place.taken)
    if len(taken) >= 3 and taken[-2].type == "NOT" and taken[-1].value in _NEGATIVE:
        start, end = taken[-2].start, taken[-1].end
        opposite = _NEGATIVE[taken[-1].value]
        mend = Edit(place.span(taken[-3].start, end), opposite) if taken[-3].type == "IS" else None
        return MisplacedNot(place.span(start, end), f"write `{opposite}`", mend)
    found = _NOT.match(place.text, place.at)
    if not found or not place.takes("IS"):
        return None
    words = place.span(place.at, found.end("not"))
    if _IS_NOT.fullmatch(found["not"]):
        return MisplacedNot(words, "write `is not`", Edit(words, "is not"))
    start_of_value, verb = place.value_start(), _verb(found["verb"])
    if start_of_value is None or verb is None:
        hint = "put `not` before the whole comparison, as in `not text mentions …`"
        return MisplacedNot(words if verb is None else place.span(*found.span()), hint)
    meant = f"not {place.text[start_of_value : place.at].rstrip()} {verb}"
    mend = Edit(place.span(start_of_value, found.end()), meant)
    return MisplacedNot(place.span(*found.span()), f"write `{meant} …`", mend)


def _verb(written: str | None) -> str | None:
    """`mention` as `mentions`."""
    stem = (written or "").removesuffix("es").removesuffix("s")
    return next((verb for verb in _VERBS if stem and verb.startswith(stem)), None)


def repeated(place: Place, found: Lexeme) -> Diagnostic | None:
    """`and and`, `is is`."""
    last = place.taken[-1] if place.taken else None
    if last is None or found.kind != "word" or found.text != last.value or last.type not in _JOINING:
        return None
    gap = place.span(last.end, found.end)
    return Unexpected(place.span(place.at, found.end), "it stands here twice: leave one out", Edit(gap, ""))


def misspelt_before(place: Place, found: Lexeme) -> Diagnostic | None:
    """`nto sponsored`, `x is less than 3`: read as a name, after which nothing fits."""
    last = place.taken[-1] if place.taken else None
    if last is None or last.type != "NAME" or not place.takes("AND"):
        return None
    span = place.span(last.start, last.end)
    if last.value == "between":
        return _between(place)
    before = place.taken[-2] if len(place.taken) > 1 else None
    if before is not None and before.type == "IS":
        start = before.start
        if least := _AT_LEAST.match(place.text, start):
            return ForeignWord(place.span(*least.span()), ">=" if least["least"] else "<=")
        if last.value in _COMPARED:
            end = found.end if found.text == "than" else last.end
            return ForeignWord(place.span(start, end), _COMPARED[last.value])
    if found.kind not in {"word", "sign"} or found.text in place.keywords:
        return None
    meant = next((word for word in _OPERANDS if sorted(word) == sorted(last.value)), None)
    meant = meant or nearest(last.value, _OPERANDS)
    return MisspeltKeyword(span, meant) if meant else None


def _between(place: Place) -> Diagnostic:
    """`is between A and B`."""
    word, before = place.taken[-1], place.taken[-2] if len(place.taken) > 1 else None
    span = place.span(word.start, word.end)
    found = _BETWEEN.match(place.text, place.at)
    if found is None or before is None or before.type != "IS":
        times, numbers = "`is within daily 09:00 to 17:00`", "`x >= 3 and x <= 4`"
        return Unexpected(span, f"for times write {times}, for numbers compare twice, {numbers}")
    first, last = found["first"], found["last"]
    if "-" in first:
        meant = f"within {first} to {last}"
        return ForeignWord(span, meant, mend=Edit(place.span(word.start, found.end()), meant))
    start = before.start
    value = _NAME_BEFORE.search(place.text[max(0, start - 200) : start].rstrip())
    if value is None:
        return Unexpected(span, f"compare twice: `… >= {first} and … <= {last}`")
    rest = f">= {first} and {value[0]} <= {last}"
    return Unexpected(span, f"compare twice: `{value[0]} {rest}`", Edit(place.span(start, found.end()), rest))


def bare_between(place: Place, found: Lexeme) -> Diagnostic | None:
    """`x between 3 and 5`, without an `is`."""
    start = place.value_start() if found.text == "between" else None
    values = _BETWEEN.match(place.text, found.end)
    if not values or start is None:
        return None
    value = place.text[start : place.at].rstrip()
    meant = f"{value} >= {values['first']} and {value} <= {values['last']}"
    mend = Edit(place.span(start, values.end()), meant)
    return Unexpected(place.span(place.at, found.end), f"compare twice: `{meant}`", mend)


def chained(place: Place, found: Lexeme) -> Diagnostic | None:
    """`0 < x < 3`, `text mentions "cake" is true`."""
    if not (found.text[:1] in {"<", ">"} or found.text in _COMPARING) or not place.takes("AND"):
        return None
    span, last = place.span(place.at, found.end), place.taken[-1].end
    if true := _TRUE.match(place.text, place.at):
        return ChainedComparison(span, Edit(place.span(last, true.end()), ""))
    start = place.value_start()
    if start is None:
        return ChainedComparison(span)
    value = place.text[start : place.at].rstrip()
    return ChainedComparison(span, Edit(place.span(place.at, place.at), f"and {value} "))
