"""The kinds of mistake that are about size: too deep, too long, too many. The limits are in `playbook.limits`."""

from playbook import limits
from playbook.diagnostics.diagnostic import Diagnostic, diagnostic


@diagnostic("PB001", "file-too-large")
class FileTooLarge(Diagnostic):
    """A policy file of more than a megabyte.

    Nobody reads that aloud. Long lists of words belong in files of their own, one term a line, named by `words
    from "…"`.
    """

    size: int

    def message(self) -> str:
        return f"this policy has {self.size:,} bytes; {limits.MAX_SOURCE_BYTES:,} are the most"

    def help(self) -> str:
        return 'put long lists of words into files, and write `words from "terms/names.txt"`'


@diagnostic("PB002", "nested-too-deep")
class NestedTooDeep(Diagnostic):
    """Brackets within brackets, `not` after `not`, or a sum of hundreds of parts, past what anybody can read.

    Give a part of the condition a name with `let`, and use the name.
    """

    def message(self) -> str:
        return "this nests too deep"

    def help(self) -> str:
        return "give a part of it a name with `let`, and use the name"


@diagnostic("PB003", "too-many-parts")
class TooManyParts(Diagnostic):
    """A clause of more than ten thousand parts joined by `and`, commas and the like, or a rule of a thousand clauses.

    Long lists of words belong in a file, one term a line: `words from "terms/names.txt"`.
    """

    what: str
    most: int

    def message(self) -> str:
        return f"this is one of more than {self.most:,} {self.what}"

    def label(self) -> str:
        return "the first too many"

    def help(self) -> str:
        return 'put long lists of words into a file, and write `words from "terms/names.txt"`'


@diagnostic("PB004", "too-many-declarations")
class TooManyDeclarations(Diagnostic):
    """A file of more than ten thousand declarations. Split it, and let one file take in the others with `extends`."""

    def message(self) -> str:
        return f"more than {limits.MAX_DECLARATIONS:,} declarations in one file"

    def help(self) -> str:
        return "split the file, and take the parts in with `extends` and `use`"


@diagnostic("PB005", "too-many-mistakes")
class TooManyMistakes(Diagnostic):
    """So many mistakes that the rest of the file was not read. Mend those that are shown, and check again."""

    def message(self) -> str:
        return f"{limits.MAX_DIAGNOSTICS} mistakes are enough for now; from here on the file was not read"
