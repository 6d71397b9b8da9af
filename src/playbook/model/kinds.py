"""The words that a post may use where there are only so many: what it does, where, for whom, to what end."""

from enum import StrEnum


class Action(StrEnum):
    """What is about to be done."""

    POST = "post"
    REPLY = "reply"
    REPOST = "repost"
    """Shared as it is, without a word of one's own."""
    QUOTE = "quote"
    """Shared with a text of one's own."""
    LIKE = "like"
    FOLLOW = "follow"
    EDIT = "edit"
    DELETE = "delete"


class Platform(StrEnum):
    """Where it is to be published. What is known of each stands in `text.platforms.facts`."""

    X = "x"
    BLUESKY = "bluesky"
    MASTODON = "mastodon"
    THREADS = "threads"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    LINKEDIN = "linkedin"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    PINTEREST = "pinterest"
    REDDIT = "reddit"
    TELEGRAM = "telegram"
    DISCORD = "discord"
    TUMBLR = "tumblr"
    GOOGLE_BUSINESS = "google_business"
    FARCASTER = "farcaster"
    OTHER = "other"
    """One that is not in this list."""


class AccountKind(StrEnum):
    """Whose voice an account is."""

    PERSONAL = "personal"
    PROFESSIONAL = "professional"


class Visibility(StrEnum):
    """Who can see it."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    """Anybody with the link."""
    FOLLOWERS = "followers"
    GROUP = "group"
    """The members of a group, a server or a workspace."""
    DIRECT = "direct"
    """The people it is addressed to."""


class Purpose(StrEnum):
    """What it is for."""

    EVENT = "event"
    PRODUCT = "product"
    CAUSE = "cause"
    ANSWER = "answer"
    NEWS = "news"
    CORRECTION = "correction"
    RECRUITMENT = "recruitment"
    EXPRESSION = "expression"
    """The author's own view, feeling or taste."""


class MediaKind(StrEnum):
    """What is attached."""

    PHOTO = "photo"
    """Any still picture, drawn ones too."""
    VIDEO = "video"
    AUDIO = "audio"
    GIF = "gif"
    """A short silent loop."""
    DOCUMENT = "document"


class LinkKind(StrEnum):
    """What is at the other end."""

    PAGE = "page"
    PROFILE = "profile"
    POST = "post"
    """Somebody's post on a social network."""
    VIDEO = "video"
    DOCUMENT = "document"
    FORM = "form"
    SHOP = "shop"


class RelationshipKind(StrEnum):
    """What ties an author to somebody or something that a post may speak of."""

    FAMILY = "family"
    FRIEND = "friend"
    EMPLOYMENT = "employment"
    MONEY = "money"
    """Pay, a commission, a loan."""
    GIFT = "gift"
    """A free product, a discount, a trip."""
    OWNERSHIP = "ownership"
    """A share in it, or a competing one."""
    MEMBERSHIP = "membership"
    CLIENT = "client"
    SUPPLIER = "supplier"
    RIVALRY = "rivalry"
    OTHER = "other"
