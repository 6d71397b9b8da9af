"""The tests of one checked file, ready to be run: which cases there are, what each gives, and how each comes out."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from playbook.check.module import Module
from playbook.check.unsupported import NotSupportedYet
from playbook.compile.link import link
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.engine.decide import decide
from playbook.engine.policy import Policy
from playbook.errors import UsageError
from playbook.frozen import frozen
from playbook.model.instant import at_instant
from playbook.model.post import Post
from playbook.packs import Graph
from playbook.reference.linked import LinkedPolicy
from playbook.source import Span
from playbook.syntax import tree
from playbook.testing.cases import Case, cases_of
from playbook.testing.expect import unmet
from playbook.testing.posts import Given, given, post_of
from playbook.testing.report import TestResult
from playbook.testing.why import Why


@dataclass(frozen=True, slots=True)
class Ready:
    """A case, put together: the post, and the policy with the params that the case sets."""

    case: Case
    post: Post
    policy: Policy
    params: Mapping[str, Any] = field(default_factory=dict)


@frozen
class Unready:
    """Why a case cannot run: nothing is wrong with it (it is skipped), or something is."""

    case: Case
    reason: str
    skipped: bool = False


class Suite:
    """The tests of the file *module*, which has no mistakes but for what is not supported yet."""

    def __init__(self, module: Module, post_type: type[Post], graph: Graph) -> None:
        self.module, self.post_type = module, post_type
        unsupported = [one.span for one in graph.errors if isinstance(one, NotSupportedYet)]
        self.left_out: dict[tree.Rule, None] = {
            rule: None
            for rule in module.rules.values()
            if rule.watch or any(_within(span, rule.span) for span in unsupported)
        }
        """Rules that use what is not supported yet."""
        declarations = module.tree.declarations
        self.examples = {one.name.name: one for one in declarations if isinstance(one, tree.Example)}
        self.cases = tuple(cases_of(declarations))
        self._policies: dict[str, Policy | None] = {}

    def of(self, module: Module) -> "Suite":
        """The same for another version of the file."""
        other = copy(self)
        other.module = module
        return other

    @property
    def own_rules(self) -> tuple[tree.Rule, ...]:
        """The rules that the file declares itself, and that run."""
        declared = self.module.tree.declarations
        return tuple(one for one in declared if isinstance(one, tree.Rule) and one not in self.left_out)

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Why the policy cannot be used as it stands: params that are not set. Tests may set them."""
        return self.linked({})[1]

    def linked(self, params: Mapping[str, Any]) -> tuple[LinkedPolicy, tuple[Diagnostic, ...]]:
        """The policy with *params* set, whatever files set. Raises UsageError for values that do not fit."""
        return link(self.module, params, overriding=bool(params), without=self.left_out)

    def ready(self, case: Case) -> Ready | Unready:
        """Put *case* together."""
        reason = self._skipped(case.test)
        if reason is not None:
            return Unready(case, reason, skipped=True)
        made = given(case.assignments(self.examples), self.module)
        try:
            post = post_of(made, self.post_type)
            policy = self._policy(made)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            place = ".".join(str(step) for step in first["loc"])
            words = first["msg"].removeprefix("Value error, ")
            return Unready(case, f"no valid post: `{place}`: {words}")
        except UsageError as error:
            return Unready(case, str(error))
        if policy is None:
            return Unready(case, "the policy's params are not set")
        if made.now is not None and post.publish_at is None:
            post = at_instant(post, made.now)
        return Ready(case, post, policy, made.params)

    def result(self, made: Ready | Unready) -> TestResult:
        """How the case comes out."""
        case = made.case
        if isinstance(made, Unready):
            problem = ((_head(case), made.reason),)
            return TestResult(case.title, "skipped" if made.skipped else "failed", case.span, problem)
        decision = decide(made.post, (made.policy,))
        missed = tuple(unmet(case.test, decision))
        if not missed:
            return TestResult(case.title, "passed", case.span, (), decision)
        problems = tuple((one.span, one.words) for one in missed)
        why = Why(case, self.examples, made.policy.linked, made.post, decision)
        return TestResult(case.title, "failed", case.span, problems, decision, why.failure(missed))

    def _policy(self, made: Given) -> Policy | None:
        key = repr(sorted(made.params.items()))
        if key not in self._policies:
            linked, problems = self.linked(made.params)
            self._policies[key] = None if problems else Policy(linked)
        return self._policies[key]

    def _skipped(self, test: tree.Test) -> str | None:
        """Why a test cannot run yet; None if it can."""
        if any(isinstance(one, tree.History) for one in test.given):
            return "it gives a history, which is not supported yet"
        left_out = {rule.name.name for rule in self.left_out}
        waiting = sorted(left_out.intersection(name for one in test.expect for name in named(one)))
        return f"`{waiting[0]}` uses what is not supported yet" if waiting else None


def named(expectation: tree.Expectation) -> Iterator[str]:
    """The rules that an expectation is about."""
    match expectation:
        case tree.ExpectVerdict():
            yield from (rule.name for rule in expectation.rules)
        case tree.ExpectNo():
            yield expectation.rule.name


def _head(case: Case) -> Span:
    """The first line of a test, or the row of its table."""
    if case.row is not None:
        return case.row.span
    first = case.span.text.splitlines()[0]
    return Span(case.span.source, case.span.start, case.span.start + len(first))


def _within(inner: Span, outer: Span) -> bool:
    return inner.source is outer.source and outer.start <= inner.start and inner.end <= outer.end
