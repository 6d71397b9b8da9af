"""A policy in the one style: reads it, lays it out, and changes nothing that it says."""

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.format.page import page
from playbook.format.words import read_words
from playbook.frozen import frozen
from playbook.source import Source
from playbook.syntax.concrete import read_branches


@frozen
class Formatted:
    """The text in the one style. Where there are `diagnostics`, it could not be read, and is as it was given."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def format_source(source: Source) -> Formatted:
    """Formats *source*. Never raises on what an author wrote; lines end as the first one does."""
    read = read_branches(source)
    if read.branch is None or read.parsed.diagnostics:
        return Formatted(source.text, read.parsed.diagnostics)
    newline = "\r\n" if source.text.partition("\n")[0].endswith("\r") else "\n"
    return Formatted("".join(line + newline for line in page(read_words(source, read.branch))))
