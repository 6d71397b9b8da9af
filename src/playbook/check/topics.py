"""Topics: the terms, files, patterns and other topics that they are made of; and what is looked for in text
elsewhere.
"""

from collections.abc import Iterator

from playbook.builtins.topics import TOPICS, BuiltinTopic
from playbook.check import graph
from playbook.check.draft import Draft
from playbook.check.refs import BrokenRef, Ref, TopicRef
from playbook.check.ring_problems import TooDeep, TopicInRing
from playbook.check.scope import meanings
from playbook.check.term_files import read_terms
from playbook.check.wording import article, did_you_mean
from playbook.diagnostics.diagnostic import Diagnostic, Edit, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.limits import MAX_TERM_LENGTH, MAX_TOPIC_DEPTH
from playbook.source import Span
from playbook.syntax import tree
from playbook.text.patterns.pattern import PatternProblem, compile_pattern
from playbook.text.terms.matcher import folds_to_nothing

_SIGNS = frozenset("()[]{}*+?")
"""Signs with a meaning in patterns."""

_CLOSING = {"(": ")", "[": "]"}


@diagnostic("PB119", "not-a-topic")
class NotATopic(Diagnostic):
    """A topic may take in other topics by their names; lists, lets and fields it may not.

    ## Example
    ```playbook
    policy acme
    param rivals: list of text = ["otherwave"]
    topic competitors words rivals
    ```

    ## Write instead
    ```playbook
    policy acme
    topic rivals words "otherwave"
    topic competitors words rivals, "rivaldocs"
    ```
    """

    name: str
    kind: str | None
    nearest: str | None

    def message(self) -> str:
        if self.kind is None:
            return f"unknown topic `{self.name}`"
        return f"`{self.name}` is {article(self.kind)}, and a topic takes in topics only"

    def help(self) -> str | None:
        if self.kind == "param":
            return f"look for its words in the rule: `text mentions any of {self.name}`"
        if self.kind is not None:
            return None
        return did_you_mean(self.nearest) or f'words stand in quotes: `"{self.name}"`'

    def edits(self) -> tuple[Edit, ...]:
        if self.nearest is not None:
            return (Edit(self.span, self.nearest),)
        return (Edit(self.span, f'"{self.name}"'),) if self.kind is None else ()


@diagnostic("PB120", "topic-out-of-place")
class TopicOutOfPlace(Diagnostic):
    """Another topic is taken in under `words`; `exactly` and `except` want phrases.

    ## Example
    ```playbook
    policy acme
    topic votes words "vote"
    topic politics
      words "election"
      except votes
    ```

    ## Write instead
    ```playbook
    policy acme
    topic votes words "vote"
    topic politics
      words "election", votes
      except "election of officers"
    ```
    """

    name: str
    clause: str

    def message(self) -> str:
        return f"`{self.clause}` wants phrases, and `{self.name}` is a topic"

    def help(self) -> str:
        return "name other topics under `words`; their own exceptions hold for them"


@diagnostic("PB501", "bad-pattern")
class BadPattern(Diagnostic):
    """A regular expression that cannot be used: broken, too large, or with a part that has no linear-time meaning.

    ## Example
    ```playbook
    policy acme
    rule shout when text matches /[A-Z/ warn "Softly."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule shout when text matches /[A-Z]{9}/ warn "Softly."
    ```
    """

    reason: str
    end: Span
    """Where the pattern ends, before its last slash."""

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        sign = self.span.text
        if sign in _CLOSING:
            return f"close it with `{_CLOSING[sign]}`, or write `\\{sign}` for the sign itself"
        if sign in _SIGNS:
            return f"for the sign itself write `\\{sign}`"
        if "look-" in self.reason:
            return "say it in a condition of its own, as in `text matches /wow/ and not text matches /wow!/`"
        if "back-reference" in self.reason:
            return "write out what may stand there twice, as in `/aa|bb/`"
        return None

    def edits(self) -> tuple[Edit, ...]:
        sign = self.span.text
        escaped = (Edit(self.span, f"\\{sign}"),) if sign in _SIGNS else ()
        return (Edit(self.end, _CLOSING[sign]), *escaped) if sign in _CLOSING else escaped


