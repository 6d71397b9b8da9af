"""How many terms may end in one another: lists that people write never come near it."""

from collections.abc import Callable
from pathlib import Path

import playbook
from playbook.limits import MAX_NESTED_TERMS

Codes = Callable[..., list[str]]


def topics(*lists: list[str]) -> str:
    quoted = [", ".join(f'"{term}"' for term in terms) for terms in lists]
    return "policy p\n" + "".join(f"topic t{number} words {one}\n" for number, one in enumerate(quoted))


def row(count: int) -> list[str]:
    return ["a" * length for length in range(1, count + 1)]


def test_as_many_as_may_be_are_fine(codes: Codes) -> None:
    assert codes(topics(row(MAX_NESTED_TERMS))) == []


def test_more_are_refused_at_the_topic_of_the_longest(codes: Codes) -> None:
    assert codes(topics(row(MAX_NESTED_TERMS + 1))) == ["PB505"]
    (found,) = playbook.check(topics(row(10), row(MAX_NESTED_TERMS + 1)[10:]))
    assert found.span.text == "t1"
    assert found.message() == (
        f"{MAX_NESTED_TERMS + 1} terms end in one another, up to `{'a' * 33}`; {MAX_NESTED_TERMS} are the most"
    )


def test_case_makes_no_other_term(codes: Codes) -> None:
    mixed = [term.upper() if len(term) % 2 else term for term in row(MAX_NESTED_TERMS + 1)]
    assert codes(topics(mixed)) == ["PB505"]


def test_terms_of_many_lengths_that_only_begin_alike_are_fine(codes: Codes) -> None:
    assert codes(topics([f"{term}{number}" for number, term in enumerate(row(200))])) == []


def test_several_rows_are_counted_apart(codes: Codes) -> None:
    rows = [*row(MAX_NESTED_TERMS), *(f"{'x' * length}b" for length in range(1, MAX_NESTED_TERMS + 1))]
    assert codes(topics([*rows, "c" * (MAX_NESTED_TERMS + 9)])) == []


def test_those_of_a_file_count(tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_text("\n".join(row(MAX_NESTED_TERMS + 1)))
    path = tmp_path / "p.playbook"
    path.write_text('policy p\ntopic t words from "terms.txt"\nrule r when text mentions t deny\n')
    assert [one.code for one in playbook.check_file(path)] == ["PB505"]
