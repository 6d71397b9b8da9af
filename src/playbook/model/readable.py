"""What of a post is read by whom: all of its texts, and what shows before "more". Works out fields; judges nothing."""

from typing import TYPE_CHECKING, TypeAlias

from playbook.text.platforms.lengths import PLATFORMS, SMALLEST_FOLD, fold_at, length

if TYPE_CHECKING:
    from playbook.model.post import Post

Piece: TypeAlias = tuple[str, str]
"""The path of a text in the post, and the words of it: `("media[0].captions", "Hello")`."""

SEPARATOR = "\uffff"
"""Stands between the pieces of `all_text`: a code point that is no character, no white space, and not folded
away before matching,
so that no word or phrase reaches from one piece into the next."""


def all_pieces(post: "Post") -> tuple[Piece, ...]:
    """The texts that make up `all_text`, in order: text, captions, content warning, poll. Those that are not
    there are left out.
    """
    pieces: list[tuple[str, str | None]] = [("text", post.text)]
    pieces += [(f"media[{place}].captions", item.captions) for place, item in enumerate(post.media)]
    pieces.append(("content_warning", post.content_warning))
    if post.poll is not None:
        pieces.append(("poll.question", post.poll.question))
        pieces += [(f"poll.options[{place}]", option) for place, option in enumerate(post.poll.options)]
    return tuple((path, words) for path, words in pieces if words is not None)


def pieces_above_fold(post: "Post") -> tuple[Piece, ...] | None:
    """The texts that make up `above_fold`: the start of the text, or the content warning that hides it. None:
    not known.

    A content warning hides the text on Mastodon (docs.joinmastodon.org/user/posting, read 2026-11). Without a
    platform it is known where it is the same on all: no warning, and a text that is shorter than any fold.
    """
    text, warning = post.text, post.content_warning
    if post.platform is None:
        return (("text", text),) if warning is None and len(text) <= SMALLEST_FOLD else None
    facts = PLATFORMS.get(post.platform)
    if warning is not None and facts is not None and facts.warning_hides:
        return (("content_warning", warning),)
    return (("text", text[: fold_at(text, post.platform)]),)


def counted_length(post: "Post") -> int | None:
    """How long the text is as its platform counts, a content warning included where that counts; None:
    platform not known.
    """
    if post.platform is None:
        return None
    facts = PLATFORMS.get(post.platform)
    own = length(post.text, post.platform)
    if post.content_warning is None or facts is None or not facts.warning_counts:
        return own
    return own + length(post.content_warning, post.platform)


def all_text(post: "Post") -> str:
    """The pieces of `all_text` as one text."""
    if post.content_warning is None and post.poll is None:
        captions = [item.captions for item in post.media if item.captions is not None]
        return SEPARATOR.join([post.text, *captions]) if captions else post.text
    return joined(all_pieces(post))


def joined(pieces: tuple[Piece, ...]) -> str:
    """The pieces as one text."""
    return SEPARATOR.join(words for _, words in pieces)
