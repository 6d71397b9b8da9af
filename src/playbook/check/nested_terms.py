"""Terms that end in one another, and how many may: at each place of a text, all of them may be found at once."""

from collections.abc import Iterator

from playbook.check.draft import Draft
from playbook.diagnostics.diagnostic import Diagnostic, diagnostic
from playbook.limits import MAX_NESTED_TERMS
from playbook.syntax import tree
from playbook.text.normal import key


@diagnostic("PB505", "nested-terms")
class NestedTerms(Diagnostic):
    """Too many terms of which each ends in the next one: `offer`, `best offer`, `our best offer` and so on. A post that
    somebody made for it would hold all of them at each of its words, and take as many times as long.
    """

    topic: str
    term: str
    depth: int

    def message(self) -> str:
        return f"{self.depth} terms end in one another, up to `{self.term}`; {MAX_NESTED_TERMS} are the most"

    def help(self) -> str:
        return f"`{self.topic}` finds a text by the shortest of them anyway: leave out the longer ones"


def nested_terms(draft: Draft) -> Iterator[Diagnostic]:
    """The longest row of such terms among the file's topics, if it is too long."""
    topics: dict[str, tree.Topic] = {}
    for topic in draft.tree.declarations:
        if isinstance(topic, tree.Topic):
            for term in _terms(topic, draft):
                topics.setdefault(term, topic)
    # No row has more terms than there are lengths; of lists that people write, there are never so many.
    if len(set(map(len, topics))) <= MAX_NESTED_TERMS:
        return
    depth, longest = _deepest({key(term): term for term in topics})
    if depth > MAX_NESTED_TERMS:
        topic = topics[longest]
        shown = longest if len(longest) <= 40 else f"{longest[:39]}…"
        yield NestedTerms(topic.name.span, topic.name.name, shown, depth)


def _terms(topic: tree.Topic, draft: Draft) -> Iterator[str]:
    for part in topic.parts:
        for term in part.terms if isinstance(part, tree.TopicPart) else ():
            if isinstance(term, tree.TextLiteral):
                yield term.value
            elif isinstance(term, tree.TermFile):
                yield from draft.terms.get(term, ())


def _deepest(terms: dict[str, str]) -> tuple[int, str]:
    """How many terms the longest row has, and the last of them. Read from behind, and in order, a term comes right
    after those that it ends in, but for others that end in them too.
    """
    row: list[str] = []
    deepest, longest = 0, ""
    for turned in sorted(term[::-1] for term in terms):
        while row and not turned.startswith(row[-1]):
            row.pop()
        row.append(turned)
        if len(row) > deepest:
            deepest, longest = len(row), terms[turned[::-1]]
    return deepest, longest
