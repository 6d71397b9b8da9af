"""A history holds posts, checked as any, and says from when on it is complete."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from playbook.model.history import History
from playbook.model.post import Post


def test_a_history_comes_back_from_json_as_it_was() -> None:
    history = History(entries=(Post(text="Hi"),), complete_since=datetime(2026, 1, 1, tzinfo=UTC))
    assert History.model_validate_json(history.model_dump_json()) == history
    assert History().complete_since is None


@pytest.mark.parametrize(
    "data", [{"entries": [{"text": 5}]}, {"complete_since": "2026-01-01T00:00"}, {"zzz": 1}]
)
def test_a_history_is_checked(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        History.model_validate(data)


def test_a_history_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        History().entries = ()  # type: ignore[misc]
