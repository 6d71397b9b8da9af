"""A policy as an app holds it: it cannot change, threads share it, and it knows what it is made of and reads."""

import copy
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import pytest

import playbook
from playbook.model.schema import Fact, derived

TEXT = """policy acme "Acme on social media"
  version "2.1"
  \"\"\"What we post.\"\"\"
  timezone account.timezone
param most: number = 3
topic pets words "dog"
ask fine "Fine?"
let many = count(hashtags) > most
rule pets when above_fold mentions pets and any media where alt_text mentions "dog" warn
rule many-tags when many require fine otherwise deny
rule later delay until embargoed_until
rule old when trained("x") advise
"""


@pytest.fixture(scope="module")
def acme() -> playbook.Policy:
    return playbook.compile(TEXT)


# ------------------------------------------------------------------------------------------------------- what it knows


def test_it_knows_what_its_header_says(acme: playbook.Policy) -> None:
    assert (acme.name, acme.title, acme.version, acme.doc) == (
        "acme",
        "Acme on social media",
        "2.1",
        "What we post.",
    )
    assert acme.rules == ("later", "many-tags", "old", "pets")
    assert acme.params == {"most": 3}
    assert repr(acme) == "<Policy acme 2.1: 4 rules>"
    assert repr(playbook.compile("policy p")) == "<Policy p: 0 rules>"


def test_it_knows_which_fields_can_change_its_answer(acme: playbook.Policy) -> None:
    assert acme.reads == (
        "above_fold",
        "account.timezone",
        "answers.fine",
        "author.trainings",
        "content_warning",
        "embargoed_until",
        "hashtags",
        "media",
        "media.alt_text",
        "platform",
        "publish_at",
        "text",
    )


@pytest.mark.parametrize(
    ("text", "among", "not_among"),
    [
        ("policy p for sponsored rule r deny", {"sponsored"}, {"text"}),
        ("policy p rule r review", {"approvals", "author.id", "publish_at", "text", "media", "poll"}, set()),
        ("policy p rule r review by author.accounts", {"author.accounts"}, set()),
        (
            "policy p otherwise review rule ok when sponsored allow",
            {"approvals", "author.id", "publish_at", "text"},
            set(),
        ),
        (
            "policy p otherwise delay until embargoed_until rule ok when sponsored allow",
            {"embargoed_until", "publish_at"},
            {"approvals"},
        ),
        ("policy p let unused = sponsored rule r deny", set(), {"sponsored"}),
        (
            "policy p rule r when any one in links where one.site is author.name deny",
            {"links.site", "author.name"},
            set(),
        ),
        ('policy p rule r deny "{author.name}"', set(), {"author.name"}),
        ("policy p timezone account.timezone", {"account.timezone"}, set()),
    ],
)
def test_reads_of_every_part(text: str, among: set[str], not_among: set[str]) -> None:
    reads = set(playbook.compile(text).reads)
    assert among <= reads
    assert not reads & not_among


def test_what_it_does_not_read_changes_nothing(acme: playbook.Policy) -> None:
    post = {"text": "A dog #a #b", "publish_at": "2026-11-23T10:00Z"}
    more = {"sponsored": True, "tags": ["x"], "purpose": "news", "author": {"on_duty": True}}
    assert playbook.evaluate({**post, **more}, acme) == playbook.evaluate(post, acme)


def test_its_source_is_the_python_that_runs(acme: playbook.Policy) -> None:
    assert acme.source() == acme.program.source
    assert acme.source().startswith("def judge(post):\n")


# -------------------------------------------------------------------------------------------------------------- digest


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        suffix = ".txt" if name.startswith("terms") else ".playbook"
        (folder / f"{name}{suffix}").write_text(text, encoding="utf-8")
    return folder / "heir.playbook"


FILES = {
    "heir": """policy heir extends "a.playbook" extends "b.playbook"
    topic t words from "terms.txt" rule r when text mentions t deny""",
    "a": "policy a param most: number = 3 rule a when count(hashtags) > most warn",
    "b": "policy b rule b when sponsored warn",
    "terms": "dog\ncat\n",
}


def digest(folder: Path, /, *, params: dict[str, Any] | None = None, **texts: str) -> str:
    return playbook.load(write(folder, **{**FILES, **texts}), **(params or {})).digest


