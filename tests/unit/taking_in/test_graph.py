"""What a policy takes in: which files it may name, each read once, rings, and mistakes in what is taken in."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import playbook
from playbook.limits import MAX_EXTENDS_DEPTH, MAX_FILES
from playbook.packs import graph as graphs

Folder = Callable[..., Path]
Checked = Callable[[Path], list[tuple[str, str]]]

BASE = "policy base rule r deny"


def take(*names: str) -> str:
    return "policy main " + " ".join(f'extends "{name}"' for name in names)


@pytest.mark.parametrize(
    "name", ["base.playbook", "./base.playbook", "sub/../base.playbook", "sub/../sub/deep.playbook"]
)
def test_files_in_the_policys_own_folder_or_below(folder: Folder, name: str) -> None:
    path = folder(main=take(name), base=BASE, **{"sub/deep": BASE})
    assert playbook.load(path).rules == ("r",)


def test_a_path_starts_at_the_file_that_names_it(folder: Folder) -> None:
    path = folder(
        main=take("sub/mid.playbook"), **{"sub/mid": 'policy mid extends "low.playbook"', "sub/low": BASE}
    )
    assert playbook.load(path).rules == ("r",)
    upwards = folder(
        main=take("sub/mid.playbook"), base=BASE, **{"sub/mid": 'policy mid extends "../base.playbook"'}
    )
    assert [one.code for one in playbook.check_file(upwards)] == ["PB406", "PB402"]


def test_backslashes_are_slashes(folder: Folder) -> None:
    path = folder(main=r'policy main extends "sub\\deep.playbook"', **{"sub/deep": BASE})
    assert playbook.load(path).rules == ("r",)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../outside.playbook", "it is outside of the policy's own folder"),
        ("../../etc/passwd", "it is outside of the policy's own folder"),
        ("sub/../../outside.playbook", "it is outside of the policy's own folder"),
        (r"..\\outside.playbook", "it is outside of the policy's own folder"),
        ("/etc/passwd", "it is not relative to the policy's own folder"),
        (r"\\\\server\\share", "it is not relative to the policy's own folder"),
        ("~/base.playbook", "it is not relative to the policy's own folder"),
        ("C:/base.playbook", "it is not relative to the policy's own folder"),
        ("C:base.playbook", "it is not relative to the policy's own folder"),
        ("file:base.playbook", "it is not relative to the policy's own folder"),
        ("link.playbook", "it is outside of the policy's own folder"),
        ("door/outside.playbook", "it is outside of the policy's own folder"),
        ("ring.playbook", None),
        ("sub", "it is not a file"),
        (".", "it is not a file"),
        ("pipe.playbook", "it is not a file"),
        ("missing.playbook", "there is no such file"),
        ("", "it is no path"),
        (" ", "it is no path"),
        ("latin.playbook", "it is not UTF-8 (byte 8, line 1)"),
        ("large.playbook", "it is larger than 1,048,576 bytes"),
        ("x" * 5000, None),
    ],
)
def test_what_cannot_be_taken_in(folder: Folder, name: str, reason: str | None) -> None:
    path = folder(main=take(name), latin=b"policy \xff", large=b" " * 1_048_577, **{"sub/deep": BASE})
    home = path.parent
    (home.parent / "outside.playbook").write_text(BASE)
    (home / "link.playbook").symlink_to(home.parent / "outside.playbook")
    (home / "door").symlink_to(home.parent)
    (home / "ring.playbook").symlink_to(home / "ring.playbook")
    os.mkfifo(home / "pipe.playbook")
    (only,) = playbook.check_file(path)
    assert only.code == "PB402"
    assert only.span.text == f'"{name}"'
    if reason is not None:
        assert only.message().endswith(f"cannot be taken in: {reason}")


def test_a_nul_in_a_name(folder: Folder) -> None:
    path = folder(main='policy main extends "a\0b.playbook"')
    assert playbook.check_file(path)


def test_a_link_within_the_folder_is_the_file_it_leads_to(folder: Folder) -> None:
    path = folder(main=take("base.playbook", "alias.playbook"), base=BASE)
    (path.parent / "alias.playbook").symlink_to(path.parent / "base.playbook")
    policy = playbook.load(path)
    assert policy.rules == ("r",)
    assert len(policy.linked.modules) == 2


def test_a_text_without_a_folder_takes_packs_in_only(tmp_path: Path) -> None:
    (only,) = playbook.check(take("base.playbook"))
    assert (only.code, "can extend packs only" in only.message()) == ("PB402", True)
    (tmp_path / "base.playbook").write_text(BASE)
    assert playbook.check(take("base.playbook"), folder=tmp_path) == ()
    assert playbook.compile(take("base.playbook"), folder=tmp_path).rules == ("r",)
    assert playbook.check("policy main use personal rule x deny") == ()


@pytest.mark.parametrize(
    "texts",
    [
        {"main": take("main.playbook")},
        {"main": take("a.playbook"), "a": 'policy a extends "main.playbook"'},
        {
            "main": take("a.playbook"),
            "a": 'policy a use "b.playbook"',
            "b": 'policy b extends "main.playbook"',
        },
        {"main": take("a.playbook"), "a": 'policy a extends "a.playbook"'},
        {"main": 'policy main use "main.playbook"'},
    ],
)
def test_a_ring_is_reported_where_it_closes(folder: Folder, checked: Checked, texts: dict[str, str]) -> None:
    found = checked(folder(**texts))
    assert [code for _, code in found].count("PB403") == 1
    assert {code for _, code in found} <= {"PB403", "PB406"}
    closing = next(file for file, code in found if code == "PB403")
    assert closing == {1: "main", 2: "a", 3: "b"}[len(texts)]
    ring = next(one for one in playbook.check_file(folder()) if one.code == "PB403")
    assert "takes this policy in" in ring.message()
    assert "third policy" in str(ring.help())


def test_a_file_by_two_ways_is_read_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder(
        main=take("left.playbook", "right.playbook"),
        left='policy left extends "base.playbook"',
        right='policy right extends "sub/../base.playbook"',
        base=BASE,
        **{"sub/x": BASE},
    )
    read: list[str] = []
    plain = graphs.read_bytes  # type: ignore[attr-defined]

    def count(path: Path, most: int) -> object:
        read.append(path.stem)
        return plain(path, most)

    monkeypatch.setattr(graphs, "read_bytes", count)
    policy = playbook.load(path)
    assert sorted(read) == ["base", "left", "main", "right"]
    assert [module.tree.name.name for module in policy.linked.modules] == ["base", "left", "right", "main"]
    assert policy.rules == ("r",)


def test_mistakes_in_what_is_taken_in_are_reported_there_once(folder: Folder, checked: Checked) -> None:
    path = folder(
        main=take("left.playbook", "right.playbook"),
        left='policy left extends "base.playbook"',
        right='policy right extends "base.playbook"',
        base="policy base rule a when sponsord deny rule b when nothing deny",
    )
    assert checked(path) == [
        ("main", "PB406"),
        ("main", "PB406"),
        ("left", "PB406"),
        ("base", "PB101"),
        ("base", "PB101"),
        ("right", "PB406"),
    ]
    broken = playbook.check_file(path)[0]
    assert broken.message() == "`left.playbook` has mistakes of its own"
    assert [note.note for note in broken.related()] == ["the first of them"]


def test_an_own_mistake_does_not_hide_those_of_others(folder: Folder, checked: Checked) -> None:
    path = folder(
        main=take("base.playbook", "gone.playbook") + " rule x when text > 3 deny",
        base="policy base rule r when oops deny",
    )
    assert checked(path) == [("main", "PB406"), ("main", "PB402"), ("main", "PB205"), ("base", "PB101")]


def test_a_file_without_a_header_is_reported_there(folder: Folder, checked: Checked) -> None:
    found = checked(folder(main=take("base.playbook"), base="rule r deny"))
    assert found
    assert (found[0][0], found[-1][0]) != ("base", "main")
    assert any(file == "base" for file, _ in found)


def test_an_empty_file_is_reported_there(folder: Folder, checked: Checked) -> None:
    assert [file for file, _ in checked(folder(main=take("base.playbook"), base=""))] == ["base"]


def chain(length: int) -> dict[str, str]:
    """Files of which each takes the next one in."""
    texts = {
        f"f{number}": f'policy f{number} extends "f{number + 1}.playbook"' for number in range(1, length)
    }
    return {"main": take("f1.playbook"), **texts, f"f{length}": BASE}


def test_the_longest_chain(folder: Folder, checked: Checked) -> None:
    assert checked(folder(**chain(MAX_EXTENDS_DEPTH))) == []


def test_a_longer_chain_is_refused_where_it_gets_too_long(folder: Folder, checked: Checked) -> None:
    found = checked(folder(**chain(MAX_EXTENDS_DEPTH + 1)))
    assert (f"f{MAX_EXTENDS_DEPTH}", "PB404") in found
    assert {code for _, code in found} == {"PB404", "PB406"}
    long = next(one for one in playbook.check_file(folder()) if one.code == "PB404")
    assert (long.message(), long.help()) == (
        "this policy takes in too many others",
        "at most 256 files, and 32 steps to the furthest",
    )


def test_too_many_files_are_refused(folder: Folder, checked: Checked) -> None:
    many = {f"f{number}": f"policy f{number}" for number in range(MAX_FILES)}
    path = folder(main=take(*(f"{name}.playbook" for name in many)), **many)
    assert [code for _, code in checked(path)] == ["PB404"]
    few = dict(list(many.items())[: MAX_FILES - 1])
    assert checked(folder(main=take(*(f"{name}.playbook" for name in few)), **few)) == []


def test_files_are_named_in_the_way_in_which_the_first_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "house.playbook").write_text("policy house\n", encoding="utf-8")
    branch = tmp_path / "branch.playbook"
    branch.write_text('policy branch extends "inner/house.playbook"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def name(path: Path) -> str:
        root = graphs.load_graph(path, playbook.Post).root
        parent = None if root is None else root.parents[0].module
        return "" if parent is None else parent.source.name

    assert name(Path("branch.playbook")) == str(Path("inner", "house.playbook"))
    assert name(branch) == str(tmp_path / "inner" / "house.playbook")
