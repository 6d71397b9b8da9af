"""Tree to text: a policy that parses back to the same outline. Plain, one clause a line, without comments.

What people want of a formatter (line lengths, comments, sorted clauses) is not its business. It prints any tree
that the parser can make, and any that is put together by hand from parts that stand for themselves: where a
part needs parentheses to be read back as it is, the tree has to hold a `Group`.
"""

from collections.abc import Iterable

from playbook.syntax import tree
from playbook.syntax.print_expressions import print_expr, print_number, quoted

__all__ = ["print_expr", "print_policy"]


def print_policy(policy: tree.Policy) -> str:
    """The whole file, ending in a new line."""
    blocks = ["\n".join(_header(policy)), *("\n".join(_declaration(made)) for made in policy.declarations)]
    return "\n\n".join(blocks) + "\n"


def _header(policy: tree.Policy) -> Iterable[str]:
    yield _head("policy", policy.name, policy.title)
    if policy.version is not None:
        yield f"  version {quoted(policy.version)}"
    yield from _doc(policy.doc)
    if policy.applies is not None:
        yield f"  for {print_expr(policy.applies)}"
    if policy.timezone is not None:
        yield f"  timezone {print_expr(policy.timezone)}"
    for extends in policy.extends:
        yield f"  {_taken_in(extends)}"
    if policy.default is not None:
        yield f"  otherwise {_verdict(policy.default.verdict)}"


def _declaration(made: tree.Declaration) -> Iterable[str]:
    match made:
        case tree.Extends():
            yield _taken_in(made)
        case tree.Param():
            default = "" if made.default is None else f" = {print_expr(made.default)}"
            yield f"param {made.name.name}: {_type(made.type)}{default}"
            yield from _doc(made.doc)
        case tree.Let():
            yield f"let {made.name.name} = {print_expr(made.value)}"
        case tree.Ask():
            given = "" if made.type is None else f": {_type(made.type)}"
            yield f"ask {made.name.name}{given} {quoted(made.question.value)}"
        case tree.Topic():
            yield from _topic(made)
        case tree.Rule():
            yield from _rule(made)
        case tree.Change():
            yield f"change rule {made.rule.name} to {_verdict(made.verdict)} because {quoted(made.because)}"
        case tree.Drop():
            until = "" if made.until is None else f" until {made.until.value.isoformat()}"
            yield f"drop rule {made.rule.name}{until} because {quoted(made.because)}"
        case tree.Example():
            yield f"example {made.name.name}"
            yield f"  {_assignments(made.assignments)}"
        case tree.Test():
            yield from _test(made)


def _taken_in(extends: tree.Extends) -> str:
    word = "extends" if extends.rules else "use"
    target = quoted(extends.target.name) if extends.target.quoted else extends.target.name
    bindings = ", ".join(f"{binding.name.name} = {print_expr(binding.value)}" for binding in extends.bindings)
    return f"{word} {target} with {bindings}" if bindings else f"{word} {target}"


def _topic(topic: tree.Topic) -> Iterable[str]:
    yield _head("topic", topic.name, topic.title)
    yield from _doc(topic.doc)
    for part in topic.parts:
        match part:
            case tree.TopicPart():
                yield f"  {part.kind} {', '.join(_term(term) for term in part.terms)}"
            case tree.TopicPatterns():
                yield f"  patterns {', '.join(print_expr(pattern) for pattern in part.patterns)}"
            case tree.TopicDisguised():
                yield "  disguised"


def _term(term: tree.Term) -> str:
    if isinstance(term, tree.TermFile):
        return f"from {quoted(term.path)}"
    return print_expr(term)