@pytest.mark.parametrize(
    "changed",
    [
        {"heir": FILES["heir"] + " "},
        {"a": FILES["a"].replace("warn", "deny")},
        {"b": FILES["b"] + " # comment"},
        {"terms": "dog\ncats\n"},
        {"params": {"most": 4}},
    ],
)
def test_the_digest_changes_with_whatever_can_change_its_answers(
    tmp_path: Path, changed: dict[str, Any]
) -> None:
    assert digest(tmp_path / "one", **changed) != digest(tmp_path / "two")


def test_it_stays_with_where_the_files_are_and_what_is_merely_said_twice(tmp_path: Path) -> None:
    first = digest(tmp_path / "one")
    assert first == digest(tmp_path / "two" / "deeper")
    assert first == digest(tmp_path / "three", params={"most": 3})
    assert first.startswith("sha256:")
    assert len(first) == len("sha256:") + 64


def test_it_is_in_the_decision() -> None:
    policy = playbook.compile(TEXT)
    used = playbook.evaluate({}, policy).policies
    assert [(one.name, one.version, one.digest) for one in used] == [("acme", "2.1", policy.digest)]


def test_it_changes_with_the_fields_of_the_post() -> None:
    class Wide(playbook.Post):
        more: bool | None = None

    assert playbook.compile(TEXT, post_type=Wide).digest != playbook.compile(TEXT).digest


# ------------------------------------------------------------------------------------------------ immutable and shared


def test_it_cannot_be_changed(acme: playbook.Policy) -> None:
    before = acme.digest, dict(acme.params), acme.rules
    with pytest.raises(FrozenInstanceError):
        acme.linked = None  # type: ignore[misc, assignment]
    with pytest.raises(AttributeError):
        acme.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        acme.params["most"] = 9  # type: ignore[index]
    assert (acme.digest, acme.params, acme.rules) == before


POSTS: list[dict[str, Any]] = [
    {
        "text": f"A dog {number} " + "#x " * (number % 6),
        "answers": {"fine": number % 3 == 0},
        "hashtags": ["a"] * (number % 5),
        "publish_at": f"2026-11-{1 + number % 28:02}T10:00Z",
        "embargoed_until": "2026-11-15T10:00Z",
        "media": [{"alt_text": "dog"}] * (number % 2),
    }
    for number in range(40)
]


def test_threads_share_it_and_get_the_same_decisions() -> None:
    alone = [playbook.evaluate(post, playbook.compile(TEXT)) for post in POSTS[:12]]
    shared = playbook.compile(TEXT)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda post: playbook.evaluate(post, shared), POSTS * 3))
    assert together[: len(alone)] == alone
    assert together == [playbook.evaluate(post, shared) for post in POSTS] * 3


def test_judging_changes_neither_post_nor_policy(acme: playbook.Policy) -> None:
    post = playbook.Post.model_validate(POSTS[7])
    before = post.model_dump_json()
    first = playbook.evaluate(post, acme).model_dump_json()
    assert playbook.evaluate(post, acme, now=datetime(2026, 1, 1, tzinfo=UTC)).model_dump_json() == first
    assert post.model_dump_json() == before


# ----------------------------------------------------------------------------------------------------- evaluate_many


def test_posts_are_taken_one_by_one(acme: playbook.Policy) -> None:
    taken: list[int] = []

    def posts() -> Iterator[dict[str, Any]]:
        for number, post in enumerate(POSTS):
            taken.append(number)
            yield post

    decisions = playbook.evaluate_many(posts(), acme)
    assert taken == []
    assert next(decisions) == playbook.evaluate(POSTS[0], acme)
    assert taken == [0]
    assert next(decisions) == playbook.evaluate(POSTS[1], acme)
    assert taken == [0, 1]


def test_many_by_several_at_one_now(acme: playbook.Policy) -> None:
    other = playbook.compile('policy other rule r deny "{publish_at}"')
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    (first, second) = playbook.evaluate_many(
        [{}, {"publish_at": "2026-11-24T10:00Z"}], [acme, other], now=now
    )
    assert [one.message for one in (first.findings[0], second.findings[0])] == [
        "2026-11-23 10:00 (UTC)",
        "2026-11-24 10:00 (UTC)",
    ]


def test_a_history_is_taken_in_and_nothing_else_in_its_place(acme: playbook.Policy) -> None:
    plain = playbook.evaluate({}, acme)
    with pytest.raises(playbook.UsageError, match="`history` has to be a History, not list"):
        playbook.evaluate({}, acme, history=[])  # type: ignore[arg-type]
    assert playbook.evaluate({}, acme, history=None) == plain


