"""The kinds of mistake in how numbers, dates and durations are spelt. Emitted by `repair_numbers`."""

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic


@diagnostic("PB032", "number-spelling")
class NumberSpelling(Diagnostic):
    """A number that is not written in plain digits.

    Digits, `_` between thousands, and a point before decimals: `100_000`, `2.5`. A share is `50%`.

    ## Example
    ```playbook
    policy acme
    rule big-account
      when account.followers > 100k
      warn "Many people will read this."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule big-account
      when account.followers > 100_000
      warn "Many people will read this."
    ```
    """

    number: str | None

    def message(self) -> str:
        return f"`{_short(self.span.text)}` is not a number"

    def help(self) -> str:
        if self.number:
            return f"write `{self.number}`"
        return "numbers are written in digits, as in `100_000`, `2.5` or `50%`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.number),) if self.number else ()


@diagnostic("PB033", "duration-spelling")
class DurationSpelling(Diagnostic):
    """A duration that is not written as a number and a unit.

    The units are `minutes`, `hours`, `days`, `weeks`, `months` (30 days) and `years` (365 days).

    ## Example
    ```playbook
    policy acme
    rule cooling-off
      when publish_at is before proposed_at + 90min
      delay "Sleep on it."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule cooling-off
      when publish_at is before proposed_at + 90 minutes
      delay "Sleep on it."
    ```
    """

    duration: str | None

    def message(self) -> str:
        return f"a duration is a number and a unit, not `{_short(self.span.text)}`"

    def help(self) -> str:
        if self.duration:
            return f"write `{self.duration}`"
        return "the units are `minutes`, `hours`, `days`, `weeks`, `months` and `years`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.duration),) if self.duration else ()


@diagnostic("PB034", "date-spelling")
class DateSpelling(Diagnostic):
    """A date that is not written year, month, day with two digits each: `2026-01-05`.

    ## Example
    ```playbook
    policy acme
      timezone "Europe/London"
    rule quiet
      when publish_at is within 2026-1-5 to 2026-01-09
      delay "Quiet days."
    ```

    ## Write instead
    ```playbook
    policy acme
      timezone "Europe/London"
    rule quiet
      when publish_at is within 2026-01-05 to 2026-01-09
      delay "Quiet days."
    ```
    """

    dates: tuple[str, ...]
    """What may be meant, likeliest first."""

    def message(self) -> str:
        return f"a date is written year, month, day, not `{_short(self.span.text)}`"

    def help(self) -> str:
        if not self.dates:
            return "as in `2026-01-05` for the fifth of January"
        return "write " + " or ".join(f"`{date}`" for date in self.dates)

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(self.span, date) for date in self.dates)


@diagnostic("PB048", "instant-spelling")
class InstantSpelling(Diagnostic):
    """An instant that is not written like `2026-11-23T10:00-05:00`, with two digits each, to the minute or the second.

    ## Example
    ```playbook
    policy acme
    test "in the morning"
      given publish_at = 2026-11-23T9:00Z
      expect allow
    ```

    ## Write instead
    ```playbook
    policy acme
    test "in the morning"
      given publish_at = 2026-11-23T09:00Z
      expect allow
    ```
    """

    meant: str | None = None
    guessed: bool = False
    """Whether the offset from UTC is made up."""

    def message(self) -> str:
        return f"an instant is written like `2026-11-23T10:00Z`, not `{_short(self.span.text)}`"

    def help(self) -> str:
        if self.guessed:
            return f"write `{self.meant}`, with its offset from UTC in place of `Z`"
        if self.meant:
            return f"write `{self.meant}`"
        return "two digits each, minutes or seconds but no fractions, then `Z` or the offset from UTC, as in `-05:00`"

    def edits(self) -> tuple[Edit, ...]:
        trust = Applicability.PLACEHOLDER if self.guessed else Applicability.MAYBE
        return (Edit(self.span, self.meant, trust),) if self.meant else ()


@diagnostic("PB035", "day-spelling")
class DaySpelling(Diagnostic):
    """The days of a window that are not written as the language writes them.

    Days are `mon`, `tue`, `wed`, `thu`, `fri`, `sat` and `sun`; from one to another is `mon to fri`;
    `weekdays`, `weekends` and `daily` are there too.

    ## Example
    ```playbook
    policy acme
      timezone "Europe/London"
    rule office-hours
      when publish_at is outside Mon-Fri 09:00 to 17:00
      delay "Nobody is there."
    ```

    ## Write instead
    ```playbook
    policy acme
      timezone "Europe/London"
    rule office-hours
      when publish_at is outside mon to fri 09:00 to 17:00
      delay "Nobody is there."
    ```
    """

    days: str

    def message(self) -> str:
        return f"days are written like `{self.days}`, not `{self.span.text}`"

    def help(self) -> str:
        return f"write `{self.days}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.days, Applicability.SAFE),)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}…"
