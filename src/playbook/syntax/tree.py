"""The tree of a policy: frozen nodes, each with its span first; what was written, before anything is known about it.

Nodes compare and hash by identity, so that later stages can keep what they learn in tables beside the tree (`refs`,
`types`). To compare two trees by what they say, use `syntax.same.outline`.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Literal, TypeAlias

from playbook.frozen import unguarded
from playbook.source import Span


@unguarded
class Node:
    span: Span


# -------------------------------------------------------------------------------------------------------- expressions


@unguarded
class TextLiteral(Node):
    """`"words"`; `value` has its escapes resolved (`\\"`, `\\\\`, `\\n`, `\\t`)."""

    value: str


@unguarded
class NumberLiteral(Node):
    """`3`, `1_000`, `2.5`, `50%` (then `value` is 1/2 and `percent` true). Always exact."""

    value: Fraction
    percent: bool = False


@unguarded
class BooleanLiteral(Node):
    value: bool


@unguarded
class DurationLiteral(Node):
    """`15 minutes`. A week is 7 days, a month 30, a year 365; a day is 24 hours."""

    amount: Fraction
    unit: str
    """As written: minute, minutes, hour …"""
    value: timedelta


@unguarded
class DateLiteral(Node):
    value: date


@unguarded
class TimeLiteral(Node):
    """An instant, `2026-11-23T10:00-05:00`; `value` is aware, with the offset as written."""

    value: datetime


@unguarded
class Name(Node):
    """`author.roles`, `text`, `it`, `tie.to`: one or more words joined by dots, resolved by the checker."""

    parts: tuple[str, ...]
    part_spans: tuple[Span, ...]

    @property
    def dotted(self) -> str:
        return ".".join(self.parts)


@unguarded
class ListLiteral(Node):
    items: tuple["Expr", ...]


@unguarded
class RecordLiteral(Node):
    """`{kind = photo, shows = ["child"]}`; only in what examples, tests and histories assign."""

    assignments: tuple["Assignment", ...]


@unguarded
class Call(Node):
    function: Name
    arguments: tuple["Expr", ...]


@unguarded
class Group(Node):
    """`( … )`. Kept, since `and` beside `or` is fine only with it, and the formatter prints it."""

    inner: "Expr"


@unguarded
class And(Node):
    """Two or more parts."""

    parts: tuple["Expr", ...]


@unguarded
class Or(Node):
    """Two or more parts."""

    parts: tuple["Expr", ...]


@unguarded
class Not(Node):
    operand: "Expr"


@unguarded
class Quantifier(Node):
    """`any LIST`, `no LIST`, `any LIST where COND`, `any NAME in LIST where COND`."""

    kind: Literal["any", "no"]
    variable: str | None
    items: "Expr"
    where: "Expr | None"


@unguarded
class Count(Node):
    """`count(LIST)`, `count(LIST where COND)`, `count(NAME in LIST where COND)`."""

    variable: str | None
    items: "Expr"
    where: "Expr | None"


@unguarded
class Compare(Node):
    operator: Literal["is", "is not", "<", "<=", ">", ">=", "is before", "is after"]
    left: "Expr"
    right: "Expr"


@unguarded
class In(Node):
    """`X is in LIST`, `X is not in LIST`."""

    negated: bool
    item: "Expr"
    items: "Expr"


@unguarded
class Missing(Node):
    """`X is missing`, `X is not missing`."""

    negated: bool
    operand: "Expr"


Quantity: TypeAlias = Literal["any", "all"] | None
"""`mentions any of [..]`, `mentions all of [..]`, or plain `mentions X`."""


@unguarded
class Mentions(Node):
    text: "Expr"
    quantity: Quantity
    what: "Expr"


@unguarded
class Contains(Node):
    text: "Expr"
    quantity: Quantity
    what: "Expr"


@unguarded
class Include(Node):
    items: "Expr"
    quantity: Quantity
    what: "Expr"


@unguarded
class PatternLiteral(Node):
    """`/regex/flags`, as written between the slashes, with `\\/` resolved to `/`."""

    pattern: str
    flags: str


@unguarded
class Matches(Node):
    text: "Expr"
    pattern: PatternLiteral


@unguarded
class Affix(Node):
    """`TEXT starts with X`, `TEXT ends with X`."""

    edge: Literal["start", "end"]
    text: "Expr"
    piece: "Expr"


@unguarded
class Within(Node):
    """`T is within WINDOW`; negated, `T is outside WINDOW`."""

    negated: bool
    time: "Expr"
    window: "Expr"


@unguarded
class Near(Node):
    """`T is within 15 minutes of U` (either side, the edges included)."""

    time: "Expr"
    distance: "Expr"
    of: "Expr"


@unguarded
class Negate(Node):
    """`-X`."""

    operand: "Expr"


@unguarded
class Arithmetic(Node):
    operator: Literal["+", "-", "*", "/"]
    left: "Expr"
    right: "Expr"


@unguarded
class WindowJoin(Node):
    """`W plus V`, `W except V`."""

    operator: Literal["plus", "except"]
    left: "Expr"
    right: "Expr"


@unguarded
class WeeklyWindow(Node):
    """`weekdays 09:00 to 17:00`, `mon to thu`, `sat, sun 10:00 to 12:00`, `daily 22:00 to 06:00`.

    `days` are 0 (Monday) to 6 in the order written, ranges expanded; `start` and `end` are minutes from midnight (0
    to 1440), both None for whole days. `end` < `start` runs past midnight and belongs to the day that began it.
    """

    days: tuple[int, ...]
    start: int | None
    end: int | None


@unguarded
class DateWindow(Node):
    """`2026-12-20 to 2027-01-03` (whole days, both in), or with clocks (minutes from midnight; from in, to out)."""

    first: date
    start: int | None
    last: date
    end: int | None


@unguarded
class HolidayWindow(Node):
    """`holidays of "GB"`."""

    calendar: str
    calendar_span: Span


@unguarded
class Posts(Node):
    """`posts by account in last 24 hours`."""

    relation: Literal["by", "to"]
    who: Literal["account", "author"]
    last: "Expr"


Expr: TypeAlias = (
    TextLiteral
    | NumberLiteral
    | BooleanLiteral
    | DurationLiteral
    | DateLiteral
    | TimeLiteral
    | Name
    | ListLiteral
    | RecordLiteral
    | Call
    | Group
    | And
    | Or
    | Not
    | Quantifier
    | Count
    | Compare
    | In
    | Missing
    | Mentions
    | Contains
    | Include
    | Matches
    | Affix
    | Within
    | Near
    | Negate
    | Arithmetic
    | WindowJoin
    | WeeklyWindow
    | DateWindow
    | HolidayWindow
    | Posts
)


# ------------------------------------------------------------------------------------------------- names and messages


@unguarded
class Ident(Node):
    """The name of a declaration where it is declared or named: `office-hours`, `party_politics`."""

    name: str


@unguarded
class Message(Node):
    """Words with holes, `"{count(hashtags)} hashtags"`: parts are texts (escapes and `{{` resolved) and expressions."""

    parts: tuple["str | Expr", ...]


# --------------------------------------------------------------------------------------------------------- the header


@unguarded
class PolicyRef(Node):
    """What `extends` and `use` name: a pack (`quoted` false), or a path relative to the policy's own folder."""

    name: str
    quoted: bool


