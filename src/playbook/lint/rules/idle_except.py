"""Exceptions of topics that except nothing."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.frozen import replace
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.terms import terms_of
from playbook.text.terms.matcher import Matcher, TopicSpec


@diagnostic("PB723", "idle-except", Severity.WARNING)
class IdleExcept(Diagnostic):
    """An exception that holds none of its topic's terms. Only a match that lies within an exception is none.

    Topics with patterns are left alone.

    ## Example
    ```playbook
    policy acme
    topic drinks words "beer" except "wine fair"
    rule drinks when text mentions drinks warn "For adults."
    ```

    ## Write instead
    ```playbook
    policy acme
    topic drinks words "beer", "wine" except "wine fair"
    rule drinks when text mentions drinks warn "For adults."
    ```
    """

    term: str
    file: str | None
    topic: str
    edit: Edit | None

    def message(self) -> str:
        where = f" of `{self.file}`" if self.file is not None else ""
        return f"the exception `{self.term}`{where} holds no term of `{self.topic}`, so it excepts nothing"

    def help(self) -> str:
        return "name the whole phrase that is not to count, or leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.edit is None else (self.edit,)


def idle_except(subject: Subject) -> Iterator[IdleExcept]:
    """The topics of the file that have exceptions."""
    for topic in subject.topics:
        spec = subject.tables.topics[topic]
        if not spec.excepts or _has_patterns(spec):
            continue
        matcher = Matcher([replace(spec, excepts=())])
        for term in terms_of(topic, subject.module):
            if term.kind == "except" and not matcher.mentioned(term.text, None):
                edit = term.without(Applicability.MAYBE)
                yield IdleExcept(term.span, term.text, term.file, topic.name.name, edit)


def _has_patterns(spec: TopicSpec) -> bool:
    waiting, seen = [spec], {id(spec)}
    while waiting:
        one = waiting.pop()
        if one.patterns or one.finders or one.exactly:
            return True  # `exactly` may be met by another case than that of the exception
        waiting += [other for other in one.includes if id(other) not in seen]
        seen.update(id(other) for other in one.includes)
    return False


RULE = LintRule(IdleExcept, idle_except)
