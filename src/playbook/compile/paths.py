"""Generated code that reads fields: the common shape is tested in line, anything odd goes to `model.schema.read`."""

from enum import StrEnum
from typing import Any, get_args

from playbook.compile.code import Code
from playbook.model.schema import Field
from playbook.types import BOOLEAN, NUMBER, TEXT, TIME, ListOf, Record


class Paths:
    """Paths from the post, each read once and kept in a local: plain ones at the start, derived ones when asked for."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._known: dict[tuple[str, ...], str] = {}
        self._parents: dict[str, str] = {}

    def name(self, fields: tuple[Field, ...]) -> str:
        """The local that holds `post.a.b`, or will when `of_post` has been written. It has to have been declared."""
        return self._known[tuple(field.name for field in fields)]

    def of_post(self, fields: tuple[Field, ...]) -> str:
        """Write what makes sure that the local of `post.a.b` holds its value."""
        name = self.name(fields)
        if name in self._parents:
            with self._code.block(f"if {name} is N"):
                self._code.line(f"{name} = {self.read(self._parents[name], fields[-1])}")
        return name

    def declare(self, fields: tuple[Field, ...]) -> str:
        """Write the reading of `post.a.b` (or a place for it) here, which every use has to come after."""
        if not fields:
            return "post"
        path = tuple(field.name for field in fields)
        if path not in self._known:
            parent = self.declare(fields[:-1])
            if _is_costly(fields[-1]):
                self._known[path] = self._code.let("v", "N")
                self._parents[self._known[path]] = parent
            else:
                self._known[path] = self.read(parent, fields[-1])
        return self._known[path]

    def read(self, record: str, field: Field) -> str:
        """Write the reading of one field of the record that the local *record* holds."""
        code = self._code
        name = code.fresh("v")
        if record == "post":
            self._read_known(name, record, field)
            return name
        with code.block(f"if {record} is U or {record} is A"):
            code.line(f"{name} = {record}")
        with code.block("else"):
            self._read_known(name, record, field)
        return name

    def _read_known(self, name: str, record: str, field: Field) -> None:
        code = self._code
        slow = f"read({record}, {code.constant(field)})"
        odd = self._odd(name, field)
        if odd is None:
            code.line(f"{name} = {slow}")
            return
        # Identifiers only: a field's name is one, since it is an attribute of a model's class body.
        code.line(f"{name} = {record}.{field.name}")
        with code.block(f"if {odd}"):
            code.line(f"{name} = {slow}")

    def _odd(self, name: str, field: Field) -> str | None:
        """A test that holds for all but the plainest shape of a value; None where there is no plain shape."""
        if not field.stored or not field.name.isidentifier():
            return None
        kind = field.type
        if isinstance(kind, Record):
            return f"type({name}) is not {self._code.constant(kind.model)}"
        if isinstance(kind, ListOf):
            return f"{name} is not E"
        plain: dict[Any, str] = {TEXT: "str", BOOLEAN: "bool", NUMBER: "int"}
        if kind in plain:
            return f"type({name}) is not {plain[kind]}"
        if kind == TIME:
            return f"type({name}) is not datetime or {name}.tzinfo is None"
        enum = _enum_class(field)
        return None if enum is None else f"type({name}) is not {self._code.constant(enum)}"


def _is_costly(field: Field) -> bool:
    """Whether it may have to be worked out from a text. Nothing is read from what is."""
    return field.derive is not None and not isinstance(field.type, Record)


def _enum_class(field: Field) -> type[StrEnum] | None:
    """The `StrEnum` of an enum field, if it is made of one."""
    info = field.owner.model_fields.get(field.name)
    waiting: list[Any] = [] if info is None else [info.annotation]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return annotation
        waiting.extend(get_args(annotation))
    return None
