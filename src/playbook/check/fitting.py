"""Which types go together. A type that is reported already (`ANY`) goes with everything."""

from playbook.types import ANY, BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, TOPIC, Enum, ListOf, Scalar, Type

REPORTED = Scalar("what is reported")
"""A hint only: what is wanted is not known, since the other side is wrong. A bare word may be a member of who
knows what.
"""

_ORDERED = (NUMBER, DURATION)
_CALENDAR = (TIME, DATE)


def agree(left: Type, right: Type) -> bool:
    """Whether a value of one may stand where the other is wanted."""
    if ANY in (left, right):
        return True
    if isinstance(left, ListOf) and isinstance(right, ListOf):
        return agree(left.item, right.item)
    return left == right


def comparable(left: Type, right: Type) -> bool:
    """Whether `is` can hold between them. A time and a date compare by the civil date."""
    if ANY in (left, right):
        return True
    if isinstance(left, ListOf) and isinstance(right, ListOf):
        return comparable(left.item, right.item)
    if left in _CALENDAR and right in _CALENDAR:
        return True
    return left == right and (isinstance(left, Enum) or left in (TEXT, NUMBER, BOOLEAN, DURATION))


def ordered(left: Type, right: Type) -> bool:
    """Whether `<` can hold between them."""
    if ANY in (left, right):
        return True
    return (left in _CALENDAR and right in _CALENDAR) or (left == right and left in _ORDERED)


def has_topic(type_: Type) -> bool:
    """Whether it is a topic, or a list of them: neither is a value."""
    return type_ == TOPIC or (isinstance(type_, ListOf) and has_topic(type_.item))


def has_any(type_: Type) -> bool:
    """Whether it is, or holds, something that is reported already."""
    return type_ == ANY or (isinstance(type_, ListOf) and has_any(type_.item))


def suits(type_: Type, hint: Type | None) -> bool:
    """Whether a name of that type is worth suggesting where *hint* is wanted. Where a topic is wanted, text
    does too.
    """
    if hint is None or hint in (ANY, REPORTED):
        return True
    if hint == TOPIC:
        return type_ in (TOPIC, TEXT)
    return agree(type_, hint) or (type_ in _CALENDAR and hint in _CALENDAR)
