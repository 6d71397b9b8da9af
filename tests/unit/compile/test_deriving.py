"""Fields that are worked out, as generated code reads them: as `model.schema.read` does, whatever they hold."""

from collections.abc import Mapping
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from playbook.compile.deriving import reader
from playbook.limits import MAX_POST_LIST
from playbook.model.attachments import Link, Media, Poll
from playbook.model.kinds import Action, Platform
from playbook.model.part import PostPart
from playbook.model.post import Post
from playbook.model.schema import Fact, Field, fields_of, read
from playbook.values import UNKNOWN

DERIVED = [
    field for model in (Post, Link, Media) for field in fields_of(model).values() if field.derive is not None
]

ODD = st.one_of(
    st.none(),
    st.text(alphabet="a#@$. é🎉\ud800\uffff", max_size=8),
    st.sampled_from(
        (
            *("https://a.example/b", "#one #two @ana $TSLA 🎉 b.example", "#" * 3, "image/png"),
            *(3, 1.5, True, b"#a", [], ["#a"], {"a": 1}, (), ("a",), (None,), object()),
            *(Platform.X, "x", Action.REPLY, "post", Poll(question="Tea?", options=("yes", "no")), Poll()),
            *((Media(captions="#a é"), Media()), (Media(captions="b"),), (Media(), 3), [Media(captions="b")]),
            (Media(captions="c"),) * (MAX_POST_LIST + 1),
        )
    ),
)


class Text(str):
    """A text that is no plain one."""


@st.composite
def records(draw: st.DrawFn) -> tuple[BaseModel, Field]:
    """A field that is worked out, and a record that nobody has validated."""
    field = draw(st.sampled_from(DERIVED))
    names = (*field.depends, field.name) if field.stored else field.depends
    held = {name: draw(ODD) for name in names if draw(st.integers(0, 3))}
    held |= {
        name: Text(value) for name, value in held.items() if isinstance(value, str) and draw(st.booleans())
    }
    record = field.owner()
    record.__dict__.update(held)
    return record, field


@given(records())
def test_it_is_what_a_closer_look_gives(record: tuple[BaseModel, Field]) -> None:
    post, field = record
    assert shown(reader(field)(post)) == shown(read(post, field))


def shown(value: Any) -> Any:
    return type(value), repr(value)


@pytest.mark.parametrize("field", DERIVED, ids=lambda field: f"{field.owner.__name__}.{field.name}")
@given(st.text(alphabet="aB1#＃@＠$./: é🎉\ufe0f\u20e3", max_size=20))
def test_it_is_for_posts_as_well(field: Field, text: str) -> None:
    given: Mapping[str, Any] = {"text": text} if field.owner is Post else {}
    record = field.owner(**given)
    assert shown(reader(field)(record)) == shown(read(record, field))
    assert field.may_hold is None or field.may_hold(text) or read(record, field) == ()


@pytest.mark.parametrize(
    "gives", [Text("a"), 3, ("a", 3), None, "\ud800", ("é", "\ud800"), [], "x" * 2_000_000]
)
def test_what_comes_out_is_looked_at(gives: Any) -> None:
    class Note(PostPart):
        text: str = ""
        title: Annotated[
            str | None, Fact("What is it called?", derive=lambda _: gives, depends=("text",))
        ] = None
        words: Annotated[
            tuple[str, ...] | None, Fact("Which words?", derive=lambda _: gives, depends=("text",))
        ] = None

    for name in ("title", "words"):
        field = fields_of(Note)[name]
        assert shown(reader(field)(Note())) == shown(read(Note(), field))


def test_what_cannot_be_worked_out_is_not_known() -> None:
    class Note(PostPart):
        text: str = ""
        half: Annotated[
            str | None, Fact("What is half of it?", derive=lambda note: note.text / 2, depends=("text",))
        ] = None

    assert reader(fields_of(Note)["half"])(Note(text="a")) is UNKNOWN
