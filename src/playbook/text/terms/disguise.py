"""Finds terms that somebody has disguised: the part of `matcher` for `disguised`.

The letters of a text (`skeleton`) are written one character for all that look alike, without what stands between them
and with repeats taken out. In that, all terms, written in the same way, are looked for in one pass; each hit is then
looked at as it stands in the text. It counts if

- each letter of the term is there, or something that may stand for it (`lookalikes`);
- a letter that is repeated three times or more may stand for one or more of them; two count as one only where most
  letters are doubled;
- nothing stands between the letters of a word, or something between each two of them (`v i a g r a`, `v.i.a.g.r.a`),
  or at least two signs (`vi-ag-ra`), a single one beside a single letter (`v-iagra`), or one that nobody uses within a
  word (`via*gra`). An apostrophe or a single hyphen elsewhere does not count: "she'll" is not "shell";
- it is a whole word: letters that touch it belong to another one, but for the capitals within a hashtag. Spaced out
  letters have to begin where the spacing does, or after more space, or the term has six letters;
- the words of a phrase may be run together in a hashtag (`#VoteForUs`), or joined by signs (`vote_for_us`);
- something about it *is* disguised, and it is not a number with a unit (`100m`), nor a word of another alphabet in a
  text that is written in that alphabet.

Terms of fewer than four letters are only seen through look-alike letters, and terms with signs in them not at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final, Generic, NamedTuple

from playbook.frozen import frozen
from playbook.text.terms.lookalikes import Sort, reading, seen_as
from playbook.text.terms.scan import pieces_for
from playbook.text.terms.skeleton import JOINED, MIXED, SIGNS, WIDE, Skeleton, glanced, seen, skeleton
from playbook.text.terms.trie import User

SHORT: Final = 4
"""Letters below which only look-alike letters are seen through."""

LONG: Final = 6
"""Letters from which on a term is found in the midst of letters that are spaced out."""

_REPEATED: Final = 3
_BREAKS: Final = frozenset(" -'.")
_WITHIN_WORDS: Final = frozenset("-.,'’/:&")
"""Signs that stand singly within innocent words."""
_JOINING: Final = frozenset("-.")
"""Those of them that join a single letter to a word which is the same without them (`e-mail`)."""


class _Letter(NamedTuple):
    plain: str
    options: str
    """What it may look like."""
    begins: bool
    """Whether a further word of the phrase begins with it."""


@frozen(eq=False)
class _Term(Generic[User]):
    letters: tuple[_Letter, ...]
    runs: tuple[tuple[int, int], ...]
    """Where letters that are seen as the same begin and end."""
    latin: bool
    users: Sequence[User]


class _Match(NamedTuple):
    """A term's letters laid beside those of a text from `start` to `end`."""

    start: int
    end: int
    begins: frozenset[int]
    """The letters of the text with which a further word of the term begins."""
    disguised: bool
    """Whether a letter is not what it is for, or repeated."""
    digits: int
    """How many are digits or signs that stand for letters."""


class Disguised(Generic[User]):
    """The folded terms of *uses*, each with those who want to know of it. May be shared by threads."""

    def __init__(self, uses: Mapping[str, Sequence[User]]) -> None:
        terms: dict[str, list[_Term[User]]] = {}
        for plain, users in uses.items():
            letters = _letters(plain)
            if len(letters) > 1:
                text = "".join(seen_as(letter.options[0]) for letter in letters)
                term = _Term(letters, tuple(_runs(text)), all(one.plain.isascii() for one in letters), users)
                terms.setdefault(_without_repeats(text), []).append(term)
        self._terms = list(terms.values())
        self._hits = pieces_for(list(terms))

    def users(self, text: str) -> set[User]:
        """Who wants to know of a term that stands in *text*, as given, in disguise."""
        found: set[User] = set()
        for _, _, users in self._found(text, found):
            found.update(users)
        return found

    def find(self, text: str) -> Iterator[tuple[int, int, User]]:
        """Start, end and user of each term that stands in *text*, as given, in disguise. A term is told once where it
        overlaps itself.
        """
        for start, end, users in self._found(text, set()):
            for user in users:
                yield start, end, user

    def _found(self, text: str, known: set[User]) -> Iterator[tuple[int, int, Sequence[User]]]:
        """The places of terms that others than those in *known* want to know of."""
        glance = glanced(text)
        if glance is not None and not any(True for _ in self._hits(glance)):
            return
        made = skeleton(text)
        whole = seen(made)
        runs = _runs(whole)
        done: dict[_Term[User], int] = {}
        for number, first, last in self._hits("".join(whole[start] for start, _ in runs)):
            for term in self._terms[number]:
                if done.get(term, 0) > runs[first][0] or known.issuperset(term.users):
                    continue
                match = next(_matches(made, term, runs[first:last]), None)
                if match is not None:
                    done[term] = match.end
                    yield made.starts[match.start], made.ends[match.end - 1], term.users


