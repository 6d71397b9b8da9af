"""Many decisions in numbers: how many of each verdict, which rules fired most, what is asked most. Makes lines only."""

from collections import Counter
from collections.abc import Iterator

from playbook.diagnostics.ink import Ink
from playbook.diagnostics.visible import cut, visible, width
from playbook.model.decision import Decision
from playbook.model.verdict import Verdict

BAR_COLUMNS = 30
MOST = 10
"""Rules and questions that are listed."""


class Summary:
    """Counts decisions as they come."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.fired: Counter[tuple[str, str]] = Counter()
        self.undetermined: Counter[tuple[str, str]] = Counter()
        self.needs: Counter[tuple[str, str]] = Counter()
        self.unread = 0

    @property
    def judged(self) -> int:
        """Posts that were read, whether a policy was about them or not."""
        return self.verdicts.total()

    def add(self, decision: Decision) -> None:
        """Counts one decision; a post that no policy is about counts apart."""
        self.verdicts["not judged" if decision.applies is False else str(decision.verdict)] += 1
        for finding in decision.findings:
            counter = self.fired if finding.state == "fired" else self.undetermined
            counter[finding.policy, finding.rule] += 1
        for need in decision.needs:
            self.needs[need.field, need.question] += 1

    def merge(self, other: "Summary") -> None:
        """Counts all that *other* has counted."""
        self.verdicts += other.verdicts
        self.fired += other.fired
        self.undetermined += other.undetermined
        self.needs += other.needs
        self.unread += other.unread

    def lines(self, title: str, ink: Ink, columns: int) -> Iterator[str]:
        """The summary under a title such as `by acme 2.1, as of …`."""
        posts = "1 post" if self.judged == 1 else f"{self.judged:,} posts"
        yield ink("strong", f"{posts} {visible(title)}")
        yield ""
        for verdict in (*(str(verdict) for verdict in Verdict), "not judged"):
            if self.verdicts[verdict]:
                yield self._verdict(verdict, ink)
        if self.unread:
            yield f"  {ink('error', 'not read  ')} {self.unread:>8,}"
        yield from self._most("Rules that fired most", self.fired, ink, columns)
        yield from self._most("Rules that could not be decided", self.undetermined, ink, columns)
        yield from self._most("Asked most", self.needs, ink, columns)

    def _verdict(self, verdict: str, ink: Ink) -> str:
        number = self.verdicts[verdict]
        style = verdict if verdict in set(Verdict) else "quiet"
        bar = "█" * max(1, round(BAR_COLUMNS * number / self.judged))
        return f"  {ink(style, f'{verdict:<10}')} {number:>8,}  {self._share(number)}  {ink(style, bar)}"

    def _most(self, title: str, counter: Counter[tuple[str, str]], ink: Ink, columns: int) -> Iterator[str]:
        """The most frequent of *counter*, with ties in the order of their names."""
        if not counter:
            return
        yield ""
        yield ink("strong", title)
        listed = sorted(counter.items(), key=lambda entry: (-entry[1], entry[0]))
        room = columns - 22
        for (owner, what), number in listed[:MOST]:
            aside = cut(owner, room // 3)
            words = cut(what or owner, room - width(aside) - 2)
            yield f"  {number:>8,}  {self._share(number)}  {words}  {ink('quiet', aside if what else '')}".rstrip()
        if len(listed) > MOST:
            yield ink("quiet", f"  … and {len(listed) - MOST:,} more")

    def _share(self, number: int) -> str:
        return f"{100 * number / self.judged:>5.1f} %"
