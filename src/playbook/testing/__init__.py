"""Runs the tests that stand inside of policies, and says what they have seen; helps apps to test their own."""

from playbook.testing.assertion import assert_decision
from playbook.testing.report import FileReport, TestResult
from playbook.testing.run import run_file, run_text

__all__ = ["FileReport", "TestResult", "assert_decision", "run_file", "run_text"]
