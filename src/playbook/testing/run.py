"""Runs the tests of a policy file, and keeps what they have seen of its rules."""

from collections.abc import Iterable
from pathlib import Path

from playbook.model.post import Post
from playbook.packs import Graph, load_graph
from playbook.source import Source
from playbook.testing.coverage.observe import Observer
from playbook.testing.report import FileReport
from playbook.testing.suite import Ready, Suite


def run_file(path: Path, *, post_type: type[Post] = Post, coverage: bool = False) -> FileReport:
    """Run the tests of the policy file at *path*. *coverage*: and see which parts of its conditions they tell apart."""
    return _run(str(path), load_graph(path, post_type), post_type, coverage)


def run_text(
    text: str,
    *,
    name: str = "<text>",
    folder: Path | None = None,
    post_type: type[Post] = Post,
    coverage: bool = False,
) -> FileReport:
    """Run the tests of the policy that *text* says."""
    return _run(name, load_graph(Source(name, text), post_type, folder), post_type, coverage)


def _run(name: str, graph: Graph, post_type: type[Post], coverage: bool) -> FileReport:
    module = graph.root
    report = FileReport(name, graph.diagnostics)
    if module is None or report.diagnostics_stop:
        return report
    suite = Suite(module, post_type, graph)
    rules = _Rules()
    observer = Observer(suite) if coverage else None
    results = []
    for case in suite.cases:
        made = suite.ready(case)
        results.append(suite.result(made))
        if isinstance(made, Ready):
            rules.saw(made)
            if observer is not None:
                observer.saw(made)
    own = [rule.name.name for rule in suite.own_rules]
    return FileReport(
        name,
        (*graph.diagnostics, *suite.problems),
        tuple(results),
        never_fired=_without(own, rules.fired),
        never_quiet=_without(own, rules.quiet),
        left_out=tuple(rule.name.name for rule in suite.left_out if rule in module.tree.declarations),
        coverage=None if observer is None else observer.coverage(),
    )


class _Rules:
    """The rules that tests have seen fire, and stay quiet."""

    def __init__(self) -> None:
        self.fired: set[str] = set()
        self.quiet: set[str] = set()

    def saw(self, made: Ready) -> None:
        """A rule that was not tried, since its policy is not about the post, is seen neither way."""
        linked = made.policy.linked
        outcome = made.policy.program.run(made.post)
        held = {linked.guards[index] for index in outcome.held_guards}
        found = {*outcome.fired, *outcome.undetermined}
        self.fired.update(linked.rules[index].name for index in outcome.fired)
        self.quiet.update(
            rule.name for index, rule in enumerate(linked.rules) if index not in found and rule.guard in held
        )


def _without(names: Iterable[str], seen: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in seen)
