"""The kinds of mistake in how a clause is put together: what is missing, what is too much. Emitted by `mistakes`."""

import re

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic
from playbook.source import Span

_HASHTAG = re.compile(r"#\w++")


@diagnostic("PB036", "pattern-in-quotes")
class PatternInQuotes(Diagnostic):
    r"""A regular expression between quotes. Patterns stand between slashes.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches "!!!"
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    pattern: str

    def message(self) -> str:
        return "a pattern stands between slashes"

    def help(self) -> str:
        if not self.span.source.text[: self.span.start].rstrip().endswith("matches"):
            return f"write `{self.pattern}`"
        return f"write `{self.pattern}`, or `contains {self.span.text.lstrip('rR')}` for these very words"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.pattern),)


@diagnostic("PB037", "comment-for-words")
class CommentForWords(Diagnostic):
    """A hashtag without quotes. `#` begins a comment, so the line ends there.

    ## Example
    ```playbook
    policy acme
    topic disclosures
      words #ad, #sponsored
    ```

    ## Write instead
    ```playbook
    policy acme
    topic disclosures
      words "#ad", "#sponsored"
    ```
    """

    def message(self) -> str:
        return "`#` begins a comment, so these words are not read"

    def help(self) -> str:
        return (
            f"put hashtags between quotes: `{quoted}`"
            if (quoted := self._quoted())
            else 'put hashtags between quotes, as in `"#ad"`'
        )

    def edits(self) -> tuple[Edit, ...]:
        quoted = self._quoted()
        return (Edit(self.span, quoted),) if quoted else ()

    def _quoted(self) -> str:
        """The hashtags between quotes; empty where there is anything else."""
        tags = [tag.strip() for tag in self.span.text.split(",")]
        return ", ".join(f'"{tag}"' for tag in tags) if all(_HASHTAG.fullmatch(tag) for tag in tags) else ""


@diagnostic("PB038", "missing-word")
class MissingWord(Diagnostic):
    """A small word that is left out: `of`, `with`, `to`, `in`, `rule` …

    ## Example
    ```playbook
    policy acme
    rule disclosures
      when text mentions any ["ad", "sponsored"]
      warn "Say it in plain words."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule disclosures
      when text mentions any of ["ad", "sponsored"]
      warn "Say it in plain words."
    ```
    """

    word: str
    gap: Span
    ahead: bool = False
    """Whether it goes right before the word behind the gap, and not right behind the one before."""

    def message(self) -> str:
        what = "the word " if self.word.isalpha() else ""
        return f"{what}`{self.word}` is missing before `{self.span.text}`"

    def help(self) -> str:
        return f"write `{self.word} {self.span.text}`"

    def edits(self) -> tuple[Edit, ...]:
        spaced = f"{self.word} " if self.ahead else f" {self.word}"
        return (Edit(self.gap, spaced if self.word.isalpha() else self.word, Applicability.SAFE),)


@diagnostic("PB064", "missing-part")
class MissingPart(Diagnostic):
    """Something has to follow a word, and does not.

    ## Example
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and
      warn "Say that you are paid."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and text mentions "cake"
      warn "Say that you are paid."
    ```
    """

    missing: str
    example: str
    mend: Edit | None = None

    def message(self) -> str:
        return f"after `{self.span.text}` there has to be {self.missing}"

    def help(self) -> str:
        return f"as in `{self.example}`"

    def edits(self) -> tuple[Edit, ...]:
        return (self.mend,) if self.mend else ()


@diagnostic("PB065", "misplaced-clause")
class MisplacedClause(Diagnostic):
    """A clause in a declaration that has no such clause.

    ## Example
    ```playbook
    policy acme
    rule releases
      words "is out", "new release"
      advise "Say where to get it."
    ```

    ## Write instead
    ```playbook
    policy acme
    topic new_release
      words "is out", "new release"
    rule releases
      when text mentions new_release
      advise "Say where to get it."
    ```
    """

    inside: str
    belongs: str
    clauses: str | None
    mend: Edit | None = None

    def message(self) -> str:
        where = "the header" if self.inside == "policy" else f"a `{self.inside}`"
        return f"`{self.span.text}` belongs to {self.belongs}, not to {where}"

    def help(self) -> str | None:
        return self.clauses

    def edits(self) -> tuple[Edit, ...]:
        return (self.mend,) if self.mend else ()


@diagnostic("PB066", "missing-operator")
class MissingOperator(Diagnostic):
    """Two values side by side, with nothing that says what one has to do with the other.

    ## Example
    ```playbook
    policy acme
    rule paid-posts
      when sponsored text mentions "cake"
      warn "Say that you are paid."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and text mentions "cake"
      warn "Say that you are paid."
    ```
    """

    before: str
    mend: Edit | None = None

    def message(self) -> str:
        return f"nothing joins `{self.span.text}` to `{self.before}` before it"

    def help(self) -> str:
        return "put a word between them, such as `and`, `or`, `is`, `is in`, `mentions` or `include`"

    def edits(self) -> tuple[Edit, ...]:
        return (self.mend,) if self.mend else ()


@diagnostic("PB067", "chained-comparison")
class ChainedComparison(Diagnostic):
    """A comparison of a comparison. Each comparison stands for itself, joined with `and`.

    ## Example
    ```playbook
    policy acme
    rule some-hashtags
      when 0 < count(hashtags) < 3
      advise "One more would help."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule some-hashtags
      when count(hashtags) > 0 and count(hashtags) < 3
      advise "One more would help."
    ```
    """

    mend: Edit | None = None

    def message(self) -> str:
        return f"what stands before this `{self.span.text}` is compared already"

    def help(self) -> str:
        if self.mend is not None and not self.mend.text:
            return f"leave out `{self.mend.span.text.strip()}`"
        return "write two comparisons, joined with `and`"

    def edits(self) -> tuple[Edit, ...]:
        return (self.mend,) if self.mend else ()


@diagnostic("PB068", "misplaced-not")
class MisplacedNot(Diagnostic):
    """A `not` in the middle of a comparison. But for `is not`, it stands before the whole.

    ## Example
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and text not mentions "#ad"
      deny "Say that you are paid."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and not text mentions "#ad"
      deny "Say that you are paid."
    ```
    """

    write: str
    mend: Edit | None = None

    def message(self) -> str:
        return f"`{self.span.text}` does not fit here"

    def help(self) -> str:
        return self.write

    def edits(self) -> tuple[Edit, ...]:
        return (self.mend,) if self.mend else ()


@diagnostic("PB069", "unexpected")
class Unexpected(Diagnostic):
    """Something that does not fit where it stands.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down." "Please."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down. Please."
    ```
    """

    hint: str | None
    mend: Edit | None = None

    def message(self) -> str:
        return f"`{_short(self.span.text)}` does not fit here"

    def help(self) -> str | None:
        return self.hint

    def edits(self) -> tuple[Edit, ...]:
        return (self.mend,) if self.mend else ()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
