"""The kinds of mistake in how a declaration is put together. Emitted by `mistakes`."""

from playbook.diagnostics.diagnostic import Diagnostic, diagnostic


@diagnostic("PB070", "unexpected")
class Unexpected(Diagnostic):
    """Something that does not fit where it stands."""

    def message(self) -> str:
        return f"`{self.span.text}` does not fit here"
