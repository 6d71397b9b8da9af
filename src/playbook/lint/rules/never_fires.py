"""Rules whose condition can never hold."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Related, Severity, diagnostic
from playbook.lint.logic.contradictions import culprits
from playbook.lint.logic.formula import Formula
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span
from playbook.syntax import tree


@diagnostic("PB701", "never-fires", Severity.WARNING)
class NeverFires(Diagnostic):
    """A rule that cannot fire, whatever the post.

    ## Example
    ```playbook
    policy acme
    rule busy
      when count(hashtags) > 5 and count(hashtags) < 3
      warn "Fewer hashtags."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule busy
      when count(hashtags) > 5
      warn "Fewer hashtags."
    ```
    """

    rule: str | None
    """None where it is the `for` of the policy, or a policy that is extended."""
    other: Span | None
    extended: str | None = None

    def message(self) -> str:
        if self.extended is not None:
            return f"no rule of `{self.extended}` fires here: no post is such that both policies are about it"
        if self.rule is None:
            return "no post is such that this policy is about it"
        return f"rule `{self.rule}` never fires"

    def label(self) -> str:
        if self.extended is not None:
            return ""
        return "this cannot hold" if self.other is None else "this and the other part exclude each other"

    def related(self) -> tuple[Related, ...]:
        if self.extended is not None and self.other is not None:
            return (Related(self.other, "what the other one is about"),)
        return () if self.other is None else (Related(self.other, "the other part"),)


def never_fires(subject: Subject) -> Iterator[NeverFires]:
    """The `for` and the rules of the file. What only an exception brings about is left to `swallowing-exception`."""
    conditions, applies = subject.conditions, subject.file.applies
    if applies is not None and not conditions.possible(subject.about):
        part, other = culprits([applies], True, conditions)
        yield NeverFires(part.span, None, None if other is None else other.span)
        return
    yield from _extended(subject)
    for rule in subject.rules:
        then = conditions.then(rule.verdict)
        if conditions.possible(subject.about, conditions.fires(rule), then):
            continue
        found = _place(rule, subject)
        if found is not None:
            place, second = found
            yield NeverFires(place.span, rule.name.name, None if second is None else second.span)


def _extended(subject: Subject) -> Iterator[NeverFires]:
    """Policies that are extended, and are about other posts than this one."""
    for parent in subject.module.parents:
        above = None if parent.module is None or not parent.clause.rules else parent.module.tree.applies
        if above is not None and not subject.conditions.possible(
            subject.about, subject.conditions.holds(above)
        ):
            yield NeverFires(parent.clause.target.span, None, above.span, parent.clause.target.name)


def _place(rule: tree.Rule, subject: Subject) -> tuple[tree.Node, tree.Node | None] | None:
    conditions = subject.conditions
    if rule.when is not None and not conditions.possible(subject.about, conditions.holds(rule.when)):
        return culprits([rule.when], subject.about, conditions)
    if rule.unless is not None and not conditions.possible(subject.about, *_without_requires(rule, subject)):
        return None
    if not conditions.possible(subject.about, conditions.fires(rule)):
        return (rule.requires[0] if rule.requires else rule.name), None
    if not conditions.possible(conditions.then(rule.verdict)):
        return None  # a window that is always open, which is reported as such
    return (rule.verdict.until or rule.verdict), None


def _without_requires(rule: tree.Rule, subject: Subject) -> tuple[Formula, ...]:
    conditions = subject.conditions
    parts = [] if rule.when is None else [conditions.holds(rule.when)]
    if rule.unless is not None:
        parts.append(conditions.holds(rule.unless, positive=False))
    return tuple(parts)


RULE = LintRule(NeverFires, never_fires)
