"""Which rules to run: by slug, by code or its beginning, `default` or `all`."""

from collections.abc import Iterable

from playbook.diagnostics.nearest import nearest
from playbook.errors import UsageError
from playbook.lint.rule import LintRule
from playbook.lint.rules import RULES


def chosen(select: Iterable[str], ignore: Iterable[str]) -> tuple[LintRule, ...]:
    """The rules that *select* names (the default ones where it names none) but for those that *ignore* does. Each may
    hold several names with commas between. Raises UsageError for a name that no rule has.
    """
    wanted = _named(select) or _named(["default"])
    unwanted = _named(ignore)
    return tuple(rule for rule in RULES if rule in wanted and rule not in unwanted)


def _named(names: Iterable[str]) -> set[LintRule]:
    found: set[LintRule] = set()
    for name in (part.strip() for given in names for part in given.split(",")):
        here = {rule for rule in RULES if _answers(rule, name)}
        if not here:
            close = nearest(name, [rule.slug for rule in RULES])
            hint = f"; did you mean `{close}`?" if close else ""
            raise UsageError(f"there is no lint rule `{name:.80}`{hint}")
        found |= here
    return found


def _answers(rule: LintRule, name: str) -> bool:
    if name == "default":
        return rule.default
    return name in ("all", rule.slug) or (name.startswith("PB") and rule.code.startswith(name))
