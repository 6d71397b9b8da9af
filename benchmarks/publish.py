"""What was measured into the documentation: its numbers to `benchmarks/published.json`, its plots to `docs/plots`, its
tables to the places of `docs/internals/performance.md` that are marked for them. `python -m benchmarks.publish` does
the last two again from the first; with `--check` it only says whether they are in step.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.children import ROOT
from benchmarks.plots import PLOTS, drawn
from benchmarks.table import Table, markdown, number, of_json

KEPT = ROOT / "benchmarks" / "published.json"
FOLDER = ROOT / "docs" / "plots"
PAGE = ROOT / "docs" / "internals" / "performance.md"

_MARKED = re.compile(r"(?P<open><!-- measured: (?P<case>\w+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)


def publish(tables: Sequence[Table], about: dict[str, str]) -> None:
    """Keep these numbers in place of those that their cases had before, and bring the documentation in step."""
    kept = read()
    for case in dict.fromkeys(table.case for table in tables):
        found = [table.as_json() for table in tables if table.case == case]
        kept[case] = {"about": about, "tables": found}
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    for path, text in files(read()).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read() -> dict[str, Any]:
    """The numbers kept, by case: what they were measured on, and the tables."""
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return kept


def files(kept: dict[str, Any]) -> dict[Path, str]:
    """The files of the documentation that hang on the numbers, as they have to be."""
    tables = [of_json(table) for case in kept.values() for table in case["tables"]]
    found = {FOLDER / name: svg for name, svg in drawn(tables).items()}
    shown = [name for name in PLOTS if FOLDER / name in found]
    return found | {PAGE: _page(PAGE.read_text(encoding="utf-8"), kept, shown)}


def _page(text: str, kept: dict[str, Any], plots: Sequence[str]) -> str:
    def filled(match: re.Match[str]) -> str:
        case = match["case"]
        if case == "summary":
            return f"{match['open']}\n{_summary(kept)}{match['close']}"
        inner = _case(kept[case]) if case in kept else "Not measured yet.\n\n"
        pictures = (name for name in plots if PLOTS[name][0] == case)
        inner += "".join(f"![{name.partition('.')[0]}](../plots/{name})\n\n" for name in pictures)
        return f"{match['open']}\n{inner}{match['close']}"

    return _MARKED.sub(filled, text)


def _case(found: dict[str, Any]) -> str:
    about = found["about"]
    libraries = [f"{name} {about[name]}" for name in _TOLD if name in about]
    told = ", ".join([about["processor"], about["Python"], *libraries])
    tables = "\n".join(markdown(of_json(table)) for table in found["tables"])
    return f"{tables}\n*{told}. {about['load'].capitalize()}.*\n\n"


def _summary(kept: dict[str, Any]) -> str:
    """Everything that was set out to be reached, and whether it is."""
    lines = ["| what | set out | measured | reached |", "| --- | --- | ---: | --- |"]
    for name, case in kept.items():
        for table in map(of_json, case["tables"]):
            for row in table.rows:
                if row.reach:
                    aim, _, answer = row.reach.partition(": ")
                    ratio = "×" in aim
                    found = f"{row.ratio:.2f} ×" if ratio else f"{number(row.minimum)} {table.unit}"
                    wanted = aim if ratio else f"{aim} {table.unit}"
                    lines.append(f"| `{name}` {table.title}: {row.name} | {wanted} | {found} | {answer} |")
    return "\n".join(lines) + "\n\n"


_TOLD = ("pydantic", "ahocorasick-rs")


def main(arguments: Sequence[str]) -> int:
    """Bring in step, or look."""
    if "--check" not in arguments:
        publish([], {})
        return 0
    stale = [
        path for path, text in files(read()).items() if not path.exists() or path.read_text("utf-8") != text
    ]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not in step with {KEPT.relative_to(ROOT)}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
