"""The page as a whole: its parts, what is inherited, what is set, and that nothing in a policy can break out of it."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook.handbook import FORMATS, write_handbook

FAMILY = '''
policy family "Family rules" version "2"
  """What holds for all of us."""
  for account.kind is professional
  timezone "Europe/London"
param office_hours: window = weekdays 09:00 to 17:00 """When somebody is there."""
param rivals: list of text = [] """Names of rivals."""
param most: number = 3
topic politics "Party politics" words "election" stems "ballot" except "election of officers" disguised
ask checked "Has somebody checked it?"
rule no-politics "We take no side"
  see "https://example.org/sides"
  when text mentions politics
  deny "It takes a side."
  fix "Leave it out."
rule hours "Post by day" tags when-to-say-it
  unless tags include "urgent"
  delay until office_hours "It is late."
rule facts when purpose is news require checked otherwise review by "editor" "Check it."
rule talk "No talk of rivals" when text mentions any of rivals warn "A rival."
rule few "Few hashtags" tags who-may-say-it when count(hashtags) > most advise "{count(hashtags)}; at most {most}."
rule pictures "Describe pictures" when any media where alt_text is missing review by 2 of "legal" "Describe it."
example base account.kind = professional, text = "Hello"
test "a side" given base, text = "The ballot!" expect deny from no-politics
test "no side" given base, text = "The election of officers" expect no no-politics
test "three" given base, text = "#a #b #c" expect no few
test "four" given base, text = "#a #b #c #d" expect advise from few
'''

HEIR = """
policy heir "Our house"
  extends "family.playbook" with most = 2, office_hours = weekdays 08:00 to 18:00 except holidays of "US"
change rule no-politics to review by "press" because "the press office knows best"
drop rule pictures because "we post none"
drop rule facts until 2027-01-01 because "we are still learning"
"""


@pytest.fixture
def heir(tmp_path: Path) -> str:
    (tmp_path / "family.playbook").write_text(FAMILY, encoding="utf-8")
    return write_handbook(playbook.compile(HEIR, folder=tmp_path))


def part(page: str, heading: str) -> str:
    """A part of the page, without anchors."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert found is not None, page
    return re.sub(r'<a id="[^"]*"></a>', "", found[1])


def test_the_opening() -> None:
    page = write_handbook(playbook.compile(FAMILY))
    assert page.startswith(
        "# Family rules\n\nWhat holds for all of us.\n\nIt is about posts where the account is professional. "
        "Times are those of London. This is version 2.\n"
    )


def test_a_guideline_says_it_all() -> None:
    said = part(write_handbook(playbook.compile(FAMILY)), "What to say")
    assert (
        """### We take no side

It takes a side.

If the text mentions [party politics](#topic-politics), the post is not published.

**What to do:** Leave it out.

- Not published: “The ballot!”
- Fine: “The election of officers”

Source: [example.org](<https://example.org/sides>).
"""
        in said
    )


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("What to say", "If the post is news, an editor reads it first, unless the answer to “Has somebody checked"),
        ("How to say it", "If the post has a picture or recording that has no description, two people from legal read"),
        ("When to say it", "Every post waits for the [office hours](#param-office-hours) (weekdays from 09:00 to "
         "17:00), unless it is labelled “urgent”."),
        ("Who may say it", "If the post has more than three hashtags, it is published, with a tip for its author."),
        ("Who may say it", "…; at most 3."),
        ("Not in force now", "A rival. It depends on what is set as [rivals](#param-rivals)."),
        ("What is set", "**Rivals**: none.\n\nNames of rivals."),
        ("The words we look for", "Such as “election” and “ballot”. In all forms of the words. "
            "Disguised spellings count as well. Not meant: “election of officers”."),
        ("What you will be asked", "- Has somebody checked it?\n"),
        ("What you will be asked", "- What is it for: event,"),
    ],
)  # fmt: skip
def test_its_parts(heading: str, sentence: str) -> None:
    assert sentence in part(write_handbook(playbook.compile(FAMILY)), heading)


def test_what_is_inherited_is_on_the_page(heir: str) -> None:
    assert "It builds on “Family rules”, and what it takes over is part of this page." in heir
    said = part(heir, "What to say")
    assert "the post is read" not in said
    assert "somebody from press reads the post first" in said
    assert "This is a change; where it comes from, it is not published." in said
    assert "It is not in force for posts that go out before 1 January 2027." in said
    assert "Describe pictures" not in part(heir, "What to say")
    assert "(weekdays from 08:00 to 18:00, but not on public holidays of the United States)" in part(
        heir, "When to say it"
    )


