"""The facade: loading and compiling, what it takes for a post and for a policy, and what it raises where it is
misused.
"""

from collections import OrderedDict
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import pytest

import playbook
from playbook.civil.window import Weekly
from playbook.model.schema import Fact

PAID = "policy paid rule paid when sponsored deny"
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


# ------------------------------------------------------------------------------------------------------------- policies


def test_a_file_is_loaded_by_its_path_as_path_or_text(tmp_path: Path) -> None:
    path = tmp_path / "paid.playbook"
    path.write_text(PAID, encoding="utf-8")
    assert playbook.load(path).name == playbook.load(str(path)).name == "paid"
    assert playbook.load(path).digest == playbook.compile(PAID).digest


def test_a_file_with_a_byte_order_mark_is_read_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "paid.playbook"
    path.write_bytes(b"\xef\xbb\xbf" + PAID.encode())
    assert playbook.load(path).rules == ("paid",)


@pytest.mark.parametrize("name", ["nothing", "profesional", "", "a b", "x" * 5000])
def test_a_name_that_no_pack_has(name: str) -> None:
    with pytest.raises(playbook.UsageError, match="no pack"):
        playbook.load(name)
    with pytest.raises(playbook.UsageError, match="no pack"):
        playbook.evaluate({}, name)


def test_judging_reads_no_file_that_was_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "paid.playbook"
    path.write_text(PAID, encoding="utf-8")
    with pytest.raises(playbook.UsageError):
        playbook.evaluate({}, str(path))


@pytest.mark.parametrize("name", ["no.playbook", "/no/such/file", "folder/", "nul\0.playbook"])
def test_a_file_that_is_not_there_is_a_policy_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(playbook.PolicyError) as caught:
        playbook.load(tmp_path / name if not name.startswith("/") else name)
    assert caught.value.diagnostics
    assert all(one.severity == "error" for one in playbook.check_file(tmp_path / name))


def test_a_policy_with_mistakes_raises_them_all_rendered() -> None:
    text = "policy p\nrule a when sponsord deny\nrule b when text > 3 warn"
    with pytest.raises(playbook.PolicyError) as caught:
        playbook.compile(text, name="mine")
    assert [one.code for one in caught.value.diagnostics] == [one.code for one in playbook.check(text)]
    assert len(caught.value.diagnostics) == 2
    assert "mine:2:13" in str(caught.value)
    assert isinstance(caught.value, playbook.PlaybookError)


def test_check_never_raises_on_mistakes() -> None:
    for text in (
        "",
        "policy",
        "rule",
        "policy p rule r when",
        '"',
        "policy p extends nothing",
        "\0",
        "policy p " + "(" * 100_000,
    ):
        assert any(one.severity == "error" for one in playbook.check(text))


# --------------------------------------------------------------------------------------------------------------- params

PARAMS = """policy p timezone "UTC"
param few: number = 3
param names: list of text = ["a"]
param hours: window = daily 09:00 to 17:00
param long: duration = 1 day
param loud: boolean = true
param day: date = 2026-11-23
param at: time = 2026-11-23T10:00Z
param word: text = "w"
rule r when few > 2 deny
"""


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("few", 5, 5),
        ("few", 0.1, Fraction(1, 10)),
        ("few", "7", 7),
        ("few", "50%", Fraction(1, 2)),
        ("names", ["x", "y"], ("x", "y")),
        ("names", (), ()),
        ("names", '["x"]', ("x",)),
        ("hours", "mon 09:00 to 10:00", Weekly(frozenset({0}), 540, 600)),
        ("hours", Weekly(frozenset({0}), 540, 600), Weekly(frozenset({0}), 540, 600)),
        ("loud", False, False),
        ("loud", "false", False),
        ("word", "2026-11-23", "2026-11-23"),
        ("word", "", ""),
        ("at", NOW, NOW),
        ("at", "2026-11-23T05:00-05:00", NOW),
    ],
)
def test_params_are_given_as_values_or_in_the_words_of_the_language(
    name: str, given: Any, value: Any
) -> None:
    assert playbook.compile(PARAMS, **{name: given}).params[name] == value


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("few", "many"),
        ("few", True),
        ("few", None),
        ("few", float("nan")),
        ("few", [1]),
        ("few", "3 rule x deny"),
        ("few", "sponsored"),
        ("names", "x"),
        ("names", [1]),
        ("names", 1),
        ("hours", "25:00"),
        ("hours", 9),
        ("loud", 1),
        ("day", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("at", datetime(2026, 11, 23, 10)),
        ("word", 1),
        ("word", "half \ud800"),
    ],
)
def test_a_param_of_another_type_is_a_misuse(name: str, given: Any) -> None:
    with pytest.raises(playbook.UsageError, match=name):
        playbook.compile(PARAMS, **{name: given})


