"""The policies that the properties are about: nearly all are accepted, and together they use the whole language."""

from collections import Counter
from typing import Any, get_args

from hypothesis import Phase, given, settings
from properties.cases import ANY, Case, cases
from properties.strategies.choices import chosen
from properties.strategies.policies import Written, written_policy

from playbook.check.module import Module
from playbook.compile.link import all_modules
from playbook.engine.decide import decide
from playbook.errors import PolicyError
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.syntax.printer import print_policy
from playbook.syntax.same import outline
from playbook.syntax.walk import walk

WRITTEN = chosen(lambda choices: written_policy(choices, ANY))


def test_check_accepts_nearly_all_of_them() -> None:
    seen: Counter[bool] = Counter()

    @settings(max_examples=200, phases=[Phase.generate])
    @given(WRITTEN)
    def count(written: Written) -> None:
        seen[not any(one.severity == "error" for one in written.diagnostics())] += 1

    count()
    assert seen[True] >= 0.95 * seen.total()


NOT_DRAWN = {tree.RecordLiteral, tree.Posts}
"""Records stand in tests only, and a history is not supported yet."""


def test_they_use_every_form_of_the_language() -> None:
    kinds: set[type[tree.Node]] = set()
    shapes: set[Any] = set()

    @settings(max_examples=400, phases=[Phase.generate])
    @given(WRITTEN)
    def collect(written: Written) -> None:
        try:
            policy = written.policy()
        except PolicyError:
            return
        for module in all_modules(policy.linked.module):
            for node in walk(module.tree):
                kinds.add(type(node))
                shapes.update(_shapes(node, module))

    collect()
    expressions: set[Any] = set(get_args(tree.Expr)) - NOT_DRAWN
    assert expressions - kinds == set()
    declarations = {
        tree.Param,
        tree.Let,
        tree.Ask,
        tree.Topic,
        tree.Rule,
        tree.Change,
        tree.Drop,
        tree.Extends,
        tree.Default,
    }
    assert declarations - kinds == set()
    assert {tree.FixWords, tree.FixAdd, tree.FixReplace, tree.TopicPatterns} - kinds == set()
    wanted = {
        *(("verdict", name) for name in get_args(tree.VerdictName)),
        *(
            ("quota", name, listed)
            for name, listed in (("count", False), ("count", True), ("share", True), ("all", True))
        ),
        *(("quantifier", kind, named) for kind in ("any", "no", "count") for named in (False, True)),
        *(
            ("compare", operator)
            for operator in ("is", "is not", "<", "<=", ">", ">=", "is before", "is after")
        ),
        *(("missing", negated) for negated in (False, True)),
        *(("within", negated) for negated in (False, True)),
        *(("for", "allow"), ("for", "no allow")),
        *(("extends", rules) for rules in (False, True)),
        ("until", "window"),
        ("until", "instant"),
        ("drop", True),
        ("drop", False),
        ("zone", "field"),
        ("nested", True),
    }
    assert wanted - shapes == set()


def _shapes(node: tree.Node, module: Module) -> set[Any]:
    match node:
        case tree.Verdict():
            found: set[Any] = {("verdict", node.name)}
            if node.until is not None:
                found.add(("until", "window" if str(module.types[node.until]) == "window" else "instant"))
            return found
        case tree.Approvers() if node.who is not None:
            return {("quota", node.quota, str(module.types[node.who]) != "text")}
        case tree.Quantifier() | tree.Count() if node.where is not None:
            kind = node.kind if isinstance(node, tree.Quantifier) else "count"
            inner = any(
                isinstance(one, tree.Quantifier | tree.Count) and one.where is not None
                for one in walk(node.where)
            )
            return {("quantifier", kind, node.variable is not None), ("nested", inner)}
        case tree.Compare():
            return {("compare", node.operator)}
        case tree.Missing():
            return {("missing", node.negated)}
        case tree.Within():
            return {("within", node.negated)}
        case tree.Extends():
            return {("extends", node.rules)}
        case tree.Drop():
            return {("drop", node.until is not None)}
        case tree.Policy():
            found = {("zone", "field")} if isinstance(node.timezone, tree.Name) else set()
            if node.applies is not None:
                allows = any(rule.verdict.name == "allow" for rule in module.rules.values())
                found.add(("for", "allow" if allows else "no allow"))
            return found
    return set()


def test_posts_get_every_verdict_and_are_known_and_unknown() -> None:
    seen: Counter[Any] = Counter()

    @settings(max_examples=150, phases=[Phase.generate])
    @given(cases())
    def collect(case: Case) -> None:
        for post in case.posts:
            decision = decide(post, case.policies)
            seen[decision.verdict] += 1
            seen[("applies", decision.applies)] += 1
            names = [
                (one.state, one.rule if one.rule in ("for", "otherwise") else "rule")
                for one in decision.findings
            ]
            seen.update(("finding", *name) for name in names)
            seen["later"] += decision.earliest is not None and decision.earliest != post.publish_at
            seen["approval wanted"] += bool(decision.approvals)
            seen["edit"] += any(one.fix is not None and one.fix.edit is not None for one in decision.findings)
            seen["approved"] += bool(post.approvals) and not decision.approvals

    collect()
    wanted = [
        "allow",
        "advise",
        "warn",
        "delay",
        "review",
        "deny",
        "later",
        "approval wanted",
        "edit",
        "approved",
    ]
    wanted_pairs = [("applies", answer) for answer in (True, False, None)]
    states = [
        ("finding", state, name) for state in ("fired", "undetermined") for name in ("rule", "otherwise")
    ]
    rare = [
        one for one in (*wanted, *wanted_pairs, *states, ("finding", "undetermined", "for")) if seen[one] < 3
    ]
    assert rare == []


@given(WRITTEN)
def test_what_is_printed_reads_as_the_same_policy(written: Written) -> None:
    for file in written.files:
        first = parse(Source(file.name, file.text())).policy
        assert first is not None
        printed = print_policy(first)
        again = parse(Source(file.name, printed))
        assert again.diagnostics == ()
        assert again.policy is not None
        assert outline(again.policy) == outline(first)
        assert print_policy(again.policy) == printed
