"""How a value of a post is written to JSON and plain data, where that is not as pydantic would."""

from collections.abc import Callable
from typing import Any, Literal, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Written:
    """Metadata of a field: *by* gives what is written, which *schema* describes. As pydantic's `PlainSerializer`, whose
    module takes as long to import as four of ours.
    """

    def __init__(
        self, by: Callable[[Any], Any], schema: CoreSchema, when: Literal["always", "json"] = "always"
    ) -> None:
        self._by, self._schema, self._when = by, schema, when

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(
            self._by, return_schema=self._schema, when_used=self._when
        )
        return cast("CoreSchema", {**handler(source), "serialization": written})