@diagnostic("PB502", "topic-without-terms")
class TopicWithoutTerms(Diagnostic):
    """A topic that says what does not count, and not what does.

    ## Example
    ```playbook
    policy acme
    topic politics except "election of officers"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic politics words "election" except "election of officers"
    ```
    """

    name: str

    def message(self) -> str:
        return f"topic `{self.name}` looks for nothing"

    def help(self) -> str:
        return 'say what to look for: `words "…"`, `exactly "…"` or `patterns /…/`'


@diagnostic("PB503", "empty-term")
class EmptyTerm(Diagnostic):
    """A term of which nothing is left when text is matched: no letter, digit or sign that anybody could see.

    ## Example
    ```playbook
    policy acme
    topic politics words "election", " "
    ```

    ## Write instead
    ```playbook
    policy acme
    topic politics words "election", "ballot"
    ```
    """

    def message(self) -> str:
        return "there is nothing in this term to look for"

    def help(self) -> str:
        return "take it out"

    def edits(self) -> tuple[Edit, ...]:
        """Without the comma before it, or behind it."""
        text, start, end = self.span.source.text, self.span.start, self.span.end
        before, behind = text[:start].rstrip(), text[end:].lstrip()
        if before.endswith(","):
            return (Edit(Span(self.span.source, len(before) - 1, end), ""),)
        if behind.startswith(","):
            return (Edit(Span(self.span.source, start, len(text) - len(behind) + 1), ""),)
        return ()


@diagnostic("PB504", "long-term")
class LongTerm(Diagnostic):
    """A term that is longer than any phrase."""

    length: int

    def message(self) -> str:
        return f"this term has {self.length:,} characters; {MAX_TERM_LENGTH} are the most"


def topics(draft: Draft) -> Iterator[Diagnostic]:
    """The file's own topics."""
    for declaration in draft.tree.declarations:
        if isinstance(declaration, tree.Topic):
            yield from _topic(declaration, draft)
    yield from _rings(draft)


def patterns(draft: Draft) -> Iterator[Diagnostic]:
    """Every pattern of the file, in topics and after `matches`."""
    for node in draft.of(tree.PatternLiteral):
        try:
            draft.patterns[node] = compile_pattern(node.pattern, node.flags)
        except PatternProblem as problem:
            end = node.span.start + node.span.text.rindex("/")
            at = Span(node.span.source, end, end)
            yield BadPattern(inside(node, problem.offset, problem.length), problem.reason, at)


def literals(draft: Draft) -> Iterator[Diagnostic]:
    """Words that are looked for with `mentions`, straight from quotes."""
    for node in draft.of(tree.Mentions):
        what = node.what.items if isinstance(node.what, tree.ListLiteral) else (node.what,)
        for one in what:
            if isinstance(one, tree.TextLiteral):
                yield from _term_problem(one)


def _topic(topic: tree.Topic, draft: Draft) -> Iterator[Diagnostic]:
    looks_for = False
    for part in topic.parts:
        if isinstance(part, tree.TopicPatterns):
            looks_for = True
        elif isinstance(part, tree.TopicPart):
            for term in part.terms:
                problems = tuple(_term(term, part.kind, topic, draft))
                yield from problems
                something = bool(problems) or not isinstance(term, tree.TermFile) or bool(draft.terms[term])
                looks_for = looks_for or (something and part.kind != "except")
    if not looks_for and topic.parts:
        yield TopicWithoutTerms(topic.name.span, topic.name.name)


def _term(term: tree.Term, clause: str, topic: tree.Topic, draft: Draft) -> Iterator[Diagnostic]:
    if isinstance(term, tree.TextLiteral):
        yield from _term_problem(term)
    elif isinstance(term, tree.TermFile):
        found = read_terms(term, draft.folder)
        draft.terms[term], draft.term_texts[term] = found.terms, found.data
        yield from found.problems
    else:
        yield from _named(term, clause, topic, draft)


