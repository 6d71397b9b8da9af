"""Finds out what a name stands for, field by field, or says why it stands for nothing."""

from collections.abc import Callable, Mapping

from playbook.builtins import FUNCTIONS
from playbook.builtins.topics import TOPICS
from playbook.check.draft import Draft, declared_type
from playbook.check.fitting import REPORTED, suits
from playbook.check.meant import compared, list_of, of_a_part
from playbook.check.mends import foreign
from playbook.check.refs import AskRef, BrokenRef, LetRef, ParamRef, Ref
from playbook.check.scope import (
    Meaning,
    Scope,
    is_open,
    meanings,
    of_declaration,
    post_fields,
    unnamed,
    visible,
)
from playbook.check.wording import article, did_you_mean, noun
from playbook.diagnostics.diagnostic import Diagnostic, Edit, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.frozen import frozen
from playbook.model.schema import Field, fields_of
from playbook.source import Span
from playbook.syntax import tree
from playbook.types import ANY, BOOLEAN, TEXT, TIME, TOPIC, ListOf, Record, Type

LetType = Callable[[tree.Let], Type]


@frozen
class Lookup:
    """What it takes to look names up: the file, the types of its lets, and where to report what is wrong."""

    draft: Draft
    let_type: LetType
    report: Callable[[Diagnostic], None]
    through_lists: bool = False
    """Whether a field of a list is that field of its elements: `expect needs media.consent`."""


BROKEN = Ref(BrokenRef())

_LENGTHS = frozenset({"length", "len", "size"})
_CLOCK = frozenset({"hour", "minute", "time", "day", "weekday", "day_of_week", "date", "month", "year"})
"""Names that programmers expect on text and on time."""


@diagnostic("PB101", "unknown-name")
class UnknownName(Diagnostic):
    """A name that nothing has: no field of the post, param, let, ask or topic.

    ## Example
    ```playbook
    policy acme
    rule paid when sponsered deny "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid when sponsored deny "Say so."
    ```
    """

    name: str
    nearest: str | None
    function: bool
    text: bool
    """Whether text is wanted here, so that quotes may be what is missing."""
    within: str | None = None
    """A list whose elements have a field of that name."""

    def message(self) -> str:
        return f"unknown name `{self.name}`"

    def help(self) -> str | None:
        if self.function:
            return f"`{self.name}` is a function: write `{self.name}(…)`"
        if self.nearest is None and self.within is not None:
            return f"`{self.name}` is a field of what is in a list: `any {self.within} where {self.name} …`"
        if self.nearest is None and self.text:
            return f'words stand in quotes: `"{self.name}"`'
        return did_you_mean(self.nearest)

    def edits(self) -> tuple[Edit, ...]:
        if self.nearest is not None:
            return (Edit(self.span, self.nearest),)
        return (Edit(self.span, f'"{self.name}"'),) if self.text and not self.function else ()


@diagnostic("PB201", "unknown-field")
class UnknownField(Diagnostic):
    """A field that the record does not have.

    ## Example
    ```playbook
    policy acme
    rule polite when author.rolls include "intern" review "Somebody reads it first."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule polite when author.roles include "intern" review "Somebody reads it first."
    ```
    """

    name: str
    record: str
    nearest: str | None

    def message(self) -> str:
        return f"unknown field `{self.name}`"

    def label(self) -> str:
        return f"`{self.record}` has no such field"

    def help(self) -> str | None:
        return did_you_mean(self.nearest)

    def edits(self) -> tuple[Edit, ...]:
        return () if self.nearest is None else (Edit(self.span, self.nearest),)


