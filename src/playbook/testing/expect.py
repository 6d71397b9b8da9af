"""Compares a decision with what a test expects, and says in words what was there instead."""

import re
from collections.abc import Iterator

from playbook.model.decision import Decision
from playbook.source import Span
from playbook.syntax import tree


def unmet(test: tree.Test, decision: Decision) -> Iterator[tuple[Span, str]]:
    """Every expectation that *decision* does not meet."""
    for expectation in test.expect:
        match expectation:
            case tree.ExpectVerdict() if expectation.rules:
                for rule in expectation.rules:
                    yield from _fired(rule, expectation.verdict, decision)
            case tree.ExpectVerdict():
                if decision.verdict != expectation.verdict:
                    yield (
                        expectation.span,
                        f"expected {expectation.verdict}, got {decision.verdict} ({summary(decision)})",
                    )
            case tree.ExpectNo():
                found = [one for one in decision.findings if one.rule == expectation.rule.name]
                if found:
                    yield (
                        expectation.span,
                        f"expected nothing of `{found[0].rule}`, but it {_state(found[0].state)}",
                    )
            case tree.ExpectNeeds():
                wanted = expectation.field.dotted
                needs = {re.sub(r"\[\d+\]", "", need.field) for need in decision.needs}
                if wanted not in needs and f"answers.{wanted}" not in needs:
                    there = ", ".join(f"`{need}`" for need in sorted(needs)) or "nothing"
                    yield expectation.span, f"expected it to need `{wanted}`, but it needs {there}"


def _fired(rule: tree.Ident, verdict: str, decision: Decision) -> Iterator[tuple[Span, str]]:
    found = [one for one in decision.findings if one.rule == rule.name]
    fired = [one for one in found if one.state == "fired"]
    if fired and all(one.verdict == verdict for one in fired):
        return
    if fired:
        yield rule.span, f"expected {verdict} from `{rule.name}`, but it says {fired[0].verdict}"
    elif found:
        needs = ", ".join(f"`{need.field}`" for need in found[0].needs)
        yield (
            rule.span,
            f"expected {verdict} from `{rule.name}`, but it is undetermined: it needs {needs or 'more'}",
        )
    elif decision.applies is False:
        yield (
            rule.span,
            f"expected {verdict} from `{rule.name}`, but the policy is not about this post (`for`)",
        )
    else:
        yield rule.span, f"expected {verdict} from `{rule.name}`, but it stayed quiet ({summary(decision)})"


def _state(state: str) -> str:
    return "fired" if state == "fired" else "is undetermined"


def summary(decision: Decision) -> str:
    """The findings in a few words."""
    if not decision.findings:
        return "no findings"
    return "; ".join(f"{one.verdict} from `{one.rule}`" for one in decision.findings[:5])
