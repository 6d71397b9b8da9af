"""What is known of the installation: where `grammar/` and `policies/` are (inside the installed package, else at the
top of the checkout), and its version.
"""

from pathlib import Path


def folder(name: str) -> Path:
    """The folder *name*. An editable install has no packaged copy, so the checkout's is the second place to look."""
    packaged = Path(__file__).parent / "_data" / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name


def version() -> str | None:
    """The version that is installed; None where the package is only on the path."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (slow, and rarely asked for)

    try:
        return version("playbook-policy")
    except PackageNotFoundError:
        return None
