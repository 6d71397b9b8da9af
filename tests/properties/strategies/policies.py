"""Whole policies as text, in pieces that can be shuffled and repeated: one file, or several that take each other in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from properties.strategies.choices import Choices
from properties.strategies.expressions import ANY_WAY, Expressions, Place, quoted, zone_text
from properties.strategies.words import DATES, PATTERNS, PEOPLE, ROLES, TERMS

import playbook
from playbook.engine.policy import Policy
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, TOPIC, WINDOW, ListOf, Type

LISTS = ListOf(TEXT)
ASKED: tuple[Type, ...] = (BOOLEAN, BOOLEAN, NUMBER, TEXT, LISTS, TIME)
NAMED: tuple[Type, ...] = (BOOLEAN, BOOLEAN, NUMBER, TEXT, TIME, WINDOW, LISTS, DURATION)
VERDICTS = ("deny", "review", "warn", "delay", "advise", "allow")
VALUE_TYPES: tuple[Type, ...] = (TEXT, NUMBER, BOOLEAN, DURATION, WINDOW, TIME, ListOf(TEXT), DATE)


FIXES = (
    ('not (text starts with "#ad")', 'add "#ad " at start'),
    ('not (text ends with "beta")', 'add " beta" at end'),
    ('text mentions "alpha"', 'replace "alpha" with "beta"'),
    ('text contains "Beta"', 'replace "Beta" with ""'),
)
"""Conditions, and edits after which they mostly no longer hold."""


@dataclass(frozen=True)
class Declaration:
    """`rule a-1 …`: how it starts, and the clauses that may come in any order. A topic's `terms` are lists of what
    may, too.
    """

    start: str
    clauses: tuple[str, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    closing: str = ""

    def text(self) -> str:
        parts = [
            self.start,
            *self.clauses,
            *(f"{word} {', '.join(items)}" for word, items in self.terms),
            self.closing,
        ]
        return "\n  ".join(part for part in parts if part)


@dataclass(frozen=True)
class File:
    """One policy file: its header's clauses, its declarations."""

    name: str
    header: tuple[str, ...]
    declarations: tuple[Declaration, ...]

    whole: str | None = None
    """All of it, where it is written out already."""

    def text(self) -> str:
        if self.whole is not None:
            return self.whole
        header = "\n  ".join([f"policy {self.name}", *self.header])
        return "\n\n".join([header, *(one.text() for one in self.declarations)])


@dataclass(frozen=True, repr=False)
class Written:
    """A policy and the files that it takes in. The first is the policy itself."""

    files: tuple[File, ...]
    asks: tuple[tuple[str, Type], ...] = ()
    named: str | None = None
    """What diagnostics and decisions call its first file, if not by its name."""

    @property
    def root(self) -> File:
        return self.files[0]

    @property
    def called(self) -> str:
        return self.named or self.root.name

    def __repr__(self) -> str:
        return "\n".join(f"# ---- {one.name}.playbook\n{one.text()}" for one in self.files)

    def _repr_pretty_(self, printer: Any, _: bool) -> None:  # as Hypothesis shows it
        printer.text("\n" + repr(self))

    def diagnostics(self) -> tuple[Any, ...]:
        """What is wrong with it."""
        with TemporaryDirectory() as folder:
            return playbook.check(self._write(folder), name=self.called, folder=Path(folder))

    def policy(self) -> Policy:
        """The policy, compiled. Raises PolicyError where it has mistakes."""
        if len(self.files) == 1:
            return playbook.compile(self.root.text(), name=self.called)
        with TemporaryDirectory() as folder:
            return playbook.compile(self._write(folder), name=self.called, folder=Path(folder))

    def _write(self, folder: str) -> str:
        for one in self.files[1:]:
            (Path(folder) / f"{one.name}.playbook").write_text(one.text(), encoding="utf-8")
        return self.root.text()


