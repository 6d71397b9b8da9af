"""Conditions in English, form by form: what a person would say."""

from typing import Any

import pytest

import playbook
from playbook.handbook.clause import prose
from playbook.handbook.marks import Markdown
from playbook.handbook.phrases import Phrases
from playbook.handbook.things import Things

HEADER = """
policy spoken timezone "Europe/London"
param office_hours: window = weekdays 08:00 to 18:00
param quiet_days: window = 2000-01-01 to 2000-01-01
param team: list of text = ["ana", "ben"]
param sites: list of text = ["a.example", "b.example", "c.example", "d.example"]
param code_names: list of text = []
param course: text = "first aid"
param on_hold: boolean = false
topic politics "Party politics" words "election"
topic rough_words words "damn"
topic ai "AI tools" words "robot"
ask kind_to_all "Is nobody the butt of it?"
ask readers: number "How many will read it?"
let says_something = action is in [post, reply]
"""


def said(condition: str) -> Any:
    policy = playbook.compile(f'{HEADER}rule shown when {condition} warn "So."')
    things = Things(policy.linked, Markdown())
    (rule,) = (linked.rule for linked in policy.linked.rules)
    assert rule.when is not None
    clause = Phrases(things).condition(rule.when)
    return clause if isinstance(clause, bool) else prose(clause)


