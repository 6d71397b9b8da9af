"""The draft that is judged, with all that is known about it. Validated on the way in; from then on it cannot change.

Facts about the world (account, author, audience, purpose …) are unknown until somebody says them. What
belongs to the draft itself (text, media, poll, approvals, objections, tags) is known: where nothing is given,
there is nothing.
"""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from playbook.limits import MAX_POST_CHARACTERS, MAX_POST_LIST, MAX_TARGET_DEPTH
from playbook.model import found, readable
from playbook.model.account import Account, Event
from playbook.model.answers import NO_ANSWERS, AnswersField
from playbook.model.attachments import ManyEmoji, ManyLinks, ManyMedia, Poll
from playbook.model.audience import Audience
from playbook.model.author import Author
from playbook.model.extent import at_most, count_characters
from playbook.model.instant import Instant
from playbook.model.kinds import Action, Platform, Purpose
from playbook.model.part import Count, LongText, ManyTexts, PostPart, ShortText
from playbook.model.schema import Fact, derived
from playbook.model.signoff import Approval, Objection
from playbook.text.parts.addresses import may_hold_links
from playbook.text.parts.tokens import may_hold_cashtags, may_hold_emoji, may_hold_hashtags, may_hold_mentions
from playbook.text.platforms.facts import PlatformFacts
from playbook.text.platforms.lengths import PLATFORMS
from playbook.values import ABSENT, UNKNOWN, Gap

_WITHOUT_TARGET = (Action.POST, Action.FOLLOW)


def _no_target(post: "Post") -> Gap:
    """A reply to nobody knows what: unknown. A post of one's own has no target, and who follows follows an account."""
    return ABSENT if post.action in _WITHOUT_TARGET else UNKNOWN


def _no_event(post: "Post") -> Gap:
    """Only what is known to be for something else than an event is known to have none."""
    return UNKNOWN if post.purpose in (None, Purpose.EVENT) else ABSENT


def _facts(post: "Post") -> PlatformFacts | None:
    return None if post.platform is None else PLATFORMS.get(post.platform)


def _length_limit(post: "Post") -> int | None:
    facts = _facts(post)
    if facts is None:
        return None
    return facts.limit_beside_media if post.media and facts.limit_beside_media is not None else facts.limit


def _platform_limit(
    name: Literal["hashtag_limit", "media_limit", "alt_text_limit"],
) -> Callable[["Post"], int | Gap]:
    """What the platform allows; absent where it is a known one without such a limit, or without one that is known."""

    def limit(post: "Post") -> int | Gap:
        facts = _facts(post)
        if facts is None:
            return UNKNOWN
        allowed: int | None = getattr(facts, name)
        return ABSENT if allowed is None else allowed

    return limit


