"""Numbers of people outside of Europe, for `identity`: how each looks and checks itself. Data and its checks."""

import re

from playbook.text.leaks.check_digits import is_day, only_digits, passes_luhn, passes_verhoeff, weighed
from playbook.text.leaks.identity_format import IdFormat

_Match = re.Match[str]


def _american(match: _Match) -> bool:
    area, group, serial = match["area"], match["group"], match["serial"]
    return area not in {"000", "666"} and area[0] != "9" and group != "00" and serial != "0000"


def _argentine(match: _Match) -> bool:
    number = only_digits(match.group())
    rest = -weighed(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return (9 if rest == 10 else rest) == int(number[10])


def _brazilian(match: _Match) -> bool:
    number = only_digits(match.group())
    return len(set(number)) > 1 and all(
        weighed(number[:length], range(length + 1, 1, -1)) * 10 % 11 % 10 == int(number[length])
        for length in (9, 10)
    )


def _by_luhn(match: _Match) -> bool:
    return passes_luhn(only_digits(match.group()))


def _chilean(match: _Match) -> bool:
    number, check = only_digits(match["number"]), match["check"].upper()
    rest = -weighed(number[::-1], (2, 3, 4, 5, 6, 7, 2, 3)) % 11
    return "0123456789K"[rest] == check


def _chinese(match: _Match) -> bool:
    code = match.group()
    values = (10 if char == "X" else int(char) for char in code)
    return is_day(*map(int, match.group("year", "month", "day"))) and (
        sum(value * pow(2, 17 - at, 11) for at, value in enumerate(values)) % 11 == 1
    )


def _from_hong_kong(match: _Match) -> bool:
    letters, check = match["letters"], match["check"]
    values = ([] if len(letters) == 2 else [36]) + [
        int(char, 36) for char in letters + match["number"] + check
    ]
    return sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True)) % 11 == 0


def _indian(match: _Match) -> bool:
    return passes_verhoeff(only_digits(match.group()))


