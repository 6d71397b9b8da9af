"""How much to measure: the whole of it, or just enough to see that everything runs."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.posts import PostFields, draw, from_file


class DisagreementError(Exception):
    """Candidates that are to be compared give different answers: there is nothing to compare."""


@dataclass(frozen=True)
class Settings:
    """What the command line asked for."""

    quick: bool = False
    file: Path | None = None
    """Posts of one's own, as JSON lines, instead of drawn ones."""

    @property
    def rounds(self) -> int:
        return 1 if self.quick else 11

    @property
    def posts(self) -> int:
        """How many posts a round judges."""
        return 20 if self.quick else 300

    @property
    def sizes(self) -> tuple[int, ...]:
        """Numbers of terms."""
        return (20, 1_000) if self.quick else (20, 1_000, 10_000)

    def draw(self, count: int, length: tuple[int, int] | None = None) -> list[PostFields]:
        """So many posts, or as many as the file has."""
        if self.file is None:
            return list(draw(count, length=length))
        found = list(from_file(self.file))[:count]
        if not found:
            raise DisagreementError(f"{self.file} has no posts")
        return found
