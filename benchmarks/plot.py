"""Draws numbers as SVG: bars for one size, lines for growth. The same numbers give the same bytes; colours suit light
and dark pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import Final

WIDTH: Final = 760
FONT: Final = 13
COLOURS: Final = ("#d9480f", "#1c7ed6", "#2f9e44", "#9c36b5", "#868e96")
"""Of lines, in their order; each has enough contrast on white and on black."""

STYLE: Final = """\
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 15px }
.faint { fill: #57606a }
.grid { stroke: #d0d7de; stroke-width: 1 }
.other { fill: #868e96 }
.ours { fill: #d9480f }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .faint { fill: #9198a1 }
  .grid { stroke: #3d444d }
}
</style>"""


@dataclass(frozen=True)
class Bar:
    """A bar, with what it stands for."""

    name: str
    value: float
    ours: bool = False


@dataclass(frozen=True)
class Line:
    """A line through points (x, y), all of them above 0."""

    name: str
    points: tuple[tuple[float, float], ...]


def bars(title: str, unit: str, given: Sequence[Bar]) -> str:
    """Bars from the left, on a logarithmic scale from the power of ten below the least of them."""
    row, left, right, top = 26, 210, 90, 48
    low = floor(log10(min(bar.value for bar in given)))
    high = log10(max(bar.value for bar in given))
    room = WIDTH - left - right
    height = top + row * len(given) + 28
    parts = [_text(16, 26, title, "title")]
    for power in range(low, floor(high) + 1):
        x = left + room * (power - low) / (high - low)
        parts.append(_rule(x, top - 6, x, height - 24))
        parts.append(_text(x, height - 8, _short(10**power), "faint", "middle"))
    parts.append(_text(WIDTH - 16, height - 8, f"{unit}, logarithmic", "faint", "end"))
    for number, bar in enumerate(given):
        y = top + row * number
        length = room * (log10(bar.value) - low) / (high - low)
        kind = "ours" if bar.ours else "other"
        parts.append(
            f'<rect class="{kind}" x="{left}" y="{y}" width="{length:.1f}" height="{row - 8}" rx="2"/>'
        )
        parts.append(_text(left - 8, y + 14, bar.name, "", "end"))
        parts.append(_text(left + length + 6, y + 14, _short(bar.value)))
    return _page(title, height, parts)


def lines(title: str, across: str, up: str, given: Sequence[Line]) -> str:
    """Lines over two logarithmic scales, each with its name where it ends."""
    height, left, right, top, bottom = 410, 70, 250, 62, 52
    xs = [x for line in given for x, _ in line.points]
    ys = [y for line in given for _, y in line.points]
    x_low, x_high = log10(min(xs)), log10(max(xs))
    y_low, y_high = floor(log10(min(ys))), ceil(log10(max(ys)))

    def at(x: float, y: float) -> tuple[float, float]:
        across_share = (log10(x) - x_low) / (x_high - x_low)
        up_share = (log10(y) - y_low) / (y_high - y_low)
        return left + across_share * (WIDTH - left - right), height - bottom - up_share * (
            height - top - bottom
        )

    parts = [_text(16, 26, title, "title")]
    for power in range(y_low, y_high + 1):
        _, y = at(min(xs), 10**power)
        parts.append(_rule(left, y, WIDTH - right, y))
        parts.append(_text(left - 8, y + 4, _short(10**power), "faint", "end"))
    for value in sorted(set(xs)):
        x, _ = at(value, min(ys))
        parts.append(_text(x, height - bottom + 20, f"{value:,.0f}", "faint", "middle"))
    parts.append(_text((left + WIDTH - right) / 2, height - 10, across, "faint", "middle"))
    parts.append(_text(left - 8, top - 14, up, "faint", "end"))
    ends = _apart([at(*line.points[-1])[1] for line in given])
    for line, colour, end in zip(given, COLOURS, ends, strict=False):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in line.points))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts.extend(_dot(*at(*point), colour) for point in line.points)
        x, _ = at(*line.points[-1])
        parts.append(_dot(x + 14, end - 4, colour))
        parts.append(_text(x + 22, end, line.name))
    return _page(title, height, parts)


def _apart(wanted: Sequence[float]) -> list[float]:
    """Heights for labels, near what is wanted and no two on top of one another."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    found, last = [0.0] * len(wanted), float("-inf")
    for number in order:
        last = max(wanted[number] + 4, last + FONT + 4)
        found[number] = last
    return found


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="grid" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _page(title: str, height: float, parts: Sequence[str]) -> str:
    size = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}"'
    head = f'<svg {size} role="img" aria-label="{escape(title)}">'
    return "\n".join([head, STYLE, *parts, "</svg>"]) + "\n"