class Post(PostPart, checked_texts=True):
    """What is about to be posted, replied, shared, liked, followed, edited or deleted.

    An app may subclass it; the fields that it adds are fields of the language too. All sizes are limited, see
    `playbook.limits`.
    """

    text: LongText = ""
    """The words themselves."""
    action: Action = Action.POST
    """What the app is about to do with it."""
    platform: Annotated[Platform | None, Fact("On which platform?")] = None
    """Where."""
    account: Account = Field(default_factory=cache(Account))
    """The account that it goes out from."""
    author: Author = Field(default_factory=cache(Author))
    """Who wrote it."""
    audience: Audience = Field(default_factory=cache(Audience))
    """Whom it reaches, and who can see it."""
    purpose: Annotated[
        Purpose | None,
        Fact("What is it for: event, product, cause, answer, news, correction, recruitment or expression?"),
    ] = None
    """What it is for."""
    sponsored: Annotated[bool | None, Fact("Does anybody give money, goods or favours for it?")] = None
    """Whether money, goods or favours are given for it."""
    made_by_machine: Annotated[bool | None, Fact("Was the text written by a machine?")] = None
    """Whether a machine wrote the text."""
    language: Annotated[ShortText | None, Fact("In which language is it?")] = None
    """Its language, as BCP 47 names it: `en`, `pt-BR`."""
    content_warning: Annotated[
        LongText | None, Fact("Which content warning does it carry?", none="absent")
    ] = None
    """What readers see before they decide to read on; none: there is no warning."""
    media: ManyMedia = ()
    """Pictures, videos, recordings, documents, in order."""
    poll: Annotated[Poll | None, Fact("Which poll does it carry?", none="absent")] = None
    """A question to vote on; none: there is no poll."""
    links: Annotated[
        ManyLinks | None,
        Fact("Which links are in it?", derive=found.links, depends=("text",), may_hold=may_hold_links),
    ] = None
    """The links in it; found in the text where they are not given."""
    hashtags: Annotated[
        ManyTexts | None,
        Fact(
            "Which hashtags are in it?", derive=found.hashtags, depends=("text",), may_hold=may_hold_hashtags
        ),
    ] = None
    """The hashtags, without `#`; found in the text where they are not given."""
    mentions: Annotated[
        ManyTexts | None,
        Fact("Whom does it mention?", derive=found.mentions, depends=("text",), may_hold=may_hold_mentions),
    ] = None
    """The handles it mentions, without `@`; found in the text where they are not given."""
    cashtags: Annotated[
        ManyTexts | None,
        Fact(
            "Which stock symbols are in it?",
            derive=found.cashtags,
            depends=("text",),
            may_hold=may_hold_cashtags,
        ),
    ] = None
    """The stock symbols, without `$`; found in the text where they are not given."""
    emoji: Annotated[
        ManyEmoji | None,
        Fact("Which emoji are in it?", derive=found.emoji, depends=("text",), may_hold=may_hold_emoji),
    ] = None
    """The emoji; found in the text where they are not given."""
    target: Annotated[
        Self | None,
        Fact(
            "Which post does it answer, share, like, edit or delete?", derive=_no_target, depends=("action",)
        ),
    ] = None
    """The post that this one answers, shares, likes, edits or deletes; a `post` or a `follow` has none."""
    reply_to: Annotated[ShortText | None, Fact("Which post is it about?", none="absent", exact=True)] = None
    """The id or address of that post. Approvals are given for it."""
    id: Annotated[ShortText | None, Fact("Where is the post?", none="absent", exact=True)] = None
    """Its id or address on the platform; none: it is not published yet."""
    event: Annotated[
        Event | None,
        Fact("Which event is it about, and when is that?", derive=_no_event, depends=("purpose",)),
    ] = None
    """The event that it is about; none where it is for something else than an event."""
    campaign: Annotated[ShortText | None, Fact("Which campaign is it part of?", none="absent")] = None
    """The campaign that it is part of; none: it is part of none."""
    tags: ManyTexts = ()
    """Labels that the app puts on it: `reminder`, `live`, `emergency`."""
    proposed_at: Annotated[Instant | None, Fact("When was it proposed?")] = None
    """When it was first put forward."""
    embargoed_until: Annotated[Instant | None, Fact("Until when is it under embargo?", none="absent")] = None
    """Before when its news may not be out; none: there is no embargo."""
    publish_at: Annotated[Instant | None, Fact("When is it to go out?")] = None
    """When it goes out."""
    approvals: Annotated[tuple[Approval, ...], Field(max_length=MAX_POST_LIST)] = ()
    """Who has said yes to it."""
    objections: Annotated[tuple[Objection, ...], Field(max_length=MAX_POST_LIST)] = ()
    """Who has said no to it."""
    length_limit: Annotated[
        Count | None,
        Fact("How long may a text be there?", derive=_length_limit, depends=("platform",)),
    ] = None
    """How long a text may be, as the platform counts; from the platform where it is not given (servers and
    paid accounts differ).
    """
    hashtag_limit: Annotated[
        Count | None,
        Fact(
            "How many hashtags may a post have there?",
            derive=_platform_limit("hashtag_limit"),
            depends=("platform",),
        ),
    ] = None
    """How many hashtags a post may have; from the platform where it is not given. None: as many as one likes, as far
    as we know.
    """
    media_limit: Annotated[
        Count | None,
        Fact(
            "How many pictures may a post have there?",
            derive=_platform_limit("media_limit"),
            depends=("platform",),
        ),
    ] = None
    """How many media a post may have; from the platform where it is not given. None: no limit is known."""
    alt_text_limit: Annotated[
        Count | None,
        Fact(
            "How long may the description of a picture be there?",
            derive=_platform_limit("alt_text_limit"),
            depends=("platform",),
        ),
    ] = None
    """How many characters an alt text may have; from the platform where it is not given. None: no limit is known."""
    answers: AnswersField = Field(default_factory=lambda: NO_ANSWERS)
    """What the author answered to the questions that policies ask, by the question's name. No field of the language."""

    @derived('What shows before "more"?', depends=("text", "platform", "content_warning"))
    def above_fold(self) -> str | None:
        """What of the text shows before "more" on its platform; not known while the platform is not, unless
        all of it shows.
        """
        pieces = self.text_parts("above_fold")
        return None if pieces is None else readable.joined(pieces)

    @derived(depends=("text", "content_warning", "media", "poll"))
    def all_text(self) -> str:
        """Text, content warning, captions and poll together. No phrase is found across two of them."""
        return readable.all_text(self)

    @derived("How long is the text as the platform counts?", depends=("text", "platform", "content_warning"))
    def counted_length(self) -> int | None:
        """How long the text is as its platform counts: an address counts 23 on X, for example."""
        return readable.counted_length(self)

    def text_parts(
        self, field: Literal["all_text", "above_fold"] = "all_text"
    ) -> tuple[tuple[str, str], ...] | None:
        """The texts that *field* is put together from, as (path, words) pairs, one character apart; None: not known."""
        return readable.all_pieces(self) if field == "all_text" else readable.pieces_above_fold(self)

    @model_validator(mode="after")
    def _within_bounds(self) -> Self:
        if at_most(self, Post) <= MAX_POST_CHARACTERS:
            return self  # with so few characters there are not many targets
        depth, target = 0, self.target
        while target is not None:
            depth, target = depth + 1, target.target
        if depth > MAX_TARGET_DEPTH:
            raise ValueError(f"should have at most {MAX_TARGET_DEPTH} posts one behind the other as targets")
        if count_characters(self) > MAX_POST_CHARACTERS:
            raise ValueError(
                f"should have at most {MAX_POST_CHARACTERS} characters in all its texts together"
            )
        return self
