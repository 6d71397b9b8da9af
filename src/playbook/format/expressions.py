"""How expressions, lists and verdicts are laid out: where a line may end in them.

A chain breaks before each of its operators, so that they stand below one another; a list fills lines between its
brackets. All else is words with a space between, and so is what the grammar may come to know later.
"""

from collections.abc import Callable, Sequence

from playbook.format.layout import Doc, Fill, Gap, Group, Nest
from playbook.format.words import Comment, Part, Phrase, Word, first_word, last_word

INDENT = 2

_NO_SPACE_AFTER = frozenset({"LPAR", "LSQB", "LBRACE"})
_NO_SPACE_BEFORE = frozenset({"RPAR", "RSQB", "RBRACE", "COMMA", "DAY_COMMA", "COLON"})
_HUGGED = frozenset({"list_of", "record", "group"})
"""What is broken inside rather than before the operator in front of it."""
_BROKEN_INSIDE = frozenset({"group", "call", "count", "count_where", "count_named"})
"""What is broken inside rather than behind it."""


def lay_out(part: Part) -> Doc:
    """The layout of a word or phrase."""
    if isinstance(part, Word):
        return part
    special = _SPECIAL.get(part.kind)
    return side_by_side(part.parts) if special is None else special(part)


def side_by_side(parts: Sequence[Part]) -> list[Doc]:
    """Words with spaces between, on one line."""
    laid: list[Doc] = []
    tight = True
    for part in parts:
        kind = part.kind if isinstance(part, Word) else ""
        if not tight and kind not in _NO_SPACE_BEFORE:
            laid.append(" ")
        laid.append(lay_out(part))
        tight = kind in _NO_SPACE_AFTER
    return laid


def filled(parts: Sequence[Part], indent: int = 0) -> Fill:
    """Items with commas between, as many to a line as fit."""
    items = [Group(item) for item in _items(parts)]
    return Fill(items, [Gap() for _ in items[1:]], indent)


def _items(parts: Sequence[Part]) -> list[list[Doc]]:
    """Items, each with the comma behind it."""
    items: list[list[Doc]] = []
    for part in parts:
        if isinstance(part, Word) and part.kind == "COMMA":
            if part is parts[-1]:
                part.text = ""  # after the last item there is none
            items[-1].append(part)
        else:
            items.append([lay_out(part)])
    return items


# --------------------------------------------------------------------------------------------------- brackets


def bracketed(parts: Sequence[Part]) -> Group:
    """`[ … ]`, `{ … }`: the items between the brackets. Records in a list stand below one another."""
    opening, *items, closing = parts
    if not items:
        return Group([lay_out(opening), Gap("", seam=True, opens=True, closes=True), lay_out(closing)])
    if not any(_is_record(item) for item in items):
        inner: Doc = filled(items)
    elif len(items) == 1:
        return Group(_hugging(opening, items[0], closing))
    else:
        inner = _below_one_another(_items(items))
    start, end = Gap("", opens=True), Gap("", closes=True)
    return Group([lay_out(opening), Nest(INDENT, [start, inner]), end, lay_out(closing)])


def _is_record(part: Part) -> bool:
    return isinstance(part, Phrase) and part.kind == "record"


def _hugging(opening: Part, inner: Part, closing: Part) -> list[Doc]:
    """Brackets that never stand on a line of their own, but for a comment: `( … )`, `[{ … }]`."""
    return [
        lay_out(opening),
        Nest(INDENT, Gap("", seam=True, opens=True)),
        lay_out(inner),
        Gap("", seam=True, closes=True),
        lay_out(closing),
    ]


def _below_one_another(items: list[list[Doc]]) -> Doc:
    laid: list[Doc] = [Group(items[0])]
    for item in items[1:]:
        laid += (Gap(), Group(item))
    return laid


def _brackets(phrase: Phrase) -> Doc:
    return bracketed(phrase.parts)


def _call(phrase: Phrase) -> Doc:
    """`trained("social media", 365 days)`: no space before the bracket."""
    name, *rest = phrase.parts
    return [lay_out(name), bracketed(rest)]


def _count(phrase: Phrase) -> Doc:
    """`count(LIST where COND)`."""
    name, opening, *inner, closing = phrase.parts
    return [
        lay_out(name),
        lay_out(opening),
        Nest(INDENT, Gap("", seam=True, opens=True)),
        _where(inner),
        Gap("", seam=True, closes=True),
        lay_out(closing),
    ]


def _group(phrase: Phrase) -> Doc:
    """`( … )`: what is inside breaks, not the brackets."""
    opening, inner, closing = phrase.parts
    return _hugging(opening, inner, closing)


# ------------------------------------------------------------------------------------------------ expressions


def _chain(phrase: Phrase) -> Doc:
    """`a and b and c`, `a + b`: a line for each operator."""
    parts = _links(phrase)
    laid: list[Doc] = [lay_out(parts[0])]
    for before, operator, operand in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        _free_operator(last_word(before), first_word(operator))
        laid.append(Nest(INDENT, [Gap(), lay_out(operator), " ", lay_out(operand)]))
    return Group(laid)


