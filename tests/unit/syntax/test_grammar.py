"""The grammar: strict, in step with the builder, and with what other modules say about it."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lark import Token
from lark.lexer import PatternStr

from playbook.source import Source
from playbook.syntax import grammar as module
from playbook.syntax import tables
from playbook.syntax.build import Builder
from playbook.syntax.build_declarations import TreeBuilder
from playbook.syntax.clauses import CLAUSES, VERDICTS, WORDS
from playbook.syntax.grammar import grammar
from playbook.syntax.landmarks import DECLARATIONS, NAMED, RESERVED
from playbook.syntax.lark_tables import derive, lark_of, written
from playbook.syntax.parser import parse
from playbook.syntax.tables import grammar_text, load_tables, tables_path

LARK = lark_of(grammar_text())
HELPERS = {
    "report", "token_span", "span_of", "span", "clause", "single", "text_literal", "snake", "grown",
}  # fmt: skip


def productions() -> set[str]:
    """What the builder is asked for: the names of alternatives, and of rules whose alternatives have none."""
    found = set()
    for rule in LARK.rules:
        if rule.origin.name.startswith("_"):
            continue
        if rule.options.expand1 and not rule.alias and len(rule.expansion) == 1:
            continue  # passes through
        found.add(str(rule.alias or rule.origin.name))
    return found


def test_the_tables_are_those_of_the_grammar() -> None:
    """After a change: `python -m playbook.syntax.lark_tables`."""
    assert tables_path().read_text(encoding="utf-8") == written(derive(grammar_text()))


def test_the_tables_are_the_same_in_every_process() -> None:
    script = "from playbook.syntax.lark_tables import *; print(written(derive(grammar_text())), end='')"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert done.stdout.decode("utf-8") == tables_path().read_text(encoding="utf-8")


def test_a_changed_grammar_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = grammar_text().replace('"otherwise"', '"elsewhere"')
    monkeypatch.setattr(tables, "grammar_text", lambda: changed)
    assert "elsewhere" in {term.text for term in load_tables().terminals}
    monkeypatch.undo()
    assert "elsewhere" not in {term.text for term in load_tables().terminals}


def test_without_tables_there_is_the_grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "tables_path", lambda: tmp_path / "none.json")
    assert load_tables().starts == grammar().tables.starts


def test_strict_would_notice_a_conflict() -> None:
    dangling = '\n?maybe: "if" maybe | "if" maybe "else" maybe | NAME\n'
    text = grammar_text().replace("hole: expression", f"hole: expression | maybe{dangling}")
    with pytest.raises(Exception, match="Shift/Reduce conflict"):
        lark_of(text)


def test_no_production_is_empty() -> None:
    """What it closes is cut off the stacks: there has to be something."""
    rows = grammar().tables.rows
    assert all(production.size for row in rows for production in row.closes.values())


def test_every_alternative_has_a_method_and_every_method_an_alternative() -> None:
    methods = {
        name for name in dir(TreeBuilder) if not name.startswith("_") and callable(getattr(TreeBuilder, name))
    }
    assert methods - HELPERS == productions()
    assert set(dir(Builder)) >= HELPERS


def words_of(text: str, start: str = "policy") -> list[str]:
    """The terminals of *text*, by Lark's parser and our lexer. ValueError where one does not fit."""
    lexer, at, found = grammar().lexer, 0, list[str]()
    parser: Any = LARK.parse_interactive(start=start)
    while (at := lexer.skip(text, at)) < len(text):
        token = lexer.match(text, at, frozenset(parser.choices()))
        if token is None or token.type not in parser.accepts():
            raise ValueError(f"no token at {at}")
        parser.feed_token(Token(token.type, token.value))
        found.append(token.type)
        at = token.end
    assert "$END" in parser.accepts()
    return found


def test_the_grammar_alone_reads_a_policy() -> None:
    text = 'policy acme for sponsored\nrule a when text mentions "x" and not (island is 3) deny "no"\n'
    assert words_of(text)[:6] == ["POLICY", "NAME", "FOR", "NAME", "RULE", "NAME"]
    with pytest.raises(ValueError, match="no token at 7"):
        words_of("policy ; acme")


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
        keywords.get(made.expansion[0].name) for made in LARK.rules if made.origin.name == f"{rule}_clause"
    }
    assert first - {None} == {word for word in CLAUSES[declaration] if " " not in word}


LEXEMES = (
    '"a"', '""', '"""a"""', "/a/", "/a/i", "2026-11-23T10:00Z", "2026-11-23", "10:00", "50%", "3", "2.5", "<", "<=",
    "=", "minutes", "plus", "a", "a.b", "a-b", "count", "posts", "holidays", "mon", "sun", ",", "review", "x1",
)  # fmt: skip


def test_terminals_that_stand_in_for_one_another_are_told_apart_by_priority() -> None:
    """What two terminals match alike, one of them has to be preferred on purpose."""
    terminals = [term for term in LARK.terminals if not isinstance(term.pattern, PatternStr)]
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
