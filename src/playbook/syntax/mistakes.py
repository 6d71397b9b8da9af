"""Puts into words what the author most likely did wrong at a place where nothing fits, and where no repair was possible."""

import re
from typing import TYPE_CHECKING

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.syntax.unexpected import Unexpected

if TYPE_CHECKING:
    from playbook.syntax.reader import Reader


_BLOB = re.compile(r"\w+|.", re.DOTALL)


def explain(reader: "Reader") -> Diagnostic:
    """What is wrong at the reader's place."""
    found = _BLOB.match(reader.text, reader.at)
    return Unexpected(reader.span(reader.at, found.end() if found else reader.at))
