"""Each topic of the language does what its declaration says."""

import re

import pytest

from playbook.builtins.topics import TOPICS, BuiltinTopic


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_examples(topic: BuiltinTopic) -> None:
    for text, words in topic.examples:
        assert tuple(text[start:end] for start, end in topic.finder(text)) == words


@pytest.mark.parametrize("topic", TOPICS.values(), ids=list(TOPICS))
def test_declarations_are_complete(topic: BuiltinTopic) -> None:
    assert TOPICS[topic.name] is topic
    assert re.fullmatch("[a-z]+(_[a-z]+)*", topic.name)
    assert topic.doc.startswith("Where ")
    assert re.search("Not found|Left out", topic.doc)
    assert any(words for _, words in topic.examples)
    assert any(not words for _, words in topic.examples)


def test_the_topics_that_policies_ask_for() -> None:
    assert {
        "emoticons",
        "phone_numbers",
        "national_ids",
        "email_addresses",
        "card_numbers",
        "bank_accounts",
        "access_keys",
    } == set(TOPICS)
