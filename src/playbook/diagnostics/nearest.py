"""The name that was probably meant, if one is close: "did you mean …?" never guesses wildly."""

from collections.abc import Iterable


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate closest to *name* by edits (a swap of neighbours counts as one), or None when none is close.

    Close means at most one edit for up to four characters, and a third of the length above. Ties go to the
    alphabetically first, so that the answer does not depend on any order.
    """
    allowed = 1 if len(name) <= 4 else len(name) // 3
    best: tuple[int, str] | None = None
    for candidate in set(candidates):
        if candidate == name or abs(len(candidate) - len(name)) > allowed:
            continue
        distance = _edits(name.lower(), candidate.lower())
        if distance <= allowed and (best is None or (distance, candidate) < best):
            best = (distance, candidate)
    return best[1] if best else None


def _edits(left: str, right: str) -> int:
    """Optimal string alignment distance."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before = before, row
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