@unguarded
class Binding(Node):
    """`office_hours = weekdays 08:00 to 18:00`."""

    name: Ident
    value: Expr


@unguarded
class Extends(Node):
    """`extends professional with …`, or `use … with …` where `rules` is false."""

    target: PolicyRef
    bindings: tuple[Binding, ...]
    rules: bool


@unguarded
class Default(Node):
    """`otherwise review "…"`."""

    verdict: "Verdict"


# ------------------------------------------------------------------------------------------------------- declarations


@unguarded
class TypeName(Node):
    """`number`, `list of text`."""

    name: str
    list_of: bool


@unguarded
class Param(Node):
    name: Ident
    type: TypeName
    default: Expr | None
    doc: str | None


@unguarded
class Let(Node):
    name: Ident
    value: Expr


@unguarded
class Ask(Node):
    """`type` None means boolean."""

    name: Ident
    type: TypeName | None
    question: TextLiteral


@unguarded
class TermFile(Node):
    """`from "terms/politics.txt"`."""

    path: str


Term: TypeAlias = TextLiteral | TermFile | Name
"""A word or phrase, a file of them, or another topic."""


@unguarded
class TopicPart(Node):
    """`words …`, `exactly …`, `stems …`, `except …`."""

    kind: Literal["words", "exactly", "stems", "except"]
    terms: tuple[Term, ...]


@unguarded
class TopicPatterns(Node):
    patterns: tuple[PatternLiteral, ...]


@unguarded
class TopicDisguised(Node):
    """`disguised`."""


