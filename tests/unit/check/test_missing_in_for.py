"""`is missing` in the `for` of files that are extended: where several ways lead to one rule, any of them is enough."""

from pathlib import Path

import pytest

import playbook

FILES = {
    "root": 'policy root\nrule r when sponsored deny "x"\n',
    "left": 'policy left\n  extends "root.playbook"\n  for account.followers is missing\n',
    "right": 'policy right\n  extends "root.playbook"\n  for account.kind is personal\n',
    "apart": 'policy apart for account.kind is personal\nrule s when sponsored deny "x"\n',
}


@pytest.mark.parametrize(
    ("extended", "places"),
    [
        (("left",), []),
        (("left", "apart"), []),
        (("right", "root"), []),
        (("left", "right"), ['"left.playbook"']),
        (("root", "left"), ['"left.playbook"']),
    ],
)
def test_ways_that_lead_to_the_same_rules(
    tmp_path: Path, extended: tuple[str, ...], places: list[str]
) -> None:
    for name, text in FILES.items():
        (tmp_path / f"{name}.playbook").write_text(text)
    heir = tmp_path / "heir.playbook"
    heir.write_text("policy heir\n" + "".join(f'  extends "{name}.playbook"\n' for name in extended))
    found = playbook.check_file(heir)
    assert [(one.code, one.span.text) for one in found] == [("PB312", place) for place in places]
