"""For an app's own tests: holds a decision against what is expected of it, and says plainly what it is instead."""

from collections.abc import Iterable, Iterator

from playbook.errors import UsageError
from playbook.model.decision import Decision, Finding
from playbook.model.verdict import Verdict
from playbook.testing.expect import without_places


def assert_decision(
    decision: Decision,
    verdict: Verdict | str | None = None,
    *,
    rules: Iterable[str] | None = None,
    no: Iterable[str] = (),
    needs: Iterable[str] | None = None,
    applies: bool | None = True,
) -> None:
    """Raise AssertionError, with the whole decision in words, unless *decision* is as expected.

    *verdict*: what it has to be. *rules*: the rules that have to have fired, whatever else has. *no*: rules that must
    have no finding, fired or undetermined. *needs*: the fields that have to be among what it needs, as
    `account.kind`, `media.shows`, `answers.own_words`. *applies*: whether a policy has to be about the post.

    Raises UsageError for a verdict that is none.
    """
    __tracebackhide__ = True
    wanted = _verdict(verdict)
    wrong: list[str] = []
    if decision.applies is not applies:
        wrong.append(f"expected that {_APPLIES[applies]}, but {_APPLIES[decision.applies]}")
    if wanted is not None and decision.verdict is not wanted:
        wrong.append(f"expected {wanted}, but it is {decision.verdict}")
    wrong += _wrong_rules(decision, _listed(rules), _listed(no))
    wrong += _wrong_needs(decision, _listed(needs))
    if wrong:
        raise AssertionError("\n".join([*wrong, "", *_shown(decision)]))


def _verdict(name: Verdict | str | None) -> Verdict | None:
    try:
        return None if name is None else Verdict(name)
    except ValueError:
        raise UsageError(f"there is no verdict {name!r:.80}; there are {', '.join(Verdict)}") from None


def _listed(names: Iterable[str] | None) -> tuple[str, ...]:
    """One name may be given as it is."""
    return () if names is None else (names,) if isinstance(names, str) else tuple(names)


def _wrong_rules(decision: Decision, rules: tuple[str, ...], no: tuple[str, ...]) -> Iterator[str]:
    found = {one.rule: one for one in decision.findings}
    for rule in rules:
        if rule not in found:
            yield f"expected that `{rule}` fires, but it stayed quiet"
        elif found[rule].state != "fired":
            yield f"expected that `{rule}` fires, but it is undetermined"
    for rule in no:
        if rule in found:
            yield f"expected nothing of `{rule}`, but it {_state(found[rule])}"


def _wrong_needs(decision: Decision, needs: tuple[str, ...]) -> Iterator[str]:
    asked = {without_places(need.field) for need in decision.needs}
    for field in needs:
        if without_places(field) not in asked and f"answers.{field}" not in asked:
            yield f"expected it to need `{field}`, but it does not"


_APPLIES = {
    True: "a policy is about this post",
    False: "no policy is about this post",
    None: "it is not known whether a policy is about this post",
}


def _state(finding: Finding) -> str:
    return "fired" if finding.state == "fired" else "is undetermined"


def _shown(decision: Decision) -> Iterator[str]:
    """The decision in words."""
    yield (
        f"the decision is {decision.verdict}:"
        if decision.findings
        else f"the decision is {decision.verdict}."
    )
    for one in decision.findings:
        undetermined = ", undetermined" if one.state != "fired" else ""
        words = f": {one.message}" if one.message else ""
        yield f"  {one.verdict} from `{one.rule}` of `{one.policy}`{undetermined}{words}"
        for reason in one.because:
            state = {True: "holds", False: "does not hold", None: "is not known"}[reason.holds]
            values = ", ".join(f"{name} = {value}" for name, value in reason.values)
            yield f"    `{reason.condition}` {state}{f' ({values})' if values else ''}"
    for need in decision.needs:
        yield f"  needs {need.field}: {need.question}"