def _rule(rule: tree.Rule) -> Iterable[str]:
    yield _head("watch" if rule.watch else "rule", rule.name, rule.title)
    yield from _doc(rule.doc)
    for see in rule.see:
        yield f"  see {quoted(see.value)}"
    if rule.tags:
        yield f"  tags {_names(rule.tags)}"
    if rule.status is not None:
        yield f"  status {rule.status.name}"
    if rule.when is not None:
        yield f"  when {print_expr(rule.when)}"
    if rule.unless is not None:
        yield f"  unless {print_expr(rule.unless)}"
    for require in rule.requires:
        yield f"  require {print_expr(require)}"
    yield f"  {'otherwise ' if rule.requires else ''}{_verdict(rule.verdict)}"
    for fix in rule.fixes:
        yield f"  fix {_fix(fix)}"


def _fix(fix: tree.Fix) -> str:
    match fix:
        case tree.FixWords():
            return print_message(fix.message)
        case tree.FixAdd():
            return f"add {print_message(fix.text)} at {fix.edge}"
        case tree.FixReplace():
            return f"replace {quoted(fix.old.value)} with {print_message(fix.new)}"


def _verdict(verdict: tree.Verdict) -> str:
    words: list[str] = [verdict.name]
    if verdict.until is not None:
        words += ["until", print_expr(verdict.until)]
    if verdict.approvers is not None and verdict.approvers.who is not None:
        words += ["by", _approvers(verdict.approvers, verdict.approvers.who)]
    if verdict.message is not None:
        words.append(print_message(verdict.message))
    return " ".join(words)


def _approvers(approvers: tree.Approvers, who: tree.Expr) -> str:
    match approvers.quota:
        case "count":
            quota = "" if approvers.amount == 1 else f"{print_number(approvers.amount)} of "
        case "share":
            quota = f"{print_number(approvers.amount * 100)}% of "
        case "all":
            quota = "all of "
    return quota + print_expr(who)


def print_message(message: tree.Message) -> str:
    """The words of a message between quotes, braces doubled, with its holes."""
    inner = (
        part.replace("{", "{{").replace("}", "}}") if isinstance(part, str) else f"{{{print_expr(part)}}}"
        for part in message.parts
    )
    return quoted("".join(inner))


def _test(test: tree.Test) -> Iterable[str]:
    yield f"test {quoted(test.title)}"
    for given in test.given:
        match given:
            case tree.Ident():
                yield f"  given {given.name}"
            case tree.Assignment():
                yield f"  given {_assignments([given])}"
            case tree.History():
                yield f"  history [{', '.join(print_expr(entry) for entry in given.entries)}]"
    if test.each is not None:
        rows = (f"[{', '.join(print_expr(value) for value in row.values)}]" for row in test.each.rows)
        yield f"  each {', '.join(column.dotted for column in test.each.columns)} in {', '.join(rows)}"
    for expect in test.expect:
        match expect:
            case tree.ExpectVerdict():
                rules = f" from {_names(expect.rules)}" if expect.rules else ""
                yield f"  expect {expect.verdict}{rules}"
            case tree.ExpectNo():
                yield f"  expect no {expect.rule.name}"
            case tree.ExpectNeeds():
                yield f"  expect needs {expect.field.dotted}"


def _head(word: str, name: tree.Ident, title: str | None) -> str:
    return f"{word} {name.name}" if title is None else f"{word} {name.name} {quoted(title)}"


def _doc(doc: str | None) -> Iterable[str]:
    if doc is None:
        return
    if "\n" not in doc and not doc.startswith('"') and not doc.endswith('"'):
        yield f'  """{doc}"""'
        return
    yield '  """'
    yield from (f"  {line}" if line else "" for line in doc.split("\n"))
    yield '  """'


def _type(made: tree.TypeName) -> str:
    return f"list of {made.name}" if made.list_of else made.name


def _names(names: Iterable[tree.Ident]) -> str:
    return ", ".join(name.name for name in names)


def _assignments(assignments: Iterable[tree.Assignment]) -> str:
    return ", ".join(f"{made.target.dotted} = {print_expr(made.value)}" for made in assignments)
