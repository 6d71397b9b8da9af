"""Works out the type of every expression, and reports what does not go together.

One walk does names and types, since each needs the other: what a bare word stands for may hang on the type
beside it (`kind is photo`), and types come from names. A *hint* is the type that is wanted at a place; it
settles enum members, the items of lists, and which suggestions make sense, and is no check: whoever asks for
the type checks it. What is reported has the type `ANY` from then on, so that nothing is reported twice.

Lets are worked out when they are first named. A let that needs itself is reported where it closes the ring.
"""

from collections.abc import Iterator

from playbook import limits
from playbook.check import calls, operators, quantifiers, unlike
from playbook.check.draft import Draft
from playbook.check.fitting import REPORTED, agree, has_any, has_topic
from playbook.check.list_problems import MixedList
from playbook.check.mends import edit_to, retyped
from playbook.check.refs import MemberRef, Ref
from playbook.check.resolve import BROKEN, Lookup, is_respelt, peek, resolve
from playbook.check.ring_problems import LetInRing, TooDeep
from playbook.check.scope import Scope, meanings
from playbook.check.type_problems import (
    NotACondition,
    QuotedMember,
    TopicAsValue,
    UnknownMember,
    WrongOperand,
)
from playbook.check.unsupported import NotSupportedYet
from playbook.check.wording import noun
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.syntax import tree
from playbook.types import (
    ANY,
    BOOLEAN,
    DATE,
    DURATION,
    NUMBER,
    TEXT,
    TIME,
    WINDOW,
    Enum,
    ListOf,
    Record,
    Type,
)


