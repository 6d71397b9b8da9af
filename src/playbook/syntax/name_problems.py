"""The kinds of mistake in names: what they are made of, and words that mean something else. Emitted by `build` and `repair`."""

import re
import unicodedata

from playbook.diagnostics.diagnostic import Diagnostic, Edit, diagnostic


@diagnostic("PB010", "strange-name")
class StrangeName(Diagnostic):
    """A name with capitals, accents or signs in it.

    Topics, params, lets, asks, fields and variables are made of small letters a to z, digits and `_`; rules, policies, packs and
    tags of small letters, digits and `-`. Names that look alike and are not the same help nobody.

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

    def message(self) -> str:
        return f"`{self.span.text}` cannot be a name"

    def help(self) -> str:
        return f"names are made of small letters a to z, digits and `{self._sign}`" + (
            f", as in `{plain}`" if (plain := self._plain()) else ""
        )

    def edits(self) -> tuple[Edit, ...]:
        plain = self._plain()
        return (Edit(self.span, plain),) if plain else ()

    @property
    def _sign(self) -> str:
        return "-" if "-" in self.span.text else "_"

    def _plain(self) -> str:
        apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", self._sign, self.span.text)
        letters = unicodedata.normalize("NFKD", apart[:200]).casefold()
        plain = re.sub(r"[^a-z0-9]+", self._sign, "".join(c for c in letters if not unicodedata.combining(c)))
        return plain.strip(self._sign) if plain[:1].isalpha() else ""


@diagnostic("PB011", "snake-for-kebab")
class SnakeForKebab(Diagnostic):
    """The name of a rule, policy, pack or tag with `_` in it.

    These are written with `-`: `office-hours`. They never stand in an expression, so they cannot be mistaken for a field, a param
    or a topic, which are written with `_`.

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
