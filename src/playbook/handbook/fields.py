"""How the fields of a post are spoken of. One entry for each field that a plain name would not do for.

Fields that are not listed (those of an app's own post type, for example) are spoken of by the words of their names, and
yes-or-no ones by their description, if that begins with "Whether".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from playbook.handbook.english import is_thing, name_in_words, plural, with_article
from playbook.handbook.marks import Marks
from playbook.handbook.members import ACTIONS, MEDIA, PAGES, PLATFORMS, PURPOSES, TIES, VISIBILITIES
from playbook.model.schema import Field
from playbook.types import ListOf


@dataclass(frozen=True, slots=True)
class Phrase:
    """Templates, see `noun.Noun.say`: `{s}` is the record that the field belongs to, `{x}` what it is held against."""

    head: str
    """What it is called: `text` becomes *the text*, *the account's bio*, *whose site*."""
    whole: str = ""
    """What the post's own field is called, where `the` and the head would not do."""
    many: bool = False
    """Whether the head is a plural."""
    one: str = ""
    """An element of a list."""
    several: str = ""
    """Several of them."""
    yes: str = ""
    no: str = ""
    missing: str = ""
    present: str = ""
    equals: str = ""
    differs: str = ""
    includes: str = ""
    lacks: str = ""
    article: bool = False
    """Whether what a list includes are things that take an article: a child, a logo."""
    holds: str = ""
    """The list has an element at all: `{s} {mentions} somebody`."""
    empty: str = ""
    members: Mapping[str, str] = field(default_factory=dict)
    """The members of an enum as they follow `is`."""
    ordered: Mapping[str, str] = field(default_factory=dict)
    """What is said where it is less than, at least … `{x}`, by the operator."""


_IS, _IS_NOT = "{s} {is} {x}", "{s} {is} not {x}"