@unguarded
class Topic(Node):
    name: Ident
    title: str | None
    doc: str | None
    parts: tuple[TopicPart | TopicPatterns | TopicDisguised, ...]


@unguarded
class Approvers(Node):
    """Who has to say yes: `by "legal"`, `by 2 of "legal"`, `by 50% of team`, `by all of team`."""

    quota: Literal["count", "share", "all"]
    amount: Fraction
    """How many, for `count` (1 where none is written); which share (1/2), for `share`; 1 for `all`."""
    who: Expr | None
    """A role, or a list of people; None for bare `review`."""


VerdictName: TypeAlias = Literal["allow", "advise", "warn", "delay", "review", "deny"]


@unguarded
class Verdict(Node):
    """`deny "…"`, `delay until W "…"`, `review by 2 of "legal" "…"`. `approvers` is None unless `review`."""

    name: VerdictName
    until: Expr | None
    approvers: Approvers | None
    message: Message | None


@unguarded
class FixWords(Node):
    """`fix "Say in one sentence what the picture shows."`."""

    message: Message


@unguarded
class FixAdd(Node):
    """`fix add "#ad " at start`; without an edge, at the start."""

    text: Message
    edge: Literal["start", "end"]


@unguarded
class FixReplace(Node):
    """`fix replace "x" with "y"`."""

    old: TextLiteral
    new: Message


Fix: TypeAlias = FixWords | FixAdd | FixReplace


@unguarded
class Rule(Node):
    """A rule, or a `watch` where `watch` is true. It fires when `when` holds, `unless` does not, and not every
    `requires` does.
    """

    watch: bool
    name: Ident
    title: str | None
    doc: str | None
    see: tuple[TextLiteral, ...]
    tags: tuple[Ident, ...]
    status: Ident | None
    when: Expr | None
    unless: Expr | None
    requires: tuple[Expr, ...]
    verdict: Verdict
    fixes: tuple[Fix, ...]


@unguarded
class Change(Node):
    """`change rule NAME to VERDICT because "…"`."""

    rule: Ident
    verdict: Verdict
    because: str


@unguarded
class Drop(Node):
    """`drop rule NAME [until DATE] because "…"`."""

    rule: Ident
    until: DateLiteral | None
    because: str


# -------------------------------------------------------------------------------------------------------------- tests


@unguarded
class Assignment(Node):
    """`account.kind = professional`. The value `unknown` is a `Name`."""

    target: Name
    value: Expr


@unguarded
class Example(Node):
    name: Ident
    assignments: tuple[Assignment, ...]


@unguarded
class History(Node):
    """`history [{action = post, …}, …]`."""

    entries: tuple[RecordLiteral, ...]


@unguarded
class ExpectVerdict(Node):
    """`expect deny`, or `expect deny from rule-a, rule-b`."""

    verdict: VerdictName
    rules: tuple[Ident, ...]


@unguarded
class ExpectNo(Node):
    """`expect no RULE`."""

    rule: Ident


@unguarded
class ExpectNeeds(Node):
    """`expect needs author.roles`."""

    field: Name


Expectation: TypeAlias = ExpectVerdict | ExpectNo | ExpectNeeds


@unguarded
class Row(Node):
    """One row of a table: a value for each of its columns."""

    values: tuple[Expr, ...]


@unguarded
class Each(Node):
    """`each text, sponsored in ["…", true], ["…", false]`: the test runs once for each row."""

    columns: tuple[Name, ...]
    rows: tuple[Row, ...]


@unguarded
class Test(Node):
    """`given` holds example names, assignments and histories in the order written; later ones win. What a row of the
    table gives wins over all of them.
    """

    title: str
    given: tuple[Ident | Assignment | History, ...]
    expect: tuple[Expectation, ...]
    each: Each | None = None


Declaration: TypeAlias = Extends | Param | Let | Ask | Topic | Rule | Change | Drop | Example | Test
"""What follows the header. A `use` is an `Extends` without rules."""


@unguarded
class Policy(Node):
    """One file. `broken` are the names of declarations that could not be read: known to be there, and nothing else."""

    name: Ident
    title: str | None
    version: str | None
    doc: str | None
    applies: Expr | None
    """The `for` clause."""
    timezone: Expr | None
    """A text literal or a field."""
    extends: tuple[Extends, ...]
    """Those of the header; a `use` is among the declarations."""
    default: Default | None
    """The `otherwise` clause."""
    declarations: tuple[Declaration, ...]
    broken: tuple[Ident, ...] = ()
