"""The page of platforms: what each accepts and how it counts, with where and when that was read."""

from generators.markdown import code, page, table
from playbook.text.platforms.facts import CAUTIOUS_FOLD, FACTS, METRICS, READ, PlatformFacts

INTRODUCTION = f"""
What `length_limit`, `counted_length`, `above_fold`, `hashtag_limit`, `media_limit` and `alt_text_limit` of a post go
by. All of it was read on {READ.isoformat()}, and holds for any account, paid or not. It moves: platforms change their
numbers, servers have their own, and most folds hang on screen and app. Where a number matters to you, give it in the
post (`length_limit = 25000`), or write it in your policy. Nothing is looked up while a post is judged.

Where a platform has a limit in bytes besides, a text that is past it counts in proportion, so that `counted_length` is
past `length_limit` exactly where the text is too long.

A limit that is not known is none: `count(hashtags) > hashtag_limit` holds nowhere but where there is a number. On a
platform that is not in this list all of them are unknown, and are asked for.
"""

COUNTING = f"""
## How a text is counted

Where an address counts another length, it is found by the platform's own rule. X counts what ends in a top-level
domain, with `https://` or without it (and `.example`, which stands for real ones in documentation); elsewhere `https://`
is enough. X's own conformance cases for lengths and links pass. Before "more" stands what every reader sees; where no
number is known for a platform, {CAUTIOUS_FOLD} characters are taken.

What the `links`, `hashtags`, `mentions` and `cashtags` of a post are is another matter: one rule holds for all
platforms, so that to learn the platform never changes what a rule has seen. It is that of most platforms, and takes in
more than some: `@ana@social.example` is a mention, `https://intranet/page` is a link, and `end.So` is none. X's own
cases pass here too, but for that mention.
"""

HEADINGS = ("platform", "text", "counted in", "bytes", "beside media", "an address counts", 'before "more"',
            "hashtags", "media", "alt text")  # fmt: skip


def make() -> str:
    """The page."""
    rows = [_row(name, facts) for name, facts in FACTS.items()]
    counting = table(("counted in", "which is"), ((code(name), words) for name, words in METRICS.items()))
    return page(
        "Platforms",
        "src/playbook/text/platforms/facts.py",
        INTRODUCTION,
        table(HEADINGS, rows),
        COUNTING,
        counting,
        "## Where this was read",
        *(_sources(name, facts) for name, facts in FACTS.items()),
    )


def _row(name: str, facts: PlatformFacts) -> tuple[str, ...]:
    address = "in full" if facts.url_length is None else str(facts.url_length)
    if facts.urls_need_scheme:
        address += ", if it begins with `https://` or `http://`"
    return (
        code(name),
        f"{facts.limit:,}",
        code(facts.metric),
        _number(facts.byte_limit),
        _number(facts.limit_beside_media),
        address,
        "all of it" if facts.fold is None else f"{facts.fold:,}",
        _number(facts.hashtag_limit),
        _number(facts.media_limit),
        _number(facts.alt_text_limit),
    )


def _number(limit: int | None) -> str:
    return "" if limit is None else f"{limit:,}"


def _sources(name: str, facts: PlatformFacts) -> str:
    warning = []
    if facts.warning_counts:
        warning.append("A content warning counts as part of the text.")
    if facts.warning_hides:
        warning.append("A content warning hides the text until the reader asks for it.")
    words = " ".join(filter(None, (facts.note, *warning)))
    links = "\n".join(f"- <{source}>" for source in facts.sources)
    return "\n\n".join(filter(None, (f"### {name}", words, links)))