# ---------------------------------------------------------------------------------------------------------------- posts


@pytest.mark.parametrize(
    ("post", "problem"),
    [
        ({"txt": "x"}, ("txt", "there is no such field; did you mean `text`?")),
        ({"text": 3}, ("text", "should be a text, not `3`")),
        ({"sponsored": "perhaps"}, ("sponsored", "should be true or false, not `perhaps`")),
        ({"action": "psot"}, ("action", "`psot` is not possible here; did you mean `post`?")),
        ({"media": "x"}, ("media", "should be a list, not `x`")),
        (
            {"publish_at": "2026-11-23T10:00"},
            ("publish_at", "a time zone is missing; write it like 2026-11-23T10:00:00Z"),
        ),
        (
            {"account": {"knd": "personal"}},
            ("account.knd", "there is no such field; did you mean `account.kind`?"),
        ),
    ],
)
def test_a_post_that_is_none_is_told_in_words(
    acme: playbook.Policy, post: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(playbook.PostError) as caught:
        playbook.evaluate(post, acme)
    assert caught.value.problems == (problem,)
    assert str(caught.value) == f"this is no valid post: {problem[0]}: {problem[1]}"


class Ticketed(playbook.Post):
    """An app's own post."""

    seats: Annotated[int | None, Fact("How many seats are there?")] = None
    """How many there are."""
    sold: Annotated[int | None, Fact("How many seats are sold?")] = None
    """How many are sold."""

    @derived("How many seats are left?", depends=("seats", "sold"))
    def left(self) -> int | None:
        """How many are left."""
        return None if self.seats is None or self.sold is None else self.seats - self.sold


def test_an_apps_own_derived_field_is_worked_out_and_asks_for_what_it_comes_from() -> None:
    policy = playbook.compile('policy p rule full when left < 1 deny "{left} left."', post_type=Ticketed)
    assert policy.reads == ("left", "seats", "sold")
    full = playbook.evaluate(Ticketed(seats=3, sold=3), policy).findings[0]
    assert (full.state, full.message) == ("fired", "0 left.")
    assert playbook.evaluate({"seats": 3, "sold": 2}, policy).findings == ()
    open_ = playbook.evaluate({"seats": 3}, policy)
    assert [(need.field, need.question) for need in open_.needs] == [("sold", "How many seats are sold?")]


def test_a_derived_field_that_raises_is_unknown() -> None:
    class Odd(playbook.Post):
        @derived("What is it?", depends=())
        def odd(self) -> int | None:
            """Raises."""
            raise KeyError("secret")

    policy = playbook.compile("policy p rule r when odd > 1 deny", post_type=Odd)
    found = playbook.evaluate({}, policy).findings[0]
    assert (found.state, [need.field for need in found.needs]) == ("undetermined", ["odd"])
    assert "secret" not in found.model_dump_json()


POLICY = playbook.compile("policy p rule r warn")
NO_TEXT: Any = b"policy p"
NO_TYPE: Any = dict
NO_TIME: Any = date(2026, 11, 23)
NO_NUMBER: Any = "two"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: playbook.load(NO_TEXT), "a policy is named by a text or a Path, not by a bytes"),
        (lambda: playbook.compile(NO_TEXT), "a policy is given as text, not as a bytes"),
        (lambda: playbook.check(NO_TEXT), "a policy is given as text, not as a bytes"),
        (lambda: playbook.check_file(NO_TEXT), "a policy is named by a text or a Path, not by a bytes"),
        (lambda: playbook.compile("policy p", post_type=NO_TYPE), "`post_type` has to be `Post`"),
        (lambda: playbook.check("policy p", post_type=NO_TYPE), "`post_type` has to be `Post`"),
        (lambda: playbook.load("personal", post_type=NO_TYPE), "`post_type` has to be `Post`"),
        (lambda: playbook.evaluate({}, POLICY, now=NO_TIME), "`now` has to be a datetime, not a date"),
        (lambda: playbook.evaluate_many([], POLICY, jobs=NO_NUMBER), "`jobs` has to be a number"),
    ],
)
def test_what_is_of_the_wrong_type_is_said_in_words(call: Callable[[], object], said: str) -> None:
    with pytest.raises(playbook.UsageError, match=said):
        call()


def test_what_holds_a_policy_may_be_copied() -> None:
    config = {"rules": [POLICY]}
    assert copy.deepcopy(config)["rules"][0] is POLICY
    assert copy.copy(POLICY) is POLICY
