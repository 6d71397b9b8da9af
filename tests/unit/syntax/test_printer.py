"""Tree to text and back: the same outline."""

from fractions import Fraction

import pytest

from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.syntax.print_expressions import print_number
from playbook.syntax.printer import print_expr, print_policy
from playbook.syntax.same import outline
from playbook.syntax.walk import walk


def read(text: str) -> tree.Policy:
    parsed = parse(Source("<text>", text))
    assert [(one.code, one.span.text) for one in parsed.diagnostics] == []
    assert parsed.policy is not None
    return parsed.policy


def test_what_is_printed_reads_the_same(sample: Source) -> None:
    policy = read(sample.text)
    printed = print_policy(policy)
    again = read(printed)
    assert outline(again) == outline(policy)
    assert print_policy(again) == printed


def test_every_expression_of_the_sample_reads_the_same_by_itself(everything: tree.Policy) -> None:
    expressions = [node for node in walk(everything) if isinstance(node, tree.Expr)]
    assert len({type(node) for node in expressions}) == 33
    for node in expressions:
        printed = print_expr(node)
        if isinstance(node, tree.RecordLiteral):  # only an assignment may have one
            made = read(f"policy acme\nexample e x = {printed}\n").declarations[0]
            assert isinstance(made, tree.Example)
            assert outline(made.assignments[0].value) == outline(node)
        elif not any(isinstance(part, tree.RecordLiteral) for part in walk(node)):
            made = read(f"policy acme\nlet x = {printed}\n").declarations[0]
            assert isinstance(made, tree.Let)
            assert outline(made.value) == outline(node)


def test_outlines_tell_apart_what_is_not_the_same() -> None:
    texts = [
        "let x = 1", "let x = 2", "let y = 1", "let x = 100%", "let x = (1)", "let x = a and b", "let x = a or b",
        "let x = a is b", "let x = a is not b", 'let x = "a"', "let x = a", "let x = daily",
        "let x = mon to sun 00:00 to 24:00", "rule x deny", "rule x warn", "watch x deny", 'rule x deny "a"',
        'rule x deny "{a}"', 'drop rule x because "a"',
    ]  # fmt: skip
    outlines = [outline(read(f"policy acme\n{text}\n")) for text in texts]
    assert len(set(outlines)) == len(texts)


def test_outlines_do_not_see_layout() -> None:
    one = read("policy acme rule a when x is 1 deny")
    other = read("policy acme\n\n# why\nrule a\n  deny # no\n  when x\n    is 1\n")
    assert outline(one) == outline(other)
    assert hash(outline(one)) == hash(outline(other))


@pytest.mark.parametrize(
    "doc",
    ["", "one", '"quoted"', 'ends in "', "two\nlines", "one\n\n  indented\nlast", '"', "a\tb", "\ttab\n  x"],
)
def test_descriptions_read_the_same(doc: str) -> None:
    policy = read(f'policy acme\n"""\n{doc}\n"""\n')
    again = read(print_policy(policy))
    assert again.doc == policy.doc
    assert policy.doc is not None
    assert policy.doc.split() == doc.split()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(0), "0"),
        (Fraction(1, 2), "0.5"),
        (Fraction(5, 4), "1.25"),
        (Fraction(1000), "1000"),
        (Fraction(1, 10**20), "0.00000000000000000001"),
    ],
)
def test_numbers(value: Fraction, written: str) -> None:
    assert print_number(value) == written


def test_a_number_without_end_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="1/3 cannot be written in digits"):
        print_number(Fraction(1, 3))


def test_days_are_written_as_a_range_where_they_are_one() -> None:
    windows = "fri to mon plus mon, wed plus sat, sun plus mon, tue plus mon, tue, wed"
    made = read(f"policy acme\nlet x = {windows}\n").declarations[0]
    assert isinstance(made, tree.Let)
    assert print_expr(made.value) == "fri to mon plus mon, wed plus weekends plus mon, tue plus mon to wed"


def test_printing_what_is_no_expression_is_refused(everything: tree.Policy) -> None:
    with pytest.raises(TypeError, match="no expression: Policy"):
        print_expr(everything)  # type: ignore[arg-type]
