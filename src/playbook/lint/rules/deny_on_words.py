"""Rules that deny for words alone. Has to be asked for: some words are never right."""

from collections.abc import Iterator

from playbook.check.refs import TopicRef
from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.reference.expression import bare
from playbook.syntax import tree


@diagnostic("PB745", "deny-on-words", Severity.WARNING)
class DenyOnWords(Diagnostic):
    """A rule that denies for words alone. Words do not tell what a text means; a person does, and `review` asks one.
    Not among the default rules.

    ## Example
    ```playbook
    policy acme
    rule politics when text mentions "election" deny "No politics."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule politics when text mentions "election" review "It may be about politics: somebody else reads it first."
    ```
    """

    rule: str

    def message(self) -> str:
        return f"rule `{self.rule}` denies for words alone, where a person could look"

    def help(self) -> str:
        return "say `review`, unless these words are never right"


def deny_on_words(subject: Subject) -> Iterator[DenyOnWords]:
    """The rules of the file whose whole condition is what a text mentions or matches."""
    for rule in subject.rules:
        only = None if rule.when is None or rule.unless or rule.requires else bare(rule.when)
        if rule.verdict.name != "deny" or not isinstance(only, tree.Mentions | tree.Matches | tree.Contains):
            continue
        if not _is_sure(only, subject):
            yield DenyOnWords(rule.verdict.span, rule.name.name)


def _is_sure(condition: tree.Mentions | tree.Matches | tree.Contains, subject: Subject) -> bool:
    """Whether it looks for what the language finds by itself, such as card numbers, of which each is checked."""
    if not isinstance(condition, tree.Mentions):
        return False
    what = bare(condition.what)
    names = what.items if isinstance(what, tree.ListLiteral) else (what,)
    refs = [subject.tables.refs.get(name) if isinstance(name, tree.Name) else None for name in names]
    return all(
        ref is not None and isinstance(ref.base, TopicRef) and not isinstance(ref.base.topic, tree.Topic)
        for ref in refs
    )


RULE = LintRule(DenyOnWords, deny_on_words, default=False)
