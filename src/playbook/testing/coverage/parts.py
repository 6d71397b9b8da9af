"""Which parts the conditions of a policy have, and which rules may come out undetermined. Looks at the policy alone."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from playbook.builtins.declare import Function
from playbook.check.refs import AskRef, LetRef
from playbook.compile.reads import TIME
from playbook.frozen import frozen
from playbook.model.schema import Field, fields_of
from playbook.reference.expression import bare
from playbook.reference.linked import LinkedRule, Tables
from playbook.syntax import tree
from playbook.syntax.walk import children
from playbook.testing.trace import said_by_let


@frozen
class Part:
    """An atomic part of a condition, and the clause that it stands in."""

    node: tree.Expr
    clause: str


def clauses_of(linked: LinkedRule) -> Iterator[Part]:
    """The clauses that decide whether a rule fires. Approvals are no part: they answer a rule that has fired."""
    rule = linked.rule
    if rule.when is not None:
        yield Part(rule.when, "when")
    if rule.unless is not None:
        yield Part(rule.unless, "unless")
    yield from (Part(require, "require") for require in rule.requires)
    if linked.then.until is not None:
        yield Part(linked.then.until, "until")


def parts_of(clauses: Iterable[Part], tables: Tables) -> tuple[list[Part], list[tree.Let]]:
    """The atomic parts of *clauses*, and the lets of the same file that stand in for more of them."""
    parts: list[Part] = []
    lets: list[tree.Let] = []
    waiting = list(clauses)[::-1]
    while waiting:
        part = waiting.pop()
        node = bare(part.node)
        inner: tuple[tree.Expr, ...] = ()
        match node:
            case tree.And() | tree.Or():
                inner = node.parts
            case tree.Not():
                inner = (node.operand,)
            case tree.Quantifier() if node.where is not None:
                inner = (node.where,)
            case tree.Name() if part.clause != "until" and said_by_let(node, tables) is not None:
                base = tables.refs[node].base
                if isinstance(base, LetRef):
                    lets.append(base.let)
                continue
        if inner and part.clause != "until":
            waiting += reversed([Part(one, part.clause) for one in inner])
        else:
            parts.append(Part(node, part.clause))
    return parts, lets


def may_be_unknown(
    clauses: Iterable[Part], tables: Tables, post_type: type[BaseModel], zone: tree.Node | None
) -> bool:
    """Whether a fact that nobody knows can leave *clauses* open: an optional field, an answer, what a function
    reads.
    """
    found = _Unknown(tables, post_type, zone)
    return any(
        found.in_node(part.node) or (part.clause == "until" and found.in_path(TIME)) for part in clauses
    )


class _Unknown:
    """Looks for what may not be known."""

    def __init__(self, tables: Tables, post_type: type[BaseModel], zone: tree.Node | None) -> None:
        self.tables, self.post_type, self.zone = tables, post_type, zone
        self.seen: set[tree.Node] = set()

    def in_node(self, start: tree.Node) -> bool:
        waiting = [start]
        while waiting:
            node = waiting.pop()
            if node in self.seen:
                continue
            self.seen.add(node)
            match node:
                case tree.Missing():
                    # Whether something is missing is always known, but not whether there is anything to ask it of.
                    waiting += self._owners(node.operand)
                    continue
                case tree.Call() if node in self.tables.functions:
                    if self._in_function(self.tables.functions[node]):
                        return True
                    waiting += node.arguments
                    continue
                case tree.Within() if self.zone is not None:
                    waiting.append(self.zone)
                case tree.Name() if node in self.tables.refs:
                    ref = self.tables.refs[node]
                    if isinstance(ref.base, AskRef) or any(_may_be_unknown(field) for field in ref.fields):
                        return True
                    if isinstance(ref.base, LetRef):
                        waiting.append(ref.base.let.value)
            waiting += children(node)
        return False

    def in_path(self, path: str) -> bool:
        """Whether a field of the post, dotted, may not be known."""
        model: type[BaseModel] | None = self.post_type
        for name in path.split("."):
            field = None if model is None else fields_of(model).get(name)
            if field is None:
                return False
            if _may_be_unknown(field):
                return True
            model = getattr(field.type, "model", None)
        return False

    def _owners(self, operand: tree.Expr) -> list[tree.Node]:
        inner = bare(operand)
        return [] if isinstance(inner, tree.Name) else [inner]

    def _in_function(self, function: Function) -> bool:
        return any(self.in_path(path) for path in function.reads)


def _may_be_unknown(field: Field) -> bool:
    """A field that is worked out is known where what it is worked out from is."""
    if field.none != "unknown":
        return False
    if field.derive is None:
        return True
    known = fields_of(field.owner)
    return any(
        name in known and name != field.name and _may_be_unknown(known[name]) for name in field.depends
    )