@dataclass
class _Known:
    """What a file may name, its parents' declarations among it."""

    names: dict[Type, list[str]] = field(default_factory=dict)
    params: dict[str, Type] = field(default_factory=dict)
    asks: list[tuple[str, Type]] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    """Verdicts of the rules, by name."""
    default: bool = False

    def add(self, kind: Type, name: str) -> None:
        self.names.setdefault(kind, []).append(name)

    def take(self, other: "_Known", rules: bool) -> None:
        for kind, names in other.names.items():
            self.names[kind] = list(dict.fromkeys([*self.names.get(kind, []), *names]))
        self.params |= other.params
        self.asks += [one for one in other.asks if one not in self.asks]
        if rules:
            self.rules |= other.rules
            self.default = self.default or other.default


@dataclass(frozen=True)
class Kind:
    """What sort of policies to draw."""

    files: int = 4
    """At most that many."""
    wild: bool = False
    """Whether some ask for what is missing where `check` may have to refuse it."""
    times: bool = True
    """Whether anything in it may read when the post goes out."""
    missing: bool = True
    """Whether `is missing` may stand in it."""
    calling: bool = False
    """Whether to call functions often."""
    signing: bool = False
    """Whether most rules want people to say yes."""
    root: str = "a"
    """The name of the policy, which begins all names in it."""

    def beside(self) -> "Kind":
        """The kind of a second policy: one file, and none of the names of the first."""
        return replace(self, files=1, root="b")


