"""`otherwise`: it is what a post gets that no `allow` rule let through, so without such a rule it makes no sense."""

from collections.abc import Iterator

from playbook.check.draft import Draft
from playbook.check.module import Module
from playbook.check.standing import defaults, dropped_for_good, standing
from playbook.diagnostics.diagnostic import Diagnostic, diagnostic
from playbook.syntax import tree


@diagnostic("PB306", "otherwise-without-allow")
class OtherwiseWithoutAllow(Diagnostic):
    """A policy has `otherwise`, and no `allow` rule that could turn it off.

    ## Example
    ```playbook
    policy acme otherwise review "Somebody reads it first."
    rule paid when sponsored warn "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme otherwise review "Somebody reads it first."
    rule news when purpose is news allow
    rule paid when sponsored warn "Say so."
    ```
    """

    dropped: bool

    def message(self) -> str:
        if self.dropped:
            return "with this the last `allow` rule is gone, and `otherwise` is what every post gets"
        return "without an `allow` rule, `otherwise` is what every post gets"

    def help(self) -> str:
        return (
            "write an `allow` rule for what may go out, or a rule without a condition instead of `otherwise`"
        )


def otherwise(draft: Draft) -> Iterator[Diagnostic]:
    """The file's own `otherwise`, and an inherited one whose `allow` rules the file drops."""
    own = draft.tree.default
    if draft.incomplete or any(name.name not in draft.rules for name in draft.tree.broken):
        return
    above = [parent.module for parent in draft.parents if parent.module and parent.clause.rules]
    allows = {name for name in _standing(draft, above) if draft.rules[name].verdict.name == "allow"}
    if allows:
        return
    if own is not None:
        yield OtherwiseWithoutAllow(own.span, dropped=False)
        return
    if any(defaults(module) for module in above):
        for declaration in draft.tree.declarations:
            if isinstance(declaration, tree.Drop) and _is_allow(declaration.rule.name, draft):
                yield OtherwiseWithoutAllow(declaration.span, dropped=True)
                return


def _standing(draft: Draft, above: list[Module]) -> set[str]:
    found = {name for name, rule in draft.rules.items() if rule not in draft.homes}
    for module in above:
        found |= standing(module)
    return found - dropped_for_good(draft.tree)


def _is_allow(name: str, draft: Draft) -> bool:
    rule = draft.rules.get(name)
    return rule is not None and rule.verdict.name == "allow"