def _free_operator(before: Word, operator: Word) -> None:
    """Where lines ended in operators, the comments behind them are about what stands before."""
    if operator.behind is None:
        return
    if operator.before or before.behind:
        operator.before.append(Comment(operator.behind.text))
    else:
        before.behind = operator.behind
    operator.behind = None


def _links(phrase: Phrase) -> list[Part]:
    """Operands and operators. `a + b + c` is `(a + b) + c` to the grammar, and one chain to people."""
    parts: list[Part] = []
    left: Part = phrase
    while isinstance(left, Phrase) and left.kind == phrase.kind and len(left.parts) == 3:
        parts += (left.parts[2], left.parts[1])
        left = left.parts[0]
    if isinstance(left, Phrase) and left.kind == phrase.kind:
        return [*left.parts, *reversed(parts)]
    return [left, *reversed(parts)]


def _comparison(phrase: Phrase) -> Doc:
    """`X is Y`: broken before the operator, if what follows cannot be broken itself."""
    left, *rest = phrase.parts
    last = rest[-1]
    if (
        isinstance(last, Word)
        or last.kind in _HUGGED
        or (isinstance(left, Phrase) and left.kind in _BROKEN_INSIDE)
    ):
        return [lay_out(left), Nest(INDENT, Gap(seam=True)), side_by_side(rest)]
    return Group([lay_out(left), Nest(INDENT, [Gap(), side_by_side(rest)])])


def _minus(phrase: Phrase) -> Doc:
    return [lay_out(part) for part in phrase.parts]


def _quantified(phrase: Phrase) -> Doc:
    return _where(phrase.parts)


def _where(parts: Sequence[Part]) -> Doc:
    """`any LIST where COND`: the condition may begin a line."""
    for at, part in enumerate(parts):
        if isinstance(part, Word) and part.kind == "WHERE":
            condition = Nest(INDENT, [Gap(), side_by_side(parts[at:])])
            return Group([side_by_side(parts[:at]), condition])
    return side_by_side(parts)


# -------------------------------------------------------------------------------------- verdicts, with, lists


def _long_verdict(phrase: Phrase) -> Doc:
    """`delay until W "…"`: the message may have a line of its own."""
    if isinstance(phrase.parts[-1], Phrase) and phrase.parts[-1].kind == "message":
        *words, message = phrase.parts
        return Group([side_by_side(words), Nest(INDENT, [Gap(), lay_out(message)])])
    return side_by_side(phrase.parts)


def _with(phrase: Phrase) -> Doc:
    """`with NAME = …, NAME = …`: on one line, or each on its own."""
    word, *bindings = phrase.parts
    laid: list[Doc] = [lay_out(word)]
    for binding in _items(bindings):
        laid.append(Nest(INDENT, [Gap(), Group(binding)]))
    return Group(laid)


def _listed(phrase: Phrase) -> Doc:
    """`words "a", "b"`: a keyword and items."""
    word, *items = phrase.parts
    return [lay_out(word), Nest(INDENT, Gap(seam=True, opens=True)), filled(items, INDENT)]


def _history(phrase: Phrase) -> Doc:
    word, *records = phrase.parts
    return [lay_out(word), " ", bracketed(records)]


def _each(phrase: Phrase) -> Doc:
    """`each text, sponsored in ["…", true], ["…", false]`: several rows are a table. Rows of one value fill lines."""
    at = next(at for at, part in enumerate(phrase.parts) if isinstance(part, Word) and part.kind == "IN")
    heading, rows = phrase.parts[: at + 1], phrase.parts[at + 1 :]
    is_narrow = len(heading) == 3
    table = filled(rows) if is_narrow else _below_one_another(_items(rows))
    return Group([side_by_side(heading), Nest(INDENT, [Gap(hard=len(rows) > 1 and not is_narrow), table])])


def _expected(phrase: Phrase) -> Doc:
    """`expect deny from a, b`."""
    for at, part in enumerate(phrase.parts):
        if isinstance(part, Word) and part.kind == "FROM":
            return [side_by_side(phrase.parts[: at + 1]), " ", filled(phrase.parts[at + 1 :], INDENT)]
    return side_by_side(phrase.parts)


_SPECIAL: dict[str, Callable[[Phrase], Doc]] = {
    **dict.fromkeys(("disjunction", "conjunction", "conjunction_shut", "arithmetic", "window_join"), _chain),
    **dict.fromkeys(
        ("order", "equal", "unequal", "missing", "present", "member", "no_member", "within"), _comparison
    ),
    **dict.fromkeys(("outside", "near", "before", "after", "mentions", "contains", "include"), _comparison),
    **dict.fromkeys(("matches", "starts_with", "ends_with"), _comparison),
    **dict.fromkeys(("quantifier_where", "quantifier_named"), _quantified),
    **dict.fromkeys(("count", "count_where", "count_named"), _count),
    **dict.fromkeys(("list_of", "record", "row"), _brackets),
    "group": _group,
    "call": _call,
    "minus": _minus,
    **dict.fromkeys(("delay_until", "review_by"), _long_verdict),
    "with_bindings": _with,
    **dict.fromkeys(("words", "exactly", "stems", "exceptions", "patterns", "tags", "given"), _listed),
    "history": _history,
    "each": _each,
    "expect_verdict": _expected,
}
"""Phrases in which a line may end, by what the grammar calls them."""
