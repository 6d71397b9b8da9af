"""Runs the examples in the documentation: `python docs/examples.py [--write] [PAGE …]`. Nothing shown is invented.

The conventions stand in docs/internals/writing-docs.md. `--write` puts the real output in the place of the one shown.
"""

import contextlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import playbook
from playbook.cli import main as playbook_command
from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.diagnostics.text import render
from playbook.testing import run_file, run_text

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = "90"
"""How wide the terminal is in which the console blocks are run."""

HEADER = 'policy shown\n  timezone "Europe/London"\n'
"""What stands before a block that is only a part of a policy."""

ANYTHING = "…"
"""A line of this alone, in an output, stands for any lines."""

_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})(?P<language>[\w-]*)\s*$")
_COMMENT = re.compile(r"^ *<!-- (?P<words>.+?) -->\s*$")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page, with what the comments right above it say."""

    language: str
    text: str
    notes: Mapping[str, str]
    first: int
    """The index of its first line of text in the page."""
    last: int
    """The index of the line of its closing fence."""
    indent: str
    """What stands before each of its lines, in a list."""

    def says(self, note: str) -> bool:
        return note in self.notes


def pages() -> list[Path]:
    """All pages whose examples are run."""
    return [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "CHANGELOG.md", ROOT / "README.md"]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    lines = text.splitlines()
    notes: dict[str, str] = {}
    at = 0
    while at < len(lines):
        line = lines[at]
        fence, comment = _FENCE.match(line), _COMMENT.match(line)
        if fence:
            end = next(
                (n for n in range(at + 1, len(lines)) if lines[n].strip() == fence["ticks"]), len(lines)
            )
            indent = fence["indent"]
            inside = "".join(f"{one.removeprefix(indent)}\n" for one in lines[at + 1 : end])
            yield Block(fence["language"], inside, notes, at + 1, end, indent)
            notes, at = {}, end
        elif comment:
            name, _, value = comment["words"].partition(":")
            notes[name.strip()] = value.strip()
        elif line.strip():
            notes = {}
        at += 1


@dataclass
class Page:
    """One page being run, in a folder of its own, with what earlier blocks have left behind."""

    path: Path
    folder: Path
    context: str = ""
    """Declarations that later parts of policies may use."""
    names: dict[str, Any] = field(default_factory=dict)
    """What the Python blocks have defined so far."""
    printed: str | None = None
    """What the last Python block printed, until an `output` block has shown it."""
    problems: list[str] = field(default_factory=list)
    outputs: list[tuple[Block, str]] = field(default_factory=list)
    """The blocks that show output, each with what really came out."""

    def run(self, block: Block) -> None:
        """Run one block; what is wrong goes to `problems`."""
        if self.printed and block.language != "output":
            self.problem(block, f"nothing shows what the Python before this prints: {self.printed!r}")
            self.printed = None
        if block.says("not run"):
            return
        match block.language:
            case "playbook":
                self._policy(block)
            case "python":
                self._python(block)
            case "output":
                self._shown(block, self.printed or "")
                self.printed = None
            case "console":
                self._console(block)
            case _ if block.says("file"):
                self._save(block)
            case _:
                return

    def problem(self, block: Block, words: str) -> None:
        place = os.path.relpath(self.path, ROOT)
        self.problems.append(f"{place}:{block.first + 1}: {words}")

    # -------------------------------------------------------------------------------------------------------- policies

    def _policy(self, block: Block) -> None:
        if block.says("file") or block.says("add"):
            path = self._save(block)
            found, report = playbook.check_file(path), run_file(path)
        else:
            text, folder = self._whole(block), self.folder if any(self.folder.iterdir()) else None
            found, report = playbook.check(text, folder=folder), run_text(text, folder=folder)
            if block.says("wrong") and not any(one.severity is Severity.ERROR for one in found):
                found = _when_compiled(text, folder)
        self._check(block, found)
        if not block.says("wrong") and not block.says("tests fail"):
            for result in report.results:
                for _, words in result.problems:
                    self.problem(block, f"test {result.title!r}: {words}")
        if block.says("context"):
            self.context = block.text

    def _whole(self, block: Block) -> str:
        """The block as a policy that stands alone."""
        lines = [line for line in block.text.splitlines() if line.strip() and not line.startswith("#")]
        if block.says("conditions"):
            made = "".join(f'rule line-{n} when {line} advise "Line {n}."\n' for n, line in enumerate(lines))
        elif block.says("values"):
            made = "".join(f"let line_{n} = {line}\n" for n, line in enumerate(lines))
        elif block.says("whole") or block.text.lstrip().startswith("policy "):
            return block.text
        else:
            made = block.text
        return f"{HEADER}{self.context}\n{made}"

    def _check(self, block: Block, found: tuple[Diagnostic, ...]) -> None:
        """A block is right, or has the mistakes that it says it has (and maybe others that come of them)."""
        if block.says("wrong"):
            wanted = {code.strip() for code in block.notes["wrong"].split(",")}
            if not wanted <= {one.code for one in found}:
                shown = render(found, color=False) or "none"
                self.problem(block, f"expected {', '.join(sorted(wanted))}, got\n{shown}")
        elif any(one.severity is Severity.ERROR for one in found):
            self.problem(block, f"expected no mistake, got\n{render(found, color=False)}")

    def _save(self, block: Block) -> Path:
        """Write the block's file, or add to it."""
        path = self.folder / (block.notes.get("file") or block.notes["add"])
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") + "\n" if block.says("add") else ""
        path.write_text(before + block.text, encoding="utf-8")
        return path

    # ---------------------------------------------------------------------------------------------- Python and commands

    def _python(self, block: Block) -> None:
        code = compile("\n" * block.first + block.text, str(self.path), "exec")
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(code, self.names)  # noqa: S102  the examples of our own pages
        except Exception as error:
            self.problem(block, f"{type(error).__name__}: {error}")
        self.printed = printed.getvalue()

    def _console(self, block: Block) -> None:
        out, codes = "", []
        for line in block.text.splitlines():
            if line.startswith("$ "):
                text, code = command(line.removeprefix("$ "))
                out += f"{line}\n{text}"
                codes.append(code)
        wanted = [int(code) for code in block.notes.get("exit", "").split()] or [0] * len(codes)
        if codes == wanted:
            self._shown(block, out)
        else:
            self.problem(block, f"exit code {codes}, and {wanted} is what it says\n{out}")

    def _shown(self, block: Block, real: str) -> None:
        self.outputs.append((block, real))
        if not _alike(block.text, real):
            self.problem(block, f"the output is not what is shown, but\n{real}")


