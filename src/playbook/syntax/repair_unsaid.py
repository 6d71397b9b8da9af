"""Repairs of words that people leave out since they go without saying in English: the `when` of a rule, the `daily` of
opening hours, the quotes around the words of a topic; see `repair`.
"""

import re

from playbook.source import Span
from playbook.syntax.landmarks import CLAUSES, first_on_line, next_landmark
from playbook.syntax.name_problems import StrangeName, plain
from playbook.syntax.place import Place, Repair, before, instead, lexeme
from playbook.syntax.shape_problems import MissingWord
from playbook.syntax.text_problems import MissingQuotes
from playbook.syntax.token import Token
from playbook.syntax.word_problems import ForeignWord
from playbook.text.late import late

_PHRASE = late(re.compile, r"[^\W\d_][\w'’-]*+(?:[ \t]++[^\W_][\w'’-]*+)*+(?=[ \t]*+(?:,|[\r\n]|\Z))")
_LISTING = frozenset({"WORDS", "EXACTLY", "STEMS", "EXCEPT", "COMMA"})
_ASKING = late(
    re.compile,
    r"(?:[a-z_][\w.]*+[ \t]++(?:(?:is|mentions|contains|matches|include|starts|ends)(?!\w)|[<>])"
    r"|(?:any|no|not)[ \t]++[a-z_]|count[ \t]*+\()",
)
_CONDITION = late(re.compile, r"[a-z_][\w.]*+(?=[ \t]*+(?:[\r\n]|\Z))")
_HOURS = late(re.compile, r"[0-9]{1,2}:[0-9]{2}\s*+(?:to(?!\w)|[-–—])\s*+[0-9]{1,2}:[0-9]{2}(?![\w:])")
_EVERY_DAY = late(re.compile, r"(?:every|each)\s?+day(?!\w)")
_ARTICLE = late(re.compile, r"(?:the|an)[ \t]++(?P<next>[a-z_]\w*+)")
_LIST_TYPE = late(re.compile, r"(?P<type>text|number|boolean|time|date|duration|window)s?[ \t]++lists?(?!\w)")
_NAMED = {"RULE": True, "WATCH": True, "POLICY": True, "TOPIC": False, "EXAMPLE": False}
"""What is declared, and whether its name is written with `-`."""
_TITLED = late(re.compile, r'[^\W\d]\w{0,40}+(?:[ \t]{1,4}+[^\W_]\w{0,40}+){1,12}+(?=[ \t]{1,4}+")')
_ALONE = late(re.compile, r"[a-z]\w{0,40}+[ \t]{1,4}+[a-z]\w{0,40}+(?=[ \t]{0,4}+(?:[\r\n]|\Z))")


def is_unquoted_term(place: Place) -> bool:
    """Whether several words stand here without quotes among the words of a topic: `words broken leg, cast`."""
    return _term(place) is not None


def unquoted_term(place: Place) -> Repair | None:
    """`words broken leg, cast`."""
    found = _term(place)
    if found is None:
        return None
    place.report(MissingQuotes(place.span(*found.span())))
    return instead(place, len(found[0]), ("STRING", f'"{found[0]}"'))


def _term(place: Place) -> re.Match[str] | None:
    if place.inside != "topic" or not place.taken or place.taken[-1].type not in _LISTING:
        return None
    found = _PHRASE.match(place.text, place.at)
    if not found or not place.takes("STRING") or first_on_line(place.text, place.at):
        return None
    words = found[0].split()
    if words[0] in place.keywords or (len(words) == 1 and place.takes("NAME")):
        return None  # one word may be the name of a topic
    return found


def missing_condition_word(place: Place) -> Repair | None:
    """A condition on a line of its own, without the `when` or `require` that begins its clause."""
    if place.inside not in {"rule", "watch"} or not first_on_line(place.text, place.at):
        return None
    found = lexeme(place.text, place.at)
    if found.text in place.keywords and found.text not in {"any", "no", "not", "count"}:
        return None
    asks = bool(_ASKING.match(place.text, place.at))
    if not asks and not (_CONDITION.match(place.text, place.at) and place.takes("AND")):
        return None
    word = _clause_word(place)
    if not place.takes(word.upper()):
        return None
    gap = place.taken[-1].end
    place.report(
        MissingWord(place.span(place.at, found.end), word, place.span(place.at, place.at), ahead=True)
    )
    return Repair([Token(word.upper(), word, gap, gap)], place.at)


