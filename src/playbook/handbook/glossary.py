"""What the guidelines stand on: the params as they are set, and the topics with some of their words."""

from collections.abc import Iterator

from playbook.check.refs import ParamRef, TopicRef
from playbook.compile.reads import clauses
from playbook.handbook.anchors import param_anchor, topic_anchor
from playbook.handbook.english import capital, listed, name_in_words
from playbook.handbook.guidelines import paragraphs
from playbook.handbook.page import Entry, Section
from playbook.handbook.things import Things
from playbook.reference.linked import LinkedPolicy
from playbook.syntax import tree
from playbook.syntax.walk import walk

MOST_VALUES = 40
"""Items of a param's list that the page names."""

SOME_WORDS = 8
"""Words of a topic that the page names."""


def params_section(policy: LinkedPolicy, things: Things) -> Iterator[Section]:
    """Every param: its value, and what it is for."""
    entries = tuple(_param(param, policy, things) for param in policy.params)
    if entries:
        intro = "These are the settings that the guidelines go by. Another team may set them otherwise."
        yield Section("What is set", "what-is-set", intro, entries)


def _param(param: tree.Param, policy: LinkedPolicy, things: Things) -> Entry:
    value = policy.params[param]
    if isinstance(value, tuple) and len(value) > MOST_VALUES:
        shown = f"{', '.join(things.value(item) for item in value[:MOST_VALUES])} and {len(value) - MOST_VALUES:,} more"
    else:
        shown = things.value(value)
    name = things.marks.text(capital(name_in_words(param.name.name)))
    return Entry(param_anchor(param), name, tuple(paragraphs(param.doc, things.marks.text)), shown)


def topics_section(policy: LinkedPolicy, things: Things) -> Iterator[Section]:
    """The topics that rules ask about, with some of their words."""
    entries = tuple(_topic(topic, policy, things) for topic in _used(policy))
    if entries:
        intro = (
            "Whole words count, in any case; not parts of words. Of long lists only some words stand here; the policy "
            "has them all."
        )
        yield Section("The words we look for", "words", intro, entries)


def _used(policy: LinkedPolicy) -> list[tree.Topic]:
    """By title; those that other topics take in as well."""
    found: dict[tree.Topic, None] = {}
    waiting: list[tree.Node] = [clause for linked in policy.rules for clause in clauses(linked)]
    seen: set[tree.Node] = set()
    while waiting:
        start = waiting.pop()
        for node in walk(start) if start not in seen else ():
            ref = policy.tables.refs.get(node) if isinstance(node, tree.Name) else None
            base = None if ref is None else ref.base
            if isinstance(base, TopicRef) and isinstance(base.topic, tree.Topic):
                found[base.topic] = None
                waiting.append(base.topic)
            elif base is not None and hasattr(base, "let"):
                waiting.append(base.let.value)
        seen.add(start)
    return sorted(found, key=lambda topic: (title_of(topic).casefold(), topic.name.name))


def title_of(topic: tree.Topic) -> str:
    """What a topic is called."""
    return topic.title or capital(name_in_words(topic.name.name))


def _topic(topic: tree.Topic, policy: LinkedPolicy, things: Things) -> Entry:
    return Entry(
        topic_anchor(topic),
        things.marks.text(title_of(topic)),
        (*paragraphs(topic.doc, things.marks.text), *_words(topic, policy, things)),
    )


def _words(topic: tree.Topic, policy: LinkedPolicy, things: Things) -> Iterator[str]:
    words, left_out, others, forms = list[str](), list[str](), list[str](), 0
    for part in topic.parts:
        if isinstance(part, tree.TopicPatterns):
            forms += len(part.patterns)
        elif isinstance(part, tree.TopicPart):
            into = left_out if part.kind == "except" else words
            for term in part.terms:
                if isinstance(term, tree.Name):
                    others += _other(term, policy, things)
                else:
                    into += _terms(term, policy)
    if words:
        yield f"Such as {_some(words, things)}."
    if any(isinstance(part, tree.TopicPart) and part.kind == "stems" for part in topic.parts):
        yield "In all forms of the words."
    if any(isinstance(part, tree.TopicDisguised) for part in topic.parts):
        yield "Disguised spellings count as well."
    if forms:
        yield (
            "Some forms that no list of words can catch count as well."
            if words
            else "It is found by its form."
        )
    if others:
        yield f"Everything in {listed(others)} counts as well."
    if left_out:
        yield f"Not meant: {_some(left_out, things)}."


def _terms(term: tree.TextLiteral | tree.TermFile, policy: LinkedPolicy) -> tuple[str, ...]:
    if isinstance(term, tree.TextLiteral):
        return (term.value,)
    return next((module.terms[term] for module in policy.modules if term in module.terms), ())


def _other(name: tree.Name, policy: LinkedPolicy, things: Things) -> list[str]:
    """A topic, or a list of a param, among the words of another."""
    ref = policy.tables.refs.get(name)
    if ref is not None and isinstance(ref.base, TopicRef):
        return [things.topic(ref.base)]
    if ref is not None and isinstance(ref.base, ParamRef):
        return [things.param_name(ref.base.param)]
    return []


def _some(words: list[str], things: Things) -> str:
    """Some from the whole of the list, since lists are mostly sorted."""
    step = max(1, len(words) // SOME_WORDS)
    picked = words[::step][:SOME_WORDS]
    quoted = [things.marks.quoted(word) for word in picked]
    rest = len(words) - len(picked)
    return f"{', '.join(quoted)} and {rest:,} more" if rest else listed(quoted)
