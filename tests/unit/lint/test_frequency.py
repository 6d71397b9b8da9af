"""How common words are, where the extra is installed."""

import sys

import pytest

from playbook.lint.frequency import frequency
from playbook.lint.rules.common_term import COMMON


def test_of_english_words() -> None:
    pytest.importorskip("wordfreq")
    frequency.cache_clear()
    known = frequency()
    assert known is not None
    assert known("people", "en") > COMMON > known("price", "en") > known("antitrust", "en") > 0
    assert known("zzzqx", "en") == 0


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    frequency.cache_clear()
    assert frequency() is None
    frequency.cache_clear()
