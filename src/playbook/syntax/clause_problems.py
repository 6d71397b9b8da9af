"""The kinds of mistake in what declarations are made of: clauses missing, or there twice. Emitted by the builder."""

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, diagnostic
from playbook.source import Span


@diagnostic("PB040", "missing-verdict")
class MissingVerdict(Diagnostic):
    """A rule that does not say what happens when it fires.

    Every rule has one verdict: `allow`, `advise`, `warn`, `delay`, `review` or `deny`.

    ## Example
    ```playbook
    policy acme
    rule alt-text
      when any media where kind is photo and alt_text is missing
    ```

    ## Write instead
    ```playbook
    policy acme
    rule alt-text
      when any media where kind is photo and alt_text is missing
      warn "Describe every picture."
    ```
    """

    requires: bool
    end: Span
    """Where the rule ends."""

    def message(self) -> str:
        return f"the rule `{self.span.text}` does not say what happens when it fires"

    def label(self) -> str:
        return "no verdict"

    def help(self) -> str:
        order = "mildest first `allow`, `advise`, `warn`, `delay`, `review` or `deny`"
        return f"add a verdict, {order}: `{self._example}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.end, f"\n  {self._example}", Applicability.PLACEHOLDER),)

    @property
    def _example(self) -> str:
        return 'otherwise warn "…"' if self.requires else 'warn "…"'


@diagnostic("PB041", "repeated-clause")
class RepeatedClause(Diagnostic):
    """A clause that stands twice in one declaration.

    Only `see`, `tags`, `require`, `extends` and the parts of a topic may be repeated, and a rule may have a
    `fix` in words beside one that is an edit. Two conditions are joined with `and`.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      when sponsored
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/ and sponsored
      warn "Calm down."
    ```
    """

    clause: str
    first: Span
    joins: bool = False
    """Whether it stands right behind the first, so that the two can be joined."""

    def message(self) -> str:
        if self.clause == "verdict":
            return "a rule has one verdict, and this is its second"
        if self.clause == "doc":
            return "there is a description already"
        return f"`{self.clause}` stands here for the second time"

    def help(self) -> str | None:
        if self.clause in {"when", "unless"}:
            word = "and" if self.clause == "when" else "or"
            return f"join the conditions with `{word}`"
        if self.clause == "verdict" and self.span.text == "otherwise":
            return "the `otherwise` of a whole policy stands in its header; another verdict of a rule is another rule"
        if self.clause == "verdict":
            return "write a second rule for the other verdict"
        if self.clause == "fix":
            return "a rule may have one `fix` in words, and one that is an edit"
        return None

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "it stands here first"),)

    def edits(self) -> tuple[Edit, ...]:
        if not self.joins or self.clause not in {"when", "unless"}:
            return ()
        return (Edit(self.span, "and" if self.clause == "when" else "or"),)


@diagnostic("PB042", "empty-topic")
class EmptyTopic(Diagnostic):
    """A topic that does not say what to look for.

    ## Example
    ```playbook
    policy acme
    topic releases "New releases"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic releases "New releases"
      words "is out", "new release"
    ```
    """

    end: Span
    """Where the topic ends."""

    def message(self) -> str:
        return f"the topic `{self.span.text}` does not say what to look for"

    def help(self) -> str:
        return 'add words, as in `words "election", "ballot"`, or patterns, as in `patterns /vote for \\w+/i`'

    def edits(self) -> tuple[Edit, ...]:
        words = self.span.text.replace("_", " ")
        return (Edit(self.end, f'\n  words "{words}"', Applicability.PLACEHOLDER),)


@diagnostic("PB043", "missing-expectation")
class MissingExpectation(Diagnostic):
    """A test that expects nothing, so that it could never fail.

    ## Example
    ```playbook
    policy acme
    test "a plain post"
      given text = "The bridge is open."
    ```

    ## Write instead
    ```playbook
    policy acme
    test "a plain post"
      given text = "The bridge is open."
      expect allow
    ```
    """

    end: Span
    """Where the test ends."""

    def message(self) -> str:
        return "this test expects nothing"

    def help(self) -> str:
        return "say what is to come out, as in `expect deny from some-rule`, `expect no some-rule` or `expect allow`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.end, "\n  expect allow", Applicability.PLACEHOLDER),)


@diagnostic("PB044", "stray-record")
class StrayRecord(Diagnostic):
    """A record in braces outside of what an example or a test assigns.

    Records make up posts for tests. A condition asks for the fields of the post.

    ## Example
    ```playbook
    policy acme
    rule alt-text
      when {kind = photo} is in media
      warn "Describe it."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule alt-text
      when any media where kind is photo
      warn "Describe it."
    ```
    """

    def message(self) -> str:
        return "braces make up a part of a post, which only examples and tests do"

    def help(self) -> str:
        return "ask for the fields themselves, as in `any media where kind is photo`"


@diagnostic("PB049", "row-length")
class RowLength(Diagnostic):
    """A row of a test's table with more or fewer values than the table has columns.

    ## Example
    ```playbook
    policy acme
    test "either way"
      each text, sponsored in ["Hello", true], ["Good-bye"]
      expect allow
    ```

    ## Write instead
    ```playbook
    policy acme
    test "either way"
      each text, sponsored in ["Hello", true], ["Good-bye", false]
      expect allow
    ```
    """

    values: int
    columns: int

    def message(self) -> str:
        return f"this row has {_count(self.values, 'value')}, and the table {_count(self.columns, 'column')}"

    def help(self) -> str:
        return "give one value for each column"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
