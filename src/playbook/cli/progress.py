"""How far a long run is, as one line that is drawn over and over. Says nothing where nobody watches."""

from collections.abc import Callable
from time import monotonic

from playbook.cli.posts.inputs import Inputs
from playbook.cli.render import Screen

EVERY = 0.1
"""Seconds between two drawings; more would cost more than it shows."""
BAR_COLUMNS = 24


class Progress:
    """Says how many posts are done, and draws a bar where it is known how many bytes there are to read."""

    def __init__(self, screen: Screen, inputs: Inputs, clock: Callable[[], float] = monotonic) -> None:
        self._screen = screen
        self._inputs = inputs
        self._clock = clock
        self._total = inputs.total
        self._next = clock() + EVERY

    def show(self, done: int) -> None:
        """So many posts are done by now."""
        if self._screen.shows_progress and (time := self._clock()) >= self._next:
            self._screen.progress(self._line(f"{done:,} posts"))
            self._next = time + EVERY

    def _line(self, posts: str) -> str:
        if not self._total:
            return posts
        share = min(1.0, self._inputs.position() / self._total)
        filled = round(BAR_COLUMNS * share)
        return f"{'█' * filled}{'░' * (BAR_COLUMNS - filled)} {share:>4.0%}  {posts}"
