"""One finding to be, before any post: how much it counts, where it stands, and what else no post can change."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from playbook.compile.reads import TIME, clauses, fields_read, guard_clauses, own_clauses, reached, reads_time
from playbook.frozen import frozen
from playbook.model.decision import Location
from playbook.model.post import Post
from playbook.model.verdict import Verdict
from playbook.reference.linked import Guard, LinkedDefault, LinkedPolicy, LinkedRule, Tables
from playbook.source import Span
from playbook.syntax import tree


@frozen(eq=False)
class Signal:
    """One finding to be, of one policy: what can be said of it whatever the post. `source` is its rule or `otherwise`
    clause; None for `for`.
    """

    policy: LinkedPolicy
    name: str
    source: LinkedRule | LinkedDefault | None
    own: Verdict
    fired: bool
    """Else it is undetermined."""
    open_guards: tuple[Guard, ...] = ()
    """What `for` and `otherwise` hang on besides their own conditions: guards that are not known."""

    @cached_property
    def verdict(self) -> Verdict:
        """What it counts as: undetermined, the milder of its own verdict and `review`."""
        return self.own if self.fired else min(self.own, Verdict.REVIEW)

    @cached_property
    def strictness(self) -> int:
        """That of `verdict`, at hand."""
        return self.verdict.strictness

    @cached_property
    def order(self) -> tuple[int, str, str, str, int, int]:
        """Its place among others: strictest first, then by policy and rule."""
        place = self.location
        return -self.strictness, self.policy.name, self.name, place.file, place.line, place.column

    @cached_property
    def location(self) -> Location:
        """Where it stands in its policy."""
        if isinstance(self.source, LinkedRule):
            return locate(self.source.rule.name.span)
        return locate(self.policy.module.tree.name.span if self.source is None else self.source.then.span)

    @cached_property
    def timed(self) -> tuple[tree.Node, ...] | None:
        """What it comes from, if that reads the time; else None."""
        policy, source = self.policy, self.source
        nodes: list[tree.Node] = []
        reads = False
        if isinstance(source, LinkedRule):
            nodes += clauses(source)
            reads = reads_time(source, policy.tables)
        elif isinstance(source, LinkedDefault):
            allows = [rule for rule in policy.rules if rule.verdict is Verdict.ALLOW]
            nodes += [clause for rule in allows for clause in clauses(rule)]
            nodes += guard_clauses(source.guard)
            reads = source.then.until is not None or any(reads_time(rule, policy.tables) for rule in allows)
            if source.then.until is not None:
                nodes.append(source.then.until)
        else:
            nodes += [clause for guard in self.open_guards for clause in guard_clauses(guard)]
        reads = reads or any(TIME in fields_read(node, policy.tables) for node in nodes)
        return tuple(nodes) if reads else None

    @cached_property
    def holds_back(self) -> bool:
        """Whether it keeps the post from going out now, and may let it go at another time."""
        return self.verdict >= Verdict.DELAY and self.timed is not None

    @cached_property
    def known(self) -> Mapping[str, Any]:
        """The fields of its finding that are the same for every post."""
        fields: dict[str, Any] = {
            "policy": self.policy.name,
            "rule": self.name,
            "verdict": self.verdict,
            "state": "fired" if self.fired else "undetermined",
            "own_verdict": self.own,
            "title": None,
            "location": self.location,
        }
        if self.fired:
            fields["needs"] = ()
        if isinstance(self.source, LinkedRule):
            fields |= _known_of_rule(self.source)
            if not self._may_have_failed(self.source):
                fields["problems"] = ()
        else:
            fields |= {"fix": None, "see": (), "tags": (), "spans": (), "because": ()}
            if self.fired:
                fields["problems"] = ()
        return fields

    def _may_have_failed(self, linked: LinkedRule) -> bool:
        """Whether a function is called, or an app's own field may have been what is not known."""
        own_fields = not self.fired and self.policy.post_type is not Post
        return own_fields or any(calls_of(own_clauses(linked), self.policy.tables))


def _known_of_rule(linked: LinkedRule) -> dict[str, Any]:
    rule, message = linked.rule, linked.then.message
    fields: dict[str, Any] = {
        "title": rule.title,
        "see": tuple(text.value for text in rule.see),
        "tags": tuple(tag.name for tag in rule.tags),
    }
    if message is None or all(isinstance(part, str) for part in message.parts):
        fields["message"] = None if message is None else "".join(map(str, message.parts))
    if not rule.fixes:
        fields["fix"] = None
    return fields


def calls_of(clauses: Iterable[tree.Expr], tables: Tables) -> Iterator[tuple[tree.Expr, list[tree.Call]]]:
    """The clauses that call functions, in the lets that they name too; each with its calls."""
    for clause in clauses:
        calls = [node for node in reached(clause, tables) if isinstance(node, tree.Call)]
        if calls:
            yield clause, calls


def locate(span: Span) -> Location:
    """The place of *span*, for a decision."""
    return Location(file=span.source.name, line=span.line, column=span.column)