def _clause_word(place: Place) -> str:
    """`require` before an `otherwise`, where there is a `when` already; else `when`."""
    following = next_landmark(place.text, place.at, {clause.upper() for clause in CLAUSES})
    if following is not None and following[1] == "OTHERWISE":
        return "require"
    return "when"


def is_bare_hours(place: Place) -> bool:
    """Whether times of day stand here without the days on which they count: `09:00 to 17:00`."""
    return place.takes("DAILY") and bool(_HOURS.match(place.text, place.at))


def bare_hours(place: Place) -> Repair | None:
    """`09:00 to 17:00` for `daily 09:00 to 17:00`."""
    if not is_bare_hours(place):
        return None
    clock = lexeme(place.text, place.at)
    place.report(MissingWord(place.span(place.at, clock.end), "daily", _gap(place)))
    return before(place, ("DAILY", "daily"))


def is_every_day(place: Place) -> bool:
    """Whether `every day` stands here, where `daily` would fit."""
    return place.takes("DAILY") and bool(_EVERY_DAY.match(place.text, place.at))


def every_day(place: Place) -> Repair | None:
    """`every day 09:00 to 17:00`."""
    found = _EVERY_DAY.match(place.text, place.at)
    if not found or not is_every_day(place):
        return None
    place.report(ForeignWord(place.span(*found.span()), "daily"))
    return instead(place, len(found[0]), ("DAILY", "daily"))


def is_article(place: Place) -> bool:
    """Whether an article stands here before a name: `when the text mentions …`."""
    found = _ARTICLE.match(place.text, place.at)
    return bool(found) and place.takes("NOT") and (found["next"] if found else "") not in place.keywords


def article(place: Place) -> Repair | None:
    """`the text`."""
    found = _ARTICLE.match(place.text, place.at)
    if not found or not is_article(place):
        return None
    word = lexeme(place.text, place.at)
    place.report(ForeignWord(place.span(place.at, word.end), ""))
    return instead(place, len(word.text))


def is_list_type(place: Place) -> bool:
    """Whether a list's type stands here the other way round: `text list`."""
    return place.takes("LIST") and bool(_LIST_TYPE.match(place.text, place.at))


def list_type(place: Place) -> Repair | None:
    """`text list` for `list of text`."""
    found = _LIST_TYPE.match(place.text, place.at)
    if not found or not is_list_type(place):
        return None
    place.report(ForeignWord(place.span(*found.span()), f"list of {found['type']}"))
    return instead(place, len(found[0]), ("LIST", "list"), ("OF", "of"), ("NAME", found["type"]))


def is_titled(place: Place) -> bool:
    """Whether several words stand here where one name is wanted, and a title or nothing after them."""
    if not place.taken or place.taken[-1].type not in _NAMED or not place.takes("NAME"):
        return False
    found = _titled(place)
    return found is not None and not place.keywords.keys() & set(found[0].split())


def titled(place: Place) -> Repair | None:
    """`policy City Library "The city library"`, `topic party politics`."""
    found = _titled(place) if is_titled(place) else None
    if found is None:
        return None
    kebab = _NAMED[place.taken[-1].type]
    place.report(StrangeName(place.span(*found.span()), kebab=kebab))
    name = plain(found[0], "-" if kebab else "_")
    return instead(place, len(found[0]), ("KEBAB" if kebab else "NAME", name or "some"))


def _titled(place: Place) -> re.Match[str] | None:
    """The words: of a topic without a title only two, both small, since more of them may be the title."""
    found = _TITLED.match(place.text, place.at)
    return found or (None if _NAMED[place.taken[-1].type] else _ALONE.match(place.text, place.at))


def _gap(place: Place) -> Span:
    end = place.taken[-1].end if place.taken else None
    at = place.at if end is None else end
    return place.span(at, at)
