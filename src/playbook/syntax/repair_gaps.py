"""Repairs of what is not there: a comma, an `=`, a closing bracket, a name; see `repair`."""

import re

from playbook.source import Span
from playbook.syntax.landmarks import DECLARATIONS, first_on_line
from playbook.syntax.name_problems import MissingName
from playbook.syntax.place import Lexeme, Place, Repair, before, instead, lexeme
from playbook.syntax.shape_problems import MissingWord, PatternInQuotes
from playbook.syntax.sign_problems import MissingComma, MissingEquals, UnclosedBracket
from playbook.syntax.text_problems import MissingQuotes

_CLOSING = {"LPAR": ("RPAR", ")"), "LSQB": ("RSQB", "]"), "LBRACE": ("RBRACE", "}")}
_NAMED = frozenset({"POLICY", "PARAM", "LET", "ASK", "TOPIC", "RULE", "WATCH", "EXAMPLE"})
_FIRSTS = {"text": ("STRING",), "number": ("NUMBER", "DATE", "TIME"), "word": ("NAME", "KEBAB"), "sign": ()}
_WORDS = re.compile(r"[^\W\d][^\n\r#]*+")
_GLUE = ("of", "with", "to", "in", "last", "rule", "because")
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


def missing_word(place: Place) -> Repair | None:
    """Put in `of`, `to`, `with` … where only one of them fits, and what is here fits after it."""
    found = lexeme(place.text, place.at)
    if found.text in place.keywords and found.kind != "word":
        return None
    kinds = (place.keywords[found.text],) if found.text in place.keywords else _kinds(found)
    fitting = [
        word
        for word in _GLUE
        if place.takes(kind := place.keywords[word])
        and (word != "rule" or place.taken[-1].type in {"CHANGE", "DROP"})
        and any(place.takes_after((kind,), first) for first in kinds)
    ]
    if len(fitting) != 1:
        return None
    word = fitting[0]
    place.report(MissingWord(place.span(place.at, found.end), word, _gap(place)))
    return before(place, (place.keywords[word], word))


def missing_equals(place: Place) -> Repair | None:
    """Put an `=` between a name and its value."""
    found = lexeme(place.text, place.at)
    if not place.takes("EQUAL") or place.takes("COLON") or not place.taken or not _begins_value(found, place):
        return None
    place.report(MissingEquals(place.span(place.at, found.end), place.taken[-1].value, _gap(place)))
    return before(place, ("EQUAL", "="))


def missing_quotes(place: Place) -> Repair | None:
    """`deny Not like this`: words up to the end of the line, where a text is to stand."""
    found = _WORDS.match(place.text, place.at)
    if not found or not place.takes("STRING") or place.takes("NAME") or first_on_line(place.text, place.at):
        return None
    words = found[0].rstrip()
    if words.split()[0] in place.keywords or '"' in words:
        return None
    place.report(MissingQuotes(place.span(place.at, place.at + len(words))))
    return instead(place, len(words), ("STRING", '"' + re.sub(r"[\\{}]", "", words) + '"'))


def pattern_in_quotes(place: Place) -> Repair | None:
    """`matches "abc"`."""
    found = lexeme(place.text, place.at)
    if found.kind != "text" or not place.takes("PATTERN"):
        return None
    inner = found.text[1:-1].replace("/", "\\/")
    pattern = f"/{inner or 'a'}/"
    place.report(PatternInQuotes(place.span(place.at, found.end), pattern))
    return instead(place, len(found.text), ("PATTERN", pattern))


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
