"""The only place of the command line that prints. Everything else makes lines of text and hands them over.

What comes from outside (posts, policies, file names) has to be made visible before it gets here; see
`playbook.diagnostics.visible`.
"""

import contextlib
import io
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from playbook.diagnostics.ink import Ink
from playbook.diagnostics.visible import visible

if TYPE_CHECKING:
    from playbook.diagnostics.diagnostic import Diagnostic

MAX_COLUMNS = 100
"""Lines longer than this are hard to read, however wide the terminal is."""

MIN_COLUMNS = 40

MAX_PROBLEMS = 100
"""Bad posts that are reported one by one; the rest is counted."""

_MISLEADING = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
"""Controls and marks that JSON may hold as they are, but that a terminal would follow."""


class Screen:
    """Standard output and standard error, as far as the command line uses them."""

    def __init__(self, out: TextIO, err: TextIO, environment: Mapping[str, str]) -> None:
        self._out = out
        self._err = err
        self._progress = ""
        self.ink = Ink(_wants_color(out, environment))
        self.error_ink = Ink(_wants_color(err, environment))
        self.columns = _columns(environment)
        self.shows_progress = _is_terminal(err) and environment.get("TERM") != "dumb"
        self.problems = 0

    def show(self, text: str = "") -> None:
        """A line, or several, on standard output."""
        self.progress("")
        self._out.write(text + "\n")

    def data(self, text: str) -> None:
        """JSON on standard output, without a line end: always UTF-8, and safe in a terminal as well."""
        self._as_utf8(safe_json(text))

    def safe_data(self, text: str) -> None:
        """The same for JSON that `safe_json` made safe already."""
        self._as_utf8(text)

    def exact(self, text: str) -> None:
        """A file on standard output, as it is: always UTF-8, and nothing added. Made visible only for a terminal."""
        self._as_utf8(visible(text, lines=True) if _is_terminal(self._out) else text)

    def _as_utf8(self, text: str) -> None:
        self.progress("")
        buffer = getattr(self._out, "buffer", None)
        if buffer is None:
            self._out.write(text)
        else:
            self._out.flush()
            buffer.write(text.encode("utf-8"))

    def problem(self, text: str) -> None:
        """What went wrong, one clause, on standard error."""
        self.problems += 1
        if self.problems > MAX_PROBLEMS:
            return
        self.progress("")
        self._out.flush()
        self._err.write(f"{self.error_ink('error', 'error')}: {visible(text)}\n")

    def note(self, text: str) -> None:
        """Something worth knowing, on standard error."""
        self.progress("")
        self._out.flush()
        self._err.write(f"{self.error_ink('quiet', visible(text))}\n")

    def mistakes(self, diagnostics: "Sequence[Diagnostic]") -> None:
        """What is wrong with a policy that was to be used, in full, on standard error."""
        from playbook.diagnostics.text import render  # noqa: PLC0415  (most runs never need it)

        self.progress("")
        self._out.flush()
        text = render(diagnostics[:MAX_PROBLEMS], color=self.error_ink.color, width=self.columns)
        self._err.write(f"{text}\n")
        if len(diagnostics) > MAX_PROBLEMS:
            self.note(f"… and {len(diagnostics) - MAX_PROBLEMS:,} more")

    def progress(self, line: str) -> None:
        """Replaces the progress line on standard error, if that is a terminal; an empty *line* takes it away."""
        if not self.shows_progress or line == self._progress:
            return
        if not self._progress:
            self._out.flush()
        self._err.write(f"\r\x1b[2K{line}")
        self._err.flush()
        self._progress = line

    def flush(self) -> None:
        """Sends what was shown on its way now, for somebody who waits for it."""
        self._out.flush()

    def finish(self) -> None:
        """Says what was left out, and sends everything on its way."""
        if self.problems > MAX_PROBLEMS:
            self.note(f"… and {self.problems - MAX_PROBLEMS:,} more errors")
            self.problems = 0
        self.progress("")
        self._out.flush()
        self._err.flush()


def screen() -> Screen:
    """The screen of this process. What the streams cannot encode is shown as an escape; closed ones take anything."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return Screen(sys.stdout or io.StringIO(), sys.stderr or io.StringIO(), os.environ)


def safe_json(text: str) -> str:
    """JSON that a terminal may show: what it would follow is escaped, which JSON allows in any of its texts."""
    if text.isascii() and "\x7f" not in text:  # three posts of four
        return text
    return _MISLEADING.sub(lambda found: _json_escape(found.group()), text)


def _json_escape(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _wants_color(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """NO_COLOR (no-color.org) wins over FORCE_COLOR (force-color.org), and that over what the stream is."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return _is_terminal(stream) and environment.get("TERM") != "dumb"


def _is_terminal(stream: TextIO) -> bool:
    with contextlib.suppress(ValueError, AttributeError):
        return stream.isatty()
    return False


def _columns(environment: Mapping[str, str]) -> int:
    """As wide as the terminal, within reason; COLUMNS says it where there is none."""
    columns = shutil.get_terminal_size((MAX_COLUMNS, 24)).columns
    with contextlib.suppress(KeyError, ValueError):
        columns = int(environment["COLUMNS"])
    return max(MIN_COLUMNS, min(columns, MAX_COLUMNS))
