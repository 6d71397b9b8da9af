"""Generated code that reads fields: what validation lets through is handled in line, the rest in `model.schema.read`.

What a validated record cannot hold (a text that is none, a part of another kind) is no business of generated code: it
raises `OddPostError`, and the plain evaluator takes over.
"""

from enum import StrEnum
from typing import Any, Final, get_args, get_type_hints

from pydantic import BaseModel

from playbook.compile.code import Code
from playbook.compile.condition import Value
from playbook.compile.deriving import reader
from playbook.model.schema import Field, read
from playbook.model.shapes import optional
from playbook.types import BOOLEAN, NUMBER, TEXT, TIME, Enum, ListOf, Record
from playbook.values import ABSENT, UNKNOWN, Gap

PLAIN: Final[dict[Any, str]] = {TEXT: "str", NUMBER: "int"}
FEW: Final = 3
"""Fields of a post that are read one by one, and rules that read a field each for itself."""
MANY: Final = 30
"""The same for fields that take some working out."""


class OddPostError(Exception):
    """The post holds what validation would not have let through."""


def sure(record: BaseModel, field: Field) -> Any:
    """The value of a field that always has one. Raises OddPostError where it has not."""
    value = read(record, field)
    if value is UNKNOWN or value is ABSENT:
        raise OddPostError(field.name)
    return value


def given(record: BaseModel, field: Field) -> Any:
    """The value of a field that is given, or the one gap that it may have. Raises OddPostError where it is another."""
    value = read(record, field)
    if value is (UNKNOWN if field.none == "absent" else ABSENT):
        raise OddPostError(field.name)
    return value


