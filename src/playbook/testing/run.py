"""Runs the tests of a policy file: each puts a post together, has it judged, and compares."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from playbook.check.module import Module
from playbook.check.unsupported import NotSupportedYet
from playbook.compile.link import link
from playbook.engine.decide import decide
from playbook.engine.policy import Policy
from playbook.errors import UsageError
from playbook.model.decision import Decision
from playbook.model.instant import at_instant
from playbook.model.post import Post
from playbook.packs import Graph, load_graph
from playbook.source import Source, Span
from playbook.syntax import tree
from playbook.testing.expect import unmet
from playbook.testing.posts import Given, given, post_of
from playbook.testing.report import FileReport, TestResult


def run_file(path: Path, *, post_type: type[Post] = Post) -> FileReport:
    """Run the tests of the policy file at *path*."""
    return _run(str(path), load_graph(path, post_type), post_type)


def run_text(
    text: str, *, name: str = "<text>", folder: Path | None = None, post_type: type[Post] = Post
) -> FileReport:
    """Run the tests of the policy that *text* says."""
    return _run(name, load_graph(Source(name, text), post_type, folder), post_type)


def _run(name: str, graph: Graph, post_type: type[Post]) -> FileReport:
    module = graph.root
    report = FileReport(name, graph.diagnostics)
    if module is None or report.diagnostics_stop:
        return report
    suite = _Suite(module, post_type, graph)
    results = tuple(suite.results())
    own = [
        rule
        for rule in module.tree.declarations
        if isinstance(rule, tree.Rule) and rule not in suite.left_out
    ]
    names = [rule.name.name for rule in own]
    return FileReport(
        name,
        (*graph.diagnostics, *suite.problems),
        results,
        never_fired=tuple(rule for rule in names if rule not in suite.fired),
        never_quiet=tuple(rule for rule in names if rule not in suite.quiet),
        left_out=tuple(rule.name.name for rule in suite.left_out if rule in module.tree.declarations),
    )


class _Suite:
    """The tests of one file, and what they have seen."""

    def __init__(self, module: Module, post_type: type[Post], graph: Graph) -> None:
        self.module, self.post_type = module, post_type
        self.unsupported = tuple(one.span for one in graph.errors if isinstance(one, NotSupportedYet))
        self.left_out = {
            rule: None
            for rule in module.rules.values()
            if rule.watch or any(_within(span, rule.span) for span in self.unsupported)
        }
        self.fired: set[str] = set()
        self.quiet: set[str] = set()
        policy, self.problems = link(module, {}, without=self.left_out)
        self._policy = None if self.problems else Policy(policy)
        declarations = module.tree.declarations
        self.examples = {one.name.name: one for one in declarations if isinstance(one, tree.Example)}

    def results(self) -> Iterator[TestResult]:
        for declaration in self.module.tree.declarations:
            if isinstance(declaration, tree.Test):
                yield self._result(declaration)

    def _result(self, test: tree.Test) -> TestResult:
        reason = self._skipped(test)
        if reason is not None:
            return TestResult(test.title, "skipped", test.span, ((test.span, reason),))
        made = given(test, self.module, self.examples)
        try:
            post = post_of(made, self.post_type)
            policy = self._with_params(made)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            place = ".".join(str(step) for step in first["loc"])
            return TestResult(
                test.title, "failed", test.span, ((test.span, f"no valid post: {place}: {first['msg']}"),)
            )
        except UsageError as error:
            return TestResult(test.title, "failed", test.span, ((test.span, str(error)),))
        if policy is None:
            return TestResult(
                test.title, "failed", test.span, ((test.span, "the policy's params are not set"),)
            )
        if made.now is not None and post.publish_at is None:
            post = at_instant(post, made.now)
        decision = decide(post, (policy,))
        self._saw(policy, decision)
        problems = tuple(unmet(test, decision))
        return TestResult(test.title, "failed" if problems else "passed", test.span, problems, decision)

    def _with_params(self, made: Given) -> Policy | None:
        if not made.params:
            return self._policy
        linked, problems = link(self.module, made.params, overriding=True, without=self.left_out)
        return None if problems else Policy(linked)

    def _skipped(self, test: tree.Test) -> str | None:
        """Why a test cannot run yet; None if it can."""
        if any(isinstance(one, tree.History) for one in test.given):
            return "it gives a history, which is not supported yet"
        left_out = {rule.name.name for rule in self.left_out}
        for expectation in test.expect:
            waiting = sorted(left_out.intersection(_named(expectation)))
            if waiting:
                return f"`{waiting[0]}` uses what is not supported yet"
        return None

    def _saw(self, policy: Policy, decision: Decision) -> None:
        fired = {finding.rule for finding in decision.findings if finding.state == "fired"}
        self.fired |= fired
        if decision.applies:
            self.quiet |= set(policy.rules) - {finding.rule for finding in decision.findings}


def _named(expectation: tree.Expectation) -> list[str]:
    """The rules that an expectation is about."""
    match expectation:
        case tree.ExpectVerdict():
            return [rule.name for rule in expectation.rules]
        case tree.ExpectNo():
            return [expectation.rule.name]
        case tree.ExpectNeeds():
            return []


def _within(inner: Span, outer: Span) -> bool:
    return inner.source is outer.source and outer.start <= inner.start and inner.end <= outer.end