PHRASES: Mapping[str, Phrase] = MappingProxyType(
    {
        # ------------------------------------------------------------------------------------------------- the post
        "Post.text": Phrase("text", missing="{s} {has} no text", present="{s} {has} a text"),
        "Post.action": Phrase("kind of post", equals=_IS, differs=_IS_NOT, members=ACTIONS),
        "Post.platform": Phrase(
            "platform",
            equals="{s} {goes} out on {x}",
            differs="{s} {does} not go out on {x}",
            members=PLATFORMS,
        ),
        "Post.purpose": Phrase("purpose", equals=_IS, differs=_IS_NOT, members=PURPOSES),
        "Post.sponsored": Phrase(
            "payment",
            yes="somebody gives money, goods or favours for {s}",
            no="nobody gives money, goods or favours for {s}",
        ),
        "Post.made_by_machine": Phrase("author", yes="a machine wrote {s}", no="no machine wrote {s}"),
        "Post.language": Phrase("language", whole="its language"),
        "Post.content_warning": Phrase(
            "content warning", missing="{s} {has} no content warning", present="{s} {has} a content warning"
        ),
        "Post.media": Phrase(
            "pictures and recordings", many=True, one="picture or recording", several="pictures or recordings"
        ),
        "Post.poll": Phrase("poll", missing="{s} {has} no poll", present="{s} {has} a poll"),
        "Post.links": Phrase("links", many=True, one="link", several="links"),
        "Post.hashtags": Phrase(
            "hashtags",
            many=True,
            one="hashtag",
            several="hashtags",
            includes="{s} {has} the hashtag {x}",
            lacks="{s} {does} not have the hashtag {x}",
        ),
        "Post.mentions": Phrase(
            "mentioned accounts",
            many=True,
            one="mentioned account",
            several="mentioned accounts",
            includes="{s} {points} to {x}",
            lacks="{s} {does} not point to {x}",
            holds="{s} {points} to somebody's account",
            empty="{s} {points} to nobody's account",
        ),
        "Post.cashtags": Phrase(
            "stock symbols",
            many=True,
            one="stock symbol",
            several="stock symbols",
            includes="{s} {has} the stock symbol {x}",
            lacks="{s} {does} not have the stock symbol {x}",
        ),
        "Post.emoji": Phrase("emoji", many=True, one="emoji", several="emoji"),
        "Post.target": Phrase(
            "other post",
            whole="the post that it answers or shares",
            missing="{s} {does} not answer or share another post",
            present="{s} {answers} or shares another post",
        ),
        "Post.reply_to": Phrase(
            "address of that post",
            missing="{s} {answers} no other post",
            present="{s} {answers} another post",
        ),
        "Post.id": Phrase(
            "address",
            whole="its address",
            missing="{s} {is} not published yet",
            present="{s} {is} published already",
        ),
        "Post.event": Phrase("event", missing="{s} {is} about no event", present="{s} {is} about an event"),
        "Post.campaign": Phrase(
            "campaign",
            missing="{s} {is} part of no campaign",
            present="{s} {is} part of a campaign",
            equals="{s} {is} part of the campaign {x}",
            differs="{s} {is} not part of the campaign {x}",
        ),
        "Post.tags": Phrase(
            "labels",
            many=True,
            one="label",
            several="labels",
            includes="{s} {is} labelled {x}",
            lacks="{s} {is} not labelled {x}",
        ),
        "Post.proposed_at": Phrase(
            "time of the proposal", whole="the time at which it was first put forward"
        ),
        "Post.embargoed_until": Phrase(
            "end of the embargo",
            whole="the end of its embargo",
            missing="{s} {is} under no embargo",
            present="{s} {is} under an embargo",
        ),
        "Post.publish_at": Phrase("time of publication", whole="the time at which it goes out"),
        "Post.approvals": Phrase("approvals", many=True, one="approval", several="approvals"),
        "Post.objections": Phrase(
            "objections",
            many=True,
            one="objection",
            several="objections",
            holds="somebody has objected to {s}",
            empty="nobody has objected to {s}",
        ),
        "Post.length_limit": Phrase("longest length", whole="the length that its platform allows"),
        "Post.hashtag_limit": Phrase(
            "most hashtags", whole="the number of hashtags that its platform allows"
        ),
        "Post.media_limit": Phrase("most media", whole="the number of media that its platform allows"),
        "Post.alt_text_limit": Phrase(
            "longest description", whole="the length of a description that its platform allows"
        ),
        "Post.above_fold": Phrase("part before “more”", whole="what shows before “more”"),
        "Post.all_text": Phrase("words"),
        "Post.counted_length": Phrase("length", whole="its length, as the platform counts,"),
        # --------------------------------------------------------------------------------------- account and author
        "Account.kind": Phrase(
            "kind",
            equals=_IS,
            differs=_IS_NOT,
            members={"personal": "personal", "professional": "professional"},
        ),
        "Account.handle": Phrase("handle", equals=_IS, differs=_IS_NOT),
        "Account.bio": Phrase("profile"),
        "Account.timezone": Phrase("time zone"),
        "Account.followers": Phrase(
            "number of followers",
            ordered={
                "<": "{s} {has} fewer than {x} followers",
                "<=": "{s} {has} at most {x} followers",
                ">": "{s} {has} more than {x} followers",
                ">=": "{s} {has} at least {x} followers",
            },
        ),
        "Account.admins": Phrase("administrators", many=True, one="administrator", several="administrators"),
        "Account.events": Phrase(
            "announced events", many=True, one="event to announce", several="events to announce"
        ),
        "Admin.name": Phrase("name"),
        "Admin.email": Phrase("e-mail address"),
        "Admin.role": Phrase("job"),
        "Author.id": Phrase("name", equals="{s} {is} {x}", differs="{s} {is} not {x}"),
        "Author.roles": Phrase(
            "roles",
            many=True,
            one="role",
            several="roles",
            includes="{s} {has} the role {x}",
            lacks="{s} {does} not have the role {x}",
        ),
        "Author.name": Phrase("name"),
        "Author.employer": Phrase(
            "employer", missing="{s} {has} no known employer", present="{s} {has} an employer"
        ),
        "Author.accounts": Phrase(
            "own accounts", many=True, one="account of their own", several="accounts of their own"
        ),
        "Author.trainings": Phrase("courses", many=True, one="finished course", several="finished courses"),
        "Author.relationships": Phrase("ties", many=True, one="tie", several="ties"),
        "Author.on_duty": Phrase("duty", yes="{s} {is} on duty", no="{s} {is} not on duty"),
        "Training.course": Phrase("name"),
        "Training.at": Phrase("end", whole="the time at which it was finished"),
        "Training.expires_at": Phrase("expiry", missing="{s} {does} not run out", present="{s} {runs} out"),
        "Training.score": Phrase("score"),
        "Relationship.kind": Phrase("kind", equals=_IS, differs=_IS_NOT, members=TIES),
        "Relationship.to": Phrase("other end"),
        # ------------------------------------------------------------------------------------------------- audience
        "Audience.visibility": Phrase(
            "visibility",
            whole="its visibility",
            equals="{s} {is} {x}",
            differs="{s} {is} not {x}",
            members=VISIBILITIES,
        ),
        "Audience.minimum_age": Phrase(
            "age",
            whole="the age from which people are shown it",
            ordered={"<": "people under {x} are shown {s}", ">=": "nobody under {x} is shown {s}"},
        ),
        "Audience.adult_share": Phrase("share of adults", whole="the share of adults among its readers"),
        "Audience.groups": Phrase(
            "readers",
            many=True,
            one="group of readers",
            several="groups of readers",
            includes="{s} {is} meant for {x}",
            lacks="{s} {is} not meant for {x}",
        ),
        "Audience.regions": Phrase(
            "regions",
            many=True,
            one="region",
            several="regions",
            includes="{s} {is} meant for people in {x}",
            lacks="{s} {is} not meant for people in {x}",
        ),
        # -------------------------------------------------------------------------------------------- what it holds
        "Media.kind": Phrase("kind", equals=_IS, differs=_IS_NOT, members=MEDIA),
        "Media.format": Phrase(
            "format", equals="{s} {has} the format {x}", differs="{s} {does} not have the format {x}"
        ),
        "Media.url": Phrase("address"),
        "Media.alt_text": Phrase(
            "description", missing="{s} {has} no description", present="{s} {has} a description"
        ),
        "Media.captions": Phrase(
            "captions", many=True, missing="{s} {has} no captions", present="{s} {has} captions"
        ),
        "Media.consent": Phrase(
            "note of consent",
            missing="{s} {has} no note that people agreed",
            present="{s} {has} a note that people agreed",
        ),
        "Media.rights": Phrase(
            "rights",
            many=True,
            missing="{s} {has} no note of whose it is",
            present="{s} {has} a note of whose it is",
        ),
        "Media.shows": Phrase(
            "contents",
            many=True,
            one="thing shown",
            several="things shown",
            includes="{s} {shows} {x}",
            lacks="{s} {does} not show {x}",
            article=True,
        ),
        "Media.made_by_machine": Phrase(
            "maker",
            yes="{s} {was} made or altered by a machine",
            no="{s} {was} not made or altered by a machine",
        ),
        "Poll.question": Phrase("question", missing="{s} {asks} nothing", present="{s} {asks} something"),
        "Poll.options": Phrase("answers", many=True, one="answer to choose", several="answers to choose"),
        "Link.url": Phrase("address", equals="{s} {leads} to {x}", differs="{s} {does} not lead to {x}"),
        "Link.host": Phrase("host", equals="{s} {leads} to {x}", differs="{s} {does} not lead to {x}"),
        "Link.site": Phrase("site", equals="{s} {leads} to {x}", differs="{s} {does} not lead to {x}"),
        "Link.kind": Phrase(
            "kind", equals="{s} {leads} to {x}", differs="{s} {does} not lead to {x}", members=PAGES
        ),
        "Link.title": Phrase("title"),
        "Emoji.text": Phrase("sign", equals=_IS, differs=_IS_NOT),
        "Emoji.at_end": Phrase("place", yes="{s} {stands} at the end", no="{s} {does} not stand at the end"),
        "Emoji.starts_line": Phrase("place", yes="{s} {begins} a line", no="{s} {does} not begin a line"),
        "Event.name": Phrase("name"),
        "Event.starts_at": Phrase("start"),
        "Event.ends_at": Phrase("end"),
        "Approval.by": Phrase("giver"),
        "Approval.role": Phrase("role"),
        "Approval.at": Phrase("time"),
        "Approval.content": Phrase("version"),
        "Objection.by": Phrase("giver"),
        "Objection.at": Phrase("time"),
        "Objection.reason": Phrase("reason"),
    }
)
"""By the name of the model and of the field."""


