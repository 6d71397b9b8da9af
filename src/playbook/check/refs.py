"""What a name stands for: the checker's answer, which both evaluators read."""

from dataclasses import dataclass
from typing import TypeAlias

from playbook.builtins.topics import BuiltinTopic
from playbook.model.schema import Field
from playbook.syntax import tree
from playbook.types import Enum


@dataclass(frozen=True, slots=True)
class PostRef:
    """The post itself: the base of `text`, `post.text`, `author.roles`."""


@dataclass(frozen=True, slots=True)
class ItemRef:
    """The element that a quantifier or count is at: `it`, a bare field of it, or its own name."""

    binder: "tree.Quantifier | tree.Count"


@dataclass(frozen=True, slots=True)
class ParamRef:
    param: tree.Param


@dataclass(frozen=True, slots=True)
class LetRef:
    let: tree.Let


@dataclass(frozen=True, slots=True)
class AskRef:
    ask: tree.Ask


@dataclass(frozen=True, slots=True)
class TopicRef:
    topic: "tree.Topic | BuiltinTopic"


@dataclass(frozen=True, slots=True)
class MemberRef:
    """A member of an enum."""

    enum: Enum
    member: str


@dataclass(frozen=True, slots=True)
class BrokenRef:
    """A name that is reported already (or whose declaration could not be read)."""


Base: TypeAlias = PostRef | ItemRef | ParamRef | LetRef | AskRef | TopicRef | MemberRef | BrokenRef


@dataclass(frozen=True, slots=True)
class Ref:
    """A base, and the fields that are read from it one after the other."""

    base: Base
    fields: tuple[Field, ...] = ()
