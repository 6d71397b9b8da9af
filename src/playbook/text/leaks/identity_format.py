"""What is known of one kind of number that a state gives to people. Data; `identity` looks for them."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

Check: TypeAlias = Callable[["re.Match[str]"], bool]


class IdFormat(NamedTuple):
    """One kind of number: whose it is, how it is printed, and how it checks itself.

    `shape` is a regular expression on folded text; `rule` says in words what `check` holds it to; `source` where that
    is laid down or written out, read in November 2026; `example` is a valid one that was made up to show how it looks.
    """

    country: str
    name: str
    shape: str
    check: Check
    rule: str
    source: str
    example: str
