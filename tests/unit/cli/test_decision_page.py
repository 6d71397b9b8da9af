"""One decision as its reader sees it."""

from datetime import UTC, datetime
from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.cli.decision import DecisionPage, wanted
from playbook.cli.summary import Summary
from playbook.diagnostics.ink import Ink
from playbook.model.decision import (
    ApprovalWanted,
    Decision,
    Finding,
    FixOffer,
    Location,
    Need,
    PolicyUsed,
    Reason,
    Words,
)
from playbook.model.post import Post
from playbook.model.verdict import Verdict

NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)
LOCATION = Location(file="acme.playbook", line=14, column=1)
USED = (PolicyUsed(name="acme", version="2.1", digest="sha256:0"),)


def finding(rule: str, verdict: Verdict, **facts: object) -> Finding:
    given: dict[str, object] = {"own_verdict": verdict, "state": "fired", "location": LOCATION, **facts}
    return Finding.model_validate({"policy": "acme", "rule": rule, "verdict": verdict, **given})


def decision(*findings: Finding, **facts: object) -> Decision:
    verdict = max((one.verdict for one in findings), default=Verdict.ALLOW, key=lambda one: one.strictness)
    return Decision.model_validate(
        {"verdict": verdict, "findings": findings, "policies": USED, "applies": True, **facts}
    )


def page(post: Post, made: Decision, columns: int = 80) -> str:
    return "\n".join(DecisionPage(Ink(False), columns, NOW).lines("draft.md", post, made, "d1ge57", UTC))


def shown(text: str) -> str:
    return dedent(text).strip("\n")


def words(text: str, part: str, field: str = "text") -> Words:
    start = text.index(part)
    return Words(field=field, start=start, end=start + len(part), text=part)


def test_nothing_to_say() -> None:
    assert page(Post(), decision()) == "ALLOW  draft.md  nothing speaks against it"


def test_not_judged() -> None:
    assert page(Post(), decision(applies=False)) == "NOT JUDGED  draft.md  no policy given is about this post"


def test_a_finding_with_everything() -> None:
    text = "Good morning!\nVote for senator 漢字 on Tuesday: ballots are out.\n"
    post = Post.model_validate({"text": text, "media": [{"alt_text": "A ballot box"}]})
    made = decision(
        finding(
            "party-politics",
            Verdict.DENY,
            title="Stay out of party politics",
            message="Leave party politics out: we serve people of every party, and nobody asked us how to vote.",
            fix=FixOffer(words="Talk about the cause, not the candidate."),
            see=("https://acme.example/handbook#politics",),
            spans=(
                words(text, "senator"),
                words(text, "ballots"),
                words("A ballot box", "ballot", "media[0].alt_text"),
            ),
            because=(
                Reason(condition="text mentions party_politics", holds=True),
                Reason(condition="purpose is news", holds=True, values=(("purpose", "news"),)),
                Reason(condition="count(hashtags) > 3", holds=True, values=(("count(hashtags)", "4"),)),
                Reason(condition='unless author.roles include "editor"', holds=False),
                Reason(condition="sponsored", holds=None, values=(("sponsored", "(unknown)"),)),
            ),
            problems=("`length` failed: ValueError",),
        )
    )
    assert page(post, made) == shown("""
        DENY  draft.md  not like this

        deny    Leave party politics out: we serve people of every party, and nobody
                asked us how to vote.
                | Vote for senator 漢字 on Tuesday: ballots are out.
                |          ^^^^^^^                  ^^^^^^^
                media[0].alt_text:
                | A ballot box
                |   ^^^^^^
                why   text mentions party_politics
                      purpose is news
                      count(hashtags) > 3
                      (count(hashtags) = 4)
                      unless author.roles include "editor"  (does not apply)
                do    Talk about the cause, not the candidate.
                see   https://acme.example/handbook#politics
                fault `length` failed: ValueError
                rule  party-politics, “Stay out of party politics” (acme.playbook:14)
        """)


