"""What goes wrong inside of a decision never makes it milder: functions that raise, operators that raise, facts of
the wrong shape.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.cases import Case, assert_not_laxer, case_of, cases, notices
from properties.strategies.choices import Choices, chosen
from properties.strategies.policies import Kind
from pydantic import BaseModel

import playbook
from playbook.builtins import FUNCTIONS
from playbook.builtins.declare import Function
from playbook.compile import program
from playbook.engine.decide import decide, reference
from playbook.model import schema
from playbook.model.post import Post
from playbook.model.schema import Fact, derived, fields_of
from playbook.model.verdict import Verdict
from playbook.reference import expression
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, Enum, ListOf, Record, Type
from playbook.values import ABSENT, UNKNOWN


class OfTheirOwnError(Exception):
    """An error that nobody expects."""


@contextmanager
def failing(functions: list[Function], error: BaseException | None, gives: Any = None) -> Iterator[None]:
    """These functions raise *error*, or give what they should not."""

    def broken(*_: Any) -> Any:
        if error is not None:
            raise error
        return gives

    before = [function.implementation for function in functions]
    for function in functions:
        object.__setattr__(function, "implementation", broken)
    try:
        yield
    finally:
        for function, implementation in zip(functions, before, strict=True):
            object.__setattr__(function, "implementation", implementation)


ERRORS = (
    ValueError("secret"),
    OfTheirOwnError(),
    RecursionError(),
    MemoryError(),
    ZeroDivisionError(),
    AssertionError(),
)
WRONG = (None, "many", float("nan"), object(), [1], 1j)


def raising(case: Case, function: Function, error: Exception) -> None:
    for post in case.posts:
        right = decide(post, case.policies)
        with failing([function], error):
            wrong = decide(post, case.policies)
            assert decide(post, case.policies, run=reference) == wrong
        assert_not_laxer(wrong, right, case.policies)
        assert "secret" not in wrong.model_dump_json()


CALLING = cases(Kind(calling=True), several=False)


@given(CALLING, st.sampled_from(list(FUNCTIONS.values())), st.sampled_from(ERRORS))
def test_a_function_that_raises_never_makes_a_decision_milder(
    case: Case, function: Function, error: Exception
) -> None:
    raising(case, function, error)


@given(CALLING, st.sampled_from(WRONG))
def test_nor_does_one_that_gives_what_it_should_not(case: Case, gives: Any) -> None:
    for post in case.posts:
        right = decide(post, case.policies)
        with failing(list(FUNCTIONS.values()), None, gives):
            wrong = decide(post, case.policies)
            assert decide(post, case.policies, run=reference) == wrong
        assert_not_laxer(wrong, right, case.policies)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=list(FUNCTIONS))
def test_a_rule_on_a_function_that_raises_is_undetermined_and_names_it(function: Function) -> None:
    literals: dict[Type, str] = {
        TEXT: '"alpha"',
        NUMBER: "1",
        DURATION: "1 day",
        TIME: "2026-11-23T10:00Z",
        ListOf(TEXT): '["alpha"]',
    }
    tests: dict[Type, str] = {
        BOOLEAN: "is true",
        NUMBER: "> 0",
        TEXT: 'is "x"',
        TIME: "is after 2026-11-23T10:00Z",
    }
    arguments = ", ".join(literals[one.type] for one in function.parameters if one.required)
    condition = f"{function.name}({arguments}) {tests[function.returns]}"
    policy = playbook.compile(f'policy p timezone "UTC" rule r when {condition} deny')
    with failing([function], OfTheirOwnError("secret")):
        decision = playbook.evaluate({"text": "alpha"}, policy)
        assert decision.verdict is Verdict.REVIEW
        finding = decision.findings[0]
        assert (finding.state, finding.own_verdict) == ("undetermined", Verdict.DENY)
        assert finding.problems == (f"{function.name}: OfTheirOwnError",)


@given(cases(several=False), st.integers(0, 100))
def test_an_operator_of_generated_code_that_raises_changes_nothing(case: Case, number: int) -> None:
    """The reference evaluator takes over."""
    held = case.policies[0].program._function.__globals__
    names = sorted(name for name, value in held.items() if callable(value) and not isinstance(value, type))
    name = names[number % len(names)]

    def broken(*_: Any, **__: Any) -> Any:
        raise OfTheirOwnError

    right = [decide(post, case.policies) for post in case.posts]
    before = held[name]
    held[name] = broken
    try:
        assert [decide(post, case.policies) for post in case.posts] == right
    finally:
        held[name] = before


# ----------------------------------------------------------------------------------- facts of the wrong shape


def wrong_for(kind: Type) -> list[Any]:
    """Values that no field of that type can have."""
    if kind == TEXT:
        return [5, ("alpha",), object(), b"alpha", {"text": "alpha"}]
    if kind == NUMBER:
        return ["5", True, float("nan"), None.__class__, (1,)]
    if kind == BOOLEAN:
        return ["yes", 1, "false", (True,)]
    if kind == TIME:
        return ["2026-11-23", datetime(2026, 11, 23), 1e9, True]
    if isinstance(kind, Enum):
        return ["bogus", 1, ("personal",)]
    if isinstance(kind, Record):
        return ["it", 1, {"kind": "personal"}, Post]
    if isinstance(kind, ListOf):
        return [5, {"a": 1}, (object(),), "alpha", ([],)]
    assert kind in (DATE, DURATION)
    return ["2026-11-23", 5]


def places(held: BaseModel) -> Iterator[tuple[BaseModel, str, Type]]:
    """Every fact of a post, as the record that holds it and the field's name."""
    for name, field in fields_of(type(held)).items():
        if not field.stored:
            continue
        value = held.__dict__[name]
        yield held, name, field.type
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from places(item)


