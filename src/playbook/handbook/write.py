"""The handbook of a policy as text: collected once, then set in one of the formats."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from playbook.engine.policy import Policy
from playbook.handbook.as_html import render_html
from playbook.handbook.as_markdown import render_markdown
from playbook.handbook.collect import collect
from playbook.handbook.marks import Html, Markdown


def _markdown(policy: Policy) -> str:
    return render_markdown(collect(policy, Markdown()))


def _html(policy: Policy) -> str:
    return render_html(collect(policy, Html()))


FORMATS: Mapping[str, Callable[[Policy], str]] = MappingProxyType({"markdown": _markdown, "html": _html})
"""What a handbook can be written as."""


def write_handbook(policy: Policy, form: str = "markdown") -> str:
    """The page that people read about *policy*, as `markdown` or `html`. Raises KeyError for another format."""
    return FORMATS[form](policy)
