"""Tries mutants on the tests of their file: fast, since only the rules that a change can touch are worked out again.

For each test it is known what every rule did before. A mutant is a change to a few rules, so the reference evaluator
tries those alone; only where one of them answers differently is the decision put together again, and held against what
the test expects. Tests that name a touched rule come first, and the first that fails ends the trial.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from playbook.check.refs import LetRef, ParamRef, TopicRef
from playbook.compile.program import Outcome, outcome
from playbook.compile.reads import clauses, guard_clauses
from playbook.engine.explain import signal_needs
from playbook.engine.signal import Signal
from playbook.engine.signals import Signals
from playbook.errors import UsageError
from playbook.frozen import frozen, replace
from playbook.model.verdict import Verdict
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.reference.linked import LinkedPolicy, LinkedRule
from playbook.reference.rules import environment, rule_state, states
from playbook.syntax import tree
from playbook.syntax.walk import walk
from playbook.testing.expect import Said, Seen, unmet_by
from playbook.testing.mutation.apply import apply, swapped
from playbook.testing.mutation.mutant import Mutant, diff
from playbook.testing.mutation.mutants import Used, mutants_of
from playbook.testing.mutation.report import Survivor
from playbook.testing.suite import Ready, Suite, named
from playbook.values import UNKNOWN, Truth


@frozen
class _Before:
    """A test that passes, and what came out of it."""

    made: Ready
    outcome: Outcome
    names: frozenset[str]
    """The rules that it expects something of."""
    asks: bool
    """Whether it expects the decision to need something."""

    @property
    def linked(self) -> LinkedPolicy:
        return self.made.policy.linked

    def state(self, index: int) -> Truth:
        if index in self.outcome.fired:
            return True
        return UNKNOWN if index in self.outcome.undetermined else False


class Trial:
    """The tests of one file, all of which pass, and the changes to try on them."""

    def __init__(self, suite: Suite, cases: Sequence[Ready]) -> None:
        self.suite = suite
        self.before = [_before(made) for made in cases]
        self.linked = suite.linked({})[0]
        self.reach = {rule.name: _reached(rule, self.linked) for rule in self.linked.rules}
        self._relinked: dict[str, LinkedPolicy | None] = {}

    def mutants(self, every_term: bool) -> list[Mutant]:
        """Every change to try."""
        everything = frozenset().union(*self.reach.values())
        used = Used(
            frozenset(one for one in everything if isinstance(one, tree.Let)),
            frozenset(one for one in everything if isinstance(one, tree.Topic)),
            frozenset(one for one in everything if isinstance(one, tree.Param)),
        )
        return list(mutants_of(self.suite, used, every_term))

    def survivors(self, mutants: Sequence[Mutant], step: Callable[[int], None]) -> Iterator[Survivor]:
        """Those that no test notices. *step* is told how many are done."""
        for number, mutant in enumerate(mutants, 1):
            if not self.noticed(mutant):
                change = mutant.change
                gone, come = diff(change)
                yield Survivor(mutant.kind, mutant.name, change.words, change.span, gone, come)
            step(number)

    def noticed(self, mutant: Mutant) -> bool:
        """Whether a test fails with the change."""
        touched = self._touched(mutant)
        changed: dict[int, LinkedPolicy] = {}
        ordered = sorted(self.before, key=lambda one: touched is not None and not (touched & one.names))
        for test in ordered:
            if mutant.kind == "param":
                linked = self._with_param(mutant, test)
            elif mutant.kind == "drop":
                linked = self._without_drop(mutant, test)
            else:
                linked = changed.get(id(test.linked)) or apply(mutant, test.linked)
                changed[id(test.linked)] = linked
            if linked is None or self._fails(test, linked, touched):
                return True
        return False

    def _touched(self, mutant: Mutant) -> frozenset[str] | None:
        """The rules that the change can touch; None for all."""
        if mutant.kind == "rule":
            return frozenset({mutant.name})
        if mutant.kind == "change":
            return frozenset({mutant.name})
        if mutant.kind in ("for", "otherwise", "drop"):
            return None
        if mutant.kind == "param":
            return frozenset(name for name, reach in self.reach.items() if _has_param(reach, mutant.name))
        return frozenset(name for name, reach in self.reach.items() if mutant.owner in reach)

    def _fails(self, test: _Before, linked: LinkedPolicy, touched: frozenset[str] | None) -> bool:
        if touched is None:
            came = outcome(states(linked, test.made.post))
        else:
            answers = self._again(test, linked, touched)
            if answers is None:
                return False
            came = _with(test.outcome, answers)
        seen = _seen(linked, came, test.made)
        return next(unmet_by(test.made.case.test, seen), None) is not None

    def _again(self, test: _Before, linked: LinkedPolicy, touched: frozenset[str]) -> dict[int, Truth] | None:
        """What the touched rules say now; None where nothing of it can matter to the test."""
        held = {test.linked.guards[index] for index in test.outcome.held_guards}
        env = environment(linked, test.made.post)
        answers: dict[int, Truth] = {}
        matters = False
        for index, rule in enumerate(linked.rules):
            if rule.name not in touched or rule.guard not in held:
                continue
            answers[index], was = _state(rule, env), test.state(index)
            old = test.linked.rules[index]
            matters = matters or answers[index] is not was
            matters = matters or (was is not False and rule.then is not old.then)
            matters = matters or (was is UNKNOWN and test.asks)
        return answers if matters else None

    def _with_param(self, mutant: Mutant, test: _Before) -> LinkedPolicy | None:
        """The policy with another default; as it was where the test sets the param itself."""
        if mutant.name in test.made.params:
            return test.linked
        env = Environment(self.linked.tables, self.linked.params, _NO_POST)
        value = evaluate(swapped(_setting(mutant.owner), mutant.change, {}), env)
        key = f"{mutant.name} {value!r} {sorted(test.made.params.items())!r}"
        if key not in self._relinked:
            self._relinked[key] = self._relink(self.suite, {**test.made.params, mutant.name: value})
        return self._relinked[key]

    def _without_drop(self, mutant: Mutant, test: _Before) -> LinkedPolicy | None:
        """The policy with an inherited rule back in."""
        key = f"{mutant.change.span.start} {sorted(test.made.params.items())!r}"
        if key not in self._relinked:
            policy = self.suite.module.tree
            kept = tuple(one for one in policy.declarations if one is not mutant.owner)
            module = replace(self.suite.module, tree=replace(policy, declarations=kept))
            self._relinked[key] = self._relink(self.suite.of(module), test.made.params)
        return self._relinked[key]

    @staticmethod
    def _relink(suite: Suite, params: Mapping[str, Any]) -> LinkedPolicy | None:
        try:
            linked, problems = suite.linked(params)
        except UsageError:
            return None
        return None if problems else linked


_NO_POST: Any = None


def _setting(owner: tree.Node) -> tree.Expr:
    """What a param is set to: its default, or what `with` says."""
    if isinstance(owner, tree.Binding):
        return owner.value
    assert isinstance(owner, tree.Param) and owner.default is not None  # noqa: S101  nothing else is changed so
    return owner.default


def _has_param(reach: frozenset[tree.Node], name: str) -> bool:
    return any(isinstance(one, tree.Param) and one.name.name == name for one in reach)


def _before(made: Ready) -> _Before:
    test = made.case.test
    names = frozenset(name for one in test.expect for name in named(one))
    asks = any(isinstance(one, tree.ExpectNeeds) for one in test.expect)
    return _Before(made, made.policy.program.run(made.post), names, asks)


def _state(rule: LinkedRule, env: Environment) -> Truth:
    try:
        return rule_state(rule, env)
    except Exception:  # as in `compile.program`: a rule that cannot be worked out is undetermined
        return UNKNOWN


def _with(before: Outcome, answers: Mapping[int, Truth]) -> Outcome:
    fired = {index for index in before.fired if index not in answers}
    open_ = {index for index in before.undetermined if index not in answers}
    fired |= {index for index, answer in answers.items() if answer is True}
    open_ |= {index for index, answer in answers.items() if answer is UNKNOWN}
    return Outcome(before.held_guards, before.open_guards, tuple(sorted(fired)), tuple(sorted(open_)))


def _seen(linked: LinkedPolicy, came: Outcome, made: Ready) -> Seen:
    """What expectations look at, without all that explains it."""
    found = Signals(linked).of(came, made.post)
    verdict = max((one.verdict for one in found), default=Verdict.ALLOW)
    applies = True if came.held_guards else None if came.open_guards else False
    said = [Said(one.name, one.verdict, one.fired) for one in found]
    return Seen(verdict, said, applies, lambda: _needs(linked, found, made))


def _needs(linked: LinkedPolicy, found: list[Signal], made: Ready) -> list[str]:
    env = environment(linked, made.post)
    return [need.field for one in found for need in signal_needs(one, env)]


def _reached(rule: LinkedRule, linked: LinkedPolicy) -> frozenset[tree.Node]:
    """The lets, topics and params that a rule hangs on, through one another too."""
    found: set[tree.Node] = set()
    waiting: list[tree.Node] = [*clauses(rule), *guard_clauses(rule.guard)]
    while waiting:
        for node in walk(waiting.pop()):
            ref = linked.tables.refs.get(node) if isinstance(node, tree.Name) else None
            match None if ref is None else ref.base:
                case LetRef(one):
                    new: tree.Node = one
                case TopicRef(tree.Topic() as one):
                    new = one
                case ParamRef(one):
                    new = one
                case _:
                    continue
            if new not in found:
                found.add(new)
                waiting.append(new)
    return frozenset(found)
