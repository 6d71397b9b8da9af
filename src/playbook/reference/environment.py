"""What an expression is evaluated in: the post, the params, the elements that quantifiers are at."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from playbook.frozen import unguarded
from playbook.model.schema import fields_of, read
from playbook.reference.linked import Tables
from playbook.syntax import tree
from playbook.values import UNKNOWN


def fact(record: Any, name: str) -> Any:
    """One field of a record; unknown where it is that, or where there is no such thing."""
    field = fields_of(type(record)).get(name) if isinstance(record, BaseModel) else None
    return UNKNOWN if field is None else read(record, field)


def instant_of(post: BaseModel) -> Any:
    """The instant at which the post is judged; unknown where neither the post nor the caller says it."""
    return fact(post, "publish_at")


@unguarded
class Item:
    """The element that a quantifier is at, and where in the post it stands (None: not in the post)."""

    value: Any
    path: str | None


class Environment:
    """One post before one policy. Not shared between threads; what is worked out once is kept here."""

    __slots__ = ("items", "kept", "lets", "params", "post", "problems", "tables", "zone", "zone_source")

    def __init__(self, tables: Tables, params: Mapping[tree.Param, Any], post: BaseModel) -> None:
        self.tables = tables
        self.params = params
        self.post = post
        self.zone: Any = None
        """A `ZoneInfo`; `UNKNOWN` where the zone is a field that nobody filled in; None where the policy has none."""
        self.zone_source: tree.Expr | None = None
        self.items: dict[tree.Node, Item] = {}
        self.lets: dict[tree.Let, Any] = {}
        self.kept: dict[tree.Node, Any] = {}
        """Values of what is about no element: an explanation asks for them again and again."""
        self.problems: dict[tree.Node, str] = {}
        """Calls that failed, with the function's name and the kind of error."""
