"""Topics that every policy knows by name, such as `phone_numbers`: each declared once, with what it finds and what it
does not.

The checker takes the names from here, the matcher the finders, the reference page the docstrings and the examples,
which also run as tests.
"""

from collections.abc import Mapping
from inspect import cleandoc

from playbook.frozen import frozen
from playbook.text.finding import Finder
from playbook.text.leaks.addresses import email_addresses
from playbook.text.leaks.identity import national_ids
from playbook.text.leaks.keys import access_keys
from playbook.text.leaks.numbers import bank_accounts, card_numbers, telephones
from playbook.text.parts.faces import typed_faces


@frozen
class BuiltinTopic:
    """A topic of the language itself.

    `doc` says what it finds and what not; `finder` gives the places in a text; `examples` are texts, each with the
    words that are found in it.
    """

    name: str
    doc: str
    finder: Finder
    examples: tuple[tuple[str, tuple[str, ...]], ...]


def _topic(name: str, finder: Finder, examples: Mapping[str, tuple[str, ...]]) -> BuiltinTopic:
    return BuiltinTopic(name, cleandoc(finder.__doc__ or ""), finder, tuple(examples.items()))


_ALL = (
    _topic(
        "emoticons",
        typed_faces,
        {
            "Open now :-)": (":-)",),
            "What a day!:))) See you ;)": (":)))", ";)"),
            "¯\\_(ツ)_/¯ xD": ("¯\\_(ツ)_/¯", "xD"),
            "Open now: 9-5": (),
            "See http://acme.example (or ask here:)": (),
        },
    ),
    _topic(
        "phone_numbers",
        telephones,
        {
            "Call (212) 555-0123 or +44 20 7946 0018": ("(212) 555-0123", "+44 20 7946 0018"),
            "Tel. 06 12 34 56 78": ("06 12 34 56 78",),
            "From 2026-11-23 on, 08:00-17:00, order 2125550123": (),
            "+1 000 000 readers": (),
        },
    ),
    _topic(
        "national_ids",
        national_ids,
        {
            "His number is 123-45-6789": ("123-45-6789",),
            "NI number: AB 12 34 56 C": ("AB 12 34 56 C",),
            "DNI 12345678Z": ("12345678Z",),
            "Case 666-45-6789, ticket 123-456-789": (),
        },
    ),
    _topic(
        "email_addresses",
        email_addresses,
        {
            "Write to ana.ruiz+press@acme.example.": ("ana.ruiz+press@acme.example",),
            "Thanks @acme.example and me@home": (),
        },
    ),
    _topic(
        "card_numbers",
        card_numbers,
        {
            "Card 4111 1111 1111 1111, 12/27": ("4111 1111 1111 1111",),
            "Order 4111 1111 1111 1112": (),
        },
    ),
    _topic(
        "bank_accounts",
        bank_accounts,
        {
            "Pay to DE89 3704 0044 0532 0130 00 today": ("DE89 3704 0044 0532 0130 00",),
            "Flight DE89 3704, seat 00": (),
        },
    ),
    _topic(
        "access_keys",
        access_keys,
        {
            "Use AKIAIOSFODNN7EXAMPLE for now": ("AKIAIOSFODNN7EXAMPLE",),
            "-----BEGIN OPENSSH PRIVATE KEY-----": ("-----BEGIN OPENSSH PRIVATE KEY-----",),
            "Set GITHUB_TOKEN to ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": (),
        },
    ),
)

TOPICS: Mapping[str, BuiltinTopic] = {topic.name: topic for topic in _ALL}
"""All of them, by name."""
