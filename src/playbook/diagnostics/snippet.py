"""One line of somebody's text with parts of it underlined, in a given width. Used for policies and for posts alike.

A line that is too wide is shown as a window around its first mark; marks that do not fit into that window get a window
of their own, so every mark is seen. Offsets are code points in the line; what is shown is escaped (see `visible`).
"""

from collections.abc import Sequence

from playbook.diagnostics.ink import Ink
from playbook.diagnostics.visible import Cell, cells, cut, width
from playbook.frozen import frozen

ELLIPSIS = "…"
MIN_COLUMNS = 20


@frozen
class Mark:
    """A part of a line to underline. An empty part is a place between two characters, and gets one sign."""

    start: int
    end: int
    label: str = ""
    sign: str = "^"
    style: str = "error"


@frozen
class _Window:
    """The cells of a line that are shown, and whether something is left out on either side."""

    cells: Sequence[Cell]
    before: bool
    after: bool

    def covers(self, mark: Mark) -> bool:
        """Whether the mark begins in here."""
        if not self.cells:
            return True
        first, last = self.cells[0].start, self.cells[-1].end
        return first <= mark.start < last or (not self.after and mark.start >= last)

    def columns(self, mark: Mark) -> tuple[int, int]:
        """Where the mark is underlined: columns, half-open, at least one wide."""
        start = column = len(ELLIPSIS) if self.before else 0
        end = 0
        for cell in self.cells:
            if cell.end <= mark.start:
                start = column + cell.width
            column += cell.width
            if cell.start < mark.end and cell.end > mark.start:
                end = column
        if self.after and mark.end > self.cells[-1].end:
            end = column + len(ELLIPSIS)
        return start, max(end, start + 1)


def snippet(line: str, marks: Sequence[Mark], columns: int, ink: Ink) -> list[tuple[str, list[str]]]:
    """Pairs of (the line or a part of it, the rows of underlining below), in the order of the marks.

    Marks without a label, with the same sign, share a row; each labelled mark has its own.
    """
    columns = max(columns, MIN_COLUMNS)
    shown: list[tuple[str, list[str]]] = []
    waiting = sorted(marks, key=lambda mark: mark.start)
    while waiting:
        window = _window(line, waiting[0], columns)
        here = [mark for mark in waiting if mark is waiting[0] or window.covers(mark)]
        waiting = [mark for mark in waiting if mark not in here]
        shown.append((_paint(window, here, ink), _rows(window, here, columns, ink)))
    return shown


def _window(line: str, mark: Mark, columns: int) -> _Window:
    """As much of the line as fits, around the beginning of the mark. Looks only at the neighbourhood of the mark."""
    start = min(mark.start, len(line))
    low, high = max(0, start - 4 * columns), min(len(line), start + 8 * columns)
    near = list(cells(line[low:high], low))
    if low == 0 and high == len(line) and sum(cell.width for cell in near) <= columns:
        return _Window(near, before=False, after=False)
    room = columns - 2 * len(ELLIPSIS)
    at = next((index for index, cell in enumerate(near) if cell.end > start), len(near))
    wanted = sum(cell.width for cell in near[at:] if cell.start < mark.end)
    left, used = _reach_left(near, at, min(room // 3, max(0, room - wanted)))
    right = at
    while right < len(near) and used + near[right].width <= room:
        used += near[right].width
        right += 1
    if right == at and right < len(near):
        right += 1
    left, _ = _reach_left(near, left, room - used)
    after = right < len(near) or high < len(line)
    return _Window(near[left:right], before=left > 0 or low > 0, after=after)


def _reach_left(near: Sequence[Cell], at: int, room: int) -> tuple[int, int]:
    """How far left of *at* the cells go that fit into *room* columns, and the columns they take."""
    used = 0
    while at > 0 and used + near[at - 1].width <= room:
        at -= 1
        used += near[at].width
    return at, used


def _paint(window: _Window, marks: Sequence[Mark], ink: Ink) -> str:
    """The window's text; with colours, the marked words stand out in it too."""
    painted: list[str] = []
    run, run_style = "", ""
    for cell in window.cells:
        style = next((mark.style for mark in marks if cell.start < mark.end and cell.end > mark.start), "")
        if style != run_style:
            painted.append(ink(run_style, run) if run_style else run)
            run, run_style = "", style
        run += cell.shown
    painted.append(ink(run_style, run) if run_style else run)
    ellipsis = ink("quiet", ELLIPSIS)
    return (ellipsis if window.before else "") + "".join(painted) + (ellipsis if window.after else "")


def _rows(window: _Window, marks: Sequence[Mark], columns: int, ink: Ink) -> list[str]:
    rows: list[str] = []
    plain = [mark for mark in marks if not mark.label]
    for sign in sorted({mark.sign for mark in plain}, reverse=True):
        rows.append(_shared_row(window, [mark for mark in plain if mark.sign == sign], ink))
    for mark in marks:
        if mark.label:
            rows.extend(_labelled_row(window, mark, columns, ink))
    return rows


def _shared_row(window: _Window, marks: Sequence[Mark], ink: Ink) -> str:
    row = ""
    column = 0
    for mark in marks:
        start, end = window.columns(mark)
        start = max(start, column)
        if end > start:
            row += " " * (start - column) + ink(mark.style, mark.sign * (end - start))
            column = end
    return row


def _labelled_row(window: _Window, mark: Mark, columns: int, ink: Ink) -> list[str]:
    """The label stands beside the underlining where there is room, else below it."""
    start, end = window.columns(mark)
    underlined = " " * start + ink(mark.style, mark.sign * (end - start))
    label = cut(mark.label, columns)
    if end + 1 + width(label) <= columns:
        return [f"{underlined} {ink(mark.style, label)}"]
    return [underlined, " " * max(0, min(start, columns - width(label))) + ink(mark.style, label)]
