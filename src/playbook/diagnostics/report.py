"""What a run has found, as all formats are given it, and the few things that several of them need. Writes nothing."""

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.frozen import frozen
from playbook.source import Span

MAX_HASHED = 1_000
"""Characters of a line that count for a fingerprint."""


@frozen
class Report:
    """What was found, and what was looked at."""

    diagnostics: Sequence[Diagnostic]
    files: Sequence[str] = ()
    """Names of the files that were looked at, for formats that also list what is well."""
    command: str = "check"
    """The command that ran."""
    fails: Severity = Severity.ERROR
    """The mildest severity with which the run fails."""
    color: bool = False
    width: int = 100
    """Columns to fill at most, where a format is for people."""
    root: Path = Path()
    """The folder that paths in machine formats are relative to."""

    def is_failure(self, diagnostic: Diagnostic) -> bool:
        """Whether this one makes the run fail."""
        return self.fails is Severity.WARNING or diagnostic.severity is Severity.ERROR


def words(diagnostic: Diagnostic) -> str:
    """Message, label and help as one text; what they quote comes from outside."""
    label, help_text = diagnostic.label(), diagnostic.help()
    return (
        diagnostic.message()
        + (f" ({label})" if label else "")
        + (f"\nhelp: {help_text}" if help_text else "")
    )


def relative(name: str, root: Path) -> str | None:
    """The name of a file as a path below *root* with `/` in it; None where it is outside."""
    path = os.path.relpath(os.path.join(root, name), root) if "\0" not in name else name  # noqa: PTH118  (no lookups)
    path = path.replace(os.sep, "/")
    return None if path == ".." or path.startswith("../") or Path(path).is_absolute() else path


def uri(name: str, root: Path) -> str:
    """The name of a file as a URI: relative to *root* where it is inside of it, else absolute."""
    inside = relative(name, root)
    if inside is not None:
        return quote(_bytes(inside), safe="/")
    absolute = os.path.abspath(os.path.join(root, name)).replace(os.sep, "/")  # noqa: PTH100, PTH118  (no lookups)
    return "file://" + quote(_bytes(absolute if absolute.startswith("/") else f"/{absolute}"))


def _bytes(name: str) -> bytes:
    """The name as the file system has it; surrogates that stand for no byte are kept as they are."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")


def fingerprints(report: Report) -> list[str]:
    """One name for each diagnostic that stays the same while lines move: hexadecimal, and unique in the report.

    It is made of the code, the file, and the words of the line. Of several that are the same in all of these, each
    gets its number.
    """
    seen: dict[str, int] = {}
    found = []
    for diagnostic in report.diagnostics:
        span = diagnostic.span
        parts = (diagnostic.code, uri(span.source.name, report.root), _line(span))
        digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[digest] = seen.get(digest, 0) + 1
        found.append(f"{digest}{seen[digest]:x}" if seen[digest] > 1 else digest)
    return found


def _line(span: Span) -> str:
    """The words of the line where *span* begins."""
    return " ".join(span.source.line(span.line)[:MAX_HASHED].split())
