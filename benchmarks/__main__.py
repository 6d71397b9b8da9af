"""`python -m benchmarks`: runs the cases, shows the tables, and writes them down."""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.cases import CASES, PEERS, case
from benchmarks.machine import about
from benchmarks.plots import drawn
from benchmarks.publish import publish
from benchmarks.settings import Settings
from benchmarks.table import Table, as_json, markdown, page

DEFAULT_FOLDER = Path(__file__).parent / "results"


def main(arguments: list[str] | None = None) -> int:
    """Runs what is asked for; 0 unless a case could not be measured."""
    chosen = _parser().parse_args(arguments)
    settings = Settings(quick=chosen.quick, file=chosen.posts)
    machine = about()
    if settings.quick:
        machine["quick"] = "yes: these are no results, only a sign that all of it runs"
    tables: list[Table] = []
    for name in chosen.only or (*CASES, *([PEERS] if chosen.peers else [])):
        module = case(name)
        print(f"## {module.TITLE}\n", flush=True)
        for table in module.run(settings):
            print(markdown(table), flush=True)
            tables.append(table)
    _write(chosen.out, tables, machine)
    if chosen.publish:
        publish(tables, machine)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a few rounds on a few posts: to see that all of it runs"
    )
    parser.add_argument(
        "--peers",
        action="store_true",
        help="measure other engines too; installs them in an environment of their own",
    )
    parser.add_argument("--publish", action="store_true", help="put the numbers into the documentation")
    parser.add_argument(
        "--only", action="append", choices=(*CASES, PEERS), metavar="CASE", help=f"one of: {', '.join(CASES)}"
    )
    parser.add_argument(
        "--posts", type=Path, metavar="FILE", help="posts of your own: JSON lines with a `text` each"
    )
    parser.add_argument(
        "--out", type=Path, default=DEFAULT_FOLDER, metavar="FOLDER", help="where to write the tables"
    )
    return parser


def _write(folder: Path, tables: list[Table], machine: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.md").write_text(page(tables, machine), encoding="utf-8")
    data = json.dumps(as_json(tables, machine), indent=2, ensure_ascii=False)
    (folder / "results.json").write_text(data + "\n", encoding="utf-8")
    for name, svg in drawn(tables).items():
        (folder / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
