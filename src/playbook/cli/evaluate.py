"""`playbook evaluate`: reads posts, has them judged, and shows the answers in words or as JSON."""

import argparse
import contextlib
import sys
from collections.abc import Generator, Iterable, Sequence
from datetime import UTC, datetime

from playbook import api
from playbook.cli import EXIT_ERROR, EXIT_FOUND, EXIT_OK
from playbook.cli.answers import (
    Answers,
    JsonAnswers,
    JsonLinesAnswers,
    Moment,
    NumberedAnswers,
    PageAnswers,
    closing,
)
from playbook.cli.jobs import jobs_from
from playbook.cli.judging import Desk, Judged, Order, judge_of
from playbook.cli.params import load_policies, parse_params
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.posts.assign import parse_mapping, parse_setting
from playbook.cli.posts.inputs import FORMATS, STANDARD_INPUT, InputError, Inputs, files_of
from playbook.cli.posts.item import Item, Record
from playbook.cli.posts.parcels import POSTS_AT_ONCE, parcels
from playbook.cli.posts.places import PlaceError
from playbook.cli.progress import Progress
from playbook.cli.render import Screen
from playbook.engine.policy import Policy
from playbook.errors import UsageError, WorkerError
from playbook.processes import processors, spread

LARGE_INPUT = 4_194_304
"""Bytes of posts from which on several processes are worth their start, where `--jobs` does not say how many."""

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
    parser.add_argument(
        "--summary",
        action="store_true",
        help="of many posts show only the numbers; with --format json or jsonl add them on standard error",
    )
    parser.add_argument(
        "--allow-unjudged", action="store_true", help="do not mind posts that no policy is about"
    )
    parser.add_argument(
        "--jobs",
        type=jobs_from,
        metavar="N",
        help="how many processes to use; 0: as many as there are processors; else as many for large files, and 1 for "
        "small ones and for standard input",
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
    records: Iterable[Record] = inputs if chosen.text is None else [_from_text(chosen.text)]
    order = Order(
        post_type,
        mapping,
        settings,
        moment.now,
        chosen.format,
        chosen.summary,
        chosen.allow_unjudged,
        screen.ink.color,
        screen.columns,
    )
    progress = Progress(screen, inputs)
    answers = _answers(chosen, screen, closing(policies, moment), moment, many=len(names) > 1)
    code = EXIT_OK
    posts = 0
    with contextlib.closing(_judged(records, inputs.total, order, policies, chosen.jobs)) as results:
        try:
            for judged in results:
                answers.take(judged)
                if inputs.total is None:
                    screen.flush()  # somebody waits at the other end of the pipe
                code = max(code, EXIT_ERROR if judged.failed else EXIT_FOUND if judged.found else EXIT_OK)
                posts += judged.posts
                progress.show(posts)
                if mapping is not None:
                    mapping.seen |= judged.seen
        except WorkerError as error:
            raise WorkerError(f"{error}; {posts:,} posts were judged before; try with --jobs 1") from None
    answers.finish()
    if mapping is not None and mapping.unseen:
        raise UsageError(f"--map: no post has {' or '.join(f'`{column}`' for column in mapping.unseen)}")
    return code


def _judged(
    records: Iterable[Record], size: int | None, order: Order, policies: Sequence[Policy], jobs: int | None
) -> Generator[Judged]:
    """All posts, judged in their order, by as many processes as it takes; *size* is that of the inputs, if known."""
    processes = _processes(size, jobs)
    if processes > 1:
        try:
            elsewhere = spread(judge_of, (order, api.recipes(policies)), parcels(records), processes)
        except UsageError:
            if jobs is not None:
                raise
        else:
            yield from elsewhere
            return
    # Where the input comes as it pleases, no post waits for the next one.
    yield from map(Desk(order, policies).judge, parcels(records, 1 if size is None else POSTS_AT_ONCE))


def _processes(size: int | None, jobs: int | None) -> int:
    if jobs is None:
        return processors() if size is not None and size >= LARGE_INPUT else 1
    return jobs or processors()


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
    chosen: argparse.Namespace, screen: Screen, title: str, moment: Moment, *, many: bool
) -> Answers:
    if chosen.format == "text":
        return PageAnswers(screen, title)
    screen.note(f"judged as of {moment.in_words}")
    answers = JsonLinesAnswers(screen) if chosen.format == "jsonl" else JsonAnswers(screen, many=many)
    return NumberedAnswers(answers, screen, title) if chosen.summary else answers
