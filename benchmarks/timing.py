"""Times several ways of doing the same thing in turns, so that a slow spell of the machine hits all of them alike.

One process, one thread. The clock is that of the process (time on the processor), so being pushed aside by other
programs is not counted; where children or files matter a case takes the wall clock instead.
"""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Clock: TypeAlias = Callable[[], int]

PROCESSOR: Clock = time.process_time_ns


@dataclass(frozen=True)
class Candidate:
    """One way of doing it."""

    name: str
    run: Callable[[Any], object]
    """What is timed; it is given what `prepare` made."""
    prepare: Callable[[], Any]
    """Makes what `run` works on, afresh for every round and untimed: nothing may be kept from the round before."""
    count: int = 1
    """How many items one run deals with; times are for one."""
    note: str = ""
    reach: float | None = None
    """What it was set out to cost at most, as a multiple of the first candidate."""
    limit: float | None = None
    """What it was set out to cost at most, in the unit of the table."""


@dataclass(frozen=True)
class Sample:
    """What the rounds took, in nanoseconds an item, in the order of the rounds."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    @property
    def minimum(self) -> float:
        return min(self.rounds)

    @property
    def quartiles(self) -> tuple[float, float]:
        if len(self.rounds) < 2:
            return self.rounds[0], self.rounds[0]
        low, _, high = statistics.quantiles(self.rounds, n=4, method="inclusive")
        return low, high

    def over(self, other: "Sample") -> float:
        """How many times the other one's cost: the median over the rounds, each held against its own neighbour."""
        return statistics.median(
            mine / theirs for mine, theirs in zip(self.rounds, other.rounds, strict=True)
        )


def race(candidates: Sequence[Candidate], rounds: int, clock: Clock = PROCESSOR) -> list[Sample]:
    """A sample for each of *candidates*, timed in turns. The collector is off while the clock runs; where there is more
    than one round, one more before them warms up.
    """
    warm_up = min(1, rounds - 1)
    taken: list[list[float]] = [[] for _ in candidates]
    was_on = gc.isenabled()
    try:
        for number in range(warm_up + rounds):
            for candidate, times in zip(candidates, taken, strict=True):
                given = candidate.prepare()
                gc.collect()
                gc.disable()
                start = clock()
                candidate.run(given)
                end = clock()
                if was_on:
                    gc.enable()
                if number >= warm_up:
                    times.append((end - start) / candidate.count)
    finally:
        if was_on:
            gc.enable()
    return [Sample(tuple(times)) for times in taken]


def for_each(function: Callable[[Any], object]) -> Callable[[Sequence[Any]], None]:
    """A run that calls *function* on every item."""

    def run(items: Sequence[Any]) -> None:
        for item in items:
            function(item)

    return run
