"""Applies the edits of findings to a policy's text, round by round, as long as the outcome still checks."""

from collections.abc import Callable, Iterable

from playbook.check.module import Module
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit
from playbook.frozen import frozen

MAX_ROUNDS = 100
"""How often the outcome is looked at again: one edit may make room for the next."""

Read = Callable[[str], Module | None]
"""Reads and checks a text; None where it has an error."""

Look = Callable[[Module], Iterable[Diagnostic]]


@frozen
class Mended:
    """The new text, and the findings that were mended, in order."""

    text: str
    done: tuple[Diagnostic, ...]


def mend(text: str, read: Read, look: Look, *, unsafe: bool = False) -> Mended:
    """Mend what *look* finds in *text*, by the first edit of each finding, where that may be applied: safe ones, and if
    *unsafe* those that may be. What would leave an error behind is undone.
    """
    done: list[Diagnostic] = []
    module = read(text)
    refused: set[tuple[str, str]] = set()
    for _ in range(MAX_ROUNDS):
        edits = [] if module is None else list(_edits(look(module), unsafe, refused))
        if not edits:
            break
        after, mended = _try(text, edits, read, refused)
        if after is None:
            continue
        text, module = after
        done += mended
        refused.clear()  # what did not check may do so now
    return Mended(text, tuple(done))


Chosen = tuple[Diagnostic, Edit]


def _edits(found: Iterable[Diagnostic], unsafe: bool, refused: set[tuple[str, str]]) -> Iterable[Chosen]:
    """One edit a finding, in order, none over another."""
    allowed = {Applicability.SAFE, Applicability.MAYBE} if unsafe else {Applicability.SAFE}
    pairs = [(one, one.edits()[0]) for one in found if one.edits()]
    end = 0
    for finding, edit in sorted(pairs, key=lambda pair: (pair[1].span.start, pair[1].span.end)):
        fits = edit.applicability in allowed and edit.span.source is finding.span.source
        if fits and edit.span.start >= end and _key(finding) not in refused:
            end = edit.span.end
            yield finding, edit


def _try(
    text: str, edits: list[Chosen], read: Read, refused: set[tuple[str, str]]
) -> tuple[tuple[str, Module] | None, list[Diagnostic]]:
    """All *edits* at once; as long as that does not check, the first half of them."""
    after = _applied(text, [edit for _, edit in edits])
    module = read(after)
    if module is not None:
        return (after, module), [finding for finding, _ in edits]
    if len(edits) == 1:
        refused.add(_key(edits[0][0]))
        return None, []
    return _try(text, edits[: len(edits) // 2], read, refused)


def _applied(text: str, edits: list[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _key(finding: Diagnostic) -> tuple[str, str]:
    return finding.code, finding.message()
