"""Repairs of characters and quotes; see `repair`."""

import re

from playbook.syntax.clauses import WORDS
from playbook.syntax.landmarks import DECLARATIONS, first_on_line
from playbook.syntax.place import Place, Repair, instead
from playbook.syntax.tables import END
from playbook.syntax.text_problems import (
    CONTROL,
    ForeignComment,
    HiddenCharacter,
    SingleQuotes,
    TypographicQuotes,
    UnclosedDoc,
    UnclosedPattern,
    UnclosedText,
)
from playbook.text.late import late

_CONTROL_RUN = late(re.compile, rf"{CONTROL.pattern}(?:\s|{CONTROL.pattern})*+")

_SPACES = (
    "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
HIDDEN = late(
    re.compile,
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    rf"\ufeff\uffa0\U000e0000-\U000e0fff{_SPACES}]++",
)
"""What cannot be seen, or looks like a space and is none (Unicode 15.0, Default_Ignorable_Code_Point and Zs)."""

_CURLY = late(re.compile, r'[“”„‟«»‹›＂″](?P<words>[^“”„‟«»‹›＂″"\n\r]*+)[“”„‟«»‹›＂″"]')
_MIXED = late(re.compile, r'"(?P<words>[^“”"\\\n\r]*+)[“”](?![^\n\r]*+")')
_SINGLE = late(
    re.compile, r"""(?P<open>['‘’‚`´])(?P<words>(?:[^'‘’`´\n\r"]|(?<=\w)['’](?=\w))*+)['‘’`´](?!\w)"""
)
_ON_NEXT_LINE = late(re.compile, r'"[^"\\\n\r]++\r?\n(?P<next>[^"\\\n\r]++)"(?=[ \t]*+(?:[\r\n]|\Z))')
_DOC_LINE = late(re.compile, r'"""[^"\n\r]++"{1,2}(?=[ \t]*+(?:[\r\n]|\Z))')
_COMMENT = late(re.compile, r"(?://|--(?!-))[^\n\r]*+|/\*(?:[^*]|\*(?!/))*+\*/")
_DECLARES = late(
    re.compile,
    r"^[ \t]*+(?:use|param|let|ask|topic|rule|watch|change|drop|example|test|policy)[ \t]|\Z",
    re.MULTILINE,
)


def hidden(place: Place) -> Repair | None:
    """Skip what cannot be seen."""
    if control := _CONTROL_RUN.match(place.text, place.at):  # reported already, with all others of the file
        return instead(place, len(control[0]))
    found = HIDDEN.match(place.text, place.at)
    if not found:
        return None
    place.report(HiddenCharacter(place.span(*found.span()), found[0][0], found[0][0] in _SPACES))
    return instead(place, len(found[0]))


def typographic(place: Place) -> Repair | None:
    """`“words”` for `"words"`."""
    found = _CURLY.match(place.text, place.at) or _MIXED.match(place.text, place.at)
    return _quoted(place, found, TypographicQuotes) if found else None


def single(place: Place) -> Repair | None:
    """`'words'` for `"words"`."""
    found = _SINGLE.match(place.text, place.at)
    if not found:
        return None
    return _quoted(place, found, SingleQuotes if found["open"] in "'`´" else TypographicQuotes)


def _quoted(
    place: Place, found: re.Match[str], kind: type[SingleQuotes] | type[TypographicQuotes]
) -> Repair | None:
    if not place.takes("STRING"):
        return None
    words = f'"{found["words"]}"'
    place.report(kind(place.span(*found.span()), words))
    return instead(place, len(found[0]), ("STRING", words))


def unclosed_doc(place: Place) -> Repair | None:
    """A description without an end: it ends with its line where a quote does, else before the next declaration."""
    if not place.text.startswith('"""', place.at):
        return None
    opened = place.span(place.at, place.at + 3)
    if line := _DOC_LINE.match(place.text, place.at):
        stop = line.end()
        missing = 3 - (len(line[0]) - len(line[0].rstrip('"')))
        place.report(UnclosedDoc(opened, place.span(stop, stop), missing))
        words = line[0].strip('"')
    else:
        end = _DECLARES.search(place.text, place.at + 3)
        stop = end.start() if end else len(place.text)
        last = place.at + len(place.text[place.at : stop].rstrip())
        place.report(UnclosedDoc(opened, place.span(last, last)))
        place.spoil()
        words = place.text[place.at + 3 : stop].replace('"""', "'''").rstrip('"')
    return instead(place, stop - place.at, *([("DOC", f'"""{words}"""')] if place.takes("DOC") else []))


def unclosed_text(place: Place) -> Repair | None:
    """A text without an end: it ends with its line."""
    if place.text[place.at] != '"' or _closed(place):
        return None
    line = _two_lines(place) or _rest_of_line(place)
    if place.open:
        line = line.rstrip("])}")
    place.report(UnclosedText(place.span(place.at, place.at + len(line))))
    words = line.strip('"').replace("\\", "").replace('"', "")
    return instead(place, len(line), *([("STRING", f'"{words}"')] if place.takes("STRING") else []))


def unclosed_pattern(place: Place) -> Repair | None:
    """A pattern without an end."""
    if place.text[place.at] != "/" or not place.takes("PATTERN"):
        return None
    line = "//" if place.text.startswith("//", place.at) else _rest_of_line(place)
    place.report(UnclosedPattern(place.span(place.at, place.at + len(line))))
    return instead(place, len(line), ("PATTERN", "/a/"))


def is_foreign_comment(place: Place) -> bool:
    """Whether a comment of another language stands here, and no division and no minus."""
    slashes = place.text.startswith(("//", "/*"), place.at)
    return slashes or (place.text.startswith("--", place.at) and first_on_line(place.text, place.at))


def foreign_comment(place: Place) -> Repair | None:
    """`// words`, `-- words`, `/* words */` between clauses."""
    found = _COMMENT.match(place.text, place.at)
    if not found or not (place.takes(END) or not place.taken):
        return None
    length = len(found[0].rstrip())
    place.report(ForeignComment(place.span(place.at, place.at + length), found[0][:2]))
    return instead(place, length)


def _two_lines(place: Place) -> str | None:
    """A text that goes on, and ends, on the next line."""
    found = _ON_NEXT_LINE.match(place.text, place.at)
    return (
        found[0]
        if found and found["next"].split(maxsplit=1)[:1] != [] and not _begins(found["next"])
        else None
    )


def _begins(line: str) -> bool:
    """Whether a line begins a clause or a declaration."""
    word = line.split(maxsplit=1)[0]
    return word in WORDS or word in DECLARATIONS or line.lstrip().startswith(("#", '"'))


def _closed(place: Place) -> bool:
    return bool(re.compile(r'"(?!"")[^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+"').match(place.text, place.at))


def _rest_of_line(place: Place) -> str:
    found = re.compile(r"[^\n\r]*+").match(place.text, place.at)
    return found[0].rstrip() if found else ""
