"""Sets of code points, against Python's own Unicode data, one by one."""

import sys
import unicodedata
from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from playbook.text.patterns import code_points
from playbook.text.patterns.code_points import ALL, CodePoints

ranges = st.tuples(st.integers(0, 40), st.integers(0, 5)).map(lambda pair: (pair[0], pair[0] + pair[1]))
sets = st.lists(ranges, max_size=6).map(code_points.union)


def members(set_: CodePoints) -> set[int]:
    return {code for low, high in set_ for code in range(low, min(high, 200) + 1)}


@given(sets, sets)
def test_sets_are_sets(one: CodePoints, other: CodePoints) -> None:
    assert members(code_points.union(one, other)) == members(one) | members(other)
    assert members(code_points.common(one, other)) == members(one) & members(other)
    assert members(code_points.complement(one)) == set(range(201)) - members(one)
    assert code_points.complement(code_points.complement(one)) == one


@given(st.lists(ranges, max_size=6))
def test_ranges_are_sorted_and_apart(some: list[tuple[int, int]]) -> None:
    merged = code_points.union(some)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(merged))


def test_categories_are_those_of_the_running_python() -> None:
    counts: dict[str, int] = defaultdict(int)
    for code in range(sys.maxunicode + 1):
        counts[unicodedata.category(chr(code))] += 1
    known = code_points.categories()
    assert {name: count(known[name]) for name in counts} == counts
    assert count(known["L"]) == sum(counts[name] for name in counts if name[0] == "L")


def count(set_: CodePoints) -> int:
    return sum(high - low + 1 for low, high in set_)


def test_all_characters_that_have_a_case_are_known() -> None:
    by_fold: dict[str, set[int]] = defaultdict(set)
    for code in range(0x30000):
        by_fold[code_points._simple_fold(chr(code), chr(code).casefold())].add(code)
    for orbit in by_fold.values():
        if len(orbit) > 1:
            for code in orbit:
                assert members_of(code_points.in_any_case(((code, code),))) == orbit


def members_of(set_: CodePoints) -> set[int]:
    return {code for low, high in set_ for code in range(low, high + 1)}


def test_large_sets_take_in_other_cases_too() -> None:
    lower = code_points.in_any_case(code_points.categories()["Ll"])
    assert code_points.common(lower, ((ord("A"), ord("Z")),)) == ((ord("A"), ord("Z")),)
    assert code_points.in_any_case(ALL) == ALL
    assert code_points.in_any_case(()) == ()


def test_what_the_short_names_stand_for() -> None:
    words = members_of(code_points.word_characters())
    assert {ord(char) for char in "a_Z9éß中\u0301क़٣Ⅷ"} <= words
    assert not {ord(char) for char in " -²½™🔥'\u200d"} & words
    assert {ord(char) for char in "09٣"} <= members_of(code_points.digits())
    separators = members_of(code_points.categories()["Z"])
    assert members_of(code_points.spaces()) == separators | {*range(9, 14), 0x85}
    assert members_of(code_points.spaces()) == (
        {
            *range(9, 14),
            0x20,
            0x85,
            0xA0,
            0x1680,
            *range(0x2000, 0x200B),
            0x2028,
            0x2029,
            0x202F,
            0x205F,
            0x3000,
        }
    )
