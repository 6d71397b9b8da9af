"""What the command line says about posts: `--set account.kind=professional`, and `--map account.handle=screenname`.

Both name fields of the post. Values are read as JSON, unless the field is a text: an account may be named `007`.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from playbook.cli.posts.item import Fields, Item, unread
from playbook.cli.posts.json_values import parse_json
from playbook.cli.posts.places import Place, PlaceError, find, parse_place, put
from playbook.cli.posts.whole import UnreadableError
from playbook.frozen import frozen
from playbook.model.schema import fields_of
from playbook.types import TEXT, Enum, ListOf, Record, Type


@frozen
class Setting:
    """`--set PLACE=VALUE`."""

    place: Place
    value: Any


def parse_setting(text: str, post_type: type[BaseModel]) -> Setting:
    """A setting as it stands on the command line. Raises PlaceError."""
    name, separator, value = text.partition("=")
    if not separator:
        raise PlaceError(f"`{text}` sets nothing; write it like `account.kind=professional`")
    place = parse_place(name.strip())
    return Setting(place, understand(value, type_at(post_type, place)))


@dataclass
class Mapping:
    """`--map PLACE=COLUMN`, several of them. Remembers which columns it has seen."""

    columns: Sequence[tuple[Place, str, Type | None]]
    """Each with the type of the field that it is for."""
    seen: set[str] = field(default_factory=set)

    def apply(self, item: Item) -> Item:
        """The item with nothing but the mapped fields."""
        if item.fields is None:
            return item
        made: Fields = {}
        for place, column, kind in self.columns:
            try:
                value = _column(item.fields, column)
            except KeyError:
                continue
            self.seen.add(column)
            put(made, place, _from_cell(value, kind) if item.tabular else _as_text(value, kind))
        return Item(item.place, made, alone=item.alone)

    @property
    def unseen(self) -> tuple[str, ...]:
        """The columns that no item had."""
        return tuple(column for _, column, _ in self.columns if column not in self.seen)


def parse_mapping(texts: Sequence[str], post_type: type[BaseModel]) -> Mapping | None:
    """All of `--map`; None where there is none. Raises PlaceError."""
    columns: list[tuple[Place, str, Type | None]] = []
    for text in texts:
        name, separator, column = text.partition("=")
        if not separator or not column:
            raise PlaceError(f"`{text}` maps nothing; write it like `account.handle=screenname`")
        place = parse_place(name.strip())
        if any(place == other for other, _, _ in columns):
            raise PlaceError(f"`{name}` is mapped twice")
        columns.append((place, column, type_at(post_type, place)))
    return Mapping(columns) if columns else None


def prepare(
    item: Item, mapping: Mapping | None, settings: Sequence[Setting], post_type: type[BaseModel]
) -> Item:
    """The item as it is to be judged: mapped, its cells understood, the settings in place."""
    try:
        if mapping is not None:
            item = mapping.apply(item)
        if item.fields is None or not (item.tabular or settings):
            return item
        fields = _from_row(item.fields, post_type) if item.tabular else item.fields
        for setting in settings:
            put(fields, setting.place, copy.deepcopy(setting.value))
    except PlaceError as error:
        return unread(item.place, str(error), alone=item.alone)
    return Item(item.place, fields, alone=item.alone)


def type_at(post_type: type[BaseModel], place: Place) -> Type | None:
    """The type of the field at *place*; None where there is no such field."""
    here: Type | None = Record(post_type)
    for step in place:
        if isinstance(step, int):
            here = here.item if isinstance(here, ListOf) else None
        elif isinstance(here, Record):
            known = fields_of(here.model).get(step)
            here = known.type if known else None
        else:
            return None
    return here


def understand(value: str, kind: Type | None) -> Any:
    """A value written on the command line, for a field of that type.

    It is JSON where it reads as JSON, and else a text; for a field that is a text, only `"…"` and `null` are JSON.
    """
    if _is_text(kind) and value != "null" and not value.startswith('"'):
        return value
    try:
        return parse_json(value)
    except UnreadableError:
        return value


def _from_row(cells: Fields, post_type: type[BaseModel]) -> Fields:
    """A row of a table whose columns are named like fields."""
    made: Fields = {}
    for column, cell in cells.items():
        if not column:
            raise PlaceError("a column without a name holds something here")
        place, kind = _field_of(column, post_type)
        put(made, place, _from_cell(cell, kind))
    return made


@lru_cache(maxsize=1024)  # every row of a table has the same columns
def _field_of(column: str, post_type: type[BaseModel]) -> tuple[Place, Type | None]:
    place = parse_place(column)
    return place, type_at(post_type, place)


def _from_cell(cell: str, kind: Type | None) -> Any:
    """A cell of a table. The text of a text field is never taken apart."""
    return cell if _is_text(kind) else understand(cell, kind)


def _as_text(value: Any, kind: Type | None) -> Any:
    """Foreign JSON writes ids as numbers; for a field that is a text they are texts."""
    return str(value) if kind == TEXT and type(value) in (int, Decimal) else value


def _is_text(kind: Type | None) -> bool:
    return kind == TEXT or isinstance(kind, Enum)


def _column(fields: Fields, column: str) -> Any:
    """The value of a column, or of a field within fields: `user.screen_name`. Raises KeyError."""
    if column in fields:
        return fields[column]
    try:
        return find(fields, parse_place(column))
    except PlaceError:
        raise KeyError(column) from None
