"""Repairs of signs from other languages, and of signs that mean nothing; see `repair`."""

import re

from playbook.syntax.machine import END
from playbook.syntax.place import Place, Repair, instead
from playbook.syntax.sign_problems import ForeignSign, StrayBracket, StraySign

_SIGN = re.compile(r"===|!==|==|!=|<>|=<|=>|<=>|&&|\|\||:=|->|\.\.\.?|\*\*|[^\w\s]")
_MEANT: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    "==": ((("IS", "is"),), (("EQUAL", "="),)),
    "===": ((("IS", "is"),), (("EQUAL", "="),)),
    "=": ((("IS", "is"),),),
    ":=": ((("EQUAL", "="),), (("IS", "is"),)),
    ":": ((("EQUAL", "="),),),
    "!=": ((("IS", "is"), ("NOT", "not")),),
    "!==": ((("IS", "is"), ("NOT", "not")),),
    "<>": ((("IS", "is"), ("NOT", "not")),),
    "≠": ((("IS", "is"), ("NOT", "not")),),
    "&&": ((("AND", "and"),),),
    "&": ((("AND", "and"),),),
    "||": ((("OR", "or"),),),
    "|": ((("OR", "or"),),),
    "!": ((("NOT", "not"),),),
    "¬": ((("NOT", "not"),),),
    "=<": ((("ORDER", "<="),),),
    "≤": ((("ORDER", "<="),),),
    "=>": ((("ORDER", ">="),),),
    "≥": ((("ORDER", ">="),),),
    "×": ((("STAR", "*"),),),
    "·": ((("STAR", "*"),),),
    "÷": ((("SLASH", "/"),),),
    "-": ((("TO", "to"),),),
    "−": ((("MINUS", "-"),), (("TO", "to"),)),
    "–": ((("TO", "to"),), (("MINUS", "-"),)),
    "—": ((("TO", "to"),), (("MINUS", "-"),)),
    "→": ((("TO", "to"),),),
    "->": ((("TO", "to"),),),
    "..": ((("TO", "to"),),),
    "...": ((("TO", "to"),),),
    "，": ((("COMMA", ","),),),
    "、": ((("COMMA", ","),),),
    ";": ((("COMMA", ","),),),
    "（": ((("LPAR", "("),),),
    "）": ((("RPAR", ")"),),),
}
"""What each sign may stand for, likeliest first: (terminal, how it is written) one after the other."""

_OPENING = {")": "LPAR", "]": "LSQB", "}": "LBRACE"}
_CLOSING = {"LPAR": (")", "RPAR"), "LSQB": ("]", "RSQB"), "LBRACE": ("}", "RBRACE")}


def foreign_sign(place: Place) -> Repair | None:
    """`==`, `&&`, `!`, `≤` … for what this language has instead."""
    found = _SIGN.match(place.text, place.at)
    if not found:
        return None
    for meant in _MEANT.get(found[0], ()):
        if place.takes(meant[0][0]):
            written = " ".join(text for _, text in meant)
            if written.isalpha():  # `!loud`, `09:00-17:00`
                written = f"{' ' * _is_part_of_word(place.text, found.start() - 1)}{written}"
                written += " " * _is_part_of_word(place.text, found.end())
            place.report(ForeignSign(place.span(*found.span()), written))
            return instead(place, len(found[0]), *meant)
    return None


def _is_part_of_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def stray_sign(place: Place) -> Repair | None:
    """Leave out what means nothing."""
    found = _SIGN.match(place.text, place.at)
    if not found:
        return None
    sign, span = found[0], place.span(*found.span())
    if sign in _OPENING:
        return _stray_bracket(place, sign)
    if sign in {"(", "[", '"', "/", "-", "+", "*", "<", ">", ",", "="}:
        return None  # these have a meaning, so what is wrong is not the sign
    if sign in {"{", ":"} and not (place.takes(END) or place.headless):
        return None
    place.report(StraySign(span))
    return instead(place, len(sign))


def _stray_bracket(place: Place, sign: str) -> Repair | None:
    span = place.span(place.at, place.at + 1)
    if not place.open:
        place.report(StraySign(span) if sign == "}" else StrayBracket(span, None, None))
        return instead(place, 1)
    opened = place.open[-1]
    closing, kind = _CLOSING[opened.type]
    if sign == closing:
        return None  # something is missing before it
    start = opened.start_pos or 0
    place.report(StrayBracket(span, place.span(start, start + 1), closing))
    return instead(place, 1, *([(kind, closing)] if place.takes(kind) else []))
