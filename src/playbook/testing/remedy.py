"""What would have to change for a rule to come out another way, in words. Reads a trace; changes nothing."""

from playbook.frozen import frozen
from playbook.syntax import tree
from playbook.syntax.print_expressions import print_expr
from playbook.testing.trace import Branch, Leaf, Trace
from playbook.values import UNKNOWN

MOST_WAYS = 3
"""Ways that are named, cheapest first, where any of several would do."""

MOST_WORDS = 100
"""Characters of one part of a condition."""


@frozen
class Remedy:
    """What to change, and how many parts of the condition that takes."""

    words: str
    cost: int
    joined: str | None = None
    """Whether it is made of several, and by what: `and`, `or`."""


NOTHING = Remedy("", 0)


def remedy(trace: Trace, fire: bool) -> Remedy | None:
    """What would have to change for *trace* to help (*fire*), or not to. None where no post could do that."""
    if trace.state is fire:
        return NOTHING
    if isinstance(trace, Leaf):
        return _of_leaf(trace, fire)
    if trace.over is not None:
        return _of_elements(trace, trace.over, fire)
    return _of_parts(trace, fire)


def _of_parts(branch: Branch, fire: bool) -> Remedy | None:
    ways = [remedy(part, fire) for part in branch.parts if part.state is not fire]
    possible = [way for way in ways if way is not None]
    if branch.every is fire:
        return _joined(possible, "and") if len(possible) == len(ways) else None
    possible.sort(key=lambda way: way.cost)
    return _joined(possible[:MOST_WAYS], "or") if possible else None


def _joined(ways: list[Remedy], word: str) -> Remedy | None:
    """All of *ways* in one sentence. What is joined by another word stands in parentheses."""
    if len(ways) == 1:
        return ways[0]
    texts = list(
        dict.fromkeys(f"({way.words})" if way.joined not in (None, word) else way.words for way in ways)
    )
    cost = sum(way.cost for way in ways) if word == "and" else min(way.cost for way in ways)
    comma = "" if len(texts) == 2 else ","
    words = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])}{comma} {word} {texts[-1]}"
    return Remedy(words, cost, None if len(texts) == 1 else word)


def _of_elements(branch: Branch, over: tree.Quantifier, fire: bool) -> Remedy | None:
    if branch.parts:
        return _of_parts(branch, fire)
    # Over nothing: an element has to be there, and be as the condition says (or, for `no`, not be so).
    where = "" if over.where is None else f" where {_quoted(over.where)}"
    return Remedy(f"`{print_expr(over.items)}` has to have an element{where}", 1)


def _of_leaf(leaf: Leaf, fire: bool) -> Remedy | None:
    hold = leaf.wanted is fire
    if leaf.clause == "dropped":
        return Remedy(f"the post has to go out {'after' if fire else 'before'} the rule's return", 1)
    if leaf.clause == "approvals":
        return Remedy("fewer approvals that count have to be there" if fire else _approvals(leaf.node), 1)
    words = _quoted(leaf.node)
    open_ = " (that is not known)" if leaf.held is UNKNOWN else ""
    if leaf.clause == "window":
        return Remedy(f"`publish_at` has to be {'outside of' if fire else 'within'} {words}{open_}", 1)
    if leaf.clause == "until":
        return Remedy(f"`publish_at` has to be {'before' if fire else 'no earlier than'} {words}{open_}", 1)
    place = "" if leaf.at is None else f" for `{leaf.at}`"
    return Remedy(f"{words} {'has to hold' if hold else 'must not hold'}{place}{open_}", 1)


def _approvals(node: tree.Node) -> str:
    if isinstance(node, tree.Verdict) and node.approvers is not None:
        words = " ".join(node.approvers.span.text.split())
        return f"the approvals that `{words}` asks for have to be there"
    return "an approval has to be there"


def _quoted(node: tree.Node) -> str:
    words = print_expr(node)  # type: ignore[arg-type]  # the parts of a condition are expressions
    return f"`{words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + '…'}`"
