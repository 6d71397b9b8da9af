"""The six verdicts, mildest first."""

from enum import StrEnum


class Verdict(StrEnum):
    """What may happen to a post. They order by strictness: `Verdict.DENY > Verdict.REVIEW`."""

    ALLOW = "allow"
    """Published."""
    ADVISE = "advise"
    """Published, with a tip."""
    WARN = "warn"
    """Published once the author has seen the warning."""
    DELAY = "delay"
    """Fine, but later."""
    REVIEW = "review"
    """A person with the named role has to say yes first."""
    DENY = "deny"
    """Not like this."""

    @property
    def strictness(self) -> int:
        """0 for allow, up to 5 for deny."""
        return _ORDER[self]

    def __lt__(self, other: str) -> bool:
        return _ORDER[self] < _place(other)

    def __le__(self, other: str) -> bool:
        return _ORDER[self] <= _place(other)

    def __gt__(self, other: str) -> bool:
        return _ORDER[self] > _place(other)

    def __ge__(self, other: str) -> bool:
        return _ORDER[self] >= _place(other)


def _place(verdict: str) -> int:
    place = _ORDER.get(verdict)
    return _ORDER[Verdict(verdict)] if place is None else place  # raises for what is no verdict


_ORDER: dict[str, int] = {verdict: place for place, verdict in enumerate(Verdict)}
