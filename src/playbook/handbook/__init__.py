"""Turns a policy into the page that people read: its rules as guidelines, in plain English. It judges nothing.

    write_handbook(playbook.load("professional"), "markdown")

`page` collects what is to be said, `phrases` and what it stands on say it, `as_markdown` and `as_html` set it.
"""

from playbook.handbook.write import FORMATS, write_handbook

__all__ = ["FORMATS", "write_handbook"]