@diagnostic("PB220", "no-fields")
class NoFields(Diagnostic):
    """A field is read from something that has none: text, a number, a list.

    ## Example
    ```playbook
    policy acme
    rule alt-text when media.alt_text is missing warn "Describe every picture."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule alt-text when any media where alt_text is missing warn "Describe every picture."
    ```
    """

    name: str
    type: Type
    field: str
    rest: str
    """The field, and what is read from it in turn."""

    def message(self) -> str:
        return f"`{self.name}` is {noun(self.type)} and has no field `{self.field}`"

    def help(self) -> str | None:
        if isinstance(self.type, ListOf):
            return f"ask about its elements: `any {self.name} where {self.rest} …`"
        if self.type == TEXT and self.field in _LENGTHS:
            return f"write `length({self.name})`"
        if self.type == TIME and self.field in _CLOCK:
            return f"ask whether it is in a window: `{self.name} is within weekdays 09:00 to 17:00`"
        return None

    def edits(self) -> tuple[Edit, ...]:
        """What follows a name at the beginning of a condition is about the field, so it may stay as it is."""
        if self.type == TEXT and self.field in _LENGTHS and self.rest == self.field:
            return (Edit(self.span, f"length({self.name})"),)
        if not isinstance(self.type, ListOf) or not self._begins_condition():
            return ()
        whole = Span(self.span.source, self.span.start, self.span.start + len(f"{self.name}.{self.rest}"))
        return (Edit(whole, f"any {self.name} where {self.rest}"),)

    def _begins_condition(self) -> bool:
        before = self.span.source.text[max(0, self.span.start - 40) : self.span.start].rstrip()
        return before.endswith(("when", "unless", "require", "and", "or", "for"))


@diagnostic("PB123", "post-field-in-where")
class PostFieldInWhere(Diagnostic):
    """A bare name in a `where` is a field of the element; a field of the post is written `post.x` there.

    ## Example
    ```playbook
    policy acme
    rule own-links when any links where site is in campaign_sites and campaign is not missing
      warn "Link to the page of the campaign."
    param campaign_sites: list of text = ["acme.example"]
    ```

    ## Write instead
    ```playbook
    policy acme
    rule own-links when (any links where site is in campaign_sites) and campaign is "spring"
      warn "Link to the page of the campaign."
    param campaign_sites: list of text = ["acme.example"]
    ```
    """

    name: str
    element: Type

    def message(self) -> str:
        return f"`{self.name}` is a field of the post, and bare names in this `where` are about its element"

    def label(self) -> str:
        return f"the element is {noun(self.element)}"

    def help(self) -> str:
        return f"write `post.{self.name}`, or close the `where` in parentheses before it"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"post.{self.name}"),)


@diagnostic("PB114", "it-outside")
class ItOutside(Diagnostic):
    """`it` is the element of a `where` without a name, and stands for nothing elsewhere.

    ## Example
    ```playbook
    policy acme
    rule tags when it is "#ad" warn "Say it in words, too."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule tags when any hashtags where it is "ad" warn "Say it in words, too."
    ```
    """

    def message(self) -> str:
        return "`it` stands for nothing here"

    def help(self) -> str:
        return "`it` is the element in `any LIST where …` and `count(LIST where …)`"


@diagnostic("PB113", "two-meanings")
class TwoMeanings(Diagnostic):
    """A bare name in a `where` that is a field of the element and something else, too.

    ## Example
    ```playbook
    policy acme
    param site: text = "acme.example"
    rule hosts when any links where site is not site warn "Link to our own pages."
    ```

    ## Write instead
    ```playbook
    policy acme
    param our_site: text = "acme.example"
    rule hosts when any links where site is not our_site warn "Link to our own pages."
    ```
    """

    name: str
    kinds: tuple[str, str]

    def message(self) -> str:
        first, second = self.kinds
        return f"`{self.name}` could be {article(first)} or {article(second)}"

    def help(self) -> str:
        return f"rename the {self.kinds[1]}, or name the element: `any one in LIST where one.{self.name} …`"


def resolve(name: tree.Name, scope: Scope | None, hint: Type | None, lookup: Lookup) -> tuple[Ref, Type]:
    """What *name* stands for, and its type; `BROKEN` and `ANY` where that is reported, or was."""
    found = meanings(name.parts[0], scope, lookup.draft)
    if not found:
        _report_unknown(name, scope, hint, lookup)
        return BROKEN, ANY
    if len(found) > 1:
        if name.parts[0] not in lookup.draft.ambiguous:
            lookup.draft.ambiguous.add(name.parts[0])
            lookup.report(TwoMeanings(name.part_spans[0], name.parts[0], (found[0].kind, found[1].kind)))
        return BROKEN, ANY
    meaning = found[0]
    return _follow(name, meaning, type_of(meaning, lookup.let_type), hint, lookup)


def peek(name: tree.Name, scope: Scope | None, draft: Draft, let_type: LetType) -> Type | None:
    """The type of *name* if it stands for one thing; nothing is reported."""
    found = meanings(name.parts[0], scope, draft)
    if len(found) != 1:
        return None
    quiet = Lookup(draft, let_type, lambda _: None)
    return _follow(name, found[0], type_of(found[0], let_type), None, quiet)[1]


