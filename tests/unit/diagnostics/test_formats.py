"""Every format tells the same facts, is valid where it goes, and lets nothing through that a reader would obey."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from playbook.diagnostics import as_sarif
from playbook.diagnostics.as_json import SCHEMA
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, Severity
from playbook.diagnostics.formats import FORMATS, render, write
from playbook.diagnostics.report import Report, fingerprints, relative, uri
from playbook.source import Source, Span

Make = Callable[..., Diagnostic]

SARIF = json.loads((Path(__file__).parent / "sarif-2.1.0-subset.json").read_text(encoding="utf-8"))

HOSTILE = [
    "\x1b[31m\x1b]0;title\x07",
    "\u202eevil\u2066",
    "a\nb\r\nc\rd",
    "100%0A::error file=x::y,z:",
    "]]></failure><x>&amp;\x00\x0b\ufffe\uffff",
    '"\\u0000",}{[',
    "\ud800",
    "\U000e0041\u200b\u2028",
]


class Advice(Diagnostic):
    """Something that does not keep a policy from being used."""

    code, slug, severity = "PB998", "advice", Severity.WARNING

    def message(self) -> str:
        return "think again"


@pytest.fixture
def full(sample: Make) -> Diagnostic:
    """A diagnostic with all that there can be."""
    other = Source("house.playbook", "rule x")
    return sample(
        "policy a\nrule «x»\n",
        says="no `x`",
        at="here",
        advice="try `y`",
        others=(Related(Span(other, 5, 6), "there"),),
        changes=(Edit(Span(other, 0, 4), "let", Applicability.SAFE),),
    )


def shown(found: list[Diagnostic], form: str, **more: Any) -> str:
    stream = io.StringIO()
    write(found, form, stream, root=Path("/project"), **more)
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_facts_are_in_each(form: str, full: Diagnostic) -> None:
    text = shown([full], form)
    for fact in ("PB999", "no `x`", "acme.playbook"):
        assert fact in text
    if form != "concise":
        assert "try `y`" in text and "here" in text
    assert text.endswith("\n")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found(form: str) -> None:
    text = shown([], form, files=["a.playbook"])
    assert {"json": "[]\n", "gitlab": "[]\n"}.get(form, text) == text
    if form in ("full", "concise", "jsonl", "github"):
        assert text == ""


def test_concise(full: Diagnostic) -> None:
    assert shown([full, full], "concise") == "acme.playbook:2:6: PB999 no `x`\n" * 2
    assert "\x1b[1;31mPB999\x1b[0m" in shown([full], "concise", color=True)


def test_jsonl_is_one_object_a_line(full: Diagnostic) -> None:
    lines = shown([full, full], "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(shown([full, full], "json"))


def test_json_is_as_its_schema_says(full: Diagnostic) -> None:
    for one in json.loads(shown([full], "json")):
        Draft202012Validator(dict(SCHEMA)).validate(one)


def test_github(full: Diagnostic) -> None:
    assert shown([full], "github") == (
        "::error file=acme.playbook,line=2,endLine=2,col=6,endColumn=6,title=PB999 sample::"
        "no `x` (here)%0Ahelp: try `y`\n"
    )


def test_github_over_lines_names_no_columns(sample: Make) -> None:
    text = shown([sample("«a\nb»", name="a,b:c%.playbook")], "github")
    assert text.startswith("::error file=a%2Cb%3Ac%25.playbook,line=1,endLine=2,title=")


def test_gitlab(full: Diagnostic) -> None:
    (issue,) = json.loads(shown([full], "gitlab"))
    assert re.fullmatch("[0-9a-f]{32}", issue.pop("fingerprint"))
    assert issue == {
        "description": "PB999: no `x` (here)\nhelp: try `y`",
        "check_name": "sample",
        "severity": "major",
        "location": {
            "path": "acme.playbook",
            "lines": {"begin": 2, "end": 2},
            "positions": {"begin": {"line": 2, "column": 6}, "end": {"line": 2, "column": 7}},
        },
    }


def test_junit(full: Diagnostic) -> None:
    advice = Advice(Span(Source("b.playbook", "x"), 0, 1))
    text = shown([full, advice], "junit", files=["acme.playbook", "b.playbook", "well.playbook"])
    root = ElementTree.fromstring(text)  # noqa: S314  (our own)
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("acme.playbook", "1", "1"),
        ("b.playbook", "1", "0"),
        ("well.playbook", "1", "0"),
    ]
    (failure,) = root.iter("failure")
    assert failure.get("message") == "no `x` (here); help: try `y`"
    assert "2 | rule x" in (failure.text or "")
    (said,) = root.iter("system-out")
    assert "think again" in (said.text or "")


def test_where_warnings_fail_junit_says_so() -> None:
    text = shown([Advice(Span(Source("b", "x"), 0, 1))], "junit", fails=Severity.WARNING, command="lint")
    assert ElementTree.fromstring(text).get("failures") == "1"  # noqa: S314
    assert ElementTree.fromstring(text).get("name") == "playbook lint"  # noqa: S314


def test_sarif(full: Diagnostic) -> None:
    log = json.loads(shown([full], "sarif"))
    Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert result["message"]["text"] == "no `x` (here)\nhelp: try `y`"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "acme.playbook"},
        "region": {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 7},
    }
    assert result["relatedLocations"][0]["message"]["text"] == "there"
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "let"}
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "PB999"


def test_sarif_keeps_the_worst_of_too_many(sample: Make) -> None:
    source = Source("a.playbook", "x\n" * 6000)
    advice = [Advice(Span(source, 2 * number, 2 * number + 1)) for number in range(5999)]
    error = sample("«x»", name="z.playbook")
    log = json.loads(shown([*advice, error], "sarif"))
    Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    assert len(run["results"]) == as_sarif.MAX_RESULTS
    assert run["results"][0]["level"] == "error"
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("1000 more")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
def test_what_is_hostile_stays_text(form: str, words: str, sample: Make) -> None:
    marked = f"rule «{words.replace('«', '')}» deny"
    other = Related(Span(Source(words, words), 0, len(words)), words)
    change = Edit(other.span, words)
    found = sample(
        marked,
        name=f"{words}.playbook",
        says=words,
        at=words,
        advice=words,
        others=(other,),
        changes=(change,),
    )
    text = shown([found], form, files=[f"{words}.playbook", words])
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e\u2066\ufffe\uffff\U000e0041\ud800]", text
    )
    match form:
        case "concise":
            assert text.count("\n") == 1
        case "jsonl":
            assert text.count("\n") == 1
            Draft202012Validator(dict(SCHEMA)).validate(json.loads(text))
        case "github":
            assert text.count("\n") == 1
            properties, data = text.rstrip("\n")[2:].split("::", 1)
            assert len(properties.partition(" ")[2].split(",")) in (4, 6)
            assert not re.search("%(?!25|0D|0A)", data)
        case "gitlab":
            assert len(json.loads(text)) == 1
        case "junit":
            assert len(list(ElementTree.fromstring(text).iter("failure"))) == 1  # noqa: S314
        case "sarif":
            Draft202012Validator(SARIF).validate(json.loads(text))


@given(st.lists(st.text(max_size=40), min_size=4, max_size=4), st.sampled_from(sorted(FORMATS)))
def test_any_words_can_be_written_in_any_format(words: list[str], form: str) -> None:
    name, text, says, note = words
    found = _said(Span(Source(name, text), 0, len(text)), says, note)
    report = Report((found,), (name,), root=Path("/project"))
    out = render(report, form)
    assert out.endswith("\n")
    if form == "junit":
        ElementTree.fromstring(out)  # noqa: S314
    elif form == "sarif":
        Draft202012Validator(SARIF).validate(json.loads(out))
    elif form in ("json", "jsonl", "gitlab"):
        json.loads(out)
    elif form in ("github", "concise"):
        assert out.count("\n") == 1


def _said(span: Span, says: str, note: str) -> Diagnostic:
    class Said(Diagnostic):
        code, slug = "PB997", "said"

        def message(self) -> str:
            return says

        def help(self) -> str:
            return note

    return Said(span)


def test_a_fingerprint_survives_moved_lines(sample: Make) -> None:
    def name(marked: str) -> list[str]:
        return fingerprints(Report((sample(marked),), root=Path("/project")))

    first = name("policy a\nrule «x»\n")
    assert name("# more\n\npolicy a\nrule  «x»\n") == first
    assert name("policy a\nrule «y»\n") != first


def test_fingerprints_of_twins_differ(sample: Make) -> None:
    twins = [sample("rule «x»"), sample("rule «x»"), sample("rule «x»", name="other.playbook")]
    assert len(set(fingerprints(Report(tuple(twins), root=Path("/project"))))) == 3


@pytest.mark.parametrize(
    ("name", "inside", "as_uri"),
    [
        ("a.playbook", "a.playbook", "a.playbook"),
        ("./sub/../b c.playbook", "b c.playbook", "b%20c.playbook"),
        ("/project/sub/a.playbook", "sub/a.playbook", "sub/a.playbook"),
        ("/other/a.playbook", None, "file:///other/a.playbook"),
        ("../a.playbook", None, "file:///a.playbook"),
        ("<text>", "<text>", "%3Ctext%3E"),
        ("ä#?:.playbook", "ä#?:.playbook", "%C3%A4%23%3F%3A.playbook"),
        ("\udcff.playbook", "\udcff.playbook", "%FF.playbook"),
    ],
)
def test_paths_are_relative_to_the_folder_of_the_run(name: str, inside: str | None, as_uri: str) -> None:
    assert relative(name, Path("/project")) == inside
    assert uri(name, Path("/project")) == as_uri


def test_a_format_that_is_none() -> None:
    with pytest.raises(KeyError):
        render(Report(()), "xml")