def phrase_of(one: Field, marks: Marks) -> Phrase:
    """How *one* is spoken of. A field that a subclass inherits is spoken of like its model's."""
    for model in one.owner.__mro__:
        found = PHRASES.get(f"{model.__name__}.{one.name}")
        if found is not None:
            return found
    return _by_name(one, marks)


def _by_name(one: Field, marks: Marks) -> Phrase:
    words = marks.text(name_in_words(one.name))
    if isinstance(one.type, ListOf):
        single = words.removesuffix("s") if words.endswith("s") and not words.endswith("ss") else words
        return Phrase(
            words if words.endswith("s") else plural(words), many=True, one=single, several=plural(single)
        )
    yes = no = ""
    if one.description.startswith("Whether "):
        clause = marks.text(one.description.removeprefix("Whether ").partition(". ")[0].rstrip("."))
        yes, no = _literal(clause), _literal(f"it is not so that {clause}")
    return Phrase(_literal(words), yes=yes, no=no)


def _literal(words: str) -> str:
    """*words* as a template that says just them."""
    return words.replace("{", "{{").replace("}", "}}")


def member_in_words(phrase: Phrase, member: str) -> str:
    """A member of an enum, as it follows `is`."""
    return phrase.members.get(member) or f"“{name_in_words(member)}”"


def thing(word: str, marked: str, phrase: Phrase) -> str:
    """Something that a list includes: with an article where that is English, else between quotation marks."""
    return with_article(word) if phrase.article and is_thing(word) else marked
