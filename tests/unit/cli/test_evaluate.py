"""`playbook evaluate` from one end to the other: what is shown, what is written for programs, and the exit codes."""

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from playbook.model.decision import Decision

Run = Callable[..., Any]

MONDAY = "2027-03-15T10:00:00Z"
FINE = {"text": "Good morning", "account": {"kind": "professional"}, "sponsored": False, "publish_at": MONDAY}


def shown(text: str) -> str:
    return dedent(text).lstrip("\n")


def write_lines(path: Path, *posts: object) -> None:
    path.write_text("".join(json.dumps(post) + "\n" for post in posts), encoding="utf-8")


def test_one_post_that_is_fine(run: Run) -> None:
    done = run(
        "evaluate", "--text", "Good morning", "--set", "account.kind=professional", "--set", "sponsored=false",
        "--policy", "house.playbook", "--now", MONDAY,
    )  # fmt: skip
    assert done.out == shown("""
        ALLOW  --text  nothing speaks against it

        Judged by house 1.2, as of Monday 2027-03-15 10:00 (UTC).
        """)
    assert (done.code, done.err) == (0, "")


def test_one_post_with_findings(run: Run, here: Path) -> None:
    (here / "draft.md").write_text(
        "---\naccount: {kind: professional}\nsponsored: true\npublish_at: 2027-03-14T10:00:00Z\n---\n"
        "Better than Globex! #a #b #c #d\n"
    )
    done = run("evaluate", "draft.md", "--policy", "house.playbook", "--now", MONDAY)
    digest = "        An approval counts if it was given for this content:\n"
    before, after = done.out.split(digest)
    assert before == shown("""
        DENY  draft.md  not like this

        deny    Do not speak of rivals.
                | Better than Globex! #a #b #c #d
                |             ^^^^^^
                why   text mentions rivals
                do    Say what we do, not what they do.
                see   https://house.example/rules#rivals
                rule  no-rivals, “Leave rivals out” (house.playbook:11)

        review  A paid post says so before the fold.
                why   sponsored
                      require above_fold mentions "#ad"  (not met)
                      (above_fold = Better than Globex! #a #b #c #d)
                rule  paid, “Say when you are paid” (house.playbook:24)

        delay   Nobody is there at 2027-03-14 10:00 (Europe/London).
                why   delay until weekdays 09:00 to 17:00
                      (publish_at = 2027-03-14 10:00 (Europe/London))
                rule  office-hours, “Post when someone is there” (house.playbook:21)

        advise  4 hashtags; at most 3.
                why   count(hashtags) > max_hashtags
                      (count(hashtags) = 4, hashtags = a, b, c and d, max_hashtags = 3)
                rule  max-hashtags, “Few hashtags” (house.playbook:17)

        To ask  A yes from 2 people of “legal” (rule paid of house)
        """)
    assert after.splitlines()[1:] == [
        "When    Not before Monday 2027-03-15 09:00 (Europe/London).",
        "",
        "Judged by house 1.2, as of Monday 2027-03-15 10:00 (UTC).",
    ]
    assert done.code == 1


def test_what_is_not_known_is_asked(run: Run) -> None:
    done = run("evaluate", "--text", "hi", "--policy", "house.playbook", "--now", MONDAY)
    assert done.out == shown("""
        REVIEW  --text  not known yet: it depends on what is asked below

        review  It is not known whether `house` is about this post.
                open  account.kind
                rule  for, which says deny (house.playbook:1)

        To know Is this a personal or a professional account?  --set account.kind=…

        Judged by house 1.2, as of Monday 2027-03-15 10:00 (UTC).
        """)
    assert done.code == 1


def test_many_posts_are_summed_up(run: Run, here: Path) -> None:
    write_lines(
        here / "posts.jsonl",
        FINE,
        {**FINE, "text": "Globex"},
        {**FINE, "account": {"kind": "personal"}},
        {**FINE, "account": {"kind": "personal"}},
        {**FINE, "txt": "x"},
    )
    done = run("evaluate", "posts.jsonl", "--policy", "house.playbook", "--now", MONDAY)
    assert done.out == shown("""
        DENY  posts.jsonl:2  not like this

        deny    Do not speak of rivals.
                | Globex
                | ^^^^^^
                why   text mentions rivals
                do    Say what we do, not what they do.
                see   https://house.example/rules#rivals
                rule  no-rivals, “Leave rivals out” (house.playbook:11)

        NOT JUDGED  posts.jsonl:3  no policy given is about this post
        NOT JUDGED  posts.jsonl:4  no policy given is about this post

        4 posts judged by house 1.2, as of Monday 2027-03-15 10:00 (UTC)

          allow             1   25.0 %  ████████
          deny              1   25.0 %  ████████
          not judged        2   50.0 %  ███████████████
          not read          1

        Rules that fired most
                 1   25.0 %  no-rivals  house
        """)
    assert done.err == "error: posts.jsonl:5: txt: there is no such field; did you mean `text`?\n"
    assert done.code == 2


