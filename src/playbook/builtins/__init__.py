"""The functions and topics that the language brings along: each declared once, read by checker, evaluators
and documentation.
"""

from collections.abc import Mapping
from typing import Final

from playbook.builtins import people, writing
from playbook.builtins.declare import Function, collected

FUNCTIONS: Final[Mapping[str, Function]] = collected(
    people.trained,
    writing.length,
    writing.line_count,
    writing.share_of_capitals,
    writing.word_count,
    writing.words_per_sentence,
)
"""All functions, by name."""
