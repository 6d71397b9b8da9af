"""What the formatter does with texts that are wrong, deep, long, or come from other systems."""

import pytest

from playbook import limits
from playbook.format import Formatted, format_source
from playbook.source import Source


def made(text: str) -> Formatted:
    return format_source(Source("policy", text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rule x deny",
        "policy",
        "policy x\nrule y wen a deny",
        "policy x\nrule y when 24:99 is b deny",
        "policy x\n\x00",
    ],
)
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    found = made(text)
    assert found.text == text
    assert found.diagnostics


def test_a_file_that_is_too_large_is_left_alone() -> None:
    text = "policy x\n" + "#" * limits.MAX_SOURCE_BYTES
    assert made(text).text == text
    assert [problem.slug for problem in made(text).diagnostics] == ["file-too-large"]


def test_lines_end_as_the_first_one_does() -> None:
    assert made('policy x\r\nrule y\ndeny\n"""a\nb"""').text == (
        'policy x\r\n\r\nrule y\r\n  """a\r\n  b"""\r\n  deny\r\n'
    )
    assert made("policy x\nrule y\r\ndeny\r\n").text == "policy x\n\nrule y\n  deny\n"


def test_a_byte_order_mark_goes() -> None:
    assert made("\ufeffpolicy x").text == "policy x\n"


@pytest.mark.parametrize(
    "condition",
    [
        "(" * limits.MAX_NESTING + "a" + ")" * limits.MAX_NESTING,
        "not " * 120 + "a",
        "any b where " * 60 + "a",
        "a + " * 120 + "a is 1",
        "(a and b or " * 60 + "c" + ")" * 60,
    ],
)
def test_as_deep_as_may_be(condition: str) -> None:
    text = f"policy x\nrule y\n  when {condition}\n  deny"
    found = made(text)
    assert found.diagnostics == ()
    assert made(found.text) == found
    assert "".join(found.text.split()) == "".join(text.split())


def test_as_long_as_may_be() -> None:
    words = ", ".join(f'"{number}"' for number in range(9_000))
    condition = " or ".join("a" for _ in range(9_000))
    text = (
        f"policy x\ntopic t words {words}\nrule r when {condition} deny\nrule s when b is in [{words}] deny"
    )
    found = made(text)
    assert found.diagnostics == ()
    assert max(map(len, found.text.splitlines())) <= 100
    assert "".join(found.text.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "doc",
    [
        '"""one line"""',
        '"""  one line  """',
        '""""Quoted," it says."""',
        '"""one\n\n    two\n      three\n  """',
        '"""one\n\t\ttwo\n\t\tthree"""',
        '"""\n   one\n   two  \n"""',
        '"""one\n   two " """',
        '"""\n"""',
    ],
)
def test_docs_say_the_same(doc: str) -> None:
    from playbook.syntax.literals import doc_text

    found = made(f"policy x {doc}")
    assert found.diagnostics == ()
    again = found.text.removeprefix("policy x\n").strip(" \n")
    assert doc_text(again) == doc_text(doc)
    assert made(found.text) == found
