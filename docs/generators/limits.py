"""The page of limits on size."""

from generators.markdown import attribute_docs, code, first_paragraph, page, table
from playbook import limits

INTRODUCTION = """
Past a limit there is a diagnostic (for policies) or an error (for posts), never a slow answer. The limits are constants
of `playbook.limits`.
"""


def make() -> str:
    """The page."""
    docs = attribute_docs(limits)
    rows = [
        (code(name), str(value) if name.endswith("YEAR") else f"{value:,}", first_paragraph(docs[name]))
        for name, value in vars(limits).items()
        if name.isupper() and isinstance(value, int)
    ]
    return page("Limits", "src/playbook/limits.py", INTRODUCTION, table(("limit", "value", "of what"), rows))
