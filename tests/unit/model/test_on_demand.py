"""Fields that are worked out when they are read: nobody can tell, but for the time that it takes."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pydantic_core
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from playbook.model.on_demand import OnDemand, not_read


class Report(OnDemand):
    name: str
    words: tuple[str, ...] = ()
    count: int = 0


class Shelf(BaseModel):
    reports: tuple[Report, ...]


class Later:
    """Says what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def words(self) -> tuple[str, ...]:
        self.asked.append("words")
        return ("a", "b")

    def count(self) -> int:
        self.asked.append("count")
        return 2


GIVEN = {"name", "words", "count"}
WHOLE = Report(name="r", words=("a", "b"), count=2)


def made(later: Later) -> Report:
    return not_read(Report, {"name": "r"}, later, GIVEN)


LOOKS: dict[str, Callable[[Report], Any]] = {
    "==": lambda one: one == WHOLE,
    "== from the right": lambda one: WHOLE == one,  # noqa: SIM300
    "hash": lambda one: hash(one) == hash(WHOLE),
    "repr": lambda one: repr(one) == repr(WHOLE),
    "str": lambda one: str(one) == str(WHOLE),
    "iteration": lambda one: list(one) == list(WHOLE),
    "vars": lambda one: vars(one) == vars(WHOLE),
    "copy": lambda one: copy.copy(one) == WHOLE,
    "deep copy": lambda one: copy.deepcopy(one) == WHOLE,
    "model_copy": lambda one: one.model_copy(update={"name": "s"}) == WHOLE.model_copy(update={"name": "s"}),
    "pickle": lambda one: pickle.loads(pickle.dumps(one)) == WHOLE,  # noqa: S301  our own
    "model_dump": lambda one: one.model_dump() == WHOLE.model_dump(),
    "exclude_unset": lambda one: one.model_dump(exclude_unset=True) == WHOLE.model_dump(exclude_unset=True),
    "model_dump_json": lambda one: one.model_dump_json() == WHOLE.model_dump_json(),
    "TypeAdapter": lambda one: TypeAdapter(Report).dump_json(one) == WHOLE.model_dump_json().encode(),
    "as any object": lambda one: TypeAdapter(object).dump_json(one) == WHOLE.model_dump_json().encode(),
    "to_json": lambda one: pydantic_core.to_json(one) == WHOLE.model_dump_json().encode(),
    "in another": lambda one: Shelf(reports=(one,)).model_dump() == Shelf(reports=(WHOLE,)).model_dump(),
    "validation": lambda one: Report.model_validate(one) == WHOLE,
    "fields that are set": lambda one: one.model_fields_set == WHOLE.model_fields_set,
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_who_looks_at_the_whole_gets_the_whole(look: Callable[[Report], Any]) -> None:
    assert look(made(Later()))


def test_what_is_known_asks_for_nothing() -> None:
    later = Later()
    assert made(later).name == "r"
    assert later.asked == []


def test_what_is_read_is_worked_out_and_nothing_else_and_but_once() -> None:
    later = Later()
    report = made(later)
    assert (report.count, report.count) == (2, 2)
    assert later.asked == ["count"]
    assert (report.model_dump(), report.words) == (WHOLE.model_dump(), ("a", "b"))
    assert later.asked == ["count", "words"]


def test_the_order_of_fields_is_not_that_of_reading() -> None:
    report = made(Later())
    assert report.count == 2
    assert report.words == ("a", "b")
    assert list(json.loads(report.model_dump_json())) == ["name", "words", "count"]


def test_names_that_are_no_fields() -> None:
    later = Later()
    with pytest.raises(AttributeError, match="'Report' object has no attribute 'asked'"):
        made(later).asked  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="'Report' object has no attribute 'zzz'"):
        WHOLE.zzz  # type: ignore[attr-defined]  # noqa: B018
    assert later.asked == []


def test_it_is_as_frozen_as_any() -> None:
    with pytest.raises(ValidationError):
        made(Later()).count = 3  # type: ignore[misc]


def test_one_that_was_copied_stands_alone() -> None:
    later = Later()
    copied = copy.copy(made(later))
    later.asked.clear()
    assert copied.words == ("a", "b")
    assert later.asked == []
