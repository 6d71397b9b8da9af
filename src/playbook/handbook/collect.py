"""Collects all that the page says about a policy: guidelines by theme, then what they stand on."""

from collections.abc import Iterator

from playbook.check.refs import ParamRef
from playbook.engine.policy import Policy
from playbook.handbook.anchors import let_anchor
from playbook.handbook.changes import changes_section
from playbook.handbook.clause import AllOf, AnyOf, bullets, fits_prose, prose
from playbook.handbook.english import capital, listed, name_in_words, sentence
from playbook.handbook.examples import Examples
from playbook.handbook.glossary import params_section, topics_section
from playbook.handbook.guidelines import Guidelines, paragraphs
from playbook.handbook.marks import Marks, plain
from playbook.handbook.page import Entry, Page, Part, Section
from playbook.handbook.questions import questions_section
from playbook.handbook.themes import Theme, theme_of
from playbook.handbook.things import Things
from playbook.handbook.verdicts import outcome
from playbook.reference.linked import LinkedRule
from playbook.syntax import tree
from playbook.syntax.walk import walk


def collect(policy: Policy, marks: Marks) -> Page:
    """The page about *policy*, its words marked up by *marks*."""
    return _Collector(policy, marks).page()


class _Collector:
    def __init__(self, policy: Policy, marks: Marks) -> None:
        self.policy, self.linked, self.marks = policy, policy.linked, marks
        self.things = Things(policy.linked, marks)
        self.guidelines = Guidelines(policy.linked, self.things, Examples(policy, marks))
        self.known = self._known()
        place = {id(module): at for at, module in enumerate(reversed(self.linked.modules))}
        self.rules = sorted(self.linked.rules, key=lambda one: (place[id(one.module)], one.rule.span.start))

    def _known(self) -> tuple[tree.Expr, ...]:
        """The `for` clauses that every rule stands under."""
        ways = [way for guard in self.linked.guards for way in guard]
        clauses = dict.fromkeys(clause for guard in self.linked.guards for clause in _clauses(guard))
        return tuple(clause for clause in clauses if all(clause in way for way in ways))

    def page(self) -> Page:
        title = self.linked.title or capital(name_in_words(self.linked.name))
        parts = tuple(self._parts())
        sections = [
            *self._others(),
            *self._off(),
            *changes_section(self.linked, self.things),
            *self._lets(),
            *params_section(self.linked, self.things),
            *topics_section(self.linked, self.things),
            *questions_section(
                self.policy, [one for one in self.rules if not self.guidelines.is_off(one)], self.marks
            ),
        ]
        return Page(
            self.marks.text(title),
            plain(title),
            tuple(paragraphs(self.policy.doc, self.marks.text)),
            tuple(self._about()),
            parts,
            tuple(sections),
        )

    # ---------------------------------------------------------------------------------------------------- the opening

    def _about(self) -> Iterator[str]:
        about = self.guidelines.about((self.known,), ()) if self.known else ""
        if about:
            yield f"It is about posts where {about}."
        else:
            yield "It is about every post."
        zone = self.linked.zone
        if isinstance(zone, tree.Node):
            yield f"Times are those of {self.things.noun(zone).words}."
        elif zone is not None:
            yield f"Times are those of {self.marks.text(zone.key.rpartition('/')[2].replace('_', ' '))}."
        inherited = [module for module in self.linked.modules if module is not self.linked.module]
        if inherited:
            titles = [self._titled(module.tree) for module in inherited]
            yield f"It builds on {listed(titles)}, and what it takes over is part of this page."
        if self.linked.version:
            yield f"This is version {self.marks.text(self.linked.version)}."

    def _titled(self, policy: tree.Policy) -> str:
        return self.marks.quoted(policy.title or name_in_words(policy.name.name))

    # ------------------------------------------------------------------------------------------------------ the rules

    def _parts(self) -> Iterator[Part]:
        by_theme: dict[Theme, list[LinkedRule]] = {theme: [] for theme in Theme}
        for linked in self.rules:
            if not self.guidelines.is_off(linked):
                by_theme[theme_of(linked, self.linked.tables)].append(linked)
        for theme, rules in by_theme.items():
            if rules:
                made = tuple(self.guidelines.guideline(linked, self.known) for linked in rules)
                yield Part(theme.value, theme.name.lower().replace("_", "-"), made)

    def _others(self) -> Iterator[Section]:
        items = tuple(
            sentence(
                f"{outcome(default.then, self.things, 'a post')} where nothing on this page allows it"
                + (
                    ""
                    if default.then.message is None
                    else f": {self.guidelines.message(default.then.message)}"
                )
            )
            for default in self.linked.defaults
        )
        if items:
            yield Section("Everything else", "everything-else", "", items=items)

    def _off(self) -> Iterator[Section]:
        entries = tuple(
            Entry(
                f"rule-{linked.name}",
                self.guidelines.title(linked.rule),
                tuple(self._why_off(linked)),
            )
            for linked in self.rules
            if self.guidelines.is_off(linked)
        )
        if entries:
            intro = "As things are set, these guidelines have nothing to say. That may change."
            yield Section("Not in force now", "not-in-force", intro, entries)

    def _why_off(self, linked: LinkedRule) -> Iterator[str]:
        if linked.then.message is not None:
            yield sentence(self.guidelines.message(linked.then.message))
        empty: dict[str, None] = {}
        rule = linked.rule
        for clause in (rule.when, rule.unless, *rule.requires):
            for node in walk(clause) if clause is not None else ():
                ref = self.linked.tables.refs.get(node) if isinstance(node, tree.Name) else None
                if ref is not None and isinstance(ref.base, ParamRef):
                    value = self.linked.params.get(ref.base.param)
                    if value == () or isinstance(value, bool):
                        empty[self.things.param_link(ref.base.param)] = None
        if empty:
            yield f"It depends on what is set as {listed(list(empty))}."

    # ------------------------------------------------------------------------------------------- named expressions

    def _lets(self) -> Iterator[Section]:
        """Large named expressions that the guidelines spoke of; telling one may bring up another."""
        entries: list[Entry] = []
        told: set[tree.Let] = set()
        while waiting := [let for let in self.things.large_lets if let not in told]:
            for let in waiting:
                told.add(let)
                entries.append(self._let(let))
        if entries:
            yield Section("What is meant by", "what-is-meant", "", tuple(entries))

    def _let(self, let: tree.Let) -> Entry:
        name = self.marks.text(name_in_words(let.name.name))
        with self.guidelines.phrases.sentence():
            said = self.guidelines.phrases.condition(let.value)
        if isinstance(said, bool):
            return Entry(let_anchor(let), name, ("Always so." if said else "Never so.",))
        if fits_prose(said):
            return Entry(let_anchor(let), name, (sentence(prose(said)),))
        assert isinstance(said, AllOf | AnyOf)  # noqa: S101  a single clause always fits
        listed_ = bullets(said)
        return Entry(let_anchor(let), name, (f"{capital(listed_.how)}:",), bullets=listed_)


def _clauses(guard: tuple[tuple[tree.Expr, ...], ...]) -> Iterator[tree.Expr]:
    for way in guard:
        yield from way
