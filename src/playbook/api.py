"""The facade that every face goes through: load, compile, check, evaluate. No clock, no network; files only while
loading.
"""

import os
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel

from playbook.compile.link import link
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.engine.decide import decide, decide_alone
from playbook.engine.policy import Origin, Policy
from playbook.errors import PlaybookError, PolicyError, UsageError
from playbook.limits import MAX_JOBS, MAX_POST_YEAR, MIN_POST_YEAR
from playbook.model.decision import Decision
from playbook.model.history import History
from playbook.model.instant import at_instant
from playbook.model.post import Post
from playbook.model.validate import kind_of, validated
from playbook.packs import Graph, available, load_graph, pack_path
from playbook.packs.memory import Memory, is_on, known_by
from playbook.source import Source

AnyPost: TypeAlias = Post | Mapping[str, Any]
AnyPolicy: TypeAlias = Policy | str | Sequence["Policy | str"]
Recipe: TypeAlias = tuple[Origin, str]
"""What a policy was made from, and the digest that it then had."""


def load(
    source: str | Path,
    /,
    *,
    post_type: type[Post] = Post,
    params: Mapping[str, Any] | None = None,
    **more: Any,
) -> Policy:
    """The policy that *source* names: a pack (`"professional"`), or a file (a `Path`, or text with a `/` or
    `.playbook` in it).

    *params* set its params, by their names; keywords (*more*) do as well, where no keyword of this function has the
    name. *post_type* is an app's own subclass of `Post`, whose fields the policy may then name.

    The same policy, with the same params, comes as the same object for as long as its files say the same; the
    environment variable `PLAYBOOK_CACHE=off` turns that off.

    Raises PolicyError where the policy has mistakes (all of them, rendered and as `diagnostics`), UsageError where
    there is no such pack or a param does not fit.
    """
    return _policy(Origin(_path(source), None, _a_post_type(post_type), _all_params(params, more), _here()))


def compile(  # noqa: A001  the name that re and others use for it
    text: str,
    /,
    *,
    name: str = "<text>",
    folder: Path | None = None,
    post_type: type[Post] = Post,
    params: Mapping[str, Any] | None = None,
    **more: Any,
) -> Policy:
    """The policy that *text* says. *name* is what diagnostics call it; *folder* is where its relative paths start;
    *params* and *more* are as for `load`.

    Raises PolicyError and UsageError like `load`.
    """
    source = Source(name, _a_text(text))
    return _policy(Origin(source, folder, _a_post_type(post_type), _all_params(params, more), _here()))


def _all_params(params: Mapping[str, Any] | None, more: Mapping[str, Any]) -> Mapping[str, Any]:
    """The params that are set by mapping and by keyword. Raises UsageError for one that is set both ways."""
    if params is not None and not isinstance(params, Mapping):
        raise UsageError(f"`params` is a mapping from names to values, not {type(params).__name__}")
    twice = sorted(set(params or ()) & set(more))
    if twice:
        raise UsageError(f"param `{twice[0]}` is set twice, in `params` and by keyword")
    return {**(params or {}), **more}


