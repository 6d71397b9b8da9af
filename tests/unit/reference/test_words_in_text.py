"""Section 5 of the language, from the policy's side: what `mentions`, `contains` and `matches` find."""

from collections.abc import Callable

import pytest

Holds = Callable[..., bool | None]
YES, NO, OPEN = True, False, None

TOPICS = """
topic fruit words "apple", "red pear"
topic names exactly "CUI"
topic food words fruit, "bread" except "apple bread", "bread line"
topic counted patterns /\\d+ pears?/i
"""


@pytest.mark.parametrize(
    ("text", "condition", "expected"),
    [
        ("An APPLE.", "text mentions fruit", YES),
        ("red  pear", "text mentions fruit", YES),
        ("pineapple", "text mentions fruit", NO),
        ("cui bono", "text mentions names", NO),
        ("CUI", "text mentions names", YES),
        ("an apple", "text mentions food", YES),
        ("apple bread", "text mentions food", NO),
        ("apple bread and bread", "text mentions food", YES),
        ("apple bread", "text mentions fruit", YES),
        ("bread line", "text mentions food", NO),
        ("12 Pears", "text mentions counted", YES),
        ("pears", "text mentions counted", NO),
        ("apple", "text mentions any of [names, fruit]", YES),
        ("apple", "text mentions all of [names, fruit]", NO),
        ("CUI apple", "text mentions all of [names, fruit]", YES),
        ("kiwi", 'text mentions "Kiwi"', YES),
        ("kiwis", 'text mentions "kiwi"', NO),
        ("kiwi or apple", 'text mentions all of ["kiwi", fruit]', YES),
        ("kiwi", 'text mentions any of ["x", "kiwi"]', YES),
        ("kiwis", 'text contains "IWI"', YES),
        ("kiwis", "text matches /^k.w/", YES),
        ("Kiwis", "text matches /^k.w/", NO),
        ("Kiwis", "text matches /^k.w/i", YES),
        ("one\ntwo", "text matches /one$/", NO),
        ("", "text mentions fruit", NO),
        ("expe\u0301dition", 'text mentions "expedition"', NO),
    ],
)
def test_finding_words(holds: Holds, text: str, condition: str, expected: bool | None) -> None:
    assert holds(condition, TOPICS, text=text) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("author.name mentions fruit", OPEN),
        ("text mentions author.name", OPEN),
        ('text mentions any of ["apple", author.name]', YES),
        ('text mentions any of ["kiwi", author.name]', OPEN),
        ('text mentions all of ["apple", author.name]', OPEN),
        ('text mentions all of ["kiwi", author.name]', NO),
        ('text mentions any of ["kiwi", campaign]', NO),
        ("text mentions campaign", NO),
        ('author.name contains ""', OPEN),
        ("author.name matches /x/", OPEN),
        ('author.name starts with "x"', OPEN),
        ("text mentions any of author.roles", OPEN),
    ],
)
def test_what_is_not_known_of_texts(holds: Holds, condition: str, expected: bool | None) -> None:
    assert holds(condition, TOPICS, text="an apple") == expected


def test_words_that_are_only_known_when_the_post_is_there(holds: Holds) -> None:
    facts = {
        "text": "Ann's apples",
        "author": {"name": "ann", "relationships": [{"to": "apples", "kind": "money"}]},
    }
    assert holds("text mentions author.name", **facts) == YES
    assert holds("any tie in author.relationships where text mentions tie.to", **facts) == YES
    assert (
        holds("any tie in author.relationships where tie.kind is gift and text mentions tie.to", **facts)
        == NO
    )
    assert holds("text mentions any of author.roles", author={"roles": []}, text="x") == NO
    assert holds("text mentions all of author.roles", author={"roles": []}, text="x") == YES


def test_params_of_words(holds: Holds) -> None:
    rivals = 'param rivals: list of text = ["otherwave", "Red Pear"]'
    assert holds("text mentions any of rivals", rivals, text="a red pear") == YES
    assert holds("text mentions all of rivals", rivals, text="a red pear") == NO
    assert holds('"RED pear" is in rivals', rivals) == YES
