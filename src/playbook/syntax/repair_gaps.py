"""Repairs of what is not there: a comma, an `=`, a closing bracket, a name; see `repair`."""

from playbook.source import Span
from playbook.syntax.landmarks import DECLARATIONS, first_on_line
from playbook.syntax.name_problems import MissingName
from playbook.syntax.place import Lexeme, Place, Repair, before, lexeme
from playbook.syntax.sign_problems import MissingComma, MissingEquals, UnclosedBracket

_CLOSING = {"LPAR": ("RPAR", ")"), "LSQB": ("RSQB", "]"), "LBRACE": ("RBRACE", "}")}
_NAMED = frozenset({"POLICY", "PARAM", "LET", "ASK", "TOPIC", "RULE", "WATCH", "EXAMPLE"})
_FIRSTS = {"text": ("STRING",), "number": ("NUMBER", "DATE", "TIME"), "word": ("NAME", "KEBAB"), "sign": ()}
_SIGNS = {"{": "LBRACE", "[": "LSQB", "(": "LPAR", "/": "PATTERN"}


def missing_comma(place: Place) -> Repair | None:
    """Put a comma between two items of a list."""
    found = lexeme(place.text, place.at)
    if not place.takes("COMMA") or found.text in place.keywords:
        return None
    if not any(place.takes_after(("COMMA",), first) for first in _kinds(found)):
        return None
    place.report(MissingComma(place.span(place.at, found.end), _gap(place)))
    return before(place, ("COMMA", ","))


def missing_equals(place: Place) -> Repair | None:
    """Put an `=` between a name and its value."""
    found = lexeme(place.text, place.at)
    if not place.takes("EQUAL") or place.takes("COLON") or not place.taken or not _begins_value(found, place):
        return None
    place.report(MissingEquals(place.span(place.at, found.end), place.taken[-1].value, _gap(place)))
    return before(place, ("EQUAL", "="))


def missing_name(place: Place) -> Repair | None:
    """A title, or a clause, right after the word that declares something."""
    if not place.taken or place.taken[-1].type not in _NAMED or not place.takes("NAME"):
        return None
    found = lexeme(place.text, place.at)
    if found.kind == "end" or (found.kind in {"number", "sign"} and found.text != ":"):
        return None
    word = place.taken[-1]
    start = word.start_pos or 0
    place.report(
        MissingName(place.span(start, start + len(word.value)), found.text if found.kind == "text" else None)
    )
    return before(place, ("NAME", ""))


def unclosed_bracket(place: Place) -> Repair | None:
    """Close the innermost bracket where the clause, the declaration or the file ends."""
    if not place.open:
        return None
    found = lexeme(place.text, place.at)
    kind, closing = _CLOSING[place.open[-1].type]
    ends = found.kind == "end" or found.text in DECLARATIONS or found.text in place.keywords
    if not place.takes(kind) or not (ends or first_on_line(place.text, place.at)):
        return None
    start = place.open[-1].start_pos or 0
    place.report(UnclosedBracket(place.span(start, start + 1), closing, _gap(place)))
    return before(place, (kind, closing))


def _kinds(found: Lexeme) -> tuple[str, ...]:
    sign = _SIGNS.get(found.text[:1])
    return (sign,) if sign else _FIRSTS.get(found.kind, ())


def _begins_value(found: Lexeme, place: Place) -> bool:
    if found.kind == "word":
        return found.text not in DECLARATIONS and not first_on_line(place.text, place.at)
    return found.kind in {"text", "number"} or found.text in {"[", "{", "("}


def _gap(place: Place) -> Span:
    end = place.taken[-1].end_pos if place.taken else None
    at = place.at if end is None else end
    return place.span(at, at)
