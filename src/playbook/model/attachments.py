"""What hangs on a post besides its text: media, links, emoji, a poll."""

from typing import Annotated

from pydantic import Field

from playbook.limits import MAX_POST_LIST
from playbook.model.kinds import LinkKind, MediaKind
from playbook.model.part import LongText, ManyTexts, PostPart, ShortText
from playbook.model.schema import Fact
from playbook.text.parts.hosts import host_of, site_of

_DOCUMENTS = ("application/", "text/")


def _kind_by_format(media: "Media") -> MediaKind | None:
    """What a media type tells: `image/png` is a photo. Pictures in motion may hide behind `image/webp` and
    `image/apng`.
    """
    form = (media.format or "").casefold().partition(";")[0].strip()
    if form == "image/gif":
        return MediaKind.GIF
    if form in ("image/jpeg", "image/png", "image/heic", "image/svg+xml", "image/tiff", "image/bmp"):
        return MediaKind.PHOTO
    if form.startswith("video/"):
        return MediaKind.VIDEO
    if form.startswith("audio/"):
        return MediaKind.AUDIO
    return MediaKind.DOCUMENT if form.startswith(_DOCUMENTS) else None


class Media(PostPart, checked_texts=True):
    """A picture, a video, a recording or a document."""

    kind: Annotated[
        MediaKind | None, Fact("Is it a photo, a video, audio, a gif or a document?", derive=_kind_by_format)
    ] = None
    """What it is; worked out from `format` where that tells."""
    format: Annotated[ShortText | None, Fact("What is its format (image/jpeg, video/mp4 …)?")] = None
    """Its media type: `image/jpeg`."""
    url: Annotated[ShortText | None, Fact("Where is it?", none="absent", exact=True)] = None
    """Its address, or another name that changes when the file does. Approvals are given for it."""
    alt_text: Annotated[LongText | None, Fact("What does it show, in a sentence?", none="absent")] = None
    """What it shows, for those who cannot see it; none: there is no such text."""
    captions: Annotated[LongText | None, Fact("What is said in it?", none="absent")] = None
    """The words that are spoken, as they are shown along with it; none: it has no captions."""
    consent: Annotated[ShortText | None, Fact("Have the people in it agreed, and where is that kept?")] = None
    """How the people in it agreed: `nobody in it`, `form 12`."""
    rights: Annotated[ShortText | None, Fact("Whose is it, and under which licence may it be used?")] = None
    """By what right it is used: `own`, `CC BY 4.0`."""
    shows: Annotated[ManyTexts | None, Fact("What does it show (a child, violence, nudity …)?")] = None
    """What it shows, in the policy's words: `child`, `nudity`."""
    made_by_machine: Annotated[bool | None, Fact("Was it made or altered by a machine?")] = None
    """Whether a machine made it, or altered what it shows."""


def _host(link: "Link") -> str | None:
    return None if link.url is None else host_of(link.url)


def _site(link: "Link") -> str | None:
    host = link.host if link.host is not None else _host(link)
    return None if host is None else site_of(host)


class Link(PostPart, checked_texts=True):
    """A link in a post. Its host and site are worked out from its address where they are not given."""

    url: Annotated[ShortText | None, Fact("Where does the link lead?", none="absent", exact=True)] = None
    """Its address, as written in the post; none: the link is given by its host or site alone."""
    host: Annotated[ShortText | None, Fact("Which host does the link lead to?", derive=_host)] = None
    """The host in it, in lower case: `www.example.org`."""
    site: Annotated[ShortText | None, Fact("Which site does the link lead to?", derive=_site)] = None
    """The host without `www.`: `example.org`."""
    kind: Annotated[LinkKind | None, Fact("What is at the other end of the link?")] = None
    """What is at the other end."""
    title: Annotated[ShortText | None, Fact("What is the page called?")] = None
    """What the page is called."""


class Emoji(PostPart, checked_texts=True):
    """One emoji as people see it, however many code points it takes."""

    text: Annotated[ShortText | None, Fact("Which emoji is it?", exact=True)] = None
    """The emoji."""
    at_end: Annotated[bool | None, Fact("Is the emoji at the end of the text?")] = None
    """Whether nothing but emoji and white space follows."""
    starts_line: Annotated[bool | None, Fact("Does the emoji start a line?")] = None
    """Whether it is the first thing on its line."""


class Poll(PostPart, checked_texts=True):
    """A question that readers vote on."""

    question: Annotated[ShortText | None, Fact("What does the poll ask?", none="absent")] = None
    """What it asks; none: the post's text does."""
    options: ManyTexts = ()
    """The answers to choose from."""


ManyMedia = Annotated[tuple[Media, ...], Field(max_length=MAX_POST_LIST)]
ManyLinks = Annotated[tuple[Link, ...], Field(max_length=MAX_POST_LIST)]
ManyEmoji = Annotated[tuple[Emoji, ...], Field(max_length=MAX_POST_LIST)]
