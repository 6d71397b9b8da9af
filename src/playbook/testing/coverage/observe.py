"""Watches the tests of a file as they run, and counts what each has seen of its rules and conditions."""

from collections import Counter
from collections.abc import Iterable, Iterator

from playbook.reference.linked import LinkedPolicy
from playbook.reference.rules import environment
from playbook.syntax import tree
from playbook.syntax.print_expressions import print_expr
from playbook.testing.coverage.parts import Part, clauses_of, may_be_unknown, parts_of
from playbook.testing.coverage.seen import FileCoverage, Kind, PartSeen, UnitSeen, Way
from playbook.testing.suite import Ready, Suite
from playbook.testing.trace import Trace, deciding, trace_guard, trace_rule
from playbook.values import UNKNOWN


class Observer:
    """What the tests of *suite* have seen so far."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.own = frozenset(suite.own_rules)
        self.units: Counter[tuple[tree.Node, Way]] = Counter()
        """Tests by rule (or `for` clause) and what it did."""
        self.parts: Counter[tuple[tree.Node, Way]] = Counter()
        """Tests by part and what it decided; a test counts once, however many rules share the part through a `let`."""

    def saw(self, made: Ready) -> None:
        """One test has run."""
        linked = made.policy.linked
        env = environment(linked, made.post)
        decided: set[tuple[tree.Node, Way]] = set()
        tried = {guard for guard in linked.guards if trace_guard(guard, env).state is True}
        applies = self.suite.module.tree.applies
        if applies is not None:
            whole = trace_guard(((applies,),), env)
            self.units[applies, _way(whole)] += 1
            decided |= _decided(whole)
        for rule in linked.rules:
            if rule.rule in self.own and rule.guard in tried:
                trace = trace_rule(rule, env)
                self.units[rule.rule, _way(trace)] += 1
                decided |= _decided(trace)
        self.parts.update(decided)

    def coverage(self) -> FileCoverage:
        """All of it, in the order written."""
        module = self.suite.module
        linked = self.suite.linked({})[0]
        units = sorted(_Units(self, linked).all(), key=lambda unit: unit.span.start)
        return FileCoverage(module.source.name, module.source, tuple(units))


class _Units:
    """Puts counts and places together."""

    def __init__(self, observer: Observer, linked: LinkedPolicy) -> None:
        self.observer, self.linked, self.tables = observer, linked, linked.tables
        self.zone = linked.zone if isinstance(linked.zone, tree.Node) else None
        self.lets: dict[tree.Let, None] = {}

    def all(self) -> Iterator[UnitSeen]:
        applies = self.observer.suite.module.tree.applies
        if applies is not None:
            yield self._unit("for", applies, tree.Ident(applies.span, "for"), [Part(applies, "for")])
        for rule in self.linked.rules:
            if rule.rule in self.observer.own:
                dropped = rule.dropped_until is not None
                yield self._unit("rule", rule.rule, rule.rule.name, list(clauses_of(rule)), dropped)
        done: set[tree.Let] = set()
        while len(done) < len(self.lets):
            for let in [one for one in self.lets if one not in done]:
                done.add(let)
                yield self._unit("let", let, let.name, [Part(let.value, "let")])

    def _unit(
        self, kind: Kind, key: tree.Node, name: tree.Ident, clauses: list[Part], open_: bool = False
    ) -> UnitSeen:
        parts, lets = parts_of(clauses, self.tables)
        self.lets.update(dict.fromkeys(lets))
        units = self.observer.units
        return UnitSeen(
            kind,
            name.name,
            name.span,
            fired=units[key, "fired"],
            quiet=units[key, "quiet"],
            undetermined=units[key, "undetermined"],
            can_be_undetermined=open_
            or may_be_unknown(clauses, self.tables, self.linked.post_type, self.zone),
            parts=tuple(self._parts(parts)),
        )

    def _parts(self, parts: Iterable[Part]) -> Iterator[PartSeen]:
        counts = self.observer.parts
        for part in parts:
            span = part.node.span
            fired, quiet = counts[part.node, "fired"], counts[part.node, "quiet"]
            yield PartSeen(span, print_expr(part.node), part.clause, fired, quiet)


def _way(trace: Trace) -> Way:
    if trace.state is UNKNOWN:
        return "undetermined"
    return "fired" if trace.state else "quiet"


def _decided(trace: Trace) -> set[tuple[tree.Node, Way]]:
    """The parts that made the difference, and which way the whole went."""
    return {(leaf.node, _way(trace)) for leaf in deciding(trace)}
