"""The page of what must not leak: each finder with what it finds and what it does not, and the tables behind them."""

from generators.markdown import code, codes, page, prose, table
from playbook.builtins.topics import TOPICS
from playbook.text.leaks.identity import FORMATS
from playbook.text.leaks.keys import SHAPES
from playbook.text.leaks.numbers import ACCOUNTS

INTRODUCTION = """
What people post by accident, and cannot take back: a key, a card's number, somebody's telephone. Each of these is a
topic that every policy knows, found by how it is made up, and wherever possible by the digits with which it checks
itself:

<!-- file: leaks.playbook -->
```playbook
policy leaks
rule no-leaks "Nothing that opens a door"
  when all_text mentions any of [access_keys, card_numbers, bank_accounts, national_ids]
  deny "This looks like a key, or like a number that leads to a person or to money."
```

None of them looks anything up: whether a key works, or a card was given out, nobody knows. None of them knows a street,
a name or a password when it sees one; for what is written in plain words, write a topic of your own. They do not see
through disguises (a number spelled in words, a key with spaces in it): what slips out by accident is not disguised.
They are tried on hundreds of dates, versions, order numbers, ISBNs, tracking numbers and sums, and find none of these;
but a number that happens to check out is found, whatever it stands for.
"""

LEAKS = ("access_keys", "bank_accounts", "card_numbers", "email_addresses", "national_ids", "phone_numbers")


def make() -> str:
    """The page."""
    tables = {"access_keys": _keys(), "bank_accounts": _accounts(), "national_ids": _identities()}
    sections = [
        "\n\n".join(filter(None, (f"## {name}", prose(TOPICS[name].doc), tables.get(name)))) for name in LEAKS
    ]
    return page("What must not leak", "src/playbook/text/", INTRODUCTION, *sections)


def _keys() -> str:
    rows = (
        (one.service, codes(one.begins), "yes" if one.checksum else "", f"[where]({one.source})")
        for one in SHAPES
    )
    return table(("whose", "begins with", "checksum", "said"), rows)


def _identities() -> str:
    rows = ((one.country, one.name, code(one.example), one.rule, f"[where]({one.source})") for one in FORMATS)
    return table(("of", "name", "for example", "what it has to be", "said"), rows)


def _accounts() -> str:
    lengths = sorted(ACCOUNTS.items())
    rows = (
        (str(length), ", ".join(country for country, other in lengths if other == length))
        for length in sorted({length for _, length in lengths})
    )
    return table(("characters", "countries"), rows)
