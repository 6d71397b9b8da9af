"""What it costs to import Playbook, beside pydantic, which most apps that use it have imported already."""

from collections.abc import Iterator

from benchmarks.children import run as python
from benchmarks.children import spent
from benchmarks.settings import Settings
from benchmarks.table import Table, known, timed
from benchmarks.timing import Candidate

TITLE = "Importing"
LIMIT = 60.0
"""Milliseconds above pydantic's own, as set out."""
MODEL = "class A(BaseModel):\n  x: int"
PROGRAMS = {
    "nothing": "pass",
    "pydantic, with a model of one field": f"from pydantic import BaseModel\n{MODEL}",
    "import playbook": "import playbook",
    "import playbook, and Post": "import playbook; playbook.Post",
    "import playbook, and all that loads and judges": "import playbook; playbook.load, playbook.Post",
}


def run(settings: Settings) -> Iterator[Table]:
    """The time of whole processes; then what is above pydantic's."""
    candidates = [
        Candidate(name, python, lambda program=program: ["-c", program])  # type: ignore[misc]
        for name, program in PROGRAMS.items()
    ]
    table = timed(
        "imports", "Fresh processes", candidates, settings.rounds, unit="ms", clock=spent, compared=False
    )
    yield table
    floor = table.rows[1].minimum
    above = tuple(known(row.name, row.minimum - floor, limit=LIMIT) for row in table.rows[2:])
    yield Table("imports", "Above pydantic's own, by the minima", "ms", above)