def test_what_is_still_to_be_done() -> None:
    made = decision(
        finding("legal", Verdict.REVIEW, message="Two of legal read this first."),
        finding("hours", Verdict.DELAY, title="Post when someone is there"),
        needs=(
            Need(field="sponsored", question="Is it paid for?"),
            Need(field="answers.kind_to_all", question=""),
        ),
        approvals=(ApprovalWanted(by=("legal",), role=True, count=2, rule="legal", policy="acme"),),
        earliest=datetime(2026, 11, 23, 14, tzinfo=UTC),
    )
    lines = DecisionPage(Ink(False), 80, NOW).lines(
        "draft.md", Post(), made, "d1ge57", ZoneInfo("America/New_York")
    )
    assert "\n".join(lines) == shown("""
        REVIEW  draft.md  somebody else has to say yes first

        review  Two of legal read this first.
                rule  legal (acme.playbook:14)

        delay   Post when someone is there
                rule  hours (acme.playbook:14)

        To know Is it paid for?  --set sponsored=…
                What is `answers.kind_to_all`?  --set answers.kind_to_all=…
        To ask  A yes from 2 people of “legal” (rule legal of acme)
                An approval counts if it was given for this content:
                d1ge57
        When    Not before Monday 2026-11-23 09:00 (America/New_York).
        """)


def test_what_is_not_known_is_said_so() -> None:
    made = decision(
        finding(
            "ads",
            Verdict.REVIEW,
            own_verdict=Verdict.DENY,
            state="undetermined",
            message="Say who pays.",
            needs=(Need(field="sponsored", question=""),),
        ),
        finding(
            "for", Verdict.REVIEW, state="undetermined", message="It is not known whether this is about it."
        ),
    )
    assert page(Post(), made) == shown("""
        REVIEW  draft.md  not known yet: it depends on what is asked below

        review  Perhaps: Say who pays.
                open  sponsored
                rule  ads, which says deny (acme.playbook:14)

        review  It is not known whether this is about it.
                rule  for (acme.playbook:14)
        """)


def test_when_is_said_only_if_it_is_not_now() -> None:
    late = finding("hours", Verdict.DELAY, message="Later.")
    assert "When" not in page(Post(), decision(finding("x", Verdict.DENY, message="m"), earliest=NOW))
    assert "When    It is not known from when on." in page(Post(), decision(late))
    assert "When    Not before Monday 2026-11-23 14:00 (UTC)." in page(
        Post(), decision(late, earliest=NOW.replace(hour=14))
    )
    post = Post.model_validate({"publish_at": NOW.replace(hour=14)})
    assert "When" not in page(
        post, decision(finding("x", Verdict.DENY, message="m"), earliest=NOW.replace(hour=14))
    )


def test_long_texts_are_trimmed_around_the_words() -> None:
    text = "filler " * 500 + "senator" + " filler" * 500
    out = page(
        Post(text=text), decision(finding("x", Verdict.WARN, message="m", spans=(words(text, "senator"),)))
    )
    line, below = out.splitlines()[3:5]
    assert len(line) <= 80
    assert line[below.index("^") : below.rindex("^") + 1] == "senator"


def test_many_places_are_not_all_shown() -> None:
    text = "\n".join(f"line {number}" for number in range(20))
    spans = tuple(words(text, f"line {number}") for number in range(10, 20))
    out = page(Post(text=text), decision(finding("x", Verdict.WARN, message="m", spans=spans)))
    assert out.count("| ^^^^^^^\n") == 3
    assert "… and in more places" in out


def test_words_that_are_not_where_they_should_be_are_quoted() -> None:
    gone = (
        Words(field="media[3].alt_text", start=0, end=3, text="abc"),
        Words(field="text", start=5, end=9, text="d"),
    )
    out = page(Post(text="short"), decision(finding("x", Verdict.WARN, message="m", spans=gone)))
    assert "“abc”" in out and "“d”" in out


def test_words_over_several_lines_are_underlined_in_each() -> None:
    text = "one two\nthree four"
    out = page(
        Post(text=text), decision(finding("x", Verdict.WARN, message="m", spans=(words(text, "two\nthree"),)))
    )
    assert "| one two\n        |     ^^^\n        | three four\n        | ^^^^^\n" in out


