"""How the site is built: `sphinx-build -W -b html docs site`. See docs/internals/site.md."""

import importlib.metadata

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

from playbook.pygments_lexer import PlaybookLexer

project = "Playbook"
author = "The authors of Playbook"
try:
    release = importlib.metadata.version("playbook-policy")
except importlib.metadata.PackageNotFoundError:  # a checkout that is on the path, but not installed
    release = ""

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["generators", "_build"]
nitpicky = True

# Headings are linked to as GitHub names them, so that the pages work in both places.
myst_heading_anchors = 4
myst_enable_extensions = ["strikethrough"]

# Wrong policies, output with an ellipsis, and JSON lines are shown on purpose; what has no colours stays plain.
suppress_warnings = ["misc.highlighting_failure", "myst.strikethrough"]

html_theme = "furo"
html_title = "Playbook"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"


NAVIGATION = {
    "Start here": ["tutorial"],
    "Guides": ["guide/posts", "guide/testing", "guide/linting", "guide/formatting", "guide/ci", "guide/*"],
    "Reference": [
        "reference/language",
        "reference/matching",
        "reference/fields",
        "reference/functions",
        "reference/*",
    ],
    "For contributors": ["internals/pipeline", "internals/*"],
}
"""The menu: pages in this order, and all others of a folder behind them."""


def _with_navigation(_: Sphinx, page: str, source: list[str]) -> None:
    """Adds the menu to the first page. It stands here since it would be noise where the page is read as it is."""
    if page == "index":
        for caption, pages in NAVIGATION.items():
            lines = "\n".join(pages)
            source[0] += f"\n```{{toctree}}\n:hidden:\n:glob:\n:caption: {caption}\n\n{lines}\n```\n"


def setup(app: Sphinx) -> None:
    """The language of our fences: policies in their colours, and output as it is."""
    app.connect("source-read", _with_navigation)
    app.add_lexer("playbook", PlaybookLexer)
    app.add_lexer("output", TextLexer)
