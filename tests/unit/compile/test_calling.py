"""Lists of texts held against each other: generated code says what the reference evaluator says."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from playbook.compile.calling import include_texts
from playbook.reference import operators
from playbook.values import ABSENT, UNKNOWN

GAPS = st.sampled_from((UNKNOWN, ABSENT))
TEXTS = st.sampled_from(("a", "A", "é", "É", "e\u0301", "ß", "SS", "", "İ"))
LISTS = st.one_of(st.lists(TEXTS, max_size=4).map(tuple), st.lists(TEXTS | GAPS, max_size=3).map(tuple), GAPS)


@given(LISTS, LISTS, st.sampled_from(("any", "all")), st.booleans())
def test_texts_in_lists(items: Any, what: Any, quantity: str, exact: bool) -> None:
    found = include_texts(items, what, quantity, exact)
    assert found is operators.include(items, what, quantity, exact)
