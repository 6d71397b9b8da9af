"""Diagnostics as programs read them."""

import json
from collections.abc import Callable

from playbook.diagnostics.as_json import render
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related
from playbook.source import Source, Span

Make = Callable[..., Diagnostic]


def test_everything_is_there(sample: Make) -> None:
    other = Source("house.playbook", "rule x")
    found = sample(
        "policy a\nrule «x»",
        says="no `x`",
        at="here",
        advice="try `y`",
        others=(Related(Span(other, 5, 6), "there"),),
        changes=(Edit(Span(other, 0, 4), "let", Applicability.SAFE),),
    )
    assert json.loads(render([found])) == [
        {
            "code": "PB999",
            "slug": "sample",
            "severity": "error",
            "message": "no `x`",
            "label": "here",
            "help": "try `y`",
            "file": "acme.playbook",
            "start": {"line": 2, "column": 6, "offset": 14},
            "end": {"line": 2, "column": 7, "offset": 15},
            "related": [
                {
                    "note": "there",
                    "file": "house.playbook",
                    "start": {"line": 1, "column": 6, "offset": 5},
                    "end": {"line": 1, "column": 7, "offset": 6},
                }
            ],
            "edits": [
                {
                    "text": "let",
                    "applicability": "safe",
                    "file": "house.playbook",
                    "start": {"line": 1, "column": 1, "offset": 0},
                    "end": {"line": 1, "column": 5, "offset": 4},
                }
            ],
        }
    ]


def test_nothing_is_an_empty_array() -> None:
    assert json.loads(render([])) == []


def test_hostile_text_is_ascii(sample: Make) -> None:
    assert render([sample("«\x1b\u202e»", says="\x9b\U000e0041")]).isascii()
