"""The pytest plugin: each `test` in a `.playbook` file is an item, and a fixture judges posts for an app's own tests.

Pytest loads it wherever playbook is installed, so that nothing but pytest is imported until there is a policy to test.
The settings `post-type` and `exclude` of a policy's own configuration hold here too; what pytest's configuration says
comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from datetime import datetime

    from playbook.config.settings import Settings
    from playbook.engine.policy import Policy
    from playbook.model.decision import Decision
    from playbook.model.post import Post
    from playbook.testing.cases import Case
    from playbook.testing.suite import Suite

SUFFIX = ".playbook"
WIDTH = 100


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--no-playbook` on the command line; `playbook_post_type` in the configuration."""
    group = parser.getgroup("playbook")
    group.addoption("--no-playbook", action="store_true", help="do not collect the tests in .playbook files")
    parser.addini(
        "playbook_post_type", "MODULE:CLASS of the posts that .playbook files are about", default=""
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A policy file, unless it is not wanted."""
    if file_path.suffix != SUFFIX or parent.config.getoption("no_playbook"):
        return None
    if not _is_named(file_path, parent.config) and _is_excluded(file_path):
        return None
    collector: pytest.Collector = PolicyFile.from_parent(parent, path=file_path)
    return collector


class PolicyFile(pytest.File):
    """One policy; its mistakes are errors of the collection."""

    def collect(self) -> Iterable[pytest.Item]:
        """An item for each test, and for each row of a test with a table."""
        from playbook.diagnostics.text import render  # noqa: PLC0415  (only where there is a policy)
        from playbook.packs import load_graph  # noqa: PLC0415
        from playbook.testing.report import FileReport  # noqa: PLC0415
        from playbook.testing.suite import Suite  # noqa: PLC0415

        post_type = _post_type(self.config.getini("playbook_post_type") or self._post_type_name())
        graph = load_graph(self.path, post_type)
        if graph.root is None or FileReport(str(self.path), graph.diagnostics).diagnostics_stop:
            raise self.CollectError(render(graph.diagnostics, width=WIDTH))
        suite = Suite(graph.root, post_type, graph)
        titles: dict[str, int] = {}
        for case in suite.cases:
            title = _name(case.title)
            titles[title] = titles.get(title, 0) + 1
            name = title if titles[title] == 1 else f"{title} ({titles[title]})"
            yield PolicyTest.from_parent(self, name=name, suite=suite, case=case)

    def _post_type_name(self) -> str:
        from playbook.errors import SettingsError  # noqa: PLC0415

        try:
            return _settings(self.path).post_type or ""
        except SettingsError as error:
            raise self.CollectError(str(error)) from None


class PolicyTest(pytest.Item):
    """One test of a policy."""

    def __init__(self, *, suite: Suite, case: Case, **given: Any) -> None:
        super().__init__(**given)
        self.suite, self.case = suite, case

    def runtest(self) -> None:
        """Judge its post, and compare."""
        result = self.suite.result(self.suite.ready(self.case))
        if result.outcome == "skipped":
            pytest.skip("; ".join(words for _, words in result.problems))
        if result.outcome == "failed":
            from playbook.testing.show import show  # noqa: PLC0415

            raise PolicyTestError(show(result, width=WIDTH, folder=self.config.rootpath))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The policy's own words; no traceback, which would only show how tests are run."""
        if isinstance(excinfo.value, PolicyTestError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test stands: lines count from 0 here."""
        return self.path, self.case.span.line - 1, self.case.title


class PolicyTestError(AssertionError):
    """A test of a policy failed; the text says all that there is to say."""


class Playbook:
    """What the `playbook` fixture gives: posts are judged, and decisions looked at, in one line each."""

    def load(self, source: str | Path, **given: Any) -> Policy:
        """As `playbook.load`: a pack by name, or a file."""
        import playbook  # noqa: PLC0415

        return playbook.load(source, **given)

    def evaluate(
        self, post: Post | Mapping[str, Any], policy: Any, *, now: datetime | None = None
    ) -> Decision:
        """As `playbook.evaluate`."""
        import playbook  # noqa: PLC0415

        return playbook.evaluate(post, policy, now=now)

    @property
    def assert_decision(self) -> Callable[..., None]:
        """As `playbook.testing.assert_decision`."""
        from playbook.testing.assertion import assert_decision  # noqa: PLC0415

        return assert_decision


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    """Judges posts, and holds decisions against what is expected of them: `load`, `evaluate`, `assert_decision`."""
    return Playbook()


def _settings(path: Path) -> Settings:
    """The settings for a policy. Raises SettingsError where their file has mistakes."""
    from playbook.config.find import Finder  # noqa: PLC0415

    return Finder().of(path)


def _is_excluded(path: Path) -> bool:
    """Whether the settings leave a policy out. Where they have mistakes it is not: its collection will tell."""
    from playbook.config.exclude import is_excluded  # noqa: PLC0415
    from playbook.errors import SettingsError  # noqa: PLC0415

    try:
        return is_excluded(path, _settings(path))
    except SettingsError:
        return False


def _is_named(path: Path, config: pytest.Config) -> bool:
    """Whether pytest was given this very file, or a test in it."""
    named = (config.invocation_params.dir / str(arg).partition("::")[0] for arg in config.args)
    return any(one == path for one in named)


def _name(title: str) -> str:
    """A title as part of a node id: on one line, and without what terminals and pytest itself would make more of."""
    from playbook.diagnostics.visible import visible  # noqa: PLC0415

    return visible(title).replace("::", ": :")


def _post_type(name: str) -> type[Post]:
    """The class that the configuration names."""
    from playbook.model.post import Post  # noqa: PLC0415

    if not name:
        return Post
    import importlib  # noqa: PLC0415

    module, _, kind = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), kind)
    except (ImportError, AttributeError, ValueError) as error:
        raise pytest.UsageError(f"post type {name}: {error}") from None
    if not isinstance(found, type) or not issubclass(found, Post):
        raise pytest.UsageError(f"post type {name}: this is no subclass of playbook.Post")
    return found
