"""`--policy` and `--param`: the policies to judge by, loaded, each with the params that it has."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from playbook import api
from playbook.engine.policy import Policy
from playbook.errors import UsageError
from playbook.model.post import Post
from playbook.packs import load_graph, pack_path
from playbook.syntax import tree


def parse_params(texts: Sequence[str]) -> dict[str, str]:
    """`NAME=VALUE` texts by name; values are in the language's own words. Raises UsageError."""
    values: dict[str, str] = {}
    for text in texts:
        name, separator, value = text.partition("=")
        if not separator or not name.isidentifier():
            raise UsageError(f"--param {text}: write it like max_hashtags=3")
        if name in values:
            raise UsageError(f"--param {name} is given twice")
        values[name] = value
    return values


def load_policies(names: Sequence[str], params: Mapping[str, str], post_type: type[Post]) -> list[Policy]:
    """Loads every policy. With several, each gets the params that it has; one that none has is an error.

    Raises PolicyError and UsageError as `playbook.load` does.
    """
    if len(names) == 1 or not params:
        return [api.load(name, post_type=post_type, params=params) for name in names]
    declared = {name: _params_of(name, post_type) for name in names}
    for param in params:
        if not any(param in known for known in declared.values()):
            raise UsageError(f"--param {param}: none of these policies has it")
    return [
        api.load(
            name,
            post_type=post_type,
            params={param: value for param, value in params.items() if param in declared[name]},
        )
        for name in names
    ]


def _params_of(name: str, post_type: type[Post]) -> set[str]:
    """The params of a policy; none where it cannot be read, which loading it will say."""
    root = load_graph(pack_path(name) or Path(name), post_type).root
    return (
        set()
        if root is None
        else {known for known, what in root.names.items() if isinstance(what, tree.Param)}
    )
