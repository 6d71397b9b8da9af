"""What lint rules look at: one checked file, put together with all that it takes in, and a few facts from outside."""

from collections.abc import Callable, Container, Iterator
from datetime import date
from functools import cached_property
from typing import TypeAlias

from playbook.check.module import Module
from playbook.compile.link import link
from playbook.frozen import frozen
from playbook.lint.logic.conditions import Conditions
from playbook.lint.logic.formula import Formula
from playbook.lint.uses import Uses, uses
from playbook.reference.linked import LinkedPolicy, LinkedRule, Tables
from playbook.syntax import tree
from playbook.syntax.walk import walk
from playbook.types import WINDOW

Frequency: TypeAlias = Callable[[str, str], float]
"""How common a word (1) is in a language (2, `en`): the base-10 logarithm of its uses in a thousand million words."""


@frozen(eq=False)
class Subject:
    """One file. Only what is declared in it is judged; what it takes in is there to be looked at."""

    module: Module
    policy: LinkedPolicy
    left_out: Container[tree.Rule] = ()
    """Rules that use what is not supported yet: nothing is known of their conditions."""
    today: date | None = None
    """The day to judge dates by; None leaves them alone."""
    frequency: Frequency | None = None
    """None where the library of word frequencies is not installed."""

    @property
    def file(self) -> tree.Policy:
        return self.module.tree

    @property
    def tables(self) -> Tables:
        return self.policy.tables

    @cached_property
    def rules(self) -> tuple[tree.Rule, ...]:
        """The file's own rules, but for those that are left out."""
        return tuple(
            one for one in self.file.declarations if isinstance(one, tree.Rule) and one not in self.left_out
        )

    @cached_property
    def inherited(self) -> tuple[LinkedRule, ...]:
        """The rules that come from other files, as they stand in this one."""
        return tuple(one for one in self.policy.rules if one.module is not self.module)

    @cached_property
    def topics(self) -> tuple[tree.Topic, ...]:
        return tuple(one for one in self.file.declarations if isinstance(one, tree.Topic))

    @cached_property
    def tests(self) -> tuple[tree.Test, ...]:
        return tuple(one for one in self.file.declarations if isinstance(one, tree.Test))

    @cached_property
    def conditions(self) -> Conditions:
        """What conditions say, as logic."""
        return Conditions(self.tables)

    @cached_property
    def about(self) -> Formula:
        """That the file is about the post: its `for`."""
        applies = self.file.applies
        return True if applies is None else self.conditions.holds(applies)

    @cached_property
    def uses(self) -> Uses:
        """What is used of what the file declares."""
        return uses(self.module)

    @cached_property
    def said(self) -> tuple[tree.Node, ...]:
        """All nodes of the file, but for those of tests and examples, and of rules that are left out."""
        return tuple(
            node
            for part in self._parts()
            if not isinstance(part, tree.Test | tree.Example)
            for node in walk(part)
        )

    def windows(self) -> Iterator[tree.Expr]:
        """The windows that instants are held against: in conditions, and after `delay until`."""
        for node in self.said:
            if isinstance(node, tree.Within):
                yield node.window
            elif isinstance(node, tree.Verdict):
                until = node.until
                if until is not None and self.tables.types.get(until) == WINDOW:
                    yield until

    def _parts(self) -> Iterator[tree.Node]:
        header = self.file
        for part in (header.applies, header.timezone, *header.extends, header.default):
            if part is not None:
                yield part
        for declaration in header.declarations:
            if not (isinstance(declaration, tree.Rule) and declaration in self.left_out):
                yield declaration


def subject_of(
    module: Module,
    *,
    left_out: Container[tree.Rule] = (),
    today: date | None = None,
    frequency: Frequency | None = None,
) -> Subject:
    """The subject that *module*, which has to be free of errors, makes. Params may be without a value."""
    policy, _ = link(module, {}, without=left_out)
    return Subject(module, policy, left_out, today, frequency)
