"""Repairs of signs from other languages, and of signs that mean nothing; see `repair`."""

import re

from playbook.diagnostics.diagnostic import Edit
from playbook.syntax.clauses import VERDICTS, WORDS
from playbook.syntax.landmarks import DECLARATIONS, first_on_line
from playbook.syntax.place import Place, Repair, instead, lexeme
from playbook.syntax.sign_problems import ForeignSign, StrayBracket, StraySign
from playbook.syntax.tables import END
from playbook.text.late import late

_SIGN = late(re.compile, r"`{3}\w*+|-{3,}|===|!==|==|!=|<>|=<|=>|<=>|&&|\|\||:=|->|\.\.\.?|\*\*|[^\w\s]")
_MEANT: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    "==": ((("IS", "is"),), (("EQUAL", "="),)),
    "===": ((("IS", "is"),), (("EQUAL", "="),)),
    "=": ((("IS", "is"),), (("WORDS", "words"),)),
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

_SPACE = late(re.compile, r"\s*+")
_OPENING = {")": "LPAR", "]": "LSQB", "}": "LBRACE"}
_CLOSING = {"LPAR": (")", "RPAR"), "LSQB": ("]", "RSQB"), "LBRACE": ("}", "RBRACE")}


def foreign_sign(place: Place) -> Repair | None:
    """`==`, `&&`, `!`, `≤` … for what this language has instead."""
    found = _SIGN.match(place.text, place.at)
    if not found:
        return None
    if _is_arrow(place, found[0]):
        return None
    for meant in _MEANT.get(found[0], ()):
        if place.takes(meant[0][0]):
            written = " ".join(text for _, text in meant)
            if written.isalpha():  # `!loud`, `09:00-17:00`
                written = f"{' ' * _is_part_of_word(place.text, found.start() - 1)}{written}"
                written += " " * _is_part_of_word(place.text, found.end())
            if written == "=" and _is_part_of_word(place.text, found.start() - 1):  # `loud: …`
                written = " ="
            place.report(ForeignSign(place.span(*found.span()), written))
            return instead(place, len(found[0]), *meant)
    return None


def _is_arrow(place: Place, sign: str) -> bool:
    """Whether the sign points to a verdict, and compares nothing."""
    return (
        sign in {"=>", "->", "→"}
        and lexeme(place.text, _skip(place.text, place.at + len(sign))).text in VERDICTS
    )


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


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
    if sign == ",":
        return _stray_comma(place)
    if sign == "-" and first_on_line(place.text, place.at) and place.takes("STRING", "COMMA"):
        return _bullet(place)
    if sign in {"(", "[", '"', "/", "-", "+", "*", "<", ">", "="}:
        return None  # these have a meaning, so what is wrong is not the sign
    after_clause = bool(place.taken) and place.taken[-1].value in WORDS and sign == ":"
    if sign in {"{", ":"} and not (place.takes(END) or place.headless or after_clause):
        return None
    place.report(StraySign(span))
    return instead(place, len(sign))


def _bullet(place: Place) -> Repair:
    """`- "words"`, as lists are written elsewhere."""
    span = place.span(place.at, place.at + 1)
    if place.takes("STRING"):
        place.report(StraySign(span))
        return instead(place, 1)
    gap = place.span(place.taken[-1].end, place.at + 1)
    place.report(ForeignSign(span, ",", mend=Edit(gap, ",")))
    return instead(place, 1, ("COMMA", ","))


def _stray_comma(place: Place) -> Repair | None:
    """A comma behind a comma, behind a condition, between conditions, before a message."""
    if not place.taken:
        return None
    span, behind = place.span(place.at, place.at + 1), _skip(place.text, place.at + 1)
    if [token.type for token in place.taken][-2:-1] == ["EXTENDS"]:
        place.report(ForeignSign(span, "extends", mend=Edit(span, "\n  extends")))
        return instead(place, 1, ("EXTENDS", "extends"))
    found = lexeme(place.text, behind)
    ends = found.kind == "end" or found.text in WORDS or found.text in DECLARATIONS
    message = (
        found.kind == "text" and " " in found.text and place.takes("STRING") and not place.takes("COMMA")
    )
    if place.taken[-1].type == "COMMA" or message or (ends and place.takes(END)):
        place.report(StraySign(span))
        return instead(place, 1)
    if place.takes("AND") and found.kind == "word" and not place.open and not _is_list(place):
        place.report(ForeignSign(span, "and", mend=Edit(span, " and")))
        return instead(place, 1, ("AND", "and"))
    return None


def _is_list(place: Place) -> bool:
    """Whether the comma may be one between the items of a list without brackets."""
    return len(place.taken) > 1 and list(place.taken)[-2].type in {"OF", "IN"}


def _stray_bracket(place: Place, sign: str) -> Repair | None:
    span = place.span(place.at, place.at + 1)
    if not place.open:
        place.report(StraySign(span) if sign == "}" else StrayBracket(span, None, None))
        return instead(place, 1)
    opened = place.open[-1]
    closing, kind = _CLOSING[opened.type]
    if sign == closing:
        return None  # something is missing before it
    start = opened.start
    place.report(StrayBracket(span, place.span(start, start + 1), closing))
    return instead(place, 1, *([(kind, closing)] if place.takes(kind) else []))
