"""Text to tree: every construct, and every node at its place."""

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from playbook.source import Source, Span
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.syntax.walk import children, field_names, walk


def read(text: str) -> tree.Policy:
    parsed = parse(Source("<text>", text))
    assert parsed.diagnostics == ()
    assert parsed.policy is not None
    return parsed.policy


def expression(text: str) -> tree.Expr:
    made = read(f"policy acme\nlet x = {text}\n").declarations[0]
    assert isinstance(made, tree.Let)
    return made.value


def rule(text: str) -> tree.Rule:
    made = read(f"policy acme\nrule a {text}\n").declarations[0]
    assert isinstance(made, tree.Rule)
    return made


def test_samples_have_no_mistakes(sample: Source) -> None:
    parsed = parse(sample)
    assert [(one.code, one.span.text, one.message()) for one in parsed.diagnostics] == []
    assert parsed.policy is not None
    assert parsed.policy.broken == ()


def test_every_kind_of_node_is_in_the_sample_with_everything(everything: tree.Policy) -> None:
    kinds = {kind for kind in vars(tree).values() if isinstance(kind, type) and issubclass(kind, tree.Node)}
    assert kinds - {type(found) for found in walk(everything)} == {tree.Node}


def test_parts_lie_within_their_wholes_in_order(sample: Source) -> None:
    policy = parse(sample).policy
    assert policy is not None
    for node in walk(policy):
        for part in children(node):
            assert node.span.start <= part.span.start < part.span.end <= node.span.end
    for node in walk(policy):
        if isinstance(node, tree.And | tree.Or):
            starts = [part.span.start for part in node.parts]
            assert starts == sorted(starts)


def test_names_are_what_their_spans_cover(sample: Source) -> None:
    policy = parse(sample).policy
    assert policy is not None
    for node in walk(policy):
        if isinstance(node, tree.Name) and "\\" not in node.span.text:
            assert node.span.text == node.dotted
            assert tuple(span.text for span in node.part_spans) == node.parts
        if isinstance(node, tree.Ident):
            assert node.span.text == node.name
        if isinstance(node, tree.TextLiteral | tree.Message):
            assert node.span.text.strip("\\")[0] == '"'


def test_nodes_are_equal_to_nothing_but_themselves() -> None:
    one, other = expression("a"), expression("a")
    assert one != other
    assert len({one, other, one}) == 2


def test_spans_come_first_in_every_node(everything: tree.Policy) -> None:
    for node in walk(everything):
        assert field_names(node)[0] == "span"
        assert isinstance(node.span, Span)


def test_header() -> None:
    policy = read(
        'policy acme "Acme"\n  otherwise deny "No."\n  version "2"\n  timezone account.timezone\n'
        '  extends a-b with x = 1, y = 2\n  extends "c d"\n  for sponsored\n  """Why.\n\n     More."""\n'
    )
    assert (policy.name.name, policy.title, policy.version) == ("acme", "Acme", "2")
    assert policy.doc == "Why.\n\nMore."
    assert policy.span.text.startswith("policy acme")
    assert isinstance(policy.timezone, tree.Name)
    assert isinstance(policy.applies, tree.Name)
    assert [(one.target.name, one.target.quoted, len(one.bindings), one.rules) for one in policy.extends] == [
        ("a-b", False, 2, True),
        ("c d", True, 0, True),
    ]
    assert policy.default is not None
    assert policy.default.verdict.name == "deny"


def test_chains_are_flat() -> None:
    made = expression(" and ".join(f"a{index}" for index in range(2_000)))
    assert isinstance(made, tree.And)
    assert len(made.parts) == 2_000
    made = expression("a and b or c and d or e")
    assert isinstance(made, tree.Or)
    assert [type(part) for part in made.parts] == [tree.And, tree.And, tree.Name]


def test_where_reaches_to_the_right() -> None:
    made = expression("a and any b where c and d or e")
    assert isinstance(made, tree.And)
    last = made.parts[1]
    assert isinstance(last, tree.Quantifier)
    assert isinstance(last.where, tree.Or)
    made = expression("a and (any b where c) or d")
    assert isinstance(made, tree.Or)


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("3", Fraction(3), False),
        ("1_000_000", Fraction(1_000_000), False),
        ("0.1", Fraction(1, 10), False),
        ("50%", Fraction(1, 2), True),
        ("33.3%", Fraction(333, 1000), True),
    ],
)
def test_numbers_are_exact(text: str, value: Fraction, percent: bool) -> None:
    made = expression(text)
    assert isinstance(made, tree.NumberLiteral)
    assert (made.value, made.percent) == (value, percent)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 minute", timedelta(minutes=1)),
        ("2.5 hours", timedelta(minutes=150)),
        ("3 days", timedelta(days=3)),
        ("2 weeks", timedelta(days=14)),
        ("1 month", timedelta(days=30)),
        ("2 years", timedelta(days=730)),
    ],
)
def test_durations(text: str, value: timedelta) -> None:
    made = expression(text)
    assert isinstance(made, tree.DurationLiteral)
    assert made.value == value


