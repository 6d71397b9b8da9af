"""Numbers of people in Europe, for `identity`: how each looks and checks itself. Data and its checks."""

import re

from playbook.text.leaks.check_digits import is_day, only_digits, passes_11_10, passes_luhn, weighed
from playbook.text.leaks.identity_format import IdFormat

_Match = re.Match[str]


def _austrian(match: _Match) -> bool:
    number = only_digits(match.group())
    return weighed(number, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11 == int(number[3]) and (
        is_day(2000 + int(match["year"]), int(match["month"]), int(match["day"]))
    )


def _belgian(match: _Match) -> bool:
    number = only_digits(match.group())
    body, key = number[:9], int(number[9:])
    return int(match["month"]) <= 12 and key in (97 - int(body) % 97, 97 - int("2" + body) % 97)


def _british(match: _Match) -> bool:
    return match["prefix"] not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


def _czech(match: _Match) -> bool:
    number = only_digits(match.group())
    month = int(match["month"]) % 50 % 20
    return int(number[:9]) % 11 % 10 == int(number[9]) and (
        is_day(2000 + int(match["year"]), month, int(match["day"]))
    )


def _baltic(match: _Match) -> bool:
    number = match.group()
    rest = weighed(number, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if rest == 10:
        rest = weighed(number, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return rest == int(number[10]) and is_day(2000 + int(number[1:3]), int(number[3:5]), int(number[5:7]))


def _finnish(match: _Match) -> bool:
    day, month, year = match.group("day", "month", "year")
    number = int(day + month + year + match["serial"])
    return is_day(2000 + int(year), int(month), int(day)) and (
        "0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31] == match["check"]
    )


def _french(match: _Match) -> bool:
    number = match["number"].replace(" ", "").replace("2A", "19").replace("2B", "18")
    return 97 - int(number) % 97 == int(match["key"])


def _german(match: _Match) -> bool:
    number = only_digits(match.group())
    repeated = [number[:10].count(digit) for digit in set(number[:10]) if number[:10].count(digit) > 1]
    return len(repeated) == 1 and repeated[0] <= 3 and passes_11_10(number)


def _icelandic(match: _Match) -> bool:
    number = only_digits(match.group())
    return weighed(number, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0 and (
        is_day(2000 + int(match["year"]), int(match["month"]), int(match["day"]))
    )


_ODD_DIGITS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_LETTERS = (*_ODD_DIGITS, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD_PLACES = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", _ODD_DIGITS + _ODD_LETTERS, strict=True))


def _italian(match: _Match) -> bool:
    code = match.group()
    total = sum(_ODD_PLACES[char] for char in code[:15:2])
    total += sum(int(char, 36) - (10 if char.isalpha() else 0) for char in code[1:15:2])
    return chr(ord("A") + total % 26) == code[15] and sum(map(str.isdigit, code)) >= 6


def _norwegian(match: _Match) -> bool:
    number = only_digits(match.group())
    day, month = int(number[:2]), int(number[2:4])
    return (
        weighed(number, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11 == 0
        and weighed(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0
        and is_day(2000 + int(number[4:6]), month, day - 40 if day > 40 else day)
    )


def _romanian(match: _Match) -> bool:
    number = match.group()
    rest = weighed(number, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return (1 if rest == 10 else rest) == int(number[12]) and (
        is_day(2000 + int(number[1:3]), int(number[3:5]), int(number[5:7]))
    )


def _russian(match: _Match) -> bool:
    number = only_digits(match.group())
    return number > "00100199800" and weighed(number, range(9, 0, -1)) % 101 % 100 == int(number[9:])


def _spanish(match: _Match) -> bool:
    number = match["number"].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == match["letter"]


def _swedish(match: _Match) -> bool:
    year, month, day = map(int, match.group("year", "month", "day"))
    return is_day(2000 + year, month, day - 60 if day > 60 else day) and passes_luhn(
        only_digits(match.group())
    )


def _swiss(match: _Match) -> bool:
    return weighed(only_digits(match.group()), (1, 3) * 6 + (1,)) % 10 == 0


_YMD = r"(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
_DMY = r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2})"

EUROPE: tuple[IdFormat, ...] = (
    IdFormat(
        "Austria", "Versicherungsnummer", rf"[1-9][0-9]{{3}} {_DMY}", _austrian,
        "with its gap; a date, a check digit modulo 11",
        "https://de.wikipedia.org/wiki/Sozialversicherungsnummer", "1237 010180",
    ),
    IdFormat(
        "Belgium", "Rijksregisternummer", r"[0-9]{2}\.(?P<month>[0-9]{2})\.[0-9]{2}-[0-9]{3}\.[0-9]{2}", _belgian,
        "with its dots and hyphen; a check number modulo 97",
        "https://www.ibz.rrn.fgov.be/en/", "85.07.30-033.28",
    ),
    IdFormat(
        "Czechia, Slovakia", "rodné číslo", rf"{_YMD}/[0-9]{{4}}", _czech,
        "with its slash, ten digits; a date, a check digit modulo 11",
        "https://arthurdejong.org/python-stdnum/doc/2.2/stdnum.cz.rc", "710319/2745",
    ),
    IdFormat(
        "Estonia, Lithuania", "isikukood, asmens kodas", r"[1-6][0-9]{10}", _baltic,
        "a date, a check digit modulo 11",
        "https://www.riigiteataja.ee/akt/106032012004", "36805280109",
    ),
    IdFormat(
        "Finland", "henkilötunnus", rf"{_DMY}[-+U-YA-F](?P<serial>[0-9]{{3}})(?P<check>[0-9A-FHJ-NPR-Y])", _finnish,
        "a date, a sign for the century (those of 2023 too), a check character modulo 31",
        "https://dvv.fi/en/personal-identity-code", "131052-308T",
    ),
    IdFormat(
        "France", "NIR",
        r"(?P<number>[1-478] ?[0-9]{2} ?(?:0[1-9]|1[0-2]|[2-9][0-9]) ?(?:[0-9]{2}|2[AB])"
        r" ?[0-9]{3} ?[0-9]{3}) ?(?P<key>[0-9]{2})", _french,
        "a key of 97 less the number modulo 97; Corsica's 2A and 2B read as 19 and 18",
        "https://www.insee.fr/en/metadonnees/definition/c1409", "2 95 10 99 126 111 93",
    ),
    IdFormat(
        "Germany", "steuerliche Identifikationsnummer", r"[1-9][0-9] [0-9]{3} [0-9]{3} [0-9]{3}", _german,
        "with its gaps; one digit comes twice or three times, a check digit by ISO/IEC 7064 MOD 11,10",
        "https://de.wikipedia.org/wiki/Steuerliche_Identifikationsnummer", "36 574 261 809",
    ),
    IdFormat(
        "Iceland", "kennitala", rf"{_DMY}-[0-9]{{3}}[089]", _icelandic,
        "with its hyphen; a date, a check digit modulo 11",
        "https://arthurdejong.org/python-stdnum/doc/2.2/stdnum.is_.kennitala", "120174-3399",
    ),
    IdFormat(
        "Italy", "codice fiscale", r"[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]",
        _italian,
        "at most one digit replaced by its letter; a check letter (decree of 23 December 1976)",
        "https://it.wikipedia.org/wiki/Codice_fiscale", "RSSMRA85T10A562S",
    ),
    IdFormat(
        "Norway", "fødselsnummer", r"[0-9]{6} ?[0-9]{5}", _norwegian,
        "a date (day plus 40 for a D-number), two check digits modulo 11",
        "https://no.wikipedia.org/wiki/F%C3%B8dselsnummer", "151086 95088",
    ),
    IdFormat(
        "Romania", "CNP", r"[1-8][0-9]{12}", _romanian,
        "a date, a check digit modulo 11",
        "https://github.com/vimishor/cnp-spec/blob/master/spec.md", "1630615123457",
    ),
    IdFormat(
        "Russia", "SNILS", r"[0-9]{3}-[0-9]{3}-[0-9]{3} [0-9]{2}", _russian,
        "with its hyphens and gap; a check number modulo 101",
        "http://consultant.ru/document/cons_doc_LAW_124607/68ac3b2d1745f9cc7d4332b63c2818ca5d5d20d0", "112-233-445 95",
    ),
    IdFormat(
        "Spain", "DNI, NIE", r"(?P<number>[0-9]{8}|[XYZ][0-9]{7})[- ]?(?P<letter>[A-HJ-NP-TV-Z])", _spanish,
        "a letter that is the number modulo 23",
        "https://arthurdejong.org/python-stdnum/doc/2.2/stdnum.es.dni", "54362315-K",
    ),
    IdFormat(
        "Sweden", "personnummer", rf"{_YMD}[-+][0-9]{{4}}", _swedish,
        "with its hyphen; a date (day plus 60 for a coordination number), a check digit by Luhn",
        "https://skatteverket.se/privat/folkbokforing/personnummer.4.3810a01c150939e893f18c29.html", "811218-9876",
    ),
    IdFormat(
        "Switzerland", "AHV-Nummer", r"756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}", _swiss,
        "with its dots; begins with 756, a check digit as an EAN-13 has",
        "https://de.wikipedia.org/wiki/Sozialversicherungsnummer", "756.9217.0769.85",
    ),
    IdFormat(
        "United Kingdom", "National Insurance number",
        r"(?P<prefix>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]", _british,
        "letters and prefixes that are in use; it has no check digit",
        "https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110", "AB 12 34 56 C",
    ),
)  # fmt: skip
"""All of them, by country."""
