"""Texts that no person writes: each gets an answer, with a place, and none an exception."""

import sys

import pytest

from playbook import limits
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import Parsed, parse
from playbook.syntax.walk import walk

HEAD = "policy acme\n"


def check(text: str) -> Parsed:
    parsed = parse(Source("<text>", text))
    for problem in parsed.diagnostics:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        assert problem.message()
        problem.help()
        for edit in problem.edits():
            assert 0 <= edit.span.start <= edit.span.end <= len(text)
    return parsed


def codes(text: str) -> list[str]:
    return [problem.code for problem in check(text).diagnostics]


def first(text: str) -> Diagnostic:
    return check(text).diagnostics[0]


@pytest.mark.parametrize(
    "text",
    [
        "let x = " + "(" * 100_000 + "a" + ")" * 100_000,
        "let x = " + "(" * 100_000,
        "let x = " + "[" * 100_000,
        "let x = " + "not " * 100_000 + "a",
        "let x = " + "-" * 100_000 + "1",
        "let x = " + "any a where " * 50_000 + "b",
        "let x = " + "f(" * 100_000,
        "example e x = " + "{a = " * 100_000,
        "let x = " + "+".join("a" * 5_000),
        'rule a deny "{' + "(" * 30_000 + "a" + ")" * 30_000 + '}"',
    ],
    ids=lambda text: text[:30],
)
def test_too_deep(text: str) -> None:
    parsed = check(f"{HEAD}{text}\nrule after deny\n")
    assert [problem.code for problem in parsed.diagnostics] == ["PB002"]
    assert parsed.diagnostics[0].span.line == 2
    assert parsed.policy is not None
    assert [made.name.name for made in parsed.policy.declarations if isinstance(made, tree.Rule)][
        -1
    ] == "after"


def test_just_deep_enough() -> None:
    assert codes(f"{HEAD}let x = {'(' * limits.MAX_NESTING}a{')' * limits.MAX_NESTING}\n") == []
    assert codes(f"{HEAD}let x = {' + '.join('a' * limits.MAX_TREE_HEIGHT)}\n") == []


def test_no_tree_is_higher_than_the_limit() -> None:
    deepest = "not (" * 42 + "a" + " + a" * 60 + " is 1" + ")" * 42
    policy = check(f"{HEAD}let x = {deepest}\n").policy
    assert policy is not None

    def height(node: tree.Node, depth: int = 0) -> int:
        return max([depth, *(height(part, depth + 1) for part in _parts(node))])

    assert height(policy) <= limits.MAX_TREE_HEIGHT + 3 < sys.getrecursionlimit() // 4


def _parts(node: tree.Node) -> list[tree.Node]:
    from playbook.syntax.walk import children

    return list(children(node))


@pytest.mark.parametrize(
    "text",
    [
        "let x = " + " and ".join(["a"] * 100_000),
        "let x = " + " or ".join(["a"] * 100_000),
        "let x = [" + "1," * 100_000 + "1]",
        "topic x words " + ", ".join(['"a"'] * 20_000),
        'test "x" given ' + ", ".join(["a"] * 20_000),
        "let x = " + "mon, " * 20_000 + "sun",
    ],
    ids=lambda text: text[:20],
)
def test_too_many_parts(text: str) -> None:
    parsed = check(f"{HEAD}{text}\nrule after deny\n")
    assert [problem.code for problem in parsed.diagnostics] == ["PB003"]
    assert "more than 10,000 parts" in parsed.diagnostics[0].message()


def test_many_parts_are_fine() -> None:
    policy = check(f"{HEAD}let x = {' and '.join(['a'] * limits.MAX_OPERANDS)}\n").policy
    assert policy is not None
    assert sum(isinstance(node, tree.Name) for node in walk(policy)) == limits.MAX_OPERANDS


