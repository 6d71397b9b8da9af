"""Examples from the tests of a policy and of what it takes in: posts that a rule catches, or leaves alone.

Every example is judged again by the policy as it is set here, and shown only if the rule still does what the test says:
a pack's example with four hashtags is none where three are allowed. Tests that set params are left out for that reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from playbook.engine.policy import Policy
from playbook.errors import UsageError
from playbook.handbook.marks import Marks
from playbook.handbook.page import Example
from playbook.handbook.verdicts import LABELS
from playbook.model.post import Post
from playbook.reference.linked import LinkedRule
from playbook.syntax import tree
from playbook.testing.cases import Case, cases_of
from playbook.testing.posts import given, post_of

MOST_OF_EACH = 2
"""Examples of a kind that a guideline shows: more make a page that nobody reads."""

LONGEST = 160
"""Characters of a text that is shown; a test with a longer one, or with none of its own, is no example to read."""

FINE = "Fine"


@dataclass
class _Found:
    caught: list[str] = field(default_factory=list)
    fine: list[str] = field(default_factory=list)


class Examples:
    """The examples of one policy, by rule."""

    def __init__(self, policy: Policy, marks: Marks) -> None:
        self._policy, self._marks = policy, marks
        self._found: dict[str, _Found] = {}
        for module in reversed(policy.linked.modules):
            shared = {one.name.name: one for one in module.tree.declarations if isinstance(one, tree.Example)}
            for case in cases_of(module.tree.declarations):
                try:
                    made = given(case.assignments(shared), module)
                    if made.params or any(isinstance(one, tree.History) for one in case.test.given):
                        continue
                    post_type = policy.linked.post_type
                    post = post_of(made, post_type if issubclass(post_type, Post) else Post)
                except (ValidationError, UsageError):
                    continue
                self._add(case, post)

    def _add(self, case: Case, post: Post) -> None:
        shown = self._shown(case)
        if not shown:
            return
        linked, outcome = self._policy.linked, self._policy.program.run(post)
        held = {linked.guards[index] for index in outcome.held_guards}
        quiet = {
            rule.name
            for index, rule in enumerate(linked.rules)
            if rule.guard in held and index not in outcome.fired and index not in outcome.undetermined
        }
        fired = {linked.rules[index].name for index in outcome.fired}
        for caught, name in _expected(case.test):
            if name in (fired if caught else quiet):
                found = self._found.setdefault(name, _Found())
                (found.caught if caught else found.fine).append(shown)

    def _shown(self, case: Case) -> str:
        """The text that the test gives, and where it gives something else as well, what it is called; or nothing."""
        own = list(case.assignments({}))
        texts = [one.value.value for one in own if _is_text(one) and isinstance(one.value, tree.TextLiteral)]
        if not texts or not texts[-1].strip() or len(texts[-1]) > LONGEST:
            return ""
        shown = self._marks.quoted(texts[-1])
        title = self._marks.text(case.test.title.partition(": ")[2] or case.test.title)
        return shown if all(_is_text(one) for one in own) else f"{shown} ({title})"

    def of(self, linked: LinkedRule) -> tuple[Example, ...]:
        """What the guideline of *linked* shows."""
        found = self._found.get(linked.name, _Found())
        label = LABELS[linked.then.name]
        return tuple(
            Example(kind, words)
            for kind, shown in ((label, found.caught), (FINE, found.fine))
            for words in list(dict.fromkeys(shown))[:MOST_OF_EACH]
        )


def _is_text(one: tree.Assignment) -> bool:
    return one.target.parts in (("text",), ("post", "text"))


def _expected(test: tree.Test) -> Iterator[tuple[bool, str]]:
    """The rules that the test is about: whether they are to catch the post, and their names."""
    for expectation in test.expect:
        if isinstance(expectation, tree.ExpectVerdict):
            yield from ((True, rule.name) for rule in expectation.rules)
        elif isinstance(expectation, tree.ExpectNo):
            yield False, expectation.rule.name
