"""From one policy to all that it takes in: reads, parses and checks every file once, parents first."""

from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from playbook.check import check_module
from playbook.check.module import Module, Parent
from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.diagnostics.nearest import nearest
from playbook.frozen import frozen
from playbook.limits import MAX_EXTENDS_DEPTH, MAX_FILES, MAX_SOURCE_BYTES
from playbook.packs.files import Unreadable, decode, inside, read_bytes
from playbook.packs.find import SUFFIX, available, pack_path, shown
from playbook.packs.memory import Input, digest
from playbook.packs.problems import (
    BrokenParent,
    PolicyCycle,
    TooManyPolicies,
    UnknownPack,
    UnreadableFile,
    UnreadablePolicy,
)
from playbook.source import Source, Span
from playbook.syntax import tree
from playbook.syntax.parser import parse


@frozen
class Graph:
    """A policy and its files. `root` is None where there is not even a header to read."""

    root: Module | None
    diagnostics: tuple[Diagnostic, ...]
    """Of all files, in a stable order: the policy's own first."""
    inputs: tuple[Input, ...] = ()
    """All that was read from outside, if nothing was missing or unreadable."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(one for one in self.diagnostics if one.severity is Severity.ERROR)


def load_graph(source: Source | Path, post_type: type[BaseModel], folder: Path | None = None) -> Graph:
    """Read the policy *source* (a text, or a file) and all that it extends and uses. Never raises on a user's mistake.

    *folder* is where a text's relative paths start; without it a text may name packs only.
    """
    loader = _Loader(post_type)
    if isinstance(source, Path):
        text = loader.read(source)
        if isinstance(text, Unreadable):
            nothing = Source(str(source), "")
            return Graph(None, (UnreadableFile(Span(nothing, 0, 0), str(source), text.reason),))
        start = _File(Source(shown(source), text), source.parent, _identity(source))
    else:
        start = _File(source, folder, None)
    root = loader.load(start, ())
    return Graph(root, tuple(loader.diagnostics()), tuple(loader.inputs))


@frozen
class _File:
    source: Source
    folder: Path | None
    identity: str | None
    """Its real path; None for a text, which nothing can name."""


def _identity(path: Path) -> str:
    try:
        return str(path.resolve())
    except (OSError, RuntimeError):
        return str(path)


def _near(path: Path, folder: Path) -> Path:
    """*path*, which is inside of *folder*, named from there in the way in which *folder* is: relative, if that is."""
    try:
        return folder / path.relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return path


class _Loader:
    def __init__(self, post_type: type[BaseModel]) -> None:
        self.post_type = post_type
        self.modules: dict[str, Module | None] = {}
        """By identity; a file reached by two paths is one module."""
        self.found: dict[int, list[Diagnostic]] = {}
        """Syntax and file diagnostics by the id of their source."""
        self.order: list[Source] = []
        self.by_source: dict[int, Module] = {}
        self.inputs: dict[Input, None] = {}

    def read(self, path: Path) -> str | Unreadable:
        """The text of a policy file."""
        data = read_bytes(path, MAX_SOURCE_BYTES)
        if isinstance(data, Unreadable):
            return data
        self.inputs[Input("file", str(path), digest(data))] = None
        return decode(data)

    def load(self, file: _File, trail: tuple[str | None, ...]) -> Module | None:
        """Parse, take in, check. *trail* are the identities from the root to here."""
        source = file.source
        self.order.append(source)
        parsed = parse(source)
        own = self.found.setdefault(id(source), [])
        own.extend(parsed.diagnostics)
        if parsed.policy is None:
            return None
        inner = (*trail, file.identity)
        parents = tuple(
            Parent(clause, self._parent(clause, file, inner, own)) for clause in _clauses(parsed.policy)
        )
        module = check_module(source, parsed.policy, parents, file.folder, self.post_type)
        self.by_source[id(source)] = module
        for node, data in module.term_texts.items():
            self.inputs[Input("file", str((file.folder or Path()) / node.path), digest(data))] = None
        return module

    def _parent(
        self, clause: tree.Extends, file: _File, trail: tuple[str | None, ...], own: list[Diagnostic]
    ) -> Module | None:
        target = clause.target
        path = _pack(target, file.folder, own) if not target.quoted else _path(target, file.folder, own)
        if path is None:
            return None
        if not target.quoted:
            self.inputs[Input("pack", target.name, str(path))] = None
        identity = _identity(path)
        if identity in trail:
            own.append(PolicyCycle(target.span, target.name))
            return None
        if identity not in self.modules:
            if len(trail) > MAX_EXTENDS_DEPTH or len(self.order) >= MAX_FILES:
                own.append(TooManyPolicies(target.span))
                return None
            text = self.read(path)
            if isinstance(text, Unreadable):
                meant = _instead(target.name, file.folder) if text.missing else None
                own.append(UnreadablePolicy(target.span, target.name, text.reason, meant))
                return None
            near = path if file.folder is None or not target.quoted else _near(path, file.folder)
            self.modules[identity] = self.load(_File(Source(shown(near), text), near.parent, identity), trail)
        module = self.modules[identity]
        first = self._first_error(module)
        if first is not None:
            own.append(BrokenParent(target.span, target.name, first.span))
        return module

    def _first_error(self, module: Module | None) -> Diagnostic | None:
        if module is None:
            return None
        all_of_it = [*self.found[id(module.source)], *module.diagnostics]
        return next((one for one in all_of_it if one.severity is Severity.ERROR), None)

    def diagnostics(self) -> list[Diagnostic]:
        """All that was found, file by file in the order of reading, by place within a file."""
        found: list[Diagnostic] = []
        for source in self.order:
            module = self.by_source.get(id(source))
            here = [*self.found.get(id(source), ()), *(module.diagnostics if module is not None else ())]
            found.extend(sorted(here, key=lambda one: (one.span.start, one.span.end, one.code)))
        return found


def _clauses(policy: tree.Policy) -> tuple[tree.Extends, ...]:
    uses = tuple(declaration for declaration in policy.declarations if isinstance(declaration, tree.Extends))
    return policy.extends + uses


def _pack(target: tree.PolicyRef, folder: Path | None, own: list[Diagnostic]) -> Path | None:
    path = pack_path(target.name)
    if path is None:
        file = None if folder is None else f"{target.name}{SUFFIX}"
        known = file is not None and folder is not None and (folder / file).is_file()
        own.append(
            UnknownPack(
                target.span, target.name, nearest(target.name, available()), f'"{file}"' if known else None
            )
        )
    return path


def _instead(name: str, folder: Path | None) -> str | None:
    """What was probably meant by a file that is not there: a pack, a file without its ending, one of a like name."""
    if pack_path(name) is not None:
        return name
    parent = PurePosixPath(name.replace("\\", "/")).parent
    if folder is None or isinstance(inside(folder, str(parent / "x")), Unreadable):
        return None
    try:
        siblings = sorted(str(parent / one.name) for one in (folder / parent).glob(f"*{SUFFIX}"))[:1000]
    except (OSError, ValueError):
        return None
    whole = f"{name}{SUFFIX}"
    close = whole if whole in siblings else nearest(name, siblings)
    return None if close is None else f'"{close}"'


def _path(target: tree.PolicyRef, folder: Path | None, own: list[Diagnostic]) -> Path | None:
    path: Path | Unreadable
    if folder is None:
        path = Unreadable("a policy that is no file can extend packs only")
    else:
        path = inside(folder, target.name)
    if isinstance(path, Unreadable):
        own.append(UnreadablePolicy(target.span, target.name, path.reason))
        return None
    return path
