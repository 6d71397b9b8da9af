"""Explains a test that failed: finds the parts of the policy that decided it, and what would have to change."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from playbook.model.decision import Decision, Finding
from playbook.model.verdict import Verdict
from playbook.reference.environment import Environment
from playbook.reference.linked import LinkedPolicy, LinkedRule
from playbook.reference.rules import environment
from playbook.syntax import tree
from playbook.syntax.print_expressions import print_expr
from playbook.testing.cases import Case
from playbook.testing.expect import Unmet, without_places
from playbook.testing.failure import Failure, Mark, Miss
from playbook.testing.remedy import remedy
from playbook.testing.trace import Branch, Leaf, Trace, blamed, trace_guard, trace_rule
from playbook.values import UNKNOWN

_FOR_IS_KNOWN = "it has to be known whether the policy is about this post"

MOST_MARKS = 6
"""Parts that are underlined for one expectation."""

MOST_RULES = 3
"""Rules that are named where any of many would do."""


class Why:
    """One case that failed."""

    def __init__(
        self,
        case: Case,
        examples: dict[str, tree.Example],
        linked: LinkedPolicy,
        post: BaseModel,
        decision: Decision,
    ) -> None:
        self.case, self.examples, self.linked, self.decision = case, examples, linked, decision
        self.env: Environment = environment(linked, post)
        self.rules = {rule.name: rule for rule in linked.rules}

    def failure(self, missed: Iterable[Unmet]) -> Failure:
        """Everything that explains it."""
        row = None if self.case.row is None else self.case.row.span
        misses = tuple(map(self._miss, missed))
        return Failure(given_by(self.case, self.examples), self._decision(), misses, row)

    def _decision(self) -> str:
        decision = self.decision
        if decision.applies is False:
            return f"{decision.verdict}: the policy is not about this post"
        if not decision.findings:
            return f"{decision.verdict}: no rule fired"
        shown = [_finding(one) for one in decision.findings]
        return f"{decision.verdict}: {'; '.join(shown)}"

    def _miss(self, one: Unmet) -> Miss:
        match one.kind:
            case "quiet" | "undetermined":
                marks, to_pass = self._should_fire(one)
            case "found":
                marks, to_pass = self._should_be_quiet(one)
            case "other-verdict":
                marks, to_pass = self._should_say(one)
            case "verdict":
                marks, to_pass = self._should_decide(one)
            case "needs":
                marks, to_pass = [], self._should_need(one)
        return Miss(one.span, one.expected, one.instead, tuple(marks[:MOST_MARKS]), to_pass)

    # -------------------------------------------------------------------------------------------------- one rule

    def _should_fire(self, one: Unmet) -> tuple[list[Mark], str | None]:
        rule = self.rules.get(one.rule or "")
        if rule is None:
            return [], self._no_such_rule(one)
        trace = self._trace(rule)
        change = remedy(trace, True)
        to_pass = None if change is None else f"{change.words}, so that `{rule.name}` fires"
        return list(_marks(trace)), to_pass

    def _should_be_quiet(self, one: Unmet) -> tuple[list[Mark], str | None]:
        rule = self.rules.get(one.rule or "")
        if rule is None:
            return self._reserved_should_be_quiet(one)
        trace = self._trace(rule)
        marks = list(_marks(trace))
        change = remedy(trace, False)
        if change is None or not marks:
            return [Mark(rule.rule.name.span, "it always fires")], "the rule would need a condition"
        return marks, f"{change.words}, so that `{rule.name}` stays quiet"

    def _reserved_should_be_quiet(self, one: Unmet) -> tuple[list[Mark], str | None]:
        if one.rule == "for":
            return self._open_guard_marks(), _FOR_IS_KNOWN
        return [], f"an `allow` rule has to fire ({self._allowing()})"

    def _should_say(self, one: Unmet) -> tuple[list[Mark], str | None]:
        rule = self.rules.get(one.rule or "")
        if rule is None:
            return [], None
        to_pass = f"`{rule.name}` has to say {one.wanted}, or the test has to expect {rule.verdict}"
        return [Mark(rule.then.span, f"this is what `{rule.name}` says")], to_pass

    def _trace(self, rule: LinkedRule) -> Branch:
        """The rule, or what keeps it from being tried."""
        guard = trace_guard(rule.guard, self.env, values=True)
        return guard if guard.state is not True else trace_rule(rule, self.env, values=True)

    def _no_such_rule(self, one: Unmet) -> str | None:
        if one.rule == "otherwise":
            names = self._allowing()
            return f"no `allow` rule may fire ({names})" if names else "the policy has no `otherwise`"
        if one.rule == "for" and not self.linked.guards:
            return "the policy has no `for`"
        if one.rule == "for":
            return "the `for` clause has to hang on something that is not known"
        return f"`{one.rule}` is left out of this policy"

    def _allowing(self) -> str:
        """The rules that turn `otherwise` off; a policy that has it has at least one."""
        names = [rule.name for rule in self.linked.rules if rule.verdict is Verdict.ALLOW]
        return ", ".join(f"`{name}`" for name in names[:MOST_RULES])

    # --------------------------------------------------------------------------------------------- the whole decision

    def _should_decide(self, one: Unmet) -> tuple[list[Mark], str | None]:
        wanted = Verdict(one.wanted or "allow")
        if self.decision.verdict > wanted:
            return self._too_strict(wanted)
        return self._too_mild(wanted)

    def _too_strict(self, wanted: Verdict) -> tuple[list[Mark], str | None]:
        guilty = [one for one in self.decision.findings if one.verdict > wanted]
        marks = [mark for one in guilty for mark in self._finding_marks(one)]
        if len(guilty) > 1:
            names = _listed([f"`{one.rule}`" for one in guilty], "and")
            return marks, f"nothing may come of {names}"
        if guilty[0].rule == "for":
            return marks, _FOR_IS_KNOWN
        rule = self.rules.get(guilty[0].rule)
        change = None if rule is None else remedy(self._trace(rule), False)
        if change is None or rule is None:
            return marks, f"nothing may come of `{guilty[0].rule}`"
        return marks, f"{change.words}, so that `{rule.name}` stays quiet"

    def _finding_marks(self, finding: Finding) -> list[Mark]:
        rule = self.rules.get(finding.rule)
        if finding.rule == "for":
            return self._open_guard_marks()
        if rule is None:
            return []
        return list(_marks(self._trace(rule))) or [Mark(rule.rule.name.span, "it always fires")]

    def _open_guard_marks(self) -> list[Mark]:
        guards = [trace_guard(guard, self.env, values=True) for guard in self.linked.guards]
        return [mark for guard in guards if guard.state is UNKNOWN for mark in _marks(guard)]

    def _too_mild(self, wanted: Verdict) -> tuple[list[Mark], str | None]:
        if self.decision.applies is False:
            guards = [trace_guard(guard, self.env, values=True) for guard in self.linked.guards]
            changes = [change for guard in guards if (change := remedy(guard, True)) is not None]
            marks = [mark for guard in guards for mark in _marks(guard)]
            about = f"{changes[0].words}, so that the policy is about this post" if changes else None
            return marks, about
        able = [rule for rule in self.linked.rules if rule.verdict is wanted]
        near = [
            (change.cost, rule.name, trace, change.words)
            for rule in able
            if (change := remedy(trace := self._trace(rule), True)) is not None
        ]
        if not near:
            return [], f"no rule says {wanted}" if not able else None
        near.sort(key=lambda one: one[:2])
        if len(near) > MOST_RULES:
            names = _listed([f"`{name}`" for _, name, _, _ in near[:MOST_RULES]], "or")
            more = len(near) - MOST_RULES
            return [], f"a rule that says {wanted} has to fire: {names}, or one of {more} more"
        marks = [mark for _, _, trace, _ in near for mark in _marks(trace)]
        ways = [f"{words}, so that `{name}` fires" for _, name, _, words in near]
        return marks, "; or ".join(ways)

    def _should_need(self, one: Unmet) -> str | None:
        wanted = one.wanted or ""
        asking = [
            rule.name
            for rule in self.linked.rules
            for leaf in _leaves(self._trace(rule))
            if any(without_places(name) == wanted or name.endswith(f".{wanted}") for name, _ in leaf.values)
        ]
        values = [
            value
            for rule in self.linked.rules
            for leaf in _leaves(self._trace(rule))
            for name, value in leaf.values
            if name == wanted and value != "(unknown)"
        ]
        if values:
            return f"`{wanted}` must not be known: here it is {values[0]}"
        if asking:
            names = _listed([f"`{name}`" for name in dict.fromkeys(asking)][:MOST_RULES], "or")
            return f"{names} has to hang on it: as it is, what else is known decides"
        return f"a rule has to hang on `{wanted}`; none that was tried does"


def given_by(case: Case, examples: dict[str, tree.Example]) -> tuple[tuple[str, str], ...]:
    """What *case* gives, as written; of what is given twice, the last."""
    found: dict[str, str] = {}
    for assignment in case.assignments(examples):
        found.pop(assignment.target.dotted, None)
        found[assignment.target.dotted] = print_expr(assignment.value)
    return tuple(found.items())


def _marks(trace: Trace) -> Iterator[Mark]:
    """The parts that made *trace* come out as it did, each with what was there."""
    for part in blamed(trace):
        if isinstance(part, Leaf):
            yield Mark(part.node.span, _note(part))
        elif part.over is not None:
            yield Mark(part.over.items.span, "there is nothing in it")


def _note(leaf: Leaf) -> str:
    place = "" if leaf.at is None else f"{leaf.at}: "
    if leaf.clause == "window":
        state = "not known" if leaf.held is UNKNOWN else "outside of it" if leaf.held else "within it"
    elif leaf.clause == "until":
        state = "not known" if leaf.held is UNKNOWN else "too early" if leaf.held else "not too early"
    elif leaf.clause == "approvals":
        return "not approved yet" if leaf.held else "approved"
    elif leaf.clause == "dropped":
        state = "not known" if leaf.held is UNKNOWN else "back again" if leaf.held else "dropped for now"
    else:
        state = "not known" if leaf.held is UNKNOWN else "holds" if leaf.held else "does not hold"
    values = ", ".join(f"{name} = {value}" for name, value in leaf.values)
    return f"{place}{state}{f': {values}' if values else ''}"


def _leaves(trace: Trace) -> Iterator[Leaf]:
    waiting: list[Trace] = [trace]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Leaf):
            yield part
        else:
            waiting += part.parts


def _finding(one: Finding) -> str:
    if one.state == "fired":
        return f"{one.verdict} from `{one.rule}`"
    needs = ", ".join(f"`{need.field}`" for need in one.needs)
    return f"{one.verdict} from `{one.rule}`, which is undetermined{f' (needs {needs})' if needs else ''}"


def _listed(names: list[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