def check(
    text: str, *, name: str = "<text>", folder: Path | None = None, post_type: type[Post] = Post
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the policy that *text* says, and with what it takes in. Never raises on a mistake
    in it; UsageError for what is no text, or no post type.
    """
    return load_graph(Source(name, _a_text(text)), _a_post_type(post_type), folder).diagnostics


def check_file(path: str | Path, *, post_type: type[Post] = Post) -> tuple[Diagnostic, ...]:
    """The same for a policy file, or a pack's name."""
    return load_graph(_path(path), _a_post_type(post_type)).diagnostics


def evaluate(
    post: AnyPost, policy: AnyPolicy, *, now: datetime | None = None, history: History | None = None
) -> Decision:
    """Judge *post* by *policy*: a compiled policy, a pack's name, or several of them (the strictest verdict; findings
    of all).

    *post* is a `Post`, or a mapping that validates as one. It is judged at its `publish_at`; where that is missing,
    at *now* (aware); where that is missing too, the time is unknown. *history* is taken in for later; no rule reads
    it yet.

    Raises PostError for a post that is none, UsageError for no policy at all or a naive *now*, PolicyError and
    UsageError as `load` does.
    """
    if type(policy) is Policy and now is None and history is None and type(post) is policy.linked.post_type:
        return decide_alone(post, policy)  # as nearly always, and then there is nothing to look into
    return _evaluate(post, _policies(policy), now, history)


def evaluate_many(
    posts: Iterable[AnyPost],
    policy: AnyPolicy,
    *,
    now: datetime | None = None,
    history: History | None = None,
    jobs: int = 1,
) -> Iterator[Decision]:
    """Judge *posts* one by one, as they come; a decision each, in their order. Raises like `evaluate`, when it gets
    there.

    *jobs* is how many processes share the work; 0: as many as there are processors. With one, a post is taken only when
    its decision is asked for. With more, at most *jobs* + 1 parcels of `POSTS_AT_ONCE` posts are taken ahead, so that
    it pays for many posts that are at hand. The policy is made again in every process, from its files; a post type has
    to be a class of a module that can be imported.

    Raises UsageError at once for *jobs* that make no sense or a policy that cannot be made again, WorkerError where a
    process ends early.
    """
    policies = _policies(policy)
    given: Any = jobs
    if not isinstance(given, int) or not 0 <= jobs <= MAX_JOBS:
        raise UsageError(f"`jobs` has to be a number from 0 to {MAX_JOBS}")
    if jobs == 1:
        return (_evaluate(post, policies, now, history) for post in posts)
    from playbook.processes import processors, spread  # noqa: PLC0415  (slow, and rarely wanted)

    jobs = jobs or processors()
    if jobs == 1:
        return (_evaluate(post, policies, now, history) for post in posts)
    return _unpacked(spread(_judge_of, (recipes(policies), now, history), _parcels(posts, policies), jobs))


POSTS_AT_ONCE = 64
"""Posts that `evaluate_many` gives to a process at a time."""


def _parcels(posts: Iterable[AnyPost], policies: tuple[Policy, ...]) -> Iterator[list[bytes]]:
    """The posts, some at a time, as they are sent to another process. What is raised comes after the posts before."""
    held: list[bytes] = []
    try:
        for post in posts:
            held.append(_packed(post, policies))
            if len(held) == POSTS_AT_ONCE:
                yield held
                held = []
    except Exception:
        if held:
            yield held
        raise
    if held:
        yield held


def _packed(post: AnyPost, policies: tuple[Policy, ...]) -> bytes:
    import pickle  # noqa: PLC0415  (slow, and rarely wanted)

    try:
        return pickle.dumps(post, pickle.HIGHEST_PROTOCOL)
    except Exception:  # a mapping of a kind that cannot be pickled; what it makes can be
        return pickle.dumps(_post(post, policies), pickle.HIGHEST_PROTOCOL)


def _unpacked(parcels: Generator[tuple[list[Decision], PlaybookError | None]]) -> Iterator[Decision]:
    with closing(parcels):  # an error keeps what it was raised in, and that would keep the processes
        for decisions, error in parcels:
            yield from decisions
            if error is not None:
                raise error


def _judge_of(
    ways: tuple[Recipe, ...], now: datetime | None, history: History | None
) -> Callable[[list[bytes]], tuple[list[Decision], PlaybookError | None]]:
    """What judges a parcel in another process: the decisions up to the first post that is none, and what it raised."""
    import pickle  # noqa: PLC0415  (slow, and rarely wanted)

    policies = from_recipes(ways)

    def judge(parcel: list[bytes]) -> tuple[list[Decision], PlaybookError | None]:
        posts: list[Post] = []
        decisions: list[Decision] = []
        wrong: PlaybookError | None = None
        try:
            for (
                packed
            ) in parcel:  # all are read before the first is judged: doing one thing for a while is faster
                posts.append(_post(pickle.loads(packed), policies))  # noqa: S301  (our own)
        except PlaybookError as error:
            wrong = error
        try:
            for post in posts:
                decisions.append(_evaluate(post, policies, now, history))
        except PlaybookError as error:
            wrong = error
        return decisions, wrong

    return judge


def recipes(policies: Sequence[Policy]) -> tuple[Recipe, ...]:
    """What another process needs to make the same policies again. Raises UsageError where that cannot be done."""
    made: list[Recipe] = []
    for policy in policies:
        origin = policy.origin
        if origin is None:
            raise UsageError(f"`{policy.name}` cannot be made again in another process; use one job")
        if origin.post_type.__module__ == "__main__":
            raise UsageError(
                f"{origin.post_type.__name__} is defined in the program itself, where other processes do not find it; "
                "move it to a module, or use one job"
            )
        made.append((origin, policy.digest))
    return tuple(made)


def from_recipes(ways: Sequence[Recipe]) -> tuple[Policy, ...]:
    """The policies, made again. For processes that do nothing else: the current folder changes.

    Raises UsageError where the files are not what they were.
    """
    made: list[Policy] = []
    for origin, digest in ways:
        try:
            os.chdir(origin.here)
            policy = _policy(origin)
        except (OSError, PolicyError):
            policy = None
        if policy is None or policy.digest != digest:
            raise UsageError("the files of a policy changed while it was in use; load it again")
        made.append(policy)
    return tuple(made)


def _evaluate(
    post: AnyPost, policies: tuple[Policy, ...], now: datetime | None, history: History | None
) -> Decision:
    if len(policies) == 1 and now is None and history is None and type(post) is policies[0].linked.post_type:
        return decide_alone(post, policies[0])
    if now is not None and not isinstance(now, datetime):
        raise UsageError(f"`now` has to be a datetime, not {kind_of(now)}")
    if now is not None and now.utcoffset() is None:
        raise UsageError("`now` has to be aware of its time zone")
    if now is not None and not MIN_POST_YEAR <= now.year <= MAX_POST_YEAR:
        raise UsageError(f"`now` has to be of the years {MIN_POST_YEAR} to {MAX_POST_YEAR}")
    if history is not None and not isinstance(history, History):
        raise UsageError(f"`history` has to be a History, not {type(history).__name__}")
    valid = _post(post, policies)
    if now is not None and valid.publish_at is None:
        valid = at_instant(valid, now)
    return decide_alone(valid, policies[0]) if len(policies) == 1 else decide(valid, policies)


def _post(post: AnyPost, policies: tuple[Policy, ...]) -> Post:
    """A post that all policies can read."""
    wanted = _post_type(tuple([policy.linked.post_type for policy in policies]))
    if type(post) is dict:  # before anything is asked that pydantic answers in Python
        return validated(post, wanted)
    if isinstance(post, wanted):
        return post
    if isinstance(post, BaseModel):
        raise UsageError(f"the policy reads posts of the type {wanted.__name__}, not {type(post).__name__}")
    if not isinstance(post, Mapping):
        raise UsageError(f"a post is a `Post` or a mapping, not {kind_of(post)}")
    return validated(post, wanted)


@lru_cache(maxsize=32)
def _post_type(types: tuple[type[Any], ...]) -> type[Post]:
    """The most special of the post types; they have to be in one line."""
    special = max(types, key=lambda one: len(one.__mro__))
    if not issubclass(special, Post) or not all(issubclass(special, one) for one in types):
        raise UsageError("these policies read posts of different types")
    return special


def _policies(policy: AnyPolicy) -> tuple[Policy, ...]:
    given: Any = policy
    if type(given) is Policy:
        return (given,)
    if type(given) is tuple and len(given) == 1 and type(given[0]) is Policy:
        return given
    alone = isinstance(given, Policy | str | bytes | Mapping) or not isinstance(given, Iterable)
    several: tuple[Any, ...] = (given,) if alone else tuple(given)
    if not several:
        raise UsageError("no policy to judge by")
    for one in several:
        if not isinstance(one, Policy | str):
            raise UsageError(f"a policy is a compiled one or a pack's name, not {kind_of(one)}")
    return tuple(_pack(one) if isinstance(one, str) else one for one in several)


@lru_cache(maxsize=32)
def _pack(name: str) -> Policy:
    """A pack by name, compiled once. Only packs: judging reads no file that the caller did not load."""
    if pack_path(name) is None:
        raise UsageError(f"there is no pack `{name:.80}`; load a file with `playbook.load`")
    return load(name)


def _a_text(text: str) -> str:
    if not isinstance(text, str):
        raise UsageError(f"a policy is given as text, not as {kind_of(text)}")
    return text


def _a_post_type(post_type: type[Post]) -> type[Post]:
    given: Any = post_type
    if not isinstance(given, type) or not issubclass(given, Post):
        raise UsageError("`post_type` has to be `Post` or a subclass of it")
    return post_type


def _path(source: str | Path) -> Path:
    if isinstance(source, Path):
        return source
    if not isinstance(source, str):
        raise UsageError(f"a policy is named by a text or a Path, not by {kind_of(source)}")
    if "/" in source or "\\" in source or source.endswith(".playbook"):
        return Path(source)
    path = pack_path(source)
    if path is None:
        raise UsageError(f"there is no pack `{source:.80}`; {_instead(source)}")
    return path


def _instead(name: str) -> str:
    """What was probably meant by a name that no pack has."""
    file = f"{name}.playbook"
    close = file if len(name) < 80 and os.path.isfile(file) else nearest(name, available())  # noqa: PTH113  (a name)
    return f"did you mean `{close}`?" if close else "a file is named by a path that ends in .playbook"


def _here() -> str:
    try:
        return os.getcwd()  # noqa: PTH109  (a name to go back to)
    except OSError:  # it was deleted
        return "."


_MEMORY: Memory[Policy] = Memory()


def _policy(origin: Origin) -> Policy:
    key = _key(origin) if is_on() else None
    if key is None:
        return _made(origin)[0]
    known = _MEMORY.recall(key)
    if known is None:
        known, graph = _made(origin)
        size = sum(len(module.source.text) for module in known.linked.modules)
        size += sum(len(data) for module in known.linked.modules for data in module.term_texts.values())
        _MEMORY.keep(key, known, graph.inputs, size)
    return known


def _key(origin: Origin) -> Hashable | None:
    """What a policy is remembered by, beside what its files say; None where it cannot be told from others."""
    params = known_by([[name, value] for name, value in sorted(origin.params.items())])
    if params is None:
        return None
    source = origin.source
    said = (source.name, source.text) if isinstance(source, Source) else str(source)
    return said, str(origin.folder), origin.post_type, params, origin.here


def _made(origin: Origin) -> tuple[Policy, Graph]:
    graph = load_graph(origin.source, origin.post_type, origin.folder)
    if graph.errors or graph.root is None:
        raise _policy_error(graph.errors or graph.diagnostics)
    linked, problems = link(graph.root, origin.params)
    if problems:
        raise _policy_error(problems)
    return Policy(linked, origin), graph


def _policy_error(diagnostics: Sequence[Diagnostic]) -> PolicyError:
    from playbook.diagnostics.text import render  # noqa: PLC0415  (most policies have no mistakes)

    return PolicyError(render(diagnostics, color=False), diagnostics)
