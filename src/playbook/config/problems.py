"""What can be wrong with a configuration file."""

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic


@diagnostic("PB441", "broken-configuration")
class BrokenConfiguration(Diagnostic):
    """A configuration file that cannot be read, or is no TOML.

    ```toml
    [tool.playbook
    exclude = ["drafts"]
    ```

    Close the bracket:

    ```toml
    [tool.playbook]
    exclude = ["drafts"]
    ```
    """

    reason: str

    def message(self) -> str:
        return f"the configuration cannot be read: {self.reason}"

    def help(self) -> str:
        return "`--no-config` goes without it"


@diagnostic("PB442", "unknown-setting")
class UnknownSetting(Diagnostic):
    """A setting that there is not. The settings are listed in [Settings](settings.md).

    ```toml
    [tool.playbook]
    excluded = ["drafts"]
    ```

    Write instead:

    ```toml
    [tool.playbook]
    exclude = ["drafts"]
    ```
    """

    name: str
    nearest: str | None
    known: tuple[str, ...]

    def message(self) -> str:
        return f"there is no setting `{self.name}`"

    def help(self) -> str:
        if self.nearest is not None:
            return f"did you mean `{self.nearest}`?"
        return f"the settings are {', '.join(f'`{name}`' for name in self.known)}"

    def edits(self) -> tuple[Edit, ...]:
        if self.nearest is None or self.span.text != self.name:
            return ()
        return (Edit(self.span, self.nearest, Applicability.MAYBE),)


@diagnostic("PB443", "wrong-setting")
class WrongSetting(Diagnostic):
    """A setting with a value that it cannot have.

    ```toml
    [tool.playbook]
    min-coverage = "90 %"
    ```

    Write instead:

    ```toml
    [tool.playbook]
    min-coverage = 90
    ```
    """

    name: str
    wanted: str

    def message(self) -> str:
        return f"`{self.name}` has to be {self.wanted}"
