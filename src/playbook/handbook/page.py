"""The page as data: what it says, in its order, marked up already but not yet set. Made by `collect`, set by `as_…`."""

from playbook.frozen import frozen
from playbook.handbook.clause import Bullets


@frozen
class Example:
    """A post that a test shows. `label` says what happens to it; `words` are its text or the test's title."""

    label: str
    words: str


@frozen
class Condition:
    """A sentence; or the beginning of one, a list, and what else there is to say."""

    sentence: str
    bullets: Bullets | None = None
    rest: tuple["Condition", ...] = ()


@frozen
class Guideline:
    """One rule."""

    anchor: str
    title: str
    doc: tuple[str, ...]
    message: str
    condition: Condition
    fixes: tuple[str, ...]
    notes: tuple[str, ...]
    examples: tuple[Example, ...]
    sources: tuple[str, ...]


@frozen
class Part:
    """A part of the page with guidelines in it."""

    heading: str
    anchor: str
    guidelines: tuple[Guideline, ...]


@frozen
class Entry:
    """Something with a name and a few paragraphs: a param, a topic, a named expression."""

    anchor: str
    name: str
    paragraphs: tuple[str, ...]
    value: str = ""
    bullets: Bullets | None = None


@frozen
class Section:
    """A part at the end: an introduction, and entries or plain items."""

    heading: str
    anchor: str
    intro: str
    entries: tuple[Entry, ...] = ()
    items: tuple[str, ...] = ()


@frozen
class Page:
    """All of it."""

    title: str
    plain_title: str
    """The title without marks, for the head of a page."""
    doc: tuple[str, ...]
    about: tuple[str, ...]
    """Sentences: whom it is about, by which clocks, from what it is made."""
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
