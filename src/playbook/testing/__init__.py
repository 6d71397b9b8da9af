"""Runs the tests that stand inside of policies, and says which rules they have seen."""

from playbook.testing.report import FileReport, TestResult
from playbook.testing.run import run_file, run_text

__all__ = ["FileReport", "TestResult", "run_file", "run_text"]
