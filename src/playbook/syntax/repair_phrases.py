"""Repairs of phrases that other languages, or plain English, have for something; see `repair`."""

import re

from playbook.diagnostics.diagnostic import Edit
from playbook.syntax.landmarks import first_on_line
from playbook.syntax.name_problems import StrangeName
from playbook.syntax.place import Place, Repair, instead, made
from playbook.syntax.token import Token
from playbook.syntax.word_problems import ForeignWord
from playbook.text.late import late

_NOTHING = late(re.compile, r"(?P<sign>===?|!==?|<>|=)\s*+(?:null|none|nil|undefined)(?!\w)", re.IGNORECASE)
_ONE_OF = late(re.compile, r"(?P<not>none)?(?(not)|(?:one|any))\s++of(?!\w)")
_LIKE = late(
    re.compile,
    r"(?:i?like|matches)\s++(?P<quote>[\"'])(?P<first>%?)(?P<words>[^\"'%\n\r\\]++)(?P<last>%?)(?P=quote)",
    re.IGNORECASE,
)
_ITEM = late(re.compile, r"\[\s*+(?P<type>[a-z]++)\s*+\]")
_DESCRIBED = late(re.compile, r"(?:description|describe|desc|comment|note|doc)(?=\s*+:?\s*+\"(?!\"\"))")
_QUOTED = late(re.compile, r"\s*+:?\s*+\"(?P<words>[^\"\\\n\r]++)\"")
_APPEND = late(re.compile, r"(?P<word>append|prepend)\s++(?P<words>\"[^\"\\\n\r]*+\")")
_SENTENCE = late(
    re.compile, r"[^\W\d]\w{0,40}+(?:[ \t]{1,4}+[^\W_]\w{0,40}+){1,12}+(?=[ \t]{0,4}+(?:[\r\n]|\Z))"
)


def null_comparison(place: Place) -> Repair | None:
    """`== null`, `!= None`."""
    found = _NOTHING.match(place.text, place.at)
    if not found or not place.takes("IS"):
        return None
    negated = found["sign"].startswith(("!", "<"))
    meant = "is not missing" if negated else "is missing"
    place.report(ForeignWord(place.span(*found.span()), meant))
    words = [("IS", "is"), *([("NOT", "not")] if negated else []), ("MISSING", "missing")]
    return instead(place, len(found[0]), *words)


def is_one_of(place: Place) -> bool:
    """Whether `one of` stands here, after `is`."""
    after_is = bool(place.taken) and place.taken[-1].type in {"IS", "NOT"} and place.takes("IN")
    return after_is and bool(_ONE_OF.match(place.text, place.at))


def one_of(place: Place) -> Repair | None:
    """`is one of [...]`, `is none of [...]`."""
    found = _ONE_OF.match(place.text, place.at)
    if not found or not is_one_of(place) or (found["not"] and place.taken[-1].type == "NOT"):
        return None
    place.report(ForeignWord(place.span(*found.span()), "not in" if found["not"] else "in"))
    return instead(place, len(found[0]), *([("NOT", "not")] if found["not"] else []), ("IN", "in"))


def like(place: Place) -> Repair | None:
    """`LIKE "%words%"`."""
    found = _LIKE.match(place.text, place.at)
    if not found or not place.takes("CONTAINS") or not (found["first"] or found["last"]):
        return None
    if found["first"] and found["last"]:
        meant, tokens = "contains", [("CONTAINS", "contains")]
    elif found["last"]:
        meant, tokens = "starts with", [("STARTS", "starts"), ("WITH", "with")]
    else:
        meant, tokens = "ends with", [("ENDS", "ends"), ("WITH", "with")]
    words = f'"{found["words"]}"'
    end = place.at + len(found[0].split()[0])
    mend = Edit(place.span(*found.span()), f"{meant} {words}")
    place.report(ForeignWord(place.span(place.at, end), meant, mend=mend))
    return instead(place, len(found[0]), *tokens, ("STRING", words))


def list_type(place: Place) -> Repair | None:
    """`list[text]`, after the `list`."""
    found = _ITEM.match(place.text, place.at)
    if not found or not place.taken or place.taken[-1].type != "LIST" or not place.takes("OF"):
        return None
    span = place.span(place.taken[-1].start, found.end())
    place.report(ForeignWord(span, f"list of {found['type']}"))
    return instead(place, len(found[0]), ("OF", "of"), ("NAME", found["type"]))


def described(place: Place) -> Repair | None:
    """`description "words"` for a description between three quotes."""
    found = _DESCRIBED.match(place.text, place.at)
    words = _QUOTED.match(place.text, found.end()) if found else None
    if not found or not words or not place.takes("DOC"):
        return None
    doc = f'"""{words["words"]}"""'
    mend = Edit(place.span(place.at, words.end()), doc)
    place.report(ForeignWord(place.span(*found.span()), doc, mend=mend))
    return instead(place, words.end() - place.at, ("DOC", doc))


def append(place: Place) -> Repair | None:
    """`fix append "words"`, `fix prepend "words"`."""
    found = _APPEND.match(place.text, place.at)
    if not found or not place.takes("ADD"):
        return None
    edge = "end" if found["word"] == "append" else "start"
    meant = f"add {found['words']} at {edge}"
    place.report(
        ForeignWord(
            place.span(place.at, place.at + len(found["word"])),
            meant,
            mend=Edit(place.span(*found.span()), meant),
        )
    )
    tokens = (("ADD", "add"), ("STRING", found["words"]), ("AT", "at"), (edge.upper(), edge))
    return instead(place, len(found[0]), *tokens)


def is_sentence(place: Place, name: Token) -> bool:
    """Whether what stands for the name of a rule or policy is a line of several words."""
    if (
        not place.taken
        or place.taken[-1].type not in {"RULE", "POLICY", "WATCH"}
        or first_on_line(place.text, name.start)
    ):
        return False
    found = _SENTENCE.match(place.text, place.at)
    if found and name.value.islower() and found[0].split()[1][:1].isupper():
        return False  # a name, and then a title
    return bool(found) and not place.keywords.keys() & set((found[0] if found else "").split())


def sentence(place: Place) -> Repair | None:
    """`rule No paid posts`."""
    found = _SENTENCE.match(place.text, place.at)
    if not found or not is_sentence(place, made("NAME", found[0].split()[0], place.at, place.at)):
        return None
    place.report(StrangeName(place.span(*found.span()), kebab=True))
    return instead(place, len(found[0]), ("KEBAB", "-".join(found[0].lower().split())))
