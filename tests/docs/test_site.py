"""The site: it is built without a warning, policies have their colours, and a broken link fails the build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx", reason="the extra `docs` is not installed")
pytest.importorskip("myst_parser", reason="the extra `docs` is not installed")
pytest.importorskip("furo", reason="the extra `docs` is not installed")

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def build(source: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """In a process of its own, as people run it: Sphinx leaves its traces in the one that it runs in.

    Its words are English, and it does not start in a language that the machine does not have.
    """
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", source, site]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "1"}
    return subprocess.run(
        list(map(str, command)), env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = build(DOCS, folder)
    assert (built.returncode, built.stderr) == (0, "")
    return folder


def test_every_page_is_there_and_in_the_menu(site: Path) -> None:
    menu = (site / "index.html").read_text(encoding="utf-8")
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).with_suffix(".html").as_posix()
        assert (site / name).is_file()
        assert name == "index.html" or f'href="{name}"' in menu


def test_policies_have_their_colours(site: Path) -> None:
    tutorial = (site / "tutorial.html").read_text(encoding="utf-8")
    assert "highlight-playbook" in tutorial
    assert '<span class="kr">deny</span>' in tutorial


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'src="http' not in text
        assert 'rel="stylesheet" type="text/css" href="http' not in text


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ("nowhere.md", "cross-reference target not found: 'nowhere.md'"),
        ("other.md#nothing", "local id not found in doc 'other': 'nothing'"),
    ],
)
def test_a_broken_link_fails_the_build(tmp_path: Path, link: str, complaint: str) -> None:
    docs = tmp_path / "docs"
    for folder in ("guide", "reference", "internals"):
        (docs / folder).mkdir(parents=True)
    shutil.copy(DOCS / "conf.py", docs)
    shutil.copytree(DOCS / "static", docs / "static")
    for name in ("tutorial", "other", *_named_in_the_menu()):
        (docs / f"{name}.md").write_text("---\norphan: true\n---\n# A page\n", encoding="utf-8")
    (docs / "index.md").write_text("# Start\n\n[there](other.md)\n", encoding="utf-8")
    fine = build(docs, tmp_path / "fine")
    assert (fine.returncode, fine.stderr) == (0, "")
    (docs / "index.md").write_text(f"# Start\n\n[there]({link})\n", encoding="utf-8")
    broken = build(docs, tmp_path / "broken")
    assert broken.returncode != 0
    assert complaint in broken.stderr


def _named_in_the_menu() -> list[str]:
    return [str(page.relative_to(DOCS).with_suffix("")) for page in DOCS.rglob("*.md") if page.parent != DOCS]
