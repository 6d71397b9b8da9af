"""Terms so common that a rule which looks for them cries wolf."""

from collections.abc import Iterator

from playbook.check.refs import TopicRef
from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.logic.contradictions import parts_of
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.terms import terms_of
from playbook.reference.expression import bare
from playbook.syntax import tree

COMMON = 5.5
"""Zipf frequency from which on a word is too common: 300 times in a million words. `people` has 6.2, `price` 5.2,
`wine` 4.7 (wordfreq 3.1.1, English).
"""


@diagnostic("PB726", "common-term", Severity.WARNING)
class CommonTerm(Diagnostic):
    """A word that stands in so many texts that the rule which looks for nothing else cries wolf.

    Only single words are looked at, by their frequency in English, and not for rules that give a tip. It takes the
    extra `playbook-policy[lint]`; without it this rule says nothing.

    ## Example
    ```playbook
    policy acme
    topic sensitive words "war crime", "people"
    rule sensitive when text mentions sensitive review "Somebody else reads it first."
    ```

    ## Write instead
    ```playbook
    policy acme
    topic sensitive words "war crime"
    rule sensitive when text mentions sensitive review "Somebody else reads it first."
    ```
    """

    term: str
    rule: str
    one_in: int

    def message(self) -> str:
        return f"`{self.term}` is so common that rule `{self.rule}` will fire all the time"

    def label(self) -> str:
        return f"about one word in {self.one_in:,}"

    def help(self) -> str:
        return "look for a phrase, or have the rule look for something else as well"


def common_term(subject: Subject) -> Iterator[CommonTerm]:
    """The topics of the file that are the whole condition of one of its rules."""
    if subject.frequency is None:
        return
    rule_of: dict[tree.Topic, tree.Rule] = {}
    for rule in subject.rules:
        for topic in _looked_for(rule, subject):
            rule_of.setdefault(topic, rule)
    for topic in subject.topics:
        if topic not in rule_of:
            continue
        for term in terms_of(topic, subject.module):
            frequency = (
                subject.frequency(term.text, "en")
                if term.kind in ("words", "stems") and _is_word(term.text)
                else 0
            )
            if frequency >= COMMON:
                one_in = round(10 ** (9 - frequency), -1)
                yield CommonTerm(term.span, term.text, rule_of[topic].name.name, int(one_in))


def _looked_for(rule: tree.Rule, subject: Subject) -> Iterator[tree.Topic]:
    """The topic that is all that the condition of *rule* looks for."""
    if (
        rule.when is None
        or rule.unless is not None
        or rule.requires
        or rule.verdict.name in ("allow", "advise")
    ):
        return
    parts = parts_of(rule.when)
    only = bare(parts[0])
    if len(parts) == 1 and isinstance(only, tree.Mentions) and only.quantity != "all":
        what = bare(only.what)
        for name in what.items if isinstance(what, tree.ListLiteral) else (what,):
            ref = subject.tables.refs.get(name) if isinstance(name, tree.Name) else None
            if ref is not None and isinstance(ref.base, TopicRef) and isinstance(ref.base.topic, tree.Topic):
                yield ref.base.topic


def _is_word(term: str) -> bool:
    return term.isascii() and term.isalpha()


RULE = LintRule(CommonTerm, common_term, needs="frequency")
