"""Rules on the tone of personal accounts that leave no room for talk about work."""

import re
from collections.abc import Iterator

from playbook.check.refs import AskRef
from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.logic.formula import Fact
from playbook.lint.logic.values import GONE, Members
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree
from playbook.syntax.walk import walk

_VAGUE = re.compile(
    r"\b(respectful|disrespect\w*|be (kind|nice|polite|positive|civil)|courteous|unprofessional|inappropriate"
    r"|friendly tone|negative (comment|remark|post|thing)s?|disparag\w+|bad light|embarrass\w*"
    r"|(damage|harm|hurt)s?( the| our| your employer's| its)? (reputation|image|brand|company)|reputation"
    r"|confidential information)\b",
    re.IGNORECASE,
)
_PROFESSIONAL = Fact(
    ("post", ("account", "kind")),
    Members(frozenset({"professional"}), universe=frozenset({"personal", "professional", GONE})),
)


@diagnostic("PB746", "overbroad-rule", Severity.WARNING)
class OverbroadRule(Diagnostic):
    """A rule on personal accounts that asks for respect, a positive tone or the good name of the employer, and leaves
    no room for talk about pay, hours and conditions.

    In May 2012 the counsel of the US labour board found such rules too broad, since people could take them to forbid
    talk that the law protects. As lawyers reported on 2012-06-05 (read 2026-11):
    https://www.wnj.com/updates/for-your-social-media-policy-nlrb-says-think-walmart. Not legal advice. A rule with an
    `unless` is left alone.

    ## Example
    ```playbook
    policy acme for account.kind is personal
    ask respectful "Is it respectful to the company?"
    rule respect require respectful otherwise deny "Be respectful."
    ```

    ## Write instead
    ```playbook
    policy acme for account.kind is personal
    topic conditions words "hours", "my pay", "union", "wages"
    ask respectful "Is it respectful to the company?"
    rule respect
      unless text mentions conditions
      require respectful
      otherwise deny "Be respectful."
    ```
    """

    rule: str
    words: str

    def message(self) -> str:
        return f"rule `{self.rule}` is so broad that it may forbid talk about pay and conditions"

    def label(self) -> str:
        return f"“{self.words}”, on personal accounts"

    def help(self) -> str:
        return "leave such talk out of it with `unless`, or say precisely what is not to be told"


def overbroad_rule(subject: Subject) -> Iterator[OverbroadRule]:
    """The rules of the file that are only about personal accounts, and hold posts back."""
    for rule in subject.rules:
        if rule.verdict.name not in ("warn", "delay", "review", "deny") or rule.unless is not None:
            continue
        vague = next((found for text in _texts(rule, subject) if (found := _VAGUE.search(text))), None)
        if vague is None or subject.conditions.possible(
            subject.about, subject.conditions.fires(rule), _PROFESSIONAL
        ):
            continue
        if subject.conditions.possible(subject.about, subject.conditions.fires(rule)):
            yield OverbroadRule(rule.name.span, rule.name.name, vague[0])


def _texts(rule: tree.Rule, subject: Subject) -> Iterator[str]:
    yield from (text for text in (rule.title, rule.doc) if text is not None)
    if rule.verdict.message is not None:
        yield " ".join(part for part in rule.verdict.message.parts if isinstance(part, str))
    for node in walk(rule):
        ref = subject.tables.refs.get(node) if isinstance(node, tree.Name) else None
        if ref is not None and isinstance(ref.base, AskRef):
            yield ref.base.ask.question.value


RULE = LintRule(OverbroadRule, overbroad_rule)
