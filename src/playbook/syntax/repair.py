"""Mends on the spot what is plainly meant: says what is wrong, and goes on as if the right thing stood there.

So one mistake is one diagnostic, the rest of the clause is read as it is, and whatever else is wrong with it is
told in the same run. A repair is a function that looks at the place, and either returns what to go on with,
having reported, or None. They are asked in order; the first one that answers is taken.
"""

from playbook.syntax import (
    repair_gaps,
    repair_numbers,
    repair_phrases,
    repair_quotes,
    repair_signs,
    repair_texts,
    repair_unsaid,
    repair_words,
)
from playbook.syntax.clauses import VERDICTS, WORDS
from playbook.syntax.landmarks import NAMED, first_on_line
from playbook.syntax.place import Place, Repair
from playbook.syntax.token import Token

REPAIRS = (
    repair_texts.hidden,
    repair_texts.unclosed_doc,
    repair_quotes.doc_in_single,
    repair_texts.typographic,
    repair_texts.single,
    repair_texts.unclosed_text,
    repair_quotes.raw_pattern,
    repair_quotes.unescaped_slash,
    repair_texts.unclosed_pattern,
    repair_texts.foreign_comment,
    repair_gaps.zone_name,
    repair_quotes.file_name,
    repair_unsaid.titled,
    repair_phrases.sentence,
    repair_unsaid.bare_hours,
    repair_unsaid.every_day,
    repair_unsaid.list_type,
    repair_unsaid.unquoted_term,
    repair_unsaid.article,
    repair_unsaid.missing_condition_word,
    repair_phrases.null_comparison,
    repair_phrases.one_of,
    repair_phrases.like,
    repair_phrases.list_type,
    repair_phrases.described,
    repair_phrases.append,
    repair_words.joined,
    repair_quotes.needless,
    repair_words.kebab_for_snake,
    repair_words.keyword_case,
    repair_words.day_name,
    repair_words.missing_is,
    repair_words.foreign_word,
    repair_numbers.clock,
    repair_numbers.instant,
    repair_numbers.date,
    repair_numbers.duration,
    repair_numbers.percent,
    repair_numbers.unit,
    repair_numbers.thousands,
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
    if token.type in {"SLASH", "MINUS"}:
        return repair_texts.is_foreign_comment(place)
    if token.type in {"NUMBER", "CLOCK"}:
        return (
            repair_numbers.is_date(place)
            or repair_numbers.is_clock(place)
            or repair_unsaid.is_bare_hours(place)
        )
    if token.type == "AND":
        return repair_words.is_joined_day(place)
    if token.type == "PATTERN":
        return repair_quotes.is_cut(place, token)
    if token.type in {"NAME", "KEBAB", "PATH"} and (
        repair_quotes.is_file(place)
        or repair_phrases.is_sentence(place, token)
        or repair_unsaid.is_titled(place)
    ):
        return True
    if token.value in VERDICTS and place.takes("KEBAB", "LSQB"):
        return first_on_line(place.text, place.at)
    if token.type not in {"NAME", "PATH"}:
        return False
    if place.taken and place.taken[-1].type in {*NAMED, "EXTENDS", "USE"} and token.value in WORDS:
        return first_on_line(place.text, place.at)
    if repair_words.is_capital(place, token) or repair_words.is_nothing(place) or _goes_unsaid(place):
        return True
    if repair_phrases.is_one_of(place) or repair_numbers.is_date(place):
        return True
    return repair_words.is_day(place) or repair_words.is_kebab(place, token) or repair_gaps.is_zone(place)


def _goes_unsaid(place: Place) -> bool:
    """Whether the name here only means something with a word that was left out, or with one too many."""
    return (
        repair_unsaid.is_unquoted_term(place)
        or repair_unsaid.is_every_day(place)
        or repair_unsaid.is_list_type(place)
        or repair_unsaid.is_article(place)
    )