def _when_compiled(text: str, folder: Path | None) -> tuple[Diagnostic, ...]:
    """The mistakes that only show when a policy is put to use: a param that nothing sets."""
    try:
        playbook.compile(text, folder=folder)
    except playbook.PolicyError as error:
        return error.diagnostics
    return ()


def command(line: str) -> tuple[str, int]:
    """What `playbook …` prints on both of its streams, and its exit code."""
    program, *arguments = _words(line)
    if program != "playbook":
        raise ValueError(f"only playbook is run here: {line}")
    both = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(both), contextlib.redirect_stderr(both):
        code = playbook_command(arguments)
    both.flush()
    buffer = both.buffer
    assert isinstance(buffer, io.BytesIO)  # noqa: S101  it was made above
    return buffer.getvalue().decode(), code


def _words(line: str) -> list[str]:
    import shlex  # noqa: PLC0415  (a page without console blocks has no use for it)

    return shlex.split(line)


def _alike(shown: str, real: str) -> bool:
    pieces: list[list[str]] = [[]]
    for line in shown.splitlines():
        if line.strip() == ANYTHING:
            pieces.append([])
        else:
            pieces[-1].append(line.rstrip())
    lines = [line.rstrip() for line in real.splitlines()]
    if len(pieces) == 1:
        return lines == pieces[0]
    body = r"\n(?:.*\n)*".join(re.escape("\n".join(piece)) for piece in pieces)
    return re.fullmatch(body.strip("\n"), "\n".join(lines).strip("\n")) is not None


def run_page(path: Path) -> Page:
    """Run all examples of a page."""
    with tempfile.TemporaryDirectory() as folder, _inside(Path(folder)):
        page = Page(path, Path(folder))
        for block in blocks(path.read_text(encoding="utf-8")):
            try:
                page.run(block)
            except Exception as error:  # whatever it is, the other examples are worth running
                page.problem(block, f"this fails with {type(error).__name__}: {error}")
        if page.printed:
            page.problems.append(f"{path}: nothing shows what the last Python prints: {page.printed!r}")
        return page


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """In that folder, with a terminal of one width and no colours; all as it was afterwards."""
    before, environment, searched, modules = Path.cwd(), dict(os.environ), list(sys.path), set(sys.modules)
    os.environ.update(COLUMNS=COLUMNS, NO_COLOR="1")
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(environment)
        sys.path[:] = searched
        for name in set(sys.modules) - modules:
            if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
                del sys.modules[name]


def write_outputs(page: Page) -> None:
    """Put what really came out into the page; an output with `…` in it is left as it is."""
    lines = page.path.read_text(encoding="utf-8").splitlines()
    for block, real in reversed(page.outputs):
        if not _alike(block.text, real) and not any(
            line.strip() == ANYTHING for line in block.text.splitlines()
        ):
            lines[block.first : block.last] = [(block.indent + line).rstrip() for line in real.splitlines()]
    page.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Run the examples of the pages named, or of all."""
    named = [Path(one).resolve() for one in arguments if one != "--write"]
    problems: list[str] = []
    for path in named or pages():
        page = run_page(path)
        if "--write" in arguments:
            write_outputs(page)
            page = run_page(path)
        problems += page.problems
    print("\n\n".join(problems) or "All examples are as shown.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
