"""Reads term files: one term a line, `#` comments, and nothing from outside the policy's own folder.

A policy may come from somebody else, so its paths are not trusted: relative only, no `..`, links only to what
is inside, regular files only (a pipe would never end), up to a size. What was checked is what is read: the file
is opened once, and looked at open.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from playbook.check.wording import did_you_mean
from playbook.diagnostics.diagnostic import Diagnostic, Edit, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.frozen import frozen
from playbook.limits import MAX_TERM_FILE_BYTES, MAX_TERM_LENGTH
from playbook.source import Span
from playbook.syntax import tree
from playbook.text.terms.matcher import folds_to_nothing


@diagnostic("PB411", "term-file-outside")
class TermFileOutside(Diagnostic):
    """A term file that is not inside the folder of the policy.

    ## Example
    ```playbook
    policy acme
    topic politics words from "../terms/politics.txt"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic politics words "election", "ballot"
    ```
    """

    path: str
    why: str

    def message(self) -> str:
        return f"`{self.path}` {self.why}"

    def help(self) -> str:
        return "term files are inside the policy's own folder: `terms/politics.txt`"


@diagnostic("PB412", "term-file-missing")
class TermFileMissing(Diagnostic):
    """A term file that is not there, or cannot be read."""

    path: str
    why: str
    nearest: str | None

    def message(self) -> str:
        return f"term file `{self.path}` {self.why}"

    def help(self) -> str | None:
        return did_you_mean(self.nearest)

    def edits(self) -> tuple[Edit, ...]:
        return () if self.nearest is None else (Edit(self.span, f'"{self.nearest}"'),)


@diagnostic("PB413", "term-file-too-large")
class TermFileTooLarge(Diagnostic):
    """A term file past the limit on its size."""

    path: str

    def message(self) -> str:
        return f"term file `{self.path}` has more than {MAX_TERM_FILE_BYTES:,} bytes"

    def help(self) -> str:
        return "split it into several files, or leave out what is never used"


@diagnostic("PB414", "term-file-encoding")
class TermFileEncoding(Diagnostic):
    """A term file that is not UTF-8."""

    path: str
    line: int

    def message(self) -> str:
        return f"line {self.line} of term file `{self.path}` is not UTF-8"

    def help(self) -> str:
        return "save it as UTF-8"


@diagnostic("PB415", "term-file-without-folder")
class TermFileWithoutFolder(Diagnostic):
    """A term file in a policy that is no file, so that there is no folder to find it in.

    ## Example
    ```playbook
    policy acme
    topic politics words from "terms/politics.txt"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic politics words "election", "ballot"
    ```
    """

    path: str

    def message(self) -> str:
        return f"there is no folder to look for `{self.path}` in"

    def help(self) -> str:
        return "the policy was given as text; save it to a file, or say which folder it belongs to"


@diagnostic("PB416", "bad-term")
class BadTerm(Diagnostic):
    """A line of a term file that cannot be a term: nothing is left of it for matching, or it is too long."""

    path: str
    line: int
    too_long: bool
    more: int
    """How many further lines have the same trouble."""

    def message(self) -> str:
        what = f"has more than {MAX_TERM_LENGTH} characters" if self.too_long else "has nothing to look for"
        more = f", and {self.more} more like it" if self.more else ""
        return f"line {self.line} of term file `{self.path}` {what}{more}"


@frozen
class TermList:
    """What a term file says, and its bytes."""

    terms: tuple[str, ...] = ()
    data: bytes = b""
    problems: tuple[Diagnostic, ...] = ()


def read_terms(file: tree.TermFile, folder: Path | None) -> TermList:
    """The terms of *file*, found in *folder*. What is wrong with it is among the problems; then there are no
    terms.
    """
    outside = _outside(file.path)
    if outside is not None:
        return TermList(problems=(TermFileOutside(_path_span(file), file.path, outside),))
    if folder is None:
        return TermList(problems=(TermFileWithoutFolder(file.span, file.path),))
    try:
        found = _resolved(folder, file.path)
        if found is None:
            return TermList(
                problems=(TermFileOutside(file.span, file.path, "is a link that leads out of the folder"),)
            )
        data = _read(found)
    except _NoFileError as problem:
        return TermList(problems=(_missing(file, folder, str(problem)),))
    except (OSError, ValueError):
        return TermList(problems=(_missing(file, folder, "cannot be read"),))
    if len(data) > MAX_TERM_FILE_BYTES:
        return TermList(problems=(TermFileTooLarge(file.span, file.path),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return TermList(problems=(TermFileEncoding(file.span, file.path, line),))
    return _terms(text, data, file)


class _NoFileError(Exception):
    """There is nothing there that could be read. The words say why."""


def _outside(path: str) -> str | None:
    """Why the path as written cannot be inside the folder, whatever there is on the disk."""
    posix, windows = PurePosixPath(path), PureWindowsPath(path)
    if posix.is_absolute() or windows.is_absolute() or windows.drive or windows.root:
        return "is an absolute path"
    if ".." in posix.parts or ".." in windows.parts:
        return "leads out of the policy's folder"
    return None


def _resolved(folder: Path, path: str) -> Path | None:
    """Where the path leads once links are followed; None where that is outside. Raises _NoFileError where there is
    nothing.
    """
    home = folder.resolve()
    try:
        found = (home / path).resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        raise _NoFileError("is not there") from None
    except RuntimeError:
        raise _NoFileError("is a link to itself") from None
    return found if found.is_relative_to(home) else None


def _read(path: Path) -> bytes:
    """One byte more than the limit at most. Raises _NoFileError for what is no regular file, without waiting for it."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise _NoFileError("is a folder" if stat.S_ISDIR(mode) else "is no ordinary file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(MAX_TERM_FILE_BYTES + 1)
    finally:
        os.close(handle)


def _missing(file: tree.TermFile, folder: Path, why: str) -> TermFileMissing:
    close = None
    if why == "is not there":
        parent = PurePosixPath(file.path).parent
        try:
            siblings = sorted(str(parent / one.name) for one in (folder / parent).iterdir())[:1000]
        except (OSError, ValueError):
            siblings = []
        close = nearest(str(PurePosixPath(file.path)), siblings)
    return TermFileMissing(_path_span(file), file.path, why, close)


def _path_span(file: tree.TermFile) -> Span:
    """The path and its quotes, without the `from`."""
    return Span(file.span.source, file.span.start + max(file.span.text.find('"'), 0), file.span.end)


def _terms(text: str, data: bytes, file: tree.TermFile) -> TermList:
    terms: dict[str, None] = {}
    empty: list[int] = []
    long: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        term = line.strip()
        if not term or term[0] == "#":
            continue
        if len(term) > MAX_TERM_LENGTH:
            long.append(number)
        elif not (term[0].isascii() and term[0].isalnum()) and folds_to_nothing(term):
            empty.append(number)
        else:
            terms[term] = None
    return TermList(tuple(terms), data, tuple(_bad(file.span, file.path, empty, long)))


def _bad(span: Span, path: str, empty: list[int], long: list[int]) -> Iterator[Diagnostic]:
    for lines, too_long in ((empty, False), (long, True)):
        if lines:
            yield BadTerm(span, path, lines[0], too_long, len(lines) - 1)
