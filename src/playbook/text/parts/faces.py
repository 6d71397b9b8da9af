"""Typed faces such as `:-)`."""

import re
from collections.abc import Iterator

from playbook.text.finding import Place, anything, on_folded
from playbook.text.late import late

# A face stands apart from what is around it, or it is something else: the end of an aside ("(see here:)"), the start
# of an address ("http://"), a ratio, a list of ranges. Only one with a nose may follow a word directly.
_GAP = r"(?<![\w/@#$%&+=<\-:;|\\^(){}\[\]*~])"
_AFTER_WORD = r"(?<![0-9_/@#$%&+=<\-:;|\\^(){}\[\]*~])"
_CLEAR = r"(?![\w/\\:;\-=@#$%&*+<>|^({\[~])"

_FACE = late(
    re.compile,
    rf"{_AFTER_WORD}>?[:;=]-(?:\)+|\(+|\]+|\[+|D+|[pPoOsSxX/\\|}}{{*$3><]){_CLEAR}"
    rf"|{_GAP}>?:'?-?(?:\)+|\(+){_CLEAR}"
    rf"|{_GAP}[:;=](?:\)+|\(+|\]+|D+|[pP]){_CLEAR}"
    rf"|{_GAP}:(?:\[+|[oO/\\|*3><]){_CLEAR}"
    rf"|{_GAP}[8B]-\)+{_CLEAR}"
    rf"|{_GAP}[xX]D+{_CLEAR}"
    rf"|{_GAP}\(-?[:;](?![^\s.!?,])"
    rf"|{_GAP}(?:\^[_\-.]\^|-_-|>_<|[oO][_.][oO]|T_T|u_u|\\o/|¯\\_\(.\)_/¯){_CLEAR}",
)


_SIGN = re.compile(r"[>:;=^\\¯(\-_.D]")
"""What each of them begins with, or has behind a letter or digit that it begins with."""
_LETTERS = "8BxXoOTu"


@on_folded(anything)
def typed_faces(text: str) -> Iterator[Place]:
    """Where faces are typed with signs.

    Left out, because they are more often something else: `<3` ("under <3 days"), `^^` ("see above"), `D:` (a drive),
    `):` (the end of an aside), and faces run together with a word, unless they have a nose.
    """
    place = 0
    for sign in _SIGN.finditer(text):
        start = sign.start()
        if start and text[start] in "-_.D" and text[start - 1] in _LETTERS:
            start -= 1
        face = _FACE.match(text, start) if start >= place else None
        if face is not None:
            yield face.span()
            place = face.end()
