"""Diagnostics as workflow commands, which GitHub Actions turns into notes beside the changed lines.

The form is documented at docs.github.com/actions/reference/workflow-commands-for-github-actions (read 2026-11): a
command is one line; `%`, CR and LF are written as `%25`, `%0D` and `%0A`, in properties `:` and `,` as `%3A` and `%2C`
too. Everything is made visible first, so no word of a policy can end a command or begin another.
"""

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.report import Report, relative, words
from playbook.diagnostics.visible import visible

MAX_MESSAGE = 4_000
"""Characters of one message; GitHub cuts what is longer than about 64 kB in all."""


def render(report: Report) -> str:
    """A command for each, in the order given."""
    return "".join(f"{_command(one, report)}\n" for one in report.diagnostics)


def _command(diagnostic: Diagnostic, report: Report) -> str:
    span = diagnostic.span
    last, end = span.source.position(span.end)
    properties = {
        "file": relative(span.source.name, report.root) or span.source.name,
        "line": str(span.line),
        "endLine": str(last),
        # Columns are heeded on one line only, and the end is the last one that is marked.
        **(
            {"col": str(span.column), "endColumn": str(max(end - 1, span.column))}
            if last == span.line
            else {}
        ),
        "title": f"{diagnostic.code} {diagnostic.slug}",
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{diagnostic.severity} {listed}::{_data(visible(words(diagnostic)[:MAX_MESSAGE], lines=True))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
