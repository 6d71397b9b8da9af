"""What the checker says about windows where an installation, or a calendar, lacks something."""

from collections.abc import Callable

import pytest

from playbook.check import windows
from playbook.check.module import Module

CheckText = Callable[..., Module]
HOLIDAYS = 'policy acme param free: window = weekdays except holidays of "GB"'


def test_without_the_extra_it_is_said_how_to_install_it(
    check_text: CheckText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "calendar_problem", lambda _: "missing-library")
    (problem,) = check_text(HOLIDAYS).diagnostics
    assert problem.code == "PB606"
    assert problem.span.text == 'holidays of "GB"'
    assert problem.help() == "install them: `pip install 'playbook-policy[holidays]'`"


def test_with_the_extra_there_is_nothing_to_say(check_text: CheckText) -> None:
    assert check_text(HOLIDAYS).diagnostics == ()


@pytest.mark.parametrize(
    "window",
    [
        "2026-02-30 to 2026-02-01",
        "2026-02-10 to 2026-02-30",
        "weekdays 25:00 to 09:00",
    ],
)
def test_what_the_parser_reports_is_not_reported_again(window: str, check_text: CheckText) -> None:
    assert check_text(f"policy acme param free: window = {window}").diagnostics == ()


@pytest.mark.parametrize(
    ("window", "left_over"),
    [
        ("daily except weekdays except weekends", False),
        ("daily except weekdays", True),
        ("weekdays 09:00 to 17:00 except daily 08:00 to 18:00", False),
        ("weekdays 09:00 to 17:00 except daily 10:00 to 11:00", True),
        ("sun 22:00 to 06:00 except (sun, mon 00:00 to 06:00)", True),
        ("sun 22:00 to 06:00 except sun except mon 00:00 to 06:00", False),
        ("sun 22:00 to 06:00 except mon 00:00 to 05:59 except sun", True),
        ("2026-01-01 to 2026-01-31 except 2026-01-01 to 2026-01-15 except 2026-01-16 to 2026-01-31", False),
        ("2026-01-01 to 2026-01-31 except 2026-01-01 to 2026-01-15 except 2026-01-17 to 2026-01-31", True),
        ("2026-01-01 10:00 to 2026-01-01 12:00 except 2026-01-01 to 2026-01-01", False),
        ('holidays of "GB" except holidays of "GB"', True),
        ("9999-12-30 to 9999-12-31 except 9999-12-30 to 9999-12-30", True),
    ],
)
def test_what_is_left_of_a_window(window: str, left_over: bool, check_text: CheckText) -> None:
    found = [problem.code for problem in check_text(f"policy acme param free: window = {window}").diagnostics]
    assert found == ([] if left_over else ["PB604"])
