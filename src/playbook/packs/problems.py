"""What can be wrong with the policies that a policy names."""

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, diagnostic
from playbook.limits import MAX_EXTENDS_DEPTH, MAX_FILES
from playbook.source import Span


@diagnostic("PB401", "unknown-pack")
class UnknownPack(Diagnostic):
    """A pack that is not there.

    ## Example
    ```playbook
    policy acme extends profesional
    ```

    ## Write instead
    ```playbook
    policy acme extends professional
    ```
    """

    name: str
    nearest: str | None
    file: str | None = None
    """A file of that name in the policy's own folder, in quotes."""

    def message(self) -> str:
        return f"there is no pack `{self.name}`"

    def help(self) -> str:
        if self.nearest is not None:
            return f"did you mean `{self.nearest}`?"
        if self.file is not None:
            return f"a file is named by its path in quotes: `{self.file}`"
        return "`playbook packs` lists the packs; a file is named by its path in quotes"

    def edits(self) -> tuple[Edit, ...]:
        meant = self.nearest or self.file
        return () if meant is None else (Edit(self.span, meant, Applicability.MAYBE),)


@diagnostic("PB402", "unreadable-policy")
class UnreadablePolicy(Diagnostic):
    """A policy file that cannot be taken in: it is missing, outside of the policy's own folder, or no text.

    ## Example
    ```playbook
    policy acme extends "../../secret.playbook"
    ```

    ## Write instead
    ```playbook
    policy acme extends professional
    ```
    """

    name: str
    reason: str
    meant: str | None = None
    """What is there: a pack, or a file in quotes."""

    def message(self) -> str:
        return f"`{self.name}` cannot be taken in: {self.reason}"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.meant is None else (Edit(self.span, self.meant, Applicability.MAYBE),)

    def help(self) -> str:
        if self.meant is not None:
            is_file = self.meant.startswith('"')
            return (
                f"did you mean `{self.meant}`?" if is_file else f"packs stand without quotes: `{self.meant}`"
            )
        return "name a file inside of the policy's own folder, by its path from there"


@diagnostic("PB403", "policy-cycle")
class PolicyCycle(Diagnostic):
    """A policy that takes itself in, at once or by way of others."""

    name: str

    def message(self) -> str:
        return f"`{self.name}` takes this policy in, so this one cannot take it in"

    def help(self) -> str:
        return "move what both need into a third policy, and let both extend or use that"


@diagnostic("PB404", "too-many-policies")
class TooManyPolicies(Diagnostic):
    """A policy that takes in more files, or over more steps, than anyone can oversee."""

    def message(self) -> str:
        return "this policy takes in too many others"

    def help(self) -> str:
        return f"at most {MAX_FILES} files, and {MAX_EXTENDS_DEPTH} steps to the furthest"


@diagnostic("PB405", "unreadable-file")
class UnreadableFile(Diagnostic):
    """A policy file that cannot be read at all."""

    name: str
    reason: str

    def message(self) -> str:
        return f"`{self.name}` cannot be read: {self.reason}"

    def help(self) -> str | None:
        return "save it as UTF-8" if "UTF-8" in self.reason else None


@diagnostic("PB406", "broken-parent")
class BrokenParent(Diagnostic):
    """A policy that is taken in has mistakes of its own, which are reported where they are."""

    name: str
    first: Span

    def message(self) -> str:
        return f"`{self.name}` has mistakes of its own"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "the first of them"),)
