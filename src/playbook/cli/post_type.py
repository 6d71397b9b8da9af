"""`--post-type package.module:MyPost`: an app's own kind of post, imported because the caller names it."""

import argparse
import importlib
import sys

from playbook.errors import UsageError
from playbook.model.post import Post


def add_post_type(parser: argparse.ArgumentParser) -> None:
    """The option, the same for every command that has it."""
    parser.add_argument(
        "--post-type",
        metavar="MODULE:CLASS",
        help="your own subclass of playbook.Post, whose fields policies may use; its module is imported",
    )


def load_post_type(name: str | None) -> type[Post]:
    """The class that *name* stands for, `Post` where it is None. Raises UsageError."""
    if name is None:
        return Post
    module_name, separator, class_name = name.partition(":")
    if not separator or not module_name or not class_name:
        raise UsageError(f"--post-type {name}: write it like package.module:MyPost")
    if "" not in sys.path:
        sys.path.insert(0, "")  # as `python -m` does: the module may lie in the current folder
    try:
        found = getattr(importlib.import_module(module_name), class_name)
    except Exception as error:  # the module is the caller's, and may fail in any way
        raise UsageError(
            f"--post-type {name}: importing it failed: {type(error).__name__}: {error}"
        ) from None
    if not isinstance(found, type) or not issubclass(found, Post):
        raise UsageError(f"--post-type {name}: this is no subclass of playbook.Post")
    return found