class Paths:
    """Paths from the post and from elements of lists, each read once and kept in a local."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._uses: dict[tuple[str, ...], int] = {}
        self._whole = False

    @property
    def record(self) -> str:
        """What holds the fields of the post by name."""
        return "fields" if self._whole else "post.__dict__"

    def reckon(self, fields: tuple[Field, ...]) -> None:
        """Say that a path from the post is going to be read, before anything is written."""
        for end in range(1, len(fields) + 1):
            path = tuple(field.name for field in fields[:end])
            self._uses[path] = self._uses.get(path, 0) + 1

    def begin(self) -> None:
        """Write what all reading starts from."""
        if sum(len(path) == 1 for path in self._uses) > FEW:
            self._whole = True
            self._code.line("fields = post.__dict__")

    def of_post(self, fields: tuple[Field, ...], *, loose: bool = False) -> Value:
        """Write the reading of `post.a.b`, unless that is known here. *loose*: of a list of records, where each of them
        is looked at anyway, the items are not.
        """
        path = tuple(field.name for field in fields)
        if not fields:
            return Value("post")
        key = ("post", path)
        if loose and self._code.known(key) is None:
            key = ("loose", path)
        uses = self._uses.get(path, 2)
        parent = self.of_post(fields[:-1])
        often = uses > (FEW if self.is_plain(fields) else MANY)
        name = self._code.once(
            key, "v", lambda name: self._read(name, parent, fields[-1], loose), again=uses > 1, often=often
        )
        return self._known(name, parent, fields[-1])

    def of_element(self, element: str, fields: tuple[Field, ...], *, loose: bool = False) -> Value:
        """The same for the element of a loop, which is in the local *element*."""
        if not fields:
            return Value(element)
        parent = self.of_element(element, fields[:-1])
        key = (element, tuple(field.name for field in fields), loose)
        name = self._code.once(
            key, "v", lambda name: self._read(name, parent, fields[-1], loose), again=False, here=True
        )
        return self._known(name, parent, fields[-1])

    def of_value(self, value: Value, fields: tuple[Field, ...]) -> Value:
        """The same for a record that came from elsewhere, such as a let."""
        for field in fields:
            name = self._code.fresh("v")
            self._read(name, value, field)
            value = self._known(name, value, field)
        return value

    def is_plain(self, fields: tuple[Field, ...]) -> bool:
        """Whether reading it takes next to nothing."""
        return all(field.derive is None and field.stored for field in fields)

    def _known(self, name: str, parent: Value, field: Field) -> Value:
        """What of gaps the local *name* may hold."""
        derived = field.derive is not None and not is_certain(field)
        unknown = parent.unknown is not None or derived or (field.none == "unknown" and not is_certain(field))
        absent = parent.absent is not None or derived or field.none == "absent"
        return Value(name, name if unknown else None, name if absent else None)

    def _read(self, name: str, parent: Value, field: Field, loose: bool = False) -> None:
        gaps = [
            f"{parent.code} is {sign}"
            for sign, local in (("U", parent.unknown), ("A", parent.absent))
            if local
        ]
        if not gaps:
            self._read_known(name, parent.code, field, loose)
            return
        with self._code.block(f"if {' or '.join(gaps)}"):
            self._code.line(f"{name} = {parent.code}")
        with self._code.block("else"):
            self._read_known(name, parent.code, field, loose)

    def _read_known(self, name: str, record: str, field: Field, loose: bool) -> None:
        code = self._code
        constant = code.constant(field)
        odd = self._odd(name, field, loose)
        if odd is None:
            sure = is_certain(field)
            if field.derive is None:
                code.line(f"{name} = {'sure' if sure else 'read'}({record}, {constant})")
                return
            code.line(f"{name} = {code.constant(reader(field))}({record})")
            if sure:
                with code.block(f"if {name} is U or {name} is A"):
                    code.line(f"sure({record}, {constant})")
            return
        # Identifiers only: a field's name is one, since it is an attribute of a model's class body.
        whole = self._whole and record == "post"
        code.line(f"{name} = fields[{field.name!r}]" if whole else f"{name} = {record}.{field.name}")
        with code.block(f"if {odd}"):
            code.line(f"{name} = {self._slow(name, record, constant, field)}")

    def _slow(self, name: str, record: str, constant: str, field: Field) -> str:
        if field.derive is not None:
            value = (
                f"{self._after_a_glance(name, record, field)}{self._code.constant(reader(field))}({record})"
            )
        elif is_certain(field):
            value = f"sure({record}, {constant})"
        else:
            gap = "A" if field.none == "absent" else "U"
            value = f"{gap} if {name} is None else given({record}, {constant})"
        enum = enum_class(field)
        if enum is None:
            return value
        # A word that is no member of the class (an app may keep plain words) becomes the one that it names.
        members = self._code.constant(_members(enum))
        return f"member({members}, {value})"

    def _after_a_glance(self, name: str, record: str, field: Field) -> str:
        """Most texts hold none of what is looked for in them."""
        if field.may_hold is None:
            return ""
        (source,) = field.depends
        text = f"fields[{source!r}]" if self._whole and record == "post" else f"{record}.{source}"
        glance = f"{self._code.constant(field.may_hold)}({text})"
        return f"E if {name} is N and type({text}) is str and not {glance} else "

    def _odd(self, name: str, field: Field, loose: bool) -> str | None:
        """A condition that holds for all but the plainest shape of a value; None where there is no plain shape."""
        if not field.stored or not field.name.isidentifier():
            return None
        kind = field.type
        if isinstance(kind, Record):
            return f"type({name}) is not {self._code.constant(kind.model)}"
        if isinstance(kind, ListOf):
            items = "" if loose else self._odd_items(name, kind)
            if items is None:
                return f"{name} is not E"
            odd = f"(type({name}) is not tuple or {items})" if items else f"type({name}) is not tuple"
            return f"{name} is not E and {odd}"
        if kind == BOOLEAN:
            return f"{name} is not True and {name} is not False"
        if kind in PLAIN:
            return f"type({name}) is not {PLAIN[kind]}"
        if kind == TIME:
            return f"type({name}) is not datetime or {name}.tzinfo is not utc"
        enum = enum_class(field)
        return None if enum is None else f"type({name}) is not {self._code.constant(enum)}"

    def _odd_items(self, name: str, kind: ListOf) -> str | None:
        """A condition on a tuple that does not hold (or raises) if all its items are of the plainest shape."""
        if kind.item == TEXT:
            return f"glue({name}) is N"
        return (
            f"not {self.kinds(kind)}.issuperset(map(type, {name}))" if isinstance(kind.item, Record) else None
        )

    def kinds(self, kind: ListOf) -> str:
        """The set that holds the one class of the records in a list."""
        assert isinstance(kind.item, Record)  # noqa: S101  asked before
        return self._code.constant(_only(kind.item.model))


def whole(kinds: frozenset[type], items: tuple[Any, ...]) -> None:
    """Raises OddPostError if not all *items* are of these classes."""
    if not kinds.issuperset(map(type, items)) and not all(isinstance(item, tuple(kinds)) for item in items):
        raise OddPostError


def is_certain(field: Field) -> bool:
    """Whether every validated record has a value there. A list that is worked out may be too long to be one."""
    if field.derive is None:
        return field.none == "never"
    if field.stored or isinstance(field.type, ListOf):
        return False
    returns = get_type_hints(field.derive).get("return")
    return not optional(returns) and Gap not in (returns, *get_args(returns))


_sets: dict[type, frozenset[type]] = {}
_words: dict[type[StrEnum], dict[str, StrEnum]] = {}


def _only(kind: type) -> frozenset[type]:
    return _sets.setdefault(kind, frozenset((kind,)))


def _members(enum: type[StrEnum]) -> dict[str, StrEnum]:
    return _words.setdefault(enum, {member.value: member for member in enum})


def member(members: dict[str, StrEnum], word: Any) -> Any:
    """The member that a word stands for; a gap stays one."""
    return members[word] if isinstance(word, str) else word


def enum_class(field: Field) -> type[StrEnum] | None:
    """The `StrEnum` of an enum field, if it is made of one."""
    if not isinstance(field.type, Enum):
        return None
    info = field.owner.model_fields.get(field.name)
    waiting: list[Any] = [] if info is None else [info.annotation]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            return annotation
        waiting.extend(get_args(annotation))
    return None
