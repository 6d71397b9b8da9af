"""What the Pygments lexer makes of policies: every character in a kind, and words by where they stand."""

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from pygments.token import Comment, Error, Keyword, Literal, Name, Number, Operator, String, Token

from playbook._resources import folder
from playbook.pygments_lexer import PlaybookLexer

ROOT = Path(__file__).parents[3]
POLICIES = [
    *sorted(folder("policies").glob("*.playbook")),
    *sorted((ROOT.parent / "shared" / "design" / "rules").glob("*.playbook")),
    ROOT / "tests" / "cases" / "format" / "everything.playbook",
]


def tokens(text: str) -> Iterator[tuple[type[Token], str]]:
    return ((kind, found) for kind, found in PlaybookLexer(ensurenl=False).get_tokens(text) if found.strip())


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_all_of_a_policy_is_something(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = list(PlaybookLexer(stripnl=False).get_tokens(text))
    assert "".join(piece for _, piece in found) == text
    assert [piece for kind, piece in found if kind is Error] == []


def test_hashes_in_texts_and_patterns_begin_no_comment() -> None:
    text = 'policy p\ntopic t\n  words "#ad"\n  patterns /#\\w+"/i, /a\\/b/\n  # so\nrule r "a # b"\n  deny "{x} # c"\n'
    assert [found for kind, found in tokens(text) if kind in Comment] == ["# so"]
    assert [found for kind, found in tokens(text) if kind is String.Regex] == ['/#\\w+"/i', "/a\\/b/"]


@pytest.mark.parametrize(
    ("line", "word", "kind"),
    [
        ("  tags law, tone-of-voice", "tags", Keyword),
        ("  tags law, tone-of-voice", "tone-of-voice", Name.Label),
        ('  when tags include "live"', "tags", Name),
        ('  when text mentions "us"', "mentions", Operator.Word),
        ("  when any mentions", "mentions", Name),
        ("  when mentions include any of names", "mentions", Name),
        ("  when purpose is review", "review", Name),
        ("  when alt_text is missing", "missing", Operator.Word),
        ("  when post.missing", "post.missing", Name),
        ("  when not-a-word", "not-a-word", None),
        ('  review by 2 of "legal" "Two."', "review", Keyword.Reserved),
        ('  otherwise deny "No."', "deny", Keyword.Reserved),
        ('  deny "{max_tags} tags {{no hole}}"', "max_tags", Name),
        ('  deny "{max_tags} tags {{no hole}}"', "{", String.Interpol),
        ('  deny "{max_tags} tags {{no hole}}"', "{{", String.Escape),
        ('  see "{no_hole}"', "{no_hole}", String.Double),
        ("  when text matches /a b/i", "/a b/i", String.Regex),
        ("  when share > 1_000 / 2", "/", Operator),
        ("  when age > 365 days", "365", Number),
        ("  when age > 365 days", "days", Keyword.Type),
        ("  delay until weekdays 09:00 to 17:00", "weekdays", Name.Builtin),
        ("  delay until weekdays 09:00 to 17:00", "09:00", Literal.Date),
        ("  when publish_at is after 2026-11-23T10:00-05:00", "2026-11-23T10:00-05:00", Literal.Date),
        ("  when count(media) > 3", "count", Name.Function),
        ("  # playbook: allow x because y", "# playbook: allow x because y", Comment.Special),
        ('  fix add "#ad " at start', "start", Keyword),
    ],
)
def test_words_are_what_they_are_where_they_stand(line: str, word: str, kind: type[Token] | None) -> None:
    found = dict(reversed([(piece, found) for found, piece in tokens(f'policy p\n\nrule r "R"\n{line}\n')]))
    assert found.get(word) is kind


def test_declarations_and_tests() -> None:
    text = (
        'policy acme "Acme"\nparam max_tags: list of number = 3\nask kind: boolean "Kind?"\n'
        'drop rule plain-language until 2027-03-01 because "x"\n'
        'test "t" given base, author.name = unknown expect deny from a-b, c\n  expect needs author.roles\n'
    )
    found = [(kind, piece) for kind, piece in tokens(text) if kind not in String]
    assert [piece for kind, piece in found if kind is Keyword.Declaration] == [
        *("policy", "param", "ask", "drop", "rule", "test"),
    ]
    assert [piece for kind, piece in found if kind is Keyword.Type] == ["list", "of", "number", "boolean"]
    assert [piece for kind, piece in found if kind is Name.Function] == ["plain-language", "a-b", "c"]
    assert [piece for kind, piece in found if kind is Name.Attribute] == ["author.name", "author.roles"]
    assert [piece for kind, piece in found if kind is Keyword.Constant] == ["unknown"]


@pytest.mark.parametrize(
    "text", ['policy p\nrule r deny "no end', "rule", '"', "/", "}{", "policy p\nrule r deny {\n"]
)
def test_what_is_half_written_is_coloured_as_well(text: str) -> None:
    assert (
        "".join(found for _, found in PlaybookLexer(stripnl=False, ensurenl=False).get_tokens(text)) == text
    )


def test_policies_are_known_by_their_first_words() -> None:
    assert PlaybookLexer.analyse_text("# a comment\npolicy acme\n  version") > 0.5
    assert PlaybookLexer.analyse_text("def policy(): pass") == 0


def test_pygments_is_told_of_it() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'"pygments.lexers"\]\nplaybook = "playbook.pygments_lexer:PlaybookLexer"', project)
    found = entry_points(group="pygments.lexers", name="playbook")
    assert all(one.load() is PlaybookLexer for one in found)
