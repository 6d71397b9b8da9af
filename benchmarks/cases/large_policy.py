"""Writes a policy of any length, about as dense as the packs: sections with params, topics, lets, rules and tests.

The same length gives the same text. It has no mistakes, is in the one style, and lint finds little in it. Run as a
program it prints one: `python benchmarks/cases/large_policy.py 5000 > large.playbook`.
"""

import sys
from collections.abc import Iterator, Sequence

HEADER = '''\
# What everybody heeds, by office. Written by a program.

policy large "Posting, office by office"
  version "1.0"
  """For everybody who posts.

  Every office has its own words, people and hours.
  """
  timezone account.timezone

# ----------------------------------------------------------------------------------------------------- for all

let says_something = action is in [post, reply, quote, repost, edit]

example ready
  account.kind = professional, account.handle = "acme", account.timezone = "Europe/London",
  author.id = "ana", author.name = "Ana Ruiz", author.roles = ["editor"],
  audience.visibility = public, audience.minimum_age = 0, platform = bluesky, action = post,
  purpose = news, sponsored = false, publish_at = 2026-11-23T10:00Z,
  text = "The new bridge is open. Mind the wet paint."
'''

OFFICES = (
    "harbour",
    "bridge",
    "museum",
    "library",
    "market",
    "garden",
    "theatre",
    "school",
    "clinic",
    "station",
)
STARTS = (
    "bal",
    "cor",
    "dun",
    "fel",
    "gar",
    "hol",
    "jun",
    "kel",
    "lor",
    "mer",
    "nol",
    "por",
    "rud",
    "sal",
    "tor",
)
MIDDLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu")
ENDS = (
    "bert",
    "cane",
    "dock",
    "fish",
    "gate",
    "lamp",
    "mond",
    "nest",
    "park",
    "ring",
    "sail",
    "tide",
    "wick",
)
WIDTH = 100
"""Columns of a line of terms, as `playbook fmt` fills them."""


def large_policy(lines: int = 5_000) -> str:
    """A policy of at least *lines* lines, and at most one section more."""
    parts, count, number = [HEADER], HEADER.count("\n"), 0
    while count < lines:
        parts.append(_section(number))
        count += parts[-1].count("\n")
        number += 1
    return "".join(parts)


def _section(number: int) -> str:
    office = f"{OFFICES[number % len(OFFICES)]}_{number + 1}"
    words = _words(number)
    return SECTION.format(
        office=office,
        rule=office.replace("_", "-"),
        title=f"the {office.replace('_', ' ')}",
        secret=(secret := next(words)),
        secrets=_listed(words, (secret,), 18),
        first=(first := next(words)),
        claims=_listed(words, (first,), 23),
        code=next(words).upper(),
        rough=(rough := next(words)),
        roughs=_listed(words, (rough,), 9),
        rivals=(rival := next(words)),
        host=next(words),
        role=next(words),
        most=number % 7 + 3,
        share=number % 40 + 50,
        hours=f"{number % 4 + 7:02}:00 to {number % 4 + 17:02}:30",
        year=2001 + number % 20,
        tag=next(words),
        other=f"{first.upper()} and {rival}",
    )