def test_dates_and_instants() -> None:
    made = expression("2026-02-28")
    assert isinstance(made, tree.DateLiteral)
    assert made.value == date(2026, 2, 28)
    made = expression("2026-11-23T10:00:30-05:00")
    assert isinstance(made, tree.TimeLiteral)
    assert made.value == datetime(2026, 11, 23, 10, 0, 30, tzinfo=timezone(timedelta(hours=-5)))
    made = expression("2026-11-23t10:00z")
    assert isinstance(made, tree.TimeLiteral)
    assert made.value == datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "days", "start", "end"),
    [
        ("weekdays", (0, 1, 2, 3, 4), None, None),
        ("weekends 10:00 to 12:00", (5, 6), 600, 720),
        ("daily 22:00 to 06:00", (0, 1, 2, 3, 4, 5, 6), 1320, 360),
        ("sat, sun, wed 00:00 to 24:00", (5, 6, 2), 0, 1440),
        ("fri to mon", (4, 5, 6, 0), None, None),
        ("mon to mon", (0,), None, None),
    ],
)
def test_weekly_windows(text: str, days: tuple[int, ...], start: int | None, end: int | None) -> None:
    made = expression(text)
    assert isinstance(made, tree.WeeklyWindow)
    assert (made.days, made.start, made.end) == (days, start, end)


def test_windows_of_dates() -> None:
    made = expression("2026-12-20 to 2027-01-03 09:00")
    assert isinstance(made, tree.DateWindow)
    assert (made.first, made.start, made.last, made.end) == (date(2026, 12, 20), None, date(2027, 1, 3), 540)
    made = expression("2026-12-20 18:00 to 2027-01-03")
    assert isinstance(made, tree.DateWindow)
    assert (made.start, made.end) == (1080, None)


def test_a_day_after_a_comma_is_a_day_only_where_a_day_stood_before() -> None:
    made = read("policy acme extends base with w = sat, sun = 3, v = sat, sun\n").extends[0]
    assert [binding.name.name for binding in made.bindings] == ["w", "sun", "v"]


def test_patterns() -> None:
    made = expression(r"a matches /x\/\\\/y\d/mi")
    assert isinstance(made, tree.Matches)
    assert (made.pattern.pattern, made.pattern.flags) == (r"x/\\/y\d", "im")


def test_escapes() -> None:
    made = expression(r'"a \"b\" \\ \n\t {c} é"')
    assert isinstance(made, tree.TextLiteral)
    assert made.value == 'a "b" \\ \n\t {c} é'


def test_clauses_stand_in_any_order() -> None:
    made = rule('deny "x" fix "y" unless c see "z" when a status draft tags t require b """doc"""')
    assert made.doc == "doc"
    assert made.status is not None
    assert made.status.name == "draft"
    assert [isinstance(one, tree.Name) for one in (made.when, made.unless, *made.requires)] == [True] * 3


@pytest.mark.parametrize(
    ("text", "quota", "amount", "who"),
    [
        ("review", "count", Fraction(1), None),
        ('review "Please."', "count", Fraction(1), None),
        ('review by "legal" "Please."', "count", Fraction(1), tree.TextLiteral),
        ("review by team", "count", Fraction(1), tree.Name),
        ('review by 2 of "legal"', "count", Fraction(2), tree.TextLiteral),
        ("review by 50% of team", "share", Fraction(1, 2), tree.Name),
        ('review by all of ["a", "b"] "Please."', "all", Fraction(1), tree.ListLiteral),
    ],
)
def test_approvers(text: str, quota: str, amount: Fraction, who: type | None) -> None:
    verdict = rule(text).verdict
    assert verdict.approvers is not None
    assert (verdict.approvers.quota, verdict.approvers.amount) == (quota, amount)
    assert who is None if verdict.approvers.who is None else isinstance(verdict.approvers.who, who or object)
    assert (verdict.message is not None) == ("Please" in text)


def test_fields_may_be_called_like_clauses() -> None:
    made = rule('when tags include "live" and status is version and mentions mentions text and to is of deny')
    assert isinstance(made.when, tree.And)
    assert len(made.when.parts) == 4


def test_comments_carriage_returns_tabs_and_a_byte_order_mark() -> None:
    policy = read('\ufeffpolicy acme # one\r\n\trule a\r\n\t\tdeny "x" # two\rrule b\rwarn\r\n# three')
    assert [getattr(made, "name", None) and made.name.name for made in policy.declarations] == ["a", "b"]  # type: ignore[union-attr]
    assert policy.declarations[0].span.line == 2


def test_trailing_commas_in_lists_records_and_histories() -> None:
    assert isinstance(expression("[1, 2,]"), tree.ListLiteral)
    made = read('policy acme\ntest "x" given a = {b = 1,} history [{c = 2,},] expect allow\n').declarations[0]
    assert isinstance(made, tree.Test)
    assert len(made.given) == 2


def test_a_use_is_an_extends_without_rules() -> None:
    made = read("policy acme\nuse terms with a = 1\n").declarations[0]
    assert isinstance(made, tree.Extends)
    assert not made.rules


def test_holes_stand_where_they_are_in_the_source() -> None:
    made = rule(r'deny "\"\n{{ {count(hashtags)} of {text mentions \"x\"} }}{most}"').verdict.message
    assert made is not None
    words, first, of, second, brace, third = made.parts
    assert (words, of, brace) == ('"\n{ ', " of ", " }")
    assert isinstance(first, tree.Count)
    assert first.span.text == "count(hashtags)"
    assert isinstance(second, tree.Mentions)
    assert second.span.text == r"text mentions \"x\""
    assert isinstance(second.what, tree.TextLiteral)
    assert second.what.value == "x"
    assert isinstance(third, tree.Name)
    assert third.span.text == "most"


def test_an_empty_message_has_one_empty_part() -> None:
    made = rule('deny ""').verdict.message
    assert made is not None
    assert made.parts == ("",)
