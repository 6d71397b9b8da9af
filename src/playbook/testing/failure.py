"""Why a test failed, as facts: what was given, what came out, which parts decided it, and what would have to change."""

from playbook.frozen import frozen
from playbook.source import Span


@frozen
class Mark:
    """A place in a policy that had a say, and what it said."""

    span: Span
    note: str


@frozen
class Miss:
    """An expectation that did not come true."""

    span: Span
    expected: str
    instead: str
    marks: tuple[Mark, ...] = ()
    """What decided it."""
    to_pass: str | None = None
    """What would have to change about the post, so that the expectation comes true."""


@frozen
class Failure:
    """A test that failed."""

    given: tuple[tuple[str, str], ...]
    """(field, value) pairs: what the test gives, examples included; of what is given twice, the last."""
    decision: str
    """The decision in a few words."""
    misses: tuple[Miss, ...]
    row: Span | None = None
    """The row of its table."""
