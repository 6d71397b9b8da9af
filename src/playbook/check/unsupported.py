"""The parts of the language that parse and mean something, but that nothing runs yet."""

from playbook.diagnostics.diagnostic import Diagnostic, diagnostic


@diagnostic("PB190", "not-supported-yet")
class NotSupportedYet(Diagnostic):
    """A part of the language that this version reads but does not run.

    ## Example
    ```playbook
    policy acme
    watch two-admins when count(account.admins) < 2 warn "One administrator is one accident away from none."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule two-admins when count(account.admins) < 2 warn "One administrator is one accident away from none."
    ```
    """

    part: str

    def message(self) -> str:
        return f"{self.part} is not supported yet"
