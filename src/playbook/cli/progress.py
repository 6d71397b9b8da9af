"""How far a long run is, as one line that is drawn over and over. Says nothing where nobody watches."""

from playbook.cli.posts.inputs import Inputs
from playbook.cli.render import Screen

EVERY = 16
"""Posts between two drawings; more would cost more than it shows."""
BAR_COLUMNS = 24


class Progress:
    """Counts posts, and draws a bar where it is known how many bytes there are to read."""

    def __init__(self, screen: Screen, inputs: Inputs) -> None:
        self._screen = screen
        self._inputs = inputs
        self._total = inputs.total
        self._posts = 0

    def step(self) -> None:
        """One more post is done."""
        self._posts += 1
        if self._screen.shows_progress and self._posts % EVERY == 0:
            self._screen.progress(self._line())

    def _line(self) -> str:
        posts = f"{self._posts:,} posts"
        if not self._total:
            return posts
        share = min(1.0, self._inputs.position() / self._total)
        filled = round(BAR_COLUMNS * share)
        return f"{'█' * filled}{'░' * (BAR_COLUMNS - filled)} {share:>4.0%}  {posts}"