def test_a_param_that_is_not_there_is_a_misuse_with_a_suggestion() -> None:
    with pytest.raises(playbook.UsageError, match="`fee`; did you mean `few`"):
        playbook.compile(PARAMS, fee=1)
    with pytest.raises(playbook.UsageError, match=r"no param `zzz`$"):
        playbook.compile(PARAMS, zzz=1)


def test_a_param_may_be_called_like_a_keyword_of_ours() -> None:
    text = 'policy p param name: text = "a" param post_type: text = "b" rule r when text mentions name deny'
    policy = playbook.compile(text, params={"name": "x", "post_type": "y"})
    assert policy.params == {"name": "x", "post_type": "y"}
    assert playbook.compile(PARAMS, params={"few": 1}, loud=False).params["loud"] is False
    with pytest.raises(playbook.UsageError, match="`few` is set twice"):
        playbook.compile(PARAMS, params={"few": 1}, few=2)
    with pytest.raises(playbook.UsageError, match="mapping"):
        playbook.compile(PARAMS, params="few")  # type: ignore[arg-type]


def test_a_param_without_a_default_has_to_be_set() -> None:
    text = "policy p param few: number rule r when count(hashtags) > few deny"
    with pytest.raises(playbook.PolicyError) as caught:
        playbook.compile(text)
    assert [one.slug for one in caught.value.diagnostics] == ["param-not-set"]
    assert playbook.compile(text, few=1).params == {"few": 1}


# ---------------------------------------------------------------------------------------------------------------- posts


def test_a_post_is_a_post_or_any_mapping_that_makes_one() -> None:
    policy = playbook.compile(PAID)
    posts: list[Any] = [{"sponsored": True}, OrderedDict(sponsored=True), playbook.Post(sponsored=True)]
    assert [playbook.evaluate(post, policy).verdict for post in posts] == ["deny"] * 3


