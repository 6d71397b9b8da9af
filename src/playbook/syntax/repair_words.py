"""Repairs of words: in capitals, misspelt, of other languages, used as names; see `repair`."""

import re

from playbook.diagnostics.diagnostic import Edit
from playbook.diagnostics.nearest import nearest
from playbook.syntax.landmarks import (
    CLAUSES,
    DECLARATIONS,
    NAMED,
    RESERVED,
    first_on_line,
    looks_like_declaration,
)
from playbook.syntax.name_problems import KebabForSnake, ReservedWord
from playbook.syntax.place import WORD, Place, Repair, before, instead, lexeme
from playbook.syntax.spelling_problems import DaySpelling
from playbook.syntax.token import Token
from playbook.syntax.word_problems import ForeignWord, KeywordCase, MissingIs, MisspeltKeyword
from playbook.text.late import late

_MEANT = {
    "when": "if while whenever where in_case",
    "unless": "except_if except_when",
    "otherwise": "else default",
    "require": "requires must should ensure assert",
    "include": "includes has have having including",
    "contains": "contain containing",
    "mentions": "mention mentioning",
    "matches": "match matching like regex",
    "starts": "begins begin start",
    "ends": "finishes",
    "in": "for",
    "where": "with having if",
    "drop": "remove delete omit skip disable",
    "change": "override replace modify",
    "no": "not none",
    "start": "beginning front top",
    "end": "bottom finish",
    "with": "by to for",
    "by": "from with",
    "add": "insert put",
    "is": "equals equal are was eq",
    "missing": "null none nil empty undefined",
    "deny": "denied denies blocks blocked rejects rejected block forbid reject disallow ban prohibit refuse error",
    "warn": "warned warns flag alert warning",
    "advise": "suggest hint tip note recommend advice",
    "allow": "allowed allows permit accept approve",
    "delay": "delayed delays postpone wait hold defer",
    "review": "escalate approval reviewed",
    "let": "def define var const set",
    "param": "parameter params setting option",
    "use": "import using",
    "extends": "inherit inherits extend",
    "words": "terms term word keywords",
    "patterns": "pattern regex regexp",
    "except": "excluding but without",
    "tags": "tag",
    "see": "source link reference",
    "given": "with_post",
    "expect": "expects assert then",
    "because": "reason since",
    "ask": "question",
    "version": "v",
    "for": "about",
    "timezone": "tz time_zone zone",
    "and": "also plus",
    "true": "yes on",
    "false": "off no",
    "to": "until till through",
    "from": "for by of",
}
FOREIGN = {
    word: [meant for meant, others in _MEANT.items() if word in others.split()]
    for word in " ".join(_MEANT.values()).split()
}
"""What other languages, or plain English, say, with the words of this one that may be meant."""

_NOISE = frozenset({"then", "do", "end", "endif", "begin", "message", "please", "return"})
"""Words that can be left out where they do not fit."""

_COMPARING = frozenset({"in", "missing", "within", "outside", "before", "after"})
_DAY = "|".join(
    ("monday", "mon", "tuesday", "tues", "tue", "wednesday", "weds", "wed", "thursday", "thurs", "thur", "thu",
     "friday", "fri", "saturday", "sat", "sunday", "sun")
)  # fmt: skip
_DAYS = late(
    re.compile,
    rf"(?P<first>{_DAY})(?:\s*+(?P<sign>[-–—]|to(?!\w)|through(?!\w)|until(?!\w))\s*+(?P<last>{_DAY}))?+s?(?![\w.])",
    re.IGNORECASE,
)


_DAY_LIST = late(re.compile, rf"(?:{_DAY})s?(?:\s*+,\s*+(?:{_DAY})s?(?![\w.]))++", re.IGNORECASE)
_AND_DAY = late(re.compile, rf"and\s++(?:{_DAY})s?(?![\w.])", re.IGNORECASE)
_CLOCK_FOLLOWS = late(re.compile, r"\s*+[0-9]")
_KEBAB_REST = late(re.compile, r"-[^\W_]")


def is_kebab(place: Place, name: Token) -> bool:
    """Whether *name* is the beginning of a name with `-` in it, where only a name may stand."""
    end = name.end
    return bool(_KEBAB_REST.match(place.text, end)) and not place.takes("STRING", "KEBAB")


def kebab_for_snake(place: Place) -> Repair | None:
    """`party-politics` where a name for expressions is to stand."""
    found = lexeme(place.text, place.at)
    if (
        found.kind != "word"
        or "-" not in found.text
        or not place.takes("NAME")
        or place.takes("STRING", "KEBAB")
    ):
        return None
    place.report(KebabForSnake(place.span(place.at, found.end)))
    return instead(place, len(found.text), ("NAME", found.text.replace("-", "_").lower()))


def keyword_case(place: Place) -> Repair | None:
    """`When`, `AND`."""
    word = _word(place)
    kind = place.keywords.get(word.lower())
    if word.islower() or kind is None or not place.takes(kind):
        return None
    place.report(KeywordCase(place.span(place.at, place.at + len(word))))
    return instead(place, len(word), (kind, word.lower()))


def is_nothing(place: Place) -> bool:
    """Whether a word for nothing stands here, where `missing` would fit."""
    return _word(place).lower() in {"null", "nil", "undefined"} | ({"none"} - {_word(place)}) and place.takes(
        "MISSING"
    )


def is_capital(place: Place, name: Token) -> bool:
    """Whether *name* is a word of the language in capitals, where that fits: `NOT`, `True`."""
    word = _word(place)
    kind = place.keywords.get(word.lower())
    return name.type == "NAME" and not word.islower() and kind is not None and place.takes(kind)


