"""Where `grammar/` and `policies/` are: inside the installed package, else at the top of the checkout."""

from pathlib import Path


def folder(name: str) -> Path:
    """The folder *name*. An editable install has no packaged copy, so the checkout's is the second place to look."""
    packaged = Path(__file__).parent / "_data" / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name
