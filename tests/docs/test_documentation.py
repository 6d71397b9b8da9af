"""The documentation is true: examples run as shown, generated pages say what the code says, links lead somewhere."""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "CHANGELOG.md", ROOT / "README.md"]


@pytest.fixture(scope="module")
def examples() -> Iterator[ModuleType]:
    yield from _script("examples")


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    yield from _script("generate")


def _script(name: str) -> Iterator[ModuleType]:
    """A script of docs/, which is a folder for people and no package."""
    sys.path.insert(0, str(DOCS))
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(DOCS))


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_examples_are_as_shown(page: Path, examples: ModuleType) -> None:
    assert "\n\n".join(examples.run_page(page).problems) == ""


def test_the_script_runs_all_pages(examples: ModuleType) -> None:
    assert examples.pages() == PAGES


def test_generated_pages_are_up_to_date(generate: ModuleType) -> None:
    assert list(generate.stale()) == [], "run `python docs/generate.py`"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if path.startswith(("http:", "https:")):
            continue
        leads_to = page if not path else (page.parent / path).resolve()
        if not leads_to.exists() or (anchor and anchor not in _anchors(leads_to)):
            broken.append(target)
    assert broken == []


def _anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


WRONG = """
<!-- exit: 0 -->
```console
$ playbook check nothing.playbook
All well: 1 file checked.
```

```playbook
policy acme
rule loud when text mentoins "!" warn "Softly."
```

<!-- wrong: PB999 -->
```playbook
policy acme
rule loud when text mentions "loud" warn "Softly."
```

```playbook
policy acme
rule loud when text mentions "loud" warn "Softly."
test "not so" given text = "calm" expect warn from loud
```

```python
print("something")
```

```output
something else
```

```python
print("never shown")
```

```python
1 / 0
```
"""


def test_what_is_wrong_is_noticed(tmp_path: Path, examples: ModuleType) -> None:
    page = tmp_path / "wrong.md"
    page.write_text(WRONG, encoding="utf-8")
    problems = [problem.splitlines()[0] for problem in examples.run_page(page).problems]
    assert [problem.partition(": ")[2] for problem in problems] == [
        "exit code [2], and [0] is what it says",
        "expected no mistake, got",
        "expected PB999, got",
        "test 'not so': expected warn from `loud`, but it stayed quiet",
        "the output is not what is shown, but",
        "nothing shows what the Python before this prints: 'never shown\\n'",
        "ZeroDivisionError: division by zero",
    ]


def test_an_ellipsis_stands_for_any_lines(tmp_path: Path, examples: ModuleType) -> None:
    page = tmp_path / "long.md"
    page.write_text(
        '```python\nprint("a", "b", "c", sep="\\n")\n```\n```output\na\n…\nc\n```\n', encoding="utf-8"
    )
    assert examples.run_page(page).problems == []
