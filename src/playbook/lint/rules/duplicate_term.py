"""Terms that stand twice in one list."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.terms import Term, terms_of
from playbook.source import Span


@diagnostic("PB721", "duplicate-term", Severity.WARNING)
class DuplicateTerm(Diagnostic):
    """A term that its topic holds already. Case, Unicode forms and white space make no difference.

    ## Example
    ```playbook
    policy acme
    topic rivals words "Globex", "Initech", "globex"
    rule rivals when text mentions rivals warn "Leave them out."
    ```

    ## Write instead
    ```playbook
    policy acme
    topic rivals words "Globex", "Initech"
    rule rivals when text mentions rivals warn "Leave them out."
    ```
    """

    term: str
    file: str | None
    first: Span
    edit: Edit | None

    def message(self) -> str:
        where = f" of `{self.file}`" if self.file is not None else ""
        return f"the term `{self.term}`{where} stands here twice"

    def help(self) -> str:
        return "leave the second out"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.edit is None else (self.edit,)

    def related(self) -> tuple[Related, ...]:
        return () if self.first == self.span else (Related(self.first, "it stands here first"),)


def duplicate_term(subject: Subject) -> Iterator[DuplicateTerm]:
    """The terms of each topic: those that count, and those that do not, apart."""
    for topic in subject.topics:
        first: dict[tuple[str, str], Term] = {}
        for term in terms_of(topic, subject.module):
            before = first.setdefault((term.kind, term.folded), term)
            if before is not term:
                edit = term.without(Applicability.SAFE)
                yield DuplicateTerm(term.span, term.text, term.file, before.span, edit)


RULE = LintRule(DuplicateTerm, duplicate_term)
