"""The kinds of mistake in how a file begins: no header, something before it, a second one. Emitted by `mistakes`."""

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic


@diagnostic("PB006", "empty-file")
class EmptyFile(Diagnostic):
    """A file with nothing in it but white space and comments."""

    def message(self) -> str:
        return "there is no policy in this file"

    def help(self) -> str:
        return 'a policy begins with its name, as in `policy acme "Acme on social media"`'


@diagnostic("PB007", "missing-header")
class MissingHeader(Diagnostic):
    """A file that does not begin with `policy` and a name.

    ## Example
    ```playbook
    rule no-shouting
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
        return "a file begins with `policy` and a name, and this one does not"

    def help(self) -> str:
        return 'write something like `policy acme "Acme on social media"` first'

    def edits(self) -> tuple[Edit, ...]:
        start = type(self.span)(self.span.source, self.span.start, self.span.start)
        return (Edit(start, "policy some-name\n\n", Applicability.PLACEHOLDER),)


@diagnostic("PB008", "text-before-header")
class TextBeforeHeader(Diagnostic):
    """Something that stands before `policy`. Only comments may.

    ## Example
    ```playbook
    Our posting rules
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    # Our posting rules
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    def message(self) -> str:
        return "nothing but comments may stand before `policy`"

    def help(self) -> str:
        return "put `#` before each line of it, or take it out"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, "\n".join(f"# {line}".rstrip() for line in self.span.text.splitlines())),)


@diagnostic("PB009", "second-header")
class SecondHeader(Diagnostic):
    """A second `policy` in one file, or one that does not come first. One file holds one policy.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    policy acme-help
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    first: bool

    def message(self) -> str:
        return (
            "the header comes first in its file"
            if self.first
            else "one file holds one policy, and this is a second"
        )

    def help(self) -> str:
        return (
            "move it up" if self.first else "put it into a file of its own; `extends` takes in other policies"
        )
