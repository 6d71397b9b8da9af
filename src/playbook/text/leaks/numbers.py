"""Numbers that lead to a person or to money: telephones, payment cards, bank accounts."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from playbook.text.finding import Place, apart, digits, on_folded
from playbook.text.late import late
from playbook.text.leaks.check_digits import only_digits, passes_97, passes_luhn

# With the country's code (+), E.164: up to 15 digits.
_INTERNATIONAL = late(re.compile, r"(?<![\w+])\+[1-9](?:[ .\-/()]{0,2}\d){6,14}(?!\d)")

# North America: area code and exchange begin with 2 to 9, and no area code ends in 11.
_AMERICAN = late(
    re.compile,
    r"(?<![\w.,/+\-])(?:1[ .-])?"
    r"(?:\((?!\d11)[2-9]\d\d\) ?[2-9]\d\d[ .-]\d{4}|(?!\d11)[2-9]\d\d([ .-])[2-9]\d\d\1\d{4})"
    r"(?![\w\-]|[.,]\d)",
)

# Elsewhere, as dialled within the country: a leading zero, and at least one gap. What parts the later groups is
# always the same. Groups of digits before it make it a part of something longer, such as a sum.
_NATIONAL = late(
    re.compile,
    r"(?<![\w.,/+(\-])(?<!\d )(?:\(0\d{1,4}\) ?|0\d{1,4}[ .\-/])\d{2,8}"
    r"(?:([ .\-])\d{2,8}(?:\1\d{2,8}){0,3})?(?![\w\-]|[.,/]\d)",
)


@on_folded(digits(8))
def telephones(text: str) -> Iterator[Place]:
    """Where telephone numbers stand.

    With the country's code: `+`, then 7 to 15 digits (ITU-T E.164, 2010: at most 15). North American numbers with
    gaps (NANP: area code and exchange begin with 2 to 9; as of 2026). Others with the leading zero that is dialled
    within a country, 9 to 12 digits (15 after 00), with gaps.

    Not found: digits without gaps or `+` (they may be anything), local numbers without an area code, numbers spelled
    in letters.
    """
    places = [match.span() for match in _INTERNATIONAL.finditer(text) if _dials_abroad(match.group())]
    places += [match.span() for match in _AMERICAN.finditer(text)]
    places += [match.span() for match in _NATIONAL.finditer(text) if _dials_home(match.group())]
    return apart(places)


def _dials_abroad(number: str) -> bool:
    digits = only_digits(number)
    if digits.endswith("000000"):  # a round sum: +1 000 000
        return False
    return len(digits) == 11 if digits[0] == "1" else len(digits) >= 8


def _dials_home(number: str) -> bool:
    digits = only_digits(number)
    return 9 <= len(digits) <= (15 if digits.startswith("00") else 12)


_DIGIT_GROUPS = late(re.compile, r"(?<![\w/=#+.,])\d+(?:[ -]\d+)*(?![\w/]|[.,]\d)")
_CARD_SHAPES = {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3)}


@on_folded(digits(13))
def card_numbers(text: str) -> Iterator[Place]:
    """Where numbers of payment cards stand: the prefix and length of a network, the groups printed on cards or none,
    a right check digit (Luhn, ISO/IEC 7812-1:2017).

    Not found: numbers broken in other ways, those with digits left out, cards of small networks.
    """
    for groups in _DIGIT_GROUPS.finditer(text):
        spans = [match.span() for match in re.finditer(r"\d+", groups.group())]
        after = 0
        for first in range(len(spans)):
            last = _card_end(groups.group(), spans, first) if first >= after else None
            if last is not None:
                yield groups.start() + spans[first][0], groups.start() + spans[last][1]
                after = last + 1


def _card_end(text: str, spans: list[Place], first: int) -> int | None:
    """The last group of the card number that begins with the group *first*; None if none does."""
    for last in range(min(first + 5, len(spans)) - 1, first - 1, -1):
        shape = tuple(end - start for start, end in spans[first : last + 1])
        if len(shape) == 1 or shape in _CARD_SHAPES:
            digits = only_digits(text[spans[first][0] : spans[last][1]])
            if _is_card_network(digits) and passes_luhn(digits):
                return last
    return None


def _is_card_network(digits: str) -> bool:
    """Whether a network gives out numbers of this beginning and length, as the networks publish them (2026)."""
    if not 13 <= len(digits) <= 19:
        return False
    four, length = int(digits[:4]), len(digits)
    return (
        (four // 1000 == 4 and length in {13, 16, 19})  # Visa
        or (length == 16 and (51 <= four // 100 <= 55 or 2221 <= four <= 2720))  # Mastercard
        or (length == 15 and four // 100 in {34, 37})  # American Express
        or (
            length == 14 and (300 <= four // 10 <= 305 or four // 10 == 309 or four // 100 in {36, 38, 39})
        )  # Diners
        or (length >= 16 and (four == 6011 or 644 <= four // 10 <= 649 or four // 100 == 65))  # Discover
        or (length >= 16 and (3528 <= four <= 3589 or four // 100 in {62, 81}))  # JCB, UnionPay
    )


_CHECK_DIGITS = late(re.compile, r"[0-9]{2}(?<=(?<![0-9A-Za-z])[A-Za-z]{2}[0-9]{2})")

ACCOUNTS: Final[Mapping[str, int]] = {
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FK FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK", 21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL", 24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
        29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for country in countries.split()
}  # fmt: skip
"""Letters and digits of an account number by country: SWIFT, IBAN Registry (read in November 2026)."""


@on_folded(digits(2))
def bank_accounts(text: str) -> Iterator[Place]:
    """Where international bank account numbers (IBAN) stand: a known country, its length, right check digits (ISO
    13616-1:2020, by ISO/IEC 7064 MOD 97-10). Gaps of one space or hyphen may be anywhere.

    Not found: accounts as written within a country, such as a sort code and a number.
    """
    for checks in _CHECK_DIGITS.finditer(text):
        start = checks.start() - 2
        length = ACCOUNTS.get(text[start : start + 2].upper())
        if length is None:
            continue
        end = _after_characters(text, start, length)
        if end is not None and passes_97("".join(filter(str.isalnum, text[start:end])).upper()):
            yield start, end


def _after_characters(text: str, start: int, count: int) -> int | None:
    """Where the *count* letters and digits from *start* end, single gaps passed over; None if they do not end there."""
    at = start
    while True:
        if not (text[at : at + 1].isascii() and text[at : at + 1].isalnum()):
            return None
        count -= 1
        at += 1
        if count == 0:
            return None if text[at : at + 1].isalnum() else at
        at += text[at : at + 1] in {" ", "-"}