def misshapen(case: Case) -> None:
    for right, broken in case.ways:
        wrong = decide(broken, case.policies)
        assert_not_laxer(wrong, decide(right, case.policies), case.policies)
        assert decide(broken, case.policies, run=reference) == wrong


def misshapen_case(choices: Choices) -> Case:
    """Policies, and posts with what came of them when somebody went round validation. That a field which is always
    there is not missing goes without saying, so policies that ask for that are not among them.
    """
    case = case_of(choices, Kind(missing=False))
    return replace(case, ways=tuple((post, _broken(post, choices)) for post in case.posts))


def _broken(post: Post, choices: Choices) -> Post:
    broken = post.model_copy(deep=True)
    for _ in range(choices.number(1, 3)):
        record, name, kind = choices.one(list(places(broken)))
        record.__dict__[name] = choices.one(wrong_for(kind))
    return broken


@given(chosen(misshapen_case))
def test_a_fact_of_the_wrong_shape_never_makes_a_decision_milder(case: Case) -> None:
    """It is not known."""
    misshapen(case)


class Shop(Post):
    """An app's own post."""

    price: Annotated[int | None, Fact("What does it cost?")] = None
    """What it costs."""

    @derived("Is it risky?", depends=("price",))
    def risky(self) -> bool | None:
        """Whether it is risky."""
        return None if self.price is None else self.price > 100


NOTHING_SOLD_DEAR = """policy shop
rule dear when price > 100 deny
rule risky when risky deny
rule free when not risky and price is 0 warn
"""


@pytest.mark.parametrize("shape", ["101", "dear", [101], {"price": 101}, float("inf"), True, object(), 1j])
def test_a_denying_rule_on_a_field_of_the_wrong_shape_does_not_let_the_post_through(shape: Any) -> None:
    policy = playbook.compile(NOTHING_SOLD_DEAR, post_type=Shop)
    post = Shop(text="Buy!", price=5)
    assert playbook.evaluate(post, policy).verdict is Verdict.ALLOW
    post.__dict__["price"] = shape
    decision = playbook.evaluate(post, policy)
    assert decision.verdict >= Verdict.REVIEW
    dear = next(one for one in decision.findings if one.rule == "dear")
    assert (dear.state, dear.own_verdict) == ("undetermined", Verdict.DENY)
    assert [need.field for need in dear.needs] == ["price"]


@pytest.mark.parametrize("gives", ["yes", 1, 0.5, (True,), object()])
def test_nor_does_one_on_a_derived_field_that_comes_out_wrong(gives: Any) -> None:
    class Odd(Post):
        @derived("Is it odd?", depends=("text",))
        def odd(self) -> bool:
            """Whether it is odd."""
            return gives  # type: ignore[no-any-return]

        @derived("Is it even?", depends=("text",))
        def even(self) -> bool:
            """Whether it is even."""
            raise OfTheirOwnError

    for name in ("odd", "even"):
        policy = playbook.compile(f"policy p rule r when {name} deny", post_type=Odd)
        decision = playbook.evaluate(Odd(), policy)
        assert (decision.verdict, decision.findings[0].state) == (Verdict.REVIEW, "undetermined")


# ------------------------------------------------------------------------------ that these tests would notice


def test_a_failing_function_that_counts_as_false_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    call = expression.call

    def lenient(*given: Any) -> tuple[Any, str | None]:
        return (False, None) if call(*given)[1] else call(*given)

    monkeypatch.setattr(program, "call", lenient)
    monkeypatch.setattr(expression, "call", lenient)
    notices(raising, CALLING, st.sampled_from(list(FUNCTIONS.values())), st.just(OfTheirOwnError()))


def test_a_wrong_shape_that_counts_as_absent_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    fits = schema.fits

    def absent(value: Any, kind: Type) -> Any:
        return ABSENT if fits(value, kind) is UNKNOWN else fits(value, kind)

    monkeypatch.setattr(schema, "fits", absent)
    notices(misshapen, chosen(misshapen_case))
