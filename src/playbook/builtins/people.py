"""Functions about people: what an author has learnt."""

from datetime import timedelta
from fractions import Fraction

from playbook.builtins.declare import Number, example, function
from playbook.model.author import Training
from playbook.model.post import Post
from playbook.text.normal import key
from playbook.values import UNKNOWN, Truth

_DONE = {
    "publish_at": "2026-11-23T10:00Z",
    "author": {"trainings": [{"course": "Social media", "at": "2026-06-01T10:00Z", "score": 0.9}]},
}


@function(
    example("social media", gives=True, post=_DONE),
    example("social media", timedelta(days=365), Fraction(4, 5), gives=True, post=_DONE),
    example("social media", timedelta(days=90), gives=False, post=_DONE),
    example("social media", timedelta(days=365), 1, gives=False, post=_DONE),
    example("first aid", gives=False, post=_DONE),
    example("social media", gives=UNKNOWN, post={"publish_at": "2026-11-23T10:00Z"}),
    reads=("author.trainings", "publish_at"),
)
def trained(post: Post, course: str, within: timedelta | None = None, score: Number | None = None) -> Truth:
    """Whether the author has been through *course* when the post goes out, and it has not run out.

    within: how long ago it may have been finished at most. score: the share of the test that has to be right
    at least. The name of the course is compared without case. Where a training does not say when it was
    finished, or how well, it is not known whether it counts, unless another one does.
    """
    trainings = post.author.trainings
    if trainings is None:
        return UNKNOWN
    wanted = key(course)
    found: Truth = False
    for training in trainings:
        if training.course is None or key(training.course) == wanted:
            counts = _counts(post, training, within, score)
            if counts is True:
                return True
            found = found if counts is False else UNKNOWN
    return found


def _counts(post: Post, training: Training, within: timedelta | None, score: Number | None) -> Truth:
    """Kleene's and over what has to be so: no answer is needed where another one already says no."""
    in_time = _in_time(post, training, within)
    enough = in_time if in_time is False else _well_enough(training, score)
    if enough is False:
        return False
    return True if in_time is True and enough is True and training.course is not None else UNKNOWN


def _in_time(post: Post, training: Training, within: timedelta | None) -> Truth:
    now, at, end = post.publish_at, training.at, training.expires_at
    if now is None:
        return UNKNOWN
    if end is not None and end <= now:
        return False
    if at is None:
        return UNKNOWN
    return at <= now and (within is None or now - at <= within)


def _well_enough(training: Training, score: Number | None) -> Truth:
    if score is None:
        return True
    return UNKNOWN if training.score is None else Fraction(training.score) >= score