def test_only_the_numbers(run: Run, here: Path) -> None:
    write_lines(here / "posts.jsonl", FINE, {**FINE, "text": "Globex"})
    done = run("evaluate", "posts.jsonl", "--policy", "house.playbook", "--summary")
    assert done.out.startswith("2 posts judged by house 1.2, as of ")
    assert ", by the clock\n" in done.out


def test_no_posts_are_said_to_be_none(run: Run, here: Path) -> None:
    (here / "empty.jsonl").write_text("\n")
    done = run("evaluate", "empty.jsonl", "--policy", "house.playbook", "--now", MONDAY)
    assert (done.code, done.err) == (0, "")
    assert done.out == "0 posts judged by house 1.2, as of Monday 2027-03-15 10:00 (UTC)\n\n"


def test_one_bad_post_among_a_thousand(run: Run, here: Path) -> None:
    lines = [json.dumps(FINE)] * 1000
    lines[619] = '{"text": "broken'
    (here / "posts.jsonl").write_text("\n".join(lines))
    done = run("evaluate", "posts.jsonl", "--policy", "house.playbook", "--format", "jsonl", "--now", MONDAY)
    assert done.code == 2
    assert "error: posts.jsonl:620:10: this text is never closed\n" in done.err
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert len(answers) == 1000
    assert [number for number, answer in enumerate(answers) if answer is None] == [619]


def test_a_thousand_bad_posts_do_not_flood(run: Run, here: Path) -> None:
    write_lines(here / "posts.jsonl", *[{"txt": 1}] * 1000)
    done = run("evaluate", "posts.jsonl", "--policy", "house.playbook")
    assert done.err.count("error: ") == 100
    assert done.err.endswith("… and 900 more errors\n")


