"""The order of the clauses of a declaration. It means nothing, so the formatter sets it; a topic's stay as written."""

from playbook.format.words import Part, Phrase, Word

_ORDER = {
    "header": ("version", "doc", "applies", "timezone", "extends", "default"),
    "topic": ("doc",),
    "rule": ("doc", "see", "tags", "status", "when", "unless", "require", "then"),
    "test": ("given", "each"),
}
"""What the grammar calls the clauses, by what it calls their declaration. Those that are not here come last."""

_SAME = {"history": "given"}
"""Clauses that keep their order: among what is given, later ones win."""


def ordered(declaration: Phrase) -> tuple[list[Part], list[Phrase]]:
    """The heading of *declaration* (its keyword, name and title), and its clauses in their order."""
    heading: list[Part] = []
    clauses: list[Phrase] = []
    for part in declaration.parts:
        if isinstance(part, Word) or part.kind in {"name", "rule_name"}:
            heading.append(part)
        else:
            clauses.append(part)
    order = _ORDER[declaration.kind]
    places = {kind: place for place, kind in enumerate(order)}
    clauses.sort(key=lambda clause: places.get(_SAME.get(clause.kind, clause.kind), len(order)))
    return heading, clauses