@pytest.mark.parametrize(
    ("post", "place"),
    [
        ({"sponsord": True}, "sponsord"),
        ({"account": {"kind": "robot"}}, "account.kind"),
        ({"media": [{}, {"kind": 3}]}, "media[1].kind"),
        ({"publish_at": "2026-11-23T10:00"}, "publish_at"),
        ({"text": "\ud800"}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": None}, "text"),
    ],
)
def test_what_is_no_post_says_where(post: dict[str, Any], place: str) -> None:
    with pytest.raises(playbook.PostError) as caught:
        playbook.evaluate(post, playbook.compile(PAID))
    assert place in [where for where, _ in caught.value.problems]
    assert place in str(caught.value)


@pytest.mark.parametrize("post", [None, "text", 3, ["a"], object()])
def test_what_is_nothing_like_a_post_is_refused(post: Any) -> None:
    with pytest.raises((playbook.PostError, playbook.UsageError)):
        playbook.evaluate(post, playbook.compile(PAID))


def test_one_bad_post_among_many_raises_when_its_turn_comes() -> None:
    decisions = playbook.evaluate_many([{}, {"no": 1}, {"sponsored": True}], playbook.compile(PAID))
    assert next(decisions).verdict == "review"
    with pytest.raises(playbook.PostError):
        next(decisions)


# ------------------------------------------------------------------------------------------------------------- the time


def test_now_stands_in_for_publish_at_and_does_not_replace_it() -> None:
    policy = playbook.compile(
        'policy p timezone "UTC" rule r delay until 2026-12-01T00:00Z "At {publish_at}."'
    )
    assert playbook.evaluate({}, policy).findings[0].state == "undetermined"
    late = playbook.evaluate({}, policy, now=NOW)
    assert (late.findings[0].message, late.earliest) == (
        "At 2026-11-23 10:00 (UTC).",
        datetime(2026, 12, 1, tzinfo=UTC),
    )
    after = playbook.evaluate({"publish_at": "2026-12-02T00:00Z"}, policy, now=NOW)
    assert (after.verdict, after.earliest) == ("allow", datetime(2026, 12, 2, tzinfo=UTC))


def test_a_naive_now_is_a_misuse() -> None:
    for call in (
        playbook.evaluate,
        lambda *given, **more: list(playbook.evaluate_many([given[0]], given[1], **more)),
    ):
        with pytest.raises(playbook.UsageError, match="aware"):
            call({}, playbook.compile(PAID), now=datetime(2026, 11, 23))


def test_a_fix_is_tried_at_the_same_now() -> None:
    """The edit is judged as the post was: at `now`, where the post does not say when."""
    policy = playbook.compile("""policy p timezone "UTC"
    rule open delay until daily 09:00 to 17:00
    rule ad when not (text starts with "#ad") warn fix add "#ad " at start""")
    decision = playbook.evaluate({"text": "Buy!"}, policy, now=NOW)
    assert [one.rule for one in decision.findings] == ["ad"]
    fix = decision.findings[0].fix
    assert fix is not None
    assert fix.edit is not None
    assert fix.edit.text == "#ad "


# -------------------------------------------------------------------------------- an app's own posts


class Shop(playbook.Post):
    """A post of a shop."""

    price: Annotated[int | None, Fact("What does it cost?")] = None
    """What it costs."""


class Sale(Shop):
    """A post about a sale."""

    percent: int = 0
    """By how much it is cheaper."""


def test_an_apps_own_fields_are_fields_of_the_language() -> None:
    policy = playbook.compile("policy p rule dear when price > 100 deny", post_type=Shop)
    assert playbook.evaluate({"price": 101}, policy).verdict == "deny"
    assert playbook.evaluate(Shop(price=1), policy).verdict == "allow"
    assert playbook.evaluate(Sale(price=101), policy).verdict == "deny"
    assert [need.question for need in playbook.evaluate({}, policy).needs] == ["What does it cost?"]
    assert [one.slug for one in playbook.check("policy p rule dear when price > 100 deny")] == [
        "unknown-name"
    ]


def test_policies_for_several_kinds_of_posts_need_one_that_all_can_read() -> None:
    shop = playbook.compile("policy shop rule dear when price > 100 deny", post_type=Shop)
    sale = playbook.compile("policy sale rule cheap when percent > 50 warn", post_type=Sale)
    plain = playbook.compile(PAID)
    decision = playbook.evaluate({"price": 101, "percent": 60, "sponsored": False}, [plain, shop, sale])
    assert {one.rule for one in decision.findings} == {"dear", "cheap"}
    with pytest.raises(playbook.UsageError, match="Sale"):
        playbook.evaluate(Shop(price=1), sale)
    with pytest.raises(playbook.UsageError, match="Shop"):
        playbook.evaluate(playbook.Post(), shop)

    class Other(playbook.Post):
        rating: int | None = None
        """How good it is."""

    other = playbook.compile("policy other rule bad when rating < 2 deny", post_type=Other)
    with pytest.raises(playbook.UsageError, match="different types"):
        playbook.evaluate({}, [shop, other])


@pytest.mark.parametrize("policies", [[], (), iter(())])
def test_no_policy_at_all_is_a_misuse(policies: Any) -> None:
    with pytest.raises(playbook.UsageError, match="no policy"):
        playbook.evaluate({}, policies)
    with pytest.raises(playbook.UsageError, match="no policy"):
        playbook.evaluate_many([{}], ())


@pytest.mark.parametrize("policy", [None, 3, [None], [3], b"professional", {"a": 1}])
def test_what_is_no_policy_is_a_misuse(policy: Any) -> None:
    with pytest.raises(playbook.UsageError):
        playbook.evaluate({}, policy)


def test_packs_and_policies_may_stand_together() -> None:
    decision = playbook.evaluate({"account": {"kind": "personal"}}, ["personal", playbook.compile(PAID)])
    assert {one.name for one in decision.policies} == {"personal", "paid"}
