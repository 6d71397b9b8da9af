"""Which of a file's own declarations are used: by rules, params, lets, topics, messages, changes, bindings, tests."""

from collections.abc import Iterator

from playbook.check.module import Module
from playbook.check.refs import AskRef, LetRef, ParamRef, TopicRef
from playbook.frozen import frozen
from playbook.syntax import tree
from playbook.syntax.walk import walk


@frozen
class Uses:
    """The declarations that something hangs on. What only an unused declaration uses is not used."""

    used: frozenset[tree.Node]
    examples: frozenset[str]
    """The names of the examples that a test is given."""
    is_library: bool
    """Whether the file has no rules of its own, so that it is there for others to take from."""

    def idle(self, declaration: tree.Node) -> bool:
        return not self.is_library and declaration not in self.used


def uses(module: Module) -> Uses:
    """What is used in the file of *module*."""
    policy = module.tree
    used: set[tree.Node] = set()
    header = (policy.applies, policy.timezone, policy.default, *policy.extends)
    waiting: list[tree.Node] = [part for part in header if part is not None]
    waiting += [one for one in policy.declarations if isinstance(one, tree.Rule | tree.Change | tree.Extends)]
    while waiting:
        for declaration in _named(waiting.pop(), module):
            if declaration not in used:
                used.add(declaration)
                waiting.append(declaration)
    return Uses(
        used=frozenset(used),
        examples=frozenset(_examples(policy)),
        is_library=not any(isinstance(one, tree.Rule) for one in policy.declarations),
    )


def _named(start: tree.Node, module: Module) -> Iterator[tree.Node]:
    for node in walk(start):
        if not isinstance(node, tree.Name):
            continue
        ref = module.refs.get(node)
        if ref is None and node.parts[0] in module.names:
            yield module.names[
                node.parts[0]
            ]  # in a rule that is left out, nobody has looked what it stands for
        match None if ref is None else ref.base:
            case ParamRef(param):
                yield param
            case LetRef(let):
                yield let
            case AskRef(ask):
                yield ask
            case TopicRef(tree.Topic() as topic):
                yield topic


def _examples(policy: tree.Policy) -> Iterator[str]:
    for one in policy.declarations:
        if isinstance(one, tree.Test):
            yield from (given.name for given in one.given if isinstance(given, tree.Ident))
