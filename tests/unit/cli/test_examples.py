"""The posts in `examples/` are what they are said to be: valid, and of every format."""

import io
from pathlib import Path

import pytest

from playbook.cli.posts.assign import prepare
from playbook.cli.posts.inputs import FORMATS, SUFFIXES, Inputs, files_of
from playbook.model.post import Post
from playbook.model.validate import validated

EXAMPLES = Path(__file__).parents[3] / "examples" / "posts"
FILES = files_of([str(EXAMPLES)], None)


def test_every_format_is_there() -> None:
    assert {SUFFIXES[Path(name).suffix] for name in FILES} == set(FORMATS)


@pytest.mark.parametrize("name", FILES, ids=lambda name: Path(name).name)
def test_every_post_is_valid(name: str) -> None:
    records = list(Inputs([name], None, io.BytesIO()))
    assert records
    for record in records:
        prepared = prepare(record.item(), None, [], Post)
        assert prepared.fields is not None, prepared.problem
        assert validated(prepared.fields, Post).text
