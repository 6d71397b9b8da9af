"""What a name stands for: the checker's answer, which both evaluators read."""

from typing import TypeAlias

from playbook.builtins.topics import BuiltinTopic
from playbook.frozen import frozen
from playbook.model.schema import Field
from playbook.syntax import tree
from playbook.types import Enum


@frozen
class PostRef:
    """The post itself: the base of `text`, `post.text`, `author.roles`."""


@frozen
class ItemRef:
    """The element that a quantifier or count is at: `it`, a bare field of it, or its own name."""

    binder: "tree.Quantifier | tree.Count"


@frozen
class ParamRef:
    param: tree.Param


@frozen
class LetRef:
    let: tree.Let


@frozen
class AskRef:
    ask: tree.Ask


@frozen
class TopicRef:
    topic: "tree.Topic | BuiltinTopic"


@frozen
class MemberRef:
    """A member of an enum."""

    enum: Enum
    member: str


@frozen
class BrokenRef:
    """A name that is reported already (or whose declaration could not be read)."""


Base: TypeAlias = PostRef | ItemRef | ParamRef | LetRef | AskRef | TopicRef | MemberRef | BrokenRef


@frozen
class Ref:
    """A base, and the fields that are read from it one after the other."""

    base: Base
    fields: tuple[Field, ...] = ()
