"""How long all texts of a post are together: counted only where its lists are so long that it could be too much.

Counting takes as long as all else that pydantic leaves to us; a look at how long the lists are takes a tenth of that.
"""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from playbook.limits import MAX_POST_CHARACTERS, MAX_POST_FIELD, MAX_POST_TEXT
from playbook.model.answers import NO_ANSWERS
from playbook.model.part import WITHOUT_TEXT, unchecked_fields

if TYPE_CHECKING:
    from playbook.model.post import Post

LONG, SHORT = 3, 12
"""How many long and short texts stand in a post and its parts by themselves, in no list and in no target."""
RECORD: Final = 4
"""Short texts of a record in a list, at most."""
ALONE: Final = LONG * MAX_POST_TEXT + SHORT * MAX_POST_FIELD
"""Characters that these may have together."""
_TOO_MANY: Final = MAX_POST_CHARACTERS + 1


def at_most(post: "Post", ours: type["Post"]) -> int:
    """How many characters *post* may have, of the class *ours* or of an app's own, by a glance: its texts and lists are
    each within their own limit by now, and every text is taken to be as long as it may be. Too many for what is so
    rare that it can be counted.
    """
    held = post.__dict__
    account, author, audience = held["account"].__dict__, held["author"].__dict__, held["audience"].__dict__
    if (
        held["poll"] is not None
        or held["emoji"]
        or held["objections"]
        or account["admins"]
        or account["events"]
    ):
        return _TOO_MANY
    texts, characters = 0, ALONE
    if post.__class__ is not ours:
        characters += _added_characters(post, ours)
    if (target := held["target"]) is not None:
        characters += at_most(target, ours)
    if (answers := held["answers"]) is not NO_ANSWERS:
        for answer in answers.values():
            texts += len(answer) if answer.__class__ is tuple else 1
    if items := held["hashtags"]:
        texts += len(items)
    if items := held["mentions"]:
        texts += len(items)
    if items := held["cashtags"]:
        texts += len(items)
    if items := held["tags"]:
        texts += len(items)
    if items := held["links"]:
        texts += RECORD * len(items)
    if items := held["approvals"]:
        texts += RECORD * len(items)
    if items := author["roles"]:
        texts += len(items)
    if items := author["accounts"]:
        texts += len(items)
    if items := author["trainings"]:
        texts += len(items)
    if items := author["relationships"]:
        texts += len(items)
    if items := audience["groups"]:
        texts += len(items)
    if items := audience["regions"]:
        texts += len(items)
    for item in held["media"]:
        own = item.__dict__
        texts += RECORD
        if words := own["alt_text"]:
            characters += len(words)
        if words := own["captions"]:
            characters += len(words)
        if items := own["shows"]:
            texts += len(items)
    return texts * MAX_POST_FIELD + characters


def _added_characters(post: "Post", ours: type["Post"]) -> int:
    """How many characters the fields hold that the class of *post* has and *ours* does not; too many where it has made
    something else of one of ours.
    """
    added = unchecked_fields(type(post))
    if not ours.model_fields.keys().isdisjoint(added):
        return _TOO_MANY
    return count_characters([post.__dict__[name] for name in added])


def count_characters(value: Any) -> int:
    """How long all texts in *value* are together; members of enums are none."""
    total, waiting = 0, [value]
    for held in waiting:  # grows while it is gone through
        for item in _inside(held):
            kind = item.__class__
            if kind is str:
                total += len(item)
            elif item is None or kind in WITHOUT_TEXT:
                continue
            elif issubclass(kind, str):
                total += 0 if issubclass(kind, Enum) else len(item)
            else:
                waiting.append(item)
    return total


def _inside(value: Any) -> Any:
    """What *value* holds, if it is something that holds others."""
    kind = value.__class__
    if BaseModel in kind.__mro__:  # pydantic's own way of asking takes three times as long
        return value.__dict__.values()
    if issubclass(kind, (tuple, list, set, frozenset)):
        return value
    return value.values() if issubclass(kind, Mapping) else ()
