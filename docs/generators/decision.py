"""The page of the decision: what `evaluate` gives back, part by part."""

from typing import Any, Literal, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from generators.markdown import attribute_docs, code, first_paragraph, page, prose, table
from playbook.model import decision
from playbook.model.decision import Decision, Part
from playbook.model.verdict import Verdict

INTRODUCTION = """
What `playbook.evaluate` gives back, and what `playbook evaluate --format json` prints. It is frozen, and goes through
JSON and back unchanged. Instants are in UTC. Offsets count code points from 0; an end is not included.

## Verdicts

Mildest first. In Python they order by strictness: `decision.verdict > Verdict.WARN`.
"""


def make() -> str:
    """The page."""
    docs = attribute_docs(Verdict)
    verdicts = [(code(one.value), first_paragraph(docs[one.name])) for one in Verdict]
    parts = [INTRODUCTION, table(("verdict", "what may happen"), verdicts)]
    parts += map(_part, _in_reading_order())
    return page("The decision", "src/playbook/model/decision.py", *parts)


def _in_reading_order() -> list[type[BaseModel]]:
    """The decision first, then what it is made of."""
    parts = [
        kind for kind in vars(decision).values() if _is_part(kind) and kind.__module__ == decision.__name__
    ]
    return [Decision, *(kind for kind in reversed(parts) if kind not in (Part, Decision))]


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _part(model: type[BaseModel]) -> str:
    docs = attribute_docs(model)
    rows = [
        (code(name), _type(info.annotation), prose(first_paragraph(docs.get(name, ""))))
        for name, info in model.model_fields.items()
    ]
    return f"## {model.__name__}\n\n{prose(model.__doc__ or '')}\n\n{table(('field', 'type', ''), rows)}"


def _type(annotation: Any) -> str:
    """A type as a reader of JSON sees it."""
    options = [one for one in get_args(annotation) if one is not type(None)]
    origin = get_origin(annotation)
    if hasattr(annotation, "__metadata__"):
        return _type(options[0])
    if origin is tuple and options[-1] is Ellipsis:
        return f"list of {_type(options[0])}"
    if origin is tuple:
        return f"[{', '.join(map(_type, options))}]"
    if origin is Literal:
        return " or ".join(map(code, options))
    if origin is not None:
        return f"{' or '.join(map(_type, options))}, or null"
    if _is_part(annotation):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    if annotation is Verdict:
        return "[verdict](#verdicts)"
    return {str: "text", bool: "true or false", int: "number", AwareDatetime: "instant"}[annotation]
