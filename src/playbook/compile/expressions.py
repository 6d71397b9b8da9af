"""Writes the Python for expressions: straight-line code over locals, Kleene's logic by `if`, no node left at run
time.

Each method writes what has to happen first and returns the name (or constant) that then holds the value. Conditions
hold `True`, `False` or `U`; values may be `U` (unknown) or `A` (absent). What is not worth spelling out in line is a
call to the operators that the reference evaluator uses.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from playbook.check.refs import AskRef, ItemRef, LetRef, MemberRef, PostRef
from playbook.compile.code import Code
from playbook.compile.constants import is_constant
from playbook.compile.paths import Paths
from playbook.reference.environment import Environment
from playbook.reference.expression import bare, evaluate, exact
from playbook.reference.linked import LinkedPolicy
from playbook.syntax import tree
from playbook.text.matcher import TopicSpec, word
from playbook.types import Enum
from playbook.values import ABSENT, UNKNOWN


class Expressions:
    """The writer for one policy."""

    def __init__(self, code: Code, policy: LinkedPolicy) -> None:
        self.code = code
        self.policy = policy
        self.tables = policy.tables
        self.paths = Paths(code)
        self.topics: dict[TopicSpec, int] = {}
        self._items: dict[tree.Node, str] = {}
        self._lets: dict[tree.Let, str] = {}
        self._hits: dict[str, str] = {}
        self._constants = Environment(policy.tables, policy.params, None)  # type: ignore[arg-type]

    # ------------------------------------------------------------------------------------------------------ conditions

    def truth(self, expr: tree.Expr) -> str:
        """Write *expr* as a condition."""
        match expr:
            case tree.Group():
                return self.truth(expr.inner)
            case tree.And():
                return self.every([partial(self.truth, part) for part in expr.parts])
            case tree.Or():
                return self.some([partial(self.truth, part) for part in expr.parts])
            case tree.Not():
                return self.negated(self.truth(expr.operand))
            case tree.Quantifier():
                return self._quantifier(expr)
            case tree.Compare():
                return self._compare(expr)
            case tree.Mentions():
                return self._mentions(expr)
            case _:
                return self._plain_truth(expr)

    def every(self, parts: Iterable[Callable[[], str]]) -> str:
        """Kleene's and: the next part is only looked at while none is false."""
        return self._chain(parts, "True", "False")

    def some(self, parts: Iterable[Callable[[], str]]) -> str:
        """Kleene's or: the next part is only looked at while none is true."""
        return self._chain(parts, "False", "True")

    def _chain(self, parts: Iterable[Callable[[], str]], neutral: str, decisive: str) -> str:
        code = self.code
        answer = code.fresh("t")
        for index, part in enumerate(parts):
            if index == 0:
                code.line(f"{answer} = {part()}")
                continue
            with code.block(f"if {answer} is not {decisive}"):
                value = part()
                with code.block(f"if {value} is not {neutral}"):
                    code.line(f"{answer} = {value}")
        return answer

    def all_of(self, conditions: Sequence[tree.Expr]) -> str:
        """Whether all of *conditions* hold; with none, they do."""
        return (
            self.every([partial(self.truth, condition) for condition in conditions]) if conditions else "True"
        )

    def not_all_of(self, conditions: Sequence[tree.Expr]) -> str:
        """Whether not every one of *conditions* holds."""
        return self.negated(self.all_of(conditions))

    def early(self, until: tree.Expr) -> str:
        """Whether the post would go out outside the window *until*, or before that instant."""
        return self.code.let("t", f"early_for(publish_at(post), {self.value(until)}, zone)")

    def negated(self, value: str) -> str:
        return self.code.let("t", f"U if {value} is U else not {value}")

    def _plain_truth(self, expr: tree.Expr) -> str:
        """A value that has to be a boolean."""
        value = self.value(expr)
        sure = (
            tree.In,
            tree.Missing,
            tree.Contains,
            tree.Include,
            tree.Matches,
            tree.Affix,
            tree.Within,
            tree.Near,
        )
        return value if isinstance(expr, sure) else self.code.let("t", f"truth({value})")

    def _compare(self, expr: tree.Compare) -> str:
        left, right = bare(expr.left), bare(expr.right)
        for one, other in ((left, right), (right, left)):
            member = self._member(other)
            if member is not None and expr.operator in ("is", "is not"):
                value = self.value(one)
                test = "==" if expr.operator == "is" else "!="
                # An absent value equals no member, which is what `is` and `is not` are to say of it.
                return self.code.let("t", f"U if {value} is U else {value} {test} {member}")
        values = f"{self.value(left)}, {self.value(right)}"
        flag = exact(self._constants, left, right)
        return self.code.let("t", f"compare({expr.operator!r}, {values}, {flag}, zone)")

    def _member(self, expr: tree.Expr) -> str | None:
        if isinstance(expr, tree.Name) and isinstance(self.tables.types.get(expr), Enum):
            base = self.tables.refs[expr].base
            if isinstance(base, MemberRef):
                return self.code.constant(base.member)
        return None

    # ----------------------------------------------------------------------------------------------------------- lists

    def _quantifier(self, expr: tree.Quantifier) -> str:
        code, items = self.code, self.value(expr.items)
        answer = code.fresh("t")
        with code.block(f"if {items} is U"):
            code.line(f"{answer} = U")
        with code.block(f"elif {items} is A"):
            code.line(f"{answer} = False")
        with code.block("else"):
            if expr.where is None:
                code.line(f"{answer} = True if {items} else False")
            else:
                code.line(f"{answer} = False")
                with self._each(expr, items):
                    held = self.truth(expr.where)
                    with code.block(f"if {held} is not False"):
                        code.line(f"{answer} = {held}")
                        with code.block(f"if {held} is True"):
                            code.line("break")
        return answer if expr.kind == "any" else self.negated(answer)

    def _each(self, binder: tree.Quantifier | tree.Count, items: str) -> Any:
        name = self.code.fresh("e")
        self._items[binder] = name
        return self.code.block(f"for {name} in {items}")

    def _count(self, expr: tree.Count) -> str:
        code, items = self.code, self.value(expr.items)
        answer = code.fresh("v")
        with code.block(f"if {items} is U or {items} is A"):
            code.line(f"{answer} = {items}")
        with code.block("else"):
            if expr.where is None:
                code.line(f"{answer} = len({items})")
            else:
                sure, open_ = code.let("n", "0"), code.let("n", "0")
                with self._each(expr, items):
                    held = self.truth(expr.where)
                    with code.block(f"if {held} is True"):
                        code.line(f"{sure} += 1")
                    with code.block(f"elif {held} is U"):
                        code.line(f"{open_} += 1")
                code.line(f"{answer} = interval({sure}, {sure} + {open_})")
        return answer

    # ------------------------------------------------------------------------------------------------------------ text

    def _mentions(self, expr: tree.Mentions) -> str:
        wanted = self._static_topics(expr.what)
        if wanted is None:
            return self._of_text(expr, "mentioned")
        text = self.value(expr.text)
        hits = self._hits.get(text)
        if hits is None:
            hits = self.code.let("h", f"hits({text})")
        else:
            with self.code.block(f"if {hits} is None"):
                self.code.line(f"{hits} = hits({text})")
        if len(wanted) == 1:
            test = f"{wanted[0]} in {hits}"
        else:
            chosen = self.code.constant(frozenset(wanted))
            test = f"{chosen} <= {hits}" if expr.quantity == "all" else f"not {chosen}.isdisjoint({hits})"
        return self.code.let("t", f"U if {text} is U else False if {text} is A else {test}")

    def _static_topics(self, what: tree.Expr) -> list[int] | None:
        """What is looked for, as places in the one matcher of the policy; None where it depends on the post."""
        if not is_constant(what, self.tables):
            return None
        value = evaluate(what, self._constants)
        wanted = value if isinstance(value, tuple) else (value,)
        if not wanted or any(one is UNKNOWN or one is ABSENT for one in wanted):
            return None
        specs = [one if isinstance(one, TopicSpec) else word(one) for one in wanted]
        return [self.topics.setdefault(spec, len(self.topics)) for spec in specs]

    def declare_hits(self, expr: tree.Mentions) -> None:
        """Keep a place for what is found in a text of the post, looked through once, when a rule first asks."""
        text = bare(expr.text)
        if not isinstance(text, tree.Name) or not isinstance(self.tables.refs[text].base, PostRef):
            return
        local = self.paths.name(self.tables.refs[text].fields)
        if local not in self._hits and self._static_topics(expr.what) is not None:
            self._hits[local] = self.code.let("h", "None")

    def _of_text(self, expr: tree.Mentions | tree.Contains, test: str) -> str:
        values = f"{self.value(expr.text)}, {self.value(expr.what)}"
        return self.code.let("t", f"of_text({values}, {expr.quantity!r}, {test})")

    # ---------------------------------------------------------------------------------------------------------- values

    def value(self, expr: tree.Expr) -> str:
        """Write *expr* as a value."""
        code = self.code
        if not isinstance(expr, tree.Name) and is_constant(expr, self.tables):
            return code.constant(evaluate(expr, self._constants))
        match expr:
            case tree.Group():
                return self.value(expr.inner)
            case tree.Name():
                return self._name(expr)
            case tree.ListLiteral():
                items = "".join(f"{self.value(item)}, " for item in expr.items)
                return code.let("v", f"listed(({items}))")
            case tree.And() | tree.Or() | tree.Not() | tree.Quantifier() | tree.Compare() | tree.Mentions():
                return self.truth(expr)
            case tree.Count():
                return self._count(expr)
            case tree.In():
                test = "is_not_in" if expr.negated else "is_in"
                flag = exact(self._constants, expr.item)
                return code.let(
                    "t", f"{test}({self.value(expr.item)}, {self.value(expr.items)}, {flag}, zone)"
                )
            case tree.Missing():
                wanted = "False" if expr.negated else "True"
                return code.let("t", f"is_missing({self.value(expr.operand)}) is {wanted}")
            case tree.Contains():
                return self._of_text(expr, "contains_piece")
            case tree.Include():
                values = f"{self.value(expr.items)}, {self.value(expr.what)}"
                return code.let(
                    "t", f"include({values}, {expr.quantity!r}, {exact(self._constants, expr.items)})"
                )
            case tree.Matches():
                pattern = code.constant(self.tables.patterns[expr.pattern])
                text = self.value(expr.text)
                return code.let(
                    "t", f"U if {text} is U else False if {text} is A else {pattern}.found({text})"
                )
            case tree.Affix():
                return code.let(
                    "t", f"affix({expr.edge!r}, {self.value(expr.text)}, {self.value(expr.piece)})"
                )
            case tree.Within():
                test = "outside" if expr.negated else "within"
                return code.let("t", f"{test}({self.value(expr.time)}, {self.value(expr.window)}, zone)")
            case tree.Near():
                values = f"{self.value(expr.time)}, {self.value(expr.distance)}, {self.value(expr.of)}"
                return code.let("t", f"near({values})")
            case tree.Negate():
                return code.let("v", f"minus({self.value(expr.operand)})")
            case tree.Arithmetic():
                values = f"{self.value(expr.left)}, {self.value(expr.right)}"
                return code.let("v", f"arithmetic({expr.operator!r}, {values})")
            case tree.WindowJoin():
                return code.let(
                    "v", f"join({expr.operator!r}, {self.value(expr.left)}, {self.value(expr.right)})"
                )
            case tree.Call():
                arguments = "".join(f"{self.value(argument)}, " for argument in expr.arguments)
                return code.let(
                    "v", f"apply({code.constant(self.tables.functions[expr])}, post, ({arguments}))"
                )
            case _:
                # Literals and windows are constants, and what is left cannot be known here.
                return "U"

    def _name(self, name: tree.Name) -> str:
        ref = self.tables.refs[name]
        base = ref.base
        match base:
            case PostRef():
                return self.paths.of_post(ref.fields) if ref.fields else "post"
            case ItemRef():
                value = self._items[base.binder]
                for field in ref.fields:
                    value = self.paths.read(value, field)
                return value
            case LetRef():
                return self._lets[base.let]
            case AskRef():
                return self.code.let("v", f"answer(post, {self.code.constant(base.ask)})")
            case _:
                return self.code.constant(evaluate(name, self._constants))

    def declare_let(self, let: tree.Let) -> None:
        """Work the value of *let* out here, once; those that it names have been declared."""
        if let not in self._lets:
            self._lets[let] = self.value(let.value)
