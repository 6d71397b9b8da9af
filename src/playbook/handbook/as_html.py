"""The page as one HTML file that needs nothing else: no script, no font, no picture is loaded. It prints well."""

from collections.abc import Iterator
from html import escape

from playbook.handbook.clause import Bullets
from playbook.handbook.english import capital, listed
from playbook.handbook.page import Condition, Entry, Guideline, Page, Section

_STYLE = """
:root { color-scheme: light dark; --text: #1a1a1a; --quiet: #555; --line: #bbb; --page: #fff; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --text: #eee; --quiet: #bbb; --line: #666; --page: #161616; --link: #8cc0ff; }
}
body { font: 1.05rem/1.6 Georgia, serif; color: var(--text); background: var(--page); margin: 0 auto;
  max-width: 42rem; padding: 1rem 1.25rem 4rem; overflow-wrap: break-word; }
h1, h2, h3, nav, dt { font-family: system-ui, sans-serif; line-height: 1.25; }
h2 { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; }
h3 { margin: 2.25rem 0 .25rem; }
a { color: var(--link); }
.about, .note, .sources { color: var(--quiet); }
.sources { font-size: .9rem; }
.message { font-style: italic; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: .25rem 0 0; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
code { font-size: .9em; }
@media print {
  :root { --text: #000; --quiet: #333; --page: #fff; --link: #000; }
  body { font-size: 10.5pt; max-width: none; padding: 0; }
  nav, .skip { display: none; }
  h2, h3, dt { break-after: avoid; }
  article, dd, li { break-inside: avoid; }
  a { text-decoration: none; }
  a.source::after { content: " <" attr(href) ">"; font-size: .85em; }
}
"""


def render_html(page: Page) -> str:
    """The page, with a line end after its last line."""
    body = "\n".join(_body(page))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(page.plain_title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<a class="skip" href="#page">To the page</a>
{body}
</body>
</html>
"""


def _body(page: Page) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{page.title}</h1>"
    yield from (f"<p>{paragraph}</p>" for paragraph in page.doc)
    yield f'<p class="about">{" ".join(page.about)}</p>'
    yield "</header>"
    yield '<nav aria-label="Contents"><ul>'
    places = [(one.anchor, one.heading) for one in page.parts] + [
        (one.anchor, one.heading) for one in page.sections
    ]
    yield from (f'<li><a href="#{anchor}">{heading}</a></li>' for anchor, heading in places)
    yield "</ul></nav>"
    yield '<main id="page">'
    for part in page.parts:
        yield f'<section aria-labelledby="{part.anchor}"><h2 id="{part.anchor}">{part.heading}</h2>'
        for guideline in part.guidelines:
            yield from _guideline(guideline)
        yield "</section>"
    for section in page.sections:
        yield from _section(section)
    yield "</main>"


def _guideline(one: Guideline) -> Iterator[str]:
    yield f'<article aria-labelledby="{one.anchor}">'
    yield f'<h3 id="{one.anchor}">{one.title}</h3>'
    yield from (f"<p>{paragraph}</p>" for paragraph in one.doc)
    if one.message:
        yield f'<p class="message">{one.message}</p>'
    yield from _condition(one.condition)
    if one.notes:
        yield f'<p class="note">{" ".join(one.notes)}</p>'
    if one.fixes:
        yield f"<p><strong>What to do:</strong> {' '.join(one.fixes)}</p>"
    if one.examples:
        yield "<ul>"
        yield from (f"<li>{example.label}: {example.words}</li>" for example in one.examples)
        yield "</ul>"
    if one.sources:
        name = "Source" if len(one.sources) == 1 else "Sources"
        yield f'<p class="sources">{name}: {listed(one.sources)}.</p>'
    yield "</article>"


def _condition(condition: Condition) -> Iterator[str]:
    yield f"<p>{condition.sentence}</p>"
    if condition.bullets is not None:
        yield from _bullets(condition.bullets)
    for further in condition.rest:
        yield from _condition(further)


def _bullets(listed_: Bullets) -> Iterator[str]:
    yield "<ul>"
    for item in listed_.items:
        if isinstance(item, Bullets):
            yield f"<li>{item.how}:"
            yield from _bullets(item)
            yield "</li>"
        else:
            yield f"<li>{item}</li>"
    yield "</ul>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="{section.anchor}"><h2 id="{section.anchor}">{section.heading}</h2>'
    if section.intro:
        yield f"<p>{section.intro}</p>"
    if section.entries:
        yield "<dl>"
        for entry in section.entries:
            yield from _entry(entry)
        yield "</dl>"
    if section.items:
        yield "<ul>"
        yield from (f"<li>{item}</li>" for item in section.items)
        yield "</ul>"
    yield "</section>"


def _entry(entry: Entry) -> Iterator[str]:
    yield f'<dt id="{entry.anchor}">{capital(entry.name)}</dt>'
    words = (*([f"{capital(entry.value)}."] if entry.value else []), *entry.paragraphs)
    yield f"<dd>{' '.join(words)}"
    if entry.bullets is not None:
        yield from _bullets(entry.bullets)
    yield "</dd>"