def _letters(term: str) -> tuple[_Letter, ...]:
    """The letters of a folded term; none where it has other signs than phrases have."""
    found: list[_Letter] = []
    begins = False
    for char in term:
        read = reading(char)
        if char in _BREAKS:
            begins = bool(found)
        elif read is None or not (char.isalnum() and len(read.plain) == 1):
            return ()
        else:
            options = read.letters if read.sort is Sort.LOOKALIKE else char
            found.append(_Letter(char, options, begins))
            begins = False
    return tuple(found) if any(one.plain.isalpha() for one in found) else ()


def _runs(text: str) -> list[tuple[int, int]]:
    """Where each run of one character begins and ends."""
    found, start = [], 0
    for _, run in groupby(text):
        end = start + sum(1 for _ in run)
        found.append((start, end))
        start = end
    return found


def _without_repeats(text: str) -> str:
    return "".join(char for char, _ in groupby(text))


def _matches(made: Skeleton, term: _Term[User], runs: Sequence[tuple[int, int]]) -> Iterator[_Match]:
    """The ways in which *term* stands in the *runs* of the text: a run at either end may begin or end within."""
    ends = [end for end in _edges(made, runs[-1], first=False) if _is_edge(made, end)]
    for start in _edges(made, runs[0], first=True) if ends else ():
        for end in ends:
            if start < end and _is_edge(made, start):
                match = _laid(made, term, [(max(a, start), min(b, end)) for a, b in runs])
                if match is not None and _counts(made, term, match):
                    yield match


def _edges(made: Skeleton, run: tuple[int, int], *, first: bool) -> tuple[int, ...]:
    """Where a term may begin (end) in a run: at its end, and at the outermost places where something stands between."""
    start, end = run
    within = (place for place in range(start + 1, end) if made.gaps[place] or made.humps[place])
    inner = next(within, None)
    if inner is None:
        return (start,) if first else (end,)
    last = next(place for place in range(end - 1, start, -1) if made.gaps[place] or made.humps[place])
    return (start, inner, last) if first else (end, last, inner)


def _is_edge(made: Skeleton, place: int) -> bool:
    """Whether no letter touches the one at *place* from before."""
    return place == len(made.gaps) or made.gaps[place] != JOINED or made.humps[place]


def _laid(made: Skeleton, term: _Term[User], runs: Sequence[tuple[int, int]]) -> _Match | None:
    """The letters of *term* laid beside those of the text, run by run; None where they do not fit."""
    begins: set[int] = set()
    disguised, digits, doubled, repeated = False, 0, 0, 0
    for (start, end), (low, high) in zip(runs, term.runs, strict=True):
        places = _along(made, start, end, term.letters[low:high])
        if places is None:
            return None
        if end - start > high - low:
            repeated += 1
            doubled += (end - start, high - low) == (2, 1)
        for place, letter in zip(places, term.letters[low:high], strict=True):
            if letter.begins:
                begins.add(place)
            disguised |= made.readings[place].plain != letter.plain
            disguised |= made.readings[place].sort is Sort.DRESSED
        digits += sum(
            1
            for place, letter in zip(places, term.letters[low:high], strict=True)
            if made.readings[place].plain != letter.plain
            and made.readings[place].sort in (Sort.DIGIT, Sort.SIGN)
        )
    if doubled and 2 * repeated < len(runs):
        return None
    if repeated and len(term.letters) < SHORT:
        return None
    return _Match(runs[0][0], runs[-1][1], frozenset(begins), disguised or repeated > 0, digits)


def _along(made: Skeleton, start: int, end: int, letters: Sequence[_Letter]) -> Sequence[int] | None:
    """Where each of *letters*, all seen as the same, begins in the run from *start* to *end*; None where they do
    not fit.
    """
    size, wanted = end - start, len(letters)
    if size < wanted:
        return None
    if size == wanted:
        places: Sequence[int] = range(start, end)
        return places if all(map(_fits, [made] * size, places, letters)) else None
    if len({letter.plain for letter in letters}) == 1:
        if size == 2 or size >= _REPEATED:
            fits = all(_fits(made, place, letters[0]) for place in range(start, end))
            return range(start, start + wanted) if fits else None
        return None
    groups = [
        [place for place, _ in group]
        for _, group in groupby(
            ((place, made.readings[place].plain) for place in range(start, end)), key=lambda one: one[1]
        )
    ]
    if len(groups) != wanted:
        return None
    fits = all(
        _fits(made, group[0], letter) and (len(group) == 1 or len(group) >= _REPEATED)
        for group, letter in zip(groups, letters, strict=True)
    )
    return [group[0] for group in groups] if fits else None


