"""Policies for the tests of this folder."""

from pathlib import Path

import pytest

from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse

ROOT = Path(__file__).parents[3]
EVERYTHING = ROOT / "tests" / "cases" / "syntax" / "everything.playbook"
SHARED = ROOT.parent / "shared" / "design" / "rules"
SAMPLES = (EVERYTHING, *sorted((ROOT / "policies").glob("*.playbook")), *sorted(SHARED.glob("*.playbook")))
"""Policies without mistakes: one with everything in it, the packs, and real ones where they are at hand."""


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Source:
    path: Path = request.param
    return Source(path.name, path.read_text(encoding="utf-8"))


@pytest.fixture
def everything() -> tree.Policy:
    policy = parse(Source("everything", EVERYTHING.read_text(encoding="utf-8"))).policy
    assert policy is not None
    return policy
