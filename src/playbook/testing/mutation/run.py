"""Mutates a policy file: from a path to what its tests did not notice."""

from collections.abc import Callable
from pathlib import Path

from playbook.model.post import Post
from playbook.packs import Graph, load_graph
from playbook.source import Source
from playbook.testing.mutation.report import MutationReport
from playbook.testing.mutation.trial import Trial
from playbook.testing.report import FileReport
from playbook.testing.suite import Ready, Suite, Unready

Step = Callable[[int, int], None]
"""Is told how many changes are tried, and of how many."""


def _silent(done: int, of: int) -> None:
    """Says nothing."""


def mutate_file(
    path: Path, *, post_type: type[Post] = Post, every_term: bool = False, step: Step = _silent
) -> MutationReport:
    """Try every small change to the policy file at *path* on its tests. *every_term*: each term of a list is taken out
    once, not only three of them.
    """
    return _mutate(str(path), load_graph(path, post_type), post_type, every_term, step)


def mutate_text(
    text: str, *, name: str = "<text>", post_type: type[Post] = Post, every_term: bool = False
) -> MutationReport:
    """The same for the policy that *text* says."""
    return _mutate(name, load_graph(Source(name, text), post_type), post_type, every_term, _silent)


def _mutate(name: str, graph: Graph, post_type: type[Post], every_term: bool, step: Step) -> MutationReport:
    if graph.root is None or FileReport(name, graph.diagnostics).diagnostics_stop:
        return MutationReport(name, graph.diagnostics, broken=True)
    suite = Suite(graph.root, post_type, graph)
    made = [suite.ready(case) for case in suite.cases]
    ready = [one for one in made if isinstance(one, Ready)]
    failing = [one.case.title for one in made if isinstance(one, Unready) and not one.skipped]
    failing += [one.case.title for one in ready if suite.result(one).outcome == "failed"]
    if failing:
        return MutationReport(name, graph.diagnostics, failing=tuple(failing))
    trial = Trial(suite, ready)
    mutants = trial.mutants(every_term)
    survivors = tuple(trial.survivors(mutants, lambda done: step(done, len(mutants))))
    return MutationReport(name, graph.diagnostics, len(mutants), survivors)
