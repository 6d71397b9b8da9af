"""When may this go out? The least instant, from `publish_at` on, at which nothing that reads the time holds the post
back.

Exact, not sampled. At an instant, look for a finding of `delay` or stricter that reads the time. While there is one,
nothing changes before the next edge of just that rule: so jump there, and look again. Edges are those of windows and
zones, instants that are compared with (and the microsecond after, for what holds only past them), days on which a
dropped rule comes back, and approvals that come later. Where a blocking rule's edges are not known (a function of the
time), the answer is None.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from playbook.check.refs import LetRef, PostRef
from playbook.civil.window import Dates, Window, contains, edges
from playbook.civil.zones import load_zone
from playbook.compile.reads import TIME, fields_read
from playbook.engine.signal import Signal
from playbook.limits import EARLIEST_DAYS, MAX_EARLIEST_CANDIDATES, MAX_POST_YEAR
from playbook.model.instant import at_instant
from playbook.model.verdict import Verdict
from playbook.reference.environment import Environment, fact
from playbook.reference.expression import bare, elements, evaluate
from playbook.reference.linked import LinkedDefault, LinkedPolicy, LinkedRule
from playbook.reference.rules import environment
from playbook.syntax import tree
from playbook.syntax.walk import children
from playbook.values import ABSENT, UNKNOWN

TICK: Final = timedelta(microseconds=1)
HORIZON: Final = timedelta(days=EARLIEST_DAYS)
LAST: Final = datetime(MAX_POST_YEAR, 12, 31, 23, 59, 59, 999_999, UTC)
"""The last instant at which a post may go out at all."""
ZONE_OF_NONE: Final = load_zone("UTC")
"""Where days begin and end for a policy without a time zone."""

Blocking = Callable[[BaseModel, int], list[Signal]]
"""The findings of the policy with that number that hold the post back for now."""


class UnknownEdges(Exception):  # noqa: N818  not an error: an answer that leaves this module as None
    """Something changes with the time in a way that only trying would show."""


def earliest(
    policies: Sequence[LinkedPolicy], post: BaseModel, start: datetime, blocking: Blocking
) -> datetime | None:
    """The least instant >= *start*, in UTC, or None."""
    instant = start.astimezone(UTC)
    try:
        limit = min(instant + HORIZON, LAST)
        for _ in range(MAX_EARLIEST_CANDIDATES):
            at = at_instant(post, instant)
            blocker = _blocker(policies, at, blocking)
            if blocker is None:
                return instant
            later = [edge for edge in blocker if instant < edge]
            if not later or min(later) > limit:
                return None
            instant = min(later)
    except (UnknownEdges, OverflowError):
        return None
    return None


def _blocker(policies: Sequence[LinkedPolicy], at: BaseModel, blocking: Blocking) -> list[datetime] | None:
    """The edges of one finding that holds the post back at this instant; None where there is none."""
    for index, policy in enumerate(policies):
        for signal in blocking(at, index):
            env = environment(policy, at)
            return list(_Edges(env, at.publish_at, policy).of_finding(signal))  # type: ignore[attr-defined]
    return None


class _Edges:
    """Where what a finding comes from may change, after one instant."""

    def __init__(self, env: Environment, after: datetime, policy: LinkedPolicy) -> None:
        self.env, self.after, self.policy = env, after, policy

    def of_finding(self, signal: Signal) -> Iterator[datetime]:
        for node in signal.timed or ():
            yield from self.of(node)
        source = signal.source
        sources: list[Any] = [] if source is None else [source]
        if isinstance(source, LinkedDefault):
            sources += [rule for rule in self.policy.rules if rule.verdict is Verdict.ALLOW]
        for one in sources:
            if one.then.until is not None:
                yield from self._until(one.then.until)
            if isinstance(one, LinkedRule) and one.dropped_until is not None:
                yield from self._midnights(one.dropped_until, timedelta())
        approvals = fact(self.env.post, "approvals")
        for approval in approvals if isinstance(approvals, tuple) else ():
            at = fact(approval, "at")
            if isinstance(at, datetime):
                yield at

    def of(self, node: tree.Node) -> Iterator[datetime]:
        """Edges of an expression and of all that it is made of."""
        match node:
            case tree.Name():
                base = self.env.tables.refs[node].base
                if isinstance(base, LetRef):
                    yield from self.of(base.let.value)
                return
            case tree.Within():
                if self._slope(node.time):
                    yield from self._window(evaluate(node.window, self.env), self._offset(node.time))
            case tree.Compare():
                yield from self._roots(node.left, node.right, timedelta())
            case tree.Near():
                if self._slope(node.distance):
                    raise UnknownEdges
                distance = evaluate(node.distance, self.env)
                if isinstance(distance, timedelta):
                    yield from self._roots(node.time, node.of, distance)
                    yield from self._roots(node.time, node.of, -distance)
            case tree.In():
                yield from self._membership(node)
            case tree.Quantifier() | tree.Count():
                yield from self._elements(node)
                return
            case tree.Call():
                if TIME in fields_read(node, self.env.tables):
                    raise UnknownEdges
            case (
                tree.Include()
                | tree.Mentions()
                | tree.Contains()
                | tree.Matches()
                | tree.Affix()
                | tree.ListLiteral()
            ):
                if any(self._slope(child) for child in self._operands(node)):
                    raise UnknownEdges
        for child in self._operands(node):
            yield from self.of(child)

    def _operands(self, node: tree.Node) -> list[Any]:
        if isinstance(node, tree.Call):
            return list(node.arguments)
        return [child for child in children(node) if not isinstance(child, tree.PatternLiteral)]

    def _elements(self, node: tree.Quantifier | tree.Count) -> Iterator[datetime]:
        yield from self.of(node.items)
        values = evaluate(node.items, self.env)
        if node.where is not None and isinstance(values, tuple):
            for _ in elements(node, values, self.env):
                yield from self.of(node.where)

    def _membership(self, node: tree.In) -> Iterator[datetime]:
        items, slope = bare(node.items), self._slope(node.item)
        if not slope:
            return
        if isinstance(items, tree.ListLiteral):
            for item in items.items:
                yield from self._roots(node.item, item, timedelta())
            return
        # A list by another name: one with an item that moves has been refused where its own edges were looked for.
        values = evaluate(items, self.env)
        for value in values if isinstance(values, tuple) else ():
            yield from self._meeting(slope, evaluate(node.item, self.env), value, timedelta())

    # ----------------------------------------------------------------------------------- what moves with time

    def _slope(self, expr: tree.Expr) -> int:
        """By how much *expr* grows while `publish_at` grows by one; 0 for what stands still. Raises where that is not
        a number.
        """
        match expr:
            case tree.Group():
                return self._slope(expr.inner)
            case tree.Name():
                ref = self.env.tables.refs[expr]
                if isinstance(ref.base, LetRef):
                    return self._slope(ref.base.let.value)
                is_time = isinstance(ref.base, PostRef) and [field.name for field in ref.fields] == [TIME]
                return 1 if is_time else 0
            case tree.Arithmetic():
                left, right = self._slope(expr.left), self._slope(expr.right)
                if expr.operator == "+":
                    return left + right
                if expr.operator == "-":
                    return left - right
                if left or right:
                    raise UnknownEdges
                return 0
            case tree.Negate():
                return -self._slope(expr.operand)
            case tree.Call():
                if TIME in fields_read(expr, self.env.tables):
                    raise UnknownEdges
                return 0
            case _:
                return 0

    def _offset(self, expr: tree.Expr) -> timedelta:
        """How far ahead of `publish_at` an instant that moves with it is."""
        if self._slope(expr) != 1:
            raise UnknownEdges
        value = evaluate(expr, self.env)
        if not isinstance(value, datetime):
            raise UnknownEdges
        return value - self.after

    def _window(self, window: Any, offset: timedelta) -> Iterator[datetime]:
        """The first edge of *window* after now, seen from an instant that is *offset* ahead."""
        zone = ZONE_OF_NONE if self.env.zone is None else self.env.zone
        if not isinstance(window, Window) or not isinstance(zone, ZoneInfo):
            return
        start = self.after + offset
        now = contains(window, start, zone)
        for edge in edges(window, zone, start, start + HORIZON):
            # Where it goes on as before (a part of it ends where another begins), nothing changes.
            if edge > start and contains(window, edge, zone) is not now:
                yield edge - offset
                return

    def _roots(self, left: tree.Expr, right: tree.Expr, shift: timedelta) -> Iterator[datetime]:
        """When left - right comes to *shift*: that instant, and the one after it."""
        slope = self._slope(left) - self._slope(right)
        if slope:
            yield from self._meeting(slope, evaluate(left, self.env), evaluate(right, self.env), shift)

    def _meeting(self, slope: int, a: Any, b: Any, shift: timedelta) -> Iterator[datetime]:
        """The same for values, of which the first draws away from the second by *slope*."""
        if any(value is UNKNOWN or value is ABSENT for value in (a, b)):
            return
        if isinstance(a, datetime) != isinstance(b, datetime) and isinstance(a, date) and isinstance(b, date):
            instant, day, pace = (a, b, slope) if isinstance(a, datetime) else (b, a, -slope)
            if pace != 1 or not isinstance(instant, datetime):
                raise UnknownEdges
            yield from self._midnights(day, instant - self.after)
            return
        kind = datetime if isinstance(a, datetime) else timedelta
        if not all(isinstance(value, kind) for value in (a, b)):
            raise UnknownEdges
        gap: timedelta = a - b - shift
        root = self.after - gap / slope
        yield root
        yield root + TICK
        if slope not in (1, -1):
            # Half a microsecond is not an instant: one of the neighbours is where it turns.
            yield root - TICK

    def _midnights(self, day: date, offset: timedelta) -> Iterator[datetime]:
        """When *day* begins and ends on the wall."""
        start = datetime.combine(day, time())
        try:
            yield from self._window(Dates(start, start + timedelta(days=1)), offset)
        except OverflowError:
            return

    def _until(self, until: tree.Expr) -> Iterator[datetime]:
        value = evaluate(until, self.env)
        if isinstance(value, datetime):
            if self._slope(until):
                raise UnknownEdges
            yield value.astimezone(UTC)
        else:
            yield from self._window(value, timedelta())
