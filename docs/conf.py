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
html_copy_source = False
html_show_sourcelink = False
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"


def setup(app: Sphinx) -> None:
    """The language of our fences: policies in their colours, and output as it is."""
    app.add_lexer("playbook", PlaybookLexer)
    app.add_lexer("output", TextLexer)