def _fits(made: Skeleton, place: int, letter: _Letter) -> bool:
    read = made.readings[place]
    return read.plain == letter.plain or any(
        option in read.letters or option == read.plain for option in letter.options
    )


def _counts(made: Skeleton, term: _Term[User], match: _Match) -> bool:
    """Whether what was laid beside the term is the term in disguise, and not something innocent."""
    start, end = match.start, match.end
    inner = [made.gaps[place] for place in range(start + 1, end) if place not in match.begins]
    between = [made.gaps[place] for place in match.begins]
    spaced = any(inner)
    if len(term.letters) < SHORT and (spaced or match.digits or JOINED in between):
        return False
    if spaced and not _is_spaced_out(made, match, inner):
        return False
    if not spaced and MIXED in between:
        return False
    if JOINED in between and not _is_run_together(made, match):
        return False
    if not (_begins(made, match, inner, len(term.letters)) and _ends(made, match, inner, len(term.letters))):
        return False
    at_hump = made.gaps[start] == JOINED or (end < len(made.gaps) and made.gaps[end] == JOINED)
    tells = match.disguised or spaced or at_hump or JOINED in between or SIGNS in between
    return tells and _is_word(made, match) and _is_foreign_enough(made, term, match)


def _is_spaced_out(made: Skeleton, match: _Match, inner: Sequence[int]) -> bool:
    """Whether what stands between the letters of a word is there to hide it."""
    inside = [place for place in range(match.start + 1, match.end) if place not in match.begins]
    repeats = [
        place
        for place in inside
        if made.gaps[place] == JOINED and made.readings[place] == made.readings[place - 1]
    ]
    if all(made.gaps[place] or place in repeats for place in inside):
        return WIDE not in inner or all(gap in (WIDE, JOINED) for gap in inner)
    if any(gap > SIGNS for gap in inner):
        return False
    cuts = [place for place in inside if made.gaps[place]]
    signs = {made.signs[place] for place in cuts}
    if signs & {"'", "’", ""}:
        return False
    if not signs & _WITHIN_WORDS or len(cuts) > 1:
        return True
    if not signs <= _JOINING:
        return False
    ends = [match.start, *cuts, match.end]
    return any(after - before == 1 for before, after in pairwise(ends))


def _is_run_together(made: Skeleton, match: _Match) -> bool:
    """Whether a phrase without its spaces is a hashtag, and not another word (`the rapist`)."""
    return all(made.tagged[place] for place in range(match.start, match.end))


def _begins(made: Skeleton, match: _Match, inner: Sequence[int], size: int) -> bool:
    start = match.start
    gap = made.gaps[start]
    most = max(inner, default=JOINED)
    if most == JOINED or gap == WIDE or gap > most or size >= LONG or not _is_single(made, start - 1):
        return True
    return start == 1 or not _is_single(made, start - 2) or made.gaps[start - 1] > most


def _ends(made: Skeleton, match: _Match, inner: Sequence[int], size: int) -> bool:
    end = match.end
    if end == len(made.gaps):
        return True
    gap = made.gaps[end]
    most = max(inner, default=JOINED)
    if most == JOINED or gap == WIDE or gap > most or size >= LONG or not _is_single(made, end):
        return True
    return end + 1 == len(made.gaps) or not _is_single(made, end + 1) or made.gaps[end + 1] > most


def _is_single(made: Skeleton, place: int) -> bool:
    """Whether the letter at *place* stands alone."""
    if not 0 <= place < len(made.gaps):
        return False
    return made.gaps[place] != JOINED and (place + 1 == len(made.gaps) or made.gaps[place + 1] != JOINED)


def _is_word(made: Skeleton, match: _Match) -> bool:
    """Whether there are letters enough for a word: not a number, nor one with a unit."""
    sorts = [made.readings[place].sort for place in range(match.start, match.end)]
    letters = [sort not in (Sort.DIGIT, Sort.SIGN) for sort in sorts]
    if not any(letters):
        return False
    first = letters.index(True)
    return first < 2 or not all(letters[first:]) or Sort.SIGN in sorts[:first]


def _is_foreign_enough(made: Skeleton, term: _Term[User], match: _Match) -> bool:
    """Whether a word all in another alphabet than the term's is not just a word of a language written in that."""
    read = made.readings[match.start : match.end]
    others = {one.script for one in read if one.sort is Sort.LOOKALIKE}
    if any(one.sort in (Sort.PLAIN, Sort.DRESSED) and one.plain.isascii() for one in read):
        return term.latin or bool(others) or any(not one.plain.isascii() for one in read)
    return not term.latin or made.scripts.isdisjoint(others)
