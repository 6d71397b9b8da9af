"""Turns the topics of a policy into what the matcher looks for."""

from collections.abc import Iterable, Mapping

from playbook.builtins.topics import TOPICS, BuiltinTopic
from playbook.check.module import Module
from playbook.check.refs import Ref, TopicRef
from playbook.syntax import tree
from playbook.text.terms.matcher import TopicSpec

Topics = dict["tree.Topic | BuiltinTopic", TopicSpec]


def topic_specs(modules: Iterable[Module]) -> Topics:
    """What to look for, for every topic of the language and of *modules* (parents first)."""
    made: Topics = {topic: TopicSpec(finders=(topic.finder,)) for topic in TOPICS.values()}
    for module in modules:
        for declaration in module.tree.declarations:
            if isinstance(declaration, tree.Topic):
                _spec(declaration, module, made)
    return made


def _spec(topic: tree.Topic, module: Module, made: Topics) -> TopicSpec:
    """Topics may name each other in any order; the checker has refused cycles."""
    if topic in made:
        return made[topic]
    terms: dict[str, list[str]] = {"words": [], "exactly": [], "except": [], "stems": []}
    patterns: list[tree.PatternLiteral] = []
    includes: list[TopicSpec] = []
    made[topic] = TopicSpec()
    for part in topic.parts:
        if isinstance(part, tree.TopicPatterns):
            patterns.extend(part.patterns)
        elif isinstance(part, tree.TopicPart):
            for term in part.terms:
                if isinstance(term, tree.Name):
                    includes.append(_named(term, module.refs, module, made))
                else:
                    terms[part.kind].extend(_texts(term, module))
    made[topic] = TopicSpec(
        words=_once(terms["words"]),
        exactly=_once(terms["exactly"]),
        excepts=_once(terms["except"]),
        patterns=tuple(module.patterns[pattern] for pattern in patterns),
        includes=tuple(includes),
        stems=_once(terms["stems"]),
        disguised=any(isinstance(part, tree.TopicDisguised) for part in topic.parts),
    )
    return made[topic]


def _named(name: tree.Name, refs: Mapping[tree.Name, Ref], module: Module, made: Topics) -> TopicSpec:
    base = refs[name].base
    if not isinstance(base, TopicRef):
        return TopicSpec()
    return made[base.topic] if isinstance(base.topic, BuiltinTopic) else _spec(base.topic, module, made)


def _texts(term: tree.TextLiteral | tree.TermFile, module: Module) -> tuple[str, ...]:
    return (term.value,) if isinstance(term, tree.TextLiteral) else module.terms[term]


def _once(terms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
