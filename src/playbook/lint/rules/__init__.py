"""All lint rules, one file each, in the order of their codes. A test holds this tuple against the folder."""

from typing import Final

from playbook.lint.rule import LintRule
from playbook.lint.rules import (
    never_fires,
    no_message,
    unused_topic,
    always_fires,
    duplicate_term,
)

RULES: Final[tuple[LintRule, ...]] = (
    never_fires.RULE,
    always_fires.RULE,
    unused_topic.RULE,
    duplicate_term.RULE,
    no_message.RULE,
)