SPOKEN = [
    # What is asked of the post
    ("sponsored", "somebody gives money, goods or favours for the post"),
    ("not sponsored", "nobody gives money, goods or favours for the post"),
    ("sponsored is false", "nobody gives money, goods or favours for the post"),
    ("action is reply", "the post is a reply"),
    ("action is not reply", "the post is not a reply"),
    ("action is in [like, follow]", "the post is a like or a follow"),
    ("action is not in [like, follow, edit]", "the post is neither a like, a follow nor an edit"),
    ("says_something", "the post is a new post or a reply"),
    ("not says_something", "the post is neither a new post nor a reply"),
    ("purpose is correction", "the post is a correction"),
    ("platform is linkedin", "the post goes out on LinkedIn"),
    ("audience.visibility is public", "the post is public"),
    ("audience.minimum_age < 18", "people under 18 are shown the post"),
    ("not audience.minimum_age < 18", "nobody under 18 is shown the post"),
    ("account.kind is professional", "the account is professional"),
    ("account.followers > 1000", "the account has more than 1,000 followers"),
    ("author.on_duty", "the author is on duty"),
    ('author.roles include "editor"', "the author has the role “editor”"),
    ('tags include any of ["live", "urgent"]', "the post is labelled “live” or “urgent”"),
    ('not tags include "live"', "the post is not labelled “live”"),
    ("campaign is missing", "the post is part of no campaign"),
    ("campaign is not missing", "the post is part of a campaign"),
    ("target.purpose is expression", "the post that it answers or shares is somebody's own view or taste"),
    ("target.audience.visibility is public", "the post that it answers or shares is public"),
    ("target.made_by_machine", "a machine wrote the post that it answers or shares"),
    ("made_by_machine", "a machine wrote the post"),
    ("target.language is \"en\"", "the language of the post that it answers or shares is “en”"),
    ("publish_at > target.publish_at + 3 years",
     "the post goes out later than 3 years after the time of publication of the post that it answers or shares"),
    ("kind_to_all", "the answer to “Is nobody the butt of it?” is yes"),
    ("not kind_to_all", "the answer to “Is nobody the butt of it?” is no"),
    ("readers >= 100", "the answer to “How many will read it?” is at least 100"),
    ('trained(course, 365 days)', "the author has done the course “first aid” in the last 365 days"),
    ("not trained(course)", "the author has not done the course “first aid”"),
    # Text
    ("text mentions politics", "the text mentions [party politics](#topic-politics)"),
    ("not text mentions politics", "the text does not mention [party politics](#topic-politics)"),
    ("all_text mentions rough_words", "the post mentions [rough words](#topic-rough-words)"),
    ("text mentions ai", "the text mentions [AI tools](#topic-ai)"),
    ('text mentions all of ["a", "b"]', "the text mentions “a” and “b”"),
    ('text mentions any of [politics, "x"]', "the text mentions [party politics](#topic-politics) or “x”"),
    (
        'text mentions "a" and text mentions any of ["b", "c"]',
        "the text mentions “a”, and also “b” or “c”",
    ),
    ("text mentions phone_numbers", "the text mentions a telephone number"),
    ("text mentions author.employer", "the text mentions the author's employer"),
    ("target.text mentions politics",
     "the text of the post that it answers or shares mentions [party politics](#topic-politics)"),
    ('text contains "!"', "the text contains “!”"),
    ('text starts with "RT"', "the text begins with “RT”"),
    ('not text ends with "."', "the text does not end with “.”"),
    ("text matches /!{4,}/", "the text has four or more exclamation marks in a row"),
    ("not text matches /!{4,}/", "the text does not have four or more exclamation marks in a row"),
    (r"text matches /\bv\d+/", r"the text has something of the form `\bv\d+`"),
    ("above_fold is missing", "what shows before “more” is not noted"),
    ("word_count(text) >= 5", "the text has at least five words"),
    ("share_of_capitals(text) > 60%", "the share of capitals among the letters of the text is more than 60%"),
    ("length(text) < 12", "the text has fewer than 12 characters"),
    # Lists
    ("any links", "the post has a link"),
    ("no links", "the post has no links"),
    ("any mentions", "the post points to somebody's account"),
    ("count(hashtags) > 4", "the post has more than four hashtags"),
    ("count(hashtags) > 0", "the post has at least one hashtag"),
    ("5 <= count(hashtags)", "the post has at least five hashtags"),
    ("count(hashtags) is 1", "the post has exactly one hashtag"),
    ("any media where kind is photo", "the post has a photo"),
    ("no media where kind is in [photo, gif]", "the post has no photo or GIF"),
    ("any media where kind is photo and alt_text is missing", "the post has a photo that has no description"),
    (
        'any media where shows include any of ["badge", "uniform", "violence"]',
        "the post has a picture or recording that shows a badge, a uniform or “violence”",
    ),
    (
        'any media where shows include "child" and consent is missing',
        "the post has a picture or recording that shows a child and has no note that people agreed",
    ),
    ("any links where site is in sites", "the post has a link that leads to one of the [sites](#param-sites)"),
    ("any links where site is not in sites",
     "the post has a link that does not lead to one of the [sites](#param-sites)"),
    ("count(media where alt_text is missing) >= 2",
     "the post has at least two pictures or recordings that have no description"),
    ("any hashtags where it is \"a\"", "the post has a hashtag that is “a”"),
    (
        "any tie in author.relationships where text mentions tie.to",
        "the author has a tie for which the text mentions its other end",
    ),
    ("any links where title is missing", "the post has a link whose title is not noted"),
    # Time
    (
        "publish_at is within office_hours",
        "the post goes out in the [office hours](#param-office-hours) (weekdays from 08:00 to 18:00)",
    ),
    ("publish_at is outside weekdays 09:00 to 17:00", "the post goes out outside weekdays from 09:00 to 17:00"),
    ("publish_at is within sat, sun", "the post goes out on weekends"),
    ("publish_at is after 2026-08-01", "the post goes out after 1 August 2026"),
    ("publish_at < embargoed_until", "the post goes out before the end of its embargo"),
    (
        "publish_at is within 15 minutes of event.starts_at",
        "the post goes out within 15 minutes of the event's start",
    ),
    ("publish_at > event.ends_at + 2 days", "the post goes out later than 2 days after the event's end"),
    ("proposed_at is before 2026-01-02T10:00Z",
     "the time at which it was first put forward is before 2 January 2026 at 10:00 (UTC)"),
    # Together
    ("sponsored and action is reply", "somebody gives money, goods or favours for the post, and it is a reply"),
    ("action is reply and any links", "the post is a reply and it has a link"),
    ("not (action is reply and any links)", "the post is not a reply or it has no links"),
    ("action is reply and (any links or any hashtags)",
     "the post is a reply, and either it has a link or it has a hashtag"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "words"), SPOKEN, ids=lambda part: str(part)[:50])
def test_condition(condition: str, words: str) -> None:
    assert said(condition) == words


SETTLED = [
    ("text mentions any of code_names", False),
    ("not text mentions any of code_names", True),
    ("on_hold", False),
    ("any team", True),
    ("any links where site is in code_names", False),
    ("no links where site is in code_names", True),
    ("publish_at is within quiet_days", False),
    ("author.roles include any of code_names", False),
]


@pytest.mark.parametrize(("condition", "holds"), SETTLED)
def test_what_the_params_settle_is_left_out(condition: str, holds: bool) -> None:
    assert said(condition) is holds
    assert said(f"({condition}) or sponsored") == (True if holds else said("sponsored"))
    assert said(f"({condition}) and sponsored") == (said("sponsored") if holds else False)
