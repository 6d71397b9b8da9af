"""X's own cases (twitter-text): weighted lengths and links as X has them; hashtags, mentions and cashtags by the rule
that holds on all platforms here. What is left out is named, with the reason.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.text.parts.tokens import cashtag_places, hashtag_places, mention_places
from playbook.text.platforms.lengths import length
from playbook.text.platforms.x_addresses import x_addresses

DATA = Path(__file__).parents[4] / "shared" / "data"
FILES = {"extract": DATA / "twitter_text_extract.yml", "validate": DATA / "twitter_text_validate.yml"}
pytestmark = pytest.mark.skipif(not FILES["extract"].exists(), reason="the conformance cases are not here")

Places = Callable[[str], tuple[tuple[int, int], ...]]
Check = Callable[[Any], None]


def finds(places: Places, *, without: int = 1) -> Check:
    """That the words found are the expected ones, without their first *without* signs."""

    def check(case: Any) -> None:
        text = case["text"]
        found = [text[start + without : end] for start, end in places(text)]
        assert found == case["expected"], case["description"]

    return check


def stands_at(places: Places, name: str, *, without: int = 1) -> Check:
    """The same, and that they stand where they are expected."""

    def check(case: Any) -> None:
        text = case["text"]
        found = [{name: text[start + without : end], "indices": [start, end]} for start, end in places(text)]
        assert found == case["expected"], case["description"]

    return check


def is_all(places: Places) -> Check:
    """That the text is one of what is looked for, and nothing else, if it is expected to be valid."""

    def check(case: Any) -> None:
        text = case["text"]
        assert (places(text) == ((0, len(text)),)) is case["expected"], case["description"]

    return check


def weighs(case: Any) -> None:
    assert length(case["text"], "x") == case["expected"]["weightedLength"], case["description"]


CHECKS: Mapping[tuple[str, str], Check] = {
    ("extract", "mentions"): finds(mention_places),
    ("extract", "mentions_with_indices"): stands_at(mention_places, "screen_name"),
    ("extract", "hashtags"): finds(hashtag_places),
    ("extract", "hashtags_from_astral"): finds(hashtag_places),
    ("extract", "hashtags_with_indices"): stands_at(hashtag_places, "hashtag"),
    ("extract", "cashtags"): finds(cashtag_places),
    ("extract", "cashtags_with_indices"): stands_at(cashtag_places, "cashtag"),
    ("extract", "urls"): finds(x_addresses, without=0),
    ("extract", "urls_with_indices"): stands_at(x_addresses, "url", without=0),
    ("extract", "urls_with_directional_markers"): stands_at(x_addresses, "url", without=0),
    ("extract", "tco_urls_with_params"): finds(x_addresses, without=0),
    ("validate", "usernames"): is_all(mention_places),
    ("validate", "hashtags"): is_all(hashtag_places),
    ("validate", "urls"): is_all(x_addresses),
    ("validate", "urls_without_protocol"): is_all(x_addresses),
    ("validate", "WeightedTweetsCounterTest"): weighs,
    ("validate", "WeightedTweetsWithDiscountedEmojiCounterTest"): weighs,
    ("validate", "UnicodeDirectionalMarkerCounterTest"): weighs,
}

LEFT_OUT_GROUPS = {
    ("extract", "mentions_or_lists_with_indices"): "a post has no lists here",
    ("extract", "replies"): "what a reply answers is `target`, not a word of the text",
    ("validate", "lists"): "a post has no lists here",
    ("validate", "tweets"): "they hold to 140 characters, as X did until 2017",
}

LEFT_OUT = {
    (
        "mentions",
        "Extract lone metion but not @user@user (too close to an email)",
    ): "it is a handle on Mastodon",
    (
        "WeightedTweetsCounterTest",
        "Count a mix of single byte single word, and double word unicode characters",
    ): "config v2, in which the parts of an emoji count",
    (
        "WeightedTweetsCounterTest",
        "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
    ): "config v2, in which the parts of an emoji count",
    ("urls", "Valid url: port and userinfo"): "X takes it for valid, and makes no link of it in a text",
    ("urls", "Valid url: ipv4"): "X takes it for valid, and makes no link of it in a text",
    ("urls", "Valid url: ipv6"): "X takes it for valid, and makes no link of it in a text",
    (
        "urls",
        "Valid url: sub delims and question marks",
    ): "valid for X, which links all but the last sign in a text",
}


def cases(file: str) -> dict[str, list[Any]]:
    tests: dict[str, list[Any]] = yaml.safe_load(FILES[file].read_text("utf-8"))["tests"]
    return tests


@pytest.mark.parametrize(("file", "group"), CHECKS)
def test_cases(file: str, group: str) -> None:
    for case in cases(file)[group]:
        if (group, case["description"]) not in LEFT_OUT:
            CHECKS[file, group](case)


def test_no_case_is_passed_over_in_silence() -> None:
    assert {
        (file, group) for file in FILES for group in cases(file)
    } == CHECKS.keys() | LEFT_OUT_GROUPS.keys()


@pytest.mark.parametrize("left_out", LEFT_OUT)
def test_what_is_left_out_is_there_and_would_fail(left_out: tuple[str, str]) -> None:
    named = [
        (CHECKS[file, group], case)
        for file, group in CHECKS
        for case in cases(file)[group]
        if (group, case["description"]) == left_out
    ]
    assert len(named) == 1
    check, case = named[0]
    with pytest.raises(AssertionError):
        check(case)
