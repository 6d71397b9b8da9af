"""What the library raises: for misuse of its API, never for what a post says.

PlaybookError
├── PolicyError      a policy that does not check was to be loaded; carries its diagnostics
├── PostError        a post that is not a valid `Post`; carries the places and reasons
├── SettingsError    a configuration file with mistakes (the command line's only); carries its diagnostics
├── UsageError       an argument that makes no sense (no policy at all, a naive `now`, an unknown param)
└── WorkerError      a process that was to do a part of the work ended before it was done
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playbook.diagnostics.diagnostic import Diagnostic


class PlaybookError(Exception):
    """Anything that this library raises on purpose."""


class PolicyError(PlaybookError):
    """A policy that cannot be used. `diagnostics` says what is wrong, and where; `str()` is all of it, rendered."""

    def __init__(self, message: str, diagnostics: "Sequence[Diagnostic]") -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class SettingsError(PlaybookError):
    """A configuration file that cannot be used. `diagnostics` says what is wrong, and where."""

    def __init__(self, message: str, diagnostics: "Sequence[Diagnostic]") -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


class PostError(PlaybookError):
    """A post that is not one. `problems` is a tuple of (where, what) pairs, `where` a dotted path."""

    def __init__(self, message: str, problems: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class UsageError(PlaybookError, ValueError):
    """A call that makes no sense, whatever the post."""


class WorkerError(PlaybookError):
    """A process that was to do a part of the work ended before it was done."""