def _words(number: int) -> Iterator[str]:
    """Words that no other section has, and no language."""
    at = number * 80
    while True:
        middles, ends = len(MIDDLES), len(ENDS)
        yield (
            STARTS[at % len(STARTS)]
            + MIDDLES[at // len(STARTS) % middles]
            + MIDDLES[at // (len(STARTS) * middles * ends) % middles]
            + ENDS[at // (len(STARTS) * middles) % ends]
        )
        at += 1


def _listed(words: Iterator[str], terms: Sequence[str], count: int) -> str:
    """A list of *terms* and so many more, filled into lines."""
    every = [f'"{term}"' for term in (*terms, *(_term(words, number) for number in range(count)))]
    lines, line = [], "  words"
    for term in (*(f"{term}," for term in every[:-1]), every[-1]):
        if len(line) + len(term) >= WIDTH:
            lines.append(line)
            line = "   "
        line += f" {term}"
    return "\n".join((*lines, line))


def _term(words: Iterator[str], number: int) -> str:
    return f"{next(words)} {next(words)}" if number % 3 == 0 else next(words)


SECTION = '''
# -------------------------------------------------------------------------------- {title}

param {office}_role: text = "{role}"
  """The role that reads what is sensitive for {title} before it goes out."""
param {office}_most: number = {most}
param {office}_hours: window = weekdays {hours}
  """When somebody is there to answer."""
param {office}_quiet: window = {year}-12-20 to {year}-12-31
param {office}_hosts: list of text = ["{host}.example", "www.{host}.example"]
  """The sites that {title} links to."""
param {office}_trained: duration = 365 days
  """How long the training of {title} counts."""

topic {office}_secrets "What {title} keeps to itself"
{secrets}
  except "{secret} day"

topic {office}_claims "What {title} may not promise"
{claims}
  exactly "{code}//"
  patterns /\\b{first} (until|till) [0-9]+\\b/i, /^\\s*{first}\\s*[:\\-]/

topic {office}_rough
{roughs}

let {office}_late = publish_at is outside {office}_hours except {office}_quiet
let {office}_serious = purpose is correction or tags include "{tag}"

ask {office}_agreed "Did somebody at {title} agree to it?"

rule {rule}-secrets "Nothing of {title} that is not public"
  see "https://{host}.example/posting#secrets"
  tags what-to-say
  when all_text mentions {office}_secrets
  unless {office}_serious and author.roles include {office}_role
  deny "It carries a mark of what {title} keeps to itself."
  fix "Take it out, or ask at {title}."

rule {rule}-claims "Promise only what holds"
  # Somebody has to answer for it. Second-hand; not legal advice.
  when text mentions {office}_claims
    and (no links
      or any links where site is not in {office}_hosts and site is not "{host}.test")
  review by {office}_role "It promises more than {title} can."
  fix "Say what was shown, and where."

rule {rule}-training "Learn first, then post"
  when says_something and not trained("{role}", {office}_trained)
  advise "There is a course of {title}."

rule {rule}-rough "Friendly, not rough"
  tags how-to-say-it
  when all_text mentions {office}_rough
    or (share_of_capitals(text) > {share}% and word_count(text) >= {office}_most)
  warn "Informal is fine; this is rough for {title}."

rule {rule}-pictures "Describe every picture"
  see "https://{host}.example/posting#pictures"
  when any media where kind is in [photo, gif] and alt_text is missing and not made_by_machine
  require tags include "{tag}"
  otherwise warn "People who cannot see it get nothing from {title}."
  fix "Say in one sentence what it shows."

rule {rule}-hashtags "A few hashtags"
  when count(hashtags where length(it) > {office}_most) > {office}_most
  advise "{{count(hashtags)}} hashtags; {{{office}_most}} are plenty for {title}."

rule {rule}-hours "Post when somebody is there to answer"
  when says_something and {office}_late
  unless {office}_serious
  delay until {office}_hours except {office}_quiet
    "Nobody is at {title} to answer then, or it is a quiet period."

rule {rule}-agreed "What {title} answers is agreed first"
  when action is in [reply, quote] and target.text mentions any of ["{rivals}", {office}_rough]
  require {office}_agreed
  otherwise deny "It answers {rivals}, and nobody agreed."
  fix "Ask at {title}."

test "{title}: a secret"
  given ready, text = "We talk about {secret}s and {secret}"
  expect deny from {rule}-secrets
test "{title}: no secret"
  given ready, text = "On {secret} day everybody is welcome at {title}"
  expect no {rule}-secrets
test "{title}: no training"
  given ready, author.trainings = []
  expect advise from {rule}-training
test "{title}: nobody knows of a training"
  given ready, author.trainings = unknown, text = "News of {title}"
  expect needs author.trainings
test "{title}: a promise"
  given ready, text = "It is {other}, at last"
  expect review from {rule}-claims
test "{title}: a promise, read by the right people"
  given ready, text = "It is {other}, at last",
    approvals = [{{by = "ben", role = "{role}"}}]
  expect no {rule}-claims
test "{title}: rough, and not"
  given ready
  each text in ["All of {title}"], ["A word on {rivals}"], ["Rough weather"]
  expect no {rule}-rough
test "{title}: shouting"
  given ready, text = "THE NEW BRIDGE IS OPEN TO EVERYBODY FROM TODAY ON AND ALL WEEK",
    {office}_most = 3
  expect warn from {rule}-rough
test "{title}: a picture without words"
  given ready, media = [{{kind = photo, rights = "own", made_by_machine = false}}]
  expect warn from {rule}-pictures
test "{title}: a picture with words"
  given ready,
    media = [{{kind = photo, rights = "own", made_by_machine = false, alt_text = "A bridge"}}]
  expect no {rule}-pictures
test "{title}: many hashtags"
  given ready, {office}_most = 1, text = "#OneOfThem #TwoOfThem"
  expect advise from {rule}-hashtags
test "{title}: few hashtags" given ready, text = "#OneOfThem" expect no {rule}-hashtags
test "{title}: at night"
  given ready, publish_at = 2026-11-23T22:00Z
  expect delay from {rule}-hours
test "{title}: at night, and serious"
  given ready, publish_at = 2026-11-23T22:00Z, purpose = correction
  expect no {rule}-hours
test "{title}: an answer that nobody agreed to"
  given ready, action = reply, target.text = "And {rivals}?", {office}_agreed = false
  expect deny from {rule}-agreed
test "{title}: an answer that somebody agreed to"
  given ready, action = reply, target.text = "And {rivals}?", {office}_agreed = true
  expect no {rule}-agreed
'''

if __name__ == "__main__":
    sys.stdout.write(large_policy(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
