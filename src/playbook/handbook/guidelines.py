"""One rule as a guideline: what it is called, what is wrong, when it speaks, what happens, and what to do."""

from collections.abc import Callable, Iterator

from playbook.handbook.anchors import rule_anchor
from playbook.handbook.clause import (
    AllOf,
    AnyOf,
    Bullets,
    Clause,
    Said,
    all_of,
    any_of,
    bullets,
    fits_prose,
    prose,
)
from playbook.handbook.constants import OPEN
from playbook.handbook.english import capital, listed, name_in_words, sentence
from playbook.handbook.examples import Examples
from playbook.handbook.page import Condition, Guideline
from playbook.handbook.phrases import Phrases
from playbook.handbook.things import Things
from playbook.handbook.values import date_in_words
from playbook.handbook.verdicts import outcome
from playbook.model.verdict import Verdict
from playbook.reference.linked import Guard, LinkedPolicy, LinkedRule
from playbook.syntax import tree

GAP = "…"
"""Stands in a message for what only a post can fill in."""


class Guidelines:
    """Writes the guidelines of one policy."""

    def __init__(self, policy: LinkedPolicy, things: Things, examples: Examples) -> None:
        self.policy, self.things, self.examples = policy, things, examples
        self.phrases = Phrases(things)

    # --------------------------------------------------------------------------------------------------- conditions

    def is_off(self, linked: LinkedRule) -> bool:
        """Whether the params as they are set keep the rule from ever speaking."""
        rule = linked.rule
        when = True if rule.when is None else self.phrases.condition(rule.when)
        unless = False if rule.unless is None else self.phrases.condition(rule.unless)
        lacking = any_of(self.phrases.condition(one, negated=True) for one in rule.requires)
        return when is False or unless is True or (bool(rule.requires) and lacking is False)

    def condition(self, linked: LinkedRule) -> Condition:
        """When the rule speaks, and what happens then."""
        rule, scope = linked.rule, self.things.scope
        saving = tuple(self._saving(rule))
        with self.phrases.sentence():
            when = True if rule.when is None else self.phrases.condition(rule.when)
            if isinstance(when, bool):
                return self._always(linked, saving)
            then = outcome(linked.then, self.things, "it" if scope.named else "the post")
            scope.named = True
            first = saving[0]() if saving else True
        if not fits_prose(when):
            then = outcome(linked.then, self.things, "the post")
            items = self._listed(self._again(rule.when) or when)
            return Condition(f"{capital(then)} if {items.how}:", items, self._unless(saving))
        if isinstance(first, bool) or not fits_prose(first):
            return Condition(f"If {prose(when)}, {then}.", None, self._unless(saving))
        return Condition(f"If {prose(when)}, {then}, unless {prose(first)}.", None, self._unless(saving[1:]))

    def _again(self, when: tree.Expr | None) -> Clause | None:
        """The condition once more, for a list whose introduction names the post."""
        self.things.scope.named = True
        clause = True if when is None else self.phrases.condition(when)
        return None if isinstance(clause, bool) else clause

    def _saving(self, rule: tree.Rule) -> Iterator[Callable[[], Said]]:
        """What saves a post from the rule: that it does all that is required; an exception that holds for it."""
        requires, unless = rule.requires, rule.unless
        if requires and not isinstance(all_of(self.phrases.condition(one) for one in requires), bool):
            yield lambda: all_of(self.phrases.condition(one) for one in requires)
        if unless is not None and not isinstance(self.phrases.condition(unless), bool):
            yield lambda: self.phrases.condition(unless)

    def _always(self, linked: LinkedRule, saving: tuple[Callable[[], Said], ...]) -> Condition:
        """A rule without a condition, or with one that the params have settled."""
        denies = linked.then.name == "deny"
        then = "no post is published" if denies else outcome(linked.then, self.things, "every post")
        self.things.scope.named = True
        first = saving[0]() if saving else True
        if isinstance(first, bool) or not fits_prose(first):
            return Condition(f"{capital(then)}.", None, self._unless(saving))
        return Condition(f"{capital(then)}, unless {prose(first)}.", None, self._unless(saving[1:]))

    def _unless(self, saving: tuple[Callable[[], Said], ...]) -> tuple[Condition, ...]:
        return tuple(self._exception(one) for one in saving)

    def _exception(self, saving: Callable[[], Said]) -> Condition:
        """A sentence of its own for what saves a post."""
        with self.phrases.sentence():
            clause = saving()
        if isinstance(clause, bool) or fits_prose(clause):
            return Condition(f"This does not apply if {'' if isinstance(clause, bool) else prose(clause)}.")
        items = self._listed(clause)
        return Condition(f"This does not apply if {items.how}:", items)

    def _listed(self, clause: Clause) -> Bullets:
        assert isinstance(clause, AllOf | AnyOf)  # noqa: S101  a single clause always fits into a sentence
        return bullets(clause)

    def about(self, guard: Guard, known: tuple[tree.Expr, ...]) -> str:
        """Which posts a guard lets through, beyond those that all of *known* do; empty for no others."""
        with self.phrases.sentence():
            ways = [
                all_of(self.phrases.condition(clause) for clause in way if clause not in known)
                for way in guard
            ]
        clause = any_of(ways)
        return "" if isinstance(clause, bool) else prose(clause)

    # ------------------------------------------------------------------------------------------------------- the rest

    def guideline(self, linked: LinkedRule, known: tuple[tree.Expr, ...]) -> Guideline:
        """All that the page says about a rule."""
        rule, marks = linked.rule, self.things.marks
        return Guideline(
            rule_anchor(rule),
            self.title(rule),
            tuple(paragraphs(rule.doc, marks.text)),
            "" if linked.then.message is None else sentence(self.message(linked.then.message)),
            self.condition(linked),
            tuple(self.fix(fix) for fix in rule.fixes),
            tuple(self._notes(linked, known)),
            self.examples.of(linked),
            tuple(marks.source(see.value) for see in rule.see),
        )

    def title(self, rule: tree.Rule) -> str:
        return self.things.marks.text(rule.title or capital(name_in_words(rule.name.name)))

    def message(self, message: tree.Message) -> str:
        """A message without a post: what is set is filled in, the rest left open."""
        made = self._said(message)
        return self.things.marks.text(made.removesuffix(".") if made.endswith(f"{GAP}.") else made)

    def _said(self, message: tree.Message) -> str:
        made = ""
        for part in message.parts:
            if isinstance(part, str):
                made += part
            else:
                value = self.things.constants.value(part)
                made += GAP if value is OPEN or value == () else _plain_value(self.things, value)
        return made

    def fix(self, fix: tree.Fix) -> str:
        marks = self.things.marks
        match fix:
            case tree.FixWords():
                return sentence(self.message(fix.message))
            case tree.FixAdd():
                place = "beginning" if fix.edge == "start" else "end"
                return f"Put {marks.quoted(self._said(fix.text))} at the {place}."
            case tree.FixReplace():
                return f"Write {marks.quoted(self._said(fix.new))} instead of {marks.quoted(fix.old.value)}."

    def _notes(self, linked: LinkedRule, known: tuple[tree.Expr, ...]) -> Iterator[str]:
        about = self.about(linked.guard, known)
        if about:
            yield f"This is for posts where {about}."
        if linked.rule.status is not None:
            yield f"Status: {self.things.marks.text(name_in_words(linked.rule.status.name))}."
        if linked.dropped_until is not None:
            yield f"It is not in force for posts that go out before {date_in_words(linked.dropped_until)}."
        if linked.verdict is not Verdict(linked.rule.verdict.name):
            before = outcome(linked.rule.verdict, self.things)
            yield f"This is a change; where it comes from, {before}."


def _plain_value(things: Things, value: object) -> str:
    """A value within a message, where texts stand without quotation marks."""
    if isinstance(value, tuple):
        return listed([_plain_value(things, item) for item in value])
    return value if isinstance(value, str) else things.value(value)


def paragraphs(doc: str | None, text: Callable[[str], str]) -> Iterator[str]:
    """The paragraphs of a text, each marked up by *text*."""
    for paragraph in (doc or "").split("\n\n"):
        if paragraph.strip():
            yield text(paragraph)