class Typist:
    """Types of one file. Every expression is given to `infer` once; the tables and `found` grow as it goes."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.found: list[Diagnostic] = []
        self.lookup = Lookup(draft, self.let_type, self.report)
        self.loops = 0
        """How many `where`s are around the place."""
        self._depth = 0
        self._open: list[tree.Let] = []
        """The lets that are being worked out, outermost first."""

    def report(self, problem: Diagnostic) -> None:
        self.found.append(problem)

    def drain(self) -> Iterator[Diagnostic]:
        """What was found since the last time."""
        yield from self.found
        self.found = []

    # ------------------------------------------------------------------------------------ what passes ask for

    def condition(self, expr: tree.Expr, scope: Scope | None = None) -> None:
        """*expr* has to hold or not."""
        got = self.value(expr, scope, BOOLEAN)
        if got not in (BOOLEAN, ANY):
            self.report(NotACondition(expr.span, got, expr.span.text, unlike.condition(self, expr, got)))

    def _part(self, before: tree.Expr | None, expr: tree.Expr, joined: str, scope: Scope | None) -> None:
        """A part of a chain of `and` or `or`: *expr* has to hold or not, too."""
        mend = None if before is None else unlike.alternative(self, before, expr, joined)
        if mend is None:
            self.condition(expr, scope)
            return
        got = self.infer(expr, scope, REPORTED)
        if got == ANY and isinstance(before, tree.Compare):
            got = self.draft.types[before.left]
        self.report(NotACondition(expr.span, got, expr.span.text, mend))

    def operand(self, expr: tree.Expr, scope: Scope | None, wanted: Type, operator: str) -> None:
        """*expr* has to be of the type *wanted*, since *operator* says so."""
        got = self.value(expr, scope, wanted)
        if not agree(got, wanted):
            mend = edit_to(expr, retyped(expr, wanted))
            self.report(WrongOperand(expr.span, operator, noun(wanted), got, mend=mend))

    def value(self, expr: tree.Expr, scope: Scope | None = None, hint: Type | None = None) -> Type:
        """The type of *expr* where a topic cannot stand."""
        got = self.infer(expr, scope, hint)
        if not has_topic(got):
            return got
        while isinstance(expr, tree.Group):
            expr = expr.inner
        if isinstance(expr, tree.ListLiteral):
            expr = next(item for item in expr.items if has_topic(self.draft.types[item]))
        self.report(TopicAsValue(expr.span, expr.span.text))
        return ANY

    def pair(
        self,
        left: tree.Expr,
        right: tree.Expr,
        scope: Scope | None,
        *,
        left_holds_right: bool = False,
        right_holds_left: bool = False,
    ) -> tuple[Type, Type]:
        """The types of both sides of an operator, each with the other as its hint.

        A bare word, a text or a list of them may be a member of an enum that only the other side tells of; it
        comes second.
        """

        def to_right(type_: Type) -> Type | None:
            return _held(type_, holds=left_holds_right, is_held=right_holds_left)

        def to_left(type_: Type) -> Type | None:
            return _held(type_, holds=right_holds_left, is_held=left_holds_right)

        unsure = self._is_word(left) and not self._knows_enum(left, scope)
        if unsure and (not self._is_word(right) or self._knows_enum(right, scope)):
            right_type = self.value(right, scope)
            return self.value(left, scope, to_left(right_type)), right_type
        left_type = self.value(left, scope)
        return left_type, self.value(right, scope, to_right(left_type))

    # ----------------------------------------------------------------------------------------------- the walk

    def infer(self, expr: tree.Expr, scope: Scope | None = None, hint: Type | None = None) -> Type:
        """The type of *expr*. Whatever is wrong in it is reported; then it is `ANY`."""
        self._depth += 1
        if self._depth > limits.MAX_TREE_HEIGHT:
            self._report_depth(expr)
            found: Type = ANY
        else:
            found = self._infer(expr, scope, hint)
        self._depth -= 1
        self.draft.types[expr] = found
        return found

    def _infer(self, expr: tree.Expr, scope: Scope | None, hint: Type | None) -> Type:
        match expr:
            case tree.TextLiteral():
                return self._text(expr, hint)
            case tree.NumberLiteral():
                return NUMBER
            case tree.BooleanLiteral():
                return BOOLEAN
            case tree.DurationLiteral():
                return DURATION
            case tree.DateLiteral():
                return DATE
            case tree.TimeLiteral():
                return TIME
            case tree.WeeklyWindow() | tree.DateWindow() | tree.HolidayWindow():
                return WINDOW
            case tree.Name():
                return self._name(expr, scope, hint)
            case tree.ListLiteral():
                return self._list(expr, scope, hint)
            case tree.RecordLiteral():
                return ANY  # out of place; the parser says so
            case tree.Call():
                return calls.call(self, expr, scope)
            case tree.Group():
                return self.infer(expr.inner, scope, hint)
            case tree.And() | tree.Or():
                if (problem := unlike.joined_windows(expr)) is not None:
                    self.report(problem)
                    return ANY
                joined = "or" if isinstance(expr, tree.Or) else "and"
                for index, part in enumerate(expr.parts):
                    self._part(expr.parts[index - 1] if index else None, part, joined, scope)
                return BOOLEAN
            case tree.Not():
                self.condition(expr.operand, scope)
                return BOOLEAN
            case tree.Quantifier():
                return quantifiers.quantifier(self, expr, scope)
            case tree.Count():
                return quantifiers.count(self, expr, scope)
            case tree.Compare():
                return operators.compare(self, expr, scope)
            case tree.In():
                return operators.is_in(self, expr, scope)
            case tree.Missing():
                self.value(expr.operand, scope)
                return BOOLEAN
            case tree.Mentions():
                return operators.mentions(self, expr, scope)
            case tree.Contains():
                return operators.contains(self, expr, scope)
            case tree.Include():
                return operators.include(self, expr, scope)
            case tree.Matches():
                return operators.matches(self, expr, scope)
            case tree.Affix():
                return operators.affix(self, expr, scope)
            case tree.Within():
                return operators.within(self, expr, scope)
            case tree.Near():
                return operators.near(self, expr, scope)
            case tree.Negate():
                return operators.negate(self, expr, scope)
            case tree.Arithmetic():
                return operators.arithmetic(self, expr, scope)
            case tree.WindowJoin():
                return operators.window_join(self, expr, scope)
            case tree.Posts():
                self.report(NotSupportedYet(expr.span, f"`posts {expr.relation} {expr.who}`"))
                self.operand(expr.last, scope, DURATION, "in last")
                return ListOf(Record(self.draft.post_type))

    # ------------------------------------------------------------------------------------ words, texts, lists

    def _text(self, expr: tree.TextLiteral, hint: Type | None) -> Type:
        if not isinstance(hint, Enum):
            return TEXT
        if expr.value in hint.members:
            self.report(QuotedMember(expr.span, expr.value, hint))
        else:
            self.report(UnknownMember(expr.span, expr.value, hint, _closest(expr.value, hint)))
        return ANY

    def _name(self, name: tree.Name, scope: Scope | None, hint: Type | None) -> Type:
        word = name.parts[0]
        if isinstance(hint, Enum) and len(name.parts) == 1:
            if word in hint.members:
                self.draft.refs[name] = Ref(MemberRef(hint, word))
                return hint
            if not self.draft.is_reported(word) and not meanings(word, scope, self.draft):
                self.draft.refs[name] = BROKEN
                if not is_respelt(name):
                    self.report(UnknownMember(name.span, word, hint, _closest(word, hint)))
                return ANY
        ref, type_ = resolve(name, scope, hint, self.lookup)
        self.draft.refs[name] = ref
        return type_

    def _list(self, expr: tree.ListLiteral, scope: Scope | None, hint: Type | None) -> Type:
        wanted = hint.item if isinstance(hint, ListOf) and hint.item != ANY else None
        first: tree.Expr | None = None
        item: Type = ANY
        for part in expr.items:
            got = self.infer(part, scope, wanted or (item if item != ANY else None))
            if first is None or item == ANY:
                first, item = part, got
            elif not self._mix(wanted, item, got):
                self.report(MixedList(part.span, first.span, item, got, retyped(part, item)))
                return ListOf(ANY)
            elif has_topic(got):
                item = got
        return ListOf(item if expr.items or wanted in (None, REPORTED) else wanted)

    def _mix(self, wanted: Type | None, item: Type, got: Type) -> bool:
        """Whether *got* may stand beside *item*. After `mentions any of`, topics and texts may stand together."""
        if wanted is not None and has_topic(wanted) and {item, got} <= {TEXT, wanted}:
            return True
        return agree(item, got)

    def _is_word(self, expr: tree.Expr) -> bool:
        """Whether it may turn out to be a member of an enum, or several, or to be text that should be."""
        while isinstance(expr, tree.Group):
            expr = expr.inner
        if isinstance(expr, tree.ListLiteral):
            return bool(expr.items) and all(map(self._is_word, expr.items))
        return isinstance(expr, tree.TextLiteral) or (isinstance(expr, tree.Name) and len(expr.parts) == 1)

    def _knows_enum(self, expr: tree.Expr, scope: Scope | None) -> bool:
        """Whether it is of an enum type, or a list of that, by itself."""
        while isinstance(expr, tree.Group):
            expr = expr.inner
        found = self.peek(expr, scope)
        return isinstance(found, Enum) or (isinstance(found, ListOf) and isinstance(found.item, Enum))

    def peek(self, expr: tree.Expr, scope: Scope | None) -> Type | None:
        """The type of *expr* if it is a name that stands for one thing; nothing is reported."""
        if not isinstance(expr, tree.Name):
            return None

        def let_type(let: tree.Let) -> Type:
            return ANY if let in self._open else self.let_type(let)

        return peek(expr, scope, self.draft, let_type)

    # --------------------------------------------------------------------------------------------------- lets

    def let_type(self, let: tree.Let) -> Type:
        """The type of a let, worked out now if nobody asked before."""
        known = self.draft.tables(let).types.get(let.value)
        if known is not None:
            return known
        if let in self.draft.homes:
            return ANY
        if let in self._open:
            self._report_ring(let)
            return ANY
        self._open.append(let)
        loops, self.loops = self.loops, 0
        found = self.value(let.value)
        self.loops = loops
        self._open.pop()
        self.draft.types[let.value] = found
        return found

    def _report_ring(self, let: tree.Let) -> None:
        ring = self._open[self._open.index(let) :]
        if not any(
            isinstance(problem, LetInRing) and problem.span == let.name.span for problem in self.found
        ):
            names = tuple(one.name.name for one in ring)
            self.report(LetInRing(let.name.span, names, tuple(one.name.span for one in ring[1:])))

    def _report_depth(self, expr: tree.Expr) -> None:
        if not self.draft.too_deep:
            self.draft.too_deep = True
            self.report(TooDeep(expr.span))


_FORMERLY = {
    "twitter": "x",
    "insta": "instagram",
    "fb": "facebook",
    "toot": "post",
    "tweet": "post",
    "retweet": "repost",
    **dict.fromkeys(("picture", "pictures", "image", "images", "pic", "img"), "photo"),
    **dict.fromkeys(("film", "clip", "movie"), "video"),
}
"""What people call members by other names."""


def _closest(word: str, enum: Enum) -> str | None:
    """The member that was probably meant."""
    other = _FORMERLY.get(word.lower())
    return other if other in enum.members else nearest(word, enum.members)


def _held(type_: Type, *, holds: bool, is_held: bool) -> Type | None:
    """The hint for one side when the other is of *type_*: of the items of the list, or of the list of it, or the
    same.
    """
    if type_ == ANY:
        return ListOf(REPORTED) if is_held else REPORTED
    if holds:
        return type_.item if isinstance(type_, ListOf) and type_.item != ANY else None
    if is_held:
        return None if has_any(type_) else ListOf(type_)
    return None if has_any(type_) else type_
