"""Schemes by which a number checks itself: the last digits follow from the others. Knows digits, not what they mean."""

from collections.abc import Iterable
from datetime import date


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of Luhn's formula (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def passes_97(account: str) -> bool:
    """Whether letters and digits, the first four moved to the end, are 1 modulo 97 (ISO/IEC 7064, MOD 97-10)."""
    moved = account[4:] + account[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def passes_11_10(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7064, MOD 11,10."""
    state = 10
    for digit in digits[:-1]:
        state = (state + int(digit)) % 10 or 10
        state = state * 2 % 11
    return (state + int(digits[-1])) % 10 == 1


def weighed(digits: str, weights: Iterable[int]) -> int:
    """The sum of *digits*, each taken so many times; *weights* may be fewer, and then count for the first digits."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


# Multiplication in the dihedral group of order ten, and the powers of one permutation.
_DIHEDRAL = ("0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
             "5987604321", "6598710432", "7659821043", "8765932104", "9876543210")  # fmt: skip
_PERMUTED = ("0123456789", "1576283094", "5803796142", "8916043527",
             "9453126870", "4286573901", "2793806415", "7046913258")  # fmt: skip


def passes_verhoeff(digits: str) -> bool:
    """Whether the last digit is the check digit of Verhoeff's scheme (1969)."""
    state = 0
    for at, digit in enumerate(reversed(digits)):
        state = int(_DIHEDRAL[state][int(_PERMUTED[at % 8][int(digit)])])
    return state == 0


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day. Where the century is not known, 2000 stands for it: a leap year, to be on the
    safe side.
    """
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def only_digits(text: str) -> str:
    """The digits in *text*."""
    return "".join(filter(str.isdigit, text))
