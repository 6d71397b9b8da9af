"""The shape of conditions: `and` beside `or`, and the parts of a `where` that are not about its element.

COND after `where` reaches as far right as it can. A part that says nothing of the element was most likely meant
to stand outside; inside, it would make the rule fall silent whenever the list is empty. So it is refused, and
the parentheses are offered.
"""

from collections.abc import Iterator

from playbook.check.draft import Draft
from playbook.check.refs import BrokenRef, ItemRef
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, diagnostic
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.walk import walk
from playbook.types import ANY


@diagnostic("PB301", "and-beside-or")
class AndBesideOr(Diagnostic):
    """`and` and `or` side by side: which of the two binds first is not for the reader to know.

    ## Example
    ```playbook
    policy acme
    rule paid when sponsored and any links or any media warn "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid when sponsored and (any links or any media) warn "Say so."
    ```
    """

    mended: str

    def message(self) -> str:
        return "`and` and `or` side by side need parentheses"

    def help(self) -> str:
        return (
            f"as it stands it means `{self.mended}`"
            if len(self.mended) < 100
            else "put the `and`s in parentheses"
        )

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.mended),)


@diagnostic("PB303", "not-about-the-element")
class NotAboutTheElement(Diagnostic):
    """A part of a `where` that says nothing of the element.

    ## Example
    ```playbook
    policy acme
    rule photos when any media where kind is photo and post.sponsored warn "Say who paid for the picture."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule photos when (any media where kind is photo) and sponsored warn "Say who paid for the picture."
    ```
    """

    where: Span
    """The whole quantifier or count."""
    cut: int | None
    """Where the parenthesis would close, in the source; None where that does not help."""

    def message(self) -> str:
        return "this part of the `where` says nothing about the element"

    def label(self) -> str:
        return "is it meant to stand outside?"

    def help(self) -> str:
        if self.cut is None:
            return "take it out of the `where`"
        return f"close the `where` before it: `({self._kept()})`"

    def edits(self) -> tuple[Edit, ...]:
        if self.cut is None:
            return ()
        kept = Span(self.where.source, self.where.start, self.cut)
        return (Edit(kept, f"({kept.text})", Applicability.MAYBE),)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.where, "the `where` begins in here"),)

    def _kept(self) -> str:
        text = " ".join(Span(self.where.source, self.where.start, self.cut or self.where.end).text.split())
        return text if len(text) < 80 else text[:76] + " …"


def logic(draft: Draft) -> Iterator[Diagnostic]:
    """Every chain of `and` and `or`, and every `where`, of the file."""
    for chain in draft.of(tree.Or):
        if any(isinstance(part, tree.And) for part in chain.parts):
            yield AndBesideOr(chain.span, _grouped(chain))
    binders: list[tree.Quantifier | tree.Count] = [*draft.of(tree.Quantifier), *draft.of(tree.Count)]
    for binder in binders:
        if binder.where is not None:
            yield from _strangers(binder, binder.where, draft)


def _grouped(node: tree.Or) -> str:
    """The chain with parentheses around each `and`."""
    source, done = node.span.source.text, node.span.start
    pieces: list[str] = []
    for part in node.parts:
        if isinstance(part, tree.And):
            pieces += (source[done : part.span.start], "(", part.span.text, ")")
            done = part.span.end
    return "".join((*pieces, source[done : node.span.end]))


def _strangers(binder: tree.Quantifier | tree.Count, where: tree.Expr, draft: Draft) -> Iterator[Diagnostic]:
    """The parts of *where* that do not name the element of *binder*."""
    found = parts(where)
    about = [_is_about(part, binder, draft) for part in found]
    for index, part in enumerate(found):
        if about[index]:
            continue
        # Parentheses help where all that is about the element comes first, and nothing closes the `where` already.
        last = index > 0 and all(about[:index]) and not any(about[index:])
        cut = found[index - 1].span.end if last and isinstance(binder, tree.Quantifier) else None
        yield NotAboutTheElement(part.span, binder.span, cut)
        return


def parts(where: tree.Expr) -> list[tree.Expr]:
    """What `and` and `or` put together, without looking into parentheses."""
    if not isinstance(where, tree.And | tree.Or):
        return [where]
    return [piece for part in where.parts for piece in parts(part)]


def _is_about(part: tree.Expr, binder: tree.Quantifier | tree.Count, draft: Draft) -> bool:
    """Whether *part* names the element; what is reported already may have been meant to."""
    for node in walk(part):
        ref = draft.refs.get(node) if isinstance(node, tree.Name) else None
        if ref is not None and isinstance(ref.base, BrokenRef):
            return True
        if ref is not None and isinstance(ref.base, ItemRef) and ref.base.binder is binder:
            return True
        if isinstance(node, tree.Call) and node not in draft.functions:
            return True
        if isinstance(node, tree.Arithmetic) and draft.types.get(node) == ANY:
            return True
    return False
