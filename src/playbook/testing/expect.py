"""Compares what came out with what a test expects, and says in a few words what was there instead."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from playbook.frozen import frozen
from playbook.model.decision import Decision
from playbook.model.verdict import Verdict
from playbook.source import Span
from playbook.syntax import tree


@frozen
class Said:
    """One finding, as far as expectations look at it."""

    rule: str
    verdict: Verdict
    fired: bool


@frozen
class Seen:
    """What came out of a case, as far as expectations look at it."""

    verdict: Verdict
    findings: Sequence[Said]
    applies: bool | None
    needs: Callable[[], Sequence[str]]
    """The fields that the decision needs; only worked out where a test asks."""


Miss = Literal["verdict", "quiet", "undetermined", "other-verdict", "found", "needs"]


@frozen
class Unmet:
    """An expectation that did not come true."""

    span: Span
    kind: Miss
    expected: str
    instead: str
    rule: str | None = None
    """The rule that it is about, if any."""
    wanted: str | None = None
    """The verdict, or the field, that was expected."""

    @property
    def words(self) -> str:
        return f"expected {self.expected}, {self.instead}"


def unmet(test: tree.Test, decision: Decision) -> Iterator[Unmet]:
    """Every expectation of *test* that *decision* does not meet, in the order written."""
    return unmet_by(test, seen(decision))


def seen(decision: Decision) -> Seen:
    """A decision as expectations see it."""
    findings = [Said(one.rule, one.verdict, one.state == "fired") for one in decision.findings]
    return Seen(decision.verdict, findings, decision.applies, lambda: [need.field for need in decision.needs])


def unmet_by(test: tree.Test, came: Seen) -> Iterator[Unmet]:
    """The same, for what came out of a policy that nobody explained."""
    for expectation in test.expect:
        match expectation:
            case tree.ExpectVerdict() if expectation.rules:
                for rule in expectation.rules:
                    yield from _from_rule(rule, expectation.verdict, came)
            case tree.ExpectVerdict():
                if came.verdict != expectation.verdict:
                    instead = f"but it is {came.verdict}"
                    verdict = expectation.verdict
                    yield Unmet(expectation.span, "verdict", verdict, instead, wanted=verdict)
            case tree.ExpectNo():
                found = [one for one in came.findings if one.rule == expectation.rule.name]
                if found:
                    name = found[0].rule
                    state = "it fired" if found[0].fired else "it is undetermined"
                    yield Unmet(expectation.span, "found", f"nothing of `{name}`", f"but {state}", name)
            case tree.ExpectNeeds():
                wanted = expectation.field.dotted
                needs = {without_places(need) for need in came.needs()}
                if wanted not in needs and f"answers.{wanted}" not in needs:
                    there = ", ".join(f"`{need}`" for need in sorted(needs)) or "nothing"
                    instead = f"but it needs {there}"
                    yield Unmet(expectation.span, "needs", f"it to need `{wanted}`", instead, wanted=wanted)


def without_places(field: str) -> str:
    """`media[0].shows` as tests name it."""
    return re.sub(r"\[\d+\]", "", field)


def _from_rule(ident: tree.Ident, verdict: str, came: Seen) -> Iterator[Unmet]:
    rule = ident.name
    expected = f"{verdict} from `{rule}`"
    found = [one for one in came.findings if one.rule == rule]
    fired = [one for one in found if one.fired]
    if fired and all(one.verdict == verdict for one in fired):
        return
    kind: Miss = "quiet"
    if fired:
        kind, instead = "other-verdict", f"but it says {fired[0].verdict}"
    elif found:
        kind, instead = "undetermined", "but it is undetermined"
    elif came.applies is False:
        instead = "but the policy is not about this post (`for`)"
    else:
        instead = "but it stayed quiet"
    yield Unmet(ident.span, kind, expected, instead, rule, verdict)
