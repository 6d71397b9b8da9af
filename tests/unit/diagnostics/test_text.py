"""Diagnostics as people read them. Each expectation is what the terminal shows."""

from collections.abc import Callable
from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from playbook.diagnostics.diagnostic import Diagnostic, Related
from playbook.diagnostics.ink import Ink
from playbook.diagnostics.snippet import Mark, snippet
from playbook.diagnostics.text import render
from playbook.source import Source, Span

Make = Callable[..., Diagnostic]


def shown(text: str) -> str:
    return dedent(text).strip("\n")


def test_the_place_the_line_and_the_help(sample: Make) -> None:
    found = sample(
        "policy acme\n\nrule x\n  when «author.trianed»\n  deny\n",
        says="unknown field `author.trianed`",
        at="`author` has no such field",
        advice="did you mean `author.trained`?",
    )
    assert render([found]) == shown("""
        error[PB999]: unknown field `author.trianed`
         --> acme.playbook:4:8
          |
        4 |   when author.trianed
          |        ^^^^^^^^^^^^^^ `author` has no such field
          = help: did you mean `author.trained`?
        """)


def test_the_gutter_is_as_wide_as_the_number(sample: Make) -> None:
    assert render([sample("\n" * 99 + "rule «x»")]) == shown("""
        error[PB999]: something is wrong
           --> acme.playbook:100:6
            |
        100 | rule x
            |      ^
        """)


def test_a_span_over_lines_is_marked_from_its_first_to_its_last(sample: Make) -> None:
    assert render([sample("rule «a\n  when b\n\n  deny »\n", at="all of it")]) == shown("""
        error[PB999]: something is wrong
         --> acme.playbook:1:6
          |
        1 | rule a
          |      ^
        2 |   when b
          |   ^^^^^^
        ...
        4 |   deny
          |   ^^^^ all of it
        """)


def test_a_long_span_leaves_out_its_middle(sample: Make) -> None:
    lines = "\n".join(f"  line {number}" for number in range(2, 20))
    text = render([sample(f"«rule a\n{lines}»")])
    assert "line 3" not in text
    assert text.endswith("...\n19 |   line 19\n   |   ^^^^^^^")


def test_second_places_in_the_same_source_stand_in_order(sample: Make) -> None:
    source = Source("acme.playbook", "rule x\nrule y\nrule x\n")
    found = sample("«»", at="declared again")
    object.__setattr__(found, "span", Span(source, 19, 20))
    object.__setattr__(found, "others", (Related(Span(source, 5, 6), "first declared here"),))
    assert render([found]) == shown("""
        error[PB999]: something is wrong
         --> acme.playbook:3:6
          |
        1 | rule x
          |      - first declared here
        ...
        3 | rule x
          |      ^ declared again
        """)


def test_a_second_place_in_another_source_names_it(sample: Make) -> None:
    other = Source("house.playbook", "\n\nrule x")
    found = sample("rule «x»", others=(Related(Span(other, 7, 8), "inherited from here"),))
    assert render([found]) == shown("""
        error[PB999]: something is wrong
         --> acme.playbook:1:6
          |
        1 | rule x
          |      ^
         ::: house.playbook:3:6
          |
        3 | rule x
          |      - inherited from here
        """)


def test_tabs_and_wide_characters_stay_in_line(sample: Make) -> None:
    assert render([sample('\twhen 漢字 is «"漢字"» and 👩‍👩‍👧')]) == shown("""
        error[PB999]: something is wrong
         --> acme.playbook:1:13
          |
        1 |     when 漢字 is "漢字" and 👩‍👩‍👧
          |                  ^^^^^^
        """)


def test_a_long_line_is_trimmed_around_the_spot(sample: Make) -> None:
    text = render([sample("x " * 300 + "«spot»" + " y" * 300, at="here")], width=50)
    line, below = text.splitlines()[3:5]
    assert len(line) <= 50
    assert line.startswith("1 | …") and line.endswith("…")
    assert line[below.index("^") : below.rindex("^") + 1] == "spot"


def test_a_span_longer_than_the_line_is_cut(sample: Make) -> None:
    text = render([sample("rule «" + "x" * 500 + "» deny", at="too long")], width=50)
    assert all(len(line) <= 50 for line in text.splitlines()[3:])
    assert "too long" in text


def test_marks_far_apart_on_one_line_are_both_seen() -> None:
    line = "near " + "-" * 400 + " far"
    pieces = snippet(line, [Mark(0, 4), Mark(406, 409)], 40, Ink(False))
    (first, first_rows), (second, second_rows) = pieces
    assert first.startswith("near") and first_rows == ["^^^^"]
    assert second.endswith(" far") and second_rows == [" " * (len(second) - 3) + "^^^"]


def test_an_empty_span_gets_one_sign(sample: Make) -> None:
    assert render([sample("rule x«»", at="a verdict is missing")]).endswith("|       ^ a verdict is missing")
    assert render([sample("«»")]).endswith("  |\n1 |\n  | ^")


def test_a_span_that_is_only_a_line_end(sample: Make) -> None:
    assert render([sample("rule x«\n»deny")]).endswith("1 | rule x\n  |       ^")


def test_what_is_hostile_is_escaped_everywhere(sample: Make) -> None:
    found = sample(
        "rule «\x1b[31m\u202e»",
        name="\x1b]0;x\x07.playbook",
        says="no `\x1b[2J`",
        at="\x9b2J",
        advice="\u2066",
        others=(Related(Span(Source("\x1bo", "\x1b"), 0, 1), "\x1bn"),),
    )
    assert not any(
        ord(char) < 32 or char in "\x7f\x9b\u202e\u2066" for char in render([found]).replace("\n", "")
    )


def test_a_very_long_message_is_cut(sample: Make) -> None:
    assert len(render([sample("«x»", says="y" * 1_000_000)]).splitlines()[0]) < 500


def test_several_stand_apart(sample: Make) -> None:
    assert render([sample("«a»"), sample("«b»")]).count("\n\n") == 1
    assert render([]) == ""


def test_colour_changes_nothing_but_colour(sample: Make) -> None:
    import re

    found = sample("when «x» y", at="here", advice="think")
    colored = render([found], color=True)
    assert "\x1b[1;31m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render([found])


@given(st.text(max_size=200), st.data(), st.integers(20, 120))
def test_any_span_of_any_text_is_rendered(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    marks = [Mark(start, end, data.draw(st.text(max_size=30)))]
    line = text.replace("\n", " ")
    pieces = snippet(line, marks, width, Ink(False))
    assert any("^" in row for _, rows in pieces for row in rows)
