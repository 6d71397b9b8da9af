"""The fields of a post that generated expressions name, by type, as the model declares them."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from pydantic import BaseModel

from playbook.model.post import Post
from playbook.model.schema import Field, fields_of
from playbook.types import Enum, ListOf, Record, Type


@dataclass(frozen=True)
class Path:
    """`account.kind`, with its type, and whether it is known in every post."""

    name: str
    type: Type
    known: bool


CORE: Final = frozenset(
    (
        "text",
        "sponsored",
        "purpose",
        "account.kind",
        "account.followers",
        "account.timezone",
        "author.roles",
        "author.id",
        "author.on_duty",
        "author.trainings",
        "audience.visibility",
        "audience.adult_share",
        "publish_at",
        "embargoed_until",
        "proposed_at",
        "event.starts_at",
        "media",
        "links",
        "hashtags",
        "tags",
        "campaign",
        "content_warning",
        "above_fold",
        "target.text",
        "target.media",
    )
)
"""Those that are named more often, so that the parts of a policy have to do with one another."""


@cache
def paths_of(model: type[BaseModel]) -> tuple[Path, ...]:
    """Every path from a record of *model*, core ones first; into another post no deeper than one step."""
    found = list(_walk(model, "", True, 0))
    return tuple(sorted(found, key=lambda path: (path.name not in CORE, path.name)))


def _walk(model: type[BaseModel], start: str, known: bool, depth: int) -> list[Path]:
    found: list[Path] = []
    for field in fields_of(model).values():
        name = f"{start}{field.name}"
        sure = known and never_unknown(field)
        found.append(Path(name, field.type, sure))
        if isinstance(field.type, Record):
            deeper = depth + issubclass(field.type.model, Post)
            if deeper <= 1:
                found += _walk(field.type.model, f"{name}.", sure, deeper)
    return found


def never_unknown(field: Field) -> bool:
    """Whether reading it never gives `UNKNOWN`: what is not derived, and whose `None` means that there is none."""
    return field.none != "unknown" and field.derive is None


@cache
def of_type(model: type[BaseModel], wanted: Type) -> tuple[Path, ...]:
    """The paths of one type."""
    return tuple(path for path in paths_of(model) if path.type == wanted)


@cache
def enums(model: type[BaseModel]) -> tuple[Path, ...]:
    """The paths of any enum."""
    return tuple(path for path in paths_of(model) if isinstance(path.type, Enum))


@cache
def record_lists(model: type[BaseModel]) -> tuple[Path, ...]:
    """The paths of lists of records."""
    return tuple(
        path
        for path in paths_of(model)
        if isinstance(path.type, ListOf) and isinstance(path.type.item, Record)
    )
