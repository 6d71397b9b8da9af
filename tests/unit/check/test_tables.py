"""What the checker writes down for those who run a policy: what names stand for, types, patterns, functions,
terms.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pydantic import BaseModel

from playbook.builtins import FUNCTIONS
from playbook.builtins.topics import TOPICS
from playbook.check import check_module
from playbook.check.module import Module
from playbook.check.refs import (
    AskRef,
    BrokenRef,
    ItemRef,
    LetRef,
    MemberRef,
    ParamRef,
    PostRef,
    Ref,
    TopicRef,
)
from playbook.model.author import Relationship
from playbook.model.post import Post
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.syntax.walk import walk
from playbook.types import ANY, BOOLEAN, NUMBER, TEXT, TIME, TOPIC, WINDOW, Enum, ListOf, Record

CheckText = Callable[..., Module]
Found = TypeVar("Found", bound=tree.Node)


def nodes(module: Module, kind: type[Found], text: str) -> list[Found]:
    """The nodes of that kind that stand as *text* in the source."""
    return [one for one in walk(module.tree) if isinstance(one, kind) and one.span.text == text]


def ref(module: Module, text: str) -> Ref:
    """What the only name *text* stands for."""
    (name,) = nodes(module, tree.Name, text)
    return module.refs[name]


def base_and_fields(found: Ref) -> tuple[type, list[str]]:
    return type(found.base), [field.name for field in found.fields]


POLICY = """
policy acme timezone account.timezone for account.kind is professional
param hosts: list of text = ["a"]
param office: window = weekdays
let many = count(hashtags) > 3
ask sure "Are you sure?"
topic politics words "election", phone_numbers, from "terms.txt" patterns /ballot/i
rule a
  when many and sure and text mentions politics and (any links where site is in hosts and it is not missing)
    and (any tie in author.relationships where post.campaign mentions tie.to) and trained("x", 365 days)
    and now is within office and target.author.name matches /x/
  deny until_then
test "a" given now = 2026-11-23T10:00Z, sure = unknown, hosts = ["b"], media = [{kind = photo}], action = reply
  expect needs author.id
