"""A project's settings: where they are found, what they may be, and where a mistake in them stands."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.config import Finder, Settings
from playbook.config.exclude import is_excluded
from playbook.config.place import place_of
from playbook.config.settings import KEYS
from playbook.errors import SettingsError
from playbook.source import Source


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, which is the current folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_is_set_where_there_is_no_file(project: Path) -> None:
    assert Finder().of(project / "a.playbook") == Settings()


def test_every_setting(project: Path) -> None:
    file = write(
        project / "pyproject.toml",
        """\
[tool.playbook]
post-type = "acme.posts:AcmePost"
exclude = ["drafts", "old/**"]
select = ["PB9"]
ignore = ["unused-topic"]
baseline = "known.json"
min-coverage = 87.5
""",
    )
    found = Finder().of(project / "a.playbook")
    assert found == Settings(
        "acme.posts:AcmePost", ("drafts", "old/**"), ("PB9",), ("unused-topic",), "known.json", 87.5, file,
        {"post-type": 2, "exclude": 3, "select": 4, "ignore": 5, "baseline": 6, "min-coverage": 7},
    )  # fmt: skip
    assert found.baseline_path == project / "known.json"


def test_all_keys_are_settings() -> None:
    assert {one.name for one in fields(Settings)} - {"file", "lines"} == {
        name.replace("-", "_") for name in KEYS
    }


@pytest.mark.parametrize("name", KEYS)
def test_the_example_of_each_setting_is_one(name: str, project: Path) -> None:
    write(project / "playbook.toml", f"{name} = {KEYS[name].example}\n")
    assert name in Finder().of(project).lines


def test_the_nearest_file_wins_alone(project: Path) -> None:
    write(project / "playbook.toml", 'min-coverage = 50\nexclude = ["x"]\n')
    near = write(project / "sub" / "pyproject.toml", "[tool.playbook]\nmin-coverage = 90\n")
    finder = Finder()
    assert finder.of(project / "sub" / "deep" / "a.playbook").min_coverage == 90
    assert finder.of(near).exclude == ()
    assert finder.of(project / "a.playbook").min_coverage == 50


def test_a_pyproject_without_our_table_is_passed_over(project: Path) -> None:
    write(project / "playbook.toml", "min-coverage = 50\n")
    write(project / "sub" / "pyproject.toml", "[tool.other]\nplaybook = 1\n")
    write(project / "mid" / "pyproject.toml", "this is no toml at all")
    assert Finder().of(project / "sub" / "a.playbook").min_coverage == 50
    assert Finder().of(project / "mid" / "a.playbook").min_coverage == 50


def test_playbook_toml_comes_before_pyproject(project: Path) -> None:
    write(project / "playbook.toml", "min-coverage = 50\n")
    write(project / "pyproject.toml", "[tool.playbook]\nmin-coverage = 90\n")
    assert Finder().of(project).min_coverage == 50


def test_what_lies_above_the_repository_has_no_say(project: Path) -> None:
    write(project / "playbook.toml", "min-coverage = 50\n")
    (project / "inner" / ".git").mkdir(parents=True)
    assert Finder().of(project / "inner" / "a.playbook") == Settings()


def test_no_configuration_is_wanted(project: Path) -> None:
    write(project / "playbook.toml", "this is no toml")
    assert Finder(enabled=False).of(project) == Settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("min-coverage = 101", "[PB443]: `min-coverage` has to be a number from 0 to 100\n --> playbook.toml:1:16\n"),
        ("min-coverage = nan", "PB443"),
        ("min-coverage = true", "PB443"),
        ('post-type = "acme"', 'has to be a class by its place, such as "acme.posts:AcmePost"'),
        ('exclude = "drafts"', 'has to be a list of texts, such as ["one", "two"]\n --> playbook.toml:1:11\n'),
        ("exclude = [1]", "PB443"),
        ('exclude = [""]', "PB443"),
        ('excluded = ["a"]', "error[PB442]: there is no setting `excluded`\n --> playbook.toml:1:1\n"),
        ('excluded = ["a"]', "help: did you mean `exclude`?"),
        ("[wholly.other]", "help: the settings are `post-type`, `exclude`"),
        ("\n\nselect = [", "the configuration cannot be read: invalid value\n --> playbook.toml:3:11\n"),
        ("a = 1\na = 2", "the configuration cannot be read: cannot overwrite a value\n --> playbook.toml:2:6\n"),
        ("x = " + "[" * 5000, "PB441"),
        ('"\\u001b[31m" = 1', "there is no setting `<U+001B>[31m`"),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "PB441"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place(project: Path, text: str, said: str) -> None:
    write(project / "playbook.toml", text)
    with pytest.raises(SettingsError) as caught:
        Finder().of(project / "a.playbook")
    assert said in str(caught.value)
    assert caught.value.diagnostics


def test_all_mistakes_are_told_at_once(project: Path) -> None:
    write(project / "playbook.toml", 'min-coverage = "all"\nexclud = 1\nselect = 2\n')
    with pytest.raises(SettingsError) as caught:
        Finder().of(project)
    assert [one.code for one in caught.value.diagnostics] == ["PB443", "PB442", "PB443"]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"#" * 2_000_000])
def test_files_that_are_no_text(project: Path, data: bytes) -> None:
    (project / "playbook.toml").write_bytes(data)
    with pytest.raises(SettingsError, match="PB441"):
        Finder().of(project)


@pytest.mark.parametrize("text", ["tool = {playbook = 1}", "[tool]\nplaybook = []"])
def test_a_table_that_is_none(project: Path, text: str) -> None:
    write(project / "pyproject.toml", text)
    with pytest.raises(SettingsError, match=r"`tool\.playbook` has to be a table"):
        Finder().of(project)


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ("a = 1 # one", ("a",), "a", "1"),
        ('[tool.playbook]\n  "exclude"  =  ["x"]', ("tool", "playbook", "exclude"), '"exclude"', '["x"]'),
        ("[ tool . 'playbook' ]\na = 1", ("tool", "playbook", "a"), "a", "1"),
        ("[tool]\nplaybook.a = 1", ("tool", "playbook", "a"), "playbook.a", "1"),
        ("[other]\na = 1\n[tool.playbook]\na = 2", ("tool", "playbook", "a"), "a", "2"),
        ("[tool.playbook]\nb = 1", ("tool", "playbook", "a"), "tool.playbook", "tool.playbook"),
        ("tool = {playbook = {a = 1}}", ("tool", "playbook", "a"), "", ""),
    ],
)
def test_where_a_setting_stands(text: str, path: tuple[str, ...], key: str, value: str) -> None:
    place = place_of(Source("x.toml", text), *path)
    assert (place.key.text, place.value.text) == (key, value)


@given(st.text(alphabet="[]a.='\" \n#{}", max_size=80))
def test_any_text_is_looked_at(text: str) -> None:
    place = place_of(Source("x.toml", text), "a", "b")
    assert 0 <= place.key.start <= place.key.end <= len(text)


@pytest.mark.parametrize(
    ("pattern", "path", "out"),
    [
        ("drafts", "drafts/a.playbook", True),
        ("drafts", "deep/er/drafts/sub/a.playbook", True),
        ("drafts/", "deep/drafts/a.playbook", True),
        ("drafts", "drafts.playbook", False),
        ("*.playbook", "deep/a.playbook", True),
        ("old/*.playbook", "old/a.playbook", True),
        ("old/*.playbook", "old/sub/a.playbook", False),
        ("old/**/*.playbook", "old/sub/er/a.playbook", True),
        ("old/**/*.playbook", "old/a.playbook", True),
        ("old/**", "old/sub/a.playbook", True),
        ("old/**", "new/old/a.playbook", False),
        ("/old", "old/a.playbook", True),
        ("./a.playbook", "a.playbook", True),
        ("a?.playbook", "ab.playbook", True),
        ("[ab].playbook", "b.playbook", True),
        ("**", "a.playbook", True),
        ("A.playbook", "a.playbook", False),
        ("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "a" * 200, False),
        ("**/" * 100 + "b/c", "/".join("a" * 100), False),
    ],
)
def test_what_is_left_out(project: Path, pattern: str, path: str, out: bool) -> None:
    write(project / "playbook.toml", f"exclude = ['{pattern}']\n")
    settings = Finder().of(project)
    assert is_excluded(Path(path), settings) is out
    assert is_excluded(project / path, settings) is out
    assert not is_excluded(Path("/elsewhere") / path, settings)
