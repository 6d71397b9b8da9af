"""What a lint rule is: a kind of diagnostic, and a function that finds it. Each file in `rules` makes one."""

from collections.abc import Callable, Iterator
from typing import Literal

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.frozen import frozen
from playbook.lint.subject import Subject


@frozen
class LintRule:
    """One kind of advice. Those that would nag most policies are not *default*: they have to be asked for."""

    kind: type[Diagnostic]
    look: Callable[[Subject], Iterator[Diagnostic]]
    default: bool = True
    needs: Literal["nothing", "today", "frequency"] = "nothing"
    """What it takes from outside; without that it finds nothing, and nobody knows what it would have found."""

    def can_look(self, subject: Subject) -> bool:
        """Whether it has what it needs."""
        return self.needs == "nothing" or getattr(subject, self.needs) is not None

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def slug(self) -> str:
        return self.kind.slug
