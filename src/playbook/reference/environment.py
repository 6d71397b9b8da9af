"""What an expression is evaluated in: the post, the params, the elements that quantifiers are at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from playbook.reference.linked import Tables
from playbook.syntax import tree


@dataclass(slots=True)
class Item:
    """The element that a quantifier is at, and where in the post it stands (None: not in the post)."""

    value: Any
    path: str | None


@dataclass(slots=True)
class Environment:
    """One post before one policy. Not shared between threads; what is worked out once is kept here."""

    tables: Tables
    params: Mapping[tree.Param, Any]
    post: BaseModel
    zone: Any = None
    """A `ZoneInfo`; `UNKNOWN` where the zone is a field that nobody filled in; None where the policy has none."""
    zone_source: tree.Expr | None = None
    items: dict[tree.Node, Item] = field(default_factory=dict)
    lets: dict[tree.Let, Any] = field(default_factory=dict)
    problems: dict[tree.Node, str] = field(default_factory=dict)
    """Calls that failed, with the function's name and the kind of error."""
