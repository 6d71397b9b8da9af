"""What went wrong where a fact is worked out: an app's own derived field that raises, or gives what it does not say it
gives. To judge, such a fact is only not known; whoever wrote the field wants to hear of it.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from playbook.model.decision import Need
from playbook.model.schema import Field, failure, fields_of, read

_STEP = re.compile(r"\.?(?P<name>[A-Za-z_]\w*)|\[(?P<number>[0-9]+)\]")


def failures(needs: Iterable[Need], post: BaseModel) -> Iterator[str]:
    """For each need that is there because working it out fails: the field, and the kind of error."""
    for need in needs:
        found = _at(need.field, post)
        problem = None if found is None else failure(*found)
        if problem is not None:
            yield f"{need.field}: {problem}"


def _at(path: str, post: BaseModel) -> tuple[BaseModel, Field] | None:
    """The record that *path* ends in, and its field; None where there is none, as for an answer."""
    here: object = post
    found: tuple[BaseModel, Field] | None = None
    for step in _STEP.finditer(path):
        if step["number"] is not None:
            here = here[int(step["number"])] if isinstance(here, tuple) else None
        elif not isinstance(here, BaseModel) or step["name"] not in fields_of(type(here)):
            return None
        else:
            found = here, fields_of(type(here))[step["name"]]
            here = read(*found)
    return found