@pytest.mark.parametrize(
    ("post", "options", "code"),
    [
        (FINE, [], 0),
        ({**FINE, "text": "#a #b #c #d"}, [], 0),
        ({**FINE, "publish_at": "2027-03-14T10:00:00Z"}, [], 1),
        ({**FINE, "sponsored": True}, [], 1),
        ({**FINE, "text": "Globex"}, [], 1),
        ({**FINE, "account": {"kind": "personal"}}, [], 1),
        ({**FINE, "account": {"kind": "personal"}}, ["--allow-unjudged"], 0),
        ({**FINE, "text": "Globex"}, ["--allow-unjudged"], 1),
        ({**FINE, "text": 5}, [], 2),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_exit_codes(run: Run, here: Path, post: object, options: list[str], code: int, form: str) -> None:
    (here / "post.json").write_text(json.dumps(post))
    assert run("evaluate", "post.json", "--policy", "house.playbook", "--format", form, *options).code == code


def test_json_is_the_decision(run: Run, here: Path) -> None:
    (here / "post.json").write_text(json.dumps({**FINE, "text": "Globex 漢字"}))
    done = run("evaluate", "post.json", "--policy", "house.playbook", "--format", "json", "--now", MONDAY)
    decision = Decision.model_validate_json(done.out)
    assert decision.verdict == "deny"
    assert done.out == decision.model_dump_json(indent=2) + "\n"
    assert done.err == "judged as of Monday 2027-03-15 10:00 (UTC)\n"


def test_json_of_many_is_a_list(run: Run, here: Path) -> None:
    (here / "posts.json").write_text(json.dumps([FINE]))
    (here / "empty.jsonl").write_text("")
    write_lines(here / "posts.jsonl", FINE, {"txt": 1}, FINE)
    as_json = ["--policy", "house.playbook", "--format", "json"]
    assert [item["verdict"] for item in json.loads(run("evaluate", "posts.json", *as_json).out)] == ["allow"]
    assert json.loads(run("evaluate", "empty.jsonl", *as_json).out) == []
    found = json.loads(run("evaluate", "posts.jsonl", *as_json).out)
    assert [item and item["verdict"] for item in found] == ["allow", None, "allow"]
    (here / "one.json").write_text(json.dumps(FINE))
    assert len(json.loads(run("evaluate", "one.json", "one.json", *as_json).out)) == 2


def test_json_cannot_drive_a_terminal(run: Run) -> None:
    text = "\x1b[2J\x9b\u202e\u2066\U000e0041 Globex"
    done = run(
        "evaluate",
        "--text",
        text,
        "--policy",
        "house.playbook",
        "--set",
        "account.kind=professional",
        "--format",
        "json",
    )
    assert not any(char in done.out for char in "\x1b\x9b\u202e\u2066\U000e0041")
    assert json.loads(done.out)["findings"][0]["rule"] == "no-rivals"


def test_a_hostile_post_and_its_name_cannot_drive_a_terminal(run: Run, here: Path) -> None:
    name = "a\x1b[2J\u202e.txt"
    (here / name).write_text("\x1b]0;x\x07 \u202e Globex", encoding="utf-8")
    (here / "b\x1b.json").write_text('{"\x1b[2J": 1}')
    done = run("evaluate", str(here), "--set", "account.kind=professional", "--policy", "house.playbook")
    assert not any(char in done.out + done.err for char in "\x1b\x07\u202e")
    assert "<U+202E> Globex" in done.out


def test_folders_and_several_inputs(run: Run, here: Path) -> None:
    (here / "posts").mkdir()
    (here / "posts" / "b.json").write_text(json.dumps({**FINE, "text": "Initech"}))
    (here / "posts" / "a.yaml").write_text("text: Globex\naccount: {kind: professional}\n")
    done = run("evaluate", "posts", "posts/b.json", "--policy", "house.playbook")
    heads = [line for line in done.out.splitlines() if line.startswith("DENY")]
    assert [line.split()[1] for line in heads] == ["posts/a.yaml", "posts/b.json", "posts/b.json"]


def test_standard_input(run: Run) -> None:
    done = run("evaluate", "-", "--policy", "house.playbook", stdin=json.dumps(FINE).encode())
    assert done.out.startswith("ALLOW  standard input:1")
    done = run(
        "evaluate", "-", "--from", "text", "--set", "account.kind=professional", "--policy", "house.playbook",
        stdin=b"Globex",
    )  # fmt: skip
    assert done.out.startswith("DENY  standard input  not like this")


def test_tables_and_foreign_json(run: Run, here: Path) -> None:
    (here / "export.csv").write_text("Body,Screen Name,Kind\nGlobex,acme,tweet\n")
    base = ["--policy", "house.playbook", "--set", "account.kind=professional", "--format", "json"]
    maps = ["--map", "text=Body", "--map", "account.handle=Screen Name"]
    done = run("evaluate", "export.csv", *maps, *base)
    assert [item["verdict"] for item in json.loads(done.out)] == ["deny"]
    done = run("evaluate", "export.csv", *base)
    assert done.code == 2
    assert "`Screen Name` is no field of a post" in done.err
    write_lines(here / "export.jsonl", {"body": "Globex", "user": {"name": "acme"}, "text": 5})
    done = run("evaluate", "export.jsonl", "--map", "text=body", "--map", "account.handle=user.name", *base)
    assert [item["verdict"] for item in json.loads(done.out)] == ["deny"]


def test_a_column_that_no_post_has(run: Run, here: Path) -> None:
    write_lines(here / "export.jsonl", {"body": "Globex"})
    done = run("evaluate", "export.jsonl", "--map", "text=bdoy", "--policy", "house.playbook")
    assert done.code == 2
    assert "error: --map: no post has `bdoy`\n" in done.err


def test_params(run: Run, here: Path) -> None:
    (here / "other.playbook").write_text('policy other\nrule x when text is "x" warn "x"\n')
    text = [
        "--text",
        "#a #b",
        "--set",
        "account.kind=professional",
        "--set",
        "sponsored=false",
        "--now",
        MONDAY,
    ]
    done = run("evaluate", *text, "--policy", "house.playbook", "--param", "max_hashtags=1")
    assert "2 hashtags; at most 1." in done.out
    done = run(
        "evaluate",
        *text,
        "--policy",
        "house.playbook",
        "--policy",
        "other.playbook",
        "--param",
        "max_hashtags=1",
    )
    assert "2 hashtags; at most 1." in done.out


def test_several_policies(run: Run, here: Path) -> None:
    (here / "other.playbook").write_text(
        'policy other version "3"\nrule x when text contains "morn" warn "No mornings."\n'
    )
    done = run(
        "evaluate", "--text", "Good morning", "--set", "account.kind=personal", "--now", MONDAY,
        "--policy", "house.playbook", "--policy", "other.playbook",
    )  # fmt: skip
    assert done.code == 0
    assert "No mornings." in done.out
    assert done.out.endswith("Judged by house 1.2 and other 3, as of Monday 2027-03-15 10:00 (UTC).\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--text", "x"], "the following arguments are required: --policy"),
        (["--policy", "house.playbook"], "name a post to judge"),
        (["x.json", "--text", "x", "--policy", "house.playbook"], "--text is a post already"),
        (["-", "-", "--policy", "house.playbook"], "standard input can be read only once"),
        (["gone.json", "--policy", "house.playbook"], "gone.json: there is no such file"),
        (["house.playbook", "--policy", "house.playbook"], "the format is not known by this ending"),
        (
            ["--text", "x", "--policy", "nowhere"],
            "there is no pack `nowhere`; a file is named by a path that ends",
        ),
        (["--text", "x", "--policy", "profesional"], "no pack `profesional`; did you mean `professional`?"),
        (["--text", "x", "--policy", "house"], "there is no pack `house`; did you mean `house.playbook`?"),
        (["--text", "x", "--policy", "gone.playbook"], "there is no such file"),
        (["--text", "x", "--policy", "house.playbook", "--now", "soon"], "--now soon: write it like"),
        (
            ["--text", "x", "--policy", "house.playbook", "--now", "2027-03-15T10:00"],
            "say in which time zone",
        ),
        (["--text", "x", "--policy", "house.playbook", "--now", "0001-01-01T00:00+14:00"], "write it like"),
        (["--text", "x", "--policy", "house.playbook", "--set", "text"], "`text` sets nothing"),
        (["--text", "x", "--policy", "house.playbook", "--set", "knid=1"], "knid: there is no such field"),
        (["--text", "x", "--policy", "house.playbook", "--map", "text"], "`text` maps nothing"),
        (["--text", "x", "--policy", "house.playbook", "--param", "x"], "--param x: write it like"),
        (
            ["--text", "x", "--policy", "house.playbook", "--param", "max_hashtag=1"],
            "did you mean `max_hashtags`?",
        ),
        (["--text", "x", "--policy", "house.playbook", "--param", "max_hashtags=many"], "wants a number"),
        (
            ["--text", "x", "--policy", "house.playbook", "--param", "a=1", "--param", "a=2"],
            "--param a is given twice",
        ),
        (
            ["--text", "x", "--policy", "house.playbook", "--policy", "house.playbook", "--param", "a=1"],
            "none of these policies has it",
        ),
        (["--text", "x", "--policy", "house.playbook", "--format", "xml"], "invalid choice: 'xml'"),
        (["--text", "x", "--policy", "house.playbook", "--from", "xml"], "invalid choice: 'xml'"),
        (
            ["--text", "x", "--policy", "house.playbook", "--post-type", "nothing"],
            "write it like package.module:MyPost",
        ),
        (["--text", "x", "--policy", "house.playbook", "--post-type", "no_such:Post"], "importing it failed"),
        (
            ["--text", "x", "--policy", "house.playbook", "--post-type", "json:dumps"],
            "is no subclass of playbook.Post",
        ),
        (["--text", "x", "--policy", "house.playbook", "--post-type", "json:gone"], "importing it failed"),
        (["--text", "\udcff", "--policy", "house.playbook"], "half of a surrogate pair"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    done = run("evaluate", *arguments)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_a_policy_with_mistakes_is_shown(run: Run, here: Path) -> None:
    (here / "bad.playbook").write_text("policy bad\nrule x when author.trianed deny\n")
    done = run("evaluate", "--text", "x", "--policy", "bad.playbook")
    assert done.code == 2
    assert "--> bad.playbook:2:13" in done.err


def test_options_may_stand_anywhere(run: Run, here: Path) -> None:
    (here / "a.json").write_text(json.dumps(FINE))
    (here / "b.json").write_text(json.dumps(FINE))
    assert run("evaluate", "a.json", "--policy", "house.playbook", "b.json").out.startswith("2 posts")


def test_an_apps_own_post(run: Run, here: Path) -> None:
    (here / "acme_posts.py").write_text(
        "import playbook\nclass AcmePost(playbook.Post):\n    ticket: str | None = None\n"
    )
    (here / "own.playbook").write_text('policy own\nrule t when ticket is missing warn "No ticket."\n')
    (here / "post.json").write_text('{"text": "x", "ticket": "A-1"}')
    own = ["--policy", "own.playbook", "--post-type", "acme_posts:AcmePost"]
    assert run("evaluate", "post.json", *own).out.startswith("ALLOW")
    assert "No ticket." in run("evaluate", "--text", "x", *own).out
    assert run("evaluate", "post.json", "--policy", "own.playbook").code == 2
