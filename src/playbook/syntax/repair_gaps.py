"""Repairs of what is not there: a comma, an `=`, a closing bracket, a name; see `repair`."""

import re

from playbook.source import Span
from playbook.syntax.landmarks import NAMED, RESERVED, first_on_line
from playbook.syntax.name_problems import MissingName, StrangeName
from playbook.syntax.number_words import NUMBERS
from playbook.syntax.place import Lexeme, Place, Repair, before, instead, lexeme
from playbook.syntax.shape_problems import MissingWord, PatternInQuotes
from playbook.syntax.sign_problems import MissingComma, MissingEquals, UnclosedBracket
from playbook.syntax.text_problems import MissingQuotes
from playbook.syntax.word_problems import ForeignWord
from playbook.text.late import late

_CLOSING = {"LPAR": ("RPAR", ")"), "LSQB": ("RSQB", "]"), "LBRACE": ("RBRACE", "}")}
_WORDS = late(re.compile, r"[^\W\d][^\n\r#]*+")
_ZONE = late(re.compile, r"[A-Z][\w+-]*+(?:/[\w+-]++)*+")
_ENDS = late(re.compile, rf"\s(?:{'|'.join(sorted(RESERVED))})(?![\w-])")
_VERSION = late(re.compile, r"[0-9][\w.]*+")
_ADDRESS = late(re.compile, r"https?://[^\s\"]++")
_HASHTAG = late(re.compile, r"[ \t]*+#\w")
_VERB = late(re.compile, r"[ \t]++(?:(?:is|mentions|contains|matches|include|starts|ends)(?!\w)|[<>])")
_QUESTION = late(re.compile, r"\s*+\"")
_ASSIGNED = late(re.compile, r"\s*+=(?!=)")
_LINE = late(re.compile, r"[^\n\r]*+")
_TEXTS = late(re.compile, r'"[^"\\\n\r]*+(?:\\.[^"\\\n\r]*+)*+"')
_GLUE = ("of", "with", "to", "in", "last", "rule", "because", "from")
_SIGNS = {"{": "LBRACE", "[": "LSQB", "(": "LPAR", "/": "PATTERN"}


def missing_comma(place: Place) -> Repair | None:
    """Put a comma between two items of a list."""
    found = lexeme(place.text, place.at)
    if not place.takes("COMMA") or _kind(place, found) in place.keywords.values():
        return None
    if not place.takes_after(("COMMA",), _kind(place, found)):
        return None
    place.report(MissingComma(place.span(place.at, found.end), _gap(place)))
    return before(place, ("COMMA", ","))


def missing_word(place: Place) -> Repair | None:
    """Put in `of`, `to`, `with` … where only one of them fits, and what is here fits after it."""
    found = lexeme(place.text, place.at)
    if first_on_line(place.text, place.at) or found.text in {"that", "which", "whose"}:
        return None
    if place.takes_after(("WHERE",), "NAME") and found.kind == "word" and _VERB.match(place.text, found.end):
        place.report(MissingWord(place.span(place.at, found.end), "where", _gap(place)))
        return before(place, ("WHERE", "where"))
    fitting = [
        word
        for word in _GLUE
        if place.takes_after((place.keywords[word],), _kind(place, found))
        and (word != "rule" or place.taken[-1].type in {"CHANGE", "DROP"})
    ]
    if len(fitting) != 1:
        return None
    word = fitting[0]
    place.report(MissingWord(place.span(place.at, found.end), word, _gap(place)))
    return before(place, (place.keywords[word], word))


def missing_equals(place: Place) -> Repair | None:
    """Put an `=` between a name and its value."""
    found = lexeme(place.text, place.at)
    if not place.taken or not place.takes("EQUAL") or place.takes("COLON"):
        return None
    if found.text in {"is", "be", "as", "to", "equals"} and not _ASSIGNED.match(place.text, found.end):
        place.report(ForeignWord(place.span(place.at, found.end), "="))
        return instead(place, len(found.text), ("EQUAL", "="))
    if first_on_line(place.text, place.at) or not place.takes_after(("EQUAL",), _kind(place, found)):
        return None
    place.report(MissingEquals(place.span(place.at, found.end), place.taken[-1].value, _gap(place)))
    return before(place, ("EQUAL", "="))


