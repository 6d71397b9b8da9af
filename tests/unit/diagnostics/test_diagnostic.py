"""A diagnostic as data: its facts, given in order or by name, and nothing else."""

import pickle
from typing import Any

import pytest

from playbook.diagnostics.diagnostic import CATALOGUE
from playbook.source import Source, Span
from playbook.syntax.literal_problems import BadEscape

SPAN = Span(Source("acme", "policy acme"), 0, 6)


def test_facts_come_in_order_or_by_name_and_some_need_not_be_said() -> None:
    assert BadEscape(SPAN, "q") == BadEscape(span=SPAN, char="q", path=False)
    assert BadEscape(SPAN, "q") != BadEscape(SPAN, "q", path=True)
    assert hash(BadEscape(SPAN, "q")) == hash(BadEscape(SPAN, char="q"))
    assert repr(BadEscape(SPAN, "q")).endswith("char='q', path=False)")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        ((SPAN,), {}),
        ((SPAN, "q", True, 1), {}),
        ((SPAN, "q"), {"char": "r"}),
        ((SPAN, "q"), {"x": 1}),
    ],
)
def test_too_few_too_many_and_unknown_ones(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="BadEscape has the facts span, char, path"):
        BadEscape(*values, **named)


def test_it_does_not_change() -> None:
    with pytest.raises(AttributeError, match="does not change"):
        BadEscape(SPAN, "q").char = "r"  # type: ignore[misc]


def test_it_goes_from_process_to_process() -> None:
    copy = pickle.loads(pickle.dumps(BadEscape(SPAN, "q")))  # noqa: S301  (our own)
    assert (copy.message(), copy.span.text) == (BadEscape(SPAN, "q").message(), "policy")


def test_every_kind_has_a_place() -> None:
    assert all(next(iter(kind._facts)) == "span" for kind in CATALOGUE.values())
