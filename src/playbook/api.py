"""The facade that every face goes through: load, compile, check, evaluate. No clock, no network; files only while
loading.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from pydantic import BaseModel

from playbook.compile.link import link
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.text import render
from playbook.engine.decide import decide
from playbook.engine.policy import Policy
from playbook.errors import PolicyError, UsageError
from playbook.limits import MAX_POST_YEAR, MIN_POST_YEAR
from playbook.model.decision import Decision
from playbook.model.history import History
from playbook.model.instant import at_instant
from playbook.model.post import Post
from playbook.model.validate import kind_of, validated
from playbook.packs import Graph, load_graph, pack_path
from playbook.source import Source

AnyPost: TypeAlias = Post | Mapping[str, Any]
AnyPolicy: TypeAlias = Policy | str | Sequence["Policy | str"]


def load(source: str | Path, /, *, post_type: type[Post] = Post, **params: Any) -> Policy:
    """The policy that *source* names: a pack (`"professional"`), or a file (a `Path`, or text with a `/` or
    `.playbook` in it).

    *params* set its params. *post_type* is an app's own subclass of `Post`, whose fields the policy may then name.

    Raises PolicyError where the policy has mistakes (all of them, rendered and as `diagnostics`), UsageError where
    there is no such pack or a param does not fit.
    """
    return _policy(load_graph(_path(source), post_type), params)


def compile(  # noqa: A001  the name that re and others use for it
    text: str,
    /,
    *,
    name: str = "<text>",
    folder: Path | None = None,
    post_type: type[Post] = Post,
    **params: Any,
) -> Policy:
    """The policy that *text* says. *name* is what diagnostics call it; *folder* is where its relative paths start.

    Raises PolicyError and UsageError like `load`.
    """
    return _policy(load_graph(Source(name, text), post_type, folder), params)


def check(
    text: str, *, name: str = "<text>", folder: Path | None = None, post_type: type[Post] = Post
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the policy that *text* says, and with what it takes in. Never raises on a mistake
    in it.
    """
    return load_graph(Source(name, text), post_type, folder).diagnostics


def check_file(path: str | Path, *, post_type: type[Post] = Post) -> tuple[Diagnostic, ...]:
    """The same for a policy file, or a pack's name."""
    return load_graph(_path(path), post_type).diagnostics


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
    return _evaluate(post, _policies(policy), now, history)


def evaluate_many(
    posts: Iterable[AnyPost],
    policy: AnyPolicy,
    *,
    now: datetime | None = None,
    history: History | None = None,
) -> Iterator[Decision]:
    """Judge *posts* one by one, as they come; a decision each, in their order. Raises like `evaluate`, when it gets
    there.
    """
    policies = _policies(policy)
    return (_evaluate(post, policies, now, history) for post in posts)


def _evaluate(
    post: AnyPost, policies: tuple[Policy, ...], now: datetime | None, history: History | None
) -> Decision:
    if now is not None and now.utcoffset() is None:
        raise UsageError("`now` has to be aware of its time zone")
    if now is not None and not MIN_POST_YEAR <= now.year <= MAX_POST_YEAR:
        raise UsageError(f"`now` has to be of the years {MIN_POST_YEAR} to {MAX_POST_YEAR}")
    if history is not None and not isinstance(history, History):
        raise UsageError(f"`history` has to be a History, not {type(history).__name__}")
    valid = _post(post, policies)
    if now is not None and valid.publish_at is None:
        valid = at_instant(valid, now)
    return decide(valid, policies)


def _post(post: AnyPost, policies: tuple[Policy, ...]) -> Post:
    """A post that all policies can read."""
    wanted = _post_type(policies)
    if isinstance(post, wanted):
        return post
    if isinstance(post, BaseModel):
        raise UsageError(f"the policy reads posts of the type {wanted.__name__}, not {type(post).__name__}")
    if not isinstance(post, Mapping):
        raise UsageError(f"a post is a `Post` or a mapping, not {kind_of(post)}")
    return validated(post, wanted)


def _post_type(policies: tuple[Policy, ...]) -> type[Post]:
    """The most special of the post types; they have to be in one line."""
    types = [policy.linked.post_type for policy in policies]
    special = max(types, key=lambda one: len(one.__mro__))
    if not issubclass(special, Post) or not all(issubclass(special, one) for one in types):
        raise UsageError("these policies read posts of different types")
    return special


def _policies(policy: AnyPolicy) -> tuple[Policy, ...]:
    given: Any = policy
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


def _path(source: str | Path) -> Path:
    if isinstance(source, Path):
        return source
    if "/" in source or "\\" in source or source.endswith(".playbook"):
        return Path(source)
    path = pack_path(source)
    if path is None:
        raise UsageError(f"there is no pack `{source:.80}`; a file is named by a path that ends in .playbook")
    return path


def _policy(graph: Graph, params: Mapping[str, Any]) -> Policy:
    if graph.errors or graph.root is None:
        raise _policy_error(graph.errors or graph.diagnostics)
    linked, problems = link(graph.root, params)
    if problems:
        raise _policy_error(problems)
    return Policy(linked)


def _policy_error(diagnostics: Sequence[Diagnostic]) -> PolicyError:
    return PolicyError(render(diagnostics, color=False), diagnostics)