def _korean(match: _Match) -> bool:
    number = only_digits(match.group())
    since_october_2020 = number[6] in "3478" and number[:6] >= "201001"
    return is_day(2000 + int(number[:2]), int(number[2:4]), int(number[4:6])) and (
        # From then on the last digits are drawn by lot.
        since_october_2020
        or (11 - weighed(number, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10 == int(number[12])
    )


_MEXICAN = "0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ"


def _mexican(match: _Match) -> bool:
    code = match.group()
    total = sum(_MEXICAN.index(char) * (18 - at) for at, char in enumerate(code[:17]))
    return -total % 10 == int(code[17]) and is_day(2000 + int(code[4:6]), int(code[6:8]), int(code[8:10]))


def _singaporean(match: _Match) -> bool:
    code = match.group()
    total = weighed(code[1:8], (2, 7, 6, 5, 4, 3, 2)) + (4 if code[0] in "TG" else 0)
    return ("JZIHGFEDCBA" if code[0] in "ST" else "XWUTRQPNMLK")[total % 11] == code[8]


def _south_african(match: _Match) -> bool:
    number = match.group()
    return is_day(2000 + int(number[:2]), int(number[2:4]), int(number[4:6])) and passes_luhn(number)


def _thai(match: _Match) -> bool:
    number = only_digits(match.group())
    return (11 - weighed(number, range(13, 1, -1)) % 11) % 10 == int(number[12])


ELSEWHERE: tuple[IdFormat, ...] = (
    IdFormat(
        "Argentina", "CUIL", r"2[0347]-[0-9]{8}-[0-9]", _argentine,
        "with its hyphens, of people (20, 23, 24, 27); a check digit modulo 11",
        "https://es.wikipedia.org/wiki/Clave_%C3%9Anica_de_Identificaci%C3%B3n_Tributaria", "20-05536168-2",
    ),
    IdFormat(
        "Brazil", "CPF", r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}", _brazilian,
        "with its dots and hyphen; two check digits modulo 11",
        "https://arthurdejong.org/python-stdnum/doc/2.2/stdnum.br.cpf", "111.444.777-35",
    ),
    IdFormat(
        "Canada", "social insurance number", r"[1-79][0-9]{2}-[0-9]{3}-[0-9]{3}", _by_luhn,
        "with hyphens; a check digit by Luhn, none begins with 0 or 8",
        "https://www.canada.ca/en/employment-social-development/services/sin.html", "130-692-544",
    ),
    IdFormat(
        "Chile", "RUN", r"(?P<number>[0-9]{1,2}\.[0-9]{3}\.[0-9]{3})-(?P<check>[0-9Kk])", _chilean,
        "with its dots and hyphen; a check character modulo 11",
        "https://arthurdejong.org/python-stdnum/doc/2.2/stdnum.cl.rut", "12.531.909-2",
    ),
    IdFormat(
        "China", "resident identity number",
        r"[1-9][0-9]{5}(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})[0-9]{3}[0-9X]", _chinese,
        "a date, a check character by ISO/IEC 7064 MOD 11-2 (GB 11643-1999)",
        "https://en.wikipedia.org/wiki/Resident_Identity_Card", "11010519491231002X",
    ),
    IdFormat(
        "Hong Kong", "identity card number", r"(?P<letters>[A-Z]{1,2})(?P<number>[0-9]{6})\((?P<check>[0-9A])\)",
        _from_hong_kong, "with its parentheses; a check character modulo 11",
        "http://computerterminal.blogspot.hk/2013/02/hong-kong-id-formula-hkid-number-check.html", "A123456(3)",
    ),
    IdFormat(
        "India", "Aadhaar", r"[2-9][0-9]{3}(?P<gap>[- ])[0-9]{4}(?P=gap)[0-9]{4}", _indian,
        "in its groups; no first digit 0 or 1, a check digit by Verhoeff",
        "https://uidai.gov.in/", "2341 2341 2346",
    ),
    IdFormat(
        "Mexico", "CURP", r"[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]", _mexican,
        "a date, a check digit modulo 10",
        "https://www.gob.mx/curp/", "BOXW310820HNERXN09",
    ),
    IdFormat(
        "Singapore", "NRIC, FIN", r"[STFG][0-9]{7}[A-Z]", _singaporean,
        "those that begin with S, T, F or G; a check letter modulo 11",
        "https://garden.melvinzhang.net/posts/nric_checksum", "S1234567D",
    ),
    IdFormat(
        "South Africa", "identity number", r"[0-9]{10}[01][89][0-9]", _south_african,
        "a date, a check digit by Luhn",
        "https://en.wikipedia.org/wiki/South_African_identity_card", "7503305044089",
    ),
    IdFormat(
        "South Korea", "resident registration number", r"[0-9]{6}-[0-9]{7}", _korean,
        "with its hyphen; a date, a check digit modulo 11 (none for births since October 2020)",
        "https://en.wikipedia.org/wiki/Resident_registration_number", "971013-9019902",
    ),
    IdFormat(
        "Thailand", "identity number", r"[1-8]-[0-9]{4}-[0-9]{5}-[0-9]{2}-[0-9]", _thai,
        "with its hyphens; a check digit modulo 11",
        "https://en.wikipedia.org/wiki/Thai_identity_card", "1-2345-45678-78-1",
    ),
    IdFormat(
        "United States", "social security number",
        r"(?P<area>[0-9]{3})(?P<gap>[- ])(?P<group>[0-9]{2})(?P=gap)(?P<serial>[0-9]{4})", _american,
        "with its gaps; never 000, 666 or 900 to 999 first, 00 in the middle, 0000 last; it has no check digit",
        "https://www.ssa.gov/employer/randomization.html", "123-45-6789",
    ),
)  # fmt: skip
"""All of them, by country."""
