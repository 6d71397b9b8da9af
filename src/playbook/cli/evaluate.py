"""`playbook evaluate`: reads posts, has them judged, and shows the answers in words or as JSON."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from playbook import api
from playbook.cli import EXIT_ERROR, EXIT_FOUND, EXIT_OK
from playbook.cli.answers import Answers, JsonAnswers, JsonLinesAnswers, Judged, Moment, PageAnswers
from playbook.cli.params import load_policies, parse_params
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.posts.assign import parse_mapping, parse_setting, prepare
from playbook.cli.posts.inputs import FORMATS, STANDARD_INPUT, InputError, Inputs, files_of
from playbook.cli.posts.item import Item
from playbook.cli.posts.places import PlaceError
from playbook.cli.progress import Progress
from playbook.cli.render import Screen
from playbook.engine.policy import Policy
from playbook.errors import PostError, UsageError
from playbook.model.decision import Decision
from playbook.model.post import Post
from playbook.model.validate import validated
from playbook.model.verdict import Verdict

DESCRIPTION = """\
Judges posts before they are published. A post is a JSON, YAML, Markdown (with front matter) or text file; JSON lines
and CSV hold many, a folder all that are in it, and - is standard input.

exit code: 0 if nothing is stricter than a warning, 1 if something is or was not judged, 2 for bad input."""

EXAMPLES = """\
examples:
  playbook evaluate draft.md --policy professional
  playbook evaluate --text "Join us on Saturday!" --set account.kind=professional --policy professional
  playbook evaluate posts.csv --map text=Body --map account.handle=screenname --policy house.playbook --format jsonl"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description, parser.epilog = DESCRIPTION, EXAMPLES
    parser.add_argument(
        "posts", nargs="*", metavar="POST", help="a file or folder with posts, or - for standard input"
    )
    parser.add_argument(
        "--policy",
        action="append",
        required=True,
        metavar="NAME_OR_FILE",
        help="the policy to judge by: a pack's name or a file; may be given several times",
    )
    parser.add_argument("--text", help="the text of the one post to judge, instead of files")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="set a field of every post: account.kind=personal",
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="take a field from a column of a table or a key of foreign JSON; what is not named is left alone",
    )
    parser.add_argument(
        "--from", dest="form", choices=list(FORMATS), help="the format, where the file name does not say it"
    )
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="set a param of the policy"
    )
    parser.add_argument(
        "--now",
        metavar="INSTANT",
        help="when drafts without a time would go out, such as 2026-11-23T10:00:00Z; else the clock says",
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "jsonl"],
        default="text",
        help="text for people; json: one decision, or a list where there may be many posts; jsonl: one a line",
    )
    parser.add_argument("--summary", action="store_true", help="of many posts show only the numbers")
    parser.add_argument(
        "--allow-unjudged", action="store_true", help="do not mind posts that no policy is about"
    )
    add_post_type(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Judges all posts, and returns the exit code."""
    post_type = load_post_type(chosen.post_type)
    moment = _moment(chosen.now)
    policies = load_policies(chosen.policy, parse_params(chosen.param), post_type)
    try:
        settings = [parse_setting(text, post_type) for text in chosen.set]
        mapping = parse_mapping(chosen.map, post_type)
        names = _names(chosen)
    except (PlaceError, InputError) as error:
        raise UsageError(str(error)) from None
    inputs = Inputs(names, chosen.form, sys.stdin.buffer)
    items: Iterator[Item] = iter(inputs) if chosen.text is None else iter([_from_text(chosen.text)])
    progress = Progress(screen, inputs)
    answers = _answers(chosen, screen, policies, moment, many=len(names) > 1)
    code = EXIT_OK
    for item in items:
        judged = _judge(prepare(item, mapping, settings, post_type), post_type, policies, moment.now)
        if isinstance(judged, Judged):
            answers.add(judged)
            code = max(code, _code(judged.decision, chosen.allow_unjudged))
        else:
            screen.problem(judged)
            answers.unread(item.alone)
            code = EXIT_ERROR
        progress.step()
    answers.finish()
    if mapping is not None and mapping.unseen:
        raise UsageError(f"--map: no post has {' or '.join(f'`{column}`' for column in mapping.unseen)}")
    return code


def _judge(item: Item, post_type: type[Post], policies: Sequence[Policy], now: datetime) -> Judged | str:
    """A post and the decision about it, or why there is none."""
    if item.fields is None:
        return f"{item.place}: {item.problem}"
    try:
        post = validated(item.fields, post_type)
        return Judged(item, post, api.evaluate(post, policies, now=now))
    except PostError as error:
        return f"{item.place}: " + "; ".join(
            f"{where}: {what}" if where else what for where, what in error.problems
        )


def _code(decision: Decision, allow_unjudged: bool) -> int:
    if decision.applies is False and not allow_unjudged:
        return EXIT_FOUND
    return EXIT_FOUND if decision.verdict > Verdict.WARN else EXIT_OK


def _names(chosen: argparse.Namespace) -> list[str]:
    """The inputs to read. Raises UsageError for none, or for too many."""
    posts: list[str] = chosen.posts
    if chosen.text is not None:
        if posts:
            raise UsageError("--text is a post already; leave it out, or the files")
        return []
    if not posts:
        raise UsageError("name a post to judge: a file, a folder, - for standard input, or --text")
    if posts.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")
    return files_of(posts, chosen.form)


def _from_text(text: str) -> Item:
    return Item("--text", {"text": text}, alone=True)


def _moment(text: str | None) -> Moment:
    """The instant that the posts are judged at. The clock is read here and nowhere else."""
    if text is None:
        return Moment(datetime.now(UTC).replace(microsecond=0), by_clock=True)
    try:
        now = datetime.fromisoformat(text)
        if now.tzinfo is not None:
            return Moment(now.astimezone(UTC), by_clock=False)
    except (ValueError, OverflowError):
        raise UsageError(f"--now {text}: write it like 2026-11-23T10:00:00Z") from None
    raise UsageError(f"--now {text}: say in which time zone, as in {text}Z or {text}+01:00")


def _answers(
    chosen: argparse.Namespace, screen: Screen, policies: Sequence[Policy], moment: Moment, *, many: bool
) -> Answers:
    if chosen.format == "jsonl":
        screen.note(f"judged as of {moment.in_words}")
        return JsonLinesAnswers(screen)
    if chosen.format == "json":
        screen.note(f"judged as of {moment.in_words}")
        return JsonAnswers(screen, many=many)
    return PageAnswers(screen, policies, moment, only_summary=chosen.summary)
