"""Coverage as people read it in a terminal: a line for each file, below it what no test has seen. Makes lines only."""

from collections.abc import Iterator, Sequence

from playbook.diagnostics.ink import Ink
from playbook.diagnostics.visible import cut, visible, width, wrap
from playbook.testing.coverage.missing import unseen
from playbook.testing.coverage.seen import FileCoverage, Share, parts_share, rules_share, whole_share


def lines(files: Sequence[FileCoverage], ink: Ink, columns: int) -> Iterator[str]:
    """The report: file by file, and all together where there are several."""
    for file in files:
        yield f"{ink('strong', visible(file.name))}  {_shares([file], ink)}"
        yield from _unseen(file, ink, columns)
    if len(files) > 1:
        yield f"{ink('strong', 'all files')}  {_shares(files, ink)}"


def _shares(files: Sequence[FileCoverage], ink: Ink) -> str:
    whole = whole_share(files)
    style = "allow" if whole.seen == whole.of else "warn"
    return (
        f"coverage {ink(style, whole.shown)} (rules {_counts(rules_share(files))}, "
        f"parts of conditions {_counts(parts_share(files))})"
    )


def _counts(share: Share) -> str:
    return f"{share.seen:,} of {share.of:,}"


def _unseen(file: FileCoverage, ink: Ink, columns: int) -> Iterator[str]:
    missing = list(unseen(file))
    places = [f"{one.span.line}:{one.span.column}" for one in missing]
    gutter = max(map(len, places), default=0) + 2
    room = max(20, columns - gutter - 2)
    for place, one in zip(places, missing, strict=True):
        what = cut(one.what, room // 2)
        first, *rest = wrap(one.words, room - width(what) - 2)
        yield f"  {ink('quiet', f'{place:<{gutter}}')}{what}  {ink('quiet', first)}"
        yield from (f"  {' ' * (gutter + width(what) + 2)}{ink('quiet', line)}" for line in rest)
