"""A trace agrees with the evaluators, and the parts that decide are those whose turning turns the whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.frozen import replace
from playbook.model.post import Post
from playbook.packs import load_graph, pack_path
from playbook.reference.logic import every, some
from playbook.reference.rules import environment, guard_state, rule_state
from playbook.source import Source, Span
from playbook.syntax import tree
from playbook.testing.remedy import remedy
from playbook.testing.suite import Ready, Suite
from playbook.testing.trace import Branch, Leaf, Trace, blamed, deciding, trace_guard, trace_rule
from playbook.values import UNKNOWN, Truth

SPAN = Span(Source("p", ""), 0, 0)


def leaf(held: Truth, wanted: bool) -> Leaf:
    return Leaf(tree.BooleanLiteral(SPAN, True), "when", wanted, held)


def branch(all_of: bool, parts: list[Trace]) -> Branch:
    states = [part.state for part in parts]
    return Branch(all_of, tuple(parts), every(states) if all_of else some(states), "when")


LEAVES: st.SearchStrategy[Trace] = st.builds(leaf, st.sampled_from([True, False, UNKNOWN]), st.booleans())
TRACES = st.recursive(
    LEAVES, lambda inner: st.builds(branch, st.booleans(), st.lists(inner, max_size=4)), max_leaves=8
)


def leaves(trace: Trace) -> list[Leaf]:
    if isinstance(trace, Leaf):
        return [trace]
    return [one for part in trace.parts for one in leaves(part)]


def turned(trace: Trace, which: Leaf) -> Trace:
    """The same with one part the other way round."""
    if isinstance(trace, Leaf):
        return replace(trace, held=not trace.held) if trace is which else trace
    return branch(trace.every, [turned(part, which) for part in trace.parts])


@given(TRACES)
def test_what_decides_turns_the_whole(trace: Trace) -> None:
    """The definition of masking MC/DC, by trying."""
    expected = [
        one
        for one in leaves(trace)
        if one.held is not UNKNOWN
        and trace.state is not UNKNOWN
        and turned(trace, one).state is (not trace.state)
    ]
    assert {id(one) for one in deciding(trace)} == {id(one) for one in expected}


@given(TRACES)
def test_what_is_blamed_went_the_way_of_the_whole(trace: Trace) -> None:
    assert all(part.state is trace.state for part in blamed(trace))


@given(TRACES, st.booleans())
def test_a_remedy_is_there_where_one_can_be(trace: Trace, fire: bool) -> None:
    """Turning all parts turns the whole, unless there is no part to turn."""
    found = remedy(trace, fire)
    best = branch(True, [trace])
    for one in leaves(trace):
        if one.state is not fire:
            best = branch(True, [_set(best.parts[0], one, fire)])
    assert (found is not None) is (best.parts[0].state is fire)


def _set(trace: Trace, which: Leaf, fire: bool) -> Trace:
    if isinstance(trace, Leaf):
        return replace(trace, held=trace.wanted is fire) if trace is which else trace
    return branch(trace.every, [_set(part, which, fire) for part in trace.parts])


@pytest.fixture(scope="module", params=["personal", "professional"])
def ready(request: pytest.FixtureRequest) -> list[Ready]:
    path = pack_path(request.param)
    assert path is not None
    graph = load_graph(path, Post)
    assert graph.root is not None
    suite = Suite(graph.root, Post, graph)
    made = [suite.ready(case) for case in suite.cases]
    return [one for one in made if isinstance(one, Ready)]


@settings(max_examples=25)
@given(data=st.data())
def test_a_trace_says_what_the_evaluators_say(ready: list[Ready], data: st.DataObject) -> None:
    made = data.draw(st.sampled_from(ready))
    linked = made.policy.linked
    env = environment(linked, made.post)
    for guard in linked.guards:
        assert trace_guard(guard, env).state is guard_state(guard, env)
    for rule in linked.rules:
        assert trace_rule(rule, env, values=True).state is rule_state(rule, env)
