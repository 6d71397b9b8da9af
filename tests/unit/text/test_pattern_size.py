"""What is told of the size of a program, against the programs that RE2 makes; and what is compiled when."""

from typing import Any

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.limits import MAX_PATTERN_MEMORY
from playbook.text.patterns import code_points
from playbook.text.patterns import engine as pattern_engine
from playbook.text.patterns.engine import Engine, Spelling, write
from playbook.text.patterns.parser import parse_pattern
from playbook.text.patterns.pattern import PatternProblem, compile_pattern
from playbook.text.patterns.size import program_size
from playbook.text.patterns.tree import Either, Node, OneOf, Repeat, Sequence

SPELLINGS: tuple[Spelling, ...] = ("ascii", "plain", "spelled out")

codes = st.sampled_from(
    (0x20, 0x5F, 0x61, 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0x3B1, 0x4E00, 0xFFFF, 0x10000, 0x10FFFF)
)
ranges = st.tuples(codes, codes).map(lambda pair: (min(pair), max(pair)))
small = st.lists(ranges, min_size=1, max_size=5).map(code_points.union)
large = st.sampled_from(
    (r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", r"\p{L}", r"\p{Lu}", r"\P{Ll}", ".", "[^a_]")
)
sets = st.one_of(small.map(OneOf), large.map(lambda written: parse_pattern(written, "")))
nodes: st.SearchStrategy[Node] = st.recursive(
    sets,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: Sequence(tuple(parts))),
        st.lists(inner, min_size=1, max_size=4).map(lambda options: Either(tuple(options))),
        st.builds(
            lambda part, low, more: Repeat(part, low, None if more is None else low + more, lazy=False),
            inner,
            st.integers(0, 3),
            st.one_of(st.none(), st.integers(0, 3)),
        ),
    ),
    max_leaves=5,
)


def made(node: Node, spelling: Spelling) -> int:
    options = re2.Options()
    options.max_mem = 1 << 30
    options.never_capture = True
    size: int = re2.compile(write(node, spelling), options).programsize
    return size


@settings(deadline=None)
@given(nodes, st.sampled_from(SPELLINGS))
def test_no_program_is_larger_than_told(node: Node, spelling: Spelling) -> None:
    assert made(node, spelling) <= program_size(node, spelling)


@pytest.mark.parametrize("name", sorted(code_points.categories()))
@pytest.mark.parametrize("negated", ["p", "P"])
def test_no_category_is_larger_than_told(name: str, negated: str) -> None:
    node = parse_pattern(f"\\{negated}{{{name}}}", "")
    for spelling in SPELLINGS:
        assert made(node, spelling) <= program_size(node, spelling)


def test_what_fits_by_that_has_room() -> None:
    node = parse_pattern("[a-z]" * 160, "i")
    size = program_size(node, "plain")
    times = pattern_engine.SURELY_FITS // size
    assert times > 1
    largest = Repeat(node, times, times, lazy=False)
    assert pattern_engine.SURELY_FITS - size < program_size(largest, "plain") <= MAX_PATTERN_MEMORY
    assert pattern_engine.build_engine(largest, "plain").finds("a" * 160 * times)


def test_what_may_not_fit_is_refused_when_it_is_read() -> None:
    with pytest.raises(PatternProblem, match="the pattern is too large"):
        compile_pattern(r"\bx\w{1000}", "")
    with pytest.raises(PatternProblem, match="the pattern is too large"):
        compile_pattern(r"\bx[^y]{1000}", "")


def test_what_fits_is_compiled_when_a_text_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    build = pattern_engine._build_re2

    def watched(written: str, library: Any) -> Engine:
        compiled.append(written)
        return build(written, library)

    monkeypatch.setattr(pattern_engine, "_build_re2", watched)
    pattern = compile_pattern(r"\bna\b", "i")
    assert compiled == []
    assert pattern.found("na")
    assert pattern.places("an na") == ((3, 5),)
    assert len(compiled) == 1
    assert not pattern.found("naïve")
    assert len(compiled) == 2
