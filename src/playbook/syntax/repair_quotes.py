"""Repairs of quotes, slashes and brackets around what needs none, or others; see `repair`."""

import re

from playbook.syntax.place import Place, Repair, instead
from playbook.syntax.quote_problems import NeedlessQuotes, UnescapedSlash
from playbook.syntax.shape_problems import PatternInQuotes
from playbook.syntax.text_problems import MissingQuotes, SingleQuotes
from playbook.syntax.token import Token
from playbook.text.late import late

_DOC = late(re.compile, r"'''(?P<words>(?:[^']|'(?!''))*+)'''")
_RAW = late(re.compile, r"[rR](?P<quote>[\"'])(?P<words>[^\"'\n\r]++)(?P=quote)")
_FILE = late(re.compile, r"[\w-]++(?:[./\\]++[\w-]++)++")
_CUT = late(re.compile, r"/(?P<words>[^\s\"]*+)")
_BARE = late(
    re.compile,
    r"\"(?:(?P<NAME>[a-z_][a-z0-9_]*+)|(?P<KEBAB>[a-z][a-z0-9]*+(?:-[a-z0-9]++)++)|(?P<DATE>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<CLOCK>[0-9]{2}:[0-9]{2}))\"",
)


def doc_in_single(place: Place) -> Repair | None:
    """`'''words'''` for a description."""
    found = _DOC.match(place.text, place.at)
    if not found or not place.takes("DOC") or '"""' in found["words"]:
        return None
    words = f'"""{found["words"]}"""'
    place.report(SingleQuotes(place.span(*found.span()), words))
    return instead(place, len(found[0]), ("DOC", words))


def raw_pattern(place: Place) -> Repair | None:
    """`r"abc"`, as in Python."""
    found = _RAW.match(place.text, place.at)
    if not found or not place.takes("PATTERN"):
        return None
    pattern = f"/{found['words'].replace('/', chr(92) + '/')}/"
    place.report(PatternInQuotes(place.span(*found.span()), pattern))
    return instead(place, len(found[0]), ("PATTERN", pattern))


def is_cut(place: Place, token: Token) -> bool:
    """Whether the pattern that ends here goes on: `/https?://acme/`."""
    end = token.end
    behind = place.text[end : end + 1]
    return bool(behind) and not behind.isspace() and behind not in ',)]#"' and _whole(place) > end


def _whole(place: Place) -> int:
    """Where the pattern ends that begins here, if it goes on to the last slash before the next white space."""
    found = _CUT.match(place.text, place.at)
    last = _last_slash(found[0]) if found else 0
    return place.at + last


def _last_slash(words: str) -> int:
    """The end of the last slash of *words* and the flags behind it; 0 where there is none but the first."""
    words = words.rstrip(",)")
    cut = words.rfind("/")
    flags = words[cut + 1 :]
    return len(words) if cut > 0 and (flags == "" or (flags.isalpha() and flags.islower())) else 0


def unescaped_slash(place: Place) -> Repair | None:
    """`/https?://acme/`."""
    end = _whole(place)
    if not place.takes("PATTERN") or place.text[place.at] != "/" or end <= place.at:
        return None
    written = place.text[place.at : end]
    body, _, flags = written[1:].rpartition("/")
    escaped = re.sub(r"(\\.)|/", lambda found: found[1] or "\\/", body)
    if escaped == body or not body:
        return None
    pattern = f"/{escaped}/{flags}"
    place.report(UnescapedSlash(place.span(place.at, end), pattern))
    return instead(place, len(written), ("PATTERN", pattern))


def is_file(place: Place) -> bool:
    """Whether the name of a file stands here without quotes, after `extends` or `use`."""
    after = bool(place.taken) and place.taken[-1].type in {"EXTENDS", "USE"}
    return after and bool(_FILE.match(place.text, place.at))


def file_name(place: Place) -> Repair | None:
    """`extends house.playbook`."""
    found = _FILE.match(place.text, place.at)
    if not found or not is_file(place):
        return None
    place.report(MissingQuotes(place.span(*found.span())))
    return instead(place, len(found[0]), ("STRING", f'"{found[0]}"'))


def needless(place: Place) -> Repair | None:
    """`tags "food"`, `until "2027-03-01"`: a name or a date between quotes."""
    found = _BARE.match(place.text, place.at)
    if not found or not found.lastgroup or place.takes("STRING"):
        return None
    kind = found.lastgroup
    if kind == "NAME" and not (place.takes("NAME") and place.takes("KEBAB")):
        return None  # where no name of a rule or a tag is wanted
    if not place.takes(kind):
        return None
    place.report(NeedlessQuotes(place.span(*found.span()), found[kind]))
    return instead(place, len(found[0]), (kind, found[kind]))
