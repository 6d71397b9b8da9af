"""Text to branches: a policy with every word of it as it was written, for those who care about its layout.

It is read once, by the parser proper: the tree and what was wrong come with it. Comments and white space are in
no branch; they stand between the words.
"""

from playbook import limits
from playbook.frozen import frozen
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.machine import Branch
from playbook.syntax.parser import Parsed, _Parse, parse


@frozen
class Read:
    """What became of a text. `branch` is None where no header could be read; it is whole if nothing was wrong."""

    parsed: Parsed
    branch: Branch | None


def read_branches(source: Source) -> Read:
    """The words of *source*, and what `parse` says of it. Never raises."""
    if len(source.text.encode("utf-8", "surrogatepass")) > limits.MAX_SOURCE_BYTES:
        return Read(parse(source), None)
    kept = _Kept(source)
    return Read(kept.policy(), kept.branch)


class _Kept(_Parse):
    """The parser, keeping what it builds the tree of."""

    branch: Branch | None = None

    def _whole(self, found: Branch) -> tree.Policy | None:
        self.branch = found
        return super()._whole(found)
