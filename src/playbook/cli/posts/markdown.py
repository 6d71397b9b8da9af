"""Markdown: one post. YAML between two lines of `---` at the top holds the fields; what follows is the text."""

from collections.abc import Iterator
from typing import BinaryIO

from playbook import limits
from playbook.cli.posts.item import Fields, Item, unread
from playbook.cli.posts.whole import UnreadableError, read_text, with_lf
from playbook.cli.posts.yaml_values import parse_yaml
from playbook.model.validate import kind_of


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The post of a Markdown file. Blank lines around the text are dropped."""
    try:
        yield Item(name, _fields(read_text(stream, limits.MAX_YAML_BYTES)), alone=True)
    except UnreadableError as error:
        yield unread(error.place(name), error.reason, alone=True)


def _fields(text: str) -> Fields:
    lines = with_lf(text).splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        _refuse_lookalikes(lines)
        return {"text": _body(lines)}
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise UnreadableError("the `---` of the first line is never closed by another", 1, 1)
    fields = _front_matter("".join(lines[1:end]))
    body = _body(lines[end + 1 :])
    if not body:
        return fields
    if "text" in fields:
        raise UnreadableError("`text` is given above, and there is a text below", end + 1, 1)
    return {**fields, "text": body}


def _refuse_lookalikes(lines: list[str]) -> None:
    """Front matter that would be taken for the text, and its fields for not known."""
    if lines and lines[0].rstrip() == "+++":
        raise UnreadableError("fields stand between two lines of `---`, as YAML, and not between `+++`", 1, 1)
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if (
        first
        and lines[first].rstrip() == "---"
        and any(line.rstrip() == "---" for line in lines[first + 1 :])
    ):
        raise UnreadableError("the `---` that opens the fields has to be the first line", first + 1, 1)


def _front_matter(text: str) -> Fields:
    documents = list(parse_yaml(text, first_line=2))
    value = documents[0][1] if documents else {}
    if not isinstance(value, dict):
        raise UnreadableError(
            f"what stands between the lines of `---` has to be named fields, not {kind_of(value)}", 2, 1
        )
    return value


def _body(lines: list[str]) -> str:
    kept = list(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    return "".join(kept).rstrip()
