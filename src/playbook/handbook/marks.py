"""How words are set: the same text in Markdown and in HTML. Everything that comes from a policy goes through here.

What comes back is marked up, and is only ever joined, never marked up again.
"""

import re
from html import escape
from typing import Protocol

from playbook.diagnostics.visible import visible

_MARKDOWN = re.compile(r"([\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
_BEGINNING = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+](?:\s|$))|(?=#{1,6}(?:\s|$))|(?=[>=~|:]|-{3}))(.)")
_URL = re.compile(r"https?://[^\s<>\"'`\\(){}|^]+", re.IGNORECASE)


class Marks(Protocol):
    """One way to set words."""

    def text(self, words: str) -> str:
        """Words of a policy, in which `` `…` `` is code. One line."""

    def code(self, words: str) -> str:
        """Words that are no English."""

    def link(self, marked: str, anchor: str) -> str:
        """A link to an anchor of the page."""

    def source(self, address: str) -> str:
        """A link out of the page, if it is an address of the web; else its words."""

    def quoted(self, words: str) -> str:
        """What somebody writes, between quotation marks."""


def plain(words: str) -> str:
    """One line that can mislead nobody: white space closed up, controls and bidi marks shown."""
    return visible(" ".join(words.split()))


class Markdown:
    """CommonMark, as GitHub and site generators read it."""

    def text(self, words: str) -> str:
        pieces = plain(words).split("`")
        if len(pieces) % 2 == 0:
            return self._escaped("`".join(pieces), beginning=True)
        return "".join(
            self.code(piece) if at % 2 else self._escaped(piece, beginning=at == 0)
            for at, piece in enumerate(pieces)
        )

    def code(self, words: str) -> str:
        shown = plain(words)
        fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
        space = " " if shown.startswith("`") or shown.endswith("`") else ""
        return f"{fence}{space}{shown}{space}{fence}" if shown else ""

    def link(self, marked: str, anchor: str) -> str:
        return f"[{marked}](#{anchor})"

    def source(self, address: str) -> str:
        shown = plain(address)
        return (
            f"[{self._escaped(host_of(shown))}](<{shown}>)" if _URL.fullmatch(shown) else self._escaped(shown)
        )

    def quoted(self, words: str) -> str:
        return f"“{self._escaped(plain(words))}”"

    def _escaped(self, words: str, beginning: bool = False) -> str:
        """*words* that mean themselves; at the *beginning* of a line some signs would begin a list or a heading."""
        made = _MARKDOWN.sub(r"\\\1", words)
        return _BEGINNING.sub(r"\1\\\2", made) if beginning else made


class Html:
    """HTML, escaped for text and for attributes alike."""

    def text(self, words: str) -> str:
        pieces = plain(words).split("`")
        if len(pieces) % 2 == 0:
            return escape("`".join(pieces))
        return "".join(self.code(piece) if at % 2 else escape(piece) for at, piece in enumerate(pieces))

    def code(self, words: str) -> str:
        return f"<code>{escape(plain(words))}</code>"

    def link(self, marked: str, anchor: str) -> str:
        return f'<a href="#{escape(anchor)}">{marked}</a>'

    def source(self, address: str) -> str:
        shown = plain(address)
        if not _URL.fullmatch(shown):
            return escape(shown)
        return (
            f'<a class="source" href="{escape(shown)}" rel="noopener noreferrer">{escape(host_of(shown))}</a>'
        )

    def quoted(self, words: str) -> str:
        return f"“{escape(plain(words))}”"


def host_of(address: str) -> str:
    """What people know a page by: its host without `www.`."""
    return re.sub(r"^https?://(?:www\.)?([^/?#]*).*", r"\1", address, flags=re.IGNORECASE)
