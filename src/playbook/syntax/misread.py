"""Explains places where what came before was read as something else than was meant: a role as the message, two
words as two values, a list without brackets. Asked by `mistakes` before it looks for what is missing.
"""

import re

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit
from playbook.diagnostics.nearest import nearest
from playbook.source import Span
from playbook.syntax.clauses import VERDICTS
from playbook.syntax.landmarks import first_on_line
from playbook.syntax.number_words import NUMBERS
from playbook.syntax.place import Lexeme, Place, lexeme
from playbook.syntax.quote_problems import (
    ListBrackets,
    MessageBeforeVerdict,
    NeedlessBrackets,
    NeedlessQuotes,
    QuoteInText,
    RecordBraces,
)
from playbook.syntax.shape_problems import MisplacedNot, MissingWord, Unexpected
from playbook.syntax.spelling_problems import DurationSpelling, InstantSpelling
from playbook.syntax.text_problems import MissingQuotes
from playbook.syntax.token import Token
from playbook.syntax.word_problems import ForeignWord, MisspeltKeyword
from playbook.text.late import late

_UNITS = ("minute", "hour", "day", "week", "month", "year")
_TEXT = r'"[^"\\\n\r]*+(?:\\.[^"\\\n\r]*+)*+"'
_TEXTS = late(re.compile, rf"{_TEXT}(?:\s*+,\s*+{_TEXT})++")
_BRACKETED = late(re.compile, r"[\[({](?P<words>[^\[\](){}\n\r]*+)[\])}]")
_RECORD = late(re.compile, r"[a-z_][\w.]*+\s*+=[^\[\]{}\n\r]*+(?=\])")
_REST_OF_QUOTE = late(re.compile, r'[^"\n\r]*+"(?=[^"\n\r]*+")')
_INDEX = late(re.compile, r"\[\s*+-?[0-9]++\s*+\]")
_PATTERN = late(re.compile, r"/(?![/*])[^/\\\n\r]*+(?:\\.[^/\\\n\r]*+)*+/[a-z]*+")
_CLOCK = late(re.compile, r"[0-9]{1,2}:[0-9]{2}")
_COUNTED = late(re.compile, r"(?P<sign><=|>=|<|>)\s*+(?P<number>[0-9]++)\s*+\)")
_WORDS = late(re.compile, r"[^\W\d][\w'’-]*+(?:[ \t]++[^\W\d][\w'’-]*+)*+")
_LISTED = frozenset({"MENTIONS", "CONTAINS", "INCLUDE"})
_LOOKING = frozenset({"MENTIONS", "CONTAINS"})
_DAYS = ("weekdays", "weekends", "daily")


def guess(place: Place, found: Lexeme) -> Diagnostic | None:
    """What was misread before *place*, if that is plain."""
    if not place.taken:
        return None
    taken = [*place.taken]
    for one in _GUESSES:
        if (problem := one(place, found, taken)) is not None:
            return problem
    return None


