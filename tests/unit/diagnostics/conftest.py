"""A kind of diagnostic for the renderers to show. It is in no catalogue."""

from collections.abc import Callable

import pytest

from playbook.diagnostics.diagnostic import Diagnostic, Edit, Related, Severity, facts
from playbook.source import Source, Span


@facts
class Sample(Diagnostic):
    """Says whatever a test wants it to say."""

    says: str = "something is wrong"
    at: str = ""
    advice: str | None = None
    others: tuple[Related, ...] = ()
    changes: tuple[Edit, ...] = ()

    def message(self) -> str:
        return self.says

    def label(self) -> str:
        return self.at

    def help(self) -> str | None:
        return self.advice

    def related(self) -> tuple[Related, ...]:
        return self.others

    def edits(self) -> tuple[Edit, ...]:
        return self.changes


Sample.code, Sample.slug, Sample.severity = "PB999", "sample", Severity.ERROR

Make = Callable[..., Sample]


@pytest.fixture
def sample() -> Make:
    """Makes a diagnostic about the words between `«` and `»` in a text."""

    def make(marked: str, *, name: str = "acme.playbook", **facts: object) -> Sample:
        start, end = marked.index("«"), marked.index("»") - 1
        source = Source(name, marked.replace("«", "").replace("»", ""))
        return Sample(Span(source, start, end), **facts)  # type: ignore[arg-type]

    return make