def _term_problem(term: tree.TextLiteral) -> Iterator[Diagnostic]:
    if len(term.value) > MAX_TERM_LENGTH:
        yield LongTerm(term.span, len(term.value))
    elif folds_to_nothing(term.value):
        yield EmptyTerm(term.span)


def _named(name: tree.Name, clause: str, topic: tree.Topic, draft: Draft) -> Iterator[Diagnostic]:
    """Another topic, taken in by its name."""
    draft.refs[name] = Ref(BrokenRef())
    word = name.parts[0]
    found = meanings(word, None, draft)
    if len(name.parts) == 1 and found and isinstance(found[0].base, TopicRef):
        if clause == "words":
            draft.refs[name] = Ref(found[0].base)
        else:
            yield TopicOutOfPlace(name.span, word, clause)
    elif found:
        yield NotATopic(name.span, name.dotted, found[0].kind, None)
    elif not draft.is_reported(word):
        known = {other for other, one in draft.names.items() if isinstance(one, tree.Topic)} | set(TOPICS)
        close = nearest(name.dotted, known - {topic.name.name})
        if close is not None or not draft.incomplete:
            yield NotATopic(name.span, name.dotted, None, close)


def _rings(draft: Draft) -> Iterator[Diagnostic]:
    """Topics that take themselves in; and chains of them past the limit."""
    needs: dict[tree.Topic | BuiltinTopic, tuple[tree.Topic | BuiltinTopic, ...]] = {}
    waiting: list[tree.Topic | BuiltinTopic] = [
        one for one in draft.names.values() if isinstance(one, tree.Topic)
    ]
    waiting += [one for one in draft.tree.declarations if isinstance(one, tree.Topic)]
    for topic in waiting:
        if topic not in needs:
            needs[topic] = tuple(_taken_in(topic, draft))
            waiting.extend(needs[topic])
    for ring in graph.rings(needs):
        first = ring[0]
        if isinstance(first, tree.Topic) and first not in draft.homes:
            term = _own_name(first) if len(ring) == 1 else None
            names = tuple(name_of(topic) for topic in ring)
            yield TopicInRing(first.name.span if term is None else term.span, names)
    height: dict[tree.Topic | BuiltinTopic, int] = {}
    for topic in graph.needed_first(needs):
        height[topic] = 1 + max((height.get(other, 0) for other in needs[topic]), default=0)
        if height[topic] > MAX_TOPIC_DEPTH and isinstance(topic, tree.Topic) and topic not in draft.homes:
            yield TooDeep(topic.name.span)
            return


def _own_name(topic: tree.Topic) -> tree.Name | None:
    """Where a topic names itself."""
    for part in topic.parts:
        for term in part.terms if isinstance(part, tree.TopicPart) else ():
            if isinstance(term, tree.Name) and term.dotted == topic.name.name:
                return term
    return None


def _taken_in(topic: tree.Topic | BuiltinTopic, draft: Draft) -> Iterator[tree.Topic | BuiltinTopic]:
    if isinstance(topic, tree.Topic):
        refs = draft.tables(topic).refs
        for part in topic.parts:
            for term in part.terms if isinstance(part, tree.TopicPart) else ():
                ref = refs.get(term) if isinstance(term, tree.Name) else None
                if ref is not None and isinstance(ref.base, TopicRef):
                    yield ref.base.topic


def name_of(topic: tree.Topic | BuiltinTopic) -> str:
    """The name of a topic, the policy's or the language's."""
    return topic.name.name if isinstance(topic, tree.Topic) else topic.name


def inside(pattern: tree.PatternLiteral, offset: int, length: int) -> Span:
    """Where in the source a part of a pattern stands: `\\/` is one character of it, and two in the source."""
    source, at, end = pattern.span.source.text, pattern.span.start + 1, pattern.span.end
    starts: list[int] = []
    while len(starts) <= offset + length and at < end:
        starts.append(at)
        at += 2 if source[at : at + 2] == "\\/" else 1
    starts += [at] * (offset + length + 1 - len(starts))
    first, last = starts[offset], starts[offset + length]
    return Span(pattern.span.source, min(first, end - 1), min(max(last, first + 1), end))
