"""The tree builder's methods for the header and the declarations; see `build` for how it works.

Clauses may stand in any order. They come here as a list of `Clause`, and are sorted out when their declaration
is complete.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from playbook.source import Source, Span
from playbook.syntax import literals, tree
from playbook.syntax.build import Children, Clause, is_sign, parts
from playbook.syntax.build_expressions import ExpressionBuilder
from playbook.syntax.build_tests import TestBuilder
from playbook.syntax.clause_problems import EmptyTopic, MissingVerdict, RepeatedClause
from playbook.syntax.message import ReadHole, read_message
from playbook.syntax.token import Token


class TreeBuilder(TestBuilder, ExpressionBuilder):
    """All of a policy. *read_hole* reads the expressions in messages."""

    def __init__(self, source: Source, read_hole: ReadHole) -> None:
        super().__init__(source)
        self._read_hole = read_hole

    def policy(self, children: Children) -> tree.Policy:
        clauses: tuple[Clause, ...]
        (name, title, clauses), *declarations = children
        single = self.single(clauses)
        return tree.Policy(
            Span(self.source, 0, len(self.source.text)),
            name=name,
            title=title,
            version=single.get("version"),
            doc=single.get("doc"),
            applies=single.get("for"),
            timezone=single.get("timezone"),
            extends=tuple(clause.value for clause in clauses if clause.kind == "extends"),
            default=single.get("otherwise"),
            declarations=tuple(made for made in declarations if made is not None),
            broken=tuple(name for name in self.broken if name.name),
        )

    # --------------------------------------------------------------------------------------------------------- header

    def header(self, children: Children) -> tuple[tree.Ident, str | None, tuple[Clause, ...]]:
        return self._headed(children)

    def version(self, children: Children) -> Clause:
        return self.clause(children, "version", self.text_literal(children[1]).value)

    def doc(self, children: Children) -> Clause:
        return self.clause(children, "doc", literals.doc_text(children[0].value))

    def applies(self, children: Children) -> Clause:
        return self.clause(children, "for", children[1])

    def timezone(self, children: Children) -> Clause:
        return self.clause(children, "timezone", children[1])

    def extends(self, children: Children) -> Clause:
        return self.clause(children, "extends", self._taken_in(children, rules=True))

    def default(self, children: Children) -> Clause:
        return self.clause(children, "otherwise", tree.Default(self.span(children), children[1]))

    def pack_source(self, children: Children) -> tree.PolicyRef:
        return tree.PolicyRef(self.span(children), children[0].name, quoted=False)

    def path_source(self, children: Children) -> tree.PolicyRef:
        return tree.PolicyRef(self.span(children), self.text_literal(children[0]).value, quoted=True)

    def with_bindings(self, children: Children) -> Clause:
        return self.clause(children, "with", tuple(parts(children)))

    def binding(self, children: Children) -> tree.Binding:
        return tree.Binding(self.span(children), children[0], children[2])

    def _taken_in(self, children: Children, *, rules: bool) -> tree.Extends:
        bindings = children[2].value if len(children) == 3 else ()
        return tree.Extends(self.span(children), children[1], bindings, rules)

    # ------------------------------------------------------------------------------------ use, param, let, ask, topic

    def use(self, children: Children) -> tree.Extends:
        return self._taken_in(children, rules=False)

    def param(self, children: Children) -> tree.Param:
        doc = literals.doc_text(children[-1].value) if is_sign(children[-1], "DOC") else None
        default = children[5] if len(children) > 5 else None
        return tree.Param(self.span(children), children[1], children[3], default, doc)

    def let(self, children: Children) -> tree.Let:
        return tree.Let(self.span(children), children[1], children[3])

    def ask(self, children: Children) -> tree.Ask:
        given = children[3] if len(children) == 5 else None
        return tree.Ask(self.span(children), children[1], given, self.text_literal(children[-1]))

    def plain_type(self, children: Children) -> tree.TypeName:
        return tree.TypeName(self.span(children), children[0].value, list_of=False)

    def list_type(self, children: Children) -> tree.TypeName:
        return tree.TypeName(self.span(children), children[2].value, list_of=True)

    def topic(self, children: Children) -> tree.Topic | None:
        name, title, clauses = self._headed(children)
        if self._is_damaged(children, name):
            return None
        if name.name and all(clause.kind == "doc" for clause in clauses):
            self.report(EmptyTopic(name.span, self._end(children)))
        found = tuple(clause.value for clause in clauses if clause.kind != "doc")
        return tree.Topic(self.span(children), name, title, self.single(clauses).get("doc"), found)

    def words(self, children: Children) -> Clause:
        return self._terms(children, "words")

    def exactly(self, children: Children) -> Clause:
        return self._terms(children, "exactly")

    def stems(self, children: Children) -> Clause:
        return self._terms(children, "stems")

    def exceptions(self, children: Children) -> Clause:
        return self._terms(children, "except")

    def _terms(self, children: Children, kind: Literal["words", "exactly", "stems", "except"]) -> Clause:
        return self.clause(children, kind, tree.TopicPart(self.span(children), kind, tuple(parts(children))))

    def term_file(self, children: Children) -> tree.TermFile:
        return tree.TermFile(self.span(children), self._path_literal(children[1]))

    def patterns(self, children: Children) -> Clause:
        return self.clause(
            children, "patterns", tree.TopicPatterns(self.span(children), tuple(parts(children)))
        )

    def disguised(self, children: Children) -> Clause:
        return self.clause(children, "disguised", tree.TopicDisguised(self.span(children)))

    # ---------------------------------------------------------------------------------------------------------- rules

    def rule(self, children: Children) -> tree.Rule | None:
        name, title, clauses = self._headed(children)
        if self._is_damaged(children, name):
            return None
        single = self.single(clauses)
        if "verdict" not in single:
            if name.name:
                requires = any(clause.kind == "require" for clause in clauses)
                self.report(MissingVerdict(name.span, requires, self._end(children)))
            self.broken.append(name)
            return None
        return tree.Rule(
            self.span(children),
            watch=is_sign(children[0], "WATCH"),
            name=name,
            title=title,
            doc=single.get("doc"),
            see=tuple(clause.value for clause in clauses if clause.kind == "see"),
            tags=tuple(tag for clause in clauses if clause.kind == "tags" for tag in clause.value),
            status=single.get("status"),
            when=single.get("when"),
            unless=single.get("unless"),
            requires=tuple(clause.value for clause in clauses if clause.kind == "require"),
            verdict=single["verdict"],
            fixes=self._fixes([clause for clause in clauses if clause.kind == "fix"]),
        )

    def see(self, children: Children) -> Clause:
        return self.clause(children, "see", self.text_literal(children[1]))

    def tags(self, children: Children) -> Clause:
        return self.clause(children, "tags", tuple(parts(children)))

    def status(self, children: Children) -> Clause:
        return self.clause(children, "status", children[1])

    def when(self, children: Children) -> Clause:
        return self.clause(children, "when", children[1])

    def unless(self, children: Children) -> Clause:
        return self.clause(children, "unless", children[1])

    def require(self, children: Children) -> Clause:
        return self.clause(children, "require", children[1])

    def then(self, children: Children) -> Clause:
        verdict: tree.Verdict = children[-1]
        first = self.span_of(children[0])
        length = len("otherwise" if len(children) == 2 else verdict.name)
        return Clause(
            self.span(children), "verdict", verdict, Span(self.source, first.start, first.start + length)
        )

    def fix_words(self, children: Children) -> Clause:
        return self.clause(children, "fix", tree.FixWords(self.span(children), children[1]))

    def fix_add(self, children: Children) -> Clause:
        edge: Literal["start", "end"] = "end" if is_sign(children[-1], "END") else "start"
        return self.clause(children, "fix", tree.FixAdd(self.span(children), children[2], edge))

    def fix_replace(self, children: Children) -> Clause:
        old = self.text_literal(children[2])
        return self.clause(children, "fix", tree.FixReplace(self.span(children), old, children[4]))

    def _fixes(self, clauses: Sequence[Clause]) -> tuple[tree.Fix, ...]:
        """Words and one edit may stand side by side; two of a kind may not."""
        kept: dict[bool, Clause] = {}
        for clause in clauses:
            words = isinstance(clause.value, tree.FixWords)
            if words in kept:
                self.report(RepeatedClause(clause.head, "fix", kept[words].head))
            kept.setdefault(words, clause)
        return tuple(clause.value for clause in kept.values())

    # ------------------------------------------------------------------------------------------------------- verdicts

    def plain_verdict(self, children: Children) -> tree.Verdict:
        message = children[1] if len(children) == 2 else None
        approvers = None
        if is_sign(children[0], "REVIEW"):
            approvers = tree.Approvers(self.span_of(children[0]), "count", Fraction(1), None)
        return tree.Verdict(self.span(children), children[0].value, None, approvers, message)

    def delay_until(self, children: Children) -> tree.Verdict:
        message = children[3] if len(children) == 4 else None
        return tree.Verdict(self.span(children), "delay", children[2], None, message)

    def review_by(self, children: Children) -> tree.Verdict:
        message = children[3] if len(children) == 4 else None
        return tree.Verdict(self.span(children), "review", None, children[2], message)

    def any_approver(self, children: Children) -> tree.Approvers:
        return tree.Approvers(self.span(children), "count", Fraction(1), children[0])

    def count_of(self, children: Children) -> tree.Approvers:
        return self._quota(children, "count", self._amount(children[0]))

    def share_of(self, children: Children) -> tree.Approvers:
        return self._quota(children, "share", self._amount(children[0]))

    def all_of(self, children: Children) -> tree.Approvers:
        return self._quota(children, "all", Fraction(1))

    def _quota(
        self, children: Children, kind: Literal["count", "share", "all"], amount: Fraction
    ) -> tree.Approvers:
        return tree.Approvers(self.span(children), kind, amount, children[2])

    def _amount(self, token: Token) -> Fraction:
        return literals.number_value(token.value, self.token_span(token), self.report)

    def message(self, children: Children) -> tree.Message:
        return read_message(children[0].value, self.span(children), self._read_hole, self.report)

    # ------------------------------------------------------------------------------------ changing what was inherited

    def change(self, children: Children) -> tree.Change:
        _, _, rule, _, verdict, because = children
        return tree.Change(self.span(children), rule, verdict, because.value)

    def drop(self, children: Children) -> tree.Drop:
        until = children[4] if len(children) == 6 else None
        return tree.Drop(self.span(children), children[2], until, children[-1].value)

    def because(self, children: Children) -> Clause:
        return self.clause(children, "because", self.text_literal(children[1]).value)

    # -------------------------------------------------------------------------------------------------------- clauses

    def _headed(self, children: Children) -> tuple[tree.Ident, str | None, tuple[Clause, ...]]:
        """`KEYWORD NAME "Title"? CLAUSE*` taken apart."""
        title = (
            self.text_literal(children[2]).value
            if len(children) > 2 and is_sign(children[2], "STRING")
            else None
        )
        return children[1], title, tuple(child for child in children if isinstance(child, Clause))

    def _is_damaged(self, children: Children, name: tree.Ident) -> bool:
        """Whether part of this declaration could not be read. Then nothing but its name is known."""
        if self.span_of(children[0]).start not in self.damaged:
            return False
        self.broken.append(name)
        return True
