"""Lists and their elements in English: `it has a photo that has no description`, `it has more than four hashtags`.

What is said of an element follows its noun (`that …`, `whose …`) where every part of it is about the element; where
one is not, the whole is a clause of its own (`for which …`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from playbook.check.refs import ItemRef, MemberRef
from playbook.frozen import frozen
from playbook.handbook.clause import AllOf, AnyOf, Clause, Leaf, Said, all_of, prose
from playbook.handbook.english import listed, number_word, plural, with_article
from playbook.handbook.fields import phrase_of
from playbook.handbook.functions import COUNTED
from playbook.handbook.noun import IT, THAT, THOSE, Noun
from playbook.handbook.things import Items, Things
from playbook.reference.expression import bare
from playbook.syntax import tree

AMOUNTS = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "is": "exactly"}
"""How a number is held against another."""

_RELATIVE = ("that ", "whose ")


class Lists:
    """Quantifiers and counts of one policy."""

    def __init__(self, things: Things, condition: Callable[[tree.Expr], Said]) -> None:
        self.things, self.scope, self.condition = things, things.scope, condition

    def quantifier(self, expr: tree.Quantifier, none: bool) -> Said:
        items = self.things.list_of(expr.items)
        phrase = items.phrase
        if expr.where is None:
            if phrase is not None and phrase.holds:
                return Leaf(items.owner.say(phrase.empty if none else phrase.holds))
            return Leaf(self._has(items, f"no {items.several}" if none else with_article(items.one)))
        told = self._told(expr, expr.where, items, several=False)
        if isinstance(told, bool):
            return self.quantifier(_without_where(expr), none) if told else none
        return Leaf(
            self._has(items, f"{'no ' + told.one if none else with_article(told.one)} {told.rest}".strip())
        )

    def _has(self, items: Items, what: str, several: bool = False) -> str:
        owner = Noun(items.owner.words, several) if items.owner.words == "there" else items.owner
        return owner.say(items.template, x=what)

    def _told(
        self, binder: tree.Quantifier | tree.Count, where: tree.Expr, items: Items, several: bool
    ) -> "_Told | bool":
        """The elements with what is said of them: `photo or GIF`, `that has no description`."""
        kinds, parts = self._kinds(binder, where)
        one, many = (
            (listed(kinds, "or"), listed([plural(kind) for kind in kinds], "or"))
            if kinds
            else (items.one, items.several)
        )
        spoken = THOSE if several else THAT
        definite = Noun(f"the {one}", possessive=f"the {one}'s")
        with self.scope.at(binder, spoken, IT):
            clause = all_of(self.condition(part) for part in parts)
        if isinstance(clause, bool):
            return _Told(one, many, "") if clause and kinds else clause
        if all(leaf.startswith(_RELATIVE) for leaf in _leaves(clause)):
            words = prose(clause)
            for word in ("and", "or"):
                words = words.replace(f" {word} that ", f" {word} ")
            return _Told(one, many, words)
        with self.scope.at(binder, Noun("it", possessive="its") if not several else definite, IT):
            clause = all_of(self.condition(part) for part in parts)
        return clause if isinstance(clause, bool) else _Told(one, many, f"for which {prose(clause)}")

    def _kinds(
        self, binder: tree.Quantifier | tree.Count, where: tree.Expr
    ) -> tuple[list[str], list[tree.Expr]]:
        """What the elements have to be, where the condition says so (`kind is photo`), and the rest of it."""
        inner = bare(where)
        parts: list[tree.Expr] = list(inner.parts) if isinstance(inner, tree.And) else [inner]
        for at, part in enumerate(parts):
            kinds = self._kind(binder, bare(part))
            if kinds:
                return kinds, parts[:at] + parts[at + 1 :]
        return [], parts

    def _kind(self, binder: tree.Quantifier | tree.Count, part: tree.Expr) -> list[str]:
        if isinstance(part, tree.Compare) and part.operator == "is":
            name, members = bare(part.left), [bare(part.right)]
        elif isinstance(part, tree.In) and not part.negated:
            listed_ = bare(part.items)
            name = bare(part.item)
            members = [bare(item) for item in listed_.items] if isinstance(listed_, tree.ListLiteral) else []
        else:
            return []
        ref = self.things.tables.refs.get(name) if isinstance(name, tree.Name) else None
        if (
            ref is None
            or not isinstance(ref.base, ItemRef)
            or ref.base.binder is not binder
            or len(ref.fields) != 1
        ):
            return []
        phrase = phrase_of(ref.fields[0], self.things.marks)
        found = [self._member(member) for member in members]
        words = [phrase.members.get(member or "", "") for member in found]
        if (
            not words
            or not all(word.startswith(("a ", "an ")) for word in words)
            or "{leads}" in phrase.equals
        ):
            return []
        return [word.partition(" ")[2] for word in words]

    def _member(self, expr: tree.Expr) -> str | None:
        ref = self.things.tables.refs.get(expr) if isinstance(expr, tree.Name) else None
        return ref.base.member if ref is not None and isinstance(ref.base, MemberRef) else None

    def counted(self, left: tree.Expr, operator: str, value: Any, negated: bool) -> str | None:
        """`it has more than 4 hashtags`, where something is counted and held against a known number."""
        if not isinstance(value, int):
            return None
        if (operator, value) == (">", 0):
            operator, value = ">=", 1
        if isinstance(left, tree.Call):
            words = COUNTED.get(self.things.tables.functions[left].name)
            if words is None:
                return None
            subject = self.things.noun(left.arguments[0])
            amount = f"{_amount(operator, value)} {words[value != 1]}"
            return subject.say("{s} {does} not have {x}" if negated else "{s} {has} {x}", x=amount)
        if not isinstance(left, tree.Count):
            return None
        items = self.things.list_of(left.items)
        one, many, rest = items.one, items.several, ""
        if left.where is not None:
            told = self._told(left, left.where, items, several=value != 1)
            if isinstance(told, bool):
                return None
            one, many, rest = told.one, told.several, f" {told.rest}"
        amount = f"{_amount(operator, value)} {one if value == 1 else many}{rest}".rstrip()
        if negated:
            return items.owner.say("it is not so that {said}", said=self._has(items, amount, value != 1))
        return self._has(items, amount, value != 1)


@frozen
class _Told:
    """Elements, one and several, and the clause that follows them."""

    one: str
    several: str
    rest: str


def _amount(operator: str, value: int) -> str:
    """`more than 4`; `no`, `at least one` where that is what it comes to."""
    if (operator, value) in (("<", 1), ("<=", 0), ("is", 0)):
        return "no"
    how = "fewer than" if operator == "<" else AMOUNTS[operator]
    return f"{how} {number_word(value)}"


def _leaves(clause: Clause) -> Iterator[str]:
    if isinstance(clause, AllOf | AnyOf):
        for part in clause.parts:
            yield from _leaves(part)
    else:
        yield clause.words


def _without_where(expr: tree.Quantifier) -> tree.Quantifier:
    return tree.Quantifier(expr.span, expr.kind, expr.variable, expr.items, None)
