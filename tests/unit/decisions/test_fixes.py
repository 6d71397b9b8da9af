"""What to do about a finding: words, and an edit where one was tried and found to help."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook.model.decision import Decision, Finding, FixOffer, TextEdit

Judge = Callable[..., Decision]
Found = Callable[..., Finding]

PAID = 'rule paid when sponsored require text mentions "#ad" otherwise deny '


def fix(found: Finding) -> FixOffer:
    assert found.fix is not None
    return found.fix


def applied(text: str, edit: TextEdit | None) -> str:
    assert edit is not None
    return text[: edit.start] + edit.text + text[edit.end :]


@pytest.mark.parametrize(
    ("clause", "words", "after"),
    [
        ('fix add "#ad " at start', "Add “#ad” at the start.", "#ad Boots!"),
        ('fix add " #ad" at end', "Add “#ad” at the end.", "Boots! #ad"),
        ('fix add "#ad "', "Add “#ad” at the start.", "#ad Boots!"),
        ('fix "Say so." fix add "#ad "', "Say so.", "#ad Boots!"),
        ('fix add "#ad " fix "Say so."', "Say so.", "#ad Boots!"),
    ],
)
def test_words_are_added(finding: Found, clause: str, words: str, after: str) -> None:
    offer = fix(finding(PAID + clause, sponsored=True, text="Boots!"))
    assert offer.words == words
    assert applied("Boots!", offer.edit) == after


WARNING = "Your capital is at risk. " * 5


@pytest.mark.parametrize(
    ("clause", "words", "after"),
    [
        ('fix add "{tag} " at start', "Add “#ad” at the start.", "#ad Boots!"),
        ('fix add " #ad {{{count(links)}}}" at end', "Add “#ad {0}” at the end.", "Boots! #ad {0}"),
        ('fix replace "Boots" with "{tag} {platform}"', "Write “#ad x” instead of “Boots”.", "#ad x!"),
    ],
)
def test_edits_have_holes_like_all_messages(finding: Found, clause: str, words: str, after: str) -> None:
    rules = 'param tag: text = "#ad" ' + PAID + clause
    offer = fix(finding(rules, sponsored=True, text="Boots!", platform="x"))
    assert offer.words == words
    assert applied("Boots!", offer.edit) == after


def test_what_is_added_is_never_cut(finding: Found) -> None:
    rule = 'rule r require text contains warning otherwise warn fix add "{warning}"'
    offer = fix(finding(f'param warning: text = "{WARNING}" {rule}', text="Boots!"))
    assert applied("Boots!", offer.edit) == WARNING + "Boots!"
    assert "…" in offer.words


@pytest.mark.parametrize("hole", ["account.handle", "campaign", "count(media where shows is missing) / 0"])
def test_what_is_not_known_is_never_put_into_a_text(finding: Found, hole: str) -> None:
    found = finding(PAID + f'fix add "#ad {{{hole}}}"', sponsored=True, text="Boots!")
    assert fix(found).edit is None
    assert "#ad (" in fix(found).words


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("A blacklist", "A blocklist"),
        (
            "Blacklist here, BLACKLIST there, not ablacklist.",
            "blocklist here, blocklist there, not ablacklist.",
        ),
        ("a black\u00adlist\u200b!", "a blocklist\u200b!"),
    ],
)
def test_words_are_replaced_wherever_they_stand(finding: Found, text: str, after: str) -> None:
    rule = 'rule r when text mentions "blacklist" warn fix replace "blacklist" with "blocklist"'
    offer = fix(finding(rule, text=text))
    assert offer.words == "Write “blocklist” instead of “blacklist”."
    assert applied(text, offer.edit) == after


def test_an_edit_touches_no_more_than_from_the_first_to_the_last_place(finding: Found) -> None:
    rule = 'rule r when text mentions "x" warn fix replace "x" with "yy"'
    edit = fix(finding(rule, text="a x b x c")).edit
    assert edit == TextEdit(field="text", start=2, end=7, text="yy b yy")


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        # Still there with the edit.
        (
            'rule r when sponsored require text mentions "#sponsored" otherwise deny fix add "#ad "',
            {"sponsored": True},
        ),
        ('rule r when text mentions any of ["x", "z"] warn fix replace "x" with "z"', {"text": "x"}),
        # Undetermined still.
        ('rule r when sponsored require text mentions "#ad" otherwise deny fix add "# "', {}),
        # Not there to be replaced.
        ('rule r warn fix replace "x" with "y"', {"text": "z"}),
        # Quiet, but the decision gets stricter.
        (
            PAID.replace("deny", "warn") + 'fix add "#ad " rule nope when text mentions "#ad" deny',
            {"sponsored": True},
        ),
    ],
)
def test_an_edit_that_does_not_help_is_not_offered(judge: Judge, rule: str, facts: dict[str, Any]) -> None:
    offers = [found.fix for found in judge(rule, **facts).findings if found.fix is not None]
    assert [offer.edit for offer in offers] == [None]
    assert offers[0].words


def test_another_finding_that_is_no_stricter_does_not_matter(judge: Judge) -> None:
    rules = PAID + 'fix add "#ad " rule tip when text mentions "#ad" advise rule stays deny'
    paid = next(found for found in judge(rules, sponsored=True).findings if found.rule == "paid")
    assert fix(paid).edit is not None


def test_it_is_tried_before_all_the_policies(judge: Judge) -> None:
    other = 'policy b rule nope when text mentions "#ad" deny'
    milder = "policy a " + PAID.replace("deny", "warn") + 'fix add "#ad "'
    assert [
        found.fix is not None and found.fix.edit for found in judge([milder, other], sponsored=True).findings
    ] == [None]
    alone = judge(milder, sponsored=True).findings[0]
    assert fix(alone).edit is not None


def test_a_rule_that_is_undetermined_may_have_a_fix_too(finding: Found) -> None:
    found = finding(PAID + 'fix add "#ad "', text="Boots")
    assert found.state == "undetermined"
    assert applied("Boots", fix(found).edit) == "#ad Boots"


def test_words_alone_are_no_edit(finding: Found) -> None:
    assert fix(finding('rule r deny fix "Think again."')) == FixOffer(words="Think again.", edit=None)


def test_a_rule_without_fix_has_none(finding: Found) -> None:
    assert finding("rule r deny").fix is None


def test_an_edit_that_would_make_the_text_too_long_is_not_offered(finding: Found) -> None:
    found = finding(PAID + 'fix add "#ad "', sponsored=True, text="x" * 99_999)
    assert fix(found).edit is None