def type_of(meaning: Meaning, let_type: LetType) -> Type:
    """The type of what the first word of a name stands for."""
    if meaning.type is not None:
        return meaning.type
    match meaning.base:
        case LetRef(let):
            return let_type(let)
        case ParamRef(param):
            return declared_type(param.type) or ANY
        case AskRef(ask):
            return BOOLEAN if ask.type is None else declared_type(ask.type) or ANY
        case _:
            return TOPIC


def _follow(
    name: tree.Name,
    meaning: Meaning,
    type_: Type,
    hint: Type | None,
    lookup: Lookup,
) -> tuple[Ref, Type]:
    """Read the fields after the first word, one after the other."""
    fields = list(meaning.fields)
    for index, part in enumerate(name.parts[1:], 1):
        before = ".".join(name.parts[:index])
        if lookup.through_lists and isinstance(type_, ListOf):
            type_ = type_.item
        if type_ == ANY:
            return BROKEN, ANY
        if not isinstance(type_, Record):
            rest = ".".join(name.parts[index:])
            lookup.report(NoFields(name.part_spans[0].to(name.part_spans[index]), before, type_, part, rest))
            return BROKEN, ANY
        found = fields_of(type_.model)
        if part not in found:
            if is_respelt(name):
                return BROKEN, ANY
            last = index == len(name.parts) - 1
            lookup.report(_unknown_field(name, index, found, hint if last else None))
            return BROKEN, ANY
        fields.append(found[part])
        type_ = found[part].type
    return Ref(meaning.base, tuple(fields)), type_


def is_respelt(name: tree.Name) -> bool:
    """Whether what stands in the source is no name, and is reported for that already."""
    return any(part != span.text for part, span in zip(name.parts, name.part_spans, strict=True))


def _unknown_field(
    name: tree.Name, index: int, fields: Mapping[str, Field], hint: Type | None
) -> UnknownField:
    fitting = [field for field, facts in fields.items() if suits(facts.type, hint)]
    before = ".".join(name.parts[:index])
    close = nearest(name.parts[index], fitting)
    return UnknownField(
        name.part_spans[0].to(name.part_spans[index]),
        ".".join(name.parts[: index + 1]),
        before,
        None if close is None else f"{before}.{close}",
    )


def _report_unknown(name: tree.Name, scope: Scope | None, hint: Type | None, lookup: Lookup) -> None:
    """Say that the first word stands for nothing, unless something reported before may be why."""
    word, span = name.parts[0], name.part_spans[0]
    inner = unnamed(scope)
    if is_respelt(name):
        return
    if word == "it":
        lookup.report(ItOutside(span))
    elif lookup.draft.is_reported(word) or is_open(scope) or (hint == REPORTED and len(name.parts) == 1):
        return
    elif inner is not None and word in post_fields(lookup.draft):
        lookup.report(PostFieldInWhere(span, word, inner.item))
    else:
        close = nearest(word, suggestions(name, scope, lookup.draft, hint))
        if close is not None or not lookup.draft.incomplete:
            text = hint in (TEXT, TOPIC) and len(name.parts) == 1
            if len(name.parts) == 1:
                close = foreign(word, hint) or close or of_a_part(word, hint, scope, lookup.draft)
                close = close or (compared(word, lookup.draft) if hint == BOOLEAN else None)
            within = list_of(word, scope, lookup.draft) if len(name.parts) == 1 and not text else None
            lookup.report(UnknownName(span, word, close, word in FUNCTIONS, text, within))


def suggestions(name: tree.Name, scope: Scope | None, draft: Draft, hint: Type | None) -> set[str]:
    """The names that fit there: of the wanted type, or with the fields that are read from it."""

    def known_let(let: tree.Let) -> Type:
        return draft.tables(let).types.get(let.value, ANY)

    found: set[str] = set()
    for word, known, declaration in visible(scope, draft):
        type_ = known if declaration is None else type_of(of_declaration(declaration), known_let)
        if len(name.parts) > 1:
            if isinstance(type_, Record):
                found.add(word)
        elif type_ is not None and suits(type_, hint):
            found.add(word)
    if hint == TOPIC and len(name.parts) == 1:
        found.update(TOPICS)
    return found
