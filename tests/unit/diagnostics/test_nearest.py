"""A suggestion is made only when it is close."""

import pytest

from playbook.diagnostics.nearest import nearest


@pytest.mark.parametrize(
    ("name", "candidates", "found"),
    [
        ("trianed", ["trained", "roles"], "trained"),
        ("kidn", ["kind", "handle"], "kind"),
        ("Kind", ["kind"], "kind"),
        ("id", ["kind"], None),
        ("purpose", ["sponsored", "platform"], None),
        ("kind", ["kind"], None),
        ("cat", ["bat", "rat"], "bat"),
        ("", ["kind"], None),
    ],
)
def test_nearest(name: str, candidates: list[str], found: str | None) -> None:
    assert nearest(name, candidates) == found
