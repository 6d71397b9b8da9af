"""The kinds of mistake in names. Emitted by `build` and the repairs."""

import re
import unicodedata

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic
from playbook.source import Span


@diagnostic("PB010", "strange-name")
class StrangeName(Diagnostic):
    """A name with capitals, accents or signs in it.

    Topics, params, lets, asks, fields and variables are made of small letters a to z, digits and `_`; rules,
    policies, packs and tags of small letters, digits and `-`. Names that look alike and are not the same help
    nobody.

    ## Example
    ```playbook
    policy acme
    topic PartyPolitics
      words "election"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic party_politics
      words "election"
    ```
    """

    kebab: bool = False
    """Whether it is the name of a rule, policy, pack or tag."""

    def message(self) -> str:
        return f"`{self.span.text}` cannot be a name"

    def help(self) -> str:
        return f"names are made of small letters a to z, digits and `{self._sign}`" + (
            f", as in `{name}`" if (name := plain(self.span.text, self._sign)) else ""
        )

    def edits(self) -> tuple[Edit, ...]:
        name = plain(self.span.text, self._sign)
        return (Edit(self.span, name),) if name else ()

    @property
    def _sign(self) -> str:
        return "-" if self.kebab or "-" in self.span.text else "_"


def plain(name: str, sign: str) -> str:
    """*name* in small letters a to z, digits and *sign*; empty where nothing of it is left."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", sign, name[:200])
    letters = unicodedata.normalize("NFKD", apart).casefold()
    joined = re.sub(r"[^a-z0-9]+", sign, "".join(c for c in letters if not unicodedata.combining(c)))
    return joined.strip(sign) if joined[:1].isalpha() else ""


@diagnostic("PB011", "snake-for-kebab")
class SnakeForKebab(Diagnostic):
    """The name of a rule, policy, pack or tag with `_` in it.

    These are written with `-`: `office-hours`. They never stand in an expression, so they cannot be mistaken
    for a field, a param or a topic, which are written with `_`.

    ## Example
    ```playbook
    policy acme
    rule no_shouting
      when text matches /!!!/
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

    def message(self) -> str:
        return f"rules, policies, packs and tags are written with `-`, not `_`: `{self.span.text}`"

    def help(self) -> str:
        return f"write `{self._kebab}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self._kebab),)

    @property
    def _kebab(self) -> str:
        return self.span.text.replace("_", "-").strip("-")


@diagnostic("PB012", "kebab-for-snake")
class KebabForSnake(Diagnostic):
    """The name of a topic, param, let, ask, example or field with `-` in it.

    These are written with `_`: `party_politics`. They stand in expressions, where `-` takes one number from another.

    ## Example
    ```playbook
    policy acme
    topic party-politics
      words "election"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic party_politics
      words "election"
    ```
    """

    def message(self) -> str:
        return f"names that stand in expressions are written with `_`, not `-`: `{self.span.text}`"

    def help(self) -> str:
        return f"write `{self._snake}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self._snake),)

    @property
    def _snake(self) -> str:
        return self.span.text.replace("-", "_")


@diagnostic("PB013", "reserved-word")
class ReservedWord(Diagnostic):
    """A word that begins a declaration or a clause, used as a name.

    These words are never names, so that a mistake in one clause cannot swallow the next: `policy`, `use`,
    `param`, `let`, `ask`, `topic`, `rule`, `watch`, `change`, `drop`, `example`, `test`, `when`, `unless`,
    `require`, `otherwise`, `given`, `expect`, `because`. A field of that name can be asked for as `post.topic`.

    ## Example
    ```playbook
    policy acme
    let test = text mentions "trial"
    ```

    ## Write instead
    ```playbook
    policy acme
    let is_test = text mentions "trial"
    ```
    """

    field: bool
    kebab: bool = False

    def message(self) -> str:
        return f"`{self.span.text}` is a word of the language and cannot be a name"

    def help(self) -> str:
        if self.field:
            return f"a field of this name is `post.{self.span.text}`"
        return f"choose another name, such as `{self._other}`"

    def edits(self) -> tuple[Edit, ...]:
        if self.field:
            return (Edit(self.span, f"post.{self.span.text}"),)
        return (Edit(self.span, self._other, Applicability.PLACEHOLDER),)

    @property
    def _other(self) -> str:
        return f"our{'-' if self.kebab else '_'}{self.span.text}"


@diagnostic("PB014", "missing-name")
class MissingName(Diagnostic):
    """A declaration without a name between its first word and the rest.

    Names of rules and policies are written like `no-shouting`, all others like `party_politics`. A title in
    quotes may follow.

    ## Example
    ```playbook
    policy acme
    rule "No shouting"
      when text matches /!!!/
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting "No shouting"
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    title: str | None

    def message(self) -> str:
        return f"this `{self.span.text}` has no name"

    def help(self) -> str:
        return f"write a name after it, as in `{self.span.text} {self._example}`"

    def edits(self) -> tuple[Edit, ...]:
        end = Span(self.span.source, self.span.end, self.span.end)
        return (Edit(end, f" {self._example}", Applicability.PLACEHOLDER),)

    @property
    def _example(self) -> str:
        sign = "-" if self.span.text in {"policy", "rule", "watch"} else "_"
        words = re.findall(r"[a-z0-9]+", (self.title or "").lower())[:4]
        return sign.join(words) if words and words[0][0].isalpha() else f"some{sign}name"