def test_too_many_clauses_and_declarations() -> None:
    assert codes(HEAD + "rule a deny\n" + 'see "x"\n' * 5_000 + "rule b deny\n") == ["PB003"]
    assert codes(HEAD + "let x = 1\n" * (limits.MAX_DECLARATIONS + 5)) == ["PB004"]


def test_too_large_a_file() -> None:
    problem = first(f'{HEAD}let x = "{"a" * 10_000_000}"')
    assert problem.code == "PB001"
    assert problem.message() == "this policy has 10,000,022 bytes; 1,048,576 are the most"
    assert codes(HEAD + "#" * (limits.MAX_SOURCE_BYTES - len(HEAD))) == []
    assert codes(HEAD + "#" * (limits.MAX_SOURCE_BYTES - len(HEAD) + 1)) == ["PB001"]
    assert codes(HEAD + "# " + "é" * (limits.MAX_SOURCE_BYTES // 2)) == ["PB001"]


def test_too_long_a_text_number_or_doc() -> None:
    problem = first(f'{HEAD}let x = "{"a" * (limits.MAX_TEXT_LITERAL + 1)}"')
    assert (problem.code, problem.message()) == (
        "PB021",
        "this text has 65537 characters; 65536 are the most",
    )
    assert codes(f'{HEAD}let x = "{"a" * limits.MAX_TEXT_LITERAL}"') == []
    for digits in (
        "9" * 5_000,
        "0." + "9" * 5_000,
        "9" * 5_000 + "%",
        "9" * 5_000 + " days",
        "9" * 5_000 + "x",
    ):
        assert codes(f"{HEAD}let x = {digits}\n") == ["PB023"]
    assert codes(f"{HEAD}let x = {'9' * limits.MAX_NUMBER_LENGTH}\n") == []
    assert codes(f'{HEAD}"""{"a" * 500_000}"""') == []


@pytest.mark.parametrize(
    "text",
    [
        "let x = \n" * 2_000,
        "% " * 2_000,
        "foo " * 2_000,
        '"' * 2_001,
        '"""' * 2_001,
        "“" * 2_000,
        "'" * 2_000,
        "rule " * 2_000,
        "let " * 2_000,
        "policy b\n" * 2_000,
        ")" * 2_000,
        "\x00 " * 2_000,
        "\u200b " * 2_000,
        "😀" * 2_000,
        'rule a deny "' + "{" * 2_001 + '"',
        'rule a deny "' + "}" * 2_001 + '"',
        'rule a deny "' + "{a b}" * 2_000 + '"',
        'rule a deny "' + "\\q" * 2_000 + '"',
        "let x = a matches " + "/" * 2_001,
        "let a-" * 2_000,
        "- " * 2_000,
        "\\ " * 2_000,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_many_mistakes_are_told_in_part(text: str) -> None:
    found = codes(HEAD + text)
    assert 0 < len(found) <= limits.MAX_DIAGNOSTICS + 1
    assert ("PB005" in found) == (len(found) > limits.MAX_DIAGNOSTICS)


@pytest.mark.parametrize("cut", range(0, 5_800, 97))
def test_a_policy_cut_anywhere_has_an_answer(cut: int, everything: tree.Policy) -> None:
    text = everything.span.source.text
    check(text[: cut + cut % 7])
    check(f"{HEAD}{text[cut : cut + 400]}")


@pytest.mark.parametrize("char", '"{}()[]/\\#;,=<>!&|.:-–“’\x00\ufeff\u202e\ud800é😀\n')
def test_a_stray_character_anywhere_has_an_answer(char: str, everything: tree.Policy) -> None:
    text = everything.span.source.text
    for at in range(ord(char) % 97, len(text), 97):
        start = max(0, at - 300)
        check(f"{HEAD}{text[start:at]}{char}{text[at : at + 300]}")


def test_lone_surrogates_are_mistakes() -> None:
    assert codes(f'{HEAD}let x = "\ud800"\n') == ["PB015"]
