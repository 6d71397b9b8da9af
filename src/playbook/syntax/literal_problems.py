"""The kinds of mistake in a single token: a text, a number, a date, a clock, a pattern. Emitted by `literals`."""

from playbook import limits
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic


@diagnostic("PB020", "bad-escape")
class BadEscape(Diagnostic):
    r"""A backslash in a text that stands before something else than `"`, `\`, `n` or `t`.

    Only these four are escapes: `\"` for a quote, `\\` for a backslash, `\n` for a new line, `\t` for a tab.
    Regular expressions stand between slashes, not quotes, and there a backslash is kept.

    ## Example
    ```playbook
    policy acme
    rule no-codes
      when text mentions "\d"
      warn "No codes."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-codes
      when text matches /\d/
      warn "No codes."
    ```
    """

    char: str
    path: bool = False
    """Whether it stands in the path of a file."""

    def message(self) -> str:
        return f"`\\{self.char}` is not an escape"

    def help(self) -> str:
        if self.path:
            return f"write paths with `/`: `/{self.char}`"
        return 'escapes are `\\"`, `\\\\`, `\\n` and `\\t`; for a backslash itself write `\\\\`'

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"/{self.char}" if self.path else f"\\\\{self.char}"),)


@diagnostic("PB021", "text-too-long")
class TextTooLong(Diagnostic):
    """A text between quotes that is longer than any policy needs.

    Long lists of words belong in a file of their own, one term a line: `words from "terms/names.txt"`.
    """

    length: int

    def message(self) -> str:
        return f"this text has {self.length} characters; {limits.MAX_TEXT_LITERAL} are the most"

    def help(self) -> str:
        return 'put long lists of words into a file, and write `words from "terms/names.txt"`'


@diagnostic("PB022", "unknown-flag")
class UnknownFlag(Diagnostic):
    """A letter after a pattern that is none of its flags, or stands there twice.

    `i` ignores case, `m` lets `^` and `$` match at each line, `s` lets `.` match a new line, `x` ignores white
    space in the pattern.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches /wow+/g
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /wow+/i
      warn "Calm down."
    ```
    """

    flag: str

    def message(self) -> str:
        if self.flag in "imsx":
            return f"the flag `{self.flag}` stands here twice"
        return f"a pattern has no flag `{self.flag}`"

    def help(self) -> str | None:
        if self.flag == "g":
            return "every match is found anyway"
        return "the flags are `i`, `m`, `s` and `x`"

    def edits(self) -> tuple[Edit, ...]:
        if self.flag.lower() in "imsx" and not self.flag.islower():
            return (Edit(self.span, self.flag.lower(), Applicability.SAFE),)
        return (Edit(self.span, "", Applicability.SAFE if self.flag in "gimsx" else Applicability.MAYBE),)


@diagnostic("PB023", "number-too-long")
class NumberTooLong(Diagnostic):
    """A number with more digits than any number of a policy needs."""

    length: int

    def message(self) -> str:
        return f"this number has {self.length} characters; {limits.MAX_NUMBER_LENGTH} are the most"


@diagnostic("PB024", "duration-too-long")
class DurationTooLong(Diagnostic):
    """A duration longer than the calendar reaches: some 2.7 million years.

    ## Example
    ```playbook
    policy acme
    rule keep-records
      when publish_at is before embargoed_until + 9_000_000 years
      warn "Not yet."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule keep-records
      when publish_at is before embargoed_until + 9 years
      warn "Not yet."
    ```
    """

    def message(self) -> str:
        return f"`{self.span.text}` is longer than the calendar reaches"


@diagnostic("PB025", "impossible-date")
class ImpossibleDate(Diagnostic):
    """A date that no calendar has.

    Dates are written year, month, day: `2026-02-28`.

    ## Example
    ```playbook
    policy acme
      timezone "Europe/London"
    rule quiet
      when publish_at is within 2026-02-28 to 2026-02-30
      delay "Quiet days."
    ```

    ## Write instead
    ```playbook
    policy acme
      timezone "Europe/London"
    rule quiet
      when publish_at is within 2026-02-28 to 2026-03-02
      delay "Quiet days."
    ```
    """

    year: int
    month: int
    day: int

    def message(self) -> str:
        return f"there is no date `{self.span.text}`"

    def help(self) -> str:
        if self.month > 12 >= self.day:
            return "a date is written year, month, day"
        if 1 <= self.month <= 12 and self.year:
            return f"month {self.month} of {self.year} has {_days(self.year, self.month)} days"
        return "months are 01 to 12, years 0001 to 9999"

    def edits(self) -> tuple[Edit, ...]:
        if self.month > 12 >= self.day >= 1 and self.year and self.month <= _days(self.year, self.day):
            return (Edit(self.span, f"{self.year:04}-{self.day:02}-{self.month:02}"),)
        if 1 <= self.month <= 12 and 29 <= self.day <= 31 and self.year:
            last = _days(self.year, self.month)
            return (Edit(self.span, f"{self.year:04}-{self.month:02}-{last:02}"),)
        return ()


@diagnostic("PB026", "impossible-clock")
class ImpossibleClock(Diagnostic):
    """A time of day that no clock shows.

    Clocks run from `00:00` to `23:59`. `24:00` is the end of a day, so it may only end a window.

    ## Example
    ```playbook
    policy acme
      timezone "Europe/London"
    rule office-hours
      when publish_at is outside weekdays 09:00 to 25:00
      delay "Nobody is there."
    ```

    ## Write instead
    ```playbook
    policy acme
      timezone "Europe/London"
    rule office-hours
      when publish_at is outside weekdays 09:00 to 17:00
      delay "Nobody is there."
    ```
    """

    clock: str

    def message(self) -> str:
        return f"no clock shows `{self.clock}`"

    def help(self) -> str:
        if self.clock.startswith("24"):
            return "`24:00` may only end a window; a day begins at `00:00`"
        return "clocks run from `00:00` to `23:59`; `24:00` may end a window"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, "00:00"),) if self.clock == "24:00" else ()


@diagnostic("PB027", "clock-spelling")
class ClockSpelling(Diagnostic):
    """A time of day that is not written with two digits each: `09:00`.

    ## Example
    ```playbook
    policy acme
      timezone "Europe/London"
    rule office-hours
      when publish_at is outside weekdays 9am to 5pm
      delay "Nobody is there."
    ```

    ## Write instead
    ```playbook
    policy acme
      timezone "Europe/London"
    rule office-hours
      when publish_at is outside weekdays 09:00 to 17:00
      delay "Nobody is there."
    ```
    """

    clock: str

    def message(self) -> str:
        return f"a time of day is written like `09:00`, not `{self.span.text}`"

    def help(self) -> str:
        return f"write `{self.clock}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.clock, Applicability.SAFE),)


@diagnostic("PB028", "time-without-offset")
class TimeWithoutOffset(Diagnostic):
    """An instant that does not say how far its clock is from UTC, so that nobody can know when it is.

    Write `Z` for UTC, or hours and minutes: `-05:00`.

    ## Example
    ```playbook
    policy acme
    test "on Monday"
      given publish_at = 2026-11-23T10:00
      expect allow
    ```

    ## Write instead
    ```playbook
    policy acme
    test "on Monday"
      given publish_at = 2026-11-23T10:00Z
      expect allow
    ```
    """

    def message(self) -> str:
        return f"`{self.span.text}` does not say how far its clock is from UTC"

    def help(self) -> str:
        return "add `Z` for UTC, or the hours and minutes, as in `-05:00`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"{self.span.text}Z", Applicability.PLACEHOLDER),)


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31
