"""The pytest plugin: what it collects, how failures read, and that it stays out of the way."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from types import ModuleType

import pytest

import playbook.api  # noqa: F401  (with all that it is made of)

pytest_plugins = ["pytester"]

INSTALLED = any(one.value == "playbook.pytest_plugin" for one in entry_points(group="pytest11"))
POLICY = """policy small
rule loud
  when text contains "!"
  warn "Softly."
test "a shout" given text = "Hey!" expect warn from loud
test "a whisper"
  given text = "hey"
  expect no loud
test "rows" each text in ["a!"], ["b!"] expect warn from loud
"""


class Imported:
    """Sees what inner runs import."""

    def __init__(self) -> None:
        self.modules: dict[str, ModuleType] = {}

    def pytest_unconfigure(self) -> None:
        self.modules |= sys.modules


IMPORTED = Imported()


@pytest.fixture(autouse=True)
def _imported_once() -> Iterator[None]:
    """pytester forgets what was imported; a module of ours imported again is another one, with other classes."""
    yield
    for name, module in IMPORTED.modules.items():
        if name.partition(".")[0] in {"playbook", "regex"} and name != "playbook.pytest_plugin":
            sys.modules.setdefault(name, module)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    loaded = () if INSTALLED else ("-p", "playbook.pytest_plugin")
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", *loaded, *arguments, plugins=[IMPORTED])


def write(pytester: pytest.Pytester, text: str, name: str = "small") -> None:
    pytester.makefile(".playbook", **{name: text})


def test_each_test_is_an_item_with_its_place(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY)
    done = run(pytester, "-v")
    done.assert_outcomes(passed=4)
    done.stdout.fnmatch_lines(
        [
            "small.playbook::a shout PASSED*",
            "small.playbook::a whisper PASSED*",
            'small.playbook::rows ?row 1: text = "a!"? PASSED*',
        ]
    )


def test_one_can_be_chosen(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY)
    run(pytester, "small.playbook::a whisper").assert_outcomes(passed=1)
    run(pytester, "-k", "shout").assert_outcomes(passed=1, deselected=3)


def test_a_failure_reads_as_the_command_line_has_it(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY.replace('"hey"', '"hey!"'))
    done = run(pytester)
    done.assert_outcomes(passed=3, failed=1)
    done.stdout.fnmatch_lines(
        [
            "*“a whisper” failed",
            '*holds: text = "hey!"',
            "*expected nothing of `loud`, but it fired",
            "*= to pass: *must not hold, so that `loud` stays quiet",
        ]
    )
    assert "Traceback" not in done.stdout.str()
    assert "runtest" not in done.stdout.str()


def test_mistakes_are_errors_of_the_collection(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY.replace("text contains", "txet contains"))
    done = run(pytester)
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*unknown name `txet`*"])


def test_tests_of_one_title_are_told_apart(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY + 'test "a shout" given text = "Ho!" expect warn from loud\n')
    done = run(pytester, "-v")
    done.stdout.fnmatch_lines(["small.playbook::a shout (2) PASSED*"])


def test_a_file_named_twice_is_collected_once(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY)
    run(pytester, "small.playbook", ".").assert_outcomes(passed=4)


def test_policies_can_be_left_out(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY)
    assert run(pytester, "--no-playbook").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_an_apps_own_fields(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        shop="""
        from playbook import Post
        class ShopPost(Post):
            on_sale: bool | None = None
        """
    )
    pytester.makeini("[pytest]\nplaybook_post_type = shop:ShopPost\npythonpath = .\n")
    write(
        pytester, 'policy s rule r when on_sale warn "No." test "t" given on_sale = true expect warn from r'
    )
    run(pytester).assert_outcomes(passed=1)


def test_the_fixture_judges_and_the_helper_tells(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY)
    pytester.makepyfile(
        test_app="""
        def test_app(playbook):
            policy = playbook.load("./small.playbook")
            decision = playbook.evaluate({"text": "Hey!"}, policy)
            playbook.assert_decision(decision, "warn", rules=["loud"])

        def test_wrong(playbook):
            decision = playbook.evaluate({"text": "hey"}, playbook.load("./small.playbook"))
            playbook.assert_decision(decision, "deny")
        """
    )
    done = run(pytester, "test_app.py")
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(["E*expected deny, but it is allow"])
    assert "def assert_decision" not in done.stdout.str()


def test_it_costs_nothing_where_there_is_no_policy() -> None:
    code = (
        "import sys, playbook.pytest_plugin\n"
        "heavy = {'lark', 'pydantic', 'playbook.api', 'playbook.testing'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_settings_of_the_policies_hold(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        cafe="from playbook import Post\n\nclass CafePost(Post):\n    table: str | None = None\n"
    )
    pytester.makeini("[pytest]\npythonpath = .\n")
    pytester.makefile(".toml", playbook='post-type = "cafe:CafePost"\nexclude = ["drafts"]\n')
    write(pytester, POLICY.replace('text contains "!"', 'text contains "!" and table is missing'))
    drafts = pytester.mkdir("drafts")
    (drafts / "draft.playbook").write_text("policy no rule", encoding="utf-8")
    run(pytester).assert_outcomes(passed=4)
    run(pytester, "drafts/draft.playbook").assert_outcomes(errors=1)


def test_settings_with_mistakes_are_told(pytester: pytest.Pytester) -> None:
    write(pytester, POLICY)
    pytester.makefile(".toml", playbook="exclude = 3\n")
    done = run(pytester)
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*PB443*", "*playbook.toml:1:11*"])
    done.stdout.no_fnmatch_line("*Traceback*")
