"""All kinds of diagnostics, whichever module declares them. Importing this completes the catalogue."""

import importlib
import pkgutil
from importlib.util import find_spec

import playbook.api
import playbook.config.problems  # noqa: F401
from playbook.diagnostics.diagnostic import CATALOGUE

__all__ = ["CATALOGUE"]

DECLARING = ("playbook.check", "playbook.lint", "playbook.lint.rules", "playbook.syntax", "playbook.packs")
"""Packages whose modules declare kinds that nothing else may have imported yet."""

for _package in DECLARING:
    if find_spec(_package) is not None:
        for _module in pkgutil.iter_modules(importlib.import_module(_package).__path__, f"{_package}."):
            importlib.import_module(_module.name)
