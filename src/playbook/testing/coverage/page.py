"""Coverage as one HTML page that needs nothing else: each policy's source, coloured by what the tests have seen of it.

No script, no font and no picture is loaded. Whatever a policy holds is escaped, and what could mislead a reader (bidi
marks, controls) is made visible.
"""

from collections.abc import Iterator, Sequence
from html import escape

from playbook.diagnostics.visible import visible
from playbook.frozen import frozen
from playbook.source import Span
from playbook.testing.coverage.missing import part_words, unit_words
from playbook.testing.coverage.seen import (
    FileCoverage,
    Share,
    Tally,
    parts_share,
    rules_share,
    whole_share,
)

_STYLE = """
:root { color-scheme: light dark; --all: #1a7f3733; --some: #bf870055; --none: #cf222e55; --line: #8886; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { padding: .2rem 1rem .2rem 0; text-align: left; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { font: 13px/1.6 ui-monospace, monospace; overflow-x: auto; border: 1px solid var(--line); padding: .5rem 0; }
pre .line { display: block; padding-right: 1rem; }
pre .number { display: inline-block; width: 4rem; padding-right: 1rem; text-align: right; opacity: .5;
  user-select: none; }
mark { color: inherit; border-radius: 3px; } .all { background: var(--all); }
.some { background: var(--some); outline: 1px solid #bf8700; }
.none { background: var(--none); outline: 1px solid #cf222e; }
.note { opacity: .75; font-style: italic; padding-left: 1rem; }
"""


def render(files: Sequence[FileCoverage]) -> str:
    """The page."""
    body = "\n".join(_body(files))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>What the tests have seen</title>
<style>{_STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""


def _body(files: Sequence[FileCoverage]) -> Iterator[str]:
    yield "<h1>What the tests have seen</h1>"
    yield (
        '<p>A rule has been seen when tests saw it <mark class="all">fire, stay quiet and, where that can be, '
        "undetermined</mark>; a part of a condition, when it alone made a rule fire in one test, and stay quiet in "
        'another. <mark class="some">Some of that</mark> is missing here, and <mark class="none">all of it</mark> '
        "there; hold the pointer over it to read what.</p>"
    )
    yield "<table><tr><th>policy</th><th>coverage</th><th>rules</th><th>parts of conditions</th></tr>"
    for number, file in enumerate(files):
        yield _row(f'<a href="#file{number}">{_text(file.name)}</a>', [file])
    if len(files) > 1:
        yield _row("all", files)
    yield "</table>"
    for number, file in enumerate(files):
        yield f'<h2 id="file{number}">{_text(file.name)}</h2>'
        yield f"<pre>{''.join(_lines(file))}</pre>"


def _row(name: str, files: Sequence[FileCoverage]) -> str:
    shares = (whole_share(files).shown, _counts(rules_share(files)), _counts(parts_share(files)))
    cells = "".join(f'<td class="number">{cell}</td>' for cell in shares)
    return f"<tr><td>{name}</td>{cells}</tr>"


def _counts(share: Share) -> str:
    return f"{share.seen:,} of {share.of:,}"


@frozen
class _Patch:
    """A stretch of the source, how much of it was seen, and what to say about it."""

    span: Span
    style: str
    words: str


def _patches(file: FileCoverage) -> list[_Patch]:
    found: list[_Patch] = []
    for unit in file.units:
        if unit.kind == "rule":
            found.append(_Patch(unit.span, _style(unit.tallies), unit_words(unit) or _tests(unit.tallies)))
        for part in unit.parts:
            words = part_words(part)
            if unit.kind == "for":
                words = "; ".join(filter(None, [unit_words(unit), words]))
            found.append(_Patch(part.span, _style(part.tallies), words or _tests(part.tallies)))
    return sorted(found, key=lambda patch: patch.span.start)


def _style(tallies: Sequence[Tally]) -> str:
    seen = sum(tally.seen for tally in tallies)
    return "all" if seen == len(tallies) else "some" if seen else "none"


def _tests(tallies: Sequence[Tally]) -> str:
    return "; ".join(
        f"{tally.way} in {tally.tests:,} {'test' if tally.tests == 1 else 'tests'}" for tally in tallies
    )


def _lines(file: FileCoverage) -> Iterator[str]:
    """Each line of the source, with its number."""
    source, patches, at = file.source, _patches(file), 0
    for number, start in enumerate(source.line_starts, 1):
        end = start + len(source.line(number))
        while at < len(patches) and patches[at].span.end <= start:
            at += 1
        here = []
        for patch in patches[at:]:
            if patch.span.start >= end:
                break
            here.append(patch)
        if start < len(source.text):
            yield (
                f'<span class="line"><span class="number">{number}</span>'
                f"{_line(source.text, start, end, here)}\n</span>"
            )


def _line(text: str, start: int, end: int, patches: Sequence[_Patch]) -> str:
    made, at = "", start
    for patch in patches:
        first, last = max(at, patch.span.start), min(end, patch.span.end)
        if first < last:
            words = text[first:last]
            indent = len(words) - len(words.lstrip())
            title = escape(visible(patch.words))
            made += _text(text[at : first + indent])
            made += f'<mark class="{patch.style}" title="{title}">{_text(text[first + indent : last])}</mark>'
            at = last
    return made + _text(text[at:end])


def _text(text: str) -> str:
    return escape(visible(text))
