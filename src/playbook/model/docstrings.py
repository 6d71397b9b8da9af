"""What stands below the fields of a model, read from its source when somebody asks: hardly anybody does, and it takes
longer than all else about a model together.
"""

import ast
import inspect
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Described(BaseModel):
    """A model in whose JSON schema the docstrings below its fields are their descriptions. pydantic can do that
    (`use_attribute_docstrings`), but reads them all as soon as there is such a class.
    """

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(schema)
        properties = handler.resolve_ref_schema(made).get("properties", {})
        for name, words in attribute_docstrings(cls).items():
            if name in properties:
                properties[name].setdefault("description", words)
        return made


@cache
def attribute_docstrings(kind: type[Any]) -> Mapping[str, str]:
    """The docstrings below the annotated names of the class *kind* and of its bases; none where there is no source."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        found.update(_own(one) if one.__module__ != "builtins" else {})
    return found


def _own(kind: type[Any]) -> Mapping[str, str]:
    try:
        parsed = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    except (OSError, TypeError, SyntaxError):  # made by a program, or only compiled
        return {}
    body = parsed.body[0].body if parsed.body and isinstance(parsed.body[0], ast.ClassDef) else []
    return {
        named.target.id: inspect.cleandoc(said.value.value)
        for named, said in pairwise(body)
        if isinstance(named, ast.AnnAssign) and isinstance(named.target, ast.Name)
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant)
        if isinstance(said.value.value, str)
    }
