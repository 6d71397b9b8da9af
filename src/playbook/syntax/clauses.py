"""Which clauses belong to which declaration, for messages. The grammar knows it too, but cannot be asked in words."""

CLAUSES = {
    "policy": ("version", "for", "timezone", "extends", "otherwise"),
    "topic": ("words", "exactly", "stems", "except", "patterns", "disguised"),
    "rule": ("see", "tags", "status", "when", "unless", "require", "otherwise", "a verdict", "fix"),
    "test": ("given", "history", "each", "expect"),
}
"""The words that begin a clause, by the word that begins their declaration."""

VERDICTS = ("allow", "advise", "warn", "delay", "review", "deny")

WORDS = frozenset({*VERDICTS, *(word for words in CLAUSES.values() for word in words if " " not in word)})
"""Every word that begins a clause."""

_SAME = {"watch": "rule"}


def clauses_of(declaration: str | None) -> str | None:
    """What may stand in a *declaration*, in words; None where it has no clauses."""
    names = CLAUSES.get(_SAME.get(declaration or "", declaration or ""))
    if names is None:
        return None
    where = "the header" if declaration == "policy" else f"a `{declaration}`"
    return f"in {where} there may stand {', '.join(name if ' ' in name else f'`{name}`' for name in names)}"


def belongs_to(word: str) -> tuple[str, ...] | None:
    """The declarations that have a clause beginning with *word*; None where it begins no clause."""
    if word in VERDICTS:
        return ("rule", "watch")
    found = tuple(name for name, clauses in CLAUSES.items() if word in clauses)
    return (*found, "watch") if "rule" in found else found or None
