"""The page of lint rules: every kind of advice that `playbook lint` gives, with examples."""

import inspect

from generators.markdown import first_paragraph, page, table
from playbook.diagnostics.diagnostic import CATALOGUE, Applicability, Diagnostic
from playbook.lint.allowance_problems import BadAllowance
from playbook.lint.rule import LintRule
from playbook.lint.rules import RULES

INTRODUCTION = """
`playbook lint` says what was probably not meant. Each kind of advice has a name and a code, which never change their
meaning. [The guide](../guide/linting.md) tells how to choose among them, and how to allow a finding. The first example
of a pair gives the advice that it stands under, the second does not.
"""

GROUPS = {
    "PB70": "Conditions",
    "PB71": "What nobody uses",
    "PB72": "Topics, terms, patterns and lists",
    "PB73": "Windows",
    "PB74": "What rules say",
    "PB75": "Drops and changes",
    "PB76": "Tests",
    "PB77": "Spelling and names",
    "PB78": "What can be said more plainly",
    "PB79": "Comments that allow findings",
}


def make() -> str:
    """The page."""
    parts = [INTRODUCTION]
    rules = {rule.code: rule for rule in RULES}
    about_comments = {
        code: kind for code, kind in CATALOGUE.items() if kind.__module__ == BadAllowance.__module__
    }
    kinds = {**{code: rule.kind for code, rule in rules.items()}, **about_comments}
    for prefix, title in GROUPS.items():
        found = [kind for code, kind in sorted(kinds.items()) if code.startswith(prefix)]
        rows = (_row(kind, rules.get(kind.code)) for kind in found)
        parts.append(f"## {title}\n\n{table(('code', 'name', 'default', 'about'), rows)}")
        parts += (_entry(kind, rules.get(kind.code)) for kind in found)
    return page("Lint rules", "src/playbook/lint/rules/", *parts)


def _row(kind: type[Diagnostic], rule: LintRule | None) -> tuple[str, str, str, str]:
    anchor = f"{kind.code}-{kind.slug}".lower()
    default = "always" if rule is None else "yes" if rule.default else "no"
    return f"[{kind.code}](#{anchor})", kind.slug, default, first_paragraph(inspect.getdoc(kind) or "")


def _entry(kind: type[Diagnostic], rule: LintRule | None) -> str:
    text = inspect.getdoc(kind) or ""
    text = text.replace("## Example\n", "For example:\n\n<!-- whole -->\n")
    text = text.replace("## Write instead\n", "Write instead:\n\n<!-- whole -->\n")
    notes = (
        []
        if rule is None or rule.default
        else [f"Not among the default rules: `--select default,{kind.slug}`."]
    )
    if kind.edits is not Diagnostic.edits:
        notes.append(_mending(kind))
    return "\n\n".join([f"### {kind.code} {kind.slug}", text, *notes])


def _mending(kind: type[Diagnostic]) -> str:
    """What `--fix` does about it, as far as the class itself says."""
    source = inspect.getsource(inspect.getmodule(kind) or kind)
    safe, maybe = (
        Applicability.SAFE.name in source,
        Applicability.MAYBE.name in source or "lint.cut import without\n" in source,
    )
    if safe and maybe:
        return "`--fix` mends it where that is safe, and `--unsafe-fixes` elsewhere."
    if safe:
        return "`--fix` mends it."
    return "`--unsafe-fixes` mends it." if maybe else "It comes with an edit that a person has to finish."
