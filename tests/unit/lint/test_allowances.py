"""Comments that allow findings: where they reach, until when, and what is said about those that are wrong."""

from collections.abc import Callable
from datetime import date

import pytest

from playbook.check.module import Module
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.lint.comments import comments

Lint = Callable[..., tuple[Diagnostic, ...]]

UNUSED = "unused-topic because the rule comes next week"


def slugs(found: tuple[Diagnostic, ...]) -> list[str]:
    return [one.slug for one in found]


@pytest.mark.parametrize(
    "text",
    [
        f'# playbook: allow {UNUSED}\ntopic t words "x"',
        f'topic t words "x"  # playbook: allow {UNUSED}',
        f'topic t  # playbook: allow {UNUSED}\n  words "x"',
        f'# playbook: allow {UNUSED}\n# It is about x.\n\ntopic t words "x"',
        f'#playbook: allow no-see, {UNUSED}\ntopic t words "x"',
        'topic t words "x"  # playbook: allow PB711 because of reasons',
        'topic t words "x"  # playbook: allow unused-topic until 2026-11-23 because of reasons',
    ],
)
def test_allowed(text: str, linted: Lint) -> None:
    assert linted(f'policy acme\n{text}\nrule ads when sponsored warn "Say so."\n', "unused-topic") == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('topic t words "x"  # playbook: allow unused-topic', "bad-allowance"),
        ('topic t words "x"  # playbook: allow', "bad-allowance"),
        ('topic t words "x"  # playbook: ignore unused-topic because x', "bad-allowance"),
        ('topic t words "x"  # playbook: allow unused-topik because x', "bad-allowance"),
        ('topic t words "x"  # playbook: allow unused-topic until tomorrow because x', "bad-allowance"),
        ('topic t words "x"  # playbook: allow unused-topic until 2026-11-22 because x', "expired-allowance"),
        ('topic t words "x"  # playbook: allow unused-let because x', "unused-allowance"),
        (f'# playbook: allow {UNUSED}\nlet u = sponsored\ntopic t words "x"', "unused-allowance"),
    ],
)
def test_not_allowed(text: str, wanted: str, linted: Lint) -> None:
    text = f'policy acme\n{text}\nrule ads when sponsored warn "Say so."\n'
    found = slugs(linted(text, "unused-topic", "unused-let"))
    assert "unused-topic" in found
    assert wanted in found


def test_a_line_within_a_declaration(linted: Lint) -> None:
    text = (
        'policy acme\ntopic t\n  words "a", "a",  # playbook: allow duplicate-term because it reads better\n'
    )
    text += '    "b",\n    "b"\n'
    found = linted(text, "duplicate-term")
    assert [(one.slug, one.span.line) for one in found] == [("duplicate-term", 5)]
    text = text.replace("  # playbook: allow duplicate-term because it reads better", "")
    text = text.replace(
        '    "b"\n', '    # playbook: allow duplicate-term because it reads better\n    "b"\n'
    )
    assert [(one.slug, one.span.line) for one in linted(text, "duplicate-term")] == [("duplicate-term", 3)]


def test_the_header(linted: Lint) -> None:
    impossible = "for count(media) > 3 and count(media) < 2"
    allow = "# playbook: allow never-fires because it is a draft"
    for text in (
        f"{allow}\npolicy acme {impossible}",
        f"policy acme {allow}\n  {impossible}",
        f"policy acme\n  {impossible}  {allow}",
    ):
        assert linted(text + '\nrule ads when sponsored warn "Say so."\n', "never-fires") == (), text
    text = f'policy acme\n  {impossible}\n{allow}\nrule ads when sponsored warn "Say so."\n'
    assert slugs(linted(text, "never-fires")) == ["never-fires", "unused-allowance"]


def test_without_a_day_nothing_is_over(linted: Lint) -> None:
    text = 'policy acme\ntopic t words "x"  # playbook: allow unused-topic until 2000-01-01 because x\n'
    text += 'rule a when sponsored warn "x"\n'
    assert linted(text, "unused-topic", today=None) == ()
    assert slugs(linted(text, "unused-topic", today=date(1999, 12, 31))) == []


def test_what_was_not_run_is_not_unused(linted: Lint) -> None:
    text = 'policy acme\ntopic t words "x"  # playbook: allow covered-term because x\n'
    assert linted(text, "never-fires") == ()
    assert slugs(linted(text, "covered-term")) == ["unused-allowance"]


def test_one_of_several_is_unused(linted: Lint) -> None:
    text = 'policy acme\ntopic t words "x", "x"  # playbook: allow covered-term, duplicate-term because x\n'
    found = linted(text, "covered-term", "duplicate-term")
    assert [(one.slug, one.edits()) for one in found] == [("unused-allowance", ())]


def test_suggests_a_close_name(linted: Lint) -> None:
    found = linted(
        'policy acme\n# playbook: allow duplicate-terms because x\ntopic t words "x"\n', "covered-term"
    )
    assert found[0].help() == "did you mean `duplicate-term`?"


def test_what_is_no_comment(module: Callable[[str], Module]) -> None:
    text = '''policy acme "#1" """# two"""  # one
topic t words "#x", "\\\\" # two
  patterns /#"[a]/, /\\/#/ # three "
rule a when text matches /"#"/ and count(links) / 2 > 1 # 1/2
  warn "{count(links)} # {{" # """
#five'''
    policy = module(text).tree
    found = [(one.span.line, one.words, one.alone) for one in comments(policy)]
    assert found == [
        (1, "one", False),
        (2, "two", False),
        (3, 'three "', False),
        (4, "1/2", False),
        (5, '"""', False),
        (6, "five", True),
    ]
