"""Cases in pages of Markdown, for people to read: a section each, with fences. What they mean is known to the tests.

A fence begins with a word for what it holds, and may say more after it: a name, a code. `PLAYBOOK_REWRITE=1` has the
tests write what comes out anew, for a person to read.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
REWRITE = os.environ.get("PLAYBOOK_REWRITE") == "1"

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(
    r"^(?P<marks>```|~~~)(?P<kind>\w+)(?: (?P<more>[^\n]+))?\n(?P<text>.*?)^(?P=marks)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Section:
    """One case."""

    path: Path
    title: str
    body: str

    @property
    def name(self) -> str:
        return f"{self.path.stem}: {self.title}"

    def fences(self, kind: str) -> dict[str, str]:
        """All of that kind, by what their first lines say more."""
        return {
            found["more"] or "": found["text"]
            for found in _FENCE.finditer(self.body)
            if found["kind"] == kind
        }

    def fence(self, kind: str) -> str:
        """The first of that kind; nothing where there is none."""
        return next((found["text"] for found in _FENCE.finditer(self.body) if found["kind"] == kind), "")

    def rewrite(self, kind: str, text: str) -> None:
        """Has the section end in a fence with *text*, and have no other of that kind; without text there is none."""
        marks = next((found["marks"] for found in _FENCE.finditer(self.body)), "```")
        body = re.sub(rf"\n{marks}{kind}\n.*?^{marks}\n", "", self.body, flags=re.MULTILINE | re.DOTALL)
        body = body.rstrip("\n") + "\n" + (f"\n{marks}{kind}\n{text}{marks}\n" if text else "")
        page = _read(self.path)
        start = page.index(f"## {self.title}\n") + len(f"## {self.title}\n") - 1
        end = page.find("\n## ", start)
        rest = "" if end < 0 else page[end:]
        self.path.write_text(page[:start] + body + rest, encoding="utf-8", newline="")


def sections(folder: str) -> tuple[Section, ...]:
    """The cases of a folder beside this file, page by page, in the order in which they stand there."""
    return tuple(_sections(FOLDER / folder))


def _sections(folder: Path) -> Iterator[Section]:
    for path in sorted(folder.glob("*.md")):
        pieces = _HEADING.split(_read(path))
        yield from (
            Section(path, title, body) for title, body in zip(pieces[1::2], pieces[2::2], strict=True)
        )


def _read(path: Path) -> str:
    """Line ends may be what a case is about."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