def is_joined_day(place: Place) -> bool:
    """Whether the `and` here joins two days: `sat and sun`."""
    return bool(place.taken) and place.taken[-1].type == "DAY" and bool(_AND_DAY.match(place.text, place.at))


def joined(place: Place) -> Repair | None:
    """`and` between two items of a list: `sat and sun`, `text = "x" and sponsored = true`."""
    word = _word(place)
    if word not in {"and", "or", "plus", "with"} or not place.taken:
        return None
    if word in {"or", "with"} and place.takes(word.upper()):
        return None
    kind = "DAY_COMMA" if is_joined_day(place) else "COMMA"
    if not place.takes(kind) or (kind == "COMMA" and place.takes("AND")):
        return None
    span = place.span(place.at, place.at + len(_word(place)))
    gap = place.span(place.taken[-1].end, place.at + len(_word(place)))
    place.report(ForeignWord(span, ",", known=True, mend=Edit(gap, ",")))
    return instead(place, len(_word(place)), (kind, ","))


def is_day(place: Place) -> bool:
    """Whether the name here is a day of a window: `Mon`, `Mon-Fri`, `monday 09:00`, but not a bare `monday`."""
    found = _DAYS.match(place.text, place.at)
    if not found or not place.takes("DAY"):
        return False
    if _DAY_LIST.match(place.text, place.at):
        return True
    return not found[0].islower() or bool(found["last"] or _CLOCK_FOLLOWS.match(place.text, found.end()))


def day_name(place: Place) -> Repair | None:
    """`Mon-Fri`, `monday` in a window."""
    if not place.takes("DAY"):
        return None
    if listed := _DAY_LIST.match(place.text, place.at):
        days = [day.strip().lower()[:3] for day in listed[0].split(",")]
        place.report(DaySpelling(place.span(*listed.span()), ", ".join(days)))
        tokens = [token for day in days for token in (("DAY_COMMA", ","), ("DAY", day))]
        return instead(place, len(listed[0]), *tokens[1:])
    found = _DAYS.match(place.text, place.at)
    if not found:
        return None
    first, last = found["first"].lower()[:3], (found["last"] or "").lower()[:3]
    meant = f"{first} to {last}" if last else first
    place.report(DaySpelling(place.span(*found.span()), meant))
    tokens = [("DAY", first), *([("TO", "to"), ("DAY", last)] if last else [])]
    return instead(place, len(found[0]), *tokens)


def missing_is(place: Place) -> Repair | None:
    """`action in [...]`, `x not in [...]`."""
    word = _word(place)
    if not place.takes("IS") or not (word in _COMPARING or word == "not"):
        return None
    length = len(word)
    if word == "not":
        found = re.compile(r"not\s++(?:in|missing)(?!\w)").match(place.text, place.at)
        if not found:
            return None
        length = len(found[0])
    end = place.taken[-1].end
    place.report(MissingIs(place.span(place.at, place.at + length), place.span(end, end)))
    return before(place, ("IS", "is"))


def foreign_word(place: Place) -> Repair | None:
    """`if`, `equals`, `reject` … for what this language has instead; `then` and the like are left out."""
    word = _word(place)
    low, known = word.lower(), word in place.keywords
    if known and word not in FOREIGN and word not in _NOISE:
        return None
    if word == "where" and place.taken and place.taken[-1].type in {"NAME", "PATH"} and place.takes("AND"):
        return None  # `any` is missing before the list
    span = place.span(place.at, place.at + len(word))
    for meant in FOREIGN.get(low, ()):
        kind = place.keywords[meant]
        if place.takes(kind):
            place.report(ForeignWord(span, meant, known))
            return instead(place, len(word), (kind, meant))
    if (low in _NOISE and not place.takes("NAME")) or (word == "from" and place.takes("CLOCK")):
        place.report(ForeignWord(span, "", known))
        return instead(place, len(word))
    return None


def misspelt_keyword(place: Place) -> Repair | None:
    """`wehn`: a word that is close to one that fits."""
    word = _word(place)
    if (
        len(word) < 3
        or word in place.keywords
        or len(word) > 20
        or place.text.startswith("'t", place.at + len(word))
    ):
        return None
    meant = nearest(word, (text for text, kind in place.keywords.items() if place.takes(kind)))
    if meant is None or (meant in DECLARATIONS and not _declares(place, word, meant)):
        return None
    place.report(MisspeltKeyword(place.span(place.at, place.at + len(word)), meant))
    return instead(place, len(word), (place.keywords[meant], meant))


def _declares(place: Place, word: str, meant: str) -> bool:
    """Whether *word* looks like the beginning of the declaration *meant*."""
    if first_on_line(place.text, place.at):
        return True
    return looks_like_declaration(place.text, place.at + len(word) - len(meant), meant)


def reserved_word(place: Place) -> Repair | None:
    """`let test = …`: a word that begins a declaration or a clause, where a name is to stand."""
    word = _word(place)
    if word not in RESERVED or not place.takes("NAME") or first_on_line(place.text, place.at):
        return None
    field = place.takes("PATH")
    after_declaring = bool(place.taken) and place.taken[-1].type in NAMED
    if not after_declaring and (word in CLAUSES or looks_like_declaration(place.text, place.at, word)):
        return None
    kebab = after_declaring and place.takes("KEBAB")
    place.report(ReservedWord(place.span(place.at, place.at + len(word)), field, kebab))
    return instead(place, len(word), ("NAME", word))


def _word(place: Place) -> str:
    found = WORD.match(place.text, place.at)
    return found[0] if found else ""
