"""Numbers by which states know people. Only shapes that are seldom anything else: with fixed gaps, letters, dates or
check digits.

What one looks like, and how it checks itself, stands in `identity_europe` and `identity_elsewhere`. Those are read off
at the few places of a text where a number may begin, so that the time is linear in the text.
"""

import re
from collections.abc import Iterator
from functools import cache

from playbook.text.finding import Place, apart, digits, on_folded
from playbook.text.late import late
from playbook.text.leaks.identity_elsewhere import ELSEWHERE
from playbook.text.leaks.identity_europe import EUROPE
from playbook.text.leaks.identity_format import Check, IdFormat

FORMATS: tuple[IdFormat, ...] = tuple(sorted((*EUROPE, *ELSEWHERE), key=lambda one: (one.country, one.name)))
"""All numbers that are looked for."""

_FEWEST_DIGITS = 6
"""What each of them has at least."""

_START = late(
    re.compile, r"(?<![\w\-/.])(?=(?:[A-Z]{0,6}|[A-Z]{2} )[0-9])(?=[0-9A-Z](?:[ .\-+/()]{0,2}[0-9A-Z]){7})"
)
"""Where a number may begin: no known one has fewer than eight letters and digits."""
_DENSE = late(re.compile, rf"[0-9](?:[^0-9]{{0,2}}[0-9]){{{_FEWEST_DIGITS - 1}}}")
"""What all of them have in them."""


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Check], ...]:
    # Once there is something to look at: most texts hold nothing that may be such a number.
    return tuple((re.compile(rf"(?:{one.shape})(?![\w/]|[-.,][0-9])"), one.check) for one in FORMATS)


@on_folded(digits(_FEWEST_DIGITS))
def national_ids(text: str) -> Iterator[Place]:
    """Where numbers stand that states give to people, as they are printed, where these check themselves: those of
    Argentina, Austria, Belgium, Brazil, Canada, Chile, China, Czechia and Slovakia, Estonia and Lithuania, Finland,
    France, Germany, Hong Kong, Iceland, India, Italy, Mexico, Norway, Romania, Russia, Singapore, South Africa, South
    Korea, Spain, Sweden, Switzerland, Thailand, the United Kingdom and the United States.

    Not found: other states' numbers, digits without the gaps and signs that they are printed with, passports and
    driving licences. Numbers that only a checksum tells from any other (the Netherlands' BSN, Poland's PESEL,
    Australia's TFN, Japan's My Number) are left alone: one in ten order numbers would look like one.
    """
    if _DENSE.search(text) is None:
        return iter(())
    places = []
    for start in _START.finditer(text):
        for pattern, check in _compiled():
            found = pattern.match(text, start.start())
            if found is not None and check(found):
                places.append(found.span())
    return apart(places)
