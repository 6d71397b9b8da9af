"""Dotted places such as `account.kind` and `media[0].alt_text`: reading what stands there, or setting it."""

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from playbook import limits
from playbook.model.validate import Step, spell

Place: TypeAlias = tuple[Step, ...]

_STEP = re.compile(r"\.?([^\W\d]\w*)|\[([0-9]{1,4})\]")


class PlaceError(Exception):
    """A place that is not one, or that cannot be filled. Its text says why, in one clause."""


def parse_place(text: str) -> Place:
    """The steps of a dotted place. Raises PlaceError."""
    steps: list[Step] = []
    at = 0
    while at < len(text):
        step = _STEP.match(text, at)
        if step is None or (not steps and (step[2] or text[at] == ".")) or (steps and text[at] not in ".["):
            raise PlaceError(
                f"`{text}` is no field of a post; write it like `account.kind` or `media[0].alt_text`"
            )
        steps.append(step[1] if step[1] is not None else int(step[2]))
        at = step.end()
    if not steps or len(steps) > limits.MAX_POST_NESTING:
        raise PlaceError("a field has to be named")
    return tuple(steps)


def find(value: Any, place: Sequence[Step]) -> Any:
    """What stands at *place* in plain values; raises KeyError where nothing does."""
    for step in place:
        if isinstance(step, int):
            if not isinstance(value, list) or step >= len(value):
                raise KeyError(step)
            value = value[step]
        elif isinstance(value, dict):
            value = value[step]
        else:
            raise KeyError(step)
    return value


def put(fields: dict[str, Any], place: Place, value: Any) -> None:
    """Sets *place* in *fields* to *value*, making what is missing on the way. Raises PlaceError."""
    here: Any = fields
    for at, step in enumerate(place):
        last = at == len(place) - 1
        made: Any = value if last else ([] if isinstance(place[at + 1], int) else {})
        if isinstance(step, int):
            if not isinstance(here, list) or step > len(here):
                raise PlaceError(f"`{spell(place)}`: there is no `{spell(place[: at + 1])}` to be set")
            if step == len(here):
                here.append(made)
            elif last or here[step] is None:
                here[step] = made
        else:
            if not isinstance(here, dict):
                raise PlaceError(f"`{spell(place)}`: `{spell(place[:at])}` has no fields")
            if last or here.get(step) is None:
                here[step] = made
        here = here[step]