""".replace("deny until_then", 'deny "{publish_at}"')


@pytest.fixture
def module(check_text: CheckText, tmp_path: Path) -> Module:
    (tmp_path / "terms.txt").write_text("ballot box\nvote\n")
    made = check_text(POLICY, folder=tmp_path)
    assert made.diagnostics == ()
    return made


def test_names_and_what_they_stand_for(module: Module) -> None:
    assert base_and_fields(ref(module, "account.timezone")) == (PostRef, ["account", "timezone"])
    assert base_and_fields(ref(module, "account.kind")) == (PostRef, ["account", "kind"])
    assert ref(module, "many").base == LetRef(module.names["many"])  # type: ignore[arg-type]
    assert ref(module, "politics").base == TopicRef(module.names["politics"])  # type: ignore[arg-type]
    assert ref(module, "phone_numbers").base == TopicRef(TOPICS["phone_numbers"])
    assert base_and_fields(ref(module, "post.campaign")) == (PostRef, ["campaign"])
    assert base_and_fields(ref(module, "target.author.name")) == (PostRef, ["target", "author", "name"])
    assert base_and_fields(ref(module, "author.id")) == (PostRef, ["author", "id"])
    assert isinstance(ref(module, "photo").base, MemberRef)
    assert isinstance(ref(module, "reply").base, MemberRef)


def test_names_that_stand_twice(module: Module) -> None:
    inside, given = nodes(module, tree.Name, "hosts")
    assert module.refs[inside].base == module.refs[given].base == ParamRef(module.names["hosts"])  # type: ignore[arg-type]
    for name in nodes(module, tree.Name, "sure"):
        assert module.refs[name].base == AskRef(module.names["sure"])  # type: ignore[arg-type]


def test_elements(module: Module) -> None:
    links, ties = (one for one in walk(module.tree) if isinstance(one, tree.Quantifier))
    assert base_and_fields(ref(module, "site")) == (ItemRef, ["site"])
    assert ref(module, "site").base == ref(module, "it").base == ItemRef(links)
    assert ref(module, "tie.to").base == ItemRef(ties)
    assert base_and_fields(ref(module, "tie.to")) == (ItemRef, ["to"])


def test_now_is_when_the_post_goes_out(module: Module) -> None:
    used, given = nodes(module, tree.Name, "now")
    assert base_and_fields(module.refs[used]) == (PostRef, ["publish_at"])
    assert given not in module.refs


def test_what_has_no_entry(module: Module) -> None:
    """Targets in records, `unknown` and the names of functions: whoever runs tests and calls reads those from
    the tree.
    """
    (record,) = (one for one in walk(module.tree) if isinstance(one, tree.RecordLiteral))
    assert record.assignments[0].target not in module.refs
    assert all(name not in module.refs for name in nodes(module, tree.Name, "unknown"))
    assert all(name not in module.refs for name in nodes(module, tree.Name, "trained"))


def test_types(module: Module) -> None:
    def type_of(text: str) -> object:
        (expr,) = (one for one in walk(module.tree) if one in module.types and one.span.text == text)
        return module.types[expr]

    assert type_of("count(hashtags) > 3") == BOOLEAN
    assert type_of("count(hashtags)") == NUMBER
    assert type_of("author.relationships") == ListOf(Record(Relationship))
    assert type_of("politics") == TOPIC
    assert type_of("office") == WINDOW
    assert type_of("publish_at") == TIME
    assert type_of('["b"]') == ListOf(TEXT)
    assert type_of("post.campaign") == TEXT
    assert isinstance(type_of("professional"), Enum)


def test_every_expression_that_is_run_has_a_type_and_every_name_a_meaning(module: Module) -> None:
    for declaration in module.tree.declarations:
        for expr in (
            *((declaration.value,) if isinstance(declaration, tree.Let) else ()),
            *((declaration.when,) if isinstance(declaration, tree.Rule) and declaration.when else ()),
        ):
            for node in walk(expr):
                if isinstance(node, tree.PatternLiteral):
                    assert node in module.patterns
                elif isinstance(node, tree.Name) and node not in {
                    call.function for call in walk(expr) if isinstance(call, tree.Call)
                }:
                    assert not isinstance(module.refs[node].base, BrokenRef)
                    assert module.types[node] != ANY
                elif not isinstance(node, tree.Name):
                    assert module.types[node] != ANY


def test_patterns_functions_and_terms(module: Module) -> None:
    assert sorted(pattern.pattern for pattern in module.patterns.values()) == ["ballot", "x"]
    assert list(module.functions.values()) == [FUNCTIONS["trained"]]
    assert list(module.terms.values()) == [("ballot box", "vote")]
    assert list(module.term_texts.values()) == [b"ballot box\nvote\n"]


def test_rules_and_names_of_parents_are_there_as_they_are(check_text: CheckText) -> None:
    heir = check_text(
        "policy acme extends base use lib",
        base="policy base param limit: number = 3 rule tags when count(hashtags) > limit warn",
        lib="policy lib let loud = true rule other when loud warn",
    )
    base, lib = (parent.module for parent in heir.parents)
    assert base is not None
    assert lib is not None
    assert heir.names == {**base.names, **lib.names}
    assert heir.names["limit"] is base.names["limit"]
    assert dict(heir.rules) == dict(base.rules)


def test_tables_cannot_be_changed(module: Module) -> None:
    with pytest.raises(TypeError):
        module.names["x"] = module.names["many"]  # type: ignore[index]


class Ticket(BaseModel):
    number: int | None = None


class TicketPost(Post):
    ticket: Ticket | None = None


def test_an_apps_own_fields_are_fields_of_the_language() -> None:
    source = Source("acme", "policy acme rule a when ticket.number > 3 and post.ticket.numbr is 3 warn")
    parsed = parse(source)
    assert parsed.policy is not None
    module = check_module(source, parsed.policy, (), None, TicketPost)
    (problem,) = module.diagnostics
    assert problem.code == "PB201"
    assert problem.help() == "did you mean `post.ticket.number`?"


def test_broken_names_are_marked(check_text: CheckText) -> None:
    module = check_text("policy acme rule a when xylophone warn")
    assert isinstance(ref(module, "xylophone").base, BrokenRef)
