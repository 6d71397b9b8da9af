"""Terms that another term of their list finds already."""

from collections.abc import Iterator, Sequence

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.terms import Term, terms_of
from playbook.source import Span
from playbook.syntax import tree
from playbook.text.normal import fold
from playbook.text.terms.scan import scan_for


@diagnostic("PB722", "covered-term", Severity.WARNING)
class CoveredTerm(Diagnostic):
    """A term that holds another term of its topic as whole words, so that the other one finds all that it does.

    ## Example
    ```playbook
    policy acme
    topic drinks words "beer", "craft beer"
    rule drinks when text mentions drinks warn "For adults."
    ```

    ## Write instead
    ```playbook
    policy acme
    topic drinks words "beer"
    rule drinks when text mentions drinks warn "For adults."
    ```
    """

    term: str
    file: str | None
    by: str
    other: Span
    edit: Edit | None

    def message(self) -> str:
        where = f" of `{self.file}`" if self.file is not None else ""
        return f"the term `{self.term}`{where} finds nothing more: `{self.by}` finds it already"

    def help(self) -> str:
        return "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.edit is None else (self.edit,)

    def related(self) -> tuple[Related, ...]:
        return () if self.other == self.span else (Related(self.other, "this one"),)


def covered_term(subject: Subject) -> Iterator[CoveredTerm]:
    """The `words`, `exactly` and `stems` of each topic, held against its `words` and `stems`."""
    for topic in subject.topics:
        terms = list(terms_of(topic, subject.module))
        yield from _covered([one for one in terms if one.kind != "except"], _walls(topic, subject))


def _covered(terms: Sequence[Term], walls: Sequence[str]) -> Iterator[CoveredTerm]:
    words: dict[str, Term] = {}
    for term in terms:
        # `stems` find all that `words` find, and more.
        if term.folded and (term.kind == "stems" or (term.kind == "words" and term.folded not in words)):
            words[term.folded] = term
    scan = scan_for({folded: (folded,) for folded in words})
    walled = {found for wall in walls for _, _, found in scan.find(wall)}
    for term in terms:
        plain = fold(term.text).text.strip(" ")
        for _, _, found in scan.find(plain):
            other = words[found]
            # An exception may keep the shorter one from counting where the longer one still does.
            if found in walled or (term.kind == "stems" and other.kind != "stems"):
                continue
            if found != plain or term.kind != other.kind:
                edit = term.without(Applicability.MAYBE)
                yield CoveredTerm(term.span, term.text, term.file, other.text, other.span, edit)
                break


def _walls(topic: tree.Topic, subject: Subject) -> Sequence[str]:
    """The folded exceptions of *topic*."""
    return [fold(one).text for one in subject.tables.topics[topic].excepts]


RULE = LintRule(CoveredTerm, covered_term)
