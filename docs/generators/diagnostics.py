"""The page of diagnostics: every kind of mistake that `playbook check` knows, with examples."""

import inspect

from generators.markdown import first_paragraph, page, table
from playbook.diagnostics.diagnostic import CATALOGUE, Diagnostic, Severity

INTRODUCTION = """
Every mistake in a policy has a code that never changes its meaning. `playbook check` prints the code, the place, and
what to do about it. The examples are run: the first of a pair gives the code that it stands under, the second does not.
"""

GROUPS = {
    "PB0": "Syntax",
    "PB1": "Names",
    "PB2": "Types",
    "PB3": "Flow",
    "PB4": "Files, packs and params",
    "PB5": "Text",
    "PB6": "Time",
}


def make() -> str:
    """The page."""
    parts = [INTRODUCTION]
    for prefix, title in GROUPS.items():
        found = [kind for code, kind in sorted(CATALOGUE.items()) if code.startswith(prefix)]
        if found:
            parts.append(f"## {title}\n\n{table(('code', 'name', 'about'), map(_row, found))}")
            parts += map(_entry, found)
    return page("Diagnostics", "the classes marked @diagnostic", *parts)


def _row(kind: type[Diagnostic]) -> tuple[str, str, str]:
    anchor = f"{kind.code}-{kind.slug}".lower()
    return f"[{kind.code}](#{anchor})", kind.slug, first_paragraph(inspect.getdoc(kind) or "")


def _entry(kind: type[Diagnostic]) -> str:
    text = inspect.getdoc(kind) or ""
    bad, good = f"<!-- wrong: {kind.code} -->\n<!-- whole -->", "<!-- whole -->"
    text = text.replace("## Example\n", f"For example:\n\n{bad}\n")
    text = text.replace("## Write instead\n", f"Write instead:\n\n{good}\n")
    warning = "\n\nA warning: the policy can be used." if kind.severity is Severity.WARNING else ""
    return f"### {kind.code} {kind.slug}\n\n{text}{warning}"
