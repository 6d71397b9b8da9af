"""Mends on the spot what is plainly meant: says what is wrong, and goes on as if the right thing stood there.

So one mistake is one diagnostic, the rest of the clause is read as it is, and whatever else is wrong with it is
told in the same run. A repair is a function that looks at the place, and either returns what to go on with,
having reported, or None. They are asked in order; the first one that answers is taken.
"""

from lark import Token

from playbook.syntax import repair_gaps, repair_numbers, repair_signs, repair_texts, repair_words
from playbook.syntax.clauses import VERDICTS, WORDS
from playbook.syntax.landmarks import NAMED, first_on_line
from playbook.syntax.place import Place, Repair

REPAIRS = (
    repair_texts.hidden,
    repair_texts.unclosed_doc,
    repair_texts.typographic,
    repair_texts.single,
    repair_texts.unclosed_text,
    repair_texts.unclosed_pattern,
    repair_texts.foreign_comment,
    repair_gaps.zone_name,
    repair_words.kebab_for_snake,
    repair_words.keyword_case,
    repair_words.day_name,
    repair_words.missing_is,
    repair_words.foreign_word,
    repair_numbers.clock,
    repair_numbers.instant,
    repair_numbers.date,
    repair_numbers.duration,
    repair_numbers.unit,
    repair_numbers.thousands,
    repair_numbers.percent,
    repair_numbers.number,
    repair_signs.foreign_sign,
    repair_words.misspelt_keyword,
    repair_words.reserved_word,
    repair_gaps.pattern_in_quotes,
    repair_gaps.missing_colon,
    repair_gaps.missing_comma,
    repair_gaps.missing_equals,
    repair_gaps.missing_name,
    repair_gaps.missing_word,
    repair_gaps.missing_quotes,
    repair_gaps.unclosed_bracket,
    repair_signs.stray_sign,
)


def repair(place: Place) -> Repair | None:
    """The repair for what stands at *place*, reported; None where it is not plain what was meant."""
    at_end = place.at >= len(place.text)
    for mend in REPAIRS:
        if at_end and mend is not repair_gaps.unclosed_bracket:
            continue
        if (mended := mend(place)) is not None:
            return mended
    return None


def misread(place: Place, token: Token) -> bool:
    """Whether what was read as *token* is plainly something else: `Mon-Fri`, `2026-1-5`, `Europe/London`.

    And a verdict at the beginning of a line is a verdict, not the name that is missing before it.
    """
    if token.type == "NUMBER":
        return repair_numbers.is_date(place)
    if token.value in VERDICTS and place.takes("KEBAB", "LSQB"):
        return first_on_line(place.text, place.at)
    if token.type not in {"NAME", "PATH"}:
        return False
    if place.taken and place.taken[-1].type in {*NAMED, "EXTENDS", "USE"} and token.value in WORDS:
        return first_on_line(place.text, place.at)
    return repair_words.is_day(place) or repair_words.is_kebab(place, token) or repair_gaps.is_zone(place)