def _quote_in_text(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`"Write "ad" first."`."""
    last = taken[-1]
    rest = _REST_OF_QUOTE.match(place.text, place.at)
    if last.type != "STRING" or last.end != place.at or not rest or found.kind == "sign":
        return None
    return QuoteInText(place.span(place.at - 1, rest.end()))


def _message_before_verdict(place: Place, found: Lexeme, _: list[Token]) -> Diagnostic | None:
    """`"No paid posts." deny`."""
    if found.kind != "text" or place.inside not in {"rule", "watch"}:
        return None
    behind = re.compile(r"\s*+").match(place.text, found.end)
    at = behind.end() if behind else found.end
    word = lexeme(place.text, at)
    if word.text not in VERDICTS:
        return None
    follow = lexeme(place.text, word.end + 1)
    if follow.kind == "text" or follow.text in {"by", "until"}:
        return None
    return MessageBeforeVerdict(place.span(place.at, found.end), place.span(at, word.end))


def _two_texts(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`deny "No paid posts." "Please."`."""
    last = taken[-1]
    if found.kind != "text" or last.type != "STRING" or len(taken) < 2 or taken[-2].value not in VERDICTS:
        return None
    seam = place.span(last.end - 1, place.at + 1)
    hint = "a verdict has one message: make one text of the two"
    return Unexpected(place.span(place.at, found.end), hint, Edit(seam, " "))


def _brackets(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """A list between `(` and `)`, `{` and `}`, or nothing; words and messages between brackets."""
    if place.open and len(taken) > 2 and place.open[-1].type in {"LPAR", "LBRACE"}:
        start = place.open[-1].start
        bracketed = _BRACKETED.match(place.text, start)
        before = next((token for token in reversed(taken) if token.end <= start), None)
        if bracketed and before is not None and before.type in {"OF", "IN"}:
            return ListBrackets(place.span(*bracketed.span()), f"[{bracketed['words'].strip()}]")
    if found.text == "," and taken[-1].type == "STRING" and len(taken) > 1 and taken[-2].type in {"OF", "IN"}:
        listed = _TEXTS.match(place.text, taken[-1].start)
        if listed:
            return ListBrackets(place.span(*listed.span()), f"[{listed[0]}]")
    if found.text in {"[", "("} and place.takes("STRING"):
        bracketed = _BRACKETED.match(place.text, place.at)
        if bracketed and bracketed["words"].strip().startswith('"'):
            return NeedlessBrackets(place.span(*bracketed.span()), bracketed["words"].strip())
    return None


def _record(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`media = [kind = photo]`."""
    if found.text != "=" or not place.open or place.open[-1].type != "LSQB" or taken[-1].type != "NAME":
        return None
    record = _RECORD.match(place.text, taken[-1].start)
    return RecordBraces(place.span(*record.span())) if record else None


def _terms(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`topic cake "cake", "pie"`: the first word was taken for the title; and patterns among words."""
    if (
        found.text == ","
        and len(taken) > 2
        and [one.type for one in taken[-3:]] == ["TOPIC", "NAME", "STRING"]
    ):
        gap = taken[-2].end
        span = place.span(taken[-1].start, taken[-1].end)
        return MissingWord(span, "words", place.span(gap, gap))
    pattern = _PATTERN.match(place.text, place.at) if found.text == "/" else None
    last = taken[-1]
    if pattern is None:
        return None
    span = place.span(*pattern.span())
    if last.type in {"WORDS", "EXACTLY"}:
        hint = f"patterns stand after a word of their own: `patterns {pattern[0]}`"
        return Unexpected(span, hint, Edit(_of(place, last), "patterns"))
    if last.type in {"IS", "MENTIONS", "CONTAINS"}:
        hint = f"a pattern goes with `matches`: `matches {pattern[0]}`"
        return Unexpected(span, hint, Edit(_of(place, last), "matches"))
    return None


def _none_of(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`text mentions none of [...]`."""
    if found.text != "of" or taken[-1].value != "none" or len(taken) < 3 or taken[-2].type not in _LISTED:
        return None
    span = place.span(taken[-2].start, found.end)
    left, verb = taken[-3], taken[-2].value
    if left.type not in {"NAME", "PATH"}:
        return MisplacedNot(span, f"put `not` before the whole comparison: `not … {verb} any of`")
    words = f"not {left.value} {verb} any of"
    return MisplacedNot(span, f"write `{words} …`", Edit(place.span(left.start, found.end), words))


def _which(place: Place, found: Lexeme, _: list[Token]) -> Diagnostic | None:
    """`any media that …`."""
    if found.text in {"that", "which", "whose", "who"} and place.takes("WHERE"):
        return ForeignWord(place.span(place.at, found.end), "where")
    return None


def _matches(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`text matches politics`."""
    if taken[-1].type != "MATCHES" or found.kind != "word":
        return None
    hint = f"`matches` wants a pattern; a topic or a word is looked for with `mentions {found.text}`"
    return Unexpected(place.span(place.at, found.end), hint, Edit(_of(place, taken[-1]), "mentions"))


def _unquoted(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`text mentions birthday cake`."""
    if found.kind != "word" or found.text in place.keywords or taken[-1].type != "NAME" or len(taken) < 2:
        return None
    if first_on_line(place.text, place.at):
        return None
    if taken[-2].type not in _LOOKING and taken[-2].value not in {"starts", "ends", "with", "include"}:
        return None
    words = _WORDS.match(place.text, taken[-1].start)
    if not words:
        return None
    kept = []
    for word in re.finditer(r"\S+", words[0]):
        if word[0] in place.keywords:
            break
        kept.append(word)
    if not kept:
        return None
    return MissingQuotes(place.span(words.start(), words.start() + kept[-1].end()))


def _numbers(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`by two of "legal"`, `+ one hour`, `"09:00" to 17:00`, `is before 09:00`, `2026-11-23 10:00`."""
    last, before = taken[-1], taken[-2] if len(taken) > 1 else None
    if last.type == "NAME" and last.value in NUMBERS:
        number = str(NUMBERS[last.value])
        if found.text == "of" and before is not None and before.type == "BY":
            return ForeignWord(_of(place, last), number)
        if found.text.removesuffix("s") in _UNITS:
            return DurationSpelling(place.span(last.start, found.end), f"{number} {found.text}")
    if last.type == "STRING" and found.text == "to" and _CLOCK.fullmatch(last.value.strip('"')):
        return NeedlessQuotes(_of(place, last), last.value.strip('"'))
    clock = _CLOCK.match(place.text, place.at)
    if clock and before is not None and last.type in {"BEFORE", "AFTER"} and before.type == "IS":
        meant = f"00:00 to {clock[0]}" if last.type == "BEFORE" else f"{clock[0]} to 24:00"
        hint = f"a time of day is the end of a window: `is within daily {meant}`"
        words = place.span(last.start, clock.end())
        return Unexpected(place.span(*clock.span()), hint, Edit(words, f"within daily {meant}"))
    if last.type == "CLOCK" and before is not None and before.type == "DATE" and not place.takes("NUMBER"):
        clock_of = _CLOCK.fullmatch(last.value)
        if clock_of and found.text != "to":
            span = place.span(before.start, last.end)
            return InstantSpelling(span, f"{before.value}T{last.value:0>5}Z", guessed=True)
    return None


def _lists(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`count hashtags`, `count(hashtags > 3)`, `media[0]`."""
    last = taken[-1]
    if last.type == "NAME" and last.value == "count" and found.kind == "word":
        span = place.span(last.start, found.end)
        meant = f"count({found.text})"
        return Unexpected(span, f"what is counted stands in parentheses: `{meant}`", Edit(span, meant))
    if found.text in {"<", ">", "<=", ">="} and place.open and place.takes("RPAR"):
        counted = _COUNTED.match(place.text, place.at)
        if counted:
            gap = last.end
            meant = f") {counted['sign']} {counted['number']}"
            hint = f"close the parentheses before it: `…{meant}`"
            span = place.span(place.at, counted.end() - 1)
            return Unexpected(span, hint, Edit(place.span(gap, counted.end()), meant))
    index = _INDEX.match(place.text, place.at)
    if index and place.takes("AND"):
        hint = "the parts of a list have no numbers: ask about any of them, as in `any media where kind is photo`"
        return Unexpected(place.span(*index.span()), hint)
    return None


def _windows(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`is on weekends`, `weekday 09:00 to 17:00`, `is wihtin …`."""
    last, before = taken[-1], taken[-2] if len(taken) > 1 else None
    if last.type != "NAME":
        return None
    if before is not None and before.type == "IS":
        if last.value in {"on", "during", "inside"}:
            return ForeignWord(_of(place, last), "within")
        fitting = ("within", "outside", "before", "after", "missing")
        if (meant := nearest(last.value, fitting)) is not None and found.kind in {"number", "word", "text"}:
            return MisspeltKeyword(_of(place, last), meant)
    if found.kind == "number" and ":" in found.text and (meant := nearest(last.value, _DAYS)) is not None:
        return MisspeltKeyword(_of(place, last), meant)
    return None


def _quantities(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`all media where …`, `exists poll`."""
    last = taken[-1]
    if last.type != "NAME" or found.kind != "word" or found.text in place.keywords or not place.takes("AND"):
        return None
    if last.value in {"all", "every", "each", "forall"}:
        hint = f"the language has `any` and `no`: write `no {found.text} where not (…)`"
        return Unexpected(_of(place, last), hint)
    if last.value in {"exists", "exist", "has", "some"}:
        if lexeme(place.text, found.end + 1).text == "where" or last.value == "some":
            return ForeignWord(_of(place, last), "any")
        meant = f"{found.text} is not missing"
        whole = place.span(last.start, found.end)
        return ForeignWord(_of(place, last), meant, mend=Edit(whole, meant))
    return None


def _otherwise(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`elif …`, `3 if sponsored else 5`, `change rule x to ignore`."""
    span = place.span(place.at, found.end)
    if found.text in {"elif", "elsif", "elseif"}:
        return Unexpected(span, "write a second rule for the other case")
    if found.text in {"if", "else"} and place.inside == "let":
        return Unexpected(
            span, "a value has no conditions: write two rules, or join conditions with `and` and `or`"
        )
    changes = (
        [token.type for token in taken] == ["CHANGE", "RULE", taken[-2].type, "TO"]
        if len(taken) == 4
        else False
    )
    if changes and found.text in {"ignore", "off", "none", "nothing", "disabled", "drop", "silent"}:
        meant = f"drop rule {taken[-2].value}"
        return Unexpected(
            span, f"to leave a rule out write `{meant}`", Edit(_of(place, taken[0]).to(span), meant)
        )
    return None


def _expected(place: Place, found: Lexeme, taken: list[Token]) -> Diagnostic | None:
    """`expect paid-posts`."""
    if taken[-1].type != "EXPECT" or found.kind != "word" or found.text in place.keywords:
        return None
    if nearest(found.text, VERDICTS) or first_on_line(place.text, place.at):
        return None
    hint = f"say which verdict: `expect deny from {found.text}`"
    gap = place.span(place.at, place.at)
    return Unexpected(
        place.span(place.at, found.end), hint, Edit(gap, "deny from ", Applicability.PLACEHOLDER)
    )


_GUESSES = (
    _quote_in_text,
    _message_before_verdict,
    _two_texts,
    _brackets,
    _record,
    _terms,
    _none_of,
    _which,
    _matches,
    _unquoted,
    _numbers,
    _lists,
    _windows,
    _quantities,
    _otherwise,
    _expected,
)


def _of(place: Place, token: Token) -> Span:
    return place.span(token.start, token.end)
