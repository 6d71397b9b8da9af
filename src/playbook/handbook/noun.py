"""A noun as a sentence needs it: its words, its number, and its possessive. Templates say where they go."""

from playbook.frozen import frozen

_VERBS = {"is": "are", "has": "have", "does": "do", "was": "were", "goes": "go", "says": "say"}


@frozen
class Noun:
    """What a clause is about. The words are marked up already."""

    words: str
    plural: bool = False
    possessive: str = ""
    """`the author's`, `whose`; empty where `of …` has to do."""
    count: int | None = None
    """How many, where that is known."""

    def verb(self, singular: str) -> str:
        """`mentions` or `mention`; `is` or `are`."""
        if not self.plural:
            return singular
        return _VERBS.get(singular, singular.removesuffix("s"))

    def say(self, template: str, **parts: str) -> str:
        """Fill *template*: `{s} {has} {x}`. Any other word in braces that no part gives is a verb."""
        return template.format_map(_Parts(self, parts))


class _Parts(dict[str, str]):
    """What stands in a template: the subject, its possessive, the parts given, and verbs that agree."""

    def __init__(self, noun: Noun, parts: dict[str, str]) -> None:
        super().__init__(parts, s=noun.words, its=noun.possessive or "its")
        self._noun = noun

    def __missing__(self, verb: str) -> str:
        return self._noun.verb(verb)


POST = Noun("the post", possessive="the post's")
"""The post, where a sentence first speaks of it."""

IT = Noun("it", possessive="its")
"""The post, or the element of a list, where it is clear which."""

THAT = Noun("that", possessive="whose")
"""An element of a list, in a clause that follows its noun: `a photo that …`."""

THOSE = Noun("that", plural=True, possessive="whose")
"""Several of them."""
