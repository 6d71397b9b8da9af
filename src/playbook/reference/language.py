"""In which language a text is: the field that says so, for topics with `stems`.

It is the `language` of the nearest record around the text that has one: of the target for the target's texts, of the
element for an element of a list that has a language, else of the post.
"""

from pydantic import BaseModel

from playbook.check.refs import ItemRef, LetRef, PostRef, Ref, TopicRef
from playbook.model.schema import Field, fields_of
from playbook.reference.linked import Tables
from playbook.syntax import tree
from playbook.syntax.walk import walk
from playbook.text.terms.topic_spec import asks_for_language
from playbook.types import TEXT, ListOf, Record, Type

LANGUAGE = "language"


def hangs_on_language(mentions: tree.Mentions, tables: Tables) -> bool:
    """Whether one of the topics looked for has `stems`, or takes in a topic that has."""
    waiting: list[tree.Expr] = [mentions.what]
    while waiting:
        for node in walk(waiting.pop()):
            base = tables.refs[node].base if isinstance(node, tree.Name) and node in tables.refs else None
            if isinstance(base, TopicRef) and asks_for_language(tables.topics[base.topic]):
                return True
            if isinstance(base, LetRef):
                waiting.append(base.let.value)
    return False


def language_of(text: tree.Expr, tables: Tables, post_type: type[BaseModel]) -> Ref | None:
    """The field that says in which language *text* is; None where a post has no such field."""
    ref = _followed(text, tables)
    while isinstance(ref.base, ItemRef):
        items = tables.types.get(ref.base.binder.items)
        found = _nearest(ref, items.item if isinstance(items, ListOf) else None)
        if found is not None:
            return found
        ref = _followed(ref.base.binder.items, tables)
    return _nearest(ref if isinstance(ref.base, PostRef) else Ref(PostRef()), Record(post_type))


def _followed(expr: tree.Expr, tables: Tables) -> Ref:
    """The path that *expr* reads, through parentheses and lets; that of the post itself where it is no path."""
    fields: tuple[Field, ...] = ()
    while True:
        if isinstance(expr, tree.Group):
            expr = expr.inner
        elif isinstance(expr, tree.Name):
            ref = tables.refs[expr]
            fields = ref.fields + fields
            if not isinstance(ref.base, LetRef):
                return Ref(ref.base, fields)
            expr = ref.base.let.value
        else:
            return Ref(PostRef())


def _nearest(ref: Ref, start: Type | None) -> Ref | None:
    """The language of the last record on the path that has one. *start* is the type of the path's base."""
    records = [start, *(field.type for field in ref.fields[:-1])]
    for length in range(len(records) - 1, -1, -1):
        record = records[length]
        language = fields_of(record.model).get(LANGUAGE) if isinstance(record, Record) else None
        if language is not None and language.type == TEXT:
            return Ref(ref.base, (*ref.fields[:length], language))
    return None
