"""Numbers by which states know people. Only shapes that are seldom anything else: with fixed gaps, letters, or check
digits.

Each finder names where its format is laid down. The checks are held to numbers that are known to be valid (November
2026); the laws and notices themselves were not all read.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from playbook.text.finding import Place, apart, digits, on_folded
from playbook.text.numbers import passes_luhn

_Check = Callable[["re.Match[str]"], bool]


def _us_social_security(match: "re.Match[str]") -> bool:
    """123-45-6789. Never given out: 000, 666 and 900 to 999 in front, 00 in the middle, 0000 at the end (SSA, POMS RM
    10201.035).
    """
    area, group, serial = match["area"], match["group"], match["serial"]
    return area not in {"000", "666"} and area[0] != "9" and group != "00" and serial != "0000"


def _gb_national_insurance(match: "re.Match[str]") -> bool:
    """AB 12 34 56 C. Letters and prefixes that are not used: HMRC, National Insurance Manual, NIM39110."""
    return match["prefix"] not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


def _canadian_insurance(match: "re.Match[str]") -> bool:
    """130-692-544, with hyphens; Luhn's check digit, none begins with 0 or 8 (Employment and Social Development
    Canada, SIN code of practice).
    """
    return passes_luhn(match.group().replace("-", ""))


def _spanish_identity(match: "re.Match[str]") -> bool:
    """12345678Z, and X1234567L for foreigners; the letter is the number modulo 23 (Ministerio del Interior, "Cálculo
    del dígito de control").
    """
    number = match["number"].upper().translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == match["letter"]


def _french_social_security(match: "re.Match[str]") -> bool:
    """1 84 12 76 451 089 46; the key is 97 less the number modulo 97, Corsica's 2A and 2B read as 19 and 18 (INSEE,
    "NIR").
    """
    number = match["number"].replace(" ", "").replace("2A", "19").replace("2B", "18")
    return 97 - int(number) % 97 == int(match["key"])


_ODD_DIGITS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_LETTERS = (*_ODD_DIGITS, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD_PLACES = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", _ODD_DIGITS + _ODD_LETTERS, strict=True))


def _italian_tax_code(match: "re.Match[str]") -> bool:
    """RSSMRA85T10A562S; the last letter checks the others (Decreto ministeriale 23 December 1976)."""
    code = match.group()
    if sum(map(str.isdigit, code)) < _FEWEST_DIGITS:
        return False
    total = sum(_ODD_PLACES[char] for char in code[:15:2])
    total += sum(int(char, 36) - (10 if char.isalpha() else 0) for char in code[1:15:2])
    return chr(ord("A") + total % 26) == code[15]


def _brazilian_taxpayer(match: "re.Match[str]") -> bool:
    """111.444.777-35; two check digits, weights 10 to 2 and 11 to 2, modulo 11 (Receita Federal, CPF)."""
    digits = [int(char) for char in match.group() if char.isdigit()]
    return len(set(digits)) > 1 and all(
        sum(digit * (length + 1 - at) for at, digit in enumerate(digits[:length])) * 10 % 11 % 10
        == digits[length]
        for length in (9, 10)
    )


# Verhoeff's scheme: multiplication in the dihedral group of order ten, and the powers of one permutation.
_DIHEDRAL = ("0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
             "5987604321", "6598710432", "7659821043", "8765932104", "9876543210")  # fmt: skip
_PERMUTED = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)


def _indian_identity(match: "re.Match[str]") -> bool:
    """2341 2341 2346; no first digit 0 or 1, Verhoeff's check digit (UIDAI, "A UID numbering scheme")."""
    state = 0
    for at, digit in enumerate(reversed([int(char) for char in match.group() if char.isdigit()])):
        state = int(_DIHEDRAL[state][int(_PERMUTED[at % 8][digit])])
    return state == 0


