"""What a post's text holds besides words, as records: links, hashtags, mentions, cashtags, emoji. For posts
that do not say.
"""

from typing import TYPE_CHECKING

from playbook.limits import MAX_POST_FIELD, MAX_POST_LIST
from playbook.model.attachments import Emoji, Link
from playbook.text.parts import tokens
from playbook.text.parts.addresses import urls

if TYPE_CHECKING:
    from playbook.model.post import Post


def hashtags(post: "Post") -> tuple[str, ...]:
    """The hashtags in the text."""
    return tokens.hashtags(post.text)


def mentions(post: "Post") -> tuple[str, ...]:
    """The handles that the text mentions."""
    return tokens.mentions(post.text)


def cashtags(post: "Post") -> tuple[str, ...]:
    """The stock symbols in the text."""
    return tokens.cashtags(post.text)


def links(post: "Post") -> tuple[Link, ...] | None:
    """The addresses in the text. None, not known, where there are more (or longer ones) than a post may carry."""
    spans = urls(post.text)
    if not spans:
        return ()
    if len(spans) > MAX_POST_LIST or any(end - start > MAX_POST_FIELD for start, end in spans):
        return None
    return tuple(Link(url=post.text[start:end]) for start, end in spans)


def emoji(post: "Post") -> tuple[Emoji, ...] | None:
    """The emoji in the text. None, not known, where there are more than a post may carry."""
    text = post.text
    spans = tokens.emoji(text)
    if not spans:
        return ()
    if len(spans) > MAX_POST_LIST or any(end - start > MAX_POST_FIELD for start, end in spans):
        return None
    ending = _ending(text, spans)
    return tuple(
        Emoji(text=text[start:end], at_end=start >= ending, starts_line=_starts_line(text, start))
        for start, end in spans
    )


def _ending(text: str, spans: tuple[tuple[int, int], ...]) -> int:
    """Where the run of emoji and white space at the end of *text* begins."""
    place = _back_over_space(text, len(text))
    for start, end in reversed(spans):
        if end != place:
            break
        place = _back_over_space(text, start)
    return place


def _back_over_space(text: str, place: int) -> int:
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return place


_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"


def _starts_line(text: str, place: int) -> bool:
    while place > 0 and text[place - 1].isspace() and text[place - 1] not in _LINE_ENDS:
        place -= 1
    return place == 0 or text[place - 1] in _LINE_ENDS