class Writer:
    """Draws files."""

    def __init__(self, choices: Choices, kind: Kind) -> None:
        self.choices = choices
        self.expressions = Expressions(self.choices)
        self.kind, self.times = kind, kind.times

    def written(self) -> Written:
        """A policy and the files that it takes in."""
        choices, root = self.choices, self.kind.root
        shape = choices.one(
            ("one", "one", "one", "two", "two", "use", "diamond")[: 3 if self.kind.files < 2 else 7]
        )
        zone = f"timezone {zone_text(choices)}"
        if shape == "one":
            known = _Known()
            return Written((self._file(root, (), known, zone),), tuple(known.asks))
        above = _Known()
        top = self._file(f"{root}z", (), above, zone, parent=True)
        if shape in ("two", "use"):
            known = _Known()
            known.take(above, shape == "two")
            word = "extends" if shape == "two" else "use"
            heir = self._file(root, ((word, top.name, above),), known, zone)
            return Written((heir, top), tuple(known.asks))
        return self._diamond(above, top, zone)

    def _diamond(self, above: _Known, top: File, zone: str) -> Written:
        sides: list[File] = []
        heir = _Known()
        for name in (f"{self.kind.root}l", f"{self.kind.root}r"):
            known = _Known()
            known.take(above, True)
            sides.append(self._file(name, (("extends", top.name, None),), known, zone, small=True))
            heir.take(known, True)
        both = tuple(("extends", side.name, None) for side in sides)
        root = self._file(self.kind.root, both, heir, zone, small=True, parent=True)
        return Written((root, *sides, top), tuple(heir.asks))

    # ------------------------------------------------------------------------------------------------- a file

    def _file(
        self,
        name: str,
        parents: Sequence[tuple[str, str, _Known | None]],
        known: _Known,
        zone: str,
        *,
        small: bool = False,
        parent: bool = False,
    ) -> File:
        choices = self.choices
        declarations: list[Declaration] = []
        if not small:
            declarations += self._params(name, known)
            declarations += self._topics(name, known)
            declarations += self._asks(name, known)
            declarations += self._lets(name, known)
        inherited = dict(known.rules)
        if small:
            declarations += self._changes(inherited)
            if choices.chance(50):
                declarations.append(self._rule(f"{name}-1", known))
        else:
            declarations += [
                self._rule(f"{name}-{number + 1}", known) for number in range(choices.number(1, 4))
            ]
            declarations += self._changes(inherited)
        header = [zone]
        for word, other, bindings in parents:
            if word == "extends":
                header.append(f'extends "{other}.playbook"{self._bindings(bindings)}')
            else:
                declarations.insert(0, Declaration(f'use "{other}.playbook"{self._bindings(bindings)}'))
        if choices.chance(35):
            mild = "allow" in known.rules.values() or parent
            # Where no pole is given, `is missing` asks of nothing that may be unknown: beside other facts it may not.
            pole = 1 if self.kind.wild and not mild else 0
            header.append(f"for {self.expressions.condition(self._place(known, pole, 1))}")
        if "allow" in known.rules.values() and choices.chance(60):
            header.append(
                f"otherwise {self._verdict(known, choices.one(('deny', 'review', 'delay', 'warn')))}"
            )
            known.default = True
        return File(name, tuple(header), tuple(declarations))

    def _place(self, known: _Known, pole: int, depth: int) -> Place:
        if self.kind.wild and pole and self.choices.chance(40):
            pole = ANY_WAY
        names = {kind: tuple(found) for kind, found in known.names.items()}
        return Place(
            names,
            pole=pole,
            depth=depth,
            moving=self.times,
            missing=self.kind.missing,
            calling=self.kind.calling,
        )

    def _bindings(self, known: _Known | None) -> str:
        if known is None or not known.params:
            return ""
        chosen = [name for name in known.params if self.choices.chance(40)]
        if not chosen:
            return ""
        return " with " + ", ".join(f"{name} = {self._constant(known.params[name])}" for name in chosen)

    def _constant(self, kind: Type) -> str:
        return self.expressions.value(kind, Place(constant=True, depth=1))

    def _params(self, file: str, known: _Known) -> list[Declaration]:
        found = []
        for number in range(self.choices.number(0, 2)):
            name, kind = f"{file}_param_{number}", self.choices.one(VALUE_TYPES)
            found.append(Declaration(f"param {name}: {kind} = {self._constant(kind)}"))
            known.params[name] = kind
            known.add(kind, name)
        return found

    def _asks(self, file: str, known: _Known) -> list[Declaration]:
        found = []
        for number in range(self.choices.number(0, 2)):
            name = f"{file}_ask_{number}"
            kind = self.choices.one(ASKED)
            written = "" if kind == BOOLEAN and self.choices.chance(50) else f": {kind}"
            found.append(Declaration(f'ask {name}{written} "Is it {name}?"'))
            known.asks.append((name, kind))
            known.add(kind, name)
        return found

    def _lets(self, file: str, known: _Known) -> list[Declaration]:
        found = []
        for number in range(self.choices.number(0, 2)):
            name = f"{file}_let_{number}"
            kind = self.choices.one(NAMED)
            place = self._place(known, 0, 2)
            made = (
                self.expressions.condition(place) if kind == BOOLEAN else self.expressions.value(kind, place)
            )
            found.append(Declaration(f"let {name} = {made}"))
            known.add(kind, name)
        return found

    def _topics(self, file: str, known: _Known) -> list[Declaration]:
        found = []
        for number in range(self.choices.number(0, 2)):
            name = f"{file}_topic_{number}"
            terms = [quoted(term) for term in self.choices.some(TERMS, 1, 3)]
            others = known.names.get(TOPIC, [])
            if others and self.choices.chance(40):
                terms.append(self.choices.one(others))
            parts = [("words", tuple(terms))]
            if self.choices.chance(30):
                parts.append(("exactly", tuple(quoted(term) for term in self.choices.some(TERMS, 1, 2))))
            if self.choices.chance(40):
                parts.append(("stems", tuple(quoted(term) for term in self.choices.some(TERMS, 1, 2))))
            if self.choices.chance(30):
                parts.append(("patterns", tuple(self.choices.some(PATTERNS, 1, 2))))
            if self.choices.chance(40):
                parts.append(("except", tuple(quoted(term) for term in self.choices.some(TERMS, 1, 2))))
            closing = "disguised" if self.choices.chance(25) else ""
            found.append(Declaration(f'topic {name} "{name}"', terms=tuple(parts), closing=closing))
            known.add(TOPIC, name)
        return found

    # -------------------------------------------------------------------------------------------------- rules

    def _rule(self, name: str, known: _Known) -> Declaration:
        choices = self.choices
        verdict = "review" if self.kind.signing and choices.chance(75) else choices.one(VERDICTS)
        pole = -1 if verdict == "allow" else 1
        clauses = []
        if choices.chance(20):
            # A fix with an edit, mostly for what it mends.
            mended, fix = choices.one(FIXES)
            clauses.append(f"fix {fix}")
            if choices.chance(70):
                clauses.append(f"when {mended}" if pole == 1 else f"when not ({mended})")
        if not any(clause.startswith("when") for clause in clauses) and choices.chance(
            30 if self.kind.signing else 85
        ):
            clauses.append(f"when {self.expressions.condition(self._place(known, pole, 2))}")
        if choices.chance(30):
            clauses.append(f"unless {self.expressions.condition(self._place(known, -pole, 1))}")
        for _ in range(choices.one((0, 0, 0, 1, 2))):
            clauses.append(f"require {self.expressions.condition(self._place(known, -pole, 1))}")
        clauses.append(self._verdict(known, verdict))
        clauses += self._trimmings()
        known.rules[name] = verdict
        return Declaration(f'rule {name} "{name}"', tuple(clauses))

    def _trimmings(self) -> list[str]:
        choices = self.choices
        found = []
        if choices.chance(25):
            found.append('fix "Write it in {count(hashtags)} other words."')
        if choices.chance(10):
            found.append('see "https://acme.example/book"')
        if choices.chance(10):
            found.append("tags law, tone")
        return found

    def _verdict(self, known: _Known, verdict: str) -> str:
        choices = self.choices
        message = choices.one(
            ("", ' "No {text}."', ' "Wait: {publish_at}, {author.roles}, {count(media)}, {account.kind}."')
        )
        if verdict == "delay" and self.times and choices.chance(60):
            kind = choices.one((WINDOW, WINDOW, TIME))
            until = self.expressions.value(kind, self._place(known, 0, 1))
            return f"delay until {until}{message}"
        if verdict == "review" and choices.chance(60):
            return f"review by {self._approvers(known)}{message}"
        return f"{verdict}{message}"

    def _approvers(self, known: _Known) -> str:
        choices = self.choices
        people = f"[{', '.join(quoted(one) for one in choices.some(PEOPLE, 1, 3))}]"
        lists = [people, *known.names.get(ListOf(TEXT), [])]
        match choices.number(0, 4):
            case 0 | 1:
                role = quoted(choices.one(ROLES))
                return role if choices.chance(50) else f"{choices.one((1, 2))} of {role}"
            case 2:
                return f"{choices.one((1, 2))} of {choices.one(lists)}"
            case 3:
                return f"{choices.one(('50%', '100%', '1%'))} of {choices.one(lists)}"
        return f"all of {choices.one(lists)}"

    def _changes(self, rules: dict[str, str]) -> list[Declaration]:
        found = []
        for name, verdict in sorted(rules.items()):
            if verdict != "allow" and self.choices.chance(20):
                made = self._verdict(_Known(), self.choices.one(VERDICTS[:5]))
                found.append(Declaration(f'change rule {name} to {made} because "so it is"'))
            elif self.choices.chance(15) and (verdict != "allow" or self.times):
                # An `allow` that is gone for good may leave an `otherwise` without any, which is an error.
                for_a_while = self.times and (verdict == "allow" or self.choices.chance(50))
                until = f" until {self.choices.one(DATES)}" if for_a_while else ""
                found.append(Declaration(f'drop rule {name}{until} because "so it is"'))
        return found


def written_policy(choices: Choices, kind: Kind) -> Written:
    """A policy of one to four files."""
    return Writer(choices, kind).written()


def shuffled(written: Written, choices: Choices) -> Written:
    """The same policy with its declarations, clauses and terms in another order, some terms twice."""
    return replace(written, files=tuple(_shuffled_file(one, choices) for one in written.files))


def _shuffled_file(one: File, choices: Choices) -> File:
    declarations = tuple(_shuffled_declaration(each, choices) for each in one.declarations)
    return replace(
        one, header=tuple(choices.shuffled(one.header)), declarations=tuple(choices.shuffled(declarations))
    )


def _shuffled_declaration(one: Declaration, choices: Choices) -> Declaration:
    terms = [(word, tuple(choices.shuffled([*items, choices.one(items)]))) for word, items in one.terms]
    return replace(one, clauses=tuple(choices.shuffled(one.clauses)), terms=tuple(choices.shuffled(terms)))
