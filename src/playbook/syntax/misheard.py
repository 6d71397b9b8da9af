"""Explains English that comes close to the language and is none of it: `delay for 24 hours`, `review by legal and the
press office`, `expect nothing`. Asked by `mistakes` before it looks for what is missing.
"""

import re

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit
from playbook.source import Span
from playbook.syntax.landmarks import first_on_line
from playbook.syntax.number_words import NUMBERS
from playbook.syntax.place import Lexeme, Place
from playbook.syntax.quote_problems import ListBrackets, NeedlessBrackets
from playbook.syntax.shape_problems import MissingWord, Unexpected
from playbook.syntax.token import Token
from playbook.syntax.word_problems import ForeignWord
from playbook.text.late import late

_TEXT = r'"[^"\\\n\r]*+(?:\\.[^"\\\n\r]*+)*+"'
_TEXTS = late(re.compile, rf"{_TEXT}(?:\s*+,\s*+{_TEXT})++")
_LIST = late(re.compile, r"(?P<open>[({])(?P<words>[^\[\](){}=\n\r]*+)[)}]")
_BRACKETED = late(re.compile, r"\((?P<words>[^()\n\r]*+)\)")
_SPAN = late(
    re.compile, r"for\s++(?P<number>[0-9]++)\s*+(?P<unit>minutes?|hours?|days?|weeks?|months?|years?)(?!\w)"
)
_UNTIL = late(re.compile, r"until[ \t]++[^\n\r\"#]++")
_THAN = late(re.compile, r"(?:more|greater|larger|over|(?P<less>less|fewer|smaller|under))[ \t]++than(?!\w)")
_CLOCK = late(re.compile, r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?![\w:])")
_NOTHING = frozenset({"nothing", "none", "ok", "okay", "pass", "passes", "success", "silence", "quiet"})
_VERBS = ("mentions", "contains", "matches")


def guess(place: Place, found: Lexeme) -> Diagnostic | None:
    """What was meant, if that is plain."""
    if not place.taken:
        return None
    taken = [*place.taken]
    for one in (
        _delay,
        _late_until,
        _review,
        _expected,
        _listed,
        _looked_for,
        _edge,
        _any,
        _verb,
        _bindings,
        _see,
        _more,
    ):
        if (problem := one(place, found, taken)) is not None:
            return problem
    return None


