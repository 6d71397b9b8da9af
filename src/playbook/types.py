"""The types of the language, as the checker sees them. Records and enums come from pydantic models; see
`model.schema`.
"""

from typing import TypeAlias

from pydantic import BaseModel

from playbook.frozen import frozen


@frozen
class Scalar:
    """A type without parts."""

    name: str

    def __str__(self) -> str:
        return self.name


@frozen
class Enum:
    """One of a fixed set of words."""

    name: str
    members: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


@frozen
class Record:
    """A pydantic model. Its fields are read from the model when asked for, since records may contain themselves."""

    model: type[BaseModel]

    def __str__(self) -> str:
        return self.model.__name__.lower()


@frozen
class ListOf:
    """A list whose items are all of one type."""

    item: "Type"

    def __str__(self) -> str:
        return f"list of {self.item}"


Type: TypeAlias = Scalar | Enum | Record | ListOf

TEXT = Scalar("text")
NUMBER = Scalar("number")
BOOLEAN = Scalar("boolean")
TIME = Scalar("time")
DATE = Scalar("date")
DURATION = Scalar("duration")
WINDOW = Scalar("window")
TOPIC = Scalar("topic")

ANY = Scalar("anything")
"""The type of what is already reported as wrong, and of the items of an empty list: it fits everywhere."""

NAMED: dict[str, Type] = {
    str(scalar): scalar for scalar in (TEXT, NUMBER, BOOLEAN, TIME, DATE, DURATION, WINDOW)
}
"""The types that a `param` or an `ask` may name."""
