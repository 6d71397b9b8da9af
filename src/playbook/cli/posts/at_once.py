"""A line of JSON -> its post, without plain values in between, where there is sure to be nothing wrong with the line.

pydantic reads JSON itself, in less time than it takes to make plain values and to validate those; but of a name that is
given twice it takes the last value. So the names are counted. Whatever is in doubt, or wrong, is left to who can say
what it is. A share of more digits than a float carries is rounded here, as `Post.model_validate_json` does.
"""

import re
from typing import Final

from pydantic import BaseModel, ValidationError

from playbook.model.answers import NO_ANSWERS
from playbook.model.post import Post

_EXACT: Final = frozenset({bool, int, str})
_NAME_END: Final = b'":'
_APART: Final = re.compile(rb'"[ \t\r\n]+:')
"""A name that stands apart from its colon, which few programs write. It would not be counted."""


def post_of(line: bytes) -> Post | None:
    """The post of *line*; None where it may be none, or may give a name twice."""
    try:
        post = Post.model_validate_json(line)
    except ValidationError:
        return None
    # In and around texts there may be a quote before a colon too, but that only makes more of them. So where they are
    # as many as the fields that were given, each is the end of a name, and no field was given twice.
    return post if line.count(_NAME_END) == _fields_given(post) and not _APART.search(line) else None


def _fields_given(post: Post) -> int:
    """How many fields were given for *post* and its parts; none where it has parts that few have."""
    held = post.__dict__
    account, author = held["account"], held["author"]
    if (
        held["target"] is not None
        or held["poll"] is not None
        or held["event"] is not None
        or held["emoji"]
        or held["approvals"]
        or held["objections"]
        or account.__dict__["admins"]
        or account.__dict__["events"]
        or author.__dict__["relationships"]
    ):
        return 0
    given = (
        len(post.__pydantic_fields_set__)
        + len(account.__pydantic_fields_set__)
        + len(author.__pydantic_fields_set__)
        + len(held["audience"].__pydantic_fields_set__)
    )
    if (answers := held["answers"]) is not NO_ANSWERS:
        if not _EXACT.issuperset(map(type, answers.values())):
            return 0  # a number with a fraction, perhaps with more digits than were read here
        given += len(answers)
    for records in (held["media"], held["links"], author.__dict__["trainings"]):
        if records:
            given += _of_each(records)
    return given


def _of_each(records: tuple[BaseModel, ...]) -> int:
    given = 0
    for record in records:
        given += len(record.__pydantic_fields_set__)
    return given
