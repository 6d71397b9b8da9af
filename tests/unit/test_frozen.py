"""Classes of facts: what they promise, and what they refuse."""

import copy
import pickle
from functools import cached_property
from typing import assert_type

import pytest

from playbook.frozen import frozen, replace, unguarded


@frozen
class Point:
    x: int
    y: int = 0

    @cached_property
    def far(self) -> int:
        return self.x + self.y


@frozen
class Place(Point):
    name: str = "here"


@frozen(eq=False)
class Alone:
    x: int

    def __repr__(self) -> str:
        return "alone"


@frozen
class Nothing:
    pass


@unguarded
class Node:
    at: int


@unguarded
class Leaf(Node):
    words: str
    plain: bool = False


def test_facts_are_given_in_order_or_by_name() -> None:
    assert (Point(1).x, Point(1).y) == (1, 0)
    assert Point(y=3, x=2) == Point(2, 3)
    assert Place(1, 2, "there") == Place(1, 2, name="there")
    leaf = Leaf(4, "a", plain=True)
    assert (leaf.at, leaf.words, leaf.plain) == (4, "a", True)


def test_what_is_missing_or_too_much_is_refused() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(1, z=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Leaf(1)  # type: ignore[call-arg]


def test_nothing_changes() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="a Point does not change: x"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="a Point does not change: other"):
        point.other = 2  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="a Point does not change: x"):
        del point.x
    with pytest.raises(AttributeError, match="a Place does not change: name"):
        Place(1).name = "there"  # type: ignore[misc]
    assert point == Point(1)


def test_equal_by_facts_and_kind() -> None:
    assert len({Point(1), Point(1, 0), Point(2)}) == 2
    assert Point(1) != Place(1)
    assert Point(1) != (1, 0)  # type: ignore[comparison-overlap]
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_equal_to_itself_alone() -> None:
    one = Alone(1)
    assert one != copy.copy(one)
    assert len({one, one, Alone(1)}) == 2
    assert Leaf(1, "a") != Leaf(1, "a")


def test_shown_by_its_facts_or_as_it_says() -> None:
    assert repr(Place(1, 2)) == "Place(x=1, y=2, name='here')"
    assert repr(Leaf(1, "a")) == "Leaf(at=1, words='a', plain=False)"
    assert repr(Alone(1)) == "alone"


def test_taken_apart_by_position() -> None:
    match Place(1, 2):
        case Place(x, y, name):
            assert (x, y, name) == (1, 2, "here")
        case _:
            pytest.fail("it is a place")


def test_what_is_worked_out_once_makes_no_difference() -> None:
    point = Point(1, 2)
    assert point.far == 3
    assert point == Point(1, 2)
    assert repr(point) == "Point(x=1, y=2)"


@pytest.mark.parametrize("facts", [Point(1, 2), Place(1, 2, "there"), Nothing()])
def test_through_pickle_and_copy(facts: object) -> None:
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301
    assert copy.deepcopy(facts) == facts


def test_unguarded_has_room_for_its_facts_alone() -> None:
    leaf = Leaf(1, "a")
    assert not hasattr(leaf, "__dict__")
    assert Leaf.__qualname__ == "Leaf"
    assert Leaf.__module__ == Node.__module__ == __name__


def test_replace() -> None:
    point = Point(1, 2)
    assert replace(point, y=5) == Point(1, 5)
    assert_type(replace(point, y=5), Point)
    assert replace(Leaf(1, "a", plain=True), words="b").plain is True
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        replace(point, z=1)