HOSTILE = "\x1b[2J\x9b2J\x1b]0;x\x07\u202e\u2066\u200b\r\n\x00"


def test_hostile_text_is_escaped_everywhere() -> None:
    text = HOSTILE.replace("\x00", "") + "word"
    evil = finding(
        HOSTILE,
        Verdict.DENY,
        title=HOSTILE,
        message=HOSTILE,
        fix=FixOffer(words=HOSTILE),
        see=(HOSTILE,),
        spans=(words(text, "word"), Words(field=HOSTILE, start=0, end=1, text=HOSTILE)),
        because=(Reason(condition=HOSTILE, holds=True, values=((HOSTILE, HOSTILE),)),),
        problems=(HOSTILE,),
        location=Location(file=HOSTILE, line=1, column=1),
    )
    made = decision(
        evil,
        needs=(Need(field=HOSTILE, question=HOSTILE),),
        approvals=(ApprovalWanted(by=(HOSTILE,), role=True, count=1, rule=HOSTILE, policy=HOSTILE),),
    )
    lines = DecisionPage(Ink(False), 80, NOW).lines(HOSTILE, Post(text=text), made, "d", UTC)
    summary = Summary()
    summary.add(made)
    for line in [*lines, *summary.lines(HOSTILE, Ink(False), 80)]:
        assert not any(
            ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u2066\u200b" for char in line
        )


@given(st.text(max_size=100).filter(lambda text: "\0" not in text), st.data())
def test_any_words_of_any_text_are_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Words(field="text", start=start, end=end, text=text[start:end])
    assert page(Post(text=text), decision(finding("x", Verdict.WARN, message="m", spans=(span,))), 60)


@pytest.mark.parametrize(
    ("by", "role", "count", "said"),
    [
        (None, False, 1, "A yes from anybody but the author"),
        (None, False, 2, "A yes from 2 people other than the author"),
        ((), False, 1, "A yes from a list on which nobody but the author is known to be"),
        (("ann",), False, 2, "A yes from 2 of ann, who are too few"),
        (("legal",), True, 1, "A yes from “legal”"),
        (("legal",), True, 2, "A yes from 2 people of “legal”"),
        (("ann",), False, 1, "A yes from ann"),
        (("ann", "bob", "eve"), False, 1, "A yes from ann, bob or eve"),
        (("ann", "bob", "eve"), False, 2, "A yes from 2 of ann, bob, eve"),
    ],
)
def test_who_is_wanted(by: tuple[str, ...] | None, role: bool, count: int, said: str) -> None:
    approval = ApprovalWanted(by=by or (), role=role, anybody=by is None, count=count, rule="r", policy="p")
    assert wanted(approval) == said


def test_the_summary_counts() -> None:
    summary = Summary()
    summary.unread = 1
    for _ in range(6):
        summary.add(decision())
    for _ in range(3):
        summary.add(decision(finding("tags", Verdict.ADVISE), finding("ads", Verdict.REVIEW)))
    open_ads = finding("ads", Verdict.REVIEW, state="undetermined")
    summary.add(decision(open_ads, needs=(Need(field="sponsored", question="Is it paid for?"),)))
    summary.add(decision(applies=False))
    assert "\n".join(summary.lines("judged by acme", Ink(False), 80)) == shown("""
        11 posts judged by acme

          allow             6   54.5 %  ████████████████
          review            4   36.4 %  ███████████
          not judged        1    9.1 %  ███
          not read          1

        Rules that fired most
                 3   27.3 %  ads  acme
                 3   27.3 %  tags  acme

        Rules that could not be decided
                 1    9.1 %  ads  acme

        Asked most
                 1    9.1 %  Is it paid for?  sponsored
        """)


def test_a_summary_of_nothing() -> None:
    assert list(Summary().lines("judged by acme", Ink(False), 80)) == ["0 posts judged by acme", ""]
