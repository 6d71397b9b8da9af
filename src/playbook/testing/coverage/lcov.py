"""Coverage as an LCOV tracefile, which editors and coverage services read.

A rule is a function (`FN`, `FNDA`: how many tests saw it fire). Each thing to be seen is a branch (`BRDA`): of a
rule, that it fires, stays quiet, is undetermined; of a part of a condition, that it decides either way. A line (`DA`)
on which something is to be seen counts the tests that saw the least seen of it, so that it is covered only where all
is. The format is the one that `geninfo` of LCOV documents in its man page.
"""

from collections.abc import Iterator, Sequence

from playbook.testing.coverage.seen import FileCoverage, Tally


def render(files: Sequence[FileCoverage]) -> str:
    """One record for each file."""
    return "".join(f"{line}\n" for file in files for line in _record(file))


def _record(file: FileCoverage) -> Iterator[str]:
    yield "TN:"
    yield f"SF:{_one_line(file.name)}"
    rules = [unit for unit in file.units if unit.kind == "rule"]
    yield from (f"FN:{unit.span.line},{unit.name}" for unit in rules)
    yield from (f"FNDA:{unit.fired},{unit.name}" for unit in rules)
    yield f"FNF:{len(rules)}"
    yield f"FNH:{sum(unit.fired > 0 for unit in rules)}"
    lines: dict[int, int] = {}
    branches = list(_branches(file))
    for line, block, number, tally in branches:
        lines[line] = min(lines.get(line, tally.tests), tally.tests)
        yield f"BRDA:{line},{block},{number},{tally.tests}"
    yield f"BRF:{len(branches)}"
    yield f"BRH:{sum(tally.seen for *_, tally in branches)}"
    yield from (f"DA:{line},{lines[line]}" for line in sorted(lines))
    yield f"LF:{len(lines)}"
    yield f"LH:{sum(count > 0 for count in lines.values())}"
    yield "end_of_record"


def _branches(file: FileCoverage) -> Iterator[tuple[int, int, int, Tally]]:
    """(line, block, number in the block, what was seen); a rule or a part is a block."""
    block = 0
    for unit in file.units:
        for span, tallies in [(unit.span, unit.tallies), *((one.span, one.tallies) for one in unit.parts)]:
            for number, tally in enumerate(tallies):
                yield span.line, block, number, tally
            block += bool(tallies)


def _one_line(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name)
