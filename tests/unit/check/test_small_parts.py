"""The small parts that the passes stand on: graphs, wording, places inside patterns, the estimate of cost."""

from collections.abc import Callable

import pytest

from playbook.check import graph
from playbook.check.cost import costs
from playbook.check.module import Module
from playbook.check.topics import inside
from playbook.check.wording import article, noun, plural
from playbook.limits import MAX_COST
from playbook.model.author import Author
from playbook.source import Source, Span
from playbook.syntax import tree
from playbook.types import ANY, NUMBER, TEXT, Enum, ListOf, Record

CheckText = Callable[..., Module]
Codes = Callable[..., list[str]]


def test_rings_are_found_once_each() -> None:
    needs = {"a": "bd", "b": "c", "c": "a", "d": "d", "e": "a", "f": ""}
    assert sorted(graph.rings(needs)) == [("a", "b", "c"), ("d",)]


def test_nodes_come_after_what_they_need() -> None:
    needs = {"a": "bc", "b": "c", "c": "x", "d": "a"}
    assert graph.needed_first(needs) == ["c", "b", "a", "d"]


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        (TEXT, "text"),
        (NUMBER, "a number"),
        (ANY, "something"),
        (Enum("account kind", ("x",)), "an account kind"),
        (Record(Author), "an author record"),
        (ListOf(ANY), "an empty list"),
        (ListOf(NUMBER), "a list of numbers"),
        (ListOf(ListOf(TEXT)), "a list of lists"),
        (ListOf(Record(Author)), "a list of author records"),
    ],
)
def test_types_in_words(type_: object, words: str) -> None:
    assert noun(type_) == words  # type: ignore[arg-type]


def test_articles_and_plurals() -> None:
    assert (article("ask"), article("param")) == ("an ask", "a param")
    assert plural(TEXT) == "text"


def part(written: str, offset: int, length: int) -> str:
    """The words of the source that a part of a pattern stands at."""
    source = Source("policy", f"xx {written} yy")
    span = Span(source, 3, 3 + len(written))
    body = written[1 : written.rindex("/")].replace("\\/", "/")
    return inside(tree.PatternLiteral(span, body, ""), offset, length).text


def test_places_inside_patterns() -> None:
    assert part("/abc/", 1, 1) == "b"
    assert part("/abc/i", 0, 3) == "abc"
    assert part(r"/a\/b\/[c/", 4, 1) == "["
    assert part(r"/a\/b/", 1, 1) == r"\/"
    assert part("/abc/", 3, 0) == "/"
    assert part("/abc/", 2, 99) == "c/"


def total(module: Module) -> int:
    return sum(steps for _, steps in costs(module))


def test_a_where_multiplies(check_text: CheckText) -> None:
    one = total(check_text("policy acme rule a when kind_of is 3 warn param kind_of: number = 3"))
    many = total(check_text("policy acme rule a when any m in media where m.kind is photo warn"))
    twice = total(
        check_text("policy acme rule a when any m in media where any n in media where n.kind is m.kind warn")
    )
    assert one < 20
    assert 500 < many < 500 * 200
    assert 500 * 500 < twice < 500 * 500 * 500


def test_words_known_beforehand_are_found_in_one_pass(check_text: CheckText) -> None:
    topics = 'topic a words "x" param b: list of text = []'
    fixed = check_text(
        f'policy acme {topics} rule r when text mentions any of [a, "y"] or text mentions any of b warn'
    )
    loose = check_text("policy acme rule r when text mentions any of author.accounts warn")
    assert total(fixed) < total(loose)


def test_what_is_taken_in_counts(codes: Codes) -> None:
    rule = "when any a in media where any b in media where a.captions is b.alt_text or a.kind is b.kind warn"
    heavy = "\n".join(f"rule {{0}}{index} {rule}" for index in range(5))
    one, two = ("policy one\n" + heavy.format("a"), "policy two\n" + heavy.format("b"))
    assert codes(one) == []
    assert codes(f"policy acme extends one\n{heavy.format('c')}\n{heavy.format('d')}", one=one)[-1] == "PB305"
    third = "policy three\n" + heavy.format("c")
    assert codes("policy acme extends one extends two extends three", one=one, two=two, three=third) == [
        "PB305"
    ]


def test_the_bound_is_far_from_what_people_write(check_text: CheckText) -> None:
    rules = "\n".join(
        f'rule r{index} when any media where shows include any of ["nudity", "violence"] warn'
        for index in range(50)
    )
    assert total(check_text(f"policy acme\n{rules}")) < MAX_COST