def _chinese_identity(match: "re.Match[str]") -> bool:
    """11010519491231002X; place, date of birth, check character by ISO 7064 MOD 11-2 (GB 11643-1999)."""
    code = match.group()
    values = (10 if char == "X" else int(char) for char in code)
    return _is_date(*map(int, match.group("year", "month", "day"))) and (
        sum(value * pow(2, 17 - at, 11) for at, value in enumerate(values)) % 11 == 1
    )


def _swedish_identity(match: "re.Match[str]") -> bool:
    """811218-9876; a date, day plus 60 for a coordination number, Luhn's check digit (Skatteverket, SKV 704)."""
    year, month, day = map(int, match.group("year", "month", "day"))
    return _is_date(2000 + year, month, day - 60 if day > 60 else day) and passes_luhn(
        "".join(match.group("year", "month", "day", "serial"))
    )


def _finnish_identity(match: "re.Match[str]") -> bool:
    """131052-308T; a date, a sign for the century, check character modulo 31 (Digital and Population Data Services
    Agency; signs of 2023).
    """
    day, month, year = match.group("day", "month", "year")
    number = int(day + month + year + match["serial"])
    return _is_date(2000 + int(year), int(month), int(day)) and (
        "0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31] == match["check"]
    )


def _is_date(year: int, month: int, day: int) -> bool:
    """Whether there is such a day. Where the century is not known, 2000 stands for it: a leap year, to be on the safe
    side.
    """
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_FORMATS: tuple[tuple[str, _Check], ...] = (
    (r"(?P<area>[0-9]{3})(?P<gap>[- ])(?P<group>[0-9]{2})(?P=gap)(?P<serial>[0-9]{4})", _us_social_security),
    (
        r"(?P<prefix>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]",
        _gb_national_insurance,
    ),
    (r"[1-79][0-9]{2}-[0-9]{3}-[0-9]{3}", _canadian_insurance),
    (r"(?P<number>[0-9]{8}|[XYZ][0-9]{7})[- ]?(?P<letter>[A-HJ-NP-TV-Z])", _spanish_identity),
    (
        r"(?P<number>[1-478] ?[0-9]{2} ?(?:0[1-9]|1[0-2]|[2-9][0-9]) ?(?:[0-9]{2}|2[AB])"
        r" ?[0-9]{3} ?[0-9]{3}) ?(?P<key>[0-9]{2})",
        _french_social_security,
    ),
    (
        r"[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]",
        _italian_tax_code,
    ),
    (r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}", _brazilian_taxpayer),
    (r"[2-9][0-9]{3}(?P<gap>[- ])[0-9]{4}(?P=gap)[0-9]{4}", _indian_identity),
    (
        r"[1-9][0-9]{5}(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})[0-9]{3}[0-9X]",
        _chinese_identity,
    ),
    (r"(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})[-+](?P<serial>[0-9]{4})", _swedish_identity),
    (
        r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2})[-+U-YA-F](?P<serial>[0-9]{3})(?P<check>[0-9A-FHJ-NPR-Y])",
        _finnish_identity,
    ),
)
_FEWEST_DIGITS = 6
"""What each of them has at least; an Italian code of which more digits became letters is passed over."""

_COMPILED = tuple(
    (re.compile(rf"(?<![\w\-/.])(?:{shape})(?![\w/]|[-.,][0-9])"), check) for shape, check in _FORMATS
)


@on_folded(digits(_FEWEST_DIGITS))
def national_ids(text: str) -> Iterator[Place]:
    """Where numbers stand that states give to people: the United States' SSN, the United Kingdom's NINO, Canada's SIN
    (with hyphens), Spain's DNI and NIE, France's NIR, Italy's codice fiscale, Brazil's CPF (with its signs), India's
    Aadhaar (in groups), China's resident identity number, Sweden's personnummer and Finland's henkilötunnus.

    Not found: other states' numbers, digits without the gaps given above, passports and driving licences.
    """
    return apart(
        match.span() for pattern, check in _COMPILED for match in pattern.finditer(text) if check(match)
    )
