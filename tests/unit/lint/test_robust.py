"""Linting never fails, whatever a policy says, and takes a bounded number of steps."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.lint.logic import conditions
from playbook.model.post import Post
from playbook.packs import load_graph
from playbook.source import Source

Lint = Callable[..., tuple[Diagnostic, ...]]
CASES = Path(__file__).parents[2] / "cases"


def policies() -> list[str]:
    """The policies of other cases that have no error (others are not linted), and the one with all of the grammar."""
    texts = [
        text
        for file in sorted((CASES / "check").glob("*.md"))
        for text in re.findall(
            r"^```playbook[^\n]*\n(.*?)^```$", file.read_text("utf-8"), re.DOTALL | re.MULTILINE
        )
    ]
    graphs = [(text, load_graph(Source("policy", text), Post)) for text in texts if "PB" not in text]
    return [text for text, graph in graphs if not graph.errors]


def test_all_that_checks_can_be_linted(linted: Lint) -> None:
    texts = policies()
    assert len(texts) > 20
    for text in texts:
        for finding in linted(text, "all"):
            assert finding.message()
            assert finding.severity is Severity.WARNING
            assert 0 <= finding.span.start <= finding.span.end <= len(text)
            finding.label(), finding.help(), finding.related()
            assert all(text[edit.span.start : edit.span.end] != edit.text for edit in finding.edits())


@pytest.mark.parametrize(
    "text",
    [
        "rule big when " + " and ".join(f'text mentions "w{n}"' for n in range(2_000)) + ' deny "x"',
        "rule big when "
        + " or ".join(f"(count(links) > {n} and sponsored)" for n in range(500))
        + ' deny "x"',
        "rule big when "
        + " and ".join(f'(text mentions "a{n}" or text mentions "b{n}")' for n in range(500))
        + ' deny "x"',
        "rule deep when " + "not (" * 50 + "sponsored" + ")" * 50 + ' deny "x"',
        "let l0 = sponsored\n"
        + "".join(f"let l{n} = (l{n - 1} or any links) and (l{n - 1} or any media)\n" for n in range(1, 30))
        + 'rule chain when l29 deny "x"',
        'topic t0 words "x"\ntopic t1 words t0\n'
        + "".join(f'topic t{n} words t{n - 1}, t{n - 2}, "w{n}"\n' for n in range(2, 30))
        + 'rule topics when text mentions t29 deny "x"',
        "".join(f'rule same{n} when count(links) > {n} warn "m{n}"\n' for n in range(300)),
        "topic many words " + ", ".join(f'"word{n} and more", "word{n}"' for n in range(1_500)),
    ],
    ids=["and", "or", "choices", "deep", "lets", "topics", "rules", "terms"],
)
def test_large_policies(text: str, linted: Lint) -> None:
    assert isinstance(linted(f'policy large timezone "Europe/London"\n{text}\n', "all"), tuple)


def test_past_its_steps_all_is_possible(linted: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'policy acme\nrule hashtags when count(hashtags) > 5 and count(hashtags) < 3 warn "x"\n'
    assert linted(text, "never-fires")
    monkeypatch.setattr(conditions, "MAX_ALL_STEPS", 1)
    assert linted(text, "never-fires") == ()
