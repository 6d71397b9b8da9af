"""Which part of the page a rule belongs to: what to say, how, when, to whom, or who may say it.

A rule with one of the tags `what-to-say`, `how-to-say-it`, `when-to-say-it`, `who-to-say-it-to` and `who-may-say-it`
belongs there. Otherwise what the rule asks about decides, the first of these that fits:

1. *when*: it delays, or its condition reads the time;
2. *who*: it asks who the author is, what they have learnt, or who holds the account;
3. *to whom*: it asks who can see the post, or about the post that is answered or shared;
4. *how*: it asks about pictures, links, hashtags, length, form, or what shows first;
5. *what*: all others.
"""

from collections.abc import Iterable
from enum import Enum

from playbook.compile.reads import fields_read
from playbook.model.verdict import Verdict
from playbook.reference.linked import LinkedRule, Tables
from playbook.syntax import tree
from playbook.syntax.walk import walk


class Theme(Enum):
    """The parts, in the order of the page; the value is the heading."""

    WHAT = "What to say"
    HOW = "How to say it"
    WHEN = "When to say it"
    TO_WHOM = "Who to say it to"
    WHO = "Who may say it"


TAGS = {theme.value.lower().replace(" ", "-"): theme for theme in Theme}
"""The tags that put a rule into a part: `what-to-say`, `who-may-say-it` …"""

_READS: tuple[tuple[Theme, tuple[str, ...]], ...] = (
    (Theme.WHEN, ("publish_at", "proposed_at", "embargoed_until", "event.starts_at", "event.ends_at")),
    (
        Theme.WHO,
        ("author.id", "author.name", "author.roles", "author.trainings", "author.on_duty", "account.admins"),
    ),
    (Theme.TO_WHOM, ("audience", "target", "mentions")),
    (
        Theme.HOW,
        (
            "media",
            "links",
            "hashtags",
            "emoji",
            "length_limit",
            "hashtag_limit",
            "media_limit",
            "alt_text_limit",
            "counted_length",
            "above_fold",
            "platform",
            "language",
            "content_warning",
            "poll",
        ),
    ),
)

_OF_FORM = (tree.Call, tree.Matches, tree.Affix)


def theme_of(linked: LinkedRule, tables: Tables) -> Theme:
    """The part of the page that the rule stands in."""
    for tag in linked.rule.tags:
        if tag.name in TAGS:
            return TAGS[tag.name]
    if linked.verdict is Verdict.DELAY:
        return Theme.WHEN
    rule = linked.rule
    clauses = [clause for clause in (rule.when, rule.unless, *rule.requires) if clause is not None]
    # A function that reads the time only to tell how long ago something was does not make a rule one of time.
    named = {path for clause in clauses for path in _named(clause, tables)}
    reads = {path for clause in clauses for path in fields_read(clause, tables)}
    for theme, fields in _READS:
        found = named if theme is Theme.WHEN else reads
        if any(_within(path, fields) for path in _own(found, named)):
            return theme
    of_form = any(isinstance(node, _OF_FORM) for clause in clauses for node in walk(clause))
    return Theme.HOW if of_form else Theme.WHAT


def _named(clause: tree.Expr, tables: Tables) -> Iterable[str]:
    """The fields that the clause names itself, through lets, but not those that others are worked out from."""
    for node in walk(clause):
        ref = tables.refs.get(node) if isinstance(node, tree.Name) else None
        if ref is not None and ref.fields:
            yield ".".join(field.name for field in ref.fields)


def _own(found: set[str], named: set[str]) -> set[str]:
    """Without what is read only because a named field is worked out from it: `all_text` from the media."""
    return {path for path in found if path in named or path.startswith(("author.", "account."))}


def _within(path: str, fields: tuple[str, ...]) -> bool:
    return any(path == field or path.startswith(f"{field}.") for field in fields)
