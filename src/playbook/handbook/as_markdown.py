"""The page as Markdown (CommonMark): for repositories, wikis and site generators."""

from collections.abc import Iterator

from playbook.handbook.clause import Bullets
from playbook.handbook.english import capital, listed
from playbook.handbook.page import Condition, Entry, Guideline, Page, Section


def render_markdown(page: Page) -> str:
    """The page, with a line end after its last line."""
    blocks = list(_blocks(page))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _blocks(page: Page) -> Iterator[str]:
    yield f"# {page.title}"
    yield from page.doc
    yield " ".join(page.about)
    for part in page.parts:
        yield f'<a id="{part.anchor}"></a>'
        yield f"## {part.heading}"
        for guideline in part.guidelines:
            yield from _guideline(guideline)
    for section in page.sections:
        yield from _section(section)


def _guideline(one: Guideline) -> Iterator[str]:
    yield f'<a id="{one.anchor}"></a>'
    yield f"### {one.title}"
    yield from one.doc
    yield one.message
    yield from _condition(one.condition)
    yield " ".join(one.notes)
    if one.fixes:
        yield f"**What to do:** {' '.join(one.fixes)}"
    yield "\n".join(f"- {example.label}: {example.words}" for example in one.examples)
    if one.sources:
        yield f"{'Source' if len(one.sources) == 1 else 'Sources'}: {listed(one.sources)}."


def _condition(condition: Condition) -> Iterator[str]:
    yield condition.sentence
    if condition.bullets is not None:
        yield "\n".join(_bullets(condition.bullets, ""))
    for further in condition.rest:
        yield from _condition(further)


def _bullets(listed_: Bullets, indent: str) -> Iterator[str]:
    for item in listed_.items:
        if isinstance(item, Bullets):
            yield f"{indent}- {item.how}:"
            yield from _bullets(item, f"{indent}  ")
        else:
            yield f"{indent}- {item}"


def _section(section: Section) -> Iterator[str]:
    yield f'<a id="{section.anchor}"></a>'
    yield f"## {section.heading}"
    yield section.intro
    for entry in section.entries:
        yield from _entry(entry)
    yield "\n".join(f"- {item}" for item in section.items)


def _entry(entry: Entry) -> Iterator[str]:
    value = f": {entry.value}." if entry.value else ""
    yield f'<a id="{entry.anchor}"></a>**{capital(entry.name)}**{value}'
    yield " ".join(entry.paragraphs)
    if entry.bullets is not None:
        yield "\n".join(_bullets(entry.bullets, ""))