def _delay(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`delay for 24 hours`, `delay until 09:00`."""
    if taken[-1].type == "DELAY" and found.text == "for":
        span = _SPAN.match(place.text, place.at)
        meant = f"until proposed_at + {span['number']} {span['unit']}" if span else None
        hint = "say until when: a window, or an instant as in `delay until proposed_at + 24 hours`"
        words = place.span(place.at, span.end() if span else found.end)
        return Unexpected(words, hint, Edit(words, meant, Applicability.MAYBE) if meant else None)
    clock = _CLOCK.match(place.text, place.at)
    if taken[-1].type == "UNTIL" and clock and int(clock["hour"]) < 24:
        meant = f"daily {clock['hour']:0>2}:{clock['minute']} to 24:00"
        hint = f"a time of day is the beginning or the end of a window: `delay until {meant}`"
        return Unexpected(
            place.span(*clock.span()), hint, Edit(place.span(*clock.span()), meant, Applicability.MAYBE)
        )
    return None


def _late_until(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`delay "Wait." until office_hours`."""
    if found.text != "until" or len(taken) < 2 or taken[-1].type != "STRING" or taken[-2].type != "DELAY":
        return None
    span, until = place.span(place.at, found.end), _UNTIL.match(place.text, place.at)
    hint = '`until` stands before the message: `delay until … "…"`'
    if until is None:
        return Unexpected(span, hint)
    whole = place.span(taken[-1].start, until.end())
    return Unexpected(span, hint, Edit(whole, f"{until[0].rstrip()} {taken[-1].value}"))


def _see(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`see "…", "…"`."""
    if found.text != "," or len(taken) < 2 or [token.type for token in taken[-2:]] != ["SEE", "STRING"]:
        return None
    comma = place.span(place.at, found.end)
    return Unexpected(comma, "each address has a `see` of its own", Edit(comma, "\n  see"))


def _more(place: Place, _: Lexeme, __: list[Token]) -> Diagnostic | None:
    """`count(media) more than 3`, without an `is`."""
    compared = _THAN.match(place.text, place.at)
    if not compared or not place.takes("ORDER"):
        return None
    return ForeignWord(place.span(*compared.span()), "<" if compared["less"] else ">")


def _review(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`review by "legal" and "press"`, `review by two leaders`."""
    last, by = taken[-1], taken[-2] if len(taken) > 1 else taken[-1]
    if by.type != "BY":
        return None
    if found.text in {"and", "or"} and last.type in {"STRING", "NAME", "PATH"}:
        hint = "a review is by one role, or by one list of people: write a second rule for the other"
        return Unexpected(place.span(place.at, found.end), hint)
    if (
        last.type == "NAME"
        and last.value in NUMBERS
        and found.kind in {"word", "text"}
        and found.text != "of"
    ):
        return ForeignWord(_of(place, last), f"{NUMBERS[last.value]} of")
    return None


def _expected(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`expect nothing`."""
    if taken[-1].type != "EXPECT" or found.text not in _NOTHING:
        return None
    span = place.span(place.at, found.end)
    hint = (
        "write `expect allow` for a post that may go out, `expect no some-rule` for a rule that stays quiet"
    )
    return Unexpected(span, hint, Edit(span, "allow", Applicability.MAYBE))


def _listed(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`param team: list of text = ("ana", "ben")`, `= "ana", "ben"`."""
    if place.open and place.open[-1].type in {"LPAR", "LBRACE"}:
        start = place.open[-1].start
        listed = _LIST.match(place.text, start)
        before = next((token for token in reversed(taken) if (token.end) <= start), None)
        if listed and before is not None and before.type == "EQUAL" and "," in listed["words"]:
            return ListBrackets(place.span(*listed.span()), f"[{listed['words'].strip()}]")
    if found.text == "," and place.inside == "param" and taken[-1].type == "STRING":
        texts = _TEXTS.match(place.text, taken[-1].start)
        if texts and len(taken) > 1 and taken[-2].type == "EQUAL":
            return ListBrackets(place.span(*texts.span()), f"[{texts[0]}]")
    return None


def _looked_for(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`text mentions "cake", "pie"`."""
    if found.text != "," or taken[-1].type != "STRING" or len(taken) < 2:
        return None
    texts = _TEXTS.match(place.text, taken[-1].start)
    if not texts or taken[-2].type not in {"MENTIONS", "CONTAINS", "INCLUDE"}:
        return None
    return ListBrackets(place.span(*texts.span()), f"any of [{texts[0]}]")


def _edge(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`text ends with any of ["!", "?"]`."""
    if [token.type for token in taken[-2:]] not in (["STARTS", "WITH"], ["ENDS", "WITH"]):
        return None
    if found.text not in {"any", "all"}:
        return None
    words = f"{taken[-2].value} with"
    hint = f'it is one text: write `(X {words} "a" or X {words} "b")`'
    return Unexpected(place.span(place.at, found.end), hint)


def _any(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`media where kind is photo`."""
    last = taken[-1]
    if found.text != "where" or last.type not in {"NAME", "PATH"} or not place.takes("AND"):
        return None
    start = last.start
    return MissingWord(_of(place, last), "any", place.span(start, start), ahead=True)


def _verb(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`not mentions politics`."""
    last = taken[-1]
    if last.value not in _VERBS or last.type != "NAME" or found.kind not in {"word", "text"}:
        return None
    if first_on_line(place.text, place.at) or not place.takes("AND"):
        return None
    start = last.start
    return MissingWord(_of(place, last), "text", place.span(start, start), ahead=True)


def _bindings(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`extends professional with (max_hashtags = 2)`."""
    bracketed = _BRACKETED.match(place.text, place.at) if found.text == "(" else None
    if taken[-1].type != "WITH" or not bracketed or "=" not in bracketed["words"]:
        return None
    return NeedlessBrackets(place.span(*bracketed.span()), bracketed["words"].strip())


def _of(place: Place, token: Token) -> Span:
    return place.span(token.start, token.end)