def missing_colon(place: Place) -> Repair | None:
    """`param most number`."""
    found = lexeme(place.text, place.at)
    if (
        found.kind != "word"
        or not place.takes_after(("COLON",), "NAME")
        or first_on_line(place.text, place.at)
        or (place.inside == "ask" and not _QUESTION.match(place.text, found.end))
    ):
        return None
    place.report(MissingWord(place.span(place.at, found.end), ":", _gap(place)))
    return before(place, ("COLON", ":"))


def is_zone(place: Place) -> bool:
    """Whether the name of a time zone stands here without quotes."""
    return (
        bool(place.taken) and place.taken[-1].type == "TIMEZONE" and bool(_ZONE.match(place.text, place.at))
    )


def zone_name(place: Place) -> Repair | None:
    """`timezone Europe/London`."""
    found = _ZONE.match(place.text, place.at)
    if not found or not is_zone(place):
        return None
    place.report(MissingQuotes(place.span(*found.span())))
    return instead(place, len(found[0]), ("STRING", f'"{found[0]}"'))


def missing_quotes(place: Place) -> Repair | None:
    """`deny Not like this`: words up to the end of the line, where a text is to stand."""
    if place.taken and place.taken[-1].value in NUMBERS:
        return None  # `by two leaders`
    version = (
        _VERSION.match(place.text, place.at) if place.taken and place.taken[-1].type == "VERSION" else None
    )
    address = _ADDRESS.match(place.text, place.at)
    if address and place.takes("STRING") and not place.takes("COMMA"):
        place.report(MissingQuotes(place.span(*address.span())))
        return instead(place, len(address[0]), ("STRING", f'"{address[0]}"'))
    found = version or _WORDS.match(place.text, place.at)
    if not found or not place.takes("STRING") or place.takes("NAME") or first_on_line(place.text, place.at):
        return None
    stop = _ENDS.search(found[0])
    words, quote, rest = (found[0][: stop.start()] if stop else found[0]).partition('"')
    words = words.rstrip(", \t")
    if words.split()[0] in place.keywords:
        return None
    length = len(words) + (quote != "" and not rest.strip())  # `No paid posts."`
    place.report(MissingQuotes(place.span(place.at, place.at + length)))
    return instead(place, length, ("STRING", '"' + re.sub(r"[\\{}]", "", words) + '"'))


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
    if not place.taken or place.taken[-1].type not in NAMED or not place.takes("NAME"):
        return None
    found = lexeme(place.text, place.at)
    if found.kind == "number":
        place.report(StrangeName(place.span(place.at, found.end)))
        return instead(place, len(found.text), ("NAME", ""))
    if found.kind == "end" or (found.kind == "sign" and found.text != ":"):
        return None
    word = place.taken[-1]
    start = word.start
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
    if not place.takes(kind) or not (_is_end(place, found) or _fits_after(place, kind, found)):
        return None
    start = place.open[-1].start
    if _HASHTAG.match(place.text, place.taken[-1].end):
        return None  # a hashtag without quotes began a comment
    if not first_on_line(place.text, place.at) and closing in _rest(place.text, place.at):
        return None  # it is closed; something else is wrong in between
    place.report(UnclosedBracket(place.span(start, start + 1), closing, _gap(place)))
    return before(place, (kind, closing))


def _rest(text: str, at: int) -> str:
    """What stands on the line from *at* on, without texts and comments."""
    found = _LINE.match(text, at)
    return _TEXTS.sub("", found[0]).partition("#")[0] if found else ""


def _is_end(place: Place, found: Lexeme) -> bool:
    return found.kind == "end" or found.text in place.keywords or first_on_line(place.text, place.at)


def _fits_after(place: Place, closing: str, found: Lexeme) -> bool:
    if found.text in {">", "<", "+", "*", "/"}:
        return place.takes_after((closing,), "ORDER" if found.text in "<>" else "PLUS")
    return False


def _kind(place: Place, found: Lexeme) -> str:
    """The terminal that *found* would be where a value, a name or a keyword is to stand."""
    if found.text in place.keywords and not _ASSIGNED.match(place.text, found.end):
        return place.keywords[found.text]
    if found.kind == "word":
        return "KEBAB" if "-" in found.text and place.takes("KEBAB") else "NAME"
    if found.kind == "number":
        return "CLOCK" if ":" in found.text else "DATE" if found.text.count("-") == 2 else "NUMBER"
    return "STRING" if found.kind == "text" else _SIGNS.get(found.text, "$none")


def _gap(place: Place) -> Span:
    end = place.taken[-1].end if place.taken else None
    at = place.at if end is None else end
    return place.span(at, at)
