"""The types in the words of diagnostics: "a number", "text", "a list of text". Words only; it decides nothing."""

from playbook.types import ANY, TEXT, ListOf, Record, Type


def noun(type_: Type) -> str:
    """The type with its article."""
    if type_ == TEXT:
        return "text"
    if type_ == ANY:
        return "something"
    if isinstance(type_, ListOf):
        return "an empty list" if type_.item == ANY else f"a list of {plural(type_.item)}"
    return article(f"{type_} record" if isinstance(type_, Record) else str(type_))


def article(name: str) -> str:
    """`a rule`, `an ask`."""
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"


def plural(type_: Type) -> str:
    """What a list holds: `numbers`, `text`."""
    if type_ == TEXT:
        return "text"
    if isinstance(type_, ListOf):
        return "lists"
    if isinstance(type_, Record):
        return f"{type_} records"
    return f"{type_}s"


def did_you_mean(name: str | None) -> str | None:
    """The suggestion as a sentence, where there is one."""
    return None if name is None else f"did you mean `{name}`?"
