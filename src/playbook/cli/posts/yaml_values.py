"""YAML text -> plain values, from PyYAML's events, with JSON's idea of what an unquoted word means.

Building from events keeps three things out: aliases (a few lines of them can stand for billions of values), depth, and
the surprises of YAML 1.1, in which `no` is false, `10:30` is 630 and `2026-11-23 10:00` has no time zone. Here an
unquoted word is null, true, false or a number as in JSON, and else a text.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import yaml

from playbook import limits
from playbook.cli.posts.whole import UnreadableError
from playbook.model.validate import kind_of

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,999})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,999})(\.[0-9]{1,999})?([eE][-+]?[0-9]{1,3})?")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}
_TEXT_TAG = "tag:yaml.org,2002:str"


class _Open:
    """A list or a mapping that is being filled."""

    def __init__(self, is_list: bool) -> None:
        self.is_list = is_list
        self.items: list[Any] = []
        self.fields: dict[str, Any] = {}
        self._name: str | None = None

    @property
    def value(self) -> list[Any] | dict[str, Any]:
        return self.items if self.is_list else self.fields

    @property
    def wants_name(self) -> bool:
        """Whether a name comes next; names are texts, however they look."""
        return not self.is_list and self._name is None

    def add(self, value: Any, line: int, column: int) -> None:
        """The next item, or name, or the value of the name before."""
        if self.is_list:
            self.items.append(value)
        elif self._name is not None:
            self.fields[self._name] = value
            self._name = None
        elif not isinstance(value, str):
            raise UnreadableError(f"a name has to be a text, not {kind_of(value)}", line, column)
        elif value in self.fields:
            raise UnreadableError(f"`{value}` is given twice", line, column)
        else:
            self._name = value


def parse_yaml(text: str, first_line: int = 1) -> Iterator[tuple[int, Any]]:
    """The documents of *text*, each with the line on which it starts. Raises UnreadableError.

    *first_line* is the number of the text's first line in its file.
    """
    try:
        yield from _documents(text, first_line)
    except yaml.MarkedYAMLError as error:
        line, column = _point(error.problem_mark or error.context_mark, first_line)
        raise UnreadableError(f"this is not YAML: {error.problem or 'it breaks off'}", line, column) from None
    except yaml.YAMLError:
        raise UnreadableError("this is not YAML: it holds a character that YAML does not allow") from None


def _documents(text: str, first_line: int) -> Iterator[tuple[int, Any]]:
    stack: list[_Open] = []
    document_line = first_line
    for event in yaml.parse(text, Loader=_LOADER):
        line, column = _point(event.start_mark, first_line)
        match event:
            case yaml.DocumentStartEvent():
                stack = [_Open(is_list=True)]
                document_line = line
            case yaml.DocumentEndEvent():
                yield document_line, stack[0].items[0]
            case yaml.AliasEvent():
                raise UnreadableError(
                    "an alias (`*name`) is not taken here; write the value out", line, column
                )
            case yaml.ScalarEvent():
                _refuse_tag(event, line, column)
                stack[-1].add(event.value if stack[-1].wants_name else _scalar(event), line, column)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if len(stack) > limits.MAX_POST_NESTING:
                    raise UnreadableError("this is nested too deeply", line, column)
                _refuse_tag(event, line, column)
                stack.append(_Open(is_list=isinstance(event, yaml.SequenceStartEvent)))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                done = stack.pop()
                stack[-1].add(done.value, line, column)


def _point(mark: Any, first_line: int) -> tuple[int, int]:
    """Line and column, from 1; zeros where the parser does not say."""
    return (mark.line + first_line, mark.column + 1) if mark else (0, 0)


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if not event.implicit[0]:  # quoted, or said to be a text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _NUMBER.fullmatch(text) else text


def _refuse_tag(event: Any, line: int, column: int) -> None:
    if event.tag not in (None, "!", _TEXT_TAG):
        raise UnreadableError("a tag (`!name`) is not taken here", line, column)
