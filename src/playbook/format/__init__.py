"""Puts policies into the one style: words and comments stay, the layout and the order of clauses are set."""

from playbook.format.source import Formatted, format_source

__all__ = ["Formatted", "format_source"]
