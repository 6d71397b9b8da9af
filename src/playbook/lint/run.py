"""Lints one checked file: runs the chosen rules, and leaves out what comments allow."""

from collections.abc import Collection
from datetime import date
from types import MappingProxyType

from playbook.check.module import Module
from playbook.check.unsupported import NotSupportedYet
from playbook.compile.link import all_modules
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.lint.allowances import allowances
from playbook.lint.rule import LintRule
from playbook.lint.rules import RULES
from playbook.lint.subject import Frequency, subject_of
from playbook.source import Span
from playbook.syntax import tree

KNOWN = MappingProxyType({name: rule.slug for rule in RULES for name in (rule.slug, rule.code)})
"""What a rule may be called, with its slug."""


def lint(
    module: Module,
    *,
    rules: Collection[LintRule] | None = None,
    today: date | None = None,
    frequency: Frequency | None = None,
) -> tuple[Diagnostic, ...]:
    """What is to be said about the file of *module*, by place. It has to be free of errors, but for what is not
    supported yet.

    rules: those to run; None for the default ones. today: the day to judge dates by; without it nothing is over.
    frequency: see `playbook.lint.frequency`; without it no topic is found too common.
    """
    chosen = tuple(rule for rule in RULES if (rule.default if rules is None else rule in rules))
    subject = subject_of(module, left_out=_left_out(module), today=today, frequency=frequency)
    found = [finding for rule in chosen for finding in rule.look(subject)]
    notes = allowances(module.tree, KNOWN)
    kept = list(notes.without_allowed(found, today))
    kept += notes.problems
    kept += notes.remaining({rule.slug for rule in chosen if rule.can_look(subject)}, today)
    return tuple(sorted(kept, key=_place))


def _left_out(module: Module) -> frozenset[tree.Rule]:
    """Rules with something that nothing runs yet."""
    places = [
        one.span
        for above in all_modules(module)
        for one in above.diagnostics
        if isinstance(one, NotSupportedYet)
    ]
    return frozenset(
        rule for rule in module.rules.values() if rule.watch or any(_within(one, rule.span) for one in places)
    )


def _within(inner: Span, outer: Span) -> bool:
    return inner.source is outer.source and outer.start <= inner.start < outer.end


def _place(finding: Diagnostic) -> tuple[int, int, str, str]:
    return finding.span.start, finding.span.end, finding.code, finding.message()
