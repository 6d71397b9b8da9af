"""Writes the Python for what is asked of texts: topics (each text is looked through once), pieces, patterns, ends."""

from typing import Any

from playbook.compile.condition import FALSE, TRUE, Condition, Value, asked, both, either, only
from playbook.compile.given import Given
from playbook.compile.values import Values
from playbook.reference.language import hangs_on_language, language_of
from playbook.syntax import tree
from playbook.text.normal import exact_key, key
from playbook.text.terms.matcher import TopicSpec, word
from playbook.values import ABSENT, UNKNOWN


class Texts:
    """The writer of tests of texts for one policy."""

    def __init__(self, given: Given, values: Values) -> None:
        self.given, self.code, self.values = given, given.code, values

    def folds(self, texts: list[Any], exactly: bool) -> frozenset[str]:
        """The folded texts."""
        return frozenset(map(exact_key if exactly else key, texts))

    def wanted(self, expr: tree.Mentions) -> tuple[int, ...] | None:
        """What is looked for, as places in the one matcher of the policy; None where it depends on the post."""
        if not self.given.outlines.is_constant(expr.what):
            return None
        value = self.given.constant(expr.what)
        found = value if isinstance(value, tuple) else (value,)
        if any(one is UNKNOWN or one is ABSENT for one in found):
            return None
        specs = [one if isinstance(one, TopicSpec) else word(one) for one in found]
        topics = self.given.topics
        return tuple(topics.setdefault(spec, len(topics)) for spec in specs)

    def hits(self, expr: tree.Expr) -> Value:
        """What of all topics is found in a text, looked through when first asked for."""
        given = self.given
        text = self.values.of(expr)
        number = given.outlines.of(expr)
        here = bool(given.outlines.loops(expr))

        def write(name: str) -> None:
            same = "" if here else self._same_text(text)
            self.code.line(f"{name} = {_gaps(text)}{same}matcher.mentioned({text.code})")

        name = self.code.once(("hits", number), "h", write, again=True, here=here)
        if text.sure and not here:
            self.code.remember("looked through", (name, text.code))
        return Value(name, name if text.unknown else None, name if text.absent else None)

    def _same_text(self, text: Value) -> str:
        """What has been found in another text, if this one is the same: the text of a post is often all of its text."""
        known = self.code.known("looked through")
        return "" if known is None else f"{known[0]} if {text.code} is {known[1]} else "

    def _hits_in_language(self, expr: tree.Expr) -> Value:
        """The same where the language of the text counts: `~number` stands for what may be there."""
        text = self.values.of(expr)

        def write(name: str) -> None:
            stemmer = self._stemmer(expr)
            self.code.line(f"{name} = {_gaps(text)}matcher.mentioned({text.code}, {stemmer})")

        outlines = self.given.outlines
        here = bool(outlines.loops(expr))
        name = self.code.once(("hits in language", outlines.of(expr)), "h", write, again=True, here=here)
        return Value(name, name if text.unknown else None, name if text.absent else None)

    def _stemmer(self, text: tree.Expr) -> str:
        """How words of the text's language are cut down to their stems."""
        language = language_of(text, self.given.tables, self.given.policy.post_type)
        known = "U" if language is None else self.values.at(language).whole
        return self.code.let("s", f"stemmer_named({known})")

    def mentions(self, expr: tree.Mentions) -> Condition:
        wanted = self.wanted(expr)
        if hangs_on_language(expr, self.given.tables):
            if wanted is None:
                return self._of_text(expr, f"mentioned_in({self._stemmer(expr.text)})")
            hits = self._hits_in_language(expr.text)
            tests = [
                Condition(f"{one} in {hits.code}", f"({one} in {hits.code} or {~one} in {hits.code})")
                for one in wanted
            ]
            return asked([hits], both(tests) if expr.quantity == "all" else either(tests))
        if wanted is None:
            return self._of_text(expr, "mentioned")
        if not wanted:
            text = self.values.of(expr.text)
            return asked([text], TRUE if expr.quantity == "all" else FALSE)
        hits = self.hits(expr.text)
        if len(wanted) == 1:
            return asked([hits], only(f"{wanted[0]} in {hits.code}"))
        chosen = self.code.constant(frozenset(wanted))
        test = (
            f"{chosen} <= {hits.code}" if expr.quantity == "all" else f"not {chosen}.isdisjoint({hits.code})"
        )
        return asked([hits], only(test))

    def contains(self, expr: tree.Contains) -> Condition:
        if not self.given.outlines.is_constant(expr.what):
            return self._of_text(expr, "contains_piece")
        value = self.given.constant(expr.what)
        pieces = value if isinstance(value, tuple) else (value,)
        if not all(isinstance(piece, str) for piece in pieces):
            return self._of_text(expr, "contains_piece")
        text = self.values.folded(expr.text, exactly=False)
        tests = [f"{self.code.constant(key(piece))} in {text.code}" for piece in pieces]
        if not tests:
            test = "True" if expr.quantity == "all" else "False"
        else:
            test = f"({(' and ' if expr.quantity == 'all' else ' or ').join(tests)})"
        return asked([text], only(test))

    def _of_text(self, expr: tree.Mentions | tree.Contains, test: str) -> Condition:
        values = f"{self.values.of(expr.text).whole}, {self.values.of(expr.what).whole}"
        name = self.code.let("t", f"of_text({values}, {expr.quantity!r}, {test})")
        return Condition(f"{name} is True", f"{name} is not False")

    def matches(self, expr: tree.Matches) -> Condition:
        text = self.values.of(expr.text)
        pattern = self.code.constant(self.given.tables.patterns[expr.pattern])
        return asked([text], only(f"{pattern}.found({text.code})"))

    def affix(self, expr: tree.Affix) -> Condition:
        text = self.values.folded(expr.text, exactly=False)
        piece = self.values.folded(expr.piece, exactly=False)
        side = "startswith" if expr.edge == "start" else "endswith"
        return asked([text, piece], only(f"{text.code}.{side}({piece.code})"))


def _gaps(text: Value) -> str:
    """Code before an expression, so that it is only worked out where there is a text."""
    return "".join(
        f"{text.code} if {name} is {sign} else "
        for name, sign in ((text.unknown, "U"), (text.absent, "A"))
        if name
    )
