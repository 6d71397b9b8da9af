"""The grammar: strict, in step with the builder, and with what other modules say about it."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path

import pytest
from lark import Lark
from lark.lexer import PatternStr

from playbook._resources import folder
from playbook.source import Source
from playbook.syntax import grammar as module
from playbook.syntax.build import Builder
from playbook.syntax.build_declarations import TreeBuilder
from playbook.syntax.clauses import CLAUSES, VERDICTS, WORDS
from playbook.syntax.grammar import STARTS, grammar
from playbook.syntax.landmarks import DECLARATIONS, NAMED, RESERVED
from playbook.syntax.lexer import PolicyLexer
from playbook.syntax.parser import parse

TEXT = (folder("grammar") / "playbook.lark").read_text(encoding="utf-8")
HELPERS = {
    "report", "token_span", "span_of", "span", "clause", "single", "text_literal", "snake", "grown",
}  # fmt: skip


def productions() -> set[str]:
    """What the builder is asked for: the names of alternatives, and of rules whose alternatives have none."""
    found = set()
    for rule in grammar().lark.rules:
        if rule.origin.name.startswith("_"):
            continue
        if rule.options.expand1 and not rule.alias and len(rule.expansion) == 1:
            continue  # passes through
        found.add(str(rule.alias or rule.origin.name))
    return found


def test_the_grammar_is_loaded_strictly() -> None:
    lark = grammar().lark
    assert lark.options.strict
    assert lark.options.parser == "lalr"
    assert lark.options.cache is False


def test_strict_would_notice_a_conflict() -> None:
    dangling = (
        TEXT
        + '\n?expression2: "if" expression2 | "if" expression2 "else" expression2 | NAME\nxx: expression2\n'
    )
    with pytest.raises(Exception, match="Shift/Reduce conflict"):
        Lark(
            dangling,
            parser="lalr",
            lexer=PolicyLexer,
            strict=True,
            start=[*STARTS, "xx"],
            keep_all_tokens=True,
        )


def test_every_alternative_has_a_method_and_every_method_an_alternative() -> None:
    methods = {
        name for name in dir(TreeBuilder) if not name.startswith("_") and callable(getattr(TreeBuilder, name))
    }
    assert methods - HELPERS == productions()
    assert set(dir(Builder)) >= HELPERS


def test_the_grammar_alone_reads_a_policy() -> None:
    text = 'policy acme for sponsored\nrule a when text mentions "x" and not (island is 3) deny "no"\n'
    assert grammar().lark.parse(text, start="policy").data == "policy"
    with pytest.raises(ValueError, match="no token at 7"):
        grammar().lark.parse("policy ; acme", start="policy")


def test_keywords_are_whole_words() -> None:
    parsed = parse(
        Source("x", "policy acme\nlet x = a island b\nlet anything = anyone is notable and northern in_b\n")
    )
    assert [(one.code, one.span.text) for one in parsed.diagnostics] == [
        ("PB066", "island"),
        ("PB066", "in_b"),
    ]


def test_the_parser_is_built_once_for_all_threads() -> None:
    module._load.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: id(grammar()), range(8)))
    assert len(found) == 1


def test_nothing_is_cached_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    module._load.cache_clear()
    assert parse(Source("x", "policy acme")).diagnostics == ()
    assert list(tmp_path.iterdir()) == []


def test_reserved_words_are_those_that_the_grammar_keeps_from_being_names() -> None:
    lexer = grammar().lexer
    name = lexer.patterns["NAME"]
    kept = {word for word in lexer.keywords if not name.fullmatch(word)}
    assert kept - RESERVED == {"and", "or", "not", "is", "in", "where", "any", "no", "true", "false"}
    assert kept >= RESERVED
    assert name.fullmatch("rules")
    assert lexer.patterns["PATH"].fullmatch("post.rule")


def test_words_that_other_modules_know_are_keywords_of_the_grammar() -> None:
    keywords = grammar().lexer.keywords
    assert {keywords[word] for word in DECLARATIONS} == set(DECLARATIONS.values())
    assert set(keywords) >= WORDS
    assert set(keywords.values()) >= NAMED
    assert {word.upper() for word in VERDICTS} <= set(keywords.values())


@pytest.mark.parametrize(
    ("declaration", "rule"), [("policy", "header"), ("topic", "topic"), ("rule", "rule"), ("test", "test")]
)
def test_clauses_are_those_of_the_grammar(declaration: str, rule: str) -> None:
    keywords = {name: word for word, name in grammar().lexer.keywords.items()}
    first = {
        keywords.get(made.expansion[0].name)
        for made in grammar().lark.rules
        if made.origin.name == f"{rule}_clause"
    }
    assert first - {None} == {word for word in CLAUSES[declaration] if " " not in word}


LEXEMES = (
    '"a"', '""', '"""a"""', "/a/", "/a/i", "2026-11-23T10:00Z", "2026-11-23", "10:00", "50%", "3", "2.5", "<", "<=",
    "=", "minutes", "plus", "a", "a.b", "a-b", "count", "posts", "holidays", "mon", "sun", ",", "review", "x1",
)  # fmt: skip


def test_terminals_that_stand_in_for_one_another_are_told_apart_by_priority() -> None:
    """What two terminals match alike, one of them has to be preferred on purpose."""
    terminals = [term for term in grammar().lark.terminals if not isinstance(term.pattern, PatternStr)]
    patterns = {term.name: re.compile(term.pattern.to_regexp()) for term in terminals}
    for one, other in combinations(terminals, 2):
        alike = {
            text
            for text in LEXEMES
            if patterns[one.name].fullmatch(text) and patterns[other.name].fullmatch(text)
        }
        assert not alike or one.priority != other.priority or {one.name, other.name} == {"NAME", "UNIT"}, (
            alike
        )


def test_every_terminal_matches_some_lexeme() -> None:
    patterns = grammar().lexer.patterns
    contexts = ("{}", "{}(", "{} by ", "{} of ", "{} mon")
    unmatched = {
        name
        for name, pattern in patterns.items()
        if not any(pattern.match(context.format(text)) for text in LEXEMES for context in contexts)
    }
    assert unmatched == set()