def test_what_is_different_is_told_with_its_reason(heir: str) -> None:
    assert part(heir, "What is different here").strip().splitlines()[2:] == [
        "- “[We take no side](#rule-no-politics)”: now somebody from press reads it first, where it is not published "
        "otherwise. The reason: the press office knows best.",
        "- “Describe pictures” is left out. The reason: we post none.",
        "- “[Facts](#rule-facts)” is left out for posts before 1 January 2027. The reason: we are still learning.",
        "- Set otherwise than “Family rules” does: most and office hours.",
    ]


def test_an_example_that_no_longer_holds_is_not_shown(heir: str) -> None:
    said = part(heir, "Who may say it")
    assert "- With a tip: “#a #b #c #d”" in said
    assert "“#a #b #c”" not in said  # three are too many now


def test_what_is_allowed_and_all_the_rest() -> None:
    page = write_handbook(
        playbook.compile('policy p otherwise deny "Ask first." rule news when purpose is news allow')
    )
    assert "If the post is news, it may go out." in part(page, "What to say")
    assert "- A post is not published where nothing on this page allows it: Ask first." in part(
        page, "Everything else"
    )


def test_a_long_condition_is_a_list() -> None:
    page = write_handbook(
        playbook.compile(
            "policy p rule r when action is reply and sponsored and any links and (any hashtags or any mentions) "
            "deny rule s unless action is reply and sponsored and any links and any hashtags warn"
        )
    )
    said = part(page, "How to say it") + part(page, "Who to say it to")
    assert (
        "The post is not published if all of this is so:\n\n- it is a reply\n"
        "- somebody gives money, goods or favours for it\n- it has a link\n"
        "- it has a hashtag or it points to somebody's account\n"
    ) in said
    assert (
        "Every post is published once its author has seen a warning.\n\nThis does not apply if all of this is so:"
        in said
    )


def test_named_expressions_that_grow_are_told_once() -> None:
    """Each `let` doubles the one before; said in full wherever they are used, they would fill a library."""
    lets = "let l0 = sponsored and any links\n" + "".join(
        f"let l{n} = (l{n - 1} and any hashtags) or (l{n - 1} and any mentions)\n" for n in range(1, 20)
    )
    page = write_handbook(playbook.compile(f"policy p {lets} rule r when l19 deny"))
    assert len(page) < 50_000
    assert "If [“l19”](#let-l19) is so, the post is not published." in page
    assert page.count('<a id="let-l19"></a>') == 1


# ----------------------------------------------------------------------------------------------------------- hostile

NASTY = "</h1><script>alert(1)</script> [x](javascript:x) *b* `c` & \\u202e &amp; <!-- "

HOSTILE = f"""
policy p "{NASTY}" version "{NASTY}"
param names: list of text = ["{NASTY}", "two"]
topic t "{NASTY}" words "{NASTY}", "x"
ask q "{NASTY}"
rule r "{NASTY}"
  see "javascript:alert(1)" see "https://x.example/\\"onmouseover=alert(1)" see "https://x.example/<b>"
  when text mentions t or text mentions any of names
  require q
  otherwise review by "{NASTY}" "{NASTY.replace("{", "")}"
  fix "{NASTY}"
  fix add "{NASTY}"
test "{NASTY}" given q = false, text = "x {NASTY}" expect review from r
""".replace("\\u202e", "\u202e")


class Page(HTMLParser):
    """Reads a page: every element closed, and what stands in it."""

    VOID = frozenset({"meta"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.attributes if known == name]


def read(policy: Any) -> Page:
    page = Page()
    page.feed(write_handbook(policy, "html"))
    page.close()
    assert page.open == []
    return page


@pytest.mark.parametrize("source", [FAMILY, HOSTILE], ids=["plain", "hostile"])
def test_html_is_sound(source: str) -> None:
    page = read(playbook.compile(source))
    assert "script" not in page.tags
    assert {name for name, _ in page.attributes if name.startswith("on")} == set()
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    links = page.all("href")
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert all(link.startswith(("#", "https://")) for link in links)
    assert set(page.all("aria-labelledby")) <= set(ids)
    assert page.all("lang") == ["en"]


@pytest.mark.parametrize("pack", ["personal", "professional"])
def test_the_packs_pages_are_sound(pack: str) -> None:
    page = read(playbook.load(pack))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.all("href") if link.startswith("#")} <= set(ids)


def test_markdown_shows_what_is_written() -> None:
    page = write_handbook(playbook.compile(HOSTILE))
    assert "<script" not in page.replace("\\<script", "")
    assert "[x](" not in page.replace("\\[x\\](", "")
    assert "\u202e" not in page
    assert "<U+202E>" in page.replace("\\<", "<")
    assert "javascript:alert(1)" in page
    assert "(<javascript" not in page


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_policy_gives_the_same_page(form: str) -> None:
    assert write_handbook(playbook.compile(FAMILY), form) == write_handbook(playbook.compile(FAMILY), form)
