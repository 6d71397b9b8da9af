"""What to do about a finding: the rule's words, and an edit where one has been tried and found to help."""

from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel, ValidationError

from playbook.engine.message import fill, fill_whole
from playbook.engine.signal import Signal
from playbook.model.decision import FixOffer, TextEdit
from playbook.model.instant import at_instant
from playbook.model.verdict import Verdict
from playbook.reference.environment import Environment, instant_of
from playbook.reference.linked import LinkedPolicy, LinkedRule
from playbook.reference.rules import environment, guard_state, rule_state
from playbook.syntax import tree
from playbook.text.terms.matcher import term_places

Judge = Callable[[BaseModel], tuple[Verdict, frozenset[tuple[str, str]]]]
"""The verdict on a post, and the (policy, rule) pairs that have a finding."""


def offer(signal: Signal, env: Environment, verdict: Verdict, judge: Judge) -> FixOffer | None:
    """The fix of a rule's finding; its edit only if with it the rule is quiet and the decision is not stricter."""
    if not isinstance(signal.source, LinkedRule) or not signal.source.rule.fixes:
        return None
    words, edit = "", None
    for fix in signal.source.rule.fixes:
        if isinstance(fix, tree.FixWords):
            words = fill(fix.message, env) or ""
            continue
        edit = _edit(fix, env)
        after = None if edit is None else _with_edit(edit, signal.policy, signal.source, env.post, judge)
        if after is None or after > verdict:
            edit = None
        words = words or _in_words(fix, env)
    return FixOffer(words=words, edit=edit)


def _in_words(fix: tree.FixAdd | tree.FixReplace, env: Environment) -> str:
    if isinstance(fix, tree.FixAdd):
        return f"Add “{(fill(fix.text, env) or '').strip()}” at the {fix.edge}."
    return f"Write “{fill(fix.new, env)}” instead of “{fix.old.value}”."


def _edit(fix: tree.FixAdd | tree.FixReplace, env: Environment) -> TextEdit | None:
    text = getattr(env.post, "text", None)
    put = fill_whole(fix.text if isinstance(fix, tree.FixAdd) else fix.new, env)
    if not isinstance(text, str) or put is None:
        return None
    if isinstance(fix, tree.FixAdd):
        at = 0 if fix.edge == "start" else len(text)
        return TextEdit(field="text", start=at, end=at, text=put)
    found = term_places(text, fix.old.value)
    if not found:
        return None
    first, last = found[0][0], found[-1][1]
    pieces, at = [], first
    for start, end in found:
        pieces += [text[at:start], put]
        at = end
    return TextEdit(field="text", start=first, end=last, text="".join(pieces))


def _with_edit(
    edit: TextEdit, policy: LinkedPolicy, rule: LinkedRule, post: BaseModel, judge: Judge
) -> Verdict | None:
    """The verdict on the post with *edit*; None where the rule has something to say still."""
    text: str = post.text  # type: ignore[attr-defined]
    changed = text[: edit.start] + edit.text + text[edit.end :]
    try:
        edited = post.model_copy(update={"text": changed})
    except (ValidationError, ValueError):
        return None
    # The caller's `now` is in no field that a copy takes along.
    instant = instant_of(post)
    tried = at_instant(edited, instant) if isinstance(instant, datetime) else edited
    env = environment(policy, tried)
    # All the others are only asked where it helps with this one.
    if guard_state(rule.guard, env) is True and rule_state(rule, env) is not False:
        return None
    after, findings = judge(tried)
    return None if (policy.name, rule.name) in findings else after
